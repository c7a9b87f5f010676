import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Channel } from '../../src/app/ports/channel.ts'
import { openQueue } from '../../src/queue/bullmq-queue.ts'
import { FolderHeld } from '../../src/store/folder-lock.ts'
import { openDatabase } from '../../src/store/open-database.ts'
import { openStore } from '../../src/store/open-store.ts'
import { silentLog } from '../silent-log.ts'
import { describeWhole } from '../whole.ts'
import { Child } from './child.ts'

let folder: string
let child: Child | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'du-lieu-'))
})
afterEach(async () => {
  await child?.kill()
  rmSync(folder, { recursive: true, force: true })
})

describeWhole('a process that is killed', () => {
  it('loses no committed row, no job and no line of the ledger, time after time', { timeout: 120_000 }, async () => {
    const committed: number[] = []
    for (let round = 0; round < 4; round += 1) {
      child = new Child('./crash-child.ts', folder)
      const lines = child.lines[Symbol.asyncIterator]()
      for (let count = 0; count < 15 + round * 7; count += 1) committed.push(Number((await lines.next()).value))
      if (round === 0) await expect(openDatabase({ dataDir: folder })).rejects.toThrow(FolderHeld)
      await child.kill()
    }
    const database = await openDatabase({ dataDir: folder })
    const store = openStore(database, 'ban')
    const kept = new Set((await store.read((records) => records.outboxWaiting())).map((row) => row.id))
    expect(committed.filter((id) => !kept.has(id))).toEqual([])
    expect(await store.firstBrokenAudit()).toBeNull()

    const queue = await openQueue({ database, log: silentLog })
    const delivered = new Set<number>()
    const channel = { name: 'local', can: { perSecond: null } } as Channel
    await queue.run([channel], async (id) => {
      delivered.add(id)
      return { done: true }
    })
    await queue.idle()
    expect(committed.filter((id) => !delivered.has(id))).toEqual([])
    await queue.close()
    await database.close()
  })

  it('leaves nothing that looks like a database when it dies while making one', { timeout: 60_000 }, async () => {
    child = new Child('./crash-child.ts', folder)
    while (!readdirSync(folder).includes('db.new')) await new Promise((resolve) => setImmediate(resolve))
    await child.kill()
    expect(readdirSync(folder)).not.toContain('db')
    const database = await openDatabase({ dataDir: folder })
    await openStore(database, 'ban').ping()
    await database.close()
    await database.close()
  })
})
