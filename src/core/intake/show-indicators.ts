import * as vi from '../../text/vi-correct.ts'
import { shortTitle } from '../../text/vi-reminder.ts'
import { targetText } from '../../text/vi-report.ts'
import { labels } from '../../text/vi-review.ts'
import type { Reply } from '../reply.ts'
import type { Target } from './decision.ts'
import type { Review, ReviewIndicator } from './review-draft.ts'
import { indicatorOffers, type Offer } from './review-offers.ts'
import { aroundOf, limitOf, linesThatFit, offering, type Page, type ReviewGround } from './show-review.ts'

/** A target in words: "từ 90% trở lên". */
export const targetWords = ({ op, value, unit }: Omit<Target, 'name'>): string =>
  targetText({ op, target: value, unit, ratio: null, phrase: '' })

const factsOf = (one: ReviewIndicator, ground: ReviewGround): vi.IndicatorFacts => ({
  number: one.number,
  name: shortTitle(one.name, 200),
  target: targetWords(one),
  quote: shortTitle(one.quote, 120),
  around: aroundOf(one.at, ground.text),
  typed: one.typed,
  state: one.state,
})

/** Targets from a number on, as many as one message takes. */
export function indicatorsFrom(review: Review, ground: ReviewGround, from: number): Page {
  const here = review.indicators.slice(from - 1)
  const all = review.indicators.length
  const back = { label: labels.list, verb: 'list' }
  const add = { label: labels.addIndicator, verb: 'add-indicator' }
  if (here.length === 0) return { reply: offering(ground, vi.noIndicatorsRead, [add, back], false), next: 1 }
  const hint = vi.indicatorsHint(ground.form.buttons)
  const lines = linesThatFit(
    here.map((one) => vi.indicatorLine({ ...factsOf(one, ground), name: shortTitle(one.name, 110) })),
    limitOf(ground.form) - hint.length - 60,
  )
  const last = from + lines.length - 1
  const more = last < all
  const offers: readonly Offer[] = [
    ...here
      .slice(0, lines.length)
      .map(({ id, number }) => ({ label: labels.indicator(number), verb: `indicator:${id}` })),
    ...(more ? [{ label: labels.more, verb: `indicators:${last + 1}` }] : []),
    ...(review.indicators.some(({ state }) => state === 'open')
      ? [{ label: labels.keepAll, verb: 'keep-indicators' }]
      : []),
    add,
    back,
  ]
  const text = [vi.indicatorsHead(from, last, all), ...lines, hint].join('\n')
  return { reply: offering(ground, text, offers, false), next: more ? last + 1 : 1 }
}

/** One target in full, with what may be done with it. */
export function indicatorCardOf(one: ReviewIndicator, ground: ReviewGround, before = ''): Reply {
  const text = vi.indicatorCard(factsOf(one, ground))
  return offering(ground, before === '' ? text : `${before}\n\n${text}`, indicatorOffers(one))
}
