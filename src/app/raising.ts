import { z } from 'zod'
import { adminsOf, leadersOf, type Person, peopleOf, unitOf } from '../core/plan/board.ts'
import type { Occurrence } from '../core/plan/occurrence.ts'
import * as vi from '../text/vi.ts'
import { commandTexts } from '../text/vi-commands.ts'
import * as words from '../text/vi-concern.ts'
import { shortTitle } from '../text/vi-reminder.ts'
import { fileBody } from './answer-body.ts'
import { openFlow } from './answering.ts'
import type { Feature } from './feature.ts'
import type { ConcernRow } from './ports/concerns.ts'
import { refusal } from './refusal.ts'
import { answersFor } from './standing-in.ts'
import { type Apply, type Notice, type Spoken, say, type Talk } from './talk.ts'
import { choicesOf, openFor } from './work-list.ts'

/** As many as one question offers, with "none of these". */
const mattersShown = 7
/** Characters of a text in a leader's notice; the whole of it is kept. */
const noticeText = 1200

/** The value of "none of these". */
const none = '-'

/** `/vuongmac`: which piece of work it belongs to. */
async function chooseMatter(talk: Talk): Promise<Spoken> {
  const open = (await openFor(talk)).slice(0, mattersShown)
  if (open.length === 0) return begin(talk, none)
  return say(words.askAbout, {
    choices: [...choicesOf(talk, open, 'raise'), { label: words.aboutNone, value: `raise:${none}` }],
  })
}

async function matterOf(talk: Talk, occurrenceId: string): Promise<Occurrence | undefined> {
  const found = await talk.records.occurrence(occurrenceId)
  return found && answersFor(talk, found.unitId) ? found : undefined
}

async function begin(talk: Talk, occurrenceId: string): Promise<Spoken> {
  if (occurrenceId === none) return openFlow(talk, 'vuong-mac', null, {})
  const occurrence = await matterOf(talk, occurrenceId)
  if (!occurrence) return say(vi.noSuchMatter)
  return openFlow(talk, 'vuong-mac', null, { occurrenceId: occurrence.id, title: occurrence.title })
}

const saved = z.object({
  kind: z.enum(['obstacle', 'recommendation']),
  what: z.string().min(1).max(100_000),
  addressee: z.string().min(1).max(300),
  evidence: z.array(fileBody).max(200),
})

/** What flows/vuong-mac.yaml saves. */
const saveConcern: Apply = async (talk, session, { values }) => {
  const read = saved.safeParse(values)
  const refuse = refusal(talk, session)
  if (!read.success) return refuse(vi.failedToHandle)
  const { kind, what, evidence } = read.data
  const addressee = words.addressees[read.data.addressee] ?? read.data.addressee
  const id = session.state.facts.occurrenceId
  const occurrence = typeof id === 'string' ? await matterOf(talk, id) : undefined
  if (typeof id === 'string' && occurrence === undefined) return refuse(vi.noSuchMatter)
  const row = await talk.records.addConcern(
    {
      kind,
      what,
      unitId: occurrence?.unitId ?? talk.person.unitId,
      personId: talk.person.id,
      occurrenceId: occurrence?.id ?? null,
      addressee,
      evidence,
    },
    talk.now,
  )
  await talk.records.audit({
    at: talk.now,
    actor: talk.person.id,
    action: 'concern.raised',
    subject: occurrence?.id ?? row.unitId,
    detail: { kind, concern: row.id, characters: what.length, evidence: evidence.length },
  })
  const toOffice = read.data.addressee === 'office'
  return { ...say(words.raised(kind, addressee)), notices: tell(talk, row, occurrence, toOffice) }
}

/** Leaders learn of it with their button (`concern:<kind>:<id>`); the office's head too when it is meant for the office. */
function tell(talk: Talk, row: ConcernRow, occurrence: Occurrence | undefined, toOffice: boolean): readonly Notice[] {
  const { board } = talk.office
  const text = words.raisedNotice({
    kind: row.kind,
    unit: unitOf(board, row.unitId)?.name ?? row.unitId,
    by: talk.person.name,
    title: occurrence?.title ?? null,
    what: shortTitle(row.what, noticeText),
    addressee: row.addressee ?? '',
    files: row.evidence.length,
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

/** `/vuongmac`: an obstacle or a recommendation at any time. Leaders close it elsewhere. */
export const raising: Feature = {
  commands: [
    {
      name: 'vuongmac',
      words: ['vuong mac', 'kien nghi', 'bao vuong mac'],
      text: commandTexts.vuongmac,
      run: (talk) => chooseMatter(talk),
    },
  ],
  buttons: { raise: begin },
  effects: { concern: saveConcern },
}
