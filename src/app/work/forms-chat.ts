import type { Facts } from '../../core/flow/session.ts'
import { isRecord } from '../../core/flow/value.ts'
import { personOf, type Role, unitOf } from '../../core/plan/board.ts'
import type { Occurrence } from '../../core/plan/occurrence.ts'
import type { Choice, FileRef } from '../../core/reply.ts'
import { filledBy } from '../../core/report/filled.ts'
import { answerOfForm } from '../../core/report/form-answer.ts'
import { votesOf } from '../../core/report/form-document.ts'
import { formDocuments } from '../../core/report/form-documents.ts'
import { dateOf, yearOf } from '../../core/time.ts'
import * as vi from '../../text/vi.ts'
import { assessmentLabel } from '../../text/vi-assessment.ts'
import { commandTexts } from '../../text/vi-commands.ts'
import * as words from '../../text/vi-forms.ts'
import { matterLabel } from '../../text/vi-reminder.ts'
import { parseAnswer } from '../conversation/answer-body.ts'
import { isLocked, keepAnswer, openFlow, openMatter } from '../conversation/answering.ts'
import type { Feature, Press } from '../conversation/feature.ts'
import { refusal } from '../conversation/refusal.ts'
import { type Apply, type Spoken, say, type Talk, type Wanted } from '../conversation/talk.ts'
import { answersFor, seesUnit } from '../people/standing-in.ts'
import type { FilledForm } from '../ports/filled-forms.ts'
import { isAssessment, isLockedReport } from '../reports/assessable-reports.ts'
import { isFiledBeside } from '../reports/filed-beside.ts'
import { assessmentsWanted, openAssessment } from './assessing.ts'
import { formAlone, formBody } from './form-body.ts'
import { formsFor, isPersonal, namedBy, writtenAtOnce } from './form-kinds.ts'
import { choicesOf } from './work-list.ts'
import { begunBy } from './work-notes.ts'

/** So many earlier forms are listed, and so many are looked through for the figures of the period before. */
const listed = 8
const looked = 200

/** The forms that may be filled in now, and those that were begun. */
async function forms(talk: Talk): Promise<Spoken> {
  const kinds = formsFor(talk)
  const begun = (await begunBy(talk)).filter((one) => one.occurrenceId === null && kinds.includes(one.state.flow))
  const choices: Choice[] = [
    ...begun
      .toSorted((a, b) => b.updatedAt - a.updatedAt)
      .slice(0, 2)
      .map((one) => ({ label: words.goOnLabel(words.formLabel(one.state.flow)), value: `resume:${one.id}` })),
    ...kinds.map((flow) => ({ label: words.formLabel(flow), value: `form:new:${flow}` })),
    ...((await assessmentsWanted(talk)).length === 0 ? [] : [{ label: assessmentLabel, value: 'assess:' }]),
  ]
  if (choices.length === 0) return say(words.noForms)
  return say(words.chooseForm, { choices: [...choices, { label: words.earlierLabel, value: 'form:earlier' }] })
}

/** What a form about no Occurrence is told; `series` is the form that is being corrected. */
async function factsOf(talk: Talk, flow: string, unitId: string, series: number | null): Promise<Facts> {
  const { board } = talk.office
  const kept = await talk.records.formsOf([unitId], looked)
  const before = kept.find((one) => one.flow === flow && (series === null || one.series < series))
  const registered = (
    await talk.records.formsOf(
      board.units.map(({ id }) => id),
      looked,
    )
  ).filter((one) => one.flow === 'dang-ky-mo-hinh')
  const names = registered.slice(0, 10).map((one) => `${one.body.name ?? ''} (${unitName(talk, one.unitId)})`)
  return {
    title: '',
    due: '',
    unitId,
    unitName: unitName(talk, unitId),
    personName: talk.person.name,
    year: String(yearOf(dateOf(talk.now))),
    registered: names.join('; '),
    previous: before !== undefined && isRecord(before.body.figures) ? before.body.figures : null,
    ...(series === null ? {} : { series }),
  }
}

const unitName = (talk: Talk, unitId: string): string => unitOf(talk.office.board, unitId)?.name ?? unitId

async function fillIn(talk: Talk, flow: string): Promise<Spoken> {
  if (!formsFor(talk).includes(flow)) return say(vi.noSuchMatter)
  return openFlow(talk, flow, null, await factsOf(talk, flow, talk.person.unitId, null))
}

