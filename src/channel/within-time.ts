import { setTimeout as delay } from 'node:timers/promises'

/** Waits so many milliseconds, or less when `stop` is aborted; never fails. */
export async function pause(ms: number, stop?: AbortSignal): Promise<void> {
  await delay(ms, undefined, stop === undefined ? {} : { signal: stop }).catch(() => undefined)
}

/** The work took longer than it was given. */
export class TookTooLong extends Error {
  override name = 'TookTooLong'
}

/** The work was given up because everything stops. */
export class Stopped extends Error {
  override name = 'Stopped'
}

/**
 * Does the work, at most so many milliseconds and until `stop` is aborted. The work gets a signal; when it does not
 * obey it, the answer comes in time all the same. Fails with TookTooLong, Stopped or what the work failed with.
 */
export async function withinTime<T>(
  ms: number,
  stop: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (stop?.aborted) throw new Stopped('stopped')
  const controller = new AbortController()
  // AbortSignal.any would keep one entry in the long-lived `stop` for each call on Node 20.
  let reject: (why: Error) => void = () => undefined
  const givenUp = new Promise<never>((_, refuse) => {
    reject = refuse
  })
  givenUp.catch(() => undefined)
  const giveUp = (why: Error) => {
    controller.abort(why)
    reject(why)
  }
  const onStop = () => giveUp(new Stopped('stopped'))
  const timer = setTimeout(() => giveUp(new TookTooLong(`not done within ${ms} ms`)), ms)
  stop?.addEventListener('abort', onStop, { once: true })
  try {
    return await Promise.race([work(controller.signal), givenUp])
  } catch (error) {
    // What the work says about its own cancelling differs by client; the cause is what counts.
    throw controller.signal.aborted ? controller.signal.reason : error
  } finally {
    clearTimeout(timer)
    stop?.removeEventListener('abort', onStop)
  }
}
