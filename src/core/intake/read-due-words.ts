import { foldVietnamese } from '../fold.ts'
import type { DueRule } from '../plan/plan.ts'
import type { LocalDate } from '../time.ts'
import { findTimePhrases } from './find-time-phrases.ts'
import type { Doubt } from './plan-draft.ts'
import { canonicalWord } from './spelling.ts'
import { restoreAccents } from './time/accents.ts'
import type { TimeContext, TimePhrase } from './time-phrase.ts'

/** A due date as somebody typed it. */
export interface DueWords {
  /** `phrase` inside is the text as typed. */
  readonly rule: DueRule
  readonly from: LocalDate | null
  readonly due: LocalDate | null
  readonly doubts: readonly Doubt[]
}

/** A due date is a few words; a longer text is something else. */
const longest = 200

/** Words beside a date that say nothing of it. */
const beside: ReadonlySet<string> = new Set(
  'han thoi gian la den hoan thanh xong nhe a vao doi sang chuyen cho thuc hien lai di luc ngay nop gui bao cao da vang'.split(
    ' ',
  ),
)

const isBeside = (text: string): boolean =>
  foldVietnamese(text)
    .split(/[^a-z0-9]+/)
    .every((word) => word === '' || beside.has(word))

function spelled(text: string): string {
  const tidy = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[“”„]/g, '"')
    .replace(/\s+/g, ' ')
    .trim()
  return restoreAccents(tidy.replace(/\p{L}+/gu, canonicalWord))
}

/** The one phrase of a typed text that has nothing but fillers beside it. */
function onlyPhrase(text: string, context: TimeContext): TimePhrase | undefined {
  const { phrases, problems } = findTimePhrases(text, context)
  const [first, second] = phrases
  if (problems.length > 0 || first === undefined || second !== undefined) return undefined
  return isBeside(text.slice(0, first.start)) && isBeside(text.slice(first.end)) ? first : undefined
}

/**
 * Reads a due date as an admin types it in chat, with or without accents, in any form of Unicode: "10/5", "hết quý 2",
 * "truoc 30/10/2023", "hang thang ngay 15". A bare day is the last day in time. A year that is not typed comes from
 * `context`. undefined when the words are no time, more than one, an impossible one, or say something besides.
 */
export function readDueWords(text: string, context: TimeContext): DueWords | undefined {
  const typed = text.normalize('NFC').trim()
  if (typed === '' || typed.length > longest) return undefined
  const clean = spelled(typed)
  // A person who answers "10/5" means a day, whatever stands around it in a document.
  const found = onlyPhrase(clean, context) ?? onlyPhrase(clean.replace(/\d/, 'ngày $&'), context)
  if (found === undefined) return undefined
  const { rule, from, due, doubts } = found
  const lastDay: DueRule = found.form === 'day' && rule.kind === 'on' ? { ...rule, kind: 'by' } : rule
  return { rule: { ...lastDay, phrase: typed }, from, due, doubts }
}
