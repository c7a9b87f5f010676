import { expect, it } from 'vitest'
import { isAway } from '../../src/app/delivery/database-away.ts'

const failure = (code: unknown): Error => Object.assign(new Error('failed'), { code })

it('tells a database that is away from a message that cannot be handled', () => {
  for (const code of ['08006', '08P01', '57P01', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'])
    expect(isAway(failure(code))).toBe(true)
  for (const code of ['23505', '40001', '22P02', '57014', undefined, 8006]) expect(isAway(failure(code))).toBe(false)
  expect(isAway(new Error('a rule failed'))).toBe(false)
  expect(isAway(undefined)).toBe(false)
})
