import { UnknownYear, workingDaysBetween } from '../../core/calendar.ts'
import type { Facts } from '../../core/flow/session.ts'
import { adminsOf, leadersOf, personOf, unitOf } from '../../core/plan/board.ts'
import type { Occurrence } from '../../core/plan/occurrence.ts'
import { asItStands } from '../../core/reminder/prepare-agenda.ts'
import type { Choice } from '../../core/reply.ts'
import { dateOf, isLocalDate, type LocalDate, shortDate } from '../../core/time.ts'
import * as vi from '../../text/vi.ts'
import { commandTexts } from '../../text/vi-commands.ts'
import { dueText } from '../../text/vi-deadline.ts'
import * as words from '../../text/vi-extension.ts'
import { matterLabel } from '../../text/vi-reminder.ts'
import { openFlow } from '../conversation/answering.ts'
import type { Feature } from '../conversation/feature.ts'
import { refusal } from '../conversation/refusal.ts'
import { type Apply, type Notice, type Spoken, say, type Talk } from '../conversation/talk.ts'
import { answersFor } from '../people/standing-in.ts'
import type { ExtensionRow } from '../ports/extensions.ts'
import { standingsWithReports } from '../reports/report-standing.ts'
import { choicesOf, openFor } from './work-list.ts'

/** As many as one question offers. */
const choicesShown = 8

/** The Occurrence with the day that holds now; undefined when it is none of the person's. */
async function ownMatter(talk: Talk, occurrenceId: string): Promise<Occurrence | undefined> {
  const found = await talk.records.occurrence(occurrenceId)
  if (!found || found.stage === 'report' || !answersFor(talk, found.unitId)) return undefined
  return asItStands(talk.prepared, found, await talk.records.standings())
}

const waitingFor = (asked: readonly ExtensionRow[], occurrenceId: string): ExtensionRow | undefined =>
  asked.find((one) => one.occurrenceId === occurrenceId)

/** `/giahan`: what a later day can be asked for, and what waits for a decision. */
async function chooseMatter(talk: Talk): Promise<Spoken> {
  const asked = await talk.records.extensionsAsked()
  const open = await openFor(talk)
  const free = open.filter(({ id }) => waitingFor(asked, id) === undefined).slice(0, choicesShown)
  const waiting: { readonly line: string; readonly choice: Choice }[] = []
  for (const row of asked) {
    const occurrence = await ownMatter(talk, row.occurrenceId)
    if (occurrence === undefined) continue
    const by = personOf(talk.office.board, row.askedBy ?? '')?.name ?? ''
    waiting.push({
      line: words.waitingLine(occurrence.title, shortDate(row.extendedTo), by),
      choice: { label: matterLabel(words.withdrawLabel(occurrence.title)), value: `unextend:${row.id}` },
    })
  }
  const question = free.length > 0 ? words.askWhich : waiting.length > 0 ? [] : words.nothingToExtend
  const head = waiting.length === 0 ? [] : [words.waitingHead, ...waiting.map(({ line }) => line)]
  const choices = [...choicesOf(talk, free, 'extend'), ...waiting.map(({ choice }) => choice)]
  return say([...head, question].flat().join('\n'), choices.length === 0 ? {} : { choices })
}

async function askForDay(talk: Talk, occurrenceId: string): Promise<Spoken> {
  const occurrence = await ownMatter(talk, occurrenceId)
  if (!occurrence) return say(vi.noSuchMatter)
  const standing = (await standingsWithReports(talk.records)).get(occurrence.id)
  if ((standing?.status ?? 'open') !== 'open') return say(vi.matterClosed)
  const waiting = waitingFor(await talk.records.extensionsAsked(), occurrence.id)
  if (waiting) return say(words.alreadyAsked(occurrence.title, shortDate(waiting.extendedTo)))
  return openFlow(talk, 'gia-han', null, factsOf(occurrence))
}

const factsOf = ({ id, title, due, precision }: Occurrence): Facts => ({
  occurrenceId: id,
  title,
  due: dueText(due, precision),
  dueDay: due,
})

const moreDays = ({ office }: Talk, from: LocalDate, to: LocalDate): number | null => {
  try {
    return workingDaysBetween(office.calendar, from, to)
  } catch (error) {
    if (error instanceof UnknownYear) return null
    throw error
  }
}

/** Leaders decide; where there are none, admins. */
const deciders = ({ office }: Talk) => {
  const leaders = leadersOf(office.board)
  return leaders.length > 0 ? leaders : adminsOf(office.board)
}

