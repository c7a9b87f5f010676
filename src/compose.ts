import { randomUUID } from 'node:crypto'
import cron from 'node-cron'
import { type Application, createApplication, storedClock } from './app/application.ts'
import { createAdminTeller } from './app/delivery/admin-teller.ts'
import { createReceipts } from './app/delivery/receipts.ts'
import type { Demo } from './app/demo/demo.ts'
import { createDemo } from './app/demo/demo-chat.ts'
import { createPassage } from './app/demo/pass-time.ts'
import type { Office } from './app/office.ts'
import type { Channel } from './app/ports/channel.ts'
import type { Clock } from './app/ports/clock.ts'
import type { DocumentReader } from './app/ports/document-reader.ts'
import type { Files } from './app/ports/files.ts'
import type { Log } from './app/ports/log.ts'
import type { DrawChart } from './app/ports/pictures.ts'
import type { Store } from './app/ports/store.ts'
import { type LocalChannel, localChannel } from './channel/local.ts'
import { receiveFile, tidyName } from './channel/receive-file.ts'
import { systemClock, VirtualClock } from './clock.ts'
import { realChannels } from './compose-channels.ts'
import type { Config } from './config.ts'
import { type Instant, isoInstant } from './core/time.ts'
import { writeCalendar } from './document/write-calendar.ts'
import { writeCsv } from './document/write-csv.ts'
import { writeDocx } from './document/write-docx.ts'
import { openQueue } from './queue/bullmq-queue.ts'
import { openFiles } from './store/files.ts'
import { openLinkKey } from './store/link-key.ts'
import { type Database, openDatabase } from './store/open-database.ts'
import { openStore } from './store/open-store.ts'
import { writePreparedDatabase } from './store/prepared-database.ts'
import { english } from './text/en.ts'
import type { Hook } from './web/hooks.ts'
import { createWeb, listen } from './web/server.ts'

/**
 * What this process does: `web` serves HTTP, `worker` listens to the channels and delivers, `scheduler` looks each
 * minute for what is due. Every process answers `/healthz` and `/readyz`.
 */
export type ServeRole = 'all' | 'web' | 'worker' | 'scheduler'

/** What a caller may put in the place of the real thing. */
export interface Given {
  /** Starts a virtual clock at this instant, or where the records left it if that is later. */
  readonly clockFrom?: Instant
  /** Whether the chat page is served; only with role `all`. */
  readonly demo: boolean
  readonly role: ServeRole
  readonly log: Log
  readonly version: string
  /** Reads documents in place of the configured reader. */
  readonly documents?: DocumentReader
  /** What the chat page's channel can do, to try a conversation in the form of another channel. */
  readonly pageCan?: Partial<Channel['can']>
  /** Whether what is due is looked for only when the clock is moved, and not every other second besides. */
  readonly sweepsWhenMoved?: boolean
  /** An open database to use instead of the configured one; it stays open. */
  readonly database?: Database
}

/** A running Đúng Hạn. */
export interface Running {
  readonly app: Application
  readonly clock: Clock
  readonly store: Store
  readonly demo: Demo | undefined
  /** The names of the real channels that are configured. */
  readonly channels: readonly string[]
  /** Where the Zalo OA's owner gives this product its rights; undefined: it has them, or there is no OA. */
  ownerAddress(): Promise<string | undefined>
  readonly port: number
  readonly host: string
  /** Stops listening, finishes what runs, closes everything. */
  close(): Promise<void>
}

/** The records of a data folder, without anything that sends. */
export interface OpenRecords {
  readonly store: Store
  readonly files: Files
  close(): Promise<void>
}

/** Opens the records alone, for commands that look or write and end. Fails with FolderHeld when a server has them. */
export async function openRecords(config: Config, office: Office): Promise<OpenRecords> {
  const database = await openDatabase(databaseOf(config))
  const store = openStore(database, office.board.id)
  return { store, files: openFiles(config.dataDir), close: () => store.close() }
}

const databaseOf = (config: Config): Parameters<typeof openDatabase>[0] => ({
  dataDir: config.dataDir,
  ...(config.databaseUrl === undefined ? {} : { databaseUrl: config.databaseUrl }),
})

