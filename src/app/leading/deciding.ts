import { leadersOf, type Person, peopleOf, personOf, unitOf } from '../../core/plan/board.ts'
import { togetherWith } from '../../text/vi-substitute.ts'
import type { Talk } from '../conversation/talk.ts'
import { awayPeople, leadsToday } from '../people/standing-in.ts'

/** Whether the person decides for the Board today: leaders and who stands in for one; admins of a Board without leaders. */
export const decidesToday = (talk: Talk): boolean =>
  leadsToday(talk) || (leadersOf(talk.office.board).length === 0 && talk.person.roles.includes('admin'))

/** The name under which the person decides today: with the leader's for whom he or she stands in. */
export function deciderName(talk: Talk): string {
  const { name, roles } = talk.person
  const away = roles.includes('leader') ? undefined : awayPeople(talk).find((one) => one.roles.includes('leader'))
  return away === undefined ? name : togetherWith(name, away.name)
}

/** Who is told of a decision about a Unit: its head and focal person, and whoever brought it up. */
export function toldOf({ office, person }: Talk, unitId: string, asker: string | null): readonly Person[] {
  const { board } = office
  const asked = asker === null ? undefined : personOf(board, asker)
  const people = [...peopleOf(board, unitId, 'head'), ...peopleOf(board, unitId, 'focal'), ...(asked ? [asked] : [])]
  return [...new Set(people)].filter(({ id }) => id !== person.id)
}

export const unitNameOf = ({ office }: Talk, unitId: string): string => unitOf(office.board, unitId)?.name ?? unitId
export const personNameOf = ({ office }: Talk, personId: string | null): string =>
  personId === null ? '' : (personOf(office.board, personId)?.name ?? personId)

/** A row's id as buttons carry it; undefined for anything else. */
export const idOf = (text: string): number | undefined => (/^\d{1,15}$/.test(text) ? Number(text) : undefined)
