import { stringify } from 'yaml'
import { fileWithoutName, type Replaced, withoutNames } from '../../core/flow/retell.ts'
import { foldVietnamese } from '../../core/fold.ts'
import type { Board } from '../../core/plan/board.ts'
import { addDays, dateOf, type Instant, instantAt, type LocalDate, shortDate, timeOf } from '../../core/time.ts'
import { standIns } from '../../text/vi-conversation.ts'
import type { Office } from '../office.ts'
import type { InboxRow, OutboxRow } from '../ports/messages.ts'
import type { Records } from '../ports/store.ts'
import { replacedNames } from './held-conversations.ts'
import { codeIn, codeSigns } from './typed-code.ts'

/** So many of a person's newest messages, of each side, are looked through. */
const looked = 5_000

const minute = 60_000
/** The time is written down again when nothing was said for so long. */
const silence = 10 * minute

type Act =
  | string
  | { readonly press: string }
  | { readonly file: string; readonly text: string; readonly caption?: string }

interface Told {
  /** Only where the product spoke by itself: a reminder, what a leader has decided. */
  readonly to?: string
  readonly bot: string
  readonly choices?: readonly string[]
  readonly files?: readonly string[]
}

type Line = Told | { readonly pass: string } | { readonly [person: string]: Act }

/** What was said with one person in some days, in the form of the office's golden conversations. */
export interface HeldDays {
  readonly title: string
  /** People, Units and the office have other names in it. */
  readonly names: 'replaced'
  /** When the office began, if that was before `now`. */
  readonly opened?: string
  readonly now: string
  readonly plans: readonly string[]
  readonly turns: readonly Line[]
}

/** Days of the office, both included; `last`: the last day on which the person sent something. */
export type DaysWanted = { readonly from: LocalDate; readonly to: LocalDate } | 'last'

/** What an office's texts, people and plans are called where its names must not stand. */
export interface Nameless {
  text(text: string): string
  person(id: string): string
  plan(id: string): string
}

/** Some days as YAML that a reviewer reads as prose. */
export const writeHeldDays = (kept: HeldDays): string =>
  stringify(kept, { lineWidth: 0, blockQuote: 'literal', aliasDuplicateObjects: false })

/** The stand-ins for an office's names, and for the names of these files wherever they are spoken of. */
export function namelessIn(board: Board, files: readonly string[] = []): Nameless {
  const names = [
    ...replacedNames(board),
    ...files.map((name) => ({ name: name.normalize('NFC'), by: fileWithoutName(name) })),
  ]
  const cuts = cutNames(names)
  const loosely = looseNames(names)
  // A plan is often called after its office or place: `gia-lai-2023`.
  const slugs = [board.name, board.parent, board.place].map((name, n) => ({
    name: slug(name),
    by: slug([standIns.board, standIns.parent, standIns.place][n] ?? ''),
  }))
  return {
    text: (text) => {
      let clean = text.normalize('NFC')
      if (clean.includes('…')) for (const { name, by } of cuts) clean = clean.replaceAll(name, by)
      return withoutNames(loosely(clean), names).replace(invitation, '…-…')
    },
    person: (id) => `${standIns.personId}-${board.people.findIndex((one) => one.id === id) + 1}`,
    plan: (id) => {
      let clean = `-${id}-`
      for (const { name, by } of slugs) if (name !== '') clean = clean.replaceAll(`-${name}-`, `-${by}-`)
      return clean.slice(1, -1)
    },
  }
}

const invitation = new RegExp(`\\b[${codeSigns}]{5}-[${codeSigns}]{5}\\b`, 'g')

const slug = (name: string): string =>
  foldVietnamese(name)
    .replace(/[^a-z\d]+/g, '-')
    .replace(/^-|-$/g, '')

/**
 * Replaces names that were typed without accents or in other capitals. One word, or less than seven letters, is too
 * likely to be something else then.
 */
