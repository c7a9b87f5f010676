import { personOf } from '../../core/plan/board.ts'
import type { Occurrence } from '../../core/plan/occurrence.ts'
import { extensionOf, type Standings } from '../../core/reminder/prepare-agenda.ts'
import { shortDate } from '../../core/time.ts'
import { dueText } from '../../text/vi-deadline.ts'
import { shortTitle } from '../../text/vi-reminder.ts'
import * as words from '../../text/vi-work.ts'
import type { Talk } from '../conversation/talk.ts'
import type { SessionRow } from '../ports/answers.ts'

/** Characters of a remark on the list; the whole of it was told when it was made. */
const remarkShown = 120

/** What the person has begun to write and not saved, whether it stands or was left for later. */
export async function begunBy({ records, person }: Talk): Promise<readonly SessionRow[]> {
  const active = await records.activeSession(person.id)
  const all = [...(active ? [active] : []), ...(await records.parkedSessions(person.id))]
  return all.filter(({ state }) => state.halfWritten)
}

/** What a conversation is called beside others: what it does and what it is about. */
export function draftName({ state: { facts, flow } }: Pick<SessionRow, 'state'>): string {
  const title = typeof facts.title === 'string' ? facts.title : ''
  const name = words.flowNames[flow]
  return name === undefined ? title || words.otherDraft : words.draftLine(name, title)
}

/** Who of the Units' other people has begun an Answer, by Occurrence id. */
async function colleaguesAt({ records, office, person }: Talk, open: readonly Occurrence[]) {
  const units = new Set(open.map(({ unitId }) => unitId))
  const people = office.board.people.filter(({ id, unitId }) => id !== person.id && units.has(unitId))
  if (people.length === 0) return new Map<string, string>()
  const sessions = await records.openSessionsOf(people.map(({ id }) => id))
  return new Map(
    sessions.flatMap(({ occurrenceId, personId, state }) =>
      occurrenceId === null || !state.halfWritten
        ? []
        : [[occurrenceId, personOf(office.board, personId)?.name ?? personId] as const],
    ),
  )
}

/**
 * How the person stands with each open matter, each a few words: half written (by whom), late day asked for or granted,
 * sent back with a remark. By Occurrence id; one of which there is nothing to say is not in it.
 */
export async function notesFor(
  talk: Talk,
  open: readonly Occurrence[],
  standings: Standings,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { records, office, prepared } = talk
  const notes = new Map<string, string[]>()
  const add = (id: string, note: string): void => {
    notes.set(id, [...(notes.get(id) ?? []), note])
  }
  if (open.length === 0) return notes
  const own = new Set((await begunBy(talk)).flatMap(({ occurrenceId }) => occurrenceId ?? []))
  const colleagues = await colleaguesAt(talk, open)
  const asked = new Map((await records.extensionsAsked()).map((row) => [row.occurrenceId, row]))
  const reopened = open.filter(({ id }) => (standings.get(id)?.answeredAt ?? null) !== null)
  const verdicts = reopened.length === 0 ? undefined : await records.verdicts()
  const answers = await records.newestAnswersTo(reopened.map(({ id }) => id))
  for (const occurrence of open) {
    const { id } = occurrence
    const verdict = verdicts?.get(answers.find((one) => one.occurrenceId === id)?.id ?? -1)
    if (verdict?.verdict === 'returned')
      add(id, words.returnedFact(verdict.remark === null ? null : shortTitle(verdict.remark, remarkShown)))
    const to = extensionOf(prepared, standings.get(id))
    if (to !== null) {
      const first = prepared.occurrences.get(id) ?? occurrence
      const fact = to > first.due ? words.extendedFact : words.forwardFact
      add(id, fact(dueText(first.due, first.precision)))
    }
    const wish = asked.get(id)
    if (wish) {
      const by = wish.askedBy === talk.person.id ? null : (personOf(office.board, wish.askedBy ?? '')?.name ?? null)
      add(id, words.askedFact(shortDate(wish.extendedTo), by))
    }
    const colleague = colleagues.get(id)
    if (own.has(id)) add(id, words.writingFact)
    else if (colleague !== undefined) add(id, words.colleagueFact(colleague))
  }
  return notes
}
