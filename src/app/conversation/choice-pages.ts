import type { Choice } from '../../core/reply.ts'
import { moreChoices } from '../../text/vi-plans.ts'

/** Choices of one message: a phone shows them without much scrolling, and every number has one digit. */
export const choicesOnPage = 8

/** One page (from 0) of a long list, and the button that leads to the next one, whose value `more` gives. */
export function choicePage(all: readonly Choice[], page: number, more: (next: number) => string): readonly Choice[] {
  // Nobody presses a button for one more choice.
  if (page <= 0 && all.length <= choicesOnPage + 1) return all
  const from = Math.max(0, page) * choicesOnPage
  const left = all.length - from - choicesOnPage
  const shown = all.slice(from, from + choicesOnPage)
  return left > 0 ? [...shown, { label: moreChoices(left), value: more(page + 1) }] : shown
}

/** The number of a page as a button's value carries it; anything else is the first one. */
export const pageOf = (text: string | undefined): number => (/^\d{1,3}$/.test(text ?? '') ? Number(text) : 0)
