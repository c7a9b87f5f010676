import { leadersOf } from '../../core/plan/board.ts'
import type { Occurrence } from '../../core/plan/occurrence.ts'
import { instructionState } from '../../core/reminder/desk.ts'
import { opensAt } from '../../core/reminder/due-messages.ts'
import { asItStands, isOpen } from '../../core/reminder/prepare-agenda.ts'
import { dateOf, isLocalDate, shortDate } from '../../core/time.ts'
import * as vi from '../../text/vi.ts'
import { commandTexts } from '../../text/vi-commands.ts'
import { more } from '../../text/vi-decision.ts'
import { asPart, instructionLine } from '../../text/vi-desk.ts'
import * as words from '../../text/vi-instruction.ts'
import { matterLabel, shortTitle } from '../../text/vi-reminder.ts'
import { openFlow } from '../conversation/answering.ts'
import type { Feature } from '../conversation/feature.ts'
import { refusal } from '../conversation/refusal.ts'
import { type Apply, type Notice, type Spoken, say, type Talk } from '../conversation/talk.ts'
import { answersFor } from '../people/standing-in.ts'
import type { InstructionRow } from '../ports/instructions.ts'
import { openInstruction } from '../reminders/read-desk.ts'
import { standingsWithReports } from '../reports/report-standing.ts'
import { deciderName, decidesToday, idOf, personNameOf, toldOf, unitNameOf } from './deciding.ts'
import { instructionsFor } from './unit-instructions.ts'

const shown = 7
const mattersShown = 6
const lineLimit = 120
const labelLimit = 40
const repeated = 600

/** `/butphe`: to leaders what is open and a new one; to a Unit what was put to it. */
async function list(talk: Talk): Promise<Spoken> {
  const decides = decidesToday(talk)
  if (!decides) return listOfUnit(talk)
  const rows = [...(await talk.records.openInstructions())].sort(
    (a, b) => Number(a.doneAt === null) - Number(b.doneAt === null) || a.id - b.id,
  )
  const lines = rows.slice(0, shown).map((row, index) => {
    const state = instructionState(openInstruction(row), dateOf(talk.now))
    const { unitId, due } = row
    const line = instructionLine({ unit: unitNameOf(talk, unitId), what: asPart(row.what, lineLimit), due, state })
    return `${index + 1}. ${line}`
  })
  const rest = rows.length > shown ? [more(rows.length - shown)] : []
  const head = rows.length === 0 ? words.noInstructions : words.instructionsHead(rows.length)
  return say([head, ...lines, ...rest].join('\n'), {
    choices: [
      ...rows
        .slice(0, shown)
        .map(({ id, what }) => ({ label: words.openLabel(asPart(what, labelLimit)), value: `instruction:${id}` })),
      { label: words.newLabel, value: 'instruct:new' },
    ],
  })
}

async function listOfUnit(talk: Talk): Promise<Spoken> {
  const entries = await instructionsFor(talk)
  if (entries.length === 0) return say(words.onlyLeadersInstruct)
  const choices = entries.flatMap(({ choice }) => choice ?? []).slice(0, shown)
  return say([words.instructionsOfUnitHead, ...entries.map(({ line }, n) => `${n + 1}. ${line}`)].join('\n'), {
    ...(choices.length === 0 ? {} : { choices }),
  })
}

/** `instruct:new`, `instruct:unit:<unit>`, `instruct:about:<unit>`, `instruct:matter:<occurrence>`. */
async function pressInstruct(talk: Talk, rest: string): Promise<Spoken> {
  if (!decidesToday(talk)) return say(vi.noSuchMatter)
  const colon = rest.indexOf(':')
  const step = colon < 0 ? rest : rest.slice(0, colon)
  const id = colon < 0 ? '' : rest.slice(colon + 1)
  const { units } = talk.office.board
  if (step === 'new')
    return say(words.askUnit, {
      choices: units.map((unit) => ({ label: unit.name, value: `instruct:unit:${unit.id}` })),
    })
  if (step === 'matter') {
    const occurrence = await talk.records.occurrence(id)
    if (!occurrence) return say(vi.noSuchMatter)
    return begin(talk, occurrence.unitId, occurrence)
  }
  if (!units.some((unit) => unit.id === id)) return say(vi.noSuchMatter)
  if (step === 'about') return begin(talk, id, null)
  if (step !== 'unit') return say(vi.staleButton)
  const matters = await openMatters(talk, id)
  if (matters.length === 0) return begin(talk, id, null)
  return say(words.askMatter(unitNameOf(talk, id)), {
    choices: [
      ...matters.map((one) => ({ label: matterLabel(one.title), value: `instruct:matter:${one.id}` })),
      { label: words.aboutNone, value: `instruct:about:${id}` },
    ],
  })
}

