import { foldVietnamese } from '../../core/fold.ts'
import { adminsOf, leadersOf, type Person, peopleOf, unitOf } from '../../core/plan/board.ts'
import * as words from '../../text/vi-concern.ts'
import { shortTitle } from '../../text/vi-reminder.ts'
import type { Notice, Talk } from '../conversation/talk.ts'
import type { ConcernRow } from '../ports/concerns.ts'
import type { FilledForm } from '../ports/filled-forms.ts'
import type { Records } from '../ports/store.ts'
import { isAssessment } from '../reports/assessable-reports.ts'

/** Characters of a text in a leader's notice; the whole of it is kept. */
const noticeText = 1200

/**
 * Leaders learn of what was raised with their button (`concern:<kind>:<id>`); the office's head too when it is meant for
 * the office. `title`: the piece of work it belongs to.
 */
export function tellRaised(
  talk: Talk,
  row: ConcernRow,
  title: string | null,
  { toOffice, anew = false }: { readonly toOffice: boolean; readonly anew?: boolean },
): readonly Notice[] {
  const { board } = talk.office
  const text = words.raisedNotice({
    kind: row.kind,
    unit: unitOf(board, row.unitId)?.name ?? row.unitId,
    by: talk.person.name,
    title,
    what: shortTitle(row.what, noticeText),
    addressee: row.addressee,
    files: row.evidence.length,
    anew,
  })
  const leaders = leadersOf(board).length > 0 ? leadersOf(board) : adminsOf(board)
  const offices = toOffice ? board.units.filter((unit) => unit.kind === 'office') : []
  const heads = offices.flatMap(({ id }) => peopleOf(board, id, 'head'))
  const others = [...new Set(heads)].filter((one) => !leaders.includes(one))
  const notice = ({ id }: Person, decides: boolean): Notice => ({
    personId: id,
    key: `concern|${row.kind}|${row.id}|${id}`,
    reply: {
      text,
      files: row.evidence,
      ...(decides ? { choices: [{ label: words.closeLabel, value: `concern:${row.kind}:${row.id}` }] } : {}),
    },
  })
  return [...leaders.map((one) => notice(one, true)), ...others.map((one) => notice(one, false))].filter(
    ({ personId }) => personId !== talk.person.id,
  )
}

const textOf = (form: FilledForm, name: string): string => {
  const value = form.body[name]
  return typeof value === 'string' ? value.trim() : ''
}

/** The same words, however they are spaced and ended. */
const wordsIn = (text: string): string =>
  text
    .normalize('NFC')
    .toLocaleLowerCase('vi')
    .replace(/[\s.;,]+/gu, ' ')
    .trim()

/** Those of these that came from a Unit's assessment of a report, closed or not. */
async function raisedFrom(
  records: Pick<Records, 'formRevisions'>,
  rows: readonly ConcernRow[],
  form: FilledForm,
): Promise<readonly ConcernRow[]> {
  const said = new Set((await records.formRevisions(form.series)).map((one) => wordsIn(textOf(one, 'recommendation'))))
  return rows.filter(
    (one) =>
      one.kind === 'recommendation' &&
      one.occurrenceId === form.occurrenceId &&
      one.unitId === form.unitId &&
      said.has(wordsIn(one.what)),
  )
}

/**
 * Raises the recommendation of a Unit's assessment to the leaders, as one raised by itself: once for the same words, as
 * often as the form is saved. One that a later revision has changed or taken out waits no more. Gives what leaders are
 * told, and whether something was raised.
 */
export async function raiseRecommendation(
  talk: Talk,
  form: FilledForm,
  title: string,
): Promise<{ readonly notices: readonly Notice[]; readonly isRaised: boolean }> {
  const { records, now, person } = talk
  const what = textOf(form, 'recommendation')
  const earlier = await raisedFrom(records, await records.concernsRaised(0, now + 1), form)
  const isSame = (one: ConcernRow): boolean => wordsIn(one.what) === wordsIn(what)
  const left = earlier.filter((one) => one.closedAt === null && !isSame(one))
  for (const one of left) {
    await records.closeConcern(one.kind, one.id, null, person.id, now)
    await records.audit({
      at: now,
      actor: person.id,
      action: 'concern.withdrawn',
      subject: form.occurrenceId ?? form.unitId,
      detail: { kind: one.kind, concern: one.id, form: form.series, revision: form.revision },
    })
  }
  const before = earlier.filter(isSame)
  if (what === '' || before.some((one) => !isTakenBack(one))) return { notices: [], isRaised: false }
  const addressee = textOf(form, 'addressee') || null
  const row = await records.addConcern(
    {
      kind: 'recommendation',
      what,
      unitId: form.unitId,
      personId: person.id,
      occurrenceId: form.occurrenceId,
      addressee,
      evidence: [],
    },
    now,
  )
  await records.audit({
    at: now,
    actor: person.id,
    action: 'concern.raised',
    subject: form.occurrenceId ?? form.unitId,
    detail: { kind: row.kind, concern: row.id, characters: what.length, evidence: 0, form: form.series },
  })
  const toOffice = addressee !== null && foldVietnamese(addressee) === foldVietnamese(words.addressees.office ?? '')
  // Also of words that were taken back and are said again: the button of the first notice says that they were.
  return { notices: tellRaised(talk, row, title, { toOffice, anew: left.length > 0 }), isRaised: true }
}

/** Closed by the Unit itself, which said it no more. */
export const isTakenBack = ({ closedAt, instruction }: ConcernRow): boolean => closedAt !== null && instruction === null

/**
 * Which of these stand in an assessment already (in whatever revision): a report names them there, and no second time among
 * what was raised by itself.
 */
export async function raisedInAssessments(
  records: Pick<Records, 'formRevisions' | 'formsAbout'>,
  rows: readonly ConcernRow[],
  isReport: (occurrenceId: string) => boolean,
): Promise<ReadonlySet<ConcernRow>> {
  const found = new Set<ConcernRow>()
  const about = rows.filter((one) => one.occurrenceId !== null && isReport(one.occurrenceId))
  for (const reportId of new Set(about.flatMap(({ occurrenceId }) => occurrenceId ?? []))) {
    for (const form of (await records.formsAbout(reportId)).filter(isAssessment))
      for (const one of await raisedFrom(records, about, form)) found.add(one)
  }
  return found
}
