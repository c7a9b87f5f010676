import { createHash } from 'node:crypto'
import type { KyselyPlugin, RootOperationNode } from 'kysely'
import { describe, expect, it } from 'vitest'
import { createApplication } from '../../src/app/application.ts'
import { localChannel } from '../../src/channel/local.ts'
import { receiveFile } from '../../src/channel/receive-file.ts'
import { readConfiguration } from '../../src/config-files.ts'
import { instantAt } from '../../src/core/time.ts'
import { drawChart } from '../../src/document/draw-chart.ts'
import { qrPicture } from '../../src/document/qr-picture.ts'
import { writeCsv } from '../../src/document/write-csv.ts'
import { writeDocx } from '../../src/document/write-docx.ts'
import { openQueue } from '../../src/queue/bullmq-queue.ts'
import { openFiles } from '../../src/store/files.ts'
import { openDatabase } from '../../src/store/open-database.ts'
import { openStore } from '../../src/store/open-store.ts'
import { textReader } from '../fakes/text-reader.ts'
import { silentLog } from '../silent-log.ts'

/** Writes down every statement that the store makes, as Kysely's tree. */
class Statements implements KyselyPlugin {
  readonly all: RootOperationNode[] = []

  transformQuery({ node }: { node: RootOperationNode }): RootOperationNode {
    this.all.push(node)
    return node
  }

  async transformResult<T>({ result }: { result: T }): Promise<T> {
    return result
  }
}

const tablesIn = (node: RootOperationNode): readonly string[] =>
  [
    ...JSON.stringify(node).matchAll(/"table":\{"kind":"SchemableIdentifierNode","identifier":\{[^}]*"name":"(\w+)"/g),
  ].map((found) => found[1] ?? '')

describe('every statement of the store', () => {
  it('names the Board, from the first start to an approved report', async () => {
    const database = await openDatabase({ dataDir: ':memory:' })
    const statements = new Statements()
    const store = openStore({ ...database, db: database.db.withPlugin(statements) }, 'mau')
    const queue = await openQueue({ database, prefix: 'mau', log: silentLog })
    const { value: office } = await readConfiguration({ plans: ['config/plans/gia-lai-2023.yaml'] })
    if (!office) throw new Error('the sample cannot be read')
    const files = openFiles(':memory:')
    const page = localChannel({
      onSent: () => {},
      files,
      can: { files: false, filesIn: 'pictures' },
    })
    let now = instantAt('2023-04-24', '07:30')
    const app = createApplication({
      store,
      files,
      queue,
      channels: [page],
      office,
      clock: { now: () => now },
      log: silentLog,
      drawChart,
      writeTable: writeCsv,
      drawQr: qrPicture,
      write: writeDocx,
      documents: textReader(),
      links: {
        base: () => ({ url: 'https://dunghan.example', local: false }),
        tokenFor: (purpose) => createHash('sha256').update(purpose).digest('base64url'),
        receive: (name, bytes) => receiveFile(files, name, bytes, ''),
      },
    })
    await app.start({ deliver: true })
    let messages = 0
    const say = async (address: string, ...texts: readonly string[]): Promise<void> => {
      for (const text of texts) {
        messages += 1
        await page.hear({ channel: 'local', messageId: `m${messages}`, address, heard: { kind: 'text', text } })
        await app.settled()
      }
    }
    await app.tick()
    await app.settled()
    await say('cv-dau-tu', '1', 'da hoan thanh', 'Đã đối thoại.', '/viec', '2', '2', '1', 'Đã khởi công.', 'xong')
    await say('cv-dau-tu', 'khong co', 'luu', '/sua', '/tinhhinh', 'không hiểu gì')
    await say('quan-tri', '/moi cv-dau-tu', '/baocao')
    await say('nguoi-la', 'xin chào', '/start ABCDE-FGHJK')
    await app.invite('cv-dau-tu', 'operator')
    now = instantAt('2023-05-04', '08:00')
    await app.tick()
    await app.settled()
    await say('truong-ban', '1')
    const reports = await store.read((records) => records.reports())
    expect(reports.map(({ status }) => status)).toEqual(['approved'])
    expect(await store.firstBrokenAudit()).toBeNull()
    await store.write(async (records) => {
      await records.replaceChannelTokens('zalo-oa', null, 1, {}, now)
      await records.replaceChannelTokens('zalo-oa', 1, 2, {}, now)
      await records.channelTokens('zalo-oa')
      await records.putPendingFile('zalo-oa', 'm1', {}, now)
      await records.pendingFiles('zalo-oa')
      await records.removePendingFile('zalo-oa', 'm1')
    })
    await app.stop()
    await store.close()

    const unscoped = statements.all.filter((node) => {
      const tables = tablesIn(node)
      return tables.length > 0 && !JSON.stringify(node).includes('board_id')
    })
    expect(unscoped.map((node) => [node.kind, ...tablesIn(node)])).toEqual([])
    const seen = new Set(statements.all.flatMap(tablesIn))
    for (const table of [
      'accounts',
      'answers',
      'audit',
      'channel_tokens',
      'inbox',
      'links',
      'outbox',
      'pending_files',
      'plans',
      'reminders',
      'reports',
      'sessions',
    ])
      expect(seen).toContain(table)
  })
})
