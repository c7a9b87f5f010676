import { latenessOf } from '../../core/lateness.ts'
import { personOf } from '../../core/plan/board.ts'
import { extendedDay } from '../../core/plan/extended-day.ts'
import type { Prepared } from '../../core/reminder/due-messages.ts'
import { isWorkingTime, workingTimeFrom } from '../../core/reminder/working-time.ts'
import { addDays, dateOf, type Instant, instantAt } from '../../core/time.ts'
import { type DayEndLine, dayEnd } from '../../text/vi-receipt.ts'
import { states } from '../../text/vi-report.ts'
import { type DeliveryReader, noticeMatter } from '../delivery/delivery-state.ts'
import type { Office } from '../office.ts'
import type { AnswerRow } from '../ports/answers.ts'
import type { OutboxRow } from '../ports/messages.ts'
import type { Records } from '../ports/store.ts'

/** Whoever has answered once has had the receipt of it; a second message would say nothing new. */
const fewestAnswers = 2

/** The newest revision of each Occurrence's Answer, by the person who gave it, oldest first. */
function byPerson(answers: readonly AnswerRow[]): ReadonlyMap<string, readonly AnswerRow[]> {
  const newest = new Map(answers.map((one) => [one.occurrenceId, one]))
  const people = new Map<string, AnswerRow[]>()
  for (const one of newest.values()) people.set(one.personId, [...(people.get(one.personId) ?? []), one])
  return people
}

/**
 * Writes down what people are told at the end of a day on which they answered several times, once a day each; gives the
 * new rows. Safe to run every minute. Nothing without `dayEndAt` in the Ladder, before it, or outside working time.
 */
export async function writeDayEnds(
  records: Records,
  reader: DeliveryReader,
  office: Office,
  prepared: Prepared,
  now: Instant,
): Promise<readonly OutboxRow[]> {
  const at = prepared.ladder.dayEndAt
  const today = dateOf(now)
  if (at === undefined || now < instantAt(today, at)) return []
  if (!isWorkingTime(prepared.board.hours, prepared.calendar, now)) return []
  const people = [...byPerson(await records.answersSince(instantAt(today)))].filter(
    ([, answers]) => answers.length >= fewestAnswers,
  )
  if (people.length === 0) return []
  const standings = await records.standings()
  const occurrences = new Map((await records.occurrences()).map((one) => [one.id, one]))
  const state = await reader.read(
    records,
    people.map(([id]) => id),
    now,
  )
  const lineOf = (answer: AnswerRow): readonly DayEndLine[] => {
    const occurrence = occurrences.get(answer.occurrenceId)
    if (occurrence === undefined) return []
    const standing = standings.get(occurrence.id)
    const on = dateOf(standing?.answeredAt ?? answer.at)
    return [
      {
        title: occurrence.title,
        state: states[answer.body.state],
        late: latenessOf(office.calendar, occurrence, extendedDay(occurrence, standing), on),
        files: answer.body.evidence.length,
        insteadOf: answer.insteadOf === null ? null : (personOf(office.board, answer.insteadOf)?.name ?? null),
      },
    ]
  }
  const rows: OutboxRow[] = []
  for (const [personId, answers] of people) {
    const account = state.accountFor(personId, noticeMatter())
    const lines = answers.flatMap(lineOf)
    if (!account || lines.length === 0) continue
    const row = await records.addOutbox({
      key: `day-end|${personId}|${today}`,
      kind: 'notice',
      channel: account.channel,
      address: account.address,
      personId,
      reply: { text: dayEnd(lines) },
      createdAt: now,
      about: [],
    })
    if (row) rows.push(row)
  }
  return rows
}

/** When the next such message falls due, if nothing more is answered; undefined where nobody has answered enough. */
export async function nextDayEnd(records: Records, prepared: Prepared, after: Instant): Promise<Instant | undefined> {
  const at = prepared.ladder.dayEndAt
  const today = dateOf(after)
  if (at === undefined) return undefined
  const moment = workingTimeFrom(prepared.board.hours, prepared.calendar, instantAt(today, at))
  if (moment === undefined || moment <= after || moment >= instantAt(addDays(today, 1))) return undefined
  const people = byPerson(await records.answersSince(instantAt(today)))
  return [...people.values()].some((answers) => answers.length >= fewestAnswers) ? moment : undefined
}
