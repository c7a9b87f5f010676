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
import type { Log } from '../app/ports/log.ts'
import { StartFailure } from '../app/ports/start-failure.ts'
import type { Database } from '../store/open-database.ts'
import { type OnlyWorker, onlyWorker } from './only-worker.ts'

/** Where the jobs are kept: makes queues and workers of it. */
export interface Backend {
  queue(name: string): JobQueue
  worker(name: string, work: (job: Job) => Promise<void>, options: Omit<WorkerOptions, 'connection'>): Worker
  /** Whether jobs that are at work were left behind by a dead process: no other one that lives delivers. */
  isAlone(): Promise<boolean>
  close(): Promise<void>
}

/** BullMQ on Redis when there is a URL, else on the database. Fails when it cannot be reached. */
export async function openBackend(options: {
  readonly database?: Pick<Database, 'kind' | 'pool'>
  readonly redisUrl?: string
  readonly prefix?: string
  readonly log: Log
}): Promise<Backend> {
  const { database, redisUrl, prefix = '', log } = options
  const mark = onlyWorker(database, `deliver|${prefix}`, log)
  if (redisUrl) return redisBackend(redisUrl, mark, log)
  if (database) return databaseBackend(database, mark)
  throw new Error('The queue needs a database or a Redis URL.')
}

async function databaseBackend({ pool }: Pick<Database, 'kind' | 'pool'>, mark: OnlyWorker): Promise<Backend> {
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
    isAlone: mark.isAlone,
    close: mark.close,
  }
}

async function redisBackend(url: string, mark: OnlyWorker, log: Log): Promise<Backend> {
  const redis = new Redis(url, { maxRetriesPerRequest: null, lazyConnect: true })
  redis.on('error', (error: Error) => log.warn({ error: error.name }, `Redis has trouble: ${error.message}`))
  try {
    await redis.connect()
  } catch (error) {
    redis.disconnect()
    throw new StartFailure({ code: 'redis' }, error)
  }
  const base: Pick<QueueOptions, 'connection' | 'prefix'> = { connection: redis, prefix: 'dung-han' }
  return {
    queue: (name) => new JobQueue(name, base),
    worker: (name, work, opts) => new Worker(name, work, { ...opts, ...base }),
    isAlone: mark.isAlone,
    close: async () => {
      await mark.close()
      await redis.quit()
    },
  }
}
