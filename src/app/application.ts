import { setMaxListeners } from 'node:events'
import { occurrencesOf } from '../core/plan/occurrences.ts'
import type { Plan } from '../core/plan/plan.ts'
import { type Instant, isoInstant, parseInstant } from '../core/time.ts'
import { type Compiler, createCompiler, type WriteDocument } from './compile.ts'
import { createDeliver } from './deliver.ts'
import type { DemoEvent } from './demo.ts'
import { planStatusAt } from './followed-agenda.ts'
import { enqueue } from './hand-over.ts'
import { createInboxHandler } from './handle-inbox.ts'
import type { Health } from './health.ts'
import { createImporter } from './importing.ts'
import { makeInvite } from './joining.ts'
import type { Office } from './office.ts'
import type { Channel } from './ports/channel.ts'
import type { Clock } from './ports/clock.ts'
import type { DocumentReader } from './ports/document-reader.ts'
import type { Files } from './ports/files.ts'
import type { Log } from './ports/log.ts'
import type { ChannelName, Inbound } from './ports/messages.ts'
import type { Queue } from './ports/queue.ts'
import type { Store } from './ports/store.ts'
import { formsOf } from './review-form.ts'
import { createSweep, type Sweep } from './sweep.ts'

export interface ApplicationParts {
  readonly store: Store
  readonly files: Files
  readonly queue: Queue
  readonly channels: readonly Channel[]
  readonly office: Office
  readonly clock: Clock
  readonly log: Log
  readonly write: WriteDocument
  readonly documents: DocumentReader
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
  subscribe(listener: (event: DemoEvent) => void): () => void
  /** Finishes what is running; nothing that was taken is lost. */
  stop(): Promise<void>
}

/** Where a virtual clock stood when the process ended, so that time never runs back. */
export async function storedClock(store: Store): Promise<Instant | undefined> {
  const text = await store.read((records) => records.fact('clock'))
  return text === undefined ? undefined : parseInstant(text)
}

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
  const sweep = createSweep({ store, queue, office, compiler, log })
  const inviteLinks = async (code: string): Promise<string[]> =>
    (await Promise.all(parts.channels.map((channel) => channel.inviteLink(code)))).flatMap((link) => link ?? [])
  const stopping = new AbortController()
  // Every message on its way listens; more than ten at once are no leak.
  setMaxListeners(0, stopping.signal)
  const deliver = createDeliver({
    store,
    queue,
    channels,
    office,
    clock,
    log,
    stop: stopping.signal,
    changed: (row) => changed(row.personId),
  })
  const inbox = createInboxHandler({
    store,
    queue,
    office,
    clock,
    log,
    compiler,
    files,
    formOf: (channel) => formOf(channel),
    received: () => readDocuments(),
    prepared: sweep.prepared,
    inviteLinks,
    stop: stopping.signal,
    changed,
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

  /** One turn after another; a failed one is logged and the next still runs. */
  const handle = (): Promise<unknown> => {
    handling = handling
      .then(() => inbox.handleAll())
      .catch((error: unknown) => {
        log.error({ error }, 'inbox could not be read; tried again with the next message')
      })
    return handling
  }

  const take = async (inbound: Inbound): Promise<boolean> => {
    const isNew = await store.write(async (records) => {
      const now = clock.now()
      if (parts.virtualTime) await records.setFact('clock', isoInstant(now))
      return records.addInbound(inbound, now)
    })
    if (isNew) void handle()
    return isNew
  }

  /** A plan that the board no longer names is followed no more; its records stay. One that it names again is taken up. */
  const dropOrResume = async (plans: readonly Plan[], now: Instant): Promise<void> => {
    const wanted = new Map(plans.map((plan) => [plan.id, planStatusAt(plan, office, now).status]))
    await store.write(async (records) => {
      for (const { id, status } of await records.plans()) {
        const next = wanted.get(id) ?? 'over'
        // A plan that has come to its end stays as it is: its last reports may still have to be sent.
        if (next === status || (wanted.has(id) && next === 'over')) continue
        await records.setPlanStatus(id, next, now)
        const action = next === 'over' ? 'plan.dropped' : 'plan.resumed'
        await records.audit({ at: now, actor: 'system', action, subject: id, detail: {} })
        log.info({ plan: id, status: next }, action)
      }
    })
  }

  /**
   * The board's plans, and those that admins have made active from documents. A plan of the board that has had a new
   * version from a document is followed as that version.
   */
  const followedPlans = async (): Promise<readonly Plan[]> => {
    const { imported, stored } = await store.read(async (records) => ({
      imported: await records.importedPlans(),
      stored: await records.plans(),
    }))
    const fromDocuments = stored.filter(({ id }) => imported.has(id)).map(({ plan }) => plan)
    const hidden = office.plans.filter(({ id }) => imported.has(id)).map(({ id }) => id)
    if (hidden.length > 0) log.info({ plans: hidden }, 'a version from a document is followed in place of the file')
    return [...office.plans.filter(({ id }) => !imported.has(id)), ...fromDocuments]
  }

  const takeUpPlans = async (now: Instant): Promise<void> => {
    await store.write((records) => records.putBoard(office.board))
    const plans = await followedPlans()
    await dropOrResume(plans, now)
    for (const plan of plans) {
      const { status, issues } = planStatusAt(plan, office, now)
      const { occurrences } = occurrencesOf(plan, office.calendar, office.ladder)
      const outcome = await store.write(async (records) => {
        const result = await records.putPlan(plan, status, now, occurrences)
        if (result !== 'unchanged')
          await records.audit({
            at: now,
            actor: 'system',
            action: `plan.${result}`,
            subject: plan.id,
            detail: { status },
          })
        return result
      })
      if (outcome !== 'unchanged') log.info({ plan: plan.id, outcome, status, issues: issues.length }, 'plan taken up')
    }
  }

  const tick = (): Promise<void> => {
    ticking = ticking.then(async () => {
      if (stopping.signal.aborted) return
      try {
        const now = clock.now()
        // Before anything is written down at this time: a crash in between must not let the next start go back.
        await store.write((records) => records.setFact('clock', isoInstant(now)))
        const rows = await sweep.run(now)
        if (rows.length > 0) tell({ kind: 'overview' })
      } catch (error) {
        log.error({ error }, 'sweep failed; the next one looks again')
      }
    })
    return ticking
  }

  const settled = async (): Promise<void> => {
    await handling
    await queue.idle()
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
      await takeUpPlans(now)
      if (channels.has('local'))
        await store.write(async (records) => {
          for (const person of office.board.people)
            if (!(await records.accountAt('local', person.id))) await records.join(person.id, 'local', person.id, now)
        })
      if (!does.deliver) return
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
      return { code, links: await inviteLinks(code) }
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
