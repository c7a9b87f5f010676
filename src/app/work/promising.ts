import { addWorkingDays, UnknownYear } from '../../core/calendar.ts'
import { peopleOf } from '../../core/plan/board.ts'
import type { Occurrence } from '../../core/plan/occurrence.ts'
import { asItStands, isOpen } from '../../core/reminder/prepare-agenda.ts'
import { mostPromises, refusePromise } from '../../core/reminder/promise.ts'
import { dateOf, isLocalDate, type LocalDate } from '../../core/time.ts'
import * as vi from '../../text/vi.ts'
import { dueText } from '../../text/vi-deadline.ts'
import * as words from '../../text/vi-promise.ts'
import { openFlow } from '../conversation/answering.ts'
import type { Feature } from '../conversation/feature.ts'
import { type Refuse, refusal } from '../conversation/refusal.ts'
import { type Apply, type Notice, type Spoken, say, type Talk } from '../conversation/talk.ts'
import { answersFor } from '../people/standing-in.ts'
import { standingsWithReports } from '../reports/report-standing.ts'

/** Working days that are offered at once. */
const daysOffered = 3

interface LateMatter {
  readonly occurrence: Occurrence
  readonly before: readonly LocalDate[]
}

/** The late work with what was promised for it; what to say where no day can be promised. */
async function lateMatter(talk: Talk, occurrenceId: string): Promise<LateMatter | string> {
  const found = await talk.records.occurrence(occurrenceId)
  if (!found || !answersFor(talk, found.unitId)) return vi.noSuchMatter
  const standings = await standingsWithReports(talk.records)
  if (!isOpen(standings, found)) return vi.matterClosed
  const before = (await talk.records.promisesOf(found.id)).map(({ promisedOn }) => promisedOn)
  return { occurrence: asItStands(talk.prepared, found, standings), before }
}

function nextWorkingDays({ prepared, now }: Talk, after: readonly LocalDate[]): readonly LocalDate[] {
  const today = dateOf(now)
  const days: LocalDate[] = []
  try {
    for (let count = 1; days.length < daysOffered; count += 1) {
      const day = addWorkingDays(prepared.calendar, today, count)
      if (!after.some((one) => day <= one)) days.push(day)
    }
  } catch (error) {
    if (!(error instanceof UnknownYear)) throw error
  }
  return days
}

/** Two of a Unit who promise at the same moment do not both give the last day that may be promised. */
const countAlone = ({ records }: Talk, occurrenceId: string): Promise<void> =>
  records.serialise([`promise|${occurrenceId}`])

/** `promise:<occurrence>`, and with `:<day>` or `:other` behind it once a day was chosen. */
async function pressPromise(talk: Talk, rest: string): Promise<Spoken> {
  const colon = rest.lastIndexOf(':')
  const chosen = colon < 0 ? undefined : rest.slice(colon + 1)
  const occurrenceId = colon < 0 ? rest : rest.slice(0, colon)
  if (chosen !== undefined && chosen !== 'other') await countAlone(talk, occurrenceId)
  const matter = await lateMatter(talk, occurrenceId)
  if (typeof matter === 'string') return say(matter)
  const { occurrence, before } = matter
  const due = dueText(occurrence.due, occurrence.precision)
  if (chosen === 'other')
    return openFlow(talk, 'hen-xong', null, { occurrenceId: occurrence.id, title: occurrence.title, due })
  if (chosen !== undefined) return isLocalDate(chosen) ? keepPromise(talk, matter, chosen, say) : say(vi.staleButton)
  // Whether a day can be promised at all does not depend on which.
  const days = nextWorkingDays(talk, before)
  const refused = refusePromise(occurrence, before, days[0] ?? dateOf(talk.now), dateOf(talk.now))
  if (refused !== undefined) return say(words.refusals[refused])
  return say(words.askDay(occurrence.title, due), {
    choices: [
      ...days.map((day) => ({ label: words.dayLabel(day), value: `promise:${occurrence.id}:${day}` })),
      { label: words.otherDay, value: `promise:${occurrence.id}:other` },
    ],
  })
}

async function keepPromise(
  talk: Talk,
  { occurrence, before }: LateMatter,
  day: LocalDate,
  refuse: Refuse,
): Promise<Spoken> {
  const refused = refusePromise(occurrence, before, day, dateOf(talk.now))
  if (refused !== undefined) {
    const again = { label: words.otherDay, value: `promise:${occurrence.id}:other` }
    const mayTryAgain = refused !== 'not-late' && refused !== 'too-many'
    return mayTryAgain ? say(words.refusals[refused], { choices: [again] }) : refuse(words.refusals[refused])
  }
  await talk.records.addPromise({ occurrenceId: occurrence.id, personId: talk.person.id, promisedOn: day }, talk.now)
  await talk.records.audit({
    at: talk.now,
    actor: talk.person.id,
    action: 'promise.given',
    subject: occurrence.id,
    detail: { promisedOn: day, count: before.length + 1 },
  })
  const last = before.length + 1 >= mostPromises
  return {
    ...say(words.promised(occurrence.title, day, last), {
      choices: [
        { label: words.answerNow, value: `open:${occurrence.id}` },
        ...(last ? [] : [{ label: words.changeDay, value: `promise:${occurrence.id}` }]),
      ],
    }),
    notices: tellUnit(talk, occurrence, day),
  }
}

/** The Unit's head and focal person know of each other's word. */
function tellUnit(talk: Talk, { id, unitId, title }: Occurrence, day: LocalDate): readonly Notice[] {
  const { board } = talk.office
  const people = new Set([...peopleOf(board, unitId, 'head'), ...peopleOf(board, unitId, 'focal')])
  return [...people]
    .filter((person) => person.id !== talk.person.id)
    .map((person) => ({
      personId: person.id,
      key: `promise|${id}|${day}|${person.id}`,
      reply: { text: words.promisedNotice(talk.person.name, title, day) },
    }))
}

/** What flows/hen-xong.yaml saves. */
const savePromise: Apply = async (talk, session, { values }) => {
  const occurrenceId = String(session.state.facts.occurrenceId ?? '')
  await countAlone(talk, occurrenceId)
  const matter = await lateMatter(talk, occurrenceId)
  const day = String(values.day ?? '')
  const refuse = refusal(talk, session)
  if (typeof matter === 'string') return refuse(matter)
  return isLocalDate(day) ? keepPromise(talk, matter, day, refuse) : refuse(vi.failedToHandle)
}

/** A head or focal person promises a day for late work; until then it is not taken to the leaders. */
export const promising: Feature = {
  buttons: { promise: pressPromise },
  effects: { promise: savePromise },
}
