import { unitOf } from '../plan/board.ts'
import type { Task } from '../plan/plan.ts'
import type { Assessment, CompileInput, Contribution, FiledBeside } from './compile-input.ts'

export type Answered = Contribution & { readonly answer: NonNullable<Contribution['answer']> }

/** The general parts of an Answer or of an assessment. */
export type Told = Pick<Assessment, 'unitId' | 'recommendation'> & { readonly sections?: Assessment['sections'] }

const toldWith = ({ occurrence: { unitId }, answer: { body } }: Answered): Told => ({
  unitId,
  recommendation: body.recommendation,
  ...(body.sections === undefined ? {} : { sections: body.sections }),
})

export const isAnswered = (one: Contribution): one is Answered => one.answer !== null

/** What all sections are written from: the contributions in the order of the Board's Units, and names. */
export interface Gathered {
  readonly input: CompileInput
  /** Who issues the document. */
  readonly issuer: { readonly name: string; readonly parent: string; readonly place: string; readonly ownPlan: boolean }
  readonly parts: readonly Contribution[]
  readonly answered: readonly Answered[]
  /** What Units wrote under the outline's general headings, with their Answers or in an assessment beside them. */
  readonly told: readonly Told[]
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
  const byUnit = (a: string, b: string): number => place(a) - place(b) || byText(a, b)
  const parts = [...input.contributions].sort(
    (a, b) =>
      byUnit(a.occurrence.unitId, b.occurrence.unitId) ||
      byText(a.occurrence.period.from, b.occurrence.period.from) ||
      byText(a.occurrence.due, b.occurrence.due) ||
      byText(a.occurrence.id, b.occurrence.id),
  )
  const answered = parts.filter(isAnswered)
  // What is sorted stays as it is within one Unit: its Answers first.
  const told = [...answered.map(toldWith), ...(input.assessments ?? [])].sort((a, b) => byUnit(a.unitId, b.unitId))
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
    answered,
    told,
    taskOf: ({ occurrence }) =>
      occurrence.stage === 'task' || occurrence.stage === 'check-in'
        ? plan.tasks.find((task) => task.id === occurrence.itemId)
        : undefined,
    unitName,
    unitNames: (unitIds) => [...new Set(unitIds)].sort(byUnit).map(unitName),
  }
}

/** Rows of what Units answered and of what they filed beside, Unit by Unit in the Board's order, Answers first. */
export function rowsByUnit<Row>(
  { input }: Gathered,
  answered: readonly Answered[],
  rowOf: { answered(one: Answered): Row; filed(one: FiledBeside): Row },
): readonly Row[] {
  const places = new Map(input.board.units.map((unit, index) => [unit.id, index]))
  return [
    ...answered.map((one) => ({ unitId: one.occurrence.unitId, row: rowOf.answered(one) })),
    ...(input.filed ?? []).map((one) => ({ unitId: one.unitId, row: rowOf.filed(one) })),
  ]
    .sort((a, b) => (places.get(a.unitId) ?? places.size) - (places.get(b.unitId) ?? places.size))
    .map(({ row }) => row)
}

/** The paragraphs of a text that somebody typed: no empty lines, nothing else changed. */
export const paragraphsOf = (text: string): readonly string[] =>
  text
    .normalize('NFC')
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
