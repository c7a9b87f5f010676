import { waitingCalls } from '../reminder/due-messages.ts'
import { isOpen, type Prepared, type Standings } from '../reminder/prepare-agenda.ts'
import { standInFor } from '../reminder/substitution.ts'
import { workingTimeFrom } from '../reminder/working-time.ts'
import { dateOf, type Instant, instantAt, lastDayOfMonth, monthOf, yearOf } from '../time.ts'

/** A message that will be said first, if nobody answers before. */
export interface MessageToCome {
  readonly personId: string
  readonly at: Instant
  /** What it speaks of. */
  readonly occurrenceIds: readonly string[]
}

/** The calendar month of an instant in the office's time zone, as "2023-05": quotas are counted by it. */
export const monthNameOf = (instant: Instant): string => dateOf(instant).slice(0, 7)

/** The last instant of the month in which `instant` lies, in the office's time zone. */
export function endOfMonth(instant: Instant): Instant {
  const date = dateOf(instant)
  return instantAt(lastDayOfMonth(yearOf(date), monthOf(date))) + 86_400_000 - 1
}

/**
 * The messages from `from` up to `to`, counted as `rehearse` would send them but not composed: all that is due to one
 * person at one moment is one message.
 */
export function messagesToCome(
  prepared: Prepared,
  standings: Standings,
  sent: ReadonlySet<string>,
  from: Instant,
  to: Instant,
): readonly MessageToCome[] {
  const { hours } = prepared.board
  const found = new Map<string, { personId: string; at: Instant; occurrenceIds: string[] }>()
  let moment: Instant | undefined
  for (const call of waitingCalls(prepared, standings, sent, to)) {
    if (moment === undefined || call.at > moment)
      moment = workingTimeFrom(hours, prepared.calendar, Math.max(call.at, from))
    if (moment === undefined || moment > to) break
    if (!isOpen(standings, call.occurrence)) continue
    const personId = standInFor(prepared.substitutions, call.personId, dateOf(moment))
    const key = `${moment}|${personId}`
    const known = found.get(key)
    if (known === undefined) found.set(key, { personId, at: moment, occurrenceIds: [call.occurrence.id] })
    else known.occurrenceIds.push(call.occurrence.id)
  }
  return [...found.values()]
}

/**
 * What the product says while one matter is answered: the state, the result, figures, evidence, the summary and the
 * receipt, with a line to spare.
 */
export const answersPerMatter = 8

/** A channel whose provider counts, in one month. */
export interface ChannelForecast {
  readonly channel: string
  /** As "2023-05". */
  readonly month: string
  /** Messages said first, and those that answering will draw. */
  readonly first: number
  readonly answers: number
  /** Sent in this month already. */
  readonly used: number
  readonly quota: number
  /** Addresses that the channel serves, and how many it may. */
  readonly people: number
  readonly peopleLimit: number
}

/** All messages of the month. */
export const totalOf = ({ first, answers, used }: ChannelForecast): number => first + answers + used

/** Whether the month will need more than the provider allows. */
export const isOver = (forecast: ChannelForecast): boolean =>
  totalOf(forecast) > forecast.quota || forecast.people > forecast.peopleLimit

/**
 * Counts messages to come by channel and month, beside what the provider allows. Each matter is answered once, in the
 * month in which somebody is first told of it. Channels without a quota are left out; so is one that nobody uses.
 * `usedNow` and `people` are of the month of `now`. In the order of channels and months.
 */
export function forecastQuota(input: {
  readonly messages: readonly MessageToCome[]
  readonly channelOf: (personId: string) => string | undefined
  readonly quotas: ReadonlyMap<string, { readonly messages: number; readonly people: number }>
  readonly usedNow: ReadonlyMap<string, number>
  readonly people: ReadonlyMap<string, number>
  readonly now: Instant
}): readonly ChannelForecast[] {
  const counts = new Map<string, { channel: string; month: string; first: number; answers: number }>()
  const told = new Set<string>()
  for (const message of input.messages) {
    const fresh = message.occurrenceIds.filter((id) => !told.has(id))
    for (const id of fresh) told.add(id)
    const channel = input.channelOf(message.personId)
    if (channel === undefined || !input.quotas.has(channel)) continue
    const month = monthNameOf(message.at)
    const key = `${channel}|${month}`
    const known = counts.get(key) ?? { channel, month, first: 0, answers: 0 }
    known.first += 1
    known.answers += answersPerMatter * new Set(fresh).size
    counts.set(key, known)
  }
  const current = monthNameOf(input.now)
  return [...counts.values()]
    .sort((a, b) => (a.channel + a.month < b.channel + b.month ? -1 : 1))
    .flatMap((count) => {
      const quota = input.quotas.get(count.channel)
      if (quota === undefined) return []
      const used = count.month === current ? (input.usedNow.get(count.channel) ?? 0) : 0
      const people = input.people.get(count.channel) ?? 0
      return [{ ...count, used, quota: quota.messages, people, peopleLimit: quota.people }]
    })
}

/** The month of each channel that uses most of what it is allowed. */
export function fullestMonths(forecasts: readonly ChannelForecast[]): readonly ChannelForecast[] {
  const fullest = new Map<string, ChannelForecast>()
  for (const one of forecasts) {
    const known = fullest.get(one.channel)
    if (known === undefined || totalOf(one) > totalOf(known)) fullest.set(one.channel, one)
  }
  return [...fullest.values()]
}
