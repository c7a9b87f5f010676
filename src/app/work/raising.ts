import { z } from 'zod'
import type { Occurrence } from '../../core/plan/occurrence.ts'
import * as vi from '../../text/vi.ts'
import { commandTexts } from '../../text/vi-commands.ts'
import * as words from '../../text/vi-concern.ts'
import { fileBody } from '../conversation/answer-body.ts'
import { openFlow } from '../conversation/answering.ts'
import type { Feature } from '../conversation/feature.ts'
import { refusal } from '../conversation/refusal.ts'
import { type Apply, type Spoken, say, type Talk } from '../conversation/talk.ts'
import { tellRaised } from '../leading/raised-concerns.ts'
import { answersFor } from '../people/standing-in.ts'
import { choicesOf, openFor } from './work-list.ts'

/** As many as one question offers, with "none of these". */
const mattersShown = 7
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
  return {
    ...say(words.raised(kind, addressee)),
    notices: tellRaised(talk, row, occurrence?.title ?? null, { toOffice }),
  }
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
