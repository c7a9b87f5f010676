import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

it('a program that has played in a world ends by itself once the worlds are ended', () => {
  const root = resolve(import.meta.dirname, '..')
  const script = `
    const { endWorlds, World } = await import(${JSON.stringify(join(root, 'test/world.ts'))})
    const world = await World.open({ now: '2023-04-24T07:00+07:00' })
    await world.passTo('2023-04-26T09:00+07:00')
    await world.running.close()
    await endWorlds()
    console.log('played')`
  const ended = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    cwd: root,
    encoding: 'utf8',
    timeout: 60_000,
  })
  expect(ended).toMatchObject({ status: 0, signal: null, stdout: 'played\n' })
})