/** What the Unit has been asked and not answered, nearest due first. */
async function openMatters({ records, prepared, now }: Talk, unitId: string): Promise<readonly Occurrence[]> {
  const standings = await standingsWithReports(records)
  return [...prepared.occurrences.values()]
    .filter((one) => one.unitId === unitId && isOpen(standings, one))
    .filter((one) => (opensAt(prepared, one, standings) ?? now + 1) <= now)
    .map((one) => asItStands(prepared, one, standings))
    .sort((a, b) => (a.due === b.due ? Number(a.id > b.id) - Number(a.id < b.id) : a.due < b.due ? -1 : 1))
    .slice(-mattersShown)
}

const begin = (talk: Talk, unitId: string, occurrence: Occurrence | null): Promise<Spoken> =>
  openFlow(talk, 'but-phe', null, {
    unitId,
    unitName: unitNameOf(talk, unitId),
    ...(occurrence === null ? {} : { occurrenceId: occurrence.id, title: occurrence.title }),
  })

/** What flows/but-phe.yaml saves. */
const saveInstruction: Apply = async (talk, session, { values }) => {
  const { facts } = session.state
  const unitId = String(facts.unitId ?? '')
  const what = String(values.what ?? '').trim()
  if (!decidesToday(talk) || what === '' || !talk.office.board.units.some(({ id }) => id === unitId))
    return refusal(talk, session)(vi.noSuchMatter)
  const occurrence =
    typeof facts.occurrenceId === 'string' ? await talk.records.occurrence(facts.occurrenceId) : undefined
  const due = typeof values.due === 'string' && isLocalDate(values.due) ? values.due : null
  const row = await talk.records.addInstruction(
    { unitId, occurrenceId: occurrence?.id ?? null, givenBy: talk.person.id, what, due, about: null },
    talk.now,
  )
  await audit(talk, row, 'instruction.given', { due })
  const text = words.givenNotice(deciderName(talk), what, row.title, due)
  return {
    ...say(words.given(unitNameOf(talk, unitId))),
    notices: toUnit(talk, row, 'given', text, [{ label: words.reportLabel, value: `instruction:${row.id}:report` }]),
  }
}

const audit = (talk: Talk, row: InstructionRow, action: string, detail: { readonly due?: string | null } = {}) =>
  talk.records.audit({
    at: talk.now,
    actor: talk.person.id,
    action,
    subject: row.occurrenceId ?? row.unitId,
    detail: { instruction: row.id, ...detail },
  })

function toUnit(
  talk: Talk,
  row: InstructionRow,
  what: string,
  text: string,
  choices: readonly { readonly label: string; readonly value: string }[] = [],
): readonly Notice[] {
  return toldOf(talk, row.unitId, null).map(({ id }) => ({
    personId: id,
    key: `instruction-${what}|${row.id}|${talk.now}|${id}`,
    reply: { text, ...(choices.length === 0 ? {} : { choices }) },
  }))
}

/** `instruction:<id>` shows one; `:report`, `:close` and `:back` do what stands on the button. */
async function pressInstruction(talk: Talk, rest: string): Promise<Spoken> {
  const [id = '', step] = rest.split(':')
  const number = idOf(id)
  const row = number === undefined ? undefined : await talk.records.instruction(number)
  if (!row) return say(vi.noSuchMatter)
  const decides = decidesToday(talk)
  const answers = answersFor(talk, row.unitId)
  if (!decides && !answers) return say(vi.noSuchMatter)
  if (row.closedAt !== null) return say(words.alreadyClosed)
  if (step === 'report') return answers ? beginReport(talk, row) : say(vi.noSuchMatter)
  if (step === 'close') return decides ? close(talk, row) : say(vi.noSuchMatter)
  if (step === 'back') return decides ? beginReturn(talk, row) : say(vi.noSuchMatter)
  return show(talk, row, decides)
}

function show(talk: Talk, row: InstructionRow, decides: boolean): Spoken {
  const value = (step: string): string => `instruction:${row.id}:${step}`
  const reported = row.doneAt !== null
  const forLeader = reported
    ? [
        { label: words.closeLabel, value: value('close') },
        { label: words.backLabel, value: value('back') },
      ]
    : [{ label: words.endLabel, value: value('close') }]
  const forUnit = reported ? [] : [{ label: words.reportLabel, value: value('report') }]
  const choices = decides ? forLeader : forUnit
  const text = words.card({
    unit: unitNameOf(talk, row.unitId),
    by: personNameOf(talk, row.givenBy),
    givenOn: dateOf(row.givenAt),
    what: row.what,
    title: row.title,
    due: row.due,
    outcome:
      row.doneAt === null
        ? null
        : { text: shortTitle(row.outcome ?? '', repeated), by: personNameOf(talk, row.doneBy), on: dateOf(row.doneAt) },
    remark: row.remark,
  })
  return say(text, choices.length === 0 ? {} : { choices })
}