function looseNames(names: readonly Replaced[]): (text: string) => string {
  const by = new Map<string, string>()
  for (const one of names.filter(({ name }) => name.trim().includes(' ') && name.length >= 7))
    for (const spelling of [one.name.normalize('NFC').toLowerCase(), foldVietnamese(one.name)])
      if (!by.has(spelling)) by.set(spelling, one.by)
  if (by.size === 0) return (text) => text
  const spellings = [...by.keys()]
    .toSorted((a, b) => b.length - a.length)
    .map((one) => one.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
  const shape = new RegExp(`(?<![\\p{L}\\d])(?:${spellings.join('|')})(?![\\p{L}\\d])`, 'giu')
  return (text) => text.replace(shape, (found) => by.get(found.toLowerCase()) ?? found)
}

/** Names as a button shows them that was too short for the whole, two words of them at least; longest first. */
function cutNames(names: readonly Replaced[]): readonly Replaced[] {
  const cuts = new Map<string, string>()
  for (const { name, by } of names) {
    const second = name.indexOf(' ') + 2
    for (let end = name.length - 1; second > 1 && end >= second; end--) {
      const cut = `${name.slice(0, end).trimEnd()}…`
      if (cut.includes(' ') && !cuts.has(cut)) cuts.set(cut, `${by}…`)
    }
  }
  return [...cuts].map(([name, by]) => ({ name, by })).toSorted((a, b) => b.name.length - a.name.length)
}

/**
 * Everything that a person sent in some days and was told then, in order and without names. `why` says what stands in
 * the way: nothing was said, or more was said since than is looked through.
 */
export async function heldDays(
  records: Records,
  { board }: Office,
  personId: string,
  wanted: DaysWanted,
): Promise<{ readonly kept: HeldDays } | { readonly why: 'nothing' | 'too-long-ago' }> {
  const inbox = await records.inboxFrom(personId, looked)
  const outbox = await records.outboxTo(personId, looked)
  const last = inbox.at(-1)
  if (wanted === 'last' && last === undefined) return { why: 'nothing' }
  const day = dateOf(last?.receivedAt ?? 0)
  const { from, to } = wanted === 'last' ? { from: day, to: day } : wanted
  const [since, until] = [instantAt(from), instantAt(addDays(to, 1))]
  const isMissed = (rows: readonly unknown[], oldest: Instant | undefined): boolean =>
    rows.length === looked && oldest !== undefined && oldest >= since
  if (isMissed(inbox, inbox[0]?.receivedAt) || isMissed(outbox, outbox[0]?.createdAt)) return { why: 'too-long-ago' }

  const said = inOrder(inbox, outbox).filter((one) => one.at >= since && one.at < until)
  const [first] = said
  if (first === undefined) return { why: 'nothing' }
  const plans = (await records.plans()).filter((plan) => plan.since < until)
  const began = Math.min(...plans.map((plan) => plan.since))
  // A reminder of the very minute would count as told before.
  const now = first.heard === undefined ? Math.max(since, Math.min(began, first.at)) : first.at
  const nameless = namelessIn(board, inbox.flatMap(sentName))
  return {
    kept: {
      title: standIns.days(nameless.person(personId), shortDate(from), shortDate(to)),
      names: 'replaced',
      ...(minuteOf(began) < minuteOf(now) ? { opened: minuteOf(began) } : {}),
      now: minuteOf(now),
      plans: plans.map(({ id }) => nameless.plan(id)),
      turns: linesOf(said, now, nameless.person(personId), nameless, new Map(outbox.map((row) => [row.id, row]))),
    },
  }
}

/** `2023-04-24T07:30+07:00`; seconds would only be read over. */
const minuteOf = (instant: Instant): string => `${dateOf(instant)}T${timeOf(instant)}+07:00`

const sentName = ({ heard }: InboxRow): readonly string[] =>
  heard.kind === 'file' ? [heard.file.name] : heard.kind === 'refused-file' && heard.name !== '' ? [heard.name] : []

/** What a person sent with what was answered to it, or what the product said by itself. */
interface Said {
  readonly at: Instant
  readonly heard?: InboxRow
  readonly told: readonly OutboxRow[]
}

/** Answers stand below what they answer, however late they went out; the rest stands when it was said. */
function inOrder(inbox: readonly InboxRow[], outbox: readonly OutboxRow[]): readonly Said[] {
  const told = outbox.filter(({ status }) => status === 'sent' || status === 'sending')
  const answers = new Map<number, OutboxRow[]>()
  const others: OutboxRow[] = []
  const known = new Set(inbox.map(({ id }) => id))
  for (const row of told) {
    const source = Number(/(?:^|\W)in\|(\d+)(?:\||$)/.exec(row.key)?.[1])
    if (known.has(source)) answers.set(source, [...(answers.get(source) ?? []), row])
    else others.push(row)
  }
  const said: Said[] = inbox
    .filter(({ heard }) => heard.kind !== 'left' && heard.kind !== 'group')
    .toSorted((a, b) => a.receivedAt - b.receivedAt || a.id - b.id)
    .map((heard) => ({ at: heard.receivedAt, heard, told: answers.get(heard.id) ?? [] }))
  for (const row of others.toSorted((a, b) => saidAt(a) - saidAt(b) || a.id - b.id)) {
    const at = said.findLastIndex((one) => one.at < saidAt(row) || (one.at === saidAt(row) && isAfter(row, one)))
    said.splice(at + 1, 0, { at: saidAt(row), told: [row] })
  }
  return said
}

const saidAt = (row: OutboxRow): Instant => row.sentAt ?? row.createdAt

/** Of two things of one instant: what waited for the other, or was written after it. */
const isAfter = (row: OutboxRow, { told }: Said): boolean =>
  row.createdAt < saidAt(row) || told.every(({ id }) => id < row.id)

function linesOf(
  said: readonly Said[],
  begun: Instant,
  speaker: string,
  nameless: Nameless,
  outbox: ReadonlyMap<number, OutboxRow>,
): readonly Line[] {
  const lines: Line[] = []
  let now = begun
  let spoke = begun
  let isTurn = false
  for (const { at, heard, told } of said) {
    const passes = heard === undefined ? !isTurn || at - spoke >= minute : at - now >= silence
    if (passes && minuteOf(at) !== minuteOf(now)) {
      lines.push({ pass: minuteOf(at) })
      now = at
      isTurn = false
    }
    if (heard !== undefined) {
      lines.push({ [speaker]: actOf(heard, nameless, outbox) })
      isTurn = true
      spoke = at
    }
    lines.push(...told.map((row) => toldLine(row, nameless, isTurn ? undefined : speaker)))
  }
  return lines
}

function actOf({ heard }: InboxRow, nameless: Nameless, outbox: ReadonlyMap<number, OutboxRow>): Act {
  switch (heard.kind) {
    case 'text':
      // Who had his or her data erased keeps only that something was said.
      if (heard.text === '') return standIns.erased
      return /\p{L}/u.test(heard.text) && codeIn(heard.text) !== undefined ? '/start …-…' : nameless.text(heard.text)
    case 'choice':
      return {
        press: nameless.text(outbox.get(heard.outboxId)?.reply.choices?.[heard.index]?.label ?? standIns.erased),
      }
    case 'file':
      return {
        file: fileWithoutName(heard.file.name),
        text: contentOf(heard.file.name),
        ...(heard.caption === '' ? {} : { caption: nameless.text(heard.caption) }),
      }
    case 'refused-file':
      return { file: fileWithoutName(heard.name), text: contentOf(heard.name) }
    case 'left':
    case 'group':
      return ''
  }
}

/** A PDF file is taken for one by its first letters; other kinds cannot be made of text. */
const contentOf = (name: string): string => `${/\.pdf$/i.test(name) ? '%PDF-1.4 ' : ''}${standIns.content}`

const toldLine = ({ reply }: OutboxRow, nameless: Nameless, to: string | undefined): Told => ({
  ...(to === undefined ? {} : { to }),
  bot: nameless.text(reply.text),
  ...(reply.choices?.length ? { choices: reply.choices.map(({ label }) => nameless.text(label)) } : {}),
  ...(reply.files?.length ? { files: reply.files.map(({ name }) => fileWithoutName(name)) } : {}),
})
