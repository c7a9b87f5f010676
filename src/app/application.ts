import { setMaxListeners } from 'node:events'
import { type Instant, isoInstant, parseInstant } from '../core/time.ts'
import { createCarried, type LinkMaking } from './delivery/carried.ts'
import { createChannelWatch } from './delivery/channel-watch.ts'
import { createDeliver } from './delivery/deliver.ts'
import { createDeliveryReader } from './delivery/delivery-state.ts'
import { enqueue, idsByChannel } from './delivery/hand-over.ts'
import { createPromptSettler } from './delivery/settle-prompt.ts'
import type { DemoEvent } from './demo/demo.ts'
import { createCommandMenus } from './hearing/command-menus.ts'
import { createInboxHandler } from './hearing/handle-inbox.ts'
import { createTake } from './hearing/taking.ts'
import type { Office } from './office.ts'
import type { Health } from './pages/health.ts'
import { removeExpiredLinks } from './pages/links.ts'
import { createUploads, type Uploads } from './pages/uploads.ts'
import { askUndecided, joinPage } from './people/consent.ts'
import { createInviteWays } from './people/inviting.ts'
import { makeInvite } from './people/joining.ts'
import { finishErasures, removeErasedTables } from './people/own-data.ts'
import { tidyDaily } from './people/tidying.ts'
import { createImporter } from './plans/importing.ts'
import { formsOf } from './plans/review-form.ts'
import { takeUpPlans } from './plans/take-up-plans.ts'
import type { WriteCalendar } from './ports/calendar-file.ts'
import type { Channel } from './ports/channel.ts'
import type { Clock } from './ports/clock.ts'
import type { DocumentReader } from './ports/document-reader.ts'
import type { Files } from './ports/files.ts'
import type { Log } from './ports/log.ts'
import type { ChannelName, Inbound, OutboxRow } from './ports/messages.ts'
import type { DrawChart } from './ports/pictures.ts'
import type { Queue } from './ports/queue.ts'
import type { Records, Store } from './ports/store.ts'
import { createProgressPictures, removeOldPictures } from './reminders/progress-pictures.ts'
import { createSweep, type Sweep } from './reminders/sweep.ts'
import { type Compiler, createCompiler, docxMime, type WriteDocument } from './reports/compile.ts'
import { createDownloads, type Downloads } from './reports/downloads.ts'
import { type Calendars, createCalendars } from './work/calendars.ts'

/** How files go in and out where a channel carries none. */
export interface LinkParts extends LinkMaking {
  /** Checks a file by name, size and content, and holds it. */
  readonly receive: (name: string, bytes: Uint8Array) => Promise<Inbound['heard']>
}

export interface ApplicationParts {
  readonly store: Store
  readonly files: Files
  readonly queue: Queue
  readonly channels: readonly Channel[]
  readonly office: Office
  readonly clock: Clock
  readonly log: Log
  readonly write: WriteDocument
  /** A table as the bytes of a file that Excel opens. */
  readonly writeTable: (rows: readonly (readonly string[])[]) => Uint8Array
  readonly drawChart: DrawChart
  /** A person's deadlines as a calendar file; without it there are no calendar links. */
  readonly writeCalendar?: WriteCalendar
  /** A text as a QR code, a PNG; without it invitations come without pictures. */
  readonly drawQr?: (text: string) => Promise<Uint8Array>
  readonly documents: DocumentReader
  /** Absent: no links, so what a channel does not carry is not sent. */
  readonly links?: LinkParts
  /** The clock is a virtual one: what is heard moves the stored time, so that the next start never goes back behind it. */
  readonly virtualTime?: boolean
}

/** The product without its doors: what the web server, the clock and the commands drive. */
export interface Application {
  readonly compiler: Compiler
  readonly sweep: Sweep
  /**
   * Takes up the Board and its plans; with `deliver` also sends again what a crash left, and starts listening and
   * delivering.
   */
  start(does: { readonly deliver: boolean }): Promise<void>
  /** Writes down what is due now; one at a time. */
  tick(): Promise<void>
  /** Resolves when everything heard has been handled and everything written has been delivered or waits for a retry. */
  settled(): Promise<void>
  /** Resolves when every document that was handed in has been read and its sender told. */
  documentsRead(): Promise<void>
  invite(personId: string, actor: string): Promise<{ readonly code: string; readonly links: readonly string[] }>
  readonly health: Health
  /** What the pages behind links do; absent without `links`. */
  readonly links: { readonly uploads: Uploads; readonly downloads: Downloads } | undefined
  /** People's own calendars; absent without `links`. */
  readonly calendars: Calendars | undefined
  /** A message as it was sent by this channel, for a page that shows it. */
  asSent(records: Records, row: OutboxRow): Promise<OutboxRow>
  subscribe(listener: (event: DemoEvent) => void): () => void
  /** Finishes what is running; nothing that was taken is lost. */
  stop(): Promise<void>
}

