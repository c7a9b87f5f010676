import type { Instant } from '../../core/time.ts'

/** More steps than any year of reminders has; a stop for a plan that would never end. */
const mostSteps = 20_000

/**
 * Lets a virtual clock pass to an instant: stops at every moment at which a message falls due, lets it be written and
 * delivered, and goes on. So a visitor's "+1 tuần" gives the same messages at the same times as a week of waiting.
 * Gives false, and changes nothing, for an instant that is not later than now.
 */
export function createPassage(parts: {
  readonly now: () => Instant
  readonly moveTo: (instant: Instant) => Promise<void>
  readonly next: (after: Instant) => Promise<Instant | undefined>
  /** Writes what is due and resolves when it has been delivered. */
  readonly settle: () => Promise<void>
  /** The process ends: the clock stays at the moment that was reached last. */
  readonly stopped?: () => boolean
}): (target: Instant) => Promise<boolean> {
  let running: Promise<unknown> = Promise.resolve()

  const pass = async (target: Instant): Promise<boolean> => {
    if (target <= parts.now()) return false
    for (let step = 0; step < mostSteps; step += 1) {
      const moment = await parts.next(parts.now())
      if (moment === undefined || moment > target) break
      await parts.moveTo(moment)
      await parts.settle()
      if (parts.stopped?.()) return false
    }
    await parts.moveTo(target)
    await parts.settle()
    return true
  }

  return (target) => {
    const turn = running.then(() => pass(target))
    running = turn.catch(() => undefined)
    return turn
  }
}
