import * as say from '../../text/vi-desk.ts'
import { shortTitle } from '../../text/vi-reminder.ts'
import { type Person, type Role, unitOf } from '../plan/board.ts'
import type { Choice } from '../reply.ts'
import type { Instant, LocalDate } from '../time.ts'
import type { Prepared } from './prepare-agenda.ts'

/** A Unit's wish for a later day that nobody has decided. */
export interface WaitingExtension {
  readonly id: number
  readonly occurrenceId: string
  readonly unitId: string
  readonly extendedTo: LocalDate
}

/** An Obstacle or a Recommendation that nobody has closed. */
export interface WaitingConcern {
  readonly kind: 'obstacle' | 'recommendation'
  readonly id: number
  readonly unitId: string
  readonly what: string
}

/** An instruction that no leader has closed. */
export interface OpenInstruction {
  readonly id: number
  readonly unitId: string
  readonly what: string
  readonly due: LocalDate | null
  readonly givenAt: Instant
  /** The Unit has reported what came of it. */
  readonly reported: boolean
  /** A leader has sent the outcome back. */
  readonly returned: boolean
}

/** An Indicator whose known figures are below its target. */
export interface Shortfall {
  readonly name: string
  readonly value: string
  readonly target: string
  /** Units that give its figures; empty: all of them. */
  readonly unitIds: readonly string[]
}

/** All that waits on a Board beside the work itself, oldest first. */
export interface Desk {
  readonly extensions: readonly WaitingExtension[]
  readonly concerns: readonly WaitingConcern[]
  readonly instructions: readonly OpenInstruction[]
  readonly shortfalls: readonly Shortfall[]
}

export const emptyDesk: Desk = { extensions: [], concerns: [], instructions: [], shortfalls: [] }

/** How much may be said: lines of each kind, and characters of a title. */
export interface DeskRoom {
  readonly lines: number
  readonly title: number
}

export interface DeskReply {
  readonly blocks: readonly string[]
  /** The most urgent first. */
  readonly choices: readonly Choice[]
}

export type InstructionState = 'open' | 'overdue' | 'reported' | 'returned'

/** How an open instruction stands on a day. */
export function instructionState(
  { due, reported, returned }: Pick<OpenInstruction, 'due' | 'reported' | 'returned'>,
  today: LocalDate,
): InstructionState {
  if (reported) return 'reported'
  if (due !== null && due < today) return 'overdue'
  return returned ? 'returned' : 'open'
}

const labelLimit = 30

/** A block of at most so many lines; nothing for none. */
function block(heading: string, lines: readonly string[], more: readonly string[]): string[] {
  return lines.length + more.length === 0 ? [] : [[heading, ...lines.map((line) => `• ${line}`), ...more].join('\n')]
}

/**
 * What of the desk concerns people: who leads decides on the whole Board; a Unit's head and focal person see what was
 * put to the Unit and what the Unit has put to the leaders. `people`: the reader and those for whom he or she stands
 * in today.
 */
export function deskFor(
  prepared: Prepared,
  desk: Desk,
  people: readonly Person[],
  today: LocalDate,
  room: DeskRoom,
): DeskReply {
  const has = (role: Role): boolean => people.some(({ roles }) => roles.includes(role))
  const units = new Set(
    people.filter(({ roles }) => roles.includes('head') || roles.includes('focal')).map(({ unitId }) => unitId),
  )
  const unit = has('head') || has('focal') ? forUnits(desk, units, today, room) : nothing
  if (!has('leader')) return unit
  const leader = forLeader(prepared, desk, today, room)
  return { blocks: [...leader.blocks, ...unit.blocks], choices: [...leader.choices, ...unit.choices] }
}

const nothing: DeskReply = { blocks: [], choices: [] }