/** The wish as leaders are told of it, with their buttons (`extension:<id>:grant|refuse`). */
async function tellLeaders(talk: Talk, occurrence: Occurrence, row: ExtensionRow): Promise<readonly Notice[]> {
  const owed = occurrence.feeds === null ? undefined : await talk.records.occurrence(occurrence.feeds)
  const fed = owed && asItStands(talk.prepared, owed, await talk.records.standings())
  const text = words.wishNotice({
    unit: unitOf(talk.office.board, occurrence.unitId)?.name ?? occurrence.unitId,
    by: talk.person.name,
    title: occurrence.title,
    due: dueText(occurrence.due, occurrence.precision),
    day: shortDate(row.extendedTo),
    more: moreDays(talk, occurrence.due, row.extendedTo),
    reason: row.reason ?? '',
    report: fed === undefined ? null : { title: fed.title, due: dueText(fed.due, fed.precision) },
  })
  const choices = [
    { label: words.grantLabel, value: `extension:${row.id}:grant` },
    { label: words.refuseLabel, value: `extension:${row.id}:refuse` },
  ]
  return deciders(talk).map(({ id }) => ({ personId: id, key: `extension|${row.id}|${id}`, reply: { text, choices } }))
}

/** What flows/gia-han.yaml saves. */
const saveWish: Apply = async (talk, session, { values }) => {
  const occurrence = await ownMatter(talk, String(session.state.facts.occurrenceId ?? ''))
  const day = String(values.day ?? '')
  const reason = String(values.reason ?? '')
  const refuse = refusal(talk, session)
  if (!occurrence || !isLocalDate(day)) return refuse(vi.noSuchMatter)
  const standing = (await standingsWithReports(talk.records)).get(occurrence.id)
  if ((standing?.status ?? 'open') !== 'open') return refuse(vi.matterClosed)
  // What was left for later may be sent when another day holds, or when the wished one has passed: only the day is
  // asked anew.
  if (day <= occurrence.due || day <= dateOf(talk.now)) {
    const again = await openFlow(talk, 'gia-han', null, factsOf(occurrence), { reason })
    const text = words.dayOvertaken(shortDate(day), dueText(occurrence.due, occurrence.precision))
    return { replies: [{ text }, ...again.replies] }
  }
  const row = await talk.records.askExtension(
    { occurrenceId: occurrence.id, extendedTo: day, askedBy: talk.person.id, reason },
    talk.now,
  )
  if (row === undefined) {
    const waiting = waitingFor(await talk.records.extensionsAsked(), occurrence.id)
    return refuse(words.alreadyAsked(occurrence.title, shortDate(waiting?.extendedTo ?? day)))
  }
  await talk.records.audit({
    at: talk.now,
    actor: talk.person.id,
    action: 'extension.asked',
    subject: occurrence.id,
    detail: { extension: row.id, from: occurrence.due, to: day },
  })
  const due = dueText(occurrence.due, occurrence.precision)
  return {
    ...say(words.asked(occurrence.title, shortDate(day), due), {
      choices: [{ label: matterLabel(words.withdrawLabel(occurrence.title)), value: `unextend:${row.id}` }],
    }),
    notices: await tellLeaders(talk, occurrence, row),
  }
}

async function withdraw(talk: Talk, rest: string): Promise<Spoken> {
  const row = /^\d{1,15}$/.test(rest) ? await talk.records.extension(Number(rest)) : undefined
  const occurrence = row && (await ownMatter(talk, row.occurrenceId))
  if (!row || !occurrence) return say(vi.noSuchMatter)
  if (!(await talk.records.withdrawExtension(row.id, talk.now))) return say(words.noLongerWaits)
  await talk.records.audit({
    at: talk.now,
    actor: talk.person.id,
    action: 'extension.withdrawn',
    subject: occurrence.id,
    detail: { extension: row.id },
  })
  const unit = unitOf(talk.office.board, occurrence.unitId)?.name ?? occurrence.unitId
  const text = words.withdrawnNotice(unit, occurrence.title)
  return {
    ...say(words.withdrawn(occurrence.title)),
    notices: deciders(talk).map(({ id }) => ({
      personId: id,
      key: `extension-withdrawn|${row.id}|${id}`,
      reply: { text },
    })),
  }
}

/** `/giahan`: a Unit asks for a later day. Leaders decide elsewhere. */
export const extending: Feature = {
  commands: [
    { name: 'giahan', words: ['gia han', 'xin gia han'], text: commandTexts.giahan, run: (talk) => chooseMatter(talk) },
  ],
  buttons: { extend: askForDay, unextend: withdraw },
  effects: { extension: saveWish },
}
