import type { Facts } from '../../core/flow/session.ts'
import type { Occurrence } from '../../core/plan/occurrence.ts'
import { asItStands, isOpen } from '../../core/reminder/prepare-agenda.ts'
import { dateOf, isLocalDate, shortDate } from '../../core/time.ts'
import * as vi from '../../text/vi.ts'
import { commandTexts } from '../../text/vi-commands.ts'
import { dueText } from '../../text/vi-deadline.ts'
import * as words from '../../text/vi-decision.ts'
import { extensionLabel } from '../../text/vi-desk.ts'
import { shortTitle } from '../../text/vi-reminder.ts'
import { draftsOfPlan, openFlow } from '../conversation/answering.ts'
import type { Feature } from '../conversation/feature.ts'
import { refusal } from '../conversation/refusal.ts'
import { type Apply, type Spoken, say, type Talk } from '../conversation/talk.ts'
import type { ExtensionRow } from '../ports/extensions.ts'
import { standingsWithReports } from '../reports/report-standing.ts'
import { deciderName, decidesToday, idOf, personNameOf, toldOf, unitNameOf } from './deciding.ts'

const shown = 8
const labelLimit = 28
const titleLimit = 80

interface Wish {
  readonly row: ExtensionRow
  /** With the day that holds now. */
  readonly occurrence: Occurrence
  /** Still to be decided: nobody has, the Unit has not answered meanwhile, and the Plan is followed. */
  readonly waits: boolean
}

async function wishOf(talk: Talk, id: number | undefined): Promise<Wish | undefined> {
  const row = id === undefined ? undefined : await talk.records.extension(id)
  const found = row && (await talk.records.occurrence(row.occurrenceId))
  if (row === undefined || found === undefined) return undefined
  const standings = await standingsWithReports(talk.records)
  const waits = row.status === 'asked' && isOpen(standings, found) && talk.prepared.occurrences.has(found.id)
  return { row, occurrence: asItStands(talk.prepared, found, standings), waits }
}

const dueOf = ({ due, precision }: Occurrence): string => dueText(due, precision)

/** `/xingiahan`: what waits for a decision, oldest first. */
async function waiting(talk: Talk): Promise<Spoken> {
  if (!decidesToday(talk)) return say(words.onlyDeciders)
  const wishes: Wish[] = []
  for (const { id } of await talk.records.extensionsAsked()) {
    const wish = await wishOf(talk, id)
    if (wish?.waits) wishes.push(wish)
  }
  if (wishes.length === 0) return say(words.noExtensions)
  const lines = wishes.slice(0, shown).map(({ row, occurrence }, index) => {
    const title = shortTitle(occurrence.title, titleLimit)
    return `${index + 1}. ${words.extensionLine(unitNameOf(talk, occurrence.unitId), title, dueOf(occurrence), row.extendedTo)}`
  })
  const rest = wishes.length > shown ? [words.more(wishes.length - shown)] : []
  return say([words.extensionsHead(wishes.length), ...lines, ...rest].join('\n'), {
    choices: wishes.slice(0, shown).map(({ row, occurrence }) => ({
      label: extensionLabel(shortTitle(unitNameOf(talk, occurrence.unitId), labelLimit)),
      value: `extension:${row.id}`,
    })),
  })
}

/** `extension:<id>` shows a wish; `:grant` and `:refuse` begin the decision. */
async function pressExtension(talk: Talk, rest: string): Promise<Spoken> {
  const [id = '', decision] = rest.split(':')
  if (!decidesToday(talk)) return say(vi.noSuchMatter)
  const wish = await wishOf(talk, idOf(id))
  if (!wish) return say(vi.noSuchMatter)
  const { row, occurrence } = wish
  if (!wish.waits) return say(endOf(talk, row))
  const unitName = unitNameOf(talk, occurrence.unitId)
  if (decision === 'grant' || decision === 'refuse')
    return openFlow(talk, 'quyet-dinh-gia-han', null, factsOf(talk, row, occurrence, decision))
  const card = words.extensionCard({
    unit: unitName,
    by: personNameOf(talk, row.askedBy),
    title: occurrence.title,
    due: dueOf(occurrence),
    to: row.extendedTo,
    reason: row.reason ?? '',
  })
  return say(card, { choices: decisions(row) })
}

