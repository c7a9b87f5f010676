import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FolderHeld, type FolderLock, lockFolder } from '../../src/store/folder-lock.ts'
import { itWhole } from '../whole.ts'
import { Child } from './child.ts'

let folder: string
const children: Child[] = []
const locks: FolderLock[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'khoa-'))
})
afterEach(async () => {
  for (const lock of locks.splice(0)) lock.release()
  for (const child of children.splice(0)) await child.kill()
  rmSync(folder, { recursive: true, force: true })
})

const child = () => {
  const made = new Child('./folder-lock-child.ts', folder)
  children.push(made)
  return made
}
const take = async (silenceMs = 300) => {
  const lock = await lockFolder(folder, { silenceMs })
  locks.push(lock)
  return lock
}
/** What this process would write, changed: the lock of some other process. */
const leave = async (change: object) => {
  const lock = await take()
  lock.release()
  const [name = ''] = readdirSync(folder)
  const path = join(folder, name)
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), released: false, ...change }))
  return path
}

describe('the lock of the data folder', () => {
  it('refuses a second process and says who holds it, since when and what to do', async () => {
    const holder = child()
    expect(await holder.line()).toBe('held')
    const refused = await lockFolder(folder).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(FolderHeld)
    expect(refused).toMatchObject({ pid: holder.process.pid })
    expect(String(refused)).toMatch(
      new RegExp(`process ${holder.process.pid} on .+ since \\d{4}-\\d\\d-\\d\\dT.+; stop that process, or .+ --data`),
    )
  })

  it('is taken over from a process that was killed', async () => {
    const holder = child()
    expect(await holder.line()).toBe('held')
    await holder.kill()
    await take()
    expect(readdirSync(folder)).toHaveLength(1)
  })

  itWhole('goes to exactly one of several that start at once over a dead lock', async () => {
    const dead = child()
    await dead.line()
    await dead.kill()
    const said = await Promise.all(Array.from({ length: 6 }, () => child().line()))
    expect(said.filter((line) => line === 'held')).toHaveLength(1)
    expect(said.filter((line) => line.startsWith('refused'))).toHaveLength(5)
  })

  it('is refused twice within one process, also at once, and free after a release', async () => {
    const taken = await Promise.allSettled([take(), take(), take()])
    expect(taken.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    await expect(take()).rejects.toThrow(FolderHeld)
    for (const lock of locks.splice(0)) lock.release()
    await take()
  })

  it('is taken over from an earlier process with our own number, as in a container', async () => {
    await leave({ started: '1' })
    await take()
  })

  it('is taken over when the number belongs to another process now', async () => {
    await leave({ pid: process.ppid, started: '1' })
    await take()
  })

  it('is taken over after a reboot, whoever has the number now', async () => {
    await leave({ pid: process.ppid, boot: 'an-earlier-boot' })
    await take()
  })

  it('is taken over from another container that is silent', async () => {
    await leave({ pid: process.ppid, namespace: 'pid:[1]' })
    await take()
  })

  it('is refused while another container touches it', async () => {
    const path = await leave({ pid: 1, namespace: 'pid:[1]', host: 'may-khac' })
    let at = Date.now() / 1000
    const beat = setInterval(() => {
      at += 1
      utimesSync(path, at, at)
    }, 20)
    try {
      await expect(lockFolder(folder, { silenceMs: 5000 })).rejects.toThrow(/process 1 on may-khac/)
    } finally {
      clearInterval(beat)
    }
  })

  it('is taken over from a start that died before it had written who it is', async () => {
    writeFileSync(join(folder, 'lock.7'), '')
    await take()
    expect(readdirSync(folder)).toEqual(['lock.8'])
  })
})