async function beginReport(talk: Talk, row: InstructionRow): Promise<Spoken> {
  if (row.doneAt !== null) return say(words.alreadyReported(personNameOf(talk, row.doneBy)))
  return openFlow(talk, 'ket-qua-chi-dao', null, {
    instructionId: String(row.id),
    by: personNameOf(talk, row.givenBy),
    what: shortTitle(row.what, repeated),
    ...(row.due === null ? {} : { due: shortDate(row.due) }),
    ...(row.remark === null ? {} : { remark: shortTitle(row.remark, repeated) }),
  })
}

/** The instruction that a conversation is about. */
async function spokenOf(talk: Talk, fact: unknown): Promise<InstructionRow | undefined> {
  const id = idOf(String(fact ?? ''))
  return id === undefined ? undefined : talk.records.instruction(id)
}

/** What flows/ket-qua-chi-dao.yaml saves; whoever gave the instruction is told, and another leader if that one has gone. */
const saveOutcome: Apply = async (talk, session, { values }) => {
  const row = await spokenOf(talk, session.state.facts.instructionId)
  const outcome = String(values.outcome ?? '').trim()
  const refuse = refusal(talk, session)
  if (!row || outcome === '' || !answersFor(talk, row.unitId)) return refuse(vi.noSuchMatter)
  if (!(await talk.records.reportInstruction(row.id, talk.person.id, talk.now, outcome)))
    return refuse(row.closedAt === null ? words.alreadyReported(personNameOf(talk, row.doneBy)) : words.alreadyClosed)
  await audit(talk, row, 'instruction.reported')
  const { board } = talk.office
  const giver = board.people.find(({ id }) => id === row.givenBy)
  const unit = unitNameOf(talk, row.unitId)
  const text = words.reportedNotice(
    unit,
    talk.person.name,
    shortTitle(row.what, repeated),
    shortTitle(outcome, repeated),
  )
  return {
    ...say(words.reportedReceipt),
    notices: (giver ? [giver] : leadersOf(board)).map(({ id }) => ({
      personId: id,
      key: `instruction-reported|${row.id}|${talk.now}|${id}`,
      reply: {
        text,
        choices: [
          { label: words.closeLabel, value: `instruction:${row.id}:close` },
          { label: words.backLabel, value: `instruction:${row.id}:back` },
        ],
      },
    })),
  }
}

async function close(talk: Talk, row: InstructionRow): Promise<Spoken> {
  if (!(await talk.records.closeInstruction(row.id, talk.person.id, talk.now))) return say(words.alreadyClosed)
  await audit(talk, row, 'instruction.closed')
  const text = row.doneAt === null ? words.endedNotice : words.closedNotice
  return {
    ...say(words.closedReceipt),
    notices: toUnit(talk, row, 'closed', text(deciderName(talk), shortTitle(row.what, repeated))),
  }
}

async function beginReturn(talk: Talk, row: InstructionRow): Promise<Spoken> {
  if (row.doneAt === null) return say(words.notReportedYet)
  return openFlow(talk, 'lam-tiep-chi-dao', null, {
    instructionId: String(row.id),
    unitName: unitNameOf(talk, row.unitId),
    what: shortTitle(row.what, repeated),
    outcome: shortTitle(row.outcome ?? '', repeated),
  })
}

/** What flows/lam-tiep-chi-dao.yaml saves. */
const saveReturn: Apply = async (talk, session, { values }) => {
  const row = await spokenOf(talk, session.state.facts.instructionId)
  const remark = String(values.remark ?? '').trim()
  const refuse = refusal(talk, session)
  if (!row || remark === '' || !decidesToday(talk)) return refuse(vi.noSuchMatter)
  if (!(await talk.records.returnInstruction(row.id, remark)))
    return refuse(row.closedAt === null ? words.notReportedYet : words.alreadyClosed)
  await audit(talk, row, 'instruction.returned')
  const text = words.returnedNotice(deciderName(talk), shortTitle(row.what, repeated), remark)
  return {
    ...say(words.returnedReceipt),
    notices: toUnit(talk, row, 'returned', text, [{ label: words.reportLabel, value: `instruction:${row.id}:report` }]),
  }
}

/** Leaders tell Units what to do; it is followed until a leader closes it. */
export const instructing: Feature = {
  commands: [
    {
      name: 'butphe',
      words: ['but phe', 'chi dao'],
      text: commandTexts.butphe,
      shownTo: (talk) =>
        decidesToday(talk) || talk.person.roles.includes('head') || talk.person.roles.includes('focal'),
      run: (talk) => list(talk),
    },
  ],
  buttons: { instruct: pressInstruct, instruction: pressInstruction },
  effects: { instruction: saveInstruction, 'instruction-outcome': saveOutcome, 'instruction-return': saveReturn },
}
