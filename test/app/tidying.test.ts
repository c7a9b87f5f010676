import { mkdtemp, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { strangersKeptMs, tidyDaily, unusedFilesKeptMs } from '../../src/app/people/tidying.ts'
import type { Files } from '../../src/app/ports/files.ts'
import type { Store } from '../../src/app/ports/store.ts'
import { openFiles } from '../../src/store/files.ts'
import { type Database, openDatabase } from '../../src/store/open-database.ts'
import { openStore } from '../../src/store/open-store.ts'
import { boardNamed, message } from '../contracts/store.contract.ts'
import { silentLog } from '../silent-log.ts'

const dayMs = 86_400_000
const start = Date.UTC(2023, 3, 24, 0, 30)

let database: Database
let store: Store
let other: Store
let folder: string
let files: Files
let offices = 0
const log = silentLog

beforeAll(async () => {
  database = await openDatabase({ dataDir: ':memory:' })
})
afterAll(() => database.close())
beforeEach(async () => {
  offices += 1
  store = openStore(database, `ban-${offices}`)
  other = openStore(database, `ban-${offices}-khac`)
  for (const [one, name] of [
    [store, `ban-${offices}`],
    [other, `ban-${offices}-khac`],
  ] as const)
    await one.write((records) => records.putBoard(boardNamed(name)))
  folder = await mkdtemp(join(tmpdir(), 'dung-han-tidying-'))
  files = openFiles(folder)
  return () => rm(folder, { recursive: true })
})

const tidy = (now: number) => tidyDaily({ store, files, log }, now)
const tidied = async () =>
  (await store.read((records) => records.auditTrail())).flatMap(({ action, detail }) =>
    action === 'data.tidied' ? [detail] : [],
  )

describe('what is taken away once a day', () => {
  it('are the counts of wrong codes of days that are over, and no others', async () => {
    const facts = [
      'tries|a|2023-04-23',
      'group-tries|b|2023-04-23',
      'tries|a|2023-04-24',
      'retries|c|2023-04-23',
      'clock',
    ]
    await store.write(async (records) => {
      for (const name of facts) await records.setFact(name, '3')
    })
    await other.write((records) => records.setFact('tries|a|2023-04-23', '2'))
    await tidy(start)
    const left = await store.read(async (records) =>
      Promise.all(facts.map(async (name) => [name, await records.fact(name)] as const)),
    )
    expect(left.flatMap(([name, value]) => (value === undefined ? [] : [name]))).toEqual(facts.slice(2))
    expect(await other.read((records) => records.fact('tries|a|2023-04-23'))).toBe('2')
    expect(await tidied()).toEqual([{ tries: 2, heard: 0, said: 0, files: 0 }])
  })

  it('is what strangers said and were told thirty days ago; what people and linked groups said stays', async () => {
    const said = (address: string) => ({
      ...{ channel: 'telegram' as const, messageId: `m-${offices}-${address}`, address },
      heard: { kind: 'text' as const, text: `lời của ${address}` },
    })
    const told = (address: string, personId: string | null, kind: 'notice' | 'digest' = 'notice') =>
      message(`told-${address}-${kind}`, { channel: 'telegram', address, personId, kind, createdAt: start })
    await store.write(async (records) => {
      await records.join('lan', 'telegram', '1', start)
      await records.join('minh', 'telegram', 'joined-later', start + 1)
      for (const address of ['1', 'stranger', 'joined-later']) {
        await records.addInbound(said(address), start)
        const row = await records.addOutbox(told(address, address === '1' ? 'lan' : null))
        if (row) await records.updateOutbox(row.id, { status: 'sent', sentAt: start })
      }
      const digest = await records.addOutbox(told('group', null, 'digest'))
      if (digest) await records.updateOutbox(digest.id, { status: 'sent', sentAt: start })
      const rows = await records.nextInbounds(10)
      await records.inboundsDone(
        rows.map(({ id }) => id),
        start,
      )
      // It still waits to be handled.
      await records.addInbound(said('waits'), start)
    })
    const addresses = async () => {
      const inbox = await database.db
        .selectFrom('inbox')
        .select('address')
        .where('board_id', '=', `ban-${offices}`)
        .execute()
      const outbox = await database.db
        .selectFrom('outbox')
        .select(['address'])
        .where('board_id', '=', `ban-${offices}`)
        .execute()
      return [inbox, outbox].map((rows) => rows.map(({ address }) => address).sort())
    }
    const all = await addresses()
    await tidy(start + strangersKeptMs - 1)
    expect(await addresses()).toEqual(all)
    await tidy(start + strangersKeptMs + dayMs)
    expect(await addresses()).toEqual([
      ['1', 'joined-later', 'waits'],
      ['1', 'group', 'joined-later'],
    ])
    expect(await tidied()).toEqual([{ tries: 0, heard: 1, said: 1, files: 0 }])
  })

  it('is taken away a few messages at a time, so that nobody waits long for an answer', async () => {
    await store.write(async (records) => {
      for (const address of ['a', 'b', 'c'])
        await records.addInbound(
          {
            ...{ channel: 'telegram', messageId: `few-${offices}-${address}`, address },
            heard: { kind: 'text', text: 'chào' },
          },
          start,
        )
      const rows = await records.nextInbounds(10)
      await records.inboundsDone(
        rows.map(({ id }) => id),
        start,
      )
    })
    const remove = () => store.write((records) => records.removeStrangers(start + 1, 2))
    expect([await remove(), await remove(), await remove()]).toEqual([
      { heard: 2, said: 0 },
      { heard: 1, said: 0 },
      { heard: 0, said: 0 },
    ])
  })

  it('is a file of an answer that was never saved, whatever Board may speak of it; a file that no record knows stays', async () => {
    const old = new Date(Date.now() - unusedFilesKeptMs - dayMs)
    const keep = async (name: string, at = old) => {
      const ref = await files.keep(Buffer.from(`${name} ${offices}`), name, 'application/pdf')
      await utimes(join(folder, 'files', ref.sha256.slice(0, 2), ref.sha256.slice(2, 4), ref.sha256), at, at)
      return ref
    }
    const [unknown, fresh, sent, heardLately, heardLongAgo, ofOther, inTalk, ended] = [
      await keep('unknown to these records'),
      await keep('fresh', new Date()),
      await keep('sent'),
      await keep('heard lately'),
      await keep('heard long ago'),
      await keep('of another Board'),
      await keep('in a conversation'),
      await keep('in one that has ended'),
    ]
    const now = start + unusedFilesKeptMs * 2
    const heard = (file: typeof sent) => ({
      ...{ channel: 'telegram' as const, messageId: file.name, address: '1' },
      heard: { kind: 'file' as const, file, caption: '' },
    })
    const state = (file: typeof sent) => ({
      ...{ flow: 'tra-loi', version: 1, at: 'minh-chung', turn: 1, facts: {}, halfWritten: true, memory: {} },
      values: { evidence: [{ ...file }] },
    })
    await store.write(async (records) => {
      await records.join('lan', 'telegram', '1', start)
      await records.addOutbox(message(`sent-${offices}`, { reply: { text: 'Bảng', files: [sent] } }))
      await records.addInbound(heard(heardLongAgo), start)
      const rows = await records.nextInbounds(10)
      await records.inboundsDone(
        rows.map(({ id }) => id),
        start,
      )
      await records.addInbound(heard(heardLately), now - dayMs)
      await records.addSession('lan', null, state(inTalk), start)
      const over = await records.addSession('lan', null, state(ended), start)
      await records.updateSession(over.id, { status: 'done', updatedAt: start })
    })
    await other.write((records) =>
      records.addOutbox(message(`other-${offices}`, { reply: { text: 'Bảng', files: [ofOther] } })),
    )
    await tidy(now)
    const there = async (file: typeof sent) => (await files.open(file.sha256)) !== undefined
    for (const file of [unknown, fresh, sent, heardLately, ofOther, inTalk])
      expect([file.name, await there(file)]).toEqual([file.name, true])
    for (const file of [heardLongAgo, ended]) expect([file.name, await there(file)]).toEqual([file.name, false])
    expect(await tidied()).toEqual([{ tries: 0, heard: 0, said: 0, files: 2 }])
  })

  it('is no file that was kept once more meanwhile', async () => {
    const bytes = Buffer.from('đã gửi từ lâu')
    const ref = await files.keep(bytes, 'a.pdf', 'application/pdf')
    const old = new Date(Date.now() - unusedFilesKeptMs - dayMs)
    await utimes(join(folder, 'files', ref.sha256.slice(0, 2), ref.sha256.slice(2, 4), ref.sha256), old, old)
    expect(await files.keptLongerThan(unusedFilesKeptMs)).toEqual([ref.sha256])
    await files.hold(bytes, 'a.pdf', 'application/pdf')
    await files.admit(ref.sha256)
    expect(await files.removeOlder(ref.sha256, unusedFilesKeptMs)).toBe(false)
    await utimes(join(folder, 'files', ref.sha256.slice(0, 2), ref.sha256.slice(2, 4), ref.sha256), old, old)
    await files.keep(bytes, 'a.pdf', 'application/pdf')
    expect(await files.removeOlder(ref.sha256, unusedFilesKeptMs)).toBe(false)
  })

  it('is looked for once a day', async () => {
    await tidy(start)
    await store.write((records) => records.setFact('tries|a|2023-04-23', '1'))
    await tidy(start + 3_600_000)
    expect(await store.read((records) => records.fact('tries|a|2023-04-23'))).toBe('1')
    await tidy(start + dayMs)
    expect(await store.read((records) => records.fact('tries|a|2023-04-23'))).toBeUndefined()
  })
})
