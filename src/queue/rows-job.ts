import { randomUUID } from 'node:crypto'
import type { Job, JobsOptions } from 'bullmq'
import { type Retry, retryDelay } from './retry-delay.ts'

/** Rows in one job: a job costs the database as much as several rows do. */
const mostRows = 50
/** A job of many rows ends by its rows; only trouble with the queue itself makes it run again, and as often as it takes. */
const enough = 1_000_000

interface RowsData {
  readonly ids: readonly number[]
  /** Tries that the row has had before it got a job of its own. */
  readonly tried: number
}

export interface NewJob {
  readonly name: 'row' | 'rows'
  readonly data: RowsData
  readonly opts: JobsOptions
}

const usual = {
  backoff: { type: 'custom' },
  // A finished job leaves nothing, so that its id can be used again.
  removeOnComplete: true,
  removeOnFail: true,
  stackTraceLimit: 0,
}

/** The job of one row; a row has one at a time. */
export const rowJob = (outboxId: number, retry: Retry, more: { tried?: number; delay?: number; lifo?: true } = {}) => {
  const { tried = 0, ...opts } = more
  return {
    name: 'row' as const,
    data: { ids: [outboxId], tried },
    // BullMQ takes no bare number as an id.
    opts: { ...usual, ...opts, jobId: `row-${outboxId}`, attempts: Math.max(1, retry.attempts - tried) },
  }
}

/** The jobs of rows that are handed over together. */
export function rowsJobs(outboxIds: readonly number[], retry: Retry): NewJob[] {
  const jobs: NewJob[] = []
  for (let from = 0; from < outboxIds.length; from += mostRows) {
    const ids = outboxIds.slice(from, from + mostRows)
    const [only] = ids
    jobs.push(
      ids.length === 1 && only !== undefined
        ? rowJob(only, retry)
        : {
            name: 'rows',
            data: { ids, tried: 0 },
            opts: { ...usual, jobId: `rows-${randomUUID()}`, attempts: enough },
          },
    )
  }
  return jobs
}

/** The rows of a job. One that an earlier version has added has its row in its id only. */
export function rowsOf(job: Job): readonly number[] {
  const ids: unknown = job.data?.ids
  if (Array.isArray(ids)) return ids.filter((id): id is number => Number.isSafeInteger(id))
  const id = Number(job.id?.slice('row-'.length))
  return Number.isSafeInteger(id) ? [id] : []
}

const triedBefore = (job: Job | undefined): number => {
  const tried: unknown = job?.data?.tried
  return Number.isSafeInteger(tried) ? Number(tried) : 0
}

/** Whether the try of a row's own job is its last. */
export const isLastTry = (job: Job, retry: Retry): boolean => triedBefore(job) + job.attemptsMade + 1 >= retry.attempts

/** Milliseconds before a failed job runs again, after so many failures of its own. */
export const waitOf = (job: Job | undefined, retry: Retry, failed: number): number =>
  retryDelay(retry, triedBefore(job) + failed)
