import { setTimeout as wait } from 'node:timers/promises'
import type { Job, Queue as JobQueue, Worker } from 'bullmq'
import type { Log } from '../app/ports/log.ts'
import type { ChannelName } from '../app/ports/messages.ts'
import type { Delivered, Queue } from '../app/ports/queue.ts'
import { gather } from '../core/gather.ts'
import type { Database } from '../store/open-database.ts'
import { type Backend, openBackend } from './bullmq-backend.ts'
import { Places } from './places.ts'
import { defaultRetry, type Retry, retryDelay } from './retry-delay.ts'
import { isLastTry, type NewJob, rowJob, rowsJobs, rowsOf, waitOf } from './rows-job.ts'

/** Rows of one channel that are on their way at once; one that hangs leaves the others room. */
const onTheirWay = 50
/** The same of a channel without a limit of its own: the more at once, the less each claim and record costs. */
const onTheirWayUnlimited = 400
/** Rows that go ahead of all others have places of their own. */
const firstOnTheirWay = 100
/** Jobs of one channel that share those places in turn. */
const jobsAtOnce = 16
/** A job that a stop has put back is not taken up again while the process still ends. */
const putBackMs = 1_000
/** How often `idle` looks whether the jobs of this process have left the queue. */
const idleMs = 5

type Deliver = (outboxId: number, lastTry: boolean) => Promise<Delivered>

/** Asks BullMQ for another try. Its text is kept with the job, so it says nothing about the message. */
class TryLater extends Error {
  override name = 'TryLater'
  readonly afterMs: number | undefined

  constructor(afterMs?: number) {
    super('later')
    this.afterMs = afterMs
  }
}

/**
 * Opens BullMQ: on Redis when there is a URL, else on the database. One queue for each channel and `prefix` (a Board's
 * id, so that Boards in one database do not take each other's rows). A job is a handful of rows; a row that is to be
 * tried again gets a job of its own, so that it delays no other. Fails when the database or Redis cannot be reached.
 */
export async function openQueue(options: {
  readonly database?: Pick<Database, 'kind' | 'pool'>
  readonly redisUrl?: string
  readonly prefix?: string
  readonly retry?: Retry
  readonly log: Log
}): Promise<Queue> {
  const { log, retry = defaultRetry } = options
  const backend = await openBackend(options)
  const lines = new Map<ChannelName, Line>()
  let adding = 0
  let closing: Promise<void> | undefined

  const lineOf = (channel: ChannelName): Line => {
    const known = lines.get(channel)
    if (known) return known
    // BullMQ reserves the colon in names.
    const name = `${options.prefix ? `${options.prefix}-` : ''}deliver-${channel}`.replaceAll(':', '-')
    const line = new Line(channel, name, backend, retry, log)
    lines.set(channel, line)
    return line
  }
  const running = (): Line[] => [...lines.values()].filter((line) => line.runs)

  const busy = async (): Promise<boolean> => {
    if (adding > 0) return true
    for (const line of running()) if (await line.busy()) return true
    return adding > 0
  }

  return {
    async add(channel, outboxIds, when) {
      if (closing) throw new Error('The queue is closed; the rows stay in the outbox until the next start.')
      if (outboxIds.length === 0) return
      adding += 1
      try {
        await lineOf(channel).add([...new Set(outboxIds)], when)
      } finally {
        adding -= 1
      }
    },

    async run(channels, deliver) {
      for (const channel of channels) {
        const line = lineOf(channel.name)
        if (line.runs) throw new Error(`The channel ${channel.name} is delivered already.`)
        await line.run(deliver, channel.can.perSecond)
      }
    },

    async idle() {
      while (!closing && (await busy())) {
        await Promise.all(running().map((line) => line.settled()))
        await wait(idleMs)
      }
    },

    close() {
      closing ??= (async () => {
        await Promise.all([...lines.values()].map((line) => line.close()))
        await backend.close()
      })()
      return closing
    },
  }
}

