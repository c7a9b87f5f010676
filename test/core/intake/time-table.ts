import { canonicalWord } from '../../../src/core/intake/spelling.ts'
import type { TimeContext } from '../../../src/core/intake/time-phrase.ts'

/** A piece of a cleaned sentence. */
export interface Mark {
  readonly start: number
  readonly end: number
}

/** A sentence of the table as the reader of phrases gets it, and where its marked phrases lie. */
export interface Marked {
  readonly clean: string
  readonly marked: readonly Mark[]
}

/** NFC, lower case, one spelling, single blanks, one kind of dash: what `readSource` does to a line. */
export function cleanLine(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[–—]/g, '-')
    .replace(/[“”]/g, '"')
    .replace(/\p{L}+/gu, canonicalWord)
    .replace(/[^\S\n]+/g, ' ')
    .trim()
}

/** Takes the marks ⟦ ⟧ out of a sentence. */
export function cleanOf(sentence: string): Marked {
  const marked: Mark[] = []
  let clean = ''
  for (const piece of cleanLine(sentence).split(/(⟦[^⟧]*⟧)/)) {
    const start = clean.length
    clean += piece.replace(/[⟦⟧]/g, '')
    if (piece.startsWith('⟦')) marked.push({ start, end: clean.length })
  }
  return { clean, marked }
}

const date = (text: string): string => text.split('/').reverse().join('-')

/**
 * The plan of a row: `2023`, `2021-2025`, `2022-11-01..2023-03-31` for its period, `NH 2023-2024` for a school year,
 * `-` for none; `@10/02/2023` behind it is the day of the document.
 */
export function contextOf(plan: string): TimeContext {
  const [said = '', issued] = plan.split('@').map((part) => part.trim())
  const issuedOn = issued === undefined ? null : date(issued)
  const school = /^NH (\d{4})-(\d{4})$/.exec(said)
  const days = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(said)
  const years = /^(\d{4})(?:-(\d{4}))?$/.exec(said)
  const [, from = '', to = from] = school ?? days ?? years ?? []
  if (school !== null) {
    const period = { from: `${from}-08-01`, to: `${to}-07-31` }
    return { period, issuedOn, schoolYear: { from: Number(from), to: Number(to) } }
  }
  if (days !== null) return { period: { from, to }, issuedOn, schoolYear: null }
  const period = years === null ? null : { from: `${from}-01-01`, to: `${to}-12-31` }
  return { period, issuedOn, schoolYear: null }
}
