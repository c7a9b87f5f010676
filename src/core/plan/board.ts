import type { LocalTime } from '../time.ts'

export type Role = 'staff' | 'focal' | 'head' | 'leader' | 'admin'

export interface Unit {
  readonly id: string
  readonly name: string
  /** Abbreviations and other names that documents use. */
  readonly aliases: readonly string[]
  readonly kind: 'office' | 'department' | 'subordinate' | 'organisation'
}

export interface Person {
  readonly id: string
  /** How the product addresses and names the person; sample people are named by their post. */
  readonly name: string
  readonly unitId: string
  readonly roles: readonly Role[]
}

/** Working hours of a day, in order, not overlapping. */
export interface Hours {
  readonly from: LocalTime
  readonly to: LocalTime
}

/** One office that runs Đúng Hạn. */
export interface Board {
  readonly id: string
  readonly name: string
  /** Abbreviation in document symbols: `BQLKKT`. */
  readonly symbol: string
  readonly parent: string
  readonly place: string
  /** The post that signs, upper case: `TRƯỞNG BAN`. */
  readonly signer: string
  /** Abbreviation of the drafting unit in "Lưu: VT, VP". */
  readonly drafter: string
  readonly hours: readonly Hours[]
  readonly units: readonly Unit[]
  readonly people: readonly Person[]
  /** Plan files of this Board, relative to the configuration folder. */
  readonly plans: readonly string[]
}

/** The people of a Unit who have a role; the Unit's head stands in for a focal person it does not have. */
export function peopleOf(board: Board, unitId: string, role: Role): readonly Person[] {
  const here = board.people.filter((person) => person.unitId === unitId)
  const found = here.filter((person) => person.roles.includes(role))
  if (found.length > 0 || role !== 'focal') return found
  return here.filter((person) => person.roles.includes('head'))
}

export const leadersOf = (board: Board): readonly Person[] => board.people.filter((p) => p.roles.includes('leader'))
export const adminsOf = (board: Board): readonly Person[] => board.people.filter((p) => p.roles.includes('admin'))
export const unitOf = (board: Board, unitId: string): Unit | undefined => board.units.find((u) => u.id === unitId)

/** A Board never changes, and thousands of messages ask for their person's name. */
const byId = new WeakMap<Board['people'], ReadonlyMap<string, Person>>()

export function personOf({ people }: Board, id: string): Person | undefined {
  let index = byId.get(people)
  if (index === undefined) {
    // Of two with the same id the first counts.
    index = new Map(people.toReversed().map((person) => [person.id, person]))
    byId.set(people, index)
  }
  return index.get(id)
}

/** Whether a person may see a Unit's work: staff and heads their own Unit, leaders and admins the whole Board. */
export const maySee = (person: Person, unitId: string): boolean =>
  person.unitId === unitId || person.roles.includes('leader') || person.roles.includes('admin')
