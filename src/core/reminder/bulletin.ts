import * as say from '../../text/vi-bulletin.ts'
import { type Person, personOf } from '../plan/board.ts'
import type { Occurrence } from '../plan/occurrence.ts'
import type { Choice, Reply } from '../reply.ts'
import { dateOf, type Instant } from '../time.ts'
import { type Desk, deskFor } from './desk.ts'
import { composeReply, type Matter } from './digest.ts'
import type { Tell } from './ladder.ts'
import { asItStands, isOpen, opensAt, type Prepared, type Standings } from './prepare-agenda.ts'
import { standsInFor } from './substitution.ts'

/** Buttons below it: the most urgent things only. */
const choicesShown = 3

/** What a person reads an Occurrence as; undefined where it is none of the person's or nothing is to be said of it. */
function readAs(
  { roles, unitId }: Person,
  occurrence: Occurrence,
  is: { readonly asked: boolean; readonly late: boolean; readonly collecting: boolean },
): Tell | undefined {
  const leads = roles.includes('leader') || roles.includes('admin')
  if (occurrence.stage === 'report')
    return (is.asked || is.collecting) && (leads || occurrence.unitId === unitId)
      ? roles.includes('leader')
        ? 'leader'
        : 'head'
      : undefined
  if (!is.asked) return undefined
  if (leads) return is.late ? 'leader' : undefined
  return occurrence.unitId === unitId ? 'head' : undefined
}

/**
 * One screen on how things stand now: to leaders and admins what is late on the Board, the reports in the making and
 * what waits for a decision; to everybody else the same of the own Unit. At most three buttons. `headed`: the Board's
 * or Unit's name.
 */
export function bulletin(
  prepared: Prepared,
  standings: Standings,
  desk: Desk,
  personId: string,
  now: Instant,
): Reply | undefined {
  const today = dateOf(now)
  const ids = [personId, ...standsInFor(prepared.substitutions, personId, today)]
  const people = ids.flatMap((id) => personOf(prepared.board, id) ?? [])
  const matters: Matter[] = []
  for (const first of prepared.occurrences.values()) {
    if (!isOpen(standings, first)) continue
    const occurrence = asItStands(prepared, first, standings)
    const asked = (opensAt(prepared, occurrence, standings) ?? Number.POSITIVE_INFINITY) <= now
    const late = (occurrence.rolledDue ?? occurrence.workDue) < today
    const parts = occurrence.stage === 'report' ? (prepared.parts.get(occurrence.id) ?? []) : []
    const collecting = parts.some((part) => (opensAt(prepared, part, standings) ?? Number.POSITIVE_INFINITY) <= now)
    const reader = people.find((one) => readAs(one, occurrence, { asked, late, collecting }) !== undefined)
    const as = reader && readAs(reader, occurrence, { asked, late, collecting })
    if (reader === undefined || as === undefined) continue
    const insteadOf = reader.id === personId ? [] : [reader.id]
    matters.push({ occurrence, as: new Set([as]), missedOn: null, insteadOf })
  }
  const scene = { prepared, standings, now, attach: [], brief: true, desk: { all: desk, people } }
  const waits = deskFor(prepared, desk, people, today, { lines: 1, title: 40 }).blocks.length > 0
  if (matters.length === 0 && !waits) return undefined
  const { text, choices = [] } = composeReply(scene, say.bulletinHead(today), matters)
  return { text, choices: mostUrgent(choices) }
}

/** A report to be decided on keeps both its buttons; then what waits for a decision, then days to be promised. */
function mostUrgent(choices: readonly Choice[]): readonly Choice[] {
  const rank = ({ value }: Choice): number =>
    ['approve:', 'return:', 'extension:', 'concern:', 'instruction:', 'promise:'].findIndex((verb) =>
      value.startsWith(verb),
    )
  const decisions = choices.filter((one) => rank(one) === 0 || rank(one) === 1).slice(0, 2)
  const others = choices.filter((one) => !decisions.includes(one) && rank(one) > 1)
  return [...decisions, ...others.sort((a, b) => rank(a) - rank(b))].slice(0, choicesShown)
}