function forLeader(prepared: Prepared, desk: Desk, today: LocalDate, { lines, title }: DeskRoom): DeskReply {
  const unitName = (id: string): string => unitOf(prepared.board, id)?.name ?? id
  const short = (text: string): string => say.asPart(text, title)
  const about = (id: string): string => short(prepared.occurrences.get(id)?.title ?? '')
  const reported = desk.instructions.filter((one) => one.reported)
  const overdue = desk.instructions.filter((one) => instructionState(one, today) === 'overdue')
  const rest = (all: readonly unknown[], say: (count: number) => string): string[] =>
    all.length > lines ? [say(all.length - lines)] : []
  return {
    blocks: [
      ...block(
        say.deskHeadings.decide,
        [
          ...desk.extensions
            .slice(0, lines)
            .map((one) => say.extensionLine(unitName(one.unitId), about(one.occurrenceId), one.extendedTo)),
          ...desk.concerns
            .slice(0, lines)
            .map((one) => say.concernLine(one.kind, unitName(one.unitId), short(one.what))),
          ...reported.slice(0, lines).map((one) => say.outcomeLine(unitName(one.unitId), short(one.what))),
        ],
        [
          ...rest(desk.extensions, say.moreExtensions),
          ...rest(desk.concerns, say.moreConcerns),
          ...rest(reported, say.moreInstructions),
        ],
      ),
      ...block(
        say.deskHeadings.instructions,
        overdue
          .slice(0, lines)
          .map(({ unitId, what, due }) =>
            say.instructionLine({ unit: unitName(unitId), what: short(what), due, state: 'open' }),
          ),
        rest(overdue, say.moreInstructions),
      ),
      ...shortfallBlock(desk.shortfalls, { lines, title }),
    ],
    choices: [
      ...desk.extensions.slice(0, 1).map((one) => ({
        label: say.extensionLabel(shortTitle(unitName(one.unitId), labelLimit)),
        value: `extension:${one.id}`,
      })),
      ...desk.concerns.slice(0, 1).map((one) => ({
        label: say.concernLabel(one.kind, shortTitle(unitName(one.unitId), labelLimit)),
        value: `concern:${one.kind}:${one.id}`,
      })),
      ...reported.slice(0, 1).map((one) => ({
        label: say.outcomeLabel(shortTitle(unitName(one.unitId), labelLimit)),
        value: `instruction:${one.id}`,
      })),
    ],
  }
}

function shortfallBlock(shortfalls: readonly Shortfall[], { lines, title }: DeskRoom): string[] {
  const more = shortfalls.length > lines ? [say.moreShortfalls(shortfalls.length - lines)] : []
  const shown = shortfalls
    .slice(0, lines)
    .map(({ name, value, target }) => say.shortfallLine(shortTitle(name, title), value, target))
  return block(say.deskHeadings.shortfalls, shown, more)
}

function forUnits(desk: Desk, units: ReadonlySet<string>, today: LocalDate, room: DeskRoom): DeskReply {
  const { lines, title } = room
  const mine = desk.instructions.filter(({ unitId }) => units.has(unitId))
  const extensions = desk.extensions.filter(({ unitId }) => units.has(unitId)).length
  const concerns = desk.concerns.filter(({ unitId }) => units.has(unitId)).length
  const shortfalls = desk.shortfalls.filter(({ unitIds }) => unitIds.some((id) => units.has(id)))
  return {
    blocks: [
      ...block(
        say.deskHeadings.instructed,
        mine.slice(0, lines).map((one) =>
          say.instructionLine({
            unit: null,
            what: say.asPart(one.what, title),
            due: one.due,
            state: instructionState(one, today),
          }),
        ),
        mine.length > lines ? [say.moreInstructions(mine.length - lines)] : [],
      ),
      ...shortfallBlock(shortfalls, room),
      ...(extensions + concerns === 0 ? [] : [say.waitingForLeaders(extensions, concerns)]),
    ],
    choices: mine
      .filter(({ reported }) => !reported)
      .slice(0, 1)
      .map((one) => ({
        label: say.reportOutcomeLabel(say.asPart(one.what, labelLimit)),
        value: `instruction:${one.id}:report`,
      })),
  }
}
