import * as say from '../../text/vi-reminder.ts'
import { type Person, personOf } from '../plan/board.ts'
import type { Occurrence } from '../plan/occurrence.ts'
import type { Reply } from '../reply.ts'
import { dateOf, type Instant } from '../time.ts'
import { composeReply, type Matter, type WorkCard } from './digest.ts'
import type { Tell } from './ladder.ts'
import { asItStands, isOpen, opensAt, type Prepared, type Standings } from './prepare-agenda.ts'
import { standsInFor } from './substitution.ts'

/**
 * Everything that is open for a person now, as in the morning's list: the Unit's own matters, and for leaders and
 * admins the reports in the making and what has become late. undefined when nothing is.
 */
export function workList(
  prepared: Prepared,
  standings: Standings,
  personId: string,
  now: Instant,
  card?: WorkCard,
): Reply | undefined {
  const person = prepared.board.people.find(({ id }) => id === personId)
  if (person === undefined) return undefined
  const today = dateOf(now)
  const away = standsInFor(prepared.substitutions, personId, today).flatMap((id) => personOf(prepared.board, id) ?? [])
  const matters: Matter[] = []
  for (const first of prepared.occurrences.values()) {
    if (!isOpen(standings, first)) continue
    const occurrence = asItStands(prepared, first, standings)
    const asked = (opensAt(prepared, occurrence, standings) ?? Number.POSITIVE_INFINITY) <= now
    const late = (occurrence.rolledDue ?? occurrence.workDue) < today
    const collecting = occurrence.stage === 'report' && isCollecting(prepared, standings, occurrence.id, now)
    // What is the person's own is said as such, whoever is away besides.
    for (const one of [person, ...away]) {
      const as = listedAs(one, occurrence, { asked, late, collecting })
      if (as === undefined) continue
      matters.push({ occurrence, as: new Set([as]), missedOn: null, insteadOf: one === person ? [] : [one.id] })
      break
    }
  }
  if (matters.length === 0) return undefined
  const scene = { prepared, standings, now, attach: [], brief: false, ...(card === undefined ? {} : { card }) }
  return composeReply(scene, say.workListHeading(today, card?.from ?? 0), matters)
}

/** As what a person has an Occurrence in the list of open work; undefined where it is none of the person's. */
function listedAs(
  person: Person,
  { unitId, stage }: Occurrence,
  is: { readonly asked: boolean; readonly late: boolean; readonly collecting: boolean },
): Tell | undefined {
  const own = unitId === person.unitId
  const leads = person.roles.includes('leader') || person.roles.includes('admin')
  if (own && is.asked && stage !== 'report') return 'focal'
  if ((own || leads) && (is.asked || is.collecting) && stage === 'report')
    return person.roles.includes('leader') ? 'leader' : 'head'
  return leads && is.asked && is.late ? 'leader' : undefined
}

const isCollecting = (prepared: Prepared, standings: Standings, reportId: string, now: Instant): boolean =>
  (prepared.parts.get(reportId) ?? []).some(
    (part) => (opensAt(prepared, part, standings) ?? Number.POSITIVE_INFINITY) <= now,
  )
