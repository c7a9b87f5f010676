import * as vi from '../../text/vi-correct.ts'
import { itemKindNames } from '../../text/vi-intake.ts'
import { shortTitle } from '../../text/vi-reminder.ts'
import type { Board } from '../plan/board.ts'
import type { Decision } from './decision.ts'
import type { Review } from './review-draft.ts'
import { targetWords } from './show-indicators.ts'
import { unitNames } from './show-review.ts'

/** What taking a decision back means, in words; `review` is as it stands without that decision. */
export function undoneLine(decision: Decision, review: Review, board: Board): string {
  const item = (id: string) => review.items.find((one) => one.id === id)
  const indicator = (id: string) => review.indicators.find((one) => one.id === id)
  const named = (ids: readonly string[]) => ({
    items: ids.flatMap((id) => item(id)?.number ?? []),
    indicators: ids.flatMap((id) => indicator(id)?.number ?? []),
  })
  const short = (text: string): string => shortTitle(text, 80)
  switch (decision.kind) {
    case 'keep':
      return vi.undoneKeep(named(decision.items))
    case 'drop':
      return vi.undoneDrop(named(decision.items))
    case 'due':
      return vi.undoneDue(item(decision.item)?.number ?? 0, item(decision.item)?.reading ?? '')
    case 'units': {
      const before = item(decision.item)
      const names = unitNames(board, before?.lead ?? [])
      return vi.undoneUnits(before?.number ?? 0, names.length === 0 ? vi.nobody : names.join('; '))
    }
    case 'what':
      return vi.undoneWording(item(decision.item)?.number ?? 0, short(item(decision.item)?.what ?? ''))
    case 'kind':
      return vi.undoneKind(item(decision.item)?.number ?? 0, itemKindNames[item(decision.item)?.kind ?? 'task'])
    case 'to':
      return vi.undoneTo(item(decision.item)?.number ?? 0)
    case 'add':
      return vi.undoneAdd(short(decision.item.what))
    case 'add-indicator':
      return vi.undoneAdd(short(decision.indicator.name))
    case 'indicator': {
      const before = indicator(decision.indicator)
      return vi.undoneIndicator(
        before?.number ?? 0,
        before === undefined ? '' : `${short(before.name)}: ${targetWords(before)}`,
      )
    }
    case 'title':
      return vi.undoneHead('title', review.head.title === null ? null : short(review.head.title))
    case 'period':
      return vi.undoneHead('period', vi.headPeriod(review.head.period))
    case 'number':
      return vi.undoneHead('number', review.head.number)
    case 'issued-on':
      return vi.undoneHead('issued-on', vi.headDay(review.head.issuedOn))
    case 'issuer':
      return vi.undoneHead('issuer', review.head.issuer)
    case 'several':
      if (decision.from === 'earlier') return vi.undoneEarlier
      return decision.decisions.length === 1 && decision.decisions[0] !== undefined
        ? undoneLine(decision.decisions[0], review, board)
        : vi.undoneSeveral(decision.decisions.length)
  }
}