/** Where a virtual clock stood when the process ended, so that time never runs back. */
export async function storedClock(store: Store): Promise<Instant | undefined> {
  const text = await store.read((records) => records.fact('clock'))
  return text === undefined ? undefined : parseInstant(text)
}

/** Rows that have waited so long are looked for in the queue, so often. */
const lostAfterMs = 15 * 60_000
const lostApartMs = 10 * 60_000

export function createApplication(parts: ApplicationParts): Application {
  const { store, files, queue, office, clock, log, write } = parts
  const channels = new Map<ChannelName, Channel>(parts.channels.map((channel) => [channel.name, channel]))
  const listeners = new Set<(event: DemoEvent) => void>()
  const tell = (event: DemoEvent): void => {
    for (const listener of listeners) listener(event)
  }
  const changed = (personId: string | null): void => {
    if (personId !== null) tell({ kind: 'chat', personId })
    tell({ kind: 'overview' })
  }

  const compiler = createCompiler({ store, files, office, write })
  const watch = createChannelWatch({ store, queue, office, clock, log, channels: [...channels.keys()] })
  const reader = createDeliveryReader(parts.channels, watch)
  const drawProgress = createProgressPictures(files, parts.drawChart)
  const sweep = createSweep({ store, queue, office, compiler, log, reader, drawProgress })
  const inviteWays = createInviteWays({ channels: parts.channels, files, draw: parts.drawQr })
  const groupChannels = parts.channels.filter((channel) => channel.can.groups)
  const groupLinks =
    groupChannels.length === 0
      ? undefined
      : async (code: string): Promise<string[]> =>
          (await Promise.all(groupChannels.map((channel) => channel.groupLink?.(code)))).flatMap((link) => link ?? [])
  const stopping = new AbortController()
  // Every message on its way listens; more than ten at once are no leak.
  setMaxListeners(0, stopping.signal)
  const calendars =
    parts.links &&
    parts.writeCalendar &&
    createCalendars({
      ...{ store, office, clock, write: parts.writeCalendar, links: parts.links },
      prepared: (records) => sweep.prepared(records),
    })
  const carried =
    parts.links &&
    createCarried({
      ...{ store, clock, links: parts.links },
      ...(calendars === undefined ? {} : { calendarLine: calendars.lineFor }),
    })
  const deliver = createDeliver({
    store,
    queue,
    channels,
    reader,
    ...(carried === undefined ? {} : { forChannel: carried.forChannel }),
    office,
    clock,
    log,
    stop: stopping.signal,
    changed: (row) => changed(row.personId),
  })
  const prompts = createPromptSettler({ store, channels, log, stop: stopping.signal })
  const inbox = createInboxHandler({
    store,
    queue,
    office,
    clock,
    log,
    reader,
    compiler,
    files,
    groupLinks,
    settled: prompts.settled,
    answered: (row) => menus.heard(row),
    drawProgress,
    keepTable: (name, rows) => files.keep(parts.writeTable(rows), name, 'text/csv'),
    keepDocument: async (name, document) => files.keep(await write(document), name, docxMime),
    formOf: (channel) => formOf(channel),
    received: () => readDocuments(),
    prepared: (records) => sweep.prepared(records),
    inviteWays,
    stop: stopping.signal,
    changed,
  })

  const menus = createCommandMenus({
    ...{ store, channels, log, stop: stopping.signal },
    commandsOf: (records, account) => inbox.commandsOf(records, account),
  })
  const formOf = formsOf(parts.channels)
  const importer = createImporter({
    store,
    files,
    queue,
    office,
    documents: parts.documents,
    formOf,
    clock,
    log,
    stop: stopping.signal,
    changed,
  })
  let reading: Promise<void> = Promise.resolve()
  /** Reads what waits, after what is being read; nobody waits for it. */
  const readDocuments = (): void => {
    reading = reading
      .then(() => importer.readAll())
      .catch((error: unknown) => {
        log.error({ error }, 'documents could not be read; tried again with the next one')
      })
  }

  let ears: Promise<void>[] = []
  let ticking: Promise<void> = Promise.resolve()
  let handling: Promise<unknown> = Promise.resolve()

  let asked: Promise<unknown> | undefined
  /** One turn after another; a failed one is logged and the next still runs. Whoever asks while one waits joins it. */
  const handle = (): Promise<unknown> => {
    asked ??= handling = handling
      .then(() => {
        asked = undefined
        return inbox.handleAll()
      })
      .catch((error: unknown) => {
        log.error({ error }, 'inbox could not be read; tried again with the next message')
      })
    return asked
  }

  const keepHeard = async (records: Records, inbound: Inbound, now: Instant): Promise<boolean> => {
    if (parts.virtualTime) await records.setFact('clock', isoInstant(now))
    return records.addInbound(inbound, now)
  }

  const take = createTake({ store, clock, virtualTime: parts.virtualTime === true, heard: () => void handle() })

  const links = parts.links && {
    uploads: createUploads({
      ...{ store, files, office, clock, receive: parts.links.receive, heard: keepHeard },
      wake: () => void handle(),
    }),
    downloads: createDownloads({ store, files, office, clock }),
  }

  let delivers = false
  let lookedForLost = Number.NEGATIVE_INFINITY
  /**
   * What a short failure of the database or the queue left behind between two steps: messages that were heard and not
   * answered, and rows that no queue knows of.
   */
  const takeUpLost = async (now: Instant): Promise<void> => {
    if (await store.inboundWaits()) void handle()
    if (now - lookedForLost < lostApartMs) return
    lookedForLost = now
    const rows = await store.read((records) => records.outboxWaiting())
    const lost = rows.filter(({ createdAt }) => now - createdAt >= lostAfterMs)
    for (const [name, ids] of idsByChannel(lost)) if (channels.has(name)) await queue.add(name, ids, 'again')
  }

  /** After everything else: what is to be tidied up must not keep a reminder back, nor a failure of it. */
  const tidy = (now: Instant): Promise<void> =>
    tidyDaily({ store, files, log }, now).catch((error: unknown) => {
      log.error({ error }, 'what is no longer needed could not be taken away; tried again tomorrow')
    })

  const tick = (): Promise<void> => {
    ticking = ticking.then(async () => {
      if (stopping.signal.aborted) return
      try {
        const now = clock.now()
        // Before anything is written down at this time: a crash in between must not let the next start go back.
        await store.write(async (records) => {
          await records.setFact('clock', isoInstant(now))
          await removeExpiredLinks(records, now)
          await finishErasures(records, now)
        })
        await removeErasedTables(store, files)
        await removeOldPictures(store, files, now)
        const rows = await sweep.run(now)
        if (rows.length > 0) tell({ kind: 'overview' })
        if (delivers) await takeUpLost(now)
        await tidy(now)
      } catch (error) {
        log.error({ error }, 'sweep failed; the next one looks again')
      }
    })
    return ticking
  }

  const settled = async (): Promise<void> => {
    await handling
    await queue.idle()
    await prompts.idle()
    await menus.idle()
  }

  return {
    compiler,
    sweep,
    tick,
    settled,

    async documentsRead() {
      await handling
      await reading
      await queue.idle()
    },

    async start(does) {
      const now = clock.now()
      await takeUpPlans({ store, office, log }, now)
      if (channels.has('local')) await store.write((records) => joinPage(records, office.board.people, now))
      if (!does.deliver) return
      delivers = true
      await store.write((records) => askUndecided(records, office, new Set(channels.keys()), now))
      await queue.run(parts.channels, deliver)
      await enqueue(queue, await store.read((records) => records.outboxWaiting()))
      ears = parts.channels.map((channel) =>
        channel.listen(take, stopping.signal).catch((error: unknown) => {
          log.error({ channel: channel.name, error }, 'channel stopped listening; restart to try again')
        }),
      )
      await inbox.compileLeft()
      await handle()
      await importer.removeLeftovers()
      readDocuments()
    },

    async invite(personId, actor) {
      const code = await store.write((records) => makeInvite(records, personId, actor, clock.now()))
      return { code, links: (await inviteWays(code)).map(({ link }) => link) }
    },

    health: {
      async ready() {
        const database = await store.ping().then(
          () => 'ok' as const,
          () => 'failing' as const,
        )
        const state = stopping.signal.aborted ? ('failing' as const) : ('ok' as const)
        return { ok: database === 'ok' && state === 'ok', parts: { database, running: state } }
      },
    },

    links,
    calendars,
    async asSent(records, row) {
      const channel = channels.get(row.channel)
      return carried && channel ? carried.asSent(records, row, channel.can) : row
    },

    subscribe(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },

    async stop() {
      stopping.abort()
      await Promise.all(ears)
      await ticking
      await handling
      await reading
      await parts.documents.close()
      await queue.close()
    },
  }
}
