import { maySee, type Person, personOf } from '../../core/plan/board.ts'
import type { Occurrence } from '../../core/plan/occurrence.ts'
import { standInFor, standsInFor } from '../../core/reminder/substitution.ts'
import { dateOf } from '../../core/time.ts'
import { insteadOfHead, togetherWith } from '../../text/vi-substitute.ts'
import type { Notice, Talk } from '../conversation/talk.ts'

/** Those for whom the person stands in today. Their work as admins is not handed on: an admin makes another one. */
export const awayPeople = ({ prepared, office, person, now }: Talk): readonly Person[] =>
  prepared.substitutions.length === 0
    ? []
    : standsInFor(prepared.substitutions, person.id, dateOf(now)).flatMap((id) => personOf(office.board, id) ?? [])

/** Whether the person may answer for a Unit today: the own one, or that of somebody who is away. */
export const answersFor = (talk: Talk, unitId: string): boolean =>
  talk.person.unitId === unitId || awayPeople(talk).some((away) => away.unitId === unitId)

/** Whether the person may see a Unit's work today. */
export const seesUnit = (talk: Talk, unitId: string): boolean =>
  maySee(talk.person, unitId) ||
  awayPeople(talk).some((away) => away.unitId === unitId || away.roles.includes('leader'))

/** Whether the person decides about reports today. */
export const leadsToday = (talk: Talk): boolean =>
  talk.person.roles.includes('leader') || awayPeople(talk).some((away) => away.roles.includes('leader'))

/** Whether the person handles this report's paper: the people of the Unit that compiles it, and admins. */
export const handlesReport = (talk: Talk, report: Pick<Occurrence, 'unitId'>): boolean =>
  talk.person.roles.includes('admin') || answersFor(talk, report.unitId)

/**
 * For whom an answer of the person is given: somebody of that Unit who is away, unless the person answers for the Unit
 * anyway; null then.
 */
export function answeredFor(talk: Talk, unitId: string): Person | null {
  const away = awayPeople(talk).filter((one) => one.unitId === unitId)
  const asked = (one: Person): boolean => one.roles.includes('focal') || one.roles.includes('head')
  if (talk.person.unitId === unitId && asked(talk.person)) return null
  return away.find(asked) ?? away[0] ?? null
}

/** The name of whoever answered, with the name of the one for whom. */
export const answeredBy = (talk: Talk, personId: string, insteadOf: string | null): string => {
  const name = (id: string): string => personOf(talk.office.board, id)?.name ?? ''
  return insteadOf === null ? name(personId) : togetherWith(name(personId), name(insteadOf))
}

/** A notice as it goes out today: one to somebody who is away goes to the substitute, and says so. */
export function redirected(talk: Pick<Talk, 'prepared' | 'office' | 'now'>, notice: Notice): Notice {
  const { substitutions } = talk.prepared
  if (substitutions.length === 0 || notice.personal) return notice
  const to = standInFor(substitutions, notice.personId, dateOf(talk.now))
  if (to === notice.personId) return notice
  const away = personOf(talk.office.board, notice.personId)?.name ?? notice.personId
  const text = `${insteadOfHead(away)}\n${notice.reply.text}`
  return { personId: to, key: `${notice.key}|${to}`, reply: { ...notice.reply, text } }
}
