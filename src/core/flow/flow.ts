import type { YamlPath } from '../read-yaml.ts'
import type { Value } from './session.ts'

/**
 * A conversation as data. Words follow FLOIP where it has them (block, prompt, select_one, numeric, open, message);
 * `files`, `each`, `select_each`, `figures`, `list`, `confirm` and `save` are this product's own.
 */
export interface Flow {
  readonly id: string
  readonly version: number
  /** What the Flow is told; a template may name nothing else. */
  readonly facts: FactShapes
  /** What the Flow itself knows: read as facts are, the same for everybody (a list of criteria). */
  readonly given: { readonly [name: string]: Value }
  /** How a person who leaves for later comes back, said to them; without it the list of open work is named. */
  readonly again?: string | undefined
  /** The first block. */
  readonly start: string
  readonly blocks: { readonly [name: string]: Block }
}

export type FactShapes = { readonly [name: string]: FactShape }
/** A single value, a record of named values, or a list whose elements look like its only member. */
export type FactShape = 'text' | 'number' | FactShapes | readonly [FactShape]

/** A condition as data; nothing is ever evaluated as code. */
export type When =
  /** The fact is there and not empty; with `is` or `not` it is compared. */
  | { readonly fact: string; readonly is?: Wanted; readonly not?: Wanted }
  /** The same for what a block has collected; a block whose own `when` does not hold counts as empty. */
  | { readonly value: string; readonly is?: Wanted; readonly not?: Wanted }
  | { readonly all: readonly When[] }
  | { readonly any: readonly When[] }
  | { readonly no: When }

export type Scalar = string | number | boolean
export type Wanted = Scalar | readonly Scalar[]

/** A template. In a list of lines, a line with a path that has no value is left out. */
export type Text = string | readonly string[]

interface Common {
  readonly prompt: Text
  /** The next block; without it the Flow ends here. */
  readonly next?: string | undefined
  /** Without it always; a block that does not apply is passed over and its value counts as absent. */
  readonly when?: When | undefined
  /** A short name for the summary and the correction menu; a block without one cannot be corrected by itself. */
  readonly title?: string | undefined
}

export interface FlowChoice {
  readonly name: string
  readonly label: string
  readonly keywords: readonly string[]
  readonly when?: When | undefined
  readonly next?: string | undefined
}

export interface MessageBlock extends Common {
  readonly kind: 'message'
}

export interface SelectOneBlock extends Common {
  readonly kind: 'select_one'
  readonly choices: readonly FlowChoice[]
  readonly skip?: string | undefined
}

export interface NumericBlock extends Common {
  readonly kind: 'numeric'
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly whole?: boolean | undefined
  readonly unit?: string | undefined
  /** The path of the fact with the figure of the period before; one far from it is asked back once. */
  readonly previous?: string | undefined
  /** What is usual; a figure outside is asked back once. */
  readonly likely?: { readonly min?: number | undefined; readonly max?: number | undefined } | undefined
  /** The label of the button that leaves it unanswered. */
  readonly skip?: string | undefined
}

export interface OpenBlock extends Common {
  readonly kind: 'open'
  /** Many messages until an end word; else the first message is the answer, unless a channel seems to have cut it. */
  readonly many: boolean
  readonly skip?: string | undefined
  /** characters in all */
  readonly limit: number
  /**
   * The answer must be a day of the calendar; it is kept as `YYYY-MM-DD`. `coming-day`: one to come, typed in words
   * too (core/coming-day.ts), at most a year ahead.
   */
  readonly expect?: 'day' | 'coming-day' | undefined
  /** The fact with the day (`YYYY-MM-DD`) that a `coming-day` must be later than. */
  readonly after?: string | undefined
}

/** Evidence. Not asked when files were sent earlier in the talk: they are kept here whenever they come. */
export interface FilesBlock extends Common {
  readonly kind: 'files'
  readonly skip: string
  /** files in all */
  readonly limit: number
}

/** Many short texts: one message or one line is one item. */
export interface ListBlock extends Common {
  readonly kind: 'list'
  /** items; with 0 the question may be left without any */
  readonly least: number
  readonly most: number
  /** characters of one item */
  readonly limit: number
  /** The label of the button for "none"; only where `least` is 0. */
  readonly skip: string
}

/**
 * One figure for each element of a list fact; an element is a record with an `id`. An element defends its figure with
 * `previousValue`, `likelyMin`, `likelyMax` (a doubtful figure is asked back once), `targetValue` and `targetOp` (one
 * that misses the target is told).
 */
