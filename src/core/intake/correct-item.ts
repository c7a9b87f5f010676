import * as vi from '../../text/vi-correct.ts'
import { itemKindNames } from '../../text/vi-intake.ts'
import { shortTitle } from '../../text/vi-reminder.ts'
import { labels, tooLong } from '../../text/vi-review.ts'
import { foldVietnamese } from '../fold.ts'
import { dutyWords } from './item-words.ts'
import type { ItemKind } from './plan-draft.ts'
import type { ReviewItem } from './review-draft.ts'
import type { Exchange } from './review-exchange.ts'
import { fixOffers, kindOffers } from './review-offers.ts'

// An item's wording, kind and recipients. After each the item is shown again, so that all of it can be put right.

const longestWhat = 500
const shown = 160

export function askFix(exchange: Exchange, item: ReviewItem): undefined {
  exchange.ask({ kind: 'fix', item: item.id })
  exchange.offer(vi.askFix(item.number), fixOffers(item))
}

export function askWording(exchange: Exchange, item: ReviewItem): undefined {
  exchange.ask({ kind: 'what', item: item.id })
  exchange.say(vi.askWording(item.number, shortTitle(item.what, 400)))
}

export function setWording(exchange: Exchange, item: ReviewItem, words: string): undefined {
  const what = words.replace(/\s+/g, ' ').trim()
  if (what === '') return askWording(exchange, item)
  if (what.length > longestWhat) return exchange.say(tooLong(longestWhat))
  exchange.decide({ kind: 'what', item: item.id, what })
  again(exchange, item, vi.wordingSet(item.number, shortTitle(item.what, shown), shortTitle(what, shown)))
}

export function askKind(exchange: Exchange, item: ReviewItem): undefined {
  exchange.ask({ kind: 'kind', item: item.id })
  exchange.offer(vi.askKind(item.number, itemKindNames[item.kind]), kindOffers(item))
}

export function setKind(exchange: Exchange, item: ReviewItem, itemKind: ItemKind): undefined {
  exchange.decide({ kind: 'kind', item: item.id, itemKind })
  again(exchange, item, vi.kindSet(item.number, itemKindNames[item.kind], itemKindNames[itemKind]))
}

/** Other words for the kinds. */
const kindWords: { readonly [folded: string]: ItemKind } = {
  viec: 'task',
  'nhiem vu': 'task',
  'cong viec': 'task',
  'bao cao': 'report',
  'so ket': 'review',
  'tong ket': 'review',
  'dang ky': 'registration',
  'khen thuong': 'commendation',
}

export function typedKind(exchange: Exchange, item: ReviewItem, words: string): undefined {
  const folded = foldVietnamese(words)
  const known = Object.hasOwn(kindWords, folded) ? kindWords[folded] : undefined
  const begins = dutyWords(words)
  const kind = known ?? (begins === 'task' ? undefined : begins)
  if (kind !== undefined) return setKind(exchange, item, kind)
  askKind(exchange, item)
  exchange.say(vi.kindNotKnown)
}

export function askTo(exchange: Exchange, item: ReviewItem): undefined {
  exchange.ask({ kind: 'to', item: item.id })
  exchange.say(vi.askTo(item.number, item.to))
}

const nobody = /^(?:khong|trong|khong co|khong gui|bo trong)$/
const mostRecipients = 20

/** "Sở Nội vụ; Ủy ban nhân dân tỉnh": parted by semicolons, or by commas before a capital letter. */
export function setTo(exchange: Exchange, item: ReviewItem, words: string): undefined {
  if (words.length > longestWhat) return exchange.say(tooLong(longestWhat))
  const to = nobody.test(foldVietnamese(words))
    ? []
    : words
        .split(/;|,(?=\s*\p{Lu})/u)
        .map((name) => name.replace(/\s+/g, ' ').trim())
        .filter((name) => name !== '')
        .slice(0, mostRecipients)
  if (to.length === 0 && item.to.length === 0 && !nobody.test(foldVietnamese(words))) return askTo(exchange, item)
  exchange.decide({ kind: 'to', item: item.id, to })
  again(exchange, item, vi.toSet(item.number, item.to, to))
}

/** The item as it is now. */
function again(exchange: Exchange, { id }: ReviewItem, text: string): undefined {
  const item = exchange.item(id)
  if (item === undefined) return exchange.acknowledge(text, false)
  exchange.card(item, text)
}

/** The label of the lines that lead here, for those who type it. */
export const fixWords: { readonly [folded: string]: 'what' | 'kind' | 'to' } = {
  [foldVietnamese(labels.what)]: 'what',
  'sua noi dung': 'what',
  [foldVietnamese(labels.kind)]: 'kind',
  'sua loai': 'kind',
  [foldVietnamese(labels.to)]: 'to',
  'sua noi nhan': 'to',
}
