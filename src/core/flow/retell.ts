import type { Instant } from '../time.ts'
import { isoInstant } from '../time.ts'
import { type Conversation, openConversation, type Spoken, speak } from './conversation.ts'
import type { Flow } from './flow.ts'
import type { Facts, FlowState, Value } from './session.ts'

/** A name and what stands for it in a conversation that may be shown to others. */
export interface Replaced {
  readonly name: string
  readonly by: string
}

/** What a person sent in one conversation, oldest first, as it was heard. */
export interface Heard {
  readonly flow: Flow
  readonly facts: Facts
  /** An earlier answer that was being corrected; undefined: it began empty. */
  readonly values: { readonly [block: string]: Value } | undefined
  readonly began: Instant
  readonly said: readonly Spoken[]
  /** Where it stands now; the retelling must come to the same. */
  readonly state: FlowState
}

/** Telephone numbers, e-mail and web addresses: nothing of them is needed to play a conversation again. */
const contacts: readonly (readonly [RegExp, string])[] = [
  [/[\p{L}\d._%+-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,4}/gu, 'thu@vi-du.vn'],
  [/https?:\/\/\S{1,300}/gu, 'https://vi-du.vn'],
  [/(?<!\d)(?:\+84|0)(?:[ .-]?\d){8,10}(?!\d)/gu, '0900 000 000'],
]

/** A text without the names, longest first, and without addresses. */
export function withoutNames(text: string, names: readonly Replaced[]): string {
  let clean = text.normalize('NFC')
  for (const { name, by } of names.toSorted((a, b) => b.name.length - a.name.length))
    if (name.trim() !== '') clean = clean.replaceAll(name, by)
  for (const [shape, by] of contacts) clean = clean.replace(shape, by)
  return clean
}

/** The same in every text of a value; ids and hashes of files are replaced too. */
function cleanValue(value: Value, names: readonly Replaced[]): Value {
  if (typeof value === 'string') return withoutNames(value, names)
  if (Array.isArray(value)) return value.map((one: Value) => cleanValue(one, names))
  if (typeof value !== 'object' || value === null) return value
  const record = value as { readonly [key: string]: Value }
  if (typeof record.sha256 === 'string' && typeof record.name === 'string')
    return { ...record, sha256: '0'.repeat(64), name: fileWithoutName(record.name) }
  return Object.fromEntries(Object.entries(record).map(([key, part]) => [key, cleanValue(part, names)]))
}

/** A file keeps its kind only. */
export const fileWithoutName = (name: string): string => `tep${/\.[a-z\d]{1,5}$/iu.exec(name)?.[0].toLowerCase() ?? ''}`

function cleanSaid(said: Spoken, names: readonly Replaced[]): Spoken {
  if ('person' in said) return { person: withoutNames(said.person, names) }
  if (!('file' in said)) return said
  const file = { ...said.file, sha256: '0'.repeat(64), name: fileWithoutName(said.file.name) }
  return said.caption === undefined ? { file } : { file, caption: withoutNames(said.caption, names) }
}

/**
 * A conversation as it was held, as a golden one with the names replaced. Undefined when what was heard does not lead
 * to where the conversation stands: the flow was changed since, or messages have been erased.
 */
export function retell(heard: Heard, names: readonly Replaced[]): Conversation | undefined {
  const now = heard.began
  const play = (facts: Facts, values: Heard['values'], said: readonly Spoken[]) => {
    let playing = openConversation(heard.flow, facts, now, values)
    for (const one of said) {
      const next = speak(heard.flow, playing, one, now)
      if (next === undefined) return undefined
      playing = next
    }
    return playing
  }
  const asHeld = play(heard.facts, heard.values, heard.said)
  if (asHeld === undefined || !isSame(asHeld.turn.state, heard.state)) return undefined
  const facts = cleanValue(heard.facts, names) as Facts
  const values =
    heard.values === undefined ? undefined : (cleanValue(heard.values, names) as { readonly [block: string]: Value })
  const told = play(
    facts,
    values,
    heard.said.map((one) => cleanSaid(one, names)),
  )
  // Names may have been words of the flow; then it goes another way without them.
  if (told === undefined || told.turn.state.at !== heard.state.at) return undefined
  return {
    flow: heard.flow.id,
    as: 'can-bo',
    now: isoInstant(now),
    facts,
    ...(values === undefined ? {} : { values }),
    turns: told.lines,
  }
}

const isSame = (a: FlowState, b: FlowState): boolean => a.at === b.at && canonical(a.values) === canonical(b.values)

/** Keys in one order, whatever order the database gave them in. */
const canonical = (value: Value): string =>
  JSON.stringify(value, (_, part: Value) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([x], [y]) => (x < y ? -1 : 1)))
      : part,
  )
