import { setTimeout as wait } from 'node:timers/promises'
import {
  createPostgresBackend,
  type Job,
  Queue as JobQueue,
  type PgPool,
  type PgPoolClient,
  type QueueOptions,
  runMigrations,
  Worker,
  type WorkerOptions,
} from 'bullmq'
import { Redis } from 'ioredis'
import type { Channel } from '../app/ports/channel.ts'
import type { Log } from '../app/ports/log.ts'
import type { ChannelName } from '../app/ports/messages.ts'
import type { Delivered, Queue } from '../app/ports/queue.ts'
import type { Database } from '../store/open-database.ts'
import { defaultRetry, type Retry, retryDelay } from './retry-delay.ts'

/** Messages of one channel that are on their way at once; one that hangs leaves the others room. */
const concurrency = 8
/** How often `idle` looks when no job of this process tells it sooner. */
const idleMs = 5

/** Asks BullMQ for another try. Its text is kept with the job, so it says nothing about the message. */
class TryLater extends Error {
  override name = 'TryLater'
  readonly afterMs: number | undefined

  constructor(afterMs?: number) {
    super('later')
    this.afterMs = afterMs
  }
}

/** Where the jobs are kept: makes queues and workers of it. */
interface Backend {
  queue(name: string): JobQueue
  worker(name: string, work: (job: Job) => Promise<void>, options: Omit<WorkerOptions, 'connection'>): Worker
  /** Jobs that a dead process left behind can be taken back at once: no other process can be at work. */
  readonly alone: boolean
  close(): Promise<void>
}

/**
 * Opens BullMQ: on Redis when there is a URL, else on the database. One queue for each channel and `prefix` (a Board's
 * id, so that Boards in one database do not take each other's rows); a job's id is `row-` and the outbox id.
 * Fails when the database or Redis cannot be reached.
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
  const queues = new Map<ChannelName, JobQueue>()
  const workers = new Map<ChannelName, Worker>()
  /** Jobs at work here, and whether they were added again meanwhile. */
  const working = new Map<string, boolean>()
  let adding = 0
  let closing: Promise<void> | undefined

  // BullMQ reserves the colon in names.
  const nameOf = (channel: ChannelName) =>
    `${options.prefix ? `${options.prefix}-` : ''}deliver-${channel}`.replaceAll(':', '-')

  const troubled = (channel: ChannelName) => (error: Error) =>
    log.warn({ channel, error: error.name }, `The queue of ${channel} has trouble: ${error.message}`)

  const queueOf = (channel: ChannelName): JobQueue => {
    const known = queues.get(channel)
    if (known) return known
    const queue = backend.queue(nameOf(channel))
    queue.on('error', troubled(channel))
    queues.set(channel, queue)
    return queue
  }

  const add = async (channel: ChannelName, outboxIds: readonly number[]): Promise<void> => {
    if (closing) throw new Error('The queue is closed; the rows stay in the outbox until the next start.')
    if (outboxIds.length === 0) return
    adding += 1
    try {
      const jobs = [...new Set(outboxIds)].map((outboxId) => jobOf(outboxId, retry))
      // A job at work keeps its id until it ends; it is added once more then.
      for (const { opts } of jobs)
        if (working.has(keyOf(channel, opts.jobId))) working.set(keyOf(channel, opts.jobId), true)
      await queueOf(channel).addBulk(jobs)
    } finally {
      adding -= 1
    }
  }

  const start = async (channel: Channel, deliver: Deliver): Promise<void> => {
    const work = async (job: Job): Promise<void> => {
      working.set(keyOf(channel.name, job.id), false)
      const lastTry = job.attemptsMade + 1 >= retry.attempts
      const result = await deliver(outboxIdOf(job), lastTry).catch((error: unknown) => {
        const name = error instanceof Error ? error.name : typeof error
        log.error(
          { channel: channel.name, job: job.id, error: name, lastTry },
          'A delivery failed without saying what became of it',
        )
        throw new TryLater()
      })
      if ('later' in result) throw new TryLater(result.afterMs)
    }
    const ended = (job: Job | undefined, willRun: boolean) => {
      const key = keyOf(channel.name, job?.id)
      const again = working.get(key)
      working.delete(key)
      if (!again || willRun || !job || closing) return
      add(channel.name, [outboxIdOf(job)]).catch(troubled(channel.name))
    }

    // Made now, so that `idle` and the worker look at the same queue.
    const queue = queueOf(channel.name)
    if (backend.alone) for (const job of await queue.getJobs(['active'])) await job.moveToWait('0')
    const worker = backend.worker(nameOf(channel.name), work, {
      concurrency,
      ...limiterOf(channel.can.perSecond),
      // A process that died is noticed after at most a minute and a quarter; its jobs are never given up for that.
      lockDuration: 45_000,
      stalledInterval: 15_000,
      maxStalledCount: 1_000_000,
      settings: {
        backoffStrategy: (failed, _type, error) =>
          error instanceof TryLater && error.afterMs !== undefined
            ? Math.max(0, Math.ceil(error.afterMs))
            : retryDelay(retry, failed ?? 1),
      },
    })
    worker.on('error', troubled(channel.name))
    worker.on('completed', (job) => ended(job, false))
    worker.on('failed', (job) => ended(job, job !== undefined && job.attemptsMade < retry.attempts))
    workers.set(channel.name, worker)
    await worker.waitUntilReady()
  }

  const busy = async (): Promise<boolean> => {
    if (adding > 0) return true
    for (const channel of workers.keys()) {
      const counts = await queueOf(channel).getJobCounts('waiting', 'active', 'prioritized')
      if (Object.values(counts).some((count) => count > 0)) return true
    }
    return adding > 0
  }

  return {
    add,

    async run(channels, deliver) {
      for (const channel of channels) {
        if (workers.has(channel.name)) throw new Error(`The channel ${channel.name} is delivered already.`)
        await start(channel, deliver)
      }
    },

    async idle() {
      while (!closing && (await busy())) await wait(idleMs)
    },

    close() {
      closing ??= (async () => {
        await Promise.all([...workers.values()].map((worker) => worker.close()))
        await Promise.all([...queues.values()].map((queue) => queue.close()))
        await backend.close()
      })()
      return closing
    },
  }
}