export interface EachBlock extends Common {
  readonly kind: 'each'
  /** The path of the list. */
  readonly over: string
  /** The name under which an element's id is kept beside its figure. */
  readonly as: string
  /** The element's fields that hold its name and its unit. */
  readonly label: string
  readonly unit?: string | undefined
  /** Two questions and a computed per cent for elements whose `field` is there. */
  readonly ratio?: { readonly field: string; readonly numerator: Text; readonly denominator: Text } | undefined
  readonly min?: number | undefined
  /** The largest sensible figure by unit: `{ '%': 100 }`. */
  readonly max: { readonly [unit: string]: number }
  /** The label of the button for "no figure yet". */
  readonly none: string
}

/** One choice for each element of a list. */
export interface SelectEachBlock extends Common {
  readonly kind: 'select_each'
  readonly over: string
  readonly as: string
  readonly label: string
  readonly choices: readonly ScoredChoice[]
}

export interface ScoredChoice {
  readonly name: string
  readonly label: string
  readonly keywords: readonly string[]
  /** Points; where choices have them the summary shows the sum. */
  readonly score?: number | undefined
}

/** Several figures that belong together, asked one after the other; several numbers in one message fill the next. */
export interface FiguresBlock extends Common {
  readonly kind: 'figures'
  readonly fields: readonly FigureField[]
  readonly computed: readonly ComputedFigure[]
  readonly checks: readonly FigureCheck[]
  /** The label of the button for "no figure yet". */
  readonly none: string
  /** The path of a fact: a record with the figures of the period before, by the fields' names. */
  readonly previous?: string | undefined
}

export interface FigureField {
  readonly name: string
  readonly label: string
  readonly ask: Text
  readonly unit?: string | undefined
  readonly whole?: boolean | undefined
  /** 0 without it: what is counted is never less than nothing. */
  readonly min: number
  readonly max?: number | undefined
}

/** A share of figures in figures, in per cent with one decimal; absent when a figure is missing or they sum to 0. */
export interface ComputedFigure {
  readonly name: string
  readonly label: string
  readonly of: readonly string[]
  readonly over: readonly string[]
  readonly unit: string
}

/** The sum of some figures may not exceed the sum of others; `say` tells whoever gave them. */
export interface FigureCheck {
  readonly sum: readonly string[]
  readonly atMost: readonly string[]
  readonly say: string
}

/** Blocks that ask once for each of their elements. */
export type LoopBlock = EachBlock | SelectEachBlock | FiguresBlock

export interface ConfirmBlock extends Common {
  readonly kind: 'confirm'
  /** The save block whose values are shown as `{{saved.…}}`. */
  readonly save: string
}

/** Where a saved value comes from: the first source that has one, else null. */
export type Source =
  | { readonly value: string; readonly when?: When | undefined }
  | { readonly fact: string; readonly when?: When | undefined }
  /** What the block has collected even if it does not apply (files that came before it was known). */
  | { readonly kept: string; readonly when?: When | undefined }
  /** Why a `numeric` block's figure was doubted, when it was kept all the same. */
  | { readonly remark: string; readonly when?: When | undefined }
  | { readonly fixed: Value; readonly when?: When | undefined }

export interface SaveBlock extends Common {
  readonly kind: 'save'
  /** The Effect's name. Its prompt is the receipt. */
  readonly effect: string
  readonly values: { readonly [name: string]: readonly Source[] }
}

export type Block =
  | MessageBlock
  | SelectOneBlock
  | NumericBlock
  | OpenBlock
  | FilesBlock
  | ListBlock
  | LoopBlock
  | ConfirmBlock
  | SaveBlock

/** Blocks at which the talk stops until the person answers (`files`, `each` and `select_each` may find nothing to ask). */
export const waits = (block: Block): boolean => block.kind !== 'message' && block.kind !== 'save'

/** Where a block may lead, with the way to each pointer in the file. */
export function leadsTo(name: string, block: Block): readonly { readonly to: string; readonly path: YamlPath }[] {
  const path = ['blocks', name]
  return [
    ...(block.next === undefined ? [] : [{ to: block.next, path: [...path, 'next'] }]),
    ...(block.kind === 'confirm' ? [{ to: block.save, path: [...path, 'save'] }] : []),
    ...(block.kind === 'select_one'
      ? block.choices.flatMap((choice, index) =>
          choice.next === undefined ? [] : [{ to: choice.next, path: [...path, 'choices', index, 'next'] }],
        )
      : []),
  ]
}