/** The rows of one channel. */
class Line {
  private readonly channel: ChannelName
  private readonly name: string
  private readonly backend: Backend
  private readonly retry: Retry
  private readonly log: Log
  private readonly jobs: JobQueue
  private places = new Places(onTheirWay)
  private readonly firstPlaces = new Places(firstOnTheirWay)
  /** Rows at work here, and whether they were handed over again meanwhile. */
  private readonly working = new Map<number, { again: boolean; ended: Promise<Delivered> }>()
  /** What this process is doing; each ends by itself and never fails. */
  private readonly going = new Set<Promise<unknown>>()
  private worker: Worker | undefined
  private deliver: Deliver | undefined
  /** The first hand-over after a start repeats what is kept already. */
  private repeats = false
  /** Nothing was there when it was counted last, and this process has put in nothing since. */
  private isEmpty = false
  /** No further row is begun. */
  private stopping = false
  /** The deliveries said so before the queue was closed. */
  private stopped = false
  private readonly tryAlone = gather(async (jobs: readonly NewJob[]) => {
    await this.put(jobs)
    return jobs
  })

  constructor(channel: ChannelName, name: string, backend: Backend, retry: Retry, log: Log) {
    this.channel = channel
    this.name = name
    this.backend = backend
    this.retry = retry
    this.log = log
    this.jobs = backend.queue(name)
    this.jobs.on('error', this.troubled)
  }

  get runs(): boolean {
    return this.worker !== undefined
  }

  async add(outboxIds: readonly number[], when: 'first' | 'again' | undefined): Promise<void> {
    const first = when === 'first'
    let ids = outboxIds.filter((id) => {
      const at = this.working.get(id)
      if (at !== undefined && when !== 'again') at.again = true
      return at === undefined
    })
    if ((this.repeats && !first) || when === 'again') {
      this.repeats = false
      // Also what is at work in another process: two must not have the same row in two jobs.
      const kept = new Set((await this.jobs.getJobs(['waiting', 'active', 'delayed', 'prioritized'])).flatMap(rowsOf))
      ids = ids.filter((id) => !kept.has(id))
    }
    if (ids.length === 0) return
    if (first && this.deliver !== undefined && !this.stopping) for (const id of ids) this.go(this.atOnce(id))
    else if (first) await this.put(ids.toReversed().map((id) => rowJob(id, this.retry, { lifo: true })))
    else await this.put(rowsJobs(ids, this.retry))
  }

  private async put(jobs: readonly NewJob[]): Promise<void> {
    this.isEmpty = false
    await this.jobs.addBulk([...jobs])
    this.isEmpty = false
  }

  async run(deliver: Deliver, perSecond: number | null): Promise<void> {
    if (perSecond === null) this.places = new Places(onTheirWayUnlimited)
    // A job at work when its process died is there for nobody else to end.
    if (await this.backend.isAlone()) for (const job of await this.jobs.getJobs(['active'])) await job.moveToWait('0')
    this.repeats = true
    this.deliver = deliver
    this.worker = this.backend.worker(this.name, (job) => this.go(this.work(job)), {
      concurrency: jobsAtOnce,
      // A process that died is noticed after at most a minute and a quarter; its jobs are never given up for that.
      lockDuration: 45_000,
      stalledInterval: 15_000,
      maxStalledCount: 1_000_000,
      settings: {
        backoffStrategy: (failed, _type, error, job) =>
          error instanceof TryLater && error.afterMs !== undefined
            ? Math.max(0, Math.ceil(error.afterMs))
            : waitOf(job as Job | undefined, this.retry, failed ?? 1),
      },
    })
    this.worker.on('error', this.troubled)
    await this.worker.waitUntilReady()
  }

