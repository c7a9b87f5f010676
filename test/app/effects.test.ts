import { expect, it } from 'vitest'
import { effectsDone } from '../../src/app/hearing/commands.ts'
import { effectNames } from '../../src/core/flow/effects.ts'

it('does everything that a flow may save, and nothing else may be saved', () => {
  expect([...effectsDone].sort()).toEqual([...effectNames].sort())
})