async function earlier(talk: Talk): Promise<Spoken> {
  const units = talk.office.board.units.map(({ id }) => id).filter((id) => seesUnit(talk, id))
  const kept = (await talk.records.formsOf(units, looked)).filter((one) => mayRead(talk, one)).slice(0, listed)
  if (kept.length === 0) return say(words.noEarlier)
  const lines = kept.map(
    (one, index) =>
      `${index + 1}. ${words.earlierLine(one.title, unitName(talk, one.unitId), dateOf(one.at), one.revision)}`,
  )
  return say([words.earlierHead, ...lines].join('\n'), {
    choices: kept.map((one) => ({ label: matterLabel(one.title), value: `form:see:${one.series}` })),
  })
}

const leads: readonly Role[] = ['head', 'leader', 'admin']

/** Whose Unit it is; what speaks of one person is for that person and for those who lead. */
const mayRead = (talk: Talk, form: FilledForm): boolean =>
  seesUnit(talk, form.unitId) &&
  (!isPersonal(form) || form.personId === talk.person.id || talk.person.roles.some((role) => leads.includes(role)))

const mayCorrect = (talk: Talk, form: FilledForm): boolean =>
  answersFor(talk, form.unitId) && (!isPersonal(form) || form.personId === talk.person.id)

const formOf = async (talk: Talk, series: string): Promise<FilledForm | undefined> => {
  const form = /^\d{1,15}$/.test(series) ? await talk.records.form(Number(series)) : undefined
  return form !== undefined && mayRead(talk, form) ? form : undefined
}

async function see(talk: Talk, series: string): Promise<Spoken> {
  const form = await formOf(talk, series)
  if (!form) return say(words.noSuchForm)
  const by = personOf(talk.office.board, form.personId)?.name ?? form.personId
  const files = form.files.length > 0 ? form.files : await writeDown(talk, form)
  return say(words.formSeen(form.title, unitName(talk, form.unitId), by, dateOf(form.at), form.revision), {
    files,
    choices: mayCorrect(talk, form) ? [{ label: words.correctLabel, value: `form:fix:${form.series}` }] : [],
  })
}

async function correct(talk: Talk, series: string): Promise<Spoken> {
  const form = await formOf(talk, series)
  if (!form || !mayCorrect(talk, form)) return say(words.noSuchForm)
  if (form.occurrenceId !== null && isAssessment(form)) return openAssessment(talk, form.unitId, form.occurrenceId)
  if (form.occurrenceId !== null) return openMatter(talk, form.occurrenceId, false)
  return openFlow(talk, form.flow, null, await factsOf(talk, form.flow, form.unitId, form.series), form.body)
}

const press: Press = async (talk, rest) => {
  const [verb = '', ...more] = rest.split(':')
  const about = more.join(':')
  if (verb === 'new') return fillIn(talk, about)
  if (verb === 'earlier') return earlier(talk)
  if (verb === 'see') return see(talk, about)
  if (verb === 'fix') return correct(talk, about)
  return say(vi.staleButton)
}

type Unwritten = Pick<FilledForm, 'flow' | 'unitId' | 'personId' | 'title' | 'at' | 'body' | 'revision'>

/** Writes a form's documents and keeps them among the files. */
async function writeDown(talk: Talk, form: Unwritten): Promise<readonly FileRef[]> {
  const { board, flows } = talk.office
  const flow = flows.get(form.flow)
  const unit = unitOf(board, form.unitId)
  if (!flow || !unit) return []
  const personName = personOf(board, form.personId)?.name ?? form.personId
  const filled = filledBy(flow, form.body)
  const on = dateOf(form.at)
  const input = { flow: form.flow, board, unit, personName, on, title: form.title, filled }
  const files: FileRef[] = []
  for (const { name, document } of formDocuments(flow, input, form.revision))
    files.push(await talk.keepDocument(name, document))
  return files
}

