import type { FileRef, Reply } from '../reply.ts'

/** A value a Flow may be told or may remember. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value }

/** What the Flow is told about the matter; a Flow knows nothing of plans. */
export type Facts = { readonly [name: string]: Value }

/** Where one Person stands in a Flow; plain JSON, so that it survives a restart. */
export interface FlowState {
  readonly flow: string
  readonly version: number
  /** The block that waits for an answer; null when the Flow has ended. */
  readonly at: string | null
  /** Counts the prompts; a button of an earlier prompt is stale. */
  readonly turn: number
  readonly facts: Facts
  readonly values: { readonly [block: string]: Value }
  /** Whether something has been answered that is not saved yet. */
  readonly halfWritten: boolean
  /** The engine's own bookkeeping: loop positions, where to return after a correction, parts of a long text. */
  readonly memory: { readonly [name: string]: Value }
}

/** What the Person sent. A choice carries the value of the button that the Flow itself had offered. */
export type Heard =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'choice'; readonly value: string }
  | { readonly kind: 'file'; readonly file: FileRef; readonly caption: string }

/** What the outside must do: `save` carries the collected values by name. */
export type Effect = { readonly kind: 'save'; readonly name: string; readonly values: { readonly [k: string]: Value } }

/** One exchange: the new state, what to say, what to do. */
export interface Turn {
  readonly state: FlowState
  readonly replies: readonly Reply[]
  readonly effects: readonly Effect[]
  /** false: the answer could not be used and the same question stands. */
  readonly understood: boolean
  /** The person leaves the matter for later; the state is kept as it is. */
  readonly left?: boolean
}
