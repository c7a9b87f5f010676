import { gather } from '../../core/gather.ts'
import { type Instant, isoInstant } from '../../core/time.ts'
import type { Clock } from '../ports/clock.ts'
import type { Inbound } from '../ports/messages.ts'
import type { Store } from '../ports/store.ts'

/** So many messages are stored in one transaction. */
const mostTogether = 200

type Taken = { readonly isNew: boolean } | { readonly error: unknown }

/**
 * Gives the function by which channels hand over what they heard. It resolves once the message is stored, with false for
 * one that was there already, and fails when it could not be stored. Messages that come in while others are being
 * stored are stored together, in the order in which they came; one that cannot be stored harms only itself.
 * @param parts.heard is called after each transaction that brought something new.
 */
export function createTake(parts: {
  readonly store: Store
  readonly clock: Clock
  /** The clock is a virtual one: what is heard moves the stored time, so that the next start never goes back behind it. */
  readonly virtualTime: boolean
  readonly heard: () => void
}): (inbound: Inbound) => Promise<boolean> {
  const { store, clock, virtualTime, heard } = parts

  const keep = (inbounds: readonly Inbound[], now: Instant): Promise<readonly boolean[]> =>
    store.write(async (records) => {
      if (virtualTime) await records.setFact('clock', isoInstant(now))
      return records.addInbounds(inbounds, now)
    })

  const keepOne = async (inbound: Inbound): Promise<Taken> => {
    try {
      const [isNew = false] = await keep([inbound], clock.now())
      return { isNew }
    } catch (error) {
      return { error }
    }
  }

  const keepAll = async (inbounds: readonly Inbound[]): Promise<readonly Taken[]> => {
    try {
      return (await keep(inbounds, clock.now())).map((isNew) => ({ isNew }))
    } catch (error) {
      if (inbounds.length === 1) return [{ error }]
      const taken: Taken[] = []
      for (const inbound of inbounds) taken.push(await keepOne(inbound))
      return taken
    }
  }

  const take = gather(async (inbounds: readonly Inbound[]) => {
    const taken = await keepAll(inbounds)
    if (taken.some((one) => 'isNew' in one && one.isNew)) heard()
    return taken
  }, mostTogether)

  return async (inbound) => {
    const taken = await take(inbound)
    if ('error' in taken) throw taken.error
    return taken.isNew
  }
}
