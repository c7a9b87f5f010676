import {
  type ChannelForecast,
  forecastQuota,
  fullestMonths,
  messagesToCome,
  monthNameOf,
} from '../../core/delivery/quota-forecast.ts'
import type { Plan } from '../../core/plan/plan.ts'
import { prepareAgenda } from '../../core/reminder/due-messages.ts'
import { quotaLine } from '../../text/vi-delivery.ts'
import type { Talk } from '../conversation/talk.ts'
import { noticeMatter } from './delivery-state.ts'

/** A plan of many years is forecast for one: quotas and people change. */
const aheadMs = 365 * 86_400_000

/**
 * What the months ahead will take of each channel that counts, with this plan beside those that are followed: a line
 * for the fullest month of each. None when nobody is reached by such a channel.
 */
export async function quotaLines(talk: Talk, plan: Plan, replaced: string | null): Promise<readonly string[]> {
  const { records, office, now, reader } = talk
  const quotas: ReadonlyMap<string, { readonly messages: number; readonly people: number }> = new Map(
    [...(reader?.abilities ?? [])].flatMap(([name, { quota }]) => (quota === null ? [] : [[name, quota] as const])),
  )
  if (reader === undefined || quotas.size === 0) return []
  const { board, calendar, ladder } = office
  const state = await reader.read(
    records,
    board.people.map(({ id }) => id),
    now,
  )
  const channels = new Map<string, string | undefined>(
    board.people.map(({ id }) => [id, state.plan(id, noticeMatter()).accounts[0]?.account.channel]),
  )
  if (![...channels.values()].some((channel) => channel !== undefined && quotas.has(channel))) return []
  const others = (await records.plans()).filter(
    ({ id, status }) => status === 'active' && id !== plan.id && id !== replaced,
  )
  const plans = [...others.map((one) => ({ plan: one.plan, since: one.since })), { plan, since: now }]
  const prepared = prepareAgenda({ board, calendar, ladder, plans })
  const standings = await records.standings()
  const forecasts: readonly ChannelForecast[] = forecastQuota({
    messages: messagesToCome(prepared, standings, await records.remindersSent(), now, now + aheadMs),
    channelOf: (personId) => channels.get(personId),
    quotas,
    usedNow: await records.sentIn(monthNameOf(now)),
    people: await records.peopleOn(),
    now,
  })
  return fullestMonths(forecasts).map(quotaLine)
}