const factsOf = (talk: Talk, row: ExtensionRow, occurrence: Occurrence, decision: 'grant' | 'refuse'): Facts => ({
  extensionId: String(row.id),
  decision,
  unitName: unitNameOf(talk, occurrence.unitId),
  title: occurrence.title,
  due: dueOf(occurrence),
  dueDay: occurrence.due,
  asked: shortDate(row.extendedTo),
})

const decisions = ({ id }: ExtensionRow) => [
  { label: words.grantLabel, value: `extension:${id}:grant` },
  { label: words.refuseLabel, value: `extension:${id}:refuse` },
]

/** What became of a wish, and by whom. */
const endOf = (talk: Talk, { status, decidedBy, decidedAt }: ExtensionRow): string =>
  status === 'asked'
    ? words.noLongerNeeded
    : words.noLongerWaits(
        status === 'granted' || status === 'refused' ? status : 'withdrawn',
        decidedBy === null ? null : personNameOf(talk, decidedBy),
        decidedAt === null ? null : dateOf(decidedAt),
      )

/** A basis names a document by its number. */
const isBasis = (text: string): boolean => text.trim().length >= 6 && /\d/.test(text)

/** What flows/quyet-dinh-gia-han.yaml saves. */
const saveDecision: Apply = async (talk, session, { values }) => {
  const refuse = refusal(talk, session)
  if (!decidesToday(talk)) return refuse(vi.noSuchMatter)
  const wish = await wishOf(talk, idOf(String(session.state.facts.extensionId ?? '')))
  if (!wish) return refuse(vi.noSuchMatter)
  const { row, occurrence } = wish
  if (!wish.waits) return refuse(endOf(talk, row))
  const granted = session.state.facts.decision === 'grant'
  const basis = String(values.basis ?? '').trim()
  const reason = String(values.reason ?? '').trim()
  const other = values.until === 'other' ? String(values.day ?? '') : null
  const to = other ?? row.extendedTo
  // Only what cannot stand is asked anew.
  const again = async (text: string, without: 'basis' | 'day'): Promise<Spoken> => {
    const { [without]: _, ...others } = session.state.values
    const asked = await openFlow(talk, 'quyet-dinh-gia-han', null, factsOf(talk, row, occurrence, 'grant'), others)
    return { replies: [{ text }, ...asked.replies] }
  }
  if (granted && !isBasis(basis)) return again(words.basisWanted(basis), 'basis')
  if (granted && (!isLocalDate(to) || to <= occurrence.due)) return again(words.dayWanted(to, occurrence.due), 'day')
  const decision = granted ? 'granted' : 'refused'
  const text = granted ? basis : reason
  const done = await talk.records.decideExtension(row.id, decision, talk.person.id, talk.now, text, granted ? to : null)
  if (!done) return refuse(endOf(talk, (await talk.records.extension(row.id)) ?? row))
  await talk.records.audit({
    at: talk.now,
    actor: talk.person.id,
    action: `extension.${decision}`,
    subject: occurrence.id,
    detail: { extension: row.id, from: occurrence.due, ...(granted ? { to, asked: row.extendedTo } : {}) },
  })
  const { title, unitId } = occurrence
  const told = granted
    ? words.grantedNotice(deciderName(talk), title, to, basis)
    : words.refusedNotice(deciderName(talk), title, dueOf(occurrence), reason)
  return {
    ...say(granted ? words.grantedReceipt(title, to) : words.refusedReceipt(title)),
    ...(granted ? { compile: await draftsOfPlan(talk, occurrence.planId) } : {}),
    notices: toldOf(talk, unitId, row.askedBy).map(({ id }) => ({
      personId: id,
      key: `extension-decided|${row.id}|${id}`,
      reply: { text: told },
    })),
  }
}

/** Leaders decide on later days that Units have asked for. */
export const decidingExtensions: Feature = {
  commands: [
    {
      name: 'xingiahan',
      words: ['de nghi gia han', 'don gia han'],
      text: commandTexts.xingiahan,
      shownTo: decidesToday,
      run: (talk) => waiting(talk),
    },
  ],
  buttons: { extension: pressExtension },
  effects: { 'extension-decision': saveDecision },
}
