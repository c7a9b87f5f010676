import { tellsAct } from './act-words.ts'
import { receiversOf } from './find-units.ts'
import type { Piece } from './sentence.ts'
import type { SourceText } from './source-text.ts'
import { subjectOf } from './subject-of.ts'

/** A report that those who receive one owe in their turn. */
export interface SecondLevel {
  /** Who receives the first report. */
  readonly first: readonly string[]
  /** Who owes the second: who is named as doing it ("để Văn phòng tổng hợp …"), else who receives the first. */
  readonly owes: readonly string[]
  /** Who receives the second. */
  readonly then: readonly string[]
  /** Where in `clean` the words about the second begin. */
  readonly split: number
}

/** Where the words begin that say what those who receive a report do with it. */
const passedOn =
  /(?:để|làm cơ sở|phục vụ|nhằm)[^.;]{0,80}?(?:tổng hợp|báo cáo|trình)|(?<=[\p{L})\d] |, )tổng hợp(?: chung)?(?:,| và|)? (?:báo cáo|trình) (?!kết quả|tình hình|tổng)/u

/**
 * "… báo cáo về Ban để tổng hợp báo cáo cho Ban Chỉ đạo …": the second report is the Board's own.
 *
 * @param within the clause of the first report, where `around` is the whole sentence.
 */
export function secondLevel(text: SourceText, around: Piece, within: Piece = around): SecondLevel | undefined {
  const purpose = passedOn.exec(text.clean.slice(around.start, around.end))
  if (purpose === null) return undefined
  const split = around.start + purpose.index
  // Words of another clause speak of this one only when it has no purpose of its own to tell of.
  const elsewhere = around.start !== within.start || around.end !== within.end
  if (
    elsewhere &&
    (split < within.end || purpose[0].startsWith('tổng hợp') || tellsAct(text.clean.slice(within.end, split)))
  )
    return undefined
  const first = receiversOf(text, within.start, Math.min(split, within.end)).map((unit) => unit.name)
  const then = receiversOf(text, split, around.end).map((unit) => unit.name)
  if (first.length === 0 || then.length === 0) return undefined
  const lead = /^(?:để|làm cơ sở|phục vụ|nhằm) /u.exec(text.clean.slice(split, split + 12))?.[0] ?? ''
  const named = subjectOf(text, split + lead.length, around.end, { start: split, end: split })
  return { first, owes: named.length > 0 ? named.map((unit) => unit.name) : first, then, split }
}
