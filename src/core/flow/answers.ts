import { backWords, endWords, laterWords, skipWords } from '../../text/vi-flow.ts'
import { foldVietnamese } from '../fold.ts'
import { numberFromWords } from './number-words.ts'

/** Why a typed number cannot be used. */
export type NumberTrouble = 'empty' | 'no-number' | 'several-numbers' | 'grouping' | 'too-large'

/** A typed number as it was meant. */
export type NumberRead =
  | {
      readonly kind: 'number'
      readonly value: number
      /** A per cent sign or "phần trăm" stood behind it. */
      readonly percent: boolean
      /** "khoảng", "gần", "hơn": the person says that it is not exact. */
      readonly about: boolean
    }
  /** "95/100": numerator and denominator. */
  | { readonly kind: 'ratio'; readonly numerator: number; readonly denominator: number; readonly about: boolean }
  /** The person says that there is no figure. */
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable'; readonly why: NumberTrouble }

const none = new Set([
  '-',
  '--',
  'k',
  'ko',
  'k co',
  'ko co',
  'khong',
  'khong co',
  'khong co so lieu',
  'ko co so lieu',
  'k co so lieu',
  'chua co',
  'chua co so lieu',
  'chua',
  'chua ro',
  'khong ro',
  'chua tong hop',
  'chua tong hop duoc',
  'khong biet',
  'n/a',
  'na',
  'bo qua',
  '/boqua',
])

/** Words that may stand before a figure; the value says whether they make it inexact. */
const before: { readonly [word: string]: boolean } = {
  khoang: true,
  tam: true,
  chung: true,
  gan: true,
  hon: true,
  tren: true,
  duoi: true,
  do: true,
  uoc: true,
  'xap xi': true,
  'uoc tinh': true,
  'uoc dat': true,
  dat: false,
  duoc: false,
  la: false,
  co: false,
  da: false,
  tong: false,
  cong: false,
  'tong so': false,
  'tong cong': false,
  'tat ca': false,
  so: false,
  'ket qua': false,
}

const scales: { readonly [word: string]: number } = {
  k: 1e3,
  nghin: 1e3,
  ngan: 1e3,
  tr: 1e6,
  trieu: 1e6,
  ty: 1e9,
  ti: 1e9,
}

const scaleOf = (word: string | undefined): number =>
  word !== undefined && Object.hasOwn(scales, word) ? (scales[word] ?? 1) : 1

/** The scale that a unit itself carries: 10⁹ for "tỷ đồng", 1 for "người". */
function scaleInUnit(unit: string): number {
  const found = /(?:^| )(nghin|ngan|trieu|ty|ti)(?: |$)/.exec(foldVietnamese(unit))
  return scaleOf(found?.[1])
}

/** Above this a number no longer keeps its last digit. */
const largest = 1e15

const numeral = /\d(?:[\d.,]*\d)?(?: \d{3}(?:[.,]\d+)?(?!\d))*/g

/**
 * Reads one numeral. Vietnamese writing comes first: a comma is the decimal sign, a point or a space stands between
 * thousands. So `1,234` is 1.234 (not one thousand), `1.234` is 1234, but `85.5` can only be 85.5. With both signs
 * the later one is the decimal sign; a sign that is repeated stands between thousands.
 * `decimalPoint` reads a lone point as the decimal sign even before three digits (per cent: `85.123 %`).
 */
export function readNumeral(written: string, decimalPoint = false): number | undefined {
  const spaced = written.includes(' ')
  const text = written.replaceAll(' ', '')
  if (spaced && !/^\d{1,3}( \d{3})+([.,]\d+)?$/.test(written)) return undefined
  const signs = [...text.replace(/\d/g, '')]
  const last = signs.at(-1)
  if (last === undefined) return Number(text)
  const alone = signs.filter((sign) => sign === last).length === 1
  const both = new Set(signs).size === 2
  const decimal = decimalSign()
  const [whole = '', part, ...more] = decimal === undefined ? [text] : text.split(decimal)
  if (more.length > 0) return undefined
  if (/[.,]/.test(whole) && !/^\d{1,3}([.,])\d{3}(\1\d{3})*$/.test(whole)) return undefined
  return Number(part === undefined ? whole.replace(/[.,]/g, '') : `${whole.replace(/[.,]/g, '')}.${part}`)

  function decimalSign(): string | undefined {
    if (!alone) return undefined
    if (both || spaced || last === ',') return last
    return decimalPoint || !/^[1-9]\d{0,2}\.\d{3}$/.test(text) ? last : undefined
  }
}

/**
 * Reads a figure as people type it: "85,5 %", "1.234,5", "12 000", "khoảng 85", "5 triệu", "mười hai", "95/100",
 * "chưa có". `unit` is the unit that was asked for: with "tỷ đồng", "500 triệu" is 0.5 and a bare "500" is 500.
 * Text that says more than one figure with words around it is unreadable rather than guessed.
 */