/** Keeps a filled form, its documents and, when an Occurrence asked for it, the Answer. */
const saveForm: Apply = async (talk, session, effect) => {
  const { records, person, now, office } = talk
  const { facts, flow: flowId } = session.state
  const flow = office.flows.get(flowId)
  const occurrence = session.occurrenceId === null ? undefined : await records.occurrence(session.occurrenceId)
  const unitId = occurrence?.unitId ?? (typeof facts.unitId === 'string' ? facts.unitId : person.unitId)
  const refuse = refusal(talk, session)
  if (!flow || (session.occurrenceId !== null && !occurrence) || !answersFor(talk, unitId))
    return refuse(vi.noSuchMatter)
  const read = formBody.safeParse(effect.values)
  if (!read.success) return refuse(vi.failedToHandle)
  // Two who fill in the same form at once give two revisions of one.
  if (occurrence) await records.serialise([formAlone(occurrence.id, unitId)])
  const before = occurrence
    ? await records.formFor(occurrence.id)
    : typeof facts.series === 'number'
      ? await records.form(facts.series)
      : undefined
  if (before !== undefined && !mayCorrect(talk, before)) return refuse(words.noSuchForm)
  const filled = filledBy(flow, read.data)
  const votes = filled.figures('votes').some((one) => one.value !== null) ? votesOf(filled) : ''
  const answer = answerOfForm(flowId, read.data, filled, votes)
  // Neither is kept without the other.
  if (occurrence !== undefined && parseAnswer(answer) === undefined) return refuse(vi.failedToHandle)
  const about = filled.text(namedBy[flowId] ?? '')
  const form = {
    series: before?.series ?? null,
    revision: (before?.revision ?? 0) + 1,
    flow: flowId,
    unitId,
    personId: person.id,
    occurrenceId: occurrence?.id ?? null,
    title: words.formTitle(flowId, about === '' && occurrence ? occurrence.title : about),
    at: now,
    body: read.data,
  }
  const files = writtenAtOnce.has(flowId) ? await writeDown(talk, form) : []
  const kept = await records.addForm({ ...form, files })
  await records.audit({
    at: now,
    actor: person.id,
    action: 'form.saved',
    subject: `form:${kept.series}`,
    detail: {
      flow: flowId,
      unit: unitId,
      revision: kept.revision,
      hash: kept.hash,
      files: files.length,
      occurrence: kept.occurrenceId,
    },
  })
  const told = [
    ...(kept.revision > 1 && !occurrence ? [words.revisionKept(kept.revision)] : []),
    ...(files.length > 0 ? [words.filesMade(files.length)] : []),
  ]
  const receipt = told.length === 0 ? [] : [{ text: told.join('\n'), ...(files.length > 0 ? { files } : {}) }]
  if (!occurrence) return { replies: receipt, ...(isFiledBeside(flowId) ? { compile: await openDrafts(talk) } : {}) }
  const answered = await keepAnswer(talk, occurrence, answer, refuse)
  return { ...answered, replies: [...receipt, ...answered.replies] }
}

/** Every draft is looked at anew; one in which nothing is another stays. */
const openDrafts = async ({ records }: Talk): Promise<readonly Wanted[]> =>
  (await records.reports())
    .filter((row) => !isLockedReport(row))
    .map(({ occurrenceId }) => ({ occurrenceId, tell: null }))

/** Answers and forms of the person's Unit that can still be corrected, newest first. */
async function corrections(talk: Talk): Promise<Spoken> {
  const { records } = talk
  const standings = await records.standings()
  const answered = (await records.occurrences())
    .filter((one) => answersFor(talk, one.unitId) && one.stage !== 'report')
    .filter((one) => standings.get(one.id)?.status === 'answered')
  const free: Occurrence[] = []
  for (const one of answered) if (!(await isLocked(talk, one))) free.push(one)
  const open = choicesOf(talk, free).map((choice, index) => ({
    at: standings.get(free[index]?.id ?? '')?.answeredAt ?? 0,
    choice,
  }))
  const units = talk.office.board.units.map(({ id }) => id).filter((id) => answersFor(talk, id))
  const lockedIds = new Set((await records.reports()).filter(isLockedReport).map((one) => one.occurrenceId))
  const kept = (await records.formsOf(units, looked))
    .filter((one) => one.occurrenceId === null || (isAssessment(one) && !lockedIds.has(one.occurrenceId)))
    .filter((one) => mayCorrect(talk, one))
    .slice(0, listed)
  const all = [
    ...open,
    ...kept.map((one) => ({
      at: one.at,
      choice: { label: matterLabel(one.title), value: `form:fix:${one.series}` },
    })),
  ].sort((a, b) => b.at - a.at)
  if (all.length === 0) return say(words.nothingToCorrect)
  return say(words.chooseToCorrect, { choices: all.slice(0, listed).map(({ choice }) => choice) })
}

/** Forms to fill in, those that were filled in, and what can be corrected. */
export const formsChat: Feature = {
  commands: [
    { name: 'bieumau', words: ['bieu mau', 'phieu'], text: commandTexts.bieumau, run: forms },
    { name: 'suaphieu', words: ['sua', 'sua phieu'], text: commandTexts.suaphieu, run: corrections },
    { name: 'sua', text: null, run: corrections },
  ],
  buttons: { form: press },
  effects: { form: saveForm },
}
