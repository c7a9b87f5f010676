import { foldVietnamese } from '../fold.ts'
import type { Board } from '../plan/board.ts'
import { readUnits } from './match-units.ts'

/** What somebody typed at a review. Numbers are the items'. */
export type ReviewCommand =
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'show'; readonly number: number }
  | { readonly kind: 'keep' | 'drop'; readonly numbers: readonly number[] }
  /** `words` '' asks for them. */
  | { readonly kind: 'due'; readonly number: number; readonly words: string }
  | { readonly kind: 'units'; readonly number: number; readonly words: string }
  | { readonly kind: 'every'; readonly number: number; readonly words: string }
  /** A number and words of which only a look at units and dates can say what they mean. */
  | { readonly kind: 'about'; readonly number: number; readonly words: string }
  | { readonly kind: 'add'; readonly what: string }
  | { readonly kind: 'title'; readonly title: string }
  | { readonly kind: 'period'; readonly words: string }
  | { readonly kind: Plain }

type Plain =
  | 'keep-all'
  | 'undo'
  | 'park'
  | 'drop-draft'
  | 'activate'
  | 'more'
  | 'list'
  | 'waiting'
  | 'replaces'
  | 'replaces-none'

const plain: { readonly [folded: string]: Plain } = {
  'giu het': 'keep-all',
  'giu tat ca': 'keep-all',
  'giu ca': 'keep-all',
  'dong y het': 'keep-all',
  'hoan tac': 'undo',
  undo: 'undo',
  'lay lai': 'undo',
  'de sau': 'park',
  'lam sau': 'park',
  'tam dung': 'park',
  'huy nhap': 'drop-draft',
  'huy ban nhap': 'drop-draft',
  'kich hoat': 'activate',
  'kich hoat ke hoach': 'activate',
  tiep: 'more',
  'xem tiep': 'more',
  'trang sau': 'more',
  'danh sach': 'list',
  've danh sach': 'list',
  'tom tat': 'list',
  'xem lai': 'list',
  'can xem': 'waiting',
  'xem muc can lam ro': 'waiting',
  'muc can lam ro': 'waiting',
  thay: 'replaces',
  'thay ke hoach': 'replaces',
  'khong thay': 'replaces-none',
}

/** Words between a number and what is said of it, or before the number. */
const verbs: readonly {
  readonly words: string
  readonly kind: 'keep' | 'drop' | 'due' | 'units' | 'every' | 'show'
}[] = [
  { words: 'sua han', kind: 'due' },
  { words: 'doi han', kind: 'due' },
  { words: 'thoi han', kind: 'due' },
  { words: 'han', kind: 'due' },
  { words: 'neu chu ky', kind: 'every' },
  { words: 'chu ky', kind: 'every' },
  { words: 'giao don vi', kind: 'units' },
  { words: 'giao cho', kind: 'units' },
  { words: 'giao', kind: 'units' },
  { words: 'don vi', kind: 'units' },
  { words: 'chu tri', kind: 'units' },
  { words: 'giu lai', kind: 'keep' },
  { words: 'giu', kind: 'keep' },
  { words: 'bo', kind: 'drop' },
  { words: 'xoa', kind: 'drop' },
  { words: 'xem', kind: 'show' },
]

/** Takes the words of a verb off a text, whatever accents it was typed with. */
function afterVerb(text: string): { readonly kind: (typeof verbs)[number]['kind']; readonly rest: string } | undefined {
  const parts = text.split(/\s+/)
  const folded = parts.map(foldVietnamese)
  for (const { words, kind } of verbs) {
    const wanted = words.split(' ')
    if (wanted.every((word, index) => folded[index] === word))
      return {
        kind,
        rest: parts
          .slice(wanted.length)
          .join(' ')
          .replace(/^[:\-–]\s*/, ''),
      }
  }
  return undefined
}

const numberList = /^(?:mục\s+|muc\s+)?\d{1,3}(?:\s*(?:,|;|và|va|\s)\s*(?:mục\s+|muc\s+)?\d{1,3})*$/i

const numbersIn = (text: string): readonly number[] => [...new Set([...text.matchAll(/\d{1,3}/g)].map(Number))]

const oneNumber = (text: string): { readonly number: number; readonly rest: string } | undefined => {
  const found = /^(?:mục\s+|muc\s+)?(\d{1,3})(?:[.):]?\s+|$)/i.exec(text)
  return found === null ? undefined : { number: Number(found[1]), rest: text.slice(found[0].length).trim() }
}

function ofVerb(kind: (typeof verbs)[number]['kind'], number: number, words: string): ReviewCommand | undefined {
  if (kind === 'keep' || kind === 'drop') return words === '' ? { kind, numbers: [number] } : undefined
  if (kind === 'show') return words === '' ? { kind, number } : undefined
  return { kind, number, words }
}

/**
 * Reads what an admin types at a review: "giữ hết", "bỏ 3", "3 bỏ", "5 hạn 30/6", "4 VP, P. QLĐT", "xem 4", "thêm …",
 * a bare number. Accents and case do not matter. undefined when it is none of these.
 */
export function readCommand(typed: string): ReviewCommand | undefined {
  const text = typed.normalize('NFC').replace(/\s+/g, ' ').trim()
  if (text === '' || text.length > 2000) return undefined
  const folded = foldVietnamese(text).replace(/[.!]+$/, '')
  const known = Object.hasOwn(plain, folded) ? plain[folded] : undefined
  if (known !== undefined) return { kind: known }
  if (folded === 'them' || folded.startsWith('them ')) return { kind: 'add', what: text.slice(4).trim() }
  if (/^(?:ten|ten ke hoach)[: ]/.test(folded)) return titleIn(text)
  if (/^thoi gian[: ]/.test(folded))
    return { kind: 'period', words: text.slice('thời gian'.length).replace(/^[:\s]+/, '') }
  const first = oneNumber(text)
  if (first !== undefined) {
    if (first.rest === '') return { kind: 'number', number: first.number }
    const verb = afterVerb(first.rest)
    if (verb !== undefined) return ofVerb(verb.kind, first.number, verb.rest)
    return numberList.test(text) ? undefined : { kind: 'about', number: first.number, words: first.rest }
  }
  const verb = afterVerb(text)
  if (verb === undefined) return undefined
  if ((verb.kind === 'keep' || verb.kind === 'drop') && numberList.test(verb.rest))
    return { kind: verb.kind, numbers: numbersIn(verb.rest) }
  const item = oneNumber(verb.rest)
  return item === undefined ? undefined : ofVerb(verb.kind, item.number, item.rest)
}

function titleIn(text: string): ReviewCommand | undefined {
  const title = text.replace(/^\S+(?:(?:\s+(?:kế hoạch|ke hoach))?\s*:|\s)\s*/i, '').trim()
  return title === '' || title.length > 500 ? undefined : { kind: 'title', title }
}

/** Lead and coordinating Units of "VP, P. QLĐT; phối hợp: Công đoàn". */
export function unitsTyped(words: string, board: Board) {
  const [lead = '', ...rest] = words.split(/;?\s*(?:phối hợp|phoi hop)\s*:?\s*/i)
  const led = readUnits(lead.replace(/[;\s]+$/, ''), board)
  const helped = rest.length === 0 ? null : readUnits(rest.join(','), board)
  return {
    lead: led.units,
    coordinating: helped === null ? null : helped.units,
    unknown: [...led.unknown, ...(helped?.unknown ?? [])],
  }
}
