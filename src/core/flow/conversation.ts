import { stringify } from 'yaml'
import { z } from 'zod'
import type { Read } from '../issue.ts'
import { wanted } from '../phrase.ts'
import { readYaml } from '../read-yaml.ts'
import type { Choice, Reply } from '../reply.ts'
import { type Instant, isoInstant, parseInstant } from '../time.ts'
import { advance, repeatPrompt, startFlow } from './advance.ts'
import type { Flow } from './flow.ts'
import type { Effect, Facts, Heard, Turn, Value } from './session.ts'

const value: z.ZodType<Value> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(value), z.record(z.string(), value)]),
)

const spoken = z.union([
  z.strictObject({ person: z.string() }),
  /** The button with this label among the last ones shown. */
  z.strictObject({ press: z.string() }),
  /** A button's own value: one that was shown earlier. */
  z.strictObject({ button: z.string() }),
  z.strictObject({
    file: z.strictObject({ sha256: z.string(), name: z.string(), mime: z.string(), size: z.number() }),
    caption: z.string().optional(),
  }),
  /** The person comes back to a conversation that was left. */
  z.strictObject({ resume: z.literal(true) }),
])

const answered = z.union([
  z.strictObject({ bot: z.string(), choices: z.array(z.string()).exactOptional() }),
  z.strictObject({ effect: z.string(), values: z.record(z.string(), value) }),
])

export type Spoken = z.infer<typeof spoken>
export type Answered = z.infer<typeof answered>
export type Line = Spoken | Answered

/** A conversation kept as an example: what the person sends, and all that comes back. */
export interface Conversation {
  readonly flow: string
  readonly as: string
  /** ISO 8601; every exchange happens at this instant. */
  readonly now: string
  readonly facts: Facts
  /** An earlier answer that is being corrected. */
  readonly values?: { readonly [block: string]: Value } | undefined
  readonly turns: readonly Line[]
}

const conversation: z.ZodType<Conversation> = z.strictObject({
  flow: z.string(),
  as: z.string(),
  now: z.string().refine((text) => parseInstant(text) !== undefined, wanted({ code: 'golden-instant' })),
  facts: z.record(z.string(), value),
  values: z.record(z.string(), value).optional(),
  turns: z.array(z.union([spoken, answered])),
})

/** Reads a kept conversation; every problem is an Issue. */
export const readConversation = (text: string, file: string): Read<Conversation> => readYaml(text, file, conversation)

/** A conversation as YAML that a reviewer reads as prose. */
export const writeConversation = (kept: Conversation): string =>
  stringify(kept, { lineWidth: 0, blockQuote: 'literal', aliasDuplicateObjects: false })

export const isSpoken = (line: Line): line is Spoken => !('bot' in line) && !('effect' in line)

/** A conversation under way: what was said so far, and the last Turn. */
export interface Playing {
  readonly turn: Turn
  readonly lines: readonly Line[]
  /** The buttons shown last. */
  readonly choices: readonly Choice[]
}

/** Begins a conversation. */
export function openConversation(flow: Flow, facts: Facts, now: Instant, values?: Conversation['values']): Playing {
  return after({ turn: startFlow(flow, facts, now, values), lines: [], choices: [] })
}

/** One exchange; undefined when there is no such button to press. */
export function speak(flow: Flow, playing: Playing, line: Spoken, now: Instant): Playing | undefined {
  const { state } = playing.turn
  const said = { ...playing, lines: [...playing.lines, line] }
  if ('resume' in line) return after({ ...said, turn: repeatPrompt(flow, state, now) })
  const heard = heardOf(line, playing.choices)
  return heard === undefined ? undefined : after({ ...said, turn: advance(flow, state, heard, now) })
}

function heardOf(line: Exclude<Spoken, { resume: true }>, choices: readonly Choice[]): Heard | undefined {
  if ('person' in line) return { kind: 'text', text: line.person }
  if ('button' in line) return { kind: 'choice', value: line.button }
  if ('file' in line) return { kind: 'file', file: line.file, caption: line.caption ?? '' }
  const pressed = choices.find((choice) => choice.label === line.press)
  return pressed === undefined ? undefined : { kind: 'choice', value: pressed.value }
}

function after(playing: Playing): Playing {
  const { replies, effects } = playing.turn
  const shown = replies.findLast((reply) => reply.choices !== undefined)?.choices
  return {
    turn: playing.turn,
    lines: [...playing.lines, ...effects.map(effectLine), ...replies.map(botLine)],
    choices: shown ?? playing.choices,
  }
}

const botLine = (reply: Reply): Answered =>
  reply.choices === undefined
    ? { bot: reply.text }
    : { bot: reply.text, choices: reply.choices.map((choice) => choice.label) }

const effectLine = (effect: Effect): Answered => ({ effect: effect.name, values: effect.values })

/**
 * Plays the person's part of a kept conversation again and gives every line as it comes now; the same lines as were
 * kept when nothing has changed. A button that is not shown any more ends it with a line that says so.
 */
export function replay(flow: Flow, kept: Conversation): readonly Line[] {
  const now = parseInstant(kept.now) ?? 0
  let playing = openConversation(flow, kept.facts, now, kept.values)
  for (const line of kept.turns.filter(isSpoken)) {
    const next = speak(flow, playing, line, now)
    if (next === undefined) return [...playing.lines, line, { bot: '(no such button)' }]
    playing = next
  }
  return playing.lines
}

/** A conversation that can be kept. */
export const keepConversation = (
  flow: Flow,
  as: string,
  now: Instant,
  facts: Facts,
  playing: Playing,
): Conversation => ({ flow: flow.id, as, now: isoInstant(now), facts, turns: playing.lines })
