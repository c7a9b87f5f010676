import { isLocalDate } from '../../core/time.ts'
import * as vi from '../../text/vi.ts'
import { commandTexts } from '../../text/vi-commands.ts'
import { takenBack } from '../../text/vi-concern.ts'
import * as words from '../../text/vi-decision.ts'
import { asPart, concernLabel, concernLine, concernNames, reportOutcomeLabel } from '../../text/vi-desk.ts'
import { shortTitle } from '../../text/vi-reminder.ts'
import { openFlow } from '../conversation/answering.ts'
import type { Feature } from '../conversation/feature.ts'
import { refusal } from '../conversation/refusal.ts'
import { type Apply, type Spoken, say, type Talk } from '../conversation/talk.ts'
import type { ConcernKind, ConcernRow } from '../ports/concerns.ts'
import { deciderName, decidesToday, idOf, personNameOf, toldOf, unitNameOf } from './deciding.ts'
import { isTakenBack } from './raised-concerns.ts'

const shown = 8
const labelLimit = 28
const lineLimit = 160
/** Characters of a text that a question or notice repeats. */
const repeated = 600

const kindOf = (text: unknown): ConcernKind | undefined =>
  text === 'obstacle' || text === 'recommendation' ? text : undefined

async function concernOf(talk: Talk, kind: unknown, id: unknown): Promise<ConcernRow | undefined> {
  const number = idOf(String(id ?? ''))
  const known = kindOf(kind)
  return known === undefined || number === undefined ? undefined : talk.records.concern(known, number)
}

/** `/choykien`: obstacles and recommendations that nobody has closed, oldest first. */
async function waiting(talk: Talk): Promise<Spoken> {
  if (!decidesToday(talk)) return say(words.onlyDeciders)
  const rows = (await talk.records.openConcerns()).filter(
    ({ occurrenceId }) => occurrenceId === null || talk.prepared.occurrences.has(occurrenceId),
  )
  if (rows.length === 0) return say(words.noConcerns)
  const lines = rows
    .slice(0, shown)
    .map(
      ({ kind, unitId, what }, index) =>
        `${index + 1}. ${concernLine(kind, unitNameOf(talk, unitId), asPart(what, lineLimit))}`,
    )
  const rest = rows.length > shown ? [words.more(rows.length - shown)] : []
  return say([words.concernsHead(rows.length), ...lines, ...rest].join('\n'), {
    choices: rows.slice(0, shown).map(({ kind, id, unitId }) => ({
      label: concernLabel(kind, shortTitle(unitNameOf(talk, unitId), labelLimit)),
      value: `concern:${kind}:${id}`,
    })),
  })
}

/** `concern:<kind>:<id>`: a leader gives an opinion, which closes it. */
async function pressConcern(talk: Talk, rest: string): Promise<Spoken> {
  const [kind, id] = rest.split(':')
  const row = decidesToday(talk) ? await concernOf(talk, kind, id) : undefined
  if (!row) return say(vi.noSuchMatter)
  if (row.closedAt !== null) return say(closedBy(talk, row))
  return openFlow(talk, 'y-kien-vuong-mac', null, {
    concernKind: row.kind,
    concernId: String(row.id),
    kindName: concernNames[row.kind],
    unitName: unitNameOf(talk, row.unitId),
    concern: shortTitle(row.what, repeated),
    ...(row.title === null ? {} : { title: row.title }),
  })
}

const closedBy = (talk: Talk, row: ConcernRow): string =>
  isTakenBack(row) ? takenBack(unitNameOf(talk, row.unitId)) : answeredAlready(talk, row)

const answeredAlready = (talk: Talk, { closedBy: by, instruction }: ConcernRow): string =>
  words.alreadyAnswered(personNameOf(talk, by), shortTitle(instruction ?? '', repeated))

/** What flows/y-kien-vuong-mac.yaml saves. */
const saveAnswer: Apply = async (talk, session, { values }) => {
  const { facts } = session.state
  const row = decidesToday(talk) ? await concernOf(talk, facts.concernKind, facts.concernId) : undefined
  const what = String(values.what ?? '').trim()
  const refuse = refusal(talk, session)
  if (!row || what === '') return refuse(vi.noSuchMatter)
  if (!(await talk.records.closeConcern(row.kind, row.id, what, talk.person.id, talk.now)))
    return refuse(closedBy(talk, (await talk.records.concern(row.kind, row.id)) ?? row))
  const follows = values.follow === 'yes'
  const due = typeof values.due === 'string' && isLocalDate(values.due) ? values.due : null
  const instruction = follows
    ? await talk.records.addInstruction(
        {
          unitId: row.unitId,
          occurrenceId: row.occurrenceId,
          givenBy: talk.person.id,
          what,
          due,
          about: { kind: row.kind, id: row.id },
        },
        talk.now,
      )
    : undefined
  await talk.records.audit({
    at: talk.now,
    actor: talk.person.id,
    action: 'concern.closed',
    subject: row.occurrenceId ?? row.unitId,
    detail: { kind: row.kind, concern: row.id, instruction: instruction?.id ?? null, due },
  })
  const text = [
    words.answeredNotice(row.kind, deciderName(talk), shortTitle(row.what, repeated), what),
    ...(instruction === undefined ? [] : [words.dueLine(due)]),
  ].join('\n')
  const choices =
    instruction === undefined
      ? undefined
      : [{ label: reportOutcomeLabel(asPart(what, labelLimit)), value: `instruction:${instruction.id}:report` }]
  return {
    ...say(words.answeredReceipt(unitNameOf(talk, row.unitId), follows)),
    notices: toldOf(talk, row.unitId, row.personId).map(({ id }) => ({
      personId: id,
      key: `concern-closed|${row.kind}|${row.id}|${id}`,
      reply: { text, ...(choices === undefined ? {} : { choices }) },
    })),
  }
}

/** Leaders close obstacles and recommendations with an instruction. */
export const answeringConcerns: Feature = {
  commands: [
    {
      name: 'choykien',
      words: ['cho y kien', 'vuong mac cho'],
      text: commandTexts.choykien,
      shownTo: decidesToday,
      run: (talk) => waiting(talk),
    },
  ],
  buttons: { concern: pressConcern },
  effects: { 'concern-answer': saveAnswer },
}
