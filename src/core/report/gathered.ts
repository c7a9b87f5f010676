import { unitOf } from '../plan/board.ts'
import type { Task } from '../plan/plan.ts'
import type { CompileInput, Contribution } from './compile-input.ts'

export type Answered = Contribution & { readonly answer: NonNullable<Contribution['answer']> }

export const isAnswered = (one: Contribution): one is Answered => one.answer !== null

/** What all sections are written from: the contributions in the order of the Board's Units, and names. */
export interface Gathered {
  readonly input: CompileInput
  /** Who issues the document. */
  readonly issuer: { readonly name: string; readonly parent: string; readonly place: string; readonly ownPlan: boolean }
  readonly parts: readonly Contribution[]
  readonly answered: readonly Answered[]
  /** The Task that a contribution reports on; undefined for a Unit's general part. */
  taskOf(one: Contribution): Task | undefined
  unitName(unitId: string): string
  /** Names of the Units, each once, in the Board's order. */
  unitNames(unitIds: readonly string[]): readonly string[]
}

const key = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replace(/ủy ban nhân dân|uỷ ban nhân dân/gu, 'ubnd')
    .replace(/\s+/g, ' ')
    .trim()

/** Text order that does not depend on the host's language data. */
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * Puts the input in order. A plan of the Board's parent is reported on in the Board's own name; otherwise the plan
 * names its issuer.
 */
export function gather(input: CompileInput): Gathered {
  const { board, plan } = input
  const ownPlan = key(plan.issuer) !== key(board.parent)
  const places = new Map(board.units.map((unit, index) => [unit.id, index]))
  const place = (unitId: string): number => places.get(unitId) ?? board.units.length
  const parts = [...input.contributions].sort(
    (a, b) =>
      place(a.occurrence.unitId) - place(b.occurrence.unitId) ||
      byText(a.occurrence.unitId, b.occurrence.unitId) ||
      byText(a.occurrence.period.from, b.occurrence.period.from) ||
      byText(a.occurrence.due, b.occurrence.due) ||
      byText(a.occurrence.id, b.occurrence.id),
  )
  const unitName = (unitId: string): string => unitOf(board, unitId)?.name ?? unitId
  return {
    input,
    issuer: {
      name: (ownPlan && plan.issuer) || board.name,
      parent: (ownPlan && plan.parent) || board.parent,
      place: (ownPlan && plan.place) || board.place,
      ownPlan,
    },
    parts,
    answered: parts.filter(isAnswered),
    taskOf: ({ occurrence }) =>
      occurrence.stage === 'task' || occurrence.stage === 'check-in'
        ? plan.tasks.find((task) => task.id === occurrence.itemId)
        : undefined,
    unitName,
    unitNames: (unitIds) => [...new Set(unitIds)].sort((a, b) => place(a) - place(b) || byText(a, b)).map(unitName),
  }
}

/** The paragraphs of a text that somebody typed: no empty lines, nothing else changed. */
export const paragraphsOf = (text: string): readonly string[] =>
  text
    .normalize('NFC')
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