  /** Resolves when what is being done now has been done. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.going])
  }

  async busy(): Promise<boolean> {
    if (this.going.size > 0) return true
    // Most messages are answers that go out without a job: an empty queue is not counted again after each of them.
    if (this.isEmpty) return false
    this.isEmpty = true
    const { delayed = 0, ...counts } = await this.jobs.getJobCounts('waiting', 'active', 'prioritized', 'delayed')
    const waits = Object.values(counts).some((count) => count > 0)
    if (waits || delayed > 0) this.isEmpty = false
    return this.going.size > 0 || waits
  }

  async close(): Promise<void> {
    this.stopping = true
    await this.worker?.close()
    while (this.going.size > 0) await this.settled()
    await this.jobs.close()
  }

  private readonly troubled = (error: Error): void =>
    this.log.warn(
      { channel: this.channel, error: error.name },
      `The queue of ${this.channel} has trouble: ${error.message}`,
    )

  private go<T>(doing: Promise<T>): Promise<T> {
    this.going.add(doing)
    const gone = () => this.going.delete(doing)
    doing.then(gone, gone)
    return doing
  }

  private work(job: Job): Promise<void> {
    const ids = rowsOf(job)
    const [only] = ids
    return job.name !== 'rows' && only !== undefined ? this.workAlone(job, only) : this.workTogether(job, ids)
  }

  private async workAlone(job: Job, outboxId: number): Promise<void> {
    await this.places.enter()
    const result = await this.attempt(outboxId, isLastTry(job, this.retry)).finally(() => this.places.leave())
    if ('left' in result) this.leaveRest()
    if ('left' in result) throw new TryLater(putBackMs)
    if ('later' in result) throw new TryLater(result.afterMs)
  }

  /** Begins the rows one after another as there are places, in turn with other jobs, and waits for all. */
  private async workTogether(job: Job, ids: readonly number[]): Promise<void> {
    const rest = new Set(ids)
    const begun: Promise<void>[] = []
    for (const id of ids) {
      await this.places.enter()
      if (this.stopping) {
        this.places.leave()
        break
      }
      begun.push(this.oneOfMany(id, rest))
    }
    const ended = await Promise.allSettled(begun)
    if (rest.size === 0) return
    await job.updateData({ ids: [...rest], tried: 0 })
    const failed = ended.find((one) => one.status === 'rejected')
    throw failed?.reason ?? new TryLater(this.stopped ? putBackMs : 0)
  }

  private async oneOfMany(outboxId: number, rest: Set<number>): Promise<void> {
    const lastTry = this.retry.attempts <= 1
    const result = await this.attempt(outboxId, lastTry).finally(() => this.places.leave())
    if ('left' in result) return this.leaveRest()
    if ('later' in result && !lastTry) await this.tryLater(outboxId, result.afterMs)
    rest.delete(outboxId)
  }

  /** Delivers without a job: the outbox keeps the row until it is sent, and a start hands it over again. */
  private async atOnce(outboxId: number): Promise<void> {
    await this.firstPlaces.enter()
    if (this.stopping) return this.firstPlaces.leave()
    const result = await this.attempt(outboxId, false).finally(() => this.firstPlaces.leave())
    if (!('later' in result)) return
    await this.tryLater(outboxId, result.afterMs).catch((error: Error) => this.troubled(error))
  }

  private async tryLater(outboxId: number, afterMs = retryDelay(this.retry, 1)): Promise<void> {
    await this.tryAlone(rowJob(outboxId, this.retry, { tried: 1, delay: Math.max(0, Math.ceil(afterMs)) }))
  }

  /** The process stops: no further job is taken, and none begins another row. */
  private leaveRest(): void {
    this.stopping = true
    this.stopped = true
    this.worker?.pause(true).catch(this.troubled)
  }

  /** Delivers one row, never twice at the same time; once more when it was handed over again meanwhile. */
  private attempt(outboxId: number, lastTry: boolean): Promise<Delivered> {
    const known = this.working.get(outboxId)
    if (known !== undefined) {
      known.again = true
      return known.ended
    }
    const mine = { again: false, ended: Promise.resolve<Delivered>({ done: true }) }
    this.working.set(outboxId, mine)
    const run = async (): Promise<Delivered> => {
      for (;;) {
        mine.again = false
        const result = await this.tryOnce(outboxId, lastTry)
        if (mine.again && 'done' in result && !this.stopping) continue
        this.working.delete(outboxId)
        return result
      }
    }
    mine.ended = run()
    return mine.ended
  }

  private async tryOnce(outboxId: number, lastTry: boolean): Promise<Delivered> {
    try {
      return (await this.deliver?.(outboxId, lastTry)) ?? { left: true }
    } catch (error) {
      const name = error instanceof Error ? error.name : typeof error
      this.log.error(
        { channel: this.channel, outbox: outboxId, error: name, lastTry },
        'A delivery failed without saying what became of it',
      )
      return { later: true }
    }
  }
}
