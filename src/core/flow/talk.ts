import { z } from 'zod'
import type { Choice, Reply } from '../reply.ts'
import type { Instant } from '../time.ts'
import type { Ground } from './collected.ts'
import type { Flow } from './flow.ts'
import type { Effect, FlowState, Turn, Value } from './session.ts'

/** Where an `each` block stands. */
export interface Loop {
  readonly element: string
  readonly part: 'value' | 'numerator' | 'denominator'
  readonly numerator: number | null
  /** The element the person came in at: going back before it leaves the block. */
  readonly entered: string
}

/** A figure that is asked back. */
export interface DoubtedFigure {
  readonly value: number
  readonly numerator: number | null
  readonly denominator: number | null
  /** Figures of the same message for the fields after it. */
  readonly waiting: readonly (number | null)[]
  /** false: it has been asked back and is being given anew; it is not asked back again. */
  readonly open: boolean
}

/** The engine's own bookkeeping, kept in `FlowState.memory`. */
export interface Memory {
  /** Blocks the person has left behind, newest last; "back" takes from it. */
  trail: string[]
  /** After "back" or a correction: answered blocks are passed over until this one is reached. */
  goal: string | null
  /** Messages of a text that is not complete yet. */
  parts: string[]
  loop: Loop | null
  doubt: DoubtedFigure | null
  /** The confirmation shows what can be corrected. */
  menu: boolean
  /** The block whose elements the menu shows, when there are too many for one menu. */
  within: string | null
  /** What has been acknowledged since the question was asked, so that it is said once. */
  told: ('part' | 'file')[]
}

const memoryShape = z.object({
  trail: z.array(z.string()).catch([]),
  goal: z.string().nullable().catch(null),
  parts: z.array(z.string()).catch([]),
  loop: z
    .object({
      element: z.string(),
      part: z.enum(['value', 'numerator', 'denominator']),
      numerator: z.number().nullable(),
      entered: z.string(),
    })
    .nullable()
    .catch(null),
  doubt: z
    .object({
      value: z.number(),
      numerator: z.number().nullable(),
      denominator: z.number().nullable(),
      waiting: z.array(z.number().nullable()),
      open: z.boolean(),
    })
    .nullable()
    .catch(null),
  menu: z.boolean().catch(false),
  within: z.string().nullable().catch(null),
  told: z.array(z.enum(['part', 'file'])).catch([]),
})

/** One exchange in the making; what it becomes is the Turn. It never leaves `advance`. */
export interface Talk extends Ground {
  readonly now: Instant
  at: string | null
  turn: number
  values: { [block: string]: Value }
  halfWritten: boolean
  memory: Memory
  readonly replies: Reply[]
  readonly effects: Effect[]
  left: boolean
  /** What is told of the last answer; it goes before the next question, in the same message. */
  aside: string
}

export const openTalk = (flow: Flow, state: FlowState, now: Instant): Talk => ({
  flow,
  facts: state.facts,
  now,
  at: state.at,
  turn: state.turn,
  values: { ...state.values },
  halfWritten: state.halfWritten,
  memory: memoryShape.parse(state.memory),
  replies: [],
  effects: [],
  left: false,
  aside: '',
})

export function closeTalk(talk: Talk, understood: boolean): Turn {
  const { trail, goal, parts, loop, doubt, menu, within, told } = talk.memory
  say(talk, takeAside(talk))
  const state: FlowState = {
    flow: talk.flow.id,
    version: talk.flow.version,
    at: talk.at,
    turn: talk.turn,
    facts: talk.facts,
    values: talk.values,
    halfWritten: talk.halfWritten,
    memory: {
      trail,
      goal,
      parts,
      loop: loop === null ? null : { ...loop },
      doubt: doubt === null ? null : { ...doubt },
      menu,
      within,
      told,
    },
  }
  const turn = { state, replies: talk.replies, effects: talk.effects, understood }
  return talk.left ? { ...turn, left: true } : turn
}

/** What is told of the last answer, once. */
export function takeAside(talk: Talk): string {
  const { aside } = talk
  talk.aside = ''
  return aside
}

/** Adds a message; without words nothing is said. */
export function say(
  talk: Talk,
  text: string,
  choices: readonly Choice[] = [],
  more: Pick<Reply, 'wantsFile' | 'byWord'> = {},
): void {
  if (text === '') return
  talk.replies.push(choices.length === 0 ? { text, ...more } : { text, choices, ...more })
}

/** Keeps an answer. */
export function keep(talk: Talk, block: string, value: Value): void {
  talk.values = { ...talk.values, [block]: value }
  talk.halfWritten = true
}
