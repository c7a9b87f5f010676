import { expect, it } from 'vitest'
import { removeErasedTables } from '../../src/app/people/own-data.ts'
import { readConfiguration } from '../../src/config-files.ts'
import type { FileRef } from '../../src/core/reply.ts'
import { openDatabase } from '../../src/store/open-database.ts'
import { openStore } from '../../src/store/open-store.ts'
import { keptFiles } from '../fakes/kept-files.ts'

const now = Date.UTC(2023, 3, 24, 0, 30)

it('goes from the disk with the messages that brought it, unless another record speaks of it', async () => {
  const { value: office } = await readConfiguration()
  if (!office) throw new Error('the sample cannot be read')
  const store = openStore(await openDatabase({ dataDir: ':memory:' }), office.board.id)
  const files = keptFiles()
  const table = (text: string) => files.keep(new TextEncoder().encode(text), 'du-lieu.csv', 'text/csv')
  const [own, shared] = [await table('của tôi'), await table('của nhiều người')]
  const say = (key: string, personId: string, file: FileRef) =>
    store.write(async (records) => {
      const row = await records.addOutbox({
        ...{ key, kind: 'answer', channel: 'telegram', address: personId, personId, createdAt: now, about: [] },
        reply: { text: 'Tệp kèm theo.', files: [file] },
      })
      await records.updateOutbox(row?.id ?? 0, { status: 'sent', sentAt: now })
    })
  try {
    await store.write((records) => records.putBoard(office.board))
    await say('a', 'cv-dau-tu', own)
    await say('b', 'cv-dau-tu', shared)
    await say('c', 'quan-tri', shared)
    const { tables } = await store.write((records) => records.eraseChats('cv-dau-tu', now))
    expect(new Set(tables)).toEqual(new Set([own.sha256, shared.sha256]))
    await store.write((records) => records.setFact('erased-tables', JSON.stringify(tables)))
    await removeErasedTables(store, files)
    expect([...files.bytes.keys()]).toEqual([shared.sha256])
    await removeErasedTables(store, files)
    expect(await store.read((records) => records.fact('erased-tables'))).toBe('[]')
  } finally {
    await store.close()
  }
})