export function readNumber(text: string, unit = ''): NumberRead {
  const folded = foldVietnamese(text)
    .replace(/[−–—]/g, '-')
    .replace(/[.!;]+$/, '')
    .replace(/( a| nhe| nha)$/, '')
    .trim()
  if (folded === '') return { kind: 'unreadable', why: 'empty' }
  if (none.has(folded)) return { kind: 'none' }
  // `4O` and `l5` were meant as other numbers than the digits in them, and so may `1e3` be.
  if (/\d[oi](?!\p{L})|(?<!\p{L})[oil]\d|\d[ex]\d/u.test(folded)) return { kind: 'unreadable', why: 'no-number' }
  const found = [...folded.matchAll(numeral)]
  if (found.length === 0) return readWords(folded, unit)
  const [first, second] = found
  if (first === undefined || found.length > 2) return { kind: 'unreadable', why: 'several-numbers' }
  const lead = readLead(folded.slice(0, first.index))
  if (lead === undefined) return { kind: 'unreadable', why: 'no-number' }
  if (second !== undefined) {
    const between = folded.slice(first.index + first[0].length, second.index)
    if (!/^ ?[\p{L} ]{0,40}(\/|tren|tren tong so|tren tong) ?$/u.test(between) || lead.sign < 0)
      return { kind: 'unreadable', why: 'several-numbers' }
    const numerator = readNumeral(first[0])
    const denominator = readNumeral(second[0])
    if (numerator === undefined || denominator === undefined) return { kind: 'unreadable', why: 'grouping' }
    if (numerator > largest || denominator > largest) return { kind: 'unreadable', why: 'too-large' }
    return { kind: 'ratio', numerator, denominator, about: lead.about }
  }
  const tail = folded.slice(first.index + first[0].length).trim()
  if (!/^%?[\p{L} /²³()]{0,60}%?$/u.test(tail)) return { kind: 'unreadable', why: 'no-number' }
  const percent = tail.startsWith('%') || /^phan tram\b/.test(tail)
  const value = readNumeral(first[0], percent)
  if (value === undefined) return { kind: 'unreadable', why: 'grouping' }
  const spoken = scaleOf(tail.split(' ')[0])
  const scaled = spoken === 1 ? value : (value * spoken) / scaleInUnit(unit)
  if (scaled > largest) return { kind: 'unreadable', why: 'too-large' }
  return { kind: 'number', value: lead.sign * scaled + 0, percent, about: lead.about }
}

function readWords(folded: string, unit: string): NumberRead {
  const percent = /( %| phan tram)$/.test(folded)
  let about = false
  let rest = folded.replace(/( %| phan tram)$/, '')
  for (const word of ['khoang', 'gan', 'hon']) {
    if (rest.startsWith(`${word} `)) {
      about = true
      rest = rest.slice(word.length + 1)
    }
  }
  const value = numberFromWords(rest)
  if (value === undefined) return { kind: 'unreadable', why: 'no-number' }
  // "năm trăm triệu" where a number of "tỷ đồng" is asked.
  const scaled = /\b(nghin|ngan|trieu)\b/.test(rest) ? value / scaleInUnit(unit) : value
  return { kind: 'number', value: scaled, percent, about }
}

/** What stands before the figure: known words and a sign; undefined when there is anything else ("chưa được 85"). */
function readLead(lead: string): { sign: 1 | -1; about: boolean } | undefined {
  const negative = /(^| )(-|am) ?$/.test(lead)
  let rest = lead.replace(/(-|\bam) ?$/, '').trim()
  let about = false
  while (rest !== '') {
    if (/^[~≈<>]=?$/.test(rest)) return { sign: negative ? -1 : 1, about: true }
    const words = rest.split(' ')
    const two = words.slice(0, 2).join(' ')
    const key = Object.hasOwn(before, two) ? two : words[0]
    if (key === undefined || !Object.hasOwn(before, key)) return undefined
    about ||= before[key] ?? false
    rest = rest.slice(key.length).trim()
  }
  return { sign: negative ? -1 : 1, about }
}

/** One thing that may be chosen. */
export interface Option {
  readonly name: string
  readonly label: string
  readonly keywords: readonly string[]
}

/**
 * Which option a typed text means, by number ("2", "2."), label, keyword, or the beginning of just one label (three
 * letters or more); accents and case do not matter. Text that merely contains a label is not taken: "chưa hoàn
 * thành" is not "hoàn thành". `numbered: false` where a bare number is itself an answer; `begin: false` where the
 * beginning of a label is not enough.
 */
export function readChoice(
  text: string,
  options: readonly Option[],
  numbered = true,
  begin = true,
): string | undefined {
  const typed = tidy(text)
  if (typed === '') return undefined
  const number = /^(?:so |chon |chon so )?(\d{1,2})[.)]?$/.exec(typed)?.[1]
  if (numbered && number !== undefined) return options[Number(number) - 1]?.name
  const exact = options.find((option) => [option.label, ...option.keywords].some((word) => tidy(word) === typed))
  if (exact !== undefined) return exact.name
  const begun = !begin || typed.length < 3 ? [] : options.filter((option) => tidy(option.label).startsWith(typed))
  return begun.length === 1 ? begun[0]?.name : undefined
}

/** A text as a word is looked for: folded, without the punctuation around it and polite endings. */
export const tidy = (text: string): string =>
  foldVietnamese(text)
    .replace(/^["'“”‘’([]+|["'“”‘’)\].,!…]+$/g, '')
    .replace(/( (a|roi|nhe|nha|roi a))+$/, '')
    .trim()

const flowWords: ReadonlySet<string> = new Set([...endWords, ...backWords, ...laterWords, ...skipWords])

/** Whether a text is a word that every Flow knows, such as “/xong”, whatever is being asked. */
export const isFlowWord = (text: string): boolean => flowWords.has(foldVietnamese(text))
