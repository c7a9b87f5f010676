import { latenessOf } from '../../core/lateness.ts'
import { personOf } from '../../core/plan/board.ts'
import { extendedDay } from '../../core/plan/extended-day.ts'
import type { Occurrence, Standing } from '../../core/plan/occurrence.ts'
import { dateOf } from '../../core/time.ts'
import * as words from '../../text/vi-receipt.ts'
import { seesUnit } from '../people/standing-in.ts'
import type { AnswerRow } from '../ports/answers.ts'
import type { Talk } from './talk.ts'

/**
 * What the receipt of an Answer says beyond that it was kept: how late it is, since when it stands as before, and which
 * of its files were handed in before, by whom. A correction of what was in time is not called late.
 */
export async function receiptRemarks(
  talk: Talk,
  occurrence: Occurrence,
  answer: AnswerRow,
  before: Standing | undefined,
): Promise<readonly string[]> {
  const { office, records, now } = talk
  const remarks: string[] = []
  const first = before?.answeredAt ?? now
  const late = latenessOf(office.calendar, occurrence, extendedDay(occurrence, before), dateOf(first))
  if (late !== null) remarks.push(words.lateReceipt(late))
  if (answer.body.carried !== undefined) remarks.push(words.carriedReceipt(answer.body.carried.from))
  const { evidence } = answer.body
  if (evidence.length === 0) return remarks
  const known = await records.handedInBefore(
    evidence.map(({ sha256 }) => sha256),
    occurrence.id,
  )
  for (const file of evidence) {
    const one = known.find(({ sha256 }) => sha256 === file.sha256)
    if (one === undefined) continue
    const matter = await records.occurrence(one.occurrenceId)
    const by = personOf(office.board, one.personId)?.name ?? one.personId
    const title = matter !== undefined && seesUnit(talk, matter.unitId) ? matter.title : null
    remarks.push(words.duplicateFile(file.name, by, dateOf(one.at), title))
  }
  return remarks
}