type Deliver = (outboxId: number, lastTry: boolean) => Promise<Delivered>

const jobOf = (outboxId: number, retry: Retry) => ({
  name: 'deliver',
  data: {},
  opts: {
    // BullMQ takes no bare number as an id.
    jobId: `row-${outboxId}`,
    attempts: retry.attempts,
    backoff: { type: 'custom' },
    // A finished job leaves nothing, so that its id can be used again.
    removeOnComplete: true,
    removeOnFail: true,
    stackTraceLimit: 0,
  },
})

const outboxIdOf = (job: Job): number => Number(job.id?.slice('row-'.length))
const keyOf = (channel: ChannelName, jobId: string | undefined): string => `${channel}|${jobId}`

/**
 * BullMQ counts in fixed windows, so a whole second's allowance could go out at the end of one window and again at the
 * start of the next; windows of a tenth of a second keep that overshoot small.
 */
function limiterOf(perSecond: number | null): Pick<WorkerOptions, 'limiter'> {
  if (perSecond === null) return {}
  if (perSecond >= 10) return { limiter: { max: Math.floor(perSecond / 10), duration: 100 } }
  return { limiter: { max: 1, duration: Math.ceil(1000 / perSecond) } }
}

async function openBackend(options: Parameters<typeof openQueue>[0]): Promise<Backend> {
  if (options.redisUrl) return redisBackend(options.redisUrl, options.log)
  if (options.database) return databaseBackend(options.database)
  throw new Error('The queue needs a database or a Redis URL.')
}

async function databaseBackend({ pool, kind }: Pick<Database, 'kind' | 'pool'>): Promise<Backend> {
  const client = await pool.connect()
  try {
    await runMigrations(client as unknown as PgPoolClient)
  } finally {
    client.release()
  }
  // BullMQ's types name Redis unless a backend is given; ours has the shape that it asks of a pool.
  const connection = pool as unknown as PgPool
  return {
    queue: (name) => new JobQueue(name, { connection }, createPostgresBackend) as unknown as JobQueue,
    worker: (name, work, opts) =>
      new Worker(name, work, { ...opts, connection }, createPostgresBackend) as unknown as Worker,
    alone: kind === 'pglite',
    close: async () => {},
  }
}

async function redisBackend(url: string, log: Log): Promise<Backend> {
  const redis = new Redis(url, { maxRetriesPerRequest: null, lazyConnect: true })
  redis.on('error', (error: Error) => log.warn({ error: error.name }, `Redis has trouble: ${error.message}`))
  try {
    await redis.connect()
  } catch (error) {
    redis.disconnect()
    throw new Error('Redis cannot be reached; look at REDIS_URL and whether it runs.', { cause: error })
  }
  const base: Pick<QueueOptions, 'connection' | 'prefix'> = { connection: redis, prefix: 'dung-han' }
  return {
    queue: (name) => new JobQueue(name, base),
    worker: (name, work, opts) => new Worker(name, work, { ...opts, ...base }),
    alone: false,
    close: async () => {
      await redis.quit()
    },
  }
}