/** Builds and starts everything: the one place that knows every implementation. */
export async function compose(config: Config, office: Office, given: Given): Promise<Running> {
  const { log } = given
  const database =
    given.database ??
    (await openDatabase({
      ...databaseOf(config),
      lost: (error) => log.warn({ error: error.message }, 'a database connection was lost; another one is made'),
    }))
  const store = openStore(database, office.board.id)
  const closing: (() => Promise<void>)[] = given.database ? [] : [() => store.close()]
  const close = async (): Promise<void> => {
    for (const end of closing.splice(0).reverse()) await end()
  }
  try {
    const files = openFiles(config.dataDir)
    const clock = await clockFor(store, office, given)
    const queue = await openQueue({
      database,
      prefix: `dung-han-${office.board.id}`,
      log,
      ...(config.redisUrl === undefined ? {} : { redisUrl: config.redisUrl }),
    })
    const channels: Channel[] = []
    const page = given.demo
      ? localChannel({ onSent: () => {}, files, ...(given.pageCan === undefined ? {} : { can: given.pageCan }) })
      : undefined
    if (page) channels.push(page)
    const admins = createAdminTeller({ store, queue, office, clock, log })
    const receipts = createReceipts({ store, clock, log })
    closing.push(async () => receipts.stop())
    const tokenFor = await openLinkKey(config.dataDir)
    const real = realChannels(config, { store, files, office, clock, log, admins, receipts, tokenFor })
    channels.push(...real.channels)
    const virtualTime = clock instanceof VirtualClock
    // Port 0 is known once it is open.
    let openPort = config.port
    const app = createApplication({
      store,
      files,
      queue,
      channels,
      office,
      clock,
      log,
      write: writeDocx,
      writeTable: writeCsv,
      drawQr,
      drawChart,
      writeCalendar,
      documents: given.documents ?? lazyReader(),
      links: {
        tokenFor,
        base: () => ({
          url: config.publicUrl ?? `http://localhost:${openPort}`,
          local: config.publicUrl === undefined,
        }),
        receive: (name, bytes) => receiveFile(files, tidyName(name), bytes, ''),
      },
      virtualTime,
    })
    closing.push(() => app.stop())

    let closed = false
    const passTo = createPassage({
      now: () => clock.now(),
      moveTo: async (instant) => {
        if (clock instanceof VirtualClock) clock.moveTo(instant)
      },
      stopped: () => closed,
      next: (after) => app.sweep.next(after),
      settle: async () => {
        await app.tick()
        await app.settled()
      },
    })
    const demo = page && demoFor({ app, store, files, office, clock, page, passTo })
    const listens = given.role === 'all' || given.role === 'worker'
    await app.start({ deliver: listens })

    const host = given.demo ? '127.0.0.1' : '0.0.0.0'
    const web = createWeb({
      ...{ health: app.health, log, version: given.version, ...(demo ? { demo } : {}) },
      hooks: listens ? real.hooks : real.hooks.map(elsewhere),
      ...(real.openPicture === undefined ? {} : { openPicture: real.openPicture }),
      ...(real.oa === undefined ? {} : { connection: real.oa.connection }),
      ...(app.links === undefined ? {} : { links: app.links }),
      ...(app.calendars && (config.publicUrl !== undefined || given.demo) ? { calendars: app.calendars } : {}),
      ...(config.zaloVerification === undefined ? {} : { verification: config.zaloVerification }),
    })
    const server = await listen(web, { port: config.port, host })
    openPort = server.port
    // Together: a request may wait for messages that a stop leaves to the next start.
    closing.push(async () => {
      closed = true
      await Promise.all([server.close(), app.stop()])
    })
    if (given.role === 'all' || given.role === 'scheduler') {
      if (given.sweepsWhenMoved !== true) {
        const sweeping = cron.schedule(clock instanceof VirtualClock ? '*/2 * * * * *' : '* * * * *', () => app.tick())
        closing.push(async () => sweeping.destroy())
      }
      await app.tick()
    }

    const ownerAddress = async () => ((await real.oa?.needsOwner()) ? real.oa?.connection.address() : undefined)
    const names = real.channels.map(({ name }) => name)
    return { app, clock, store, demo, channels: names, ownerAddress, port: server.port, host, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Drawing is loaded with the first invitation. */
const drawQr = async (text: string): Promise<Uint8Array> => (await import('./document/qr-picture.ts')).qrPicture(text)

const drawChart: DrawChart = async (chart) => (await import('./document/draw-chart.ts')).drawChart(chart)

/** Readers of documents are loaded with the first document: they are large, and most days bring none. */
function lazyReader(): DocumentReader {
  let reader: DocumentReader | undefined
  return {
    async read(file, progress, stop) {
      const { createDocumentReader } = await import('./document/read-document.ts')
      reader ??= createDocumentReader()
      return reader.read(file, progress, stop)
    },
    async close() {
      await reader?.close()
    },
  }
}

/** A webhook in a process that does not listen: the provider is to come again, or the proxy to ask another process. */
const elsewhere = ({ name, limit }: Hook): Hook => ({
  name,
  limit,
  answer: async () => ({ status: 503, body: 'another process listens' }),
})

/** The links of an invitation code, one for each configured channel that has such links. */
export async function inviteLinks(
  config: Config,
  office: Office,
  code: string,
  { store, files }: Pick<OpenRecords, 'store' | 'files'>,
  log: Log,
): Promise<readonly string[]> {
  // A command that only looks makes no key that lasts.
  const tokenFor = await openLinkKey(':memory:')
  const { channels } = realChannels(config, { store, files, office, clock: systemClock, log, tokenFor })
  const links = await Promise.all(channels.map((channel) => channel.inviteLink(code)))
  return links.flatMap((link) => link ?? [])
}

/** These records were kept by another kind of clock: a demo's past must not reach people, nor a demo run over real work. */
export class OtherClock extends Error {
  override name = 'OtherClock'
  /** The clock that was to run. */
  readonly wanted: 'real' | 'virtual'

  constructor(wanted: 'real' | 'virtual') {
    super(english.commands.otherClock[wanted])
    this.wanted = wanted
  }
}

/** The machine's clock, or a virtual one that never goes back behind what is recorded. */
async function clockFor(store: Store, office: Office, given: Given): Promise<Clock> {
  const kind = given.clockFrom === undefined ? 'real' : 'virtual'
  const before = await store.read((records) => records.fact('clock-kind'))
  if (before !== undefined && before !== kind) throw new OtherClock(kind)
  if (before === undefined)
    await store.write(async (records) => {
      await records.putBoard(office.board)
      const now = await records.factToChange('clock-kind')
      if (now !== undefined && now !== kind) throw new OtherClock(kind)
      await records.setFact('clock-kind', kind)
    })
  if (given.clockFrom === undefined) return systemClock
  const left = await storedClock(store)
  const start = Math.max(given.clockFrom, left ?? given.clockFrom)
  if (start !== given.clockFrom)
    given.log.info({ clock: isoInstant(start) }, 'the records are already further on; the clock starts there')
  return new VirtualClock(start)
}

function demoFor(parts: {
  readonly app: Application
  readonly store: Store
  readonly files: Files
  readonly office: Office
  readonly clock: Clock
  readonly page: LocalChannel
  readonly passTo: (instant: Instant) => Promise<boolean>
}): Demo {
  const { app, clock } = parts
  return createDemo({
    store: parts.store,
    files: parts.files,
    office: parts.office,
    compiler: app.compiler,
    clock,
    ear: parts.page,
    newMessageId: () => randomUUID(),
    prepared: app.sweep.prepared,
    nextEvent: () => app.sweep.next(clock.now()),
    passTo: parts.passTo,
    settled: app.settled,
    subscribe: app.subscribe,
    asSent: app.asSent,
  })
}

/** Makes the embedded database that new data folders and tests start from, with the tables of records and queue. */
export async function prepareDatabase(): Promise<void> {
  const database = await openDatabase({ dataDir: ':memory:', fromNothing: true })
  try {
    const queue = await openQueue({ database, log: silent })
    await queue.close()
    const tar = await database.dump?.()
    if (tar) await writePreparedDatabase(tar)
  } finally {
    await database.close()
  }
}

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} }
