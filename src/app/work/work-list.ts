import { foldVietnamese } from '../../core/fold.ts'
import { unitOf } from '../../core/plan/board.ts'
import type { Occurrence } from '../../core/plan/occurrence.ts'
import { opensAt } from '../../core/reminder/due-messages.ts'
import { labelAmong } from '../../core/reminder/matter-labels.ts'
import { asItStands } from '../../core/reminder/prepare-agenda.ts'
import { workList } from '../../core/reminder/work-list.ts'
import type { Choice } from '../../core/reply.ts'
import { nothingOpen } from '../../text/vi.ts'
import { dueText } from '../../text/vi-deadline.ts'
import { answerHint, matterLabel } from '../../text/vi-reminder.ts'
import * as words from '../../text/vi-work.ts'
import { closedPlanAt } from '../conversation/closed-matters.ts'
import { type Spoken, say, type Talk } from '../conversation/talk.ts'
import { instructionsFor } from '../leading/unit-instructions.ts'
import { answersFor } from '../people/standing-in.ts'
import type { SessionRow } from '../ports/answers.ts'
import { standingsWithReports } from '../reports/report-standing.ts'
import { begunBy, draftName, notesFor } from './work-notes.ts'
import type { WorkSection, WorkSource } from './work-sources.ts'

/** What is open now for the person's Unit and may be answered, with the days that hold, nearest first. */
export async function openFor(talk: Talk): Promise<readonly Occurrence[]> {
  const standings = await standingsWithReports(talk.records)
  const followed = new Set((await talk.records.plans()).filter((one) => one.status === 'active').map((one) => one.id))
  return (await talk.records.occurrences())
    .filter((one) => answersFor(talk, one.unitId) && one.stage !== 'report' && followed.has(one.planId))
    .filter((one) => (standings.get(one.id)?.status ?? 'open') === 'open')
    .filter((one) => (opensAt(talk.prepared, one, standings) ?? talk.now) <= talk.now)
    .map((one) => asItStands(talk.prepared, one, standings))
    .sort((a, b) => a.due.localeCompare(b.due) || a.id.localeCompare(b.id))
}

/** What the person has begun that is about no single open matter: forms, wishes, letters. */
const drafts: WorkSource = async (talk) => {
  const own = new Set((await openFor(talk)).map(({ id }) => id))
  const begun: SessionRow[] = []
  for (const one of await begunBy(talk))
    if ((one.occurrenceId === null || !own.has(one.occurrenceId)) && !(await closedPlanAt(talk, one))) begun.push(one)
  if (begun.length === 0) return undefined
  const named = begun.map((session) => ({ id: session.id, line: draftName(session) }))
  return {
    heading: words.draftsHead,
    lines: named.map(({ line }) => line),
    choices: named.map(({ id, line }) => ({ label: matterLabel(words.resumeLabel(line)), value: `resume:${id}` })),
  }
}

/** What leaders have instructed the Unit to do. */
const instructions: WorkSource = async (talk) => {
  const open = await instructionsFor(talk)
  if (open.length === 0) return undefined
  return {
    heading: words.instructionsHead,
    lines: open.map(({ line }) => line),
    choices: open.flatMap(({ choice }) => choice ?? []),
  }
}

/** What else waits for people, in the order in which the list shows it. */
const sources: readonly WorkSource[] = [instructions, drafts]

/**
 * One card of everything that is open for the person: the own matters by plan with how the person stands, page by page
 * (`from`: how many stood before), reports and what is late for leaders, then what else waits.
 */
export async function workListFor(talk: Talk, from = 0): Promise<Spoken> {
  const standings = await standingsWithReports(talk.records)
  const notes = await notesFor(talk, await openFor(talk), standings)
  const list = workList(talk.prepared, standings, talk.person.id, talk.now, { notes, from })
  const sections: WorkSection[] = []
  if (from === 0)
    for (const source of sources) {
      const section = await source(talk)
      if (section) sections.push(section)
    }
  if (sections.length === 0) return list ? { replies: [list] } : say(nothingOpen)
  const more = sections.flatMap(({ heading, lines }) => [heading, ...lines.map((line) => `• ${line}`)])
  const head = list === undefined ? [] : [list.text.replace(new RegExp(`\n${answerHint}$`), '')]
  const hint = list?.text.endsWith(answerHint) ? [answerHint] : []
  const choices = [...(list?.choices ?? []), ...sections.flatMap((section) => section.choices)]
  const text = [...head, ...more, ...hint].join('\n')
  return { replies: [choices.length === 0 ? { text } : { text, choices }] }
}

/** A button for each matter, told apart where titles are the same; `verb`: what it does. */
export const choicesOf = (
  { office }: Talk,
  offered: readonly Occurrence[],
  verb: 'open' | 'extend' | 'raise' = 'open',
): readonly Choice[] =>
  offered.map((one) => ({
    label: labelAmong(one, offered, (unitId) => unitOf(office.board, unitId)?.name ?? unitId),
    value: `${verb}:${one.id}`,
  }))

/** Letters of a title that tell it from others; fewer are no word of one. */
const fewestLetters = 4
const mostLetters = 80
const matchesShown = 8

/** Whether the words stand one after another in the title, each from its beginning; all of it folded. */
export const namesTitle = (typed: string, title: string): boolean =>
  ` ${title.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()}`.includes(` ${typed.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()}`)

/** The open matters that a text names by a part of their titles, with or without accents. */
export async function namedMatters(talk: Talk, typed: string): Promise<readonly Occurrence[]> {
  const folded = foldVietnamese(typed)
  if (folded.length < fewestLetters || folded.length > mostLetters || folded.includes('/')) return []
  return (await openFor(talk)).filter(({ title }) => namesTitle(folded, foldVietnamese(title)))
}

/** Asks which of several matters is meant. */
export function askWhich(talk: Talk, typed: string, found: readonly Occurrence[]): Spoken {
  const choices = choicesOf(talk, found.slice(0, matchesShown))
  const lines = found
    .slice(0, matchesShown)
    .map(({ title, due, precision }, index) => `${index + 1}. ${title} – hạn ${dueText(due, precision)}`)
  return say([words.severalFound(typed), ...lines].join('\n'), { choices })
}
