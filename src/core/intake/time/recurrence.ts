import type { DueRule } from '../../plan/plan.ts'
import type { LocalTime } from '../../time.ts'
import type { Doubt } from '../plan-draft.ts'
import type { SaidInterval } from './interval.ts'
import { Lexicon } from './lexicon.ts'
import { limitAt } from './limit.ts'
import type { Reading } from './reading.ts'
import type { Tokens } from './tokens.ts'

type Recurring = Extract<DueRule, { kind: 'recurring' }>

/** What stands beside an interval: the days in it, how often, at which hour. */
export interface Details {
  readonly on?: readonly string[]
  readonly times?: number
  readonly weekday?: 1 | 2 | 3 | 4 | 5 | 6 | 7
  readonly time?: LocalTime
}

export function every(interval: SaidInterval, details: Details = {}, doubts: readonly Doubt[] = []): Reading {
  const { times, ...others } = details
  const rule: Recurring = {
    kind: 'recurring',
    phrase: '',
    every: interval,
    ...others,
    ...(times === undefined || times === 1 ? {} : { times }),
  }
  const open = interval === null && details.on === undefined
  return { form: 'every', rule, from: null, due: null, doubts: open ? [...doubts, 'no-interval'] : doubts }
}

export const daysPrepositions = new Lexicon<true>([
  [true, ['vào', 'trong', 'vào các', 'của', 'lúc', 'vào lúc', 'trong các', 'là', 'vào buổi', 'thời gian', 'gửi']],
])

/** What the words before the days say: the side of the day, and where the days begin. */
export interface Lead {
  readonly before: boolean
  readonly limited: boolean
  readonly from: number
}

export function leadAt(tokens: Tokens, index: number): Lead {
  const limit = limitAt(tokens, index)
  if (limit !== undefined) return { before: limit.value === 'before', limited: true, from: limit.next }
  return { before: false, limited: false, from: daysPrepositions.at(tokens, index)?.next ?? index }
}

/** The day before Monday is Sunday. */
export const wrapped = (day: number): 1 | 2 | 3 | 4 | 5 | 6 | 7 => (((day + 6) % 7) + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7
