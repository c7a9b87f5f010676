import type { ErrorCode } from 'yaml'

/** What a name in a file may point to. */
export type NameKind = 'unit' | 'indicator' | 'effect' | 'choice' | 'field' | 'figure'

type Alone = Readonly<Record<never, never>>
type Limit = { readonly limit: number; readonly of?: 'characters' | 'items' }

/** The phrases by code, each with its facts. */
interface Facts {
  // What stands in a file.
  nothing: Alone
  'empty-list': Alone
  list: Alone
  'keys-and-values': Alone
  span: { readonly from: string; readonly to: string }
  'no-rule': Alone
  'keys-together': { readonly keys: readonly string[] }
  'time-beside': { readonly key: string }
  'weekday-beside': { readonly every: string }
  'the-unit': { readonly id: string }
  'the-board': Alone

  // Why a file is no YAML; `message` is the parser's own, in English.
  'yaml-problem': { readonly problem: ErrorCode | 'other'; readonly message: string }
  'too-many-characters': { readonly limit: number }
  'file-too-large': Alone
  'not-utf-8': Alone

  // Shapes and limits.
  text: Alone
  'not-empty': Alone
  number: Alone
  'whole-number': Alone
  'true-or-false': Alone
  'keys-with-values': Alone
  'another-value': Alone
  'one-of': { readonly values: readonly string[]; readonly near?: string }
  'any-of': { readonly phrases: readonly Phrase[] }
  'at-least': Limit
  'at-most': Limit
  'more-than': Limit
  'less-than': Limit
  'multiple-of': { readonly divisor: number }

  // Boards, plans, calendars, ladders.
  day: Alone
  time: Alone
  id: Alone
  'id-of': { readonly kind: NameKind }
  'month-day': Alone
  'key-sets': { readonly sets: readonly (readonly string[])[] }
  'exactly-one-key': { readonly keys: readonly string[] }
  'time-only-beside-a-day': Alone
  'weekday-only-beside-week': Alone
  'stretch-that-exists': Alone
  'hours-after': { readonly time: string }
  'no-group-word': Alone
  'some-unit': Alone
  'per-cent': Alone
  'calendar-day': Alone
  'morning-time': Alone
  'rung-id': Alone

  // Why a day does not fit into a calendar.
  'not-of-year': { readonly year: number }
  'day-twice': Alone
  'worked-on-weekday': Alone
  'off-on-weekend': { readonly kind: string }
  'no-weekend': Alone
  'holiday-for-a-day': { readonly kind: string }
  'no-such-day': { readonly day: string }
  'cannot-stand-for': { readonly day: string; readonly kind: string; readonly other: string }

  // Flows.
  'block-name': Alone
  'fact-path': Alone
  'one-word': Alone
  'not-skip': Alone
  'not-remarks': Alone
  'not-value': Alone
  'save-block': Alone
  'numeric-block': Alone
  'at-least-key': { readonly key: string; readonly limit: number }
  'fact-that-is': { readonly shape: 'number' | 'record' }
  'list-with-ids': Alone
  'golden-instant': Alone

  // Settings and options of the command line.
  address: { readonly protocols: readonly string[] }
  either: { readonly words: readonly string[] }
  'one-word-of': { readonly words: readonly string[] }
  words: { readonly words: readonly string[] }
  'whole-number-between': { readonly from: number; readonly to: number }
  'messages-or-none': { readonly from: number; readonly to: number }
  port: Alone
  'webhook-secret': Alone
  'telegram-token': Alone
  'zalo-token': Alone
  'app-id': Alone
  'oa-id': Alone
  'template-id': Alone
  'template-data': Alone
  verification: Alone
  'value-because': { readonly setting: string }
  'public-url-because': { readonly setting: string }
  'https-because': { readonly setting: string }
  'https-in-production': Alone
  'day-such-as': Alone
  'instant-such-as': Alone
  'database-for-roles': Alone
  'no-clock-in-production': Alone
  'no-demo-in-production': Alone
  'channel-in-production': Alone
  'all-for-demo': Alone
}

export type PhraseCode = keyof Facts

/** A part of a sentence about something wrong, as data; its words are in `text/`, one for each code and language. */
export type Phrase = { readonly [C in PhraseCode]: { readonly code: C } & Facts[C] }[PhraseCode]

export type PhraseOf<C extends PhraseCode> = Extract<Phrase, { readonly code: C }>

/** Something quoted as it stands, or a phrase about it. */
export type Quoted = string | Phrase

/** A Phrase as the message of a check: zod knows texts only. `phraseIn` takes it out again. */
export const wanted = (phrase: Phrase): string => JSON.stringify(phrase)

/** The Phrase that `wanted` put into a message; undefined when the message is zod's own. */
export function phraseIn(message: string): Phrase | undefined {
  return message.startsWith('{"code":') ? (JSON.parse(message) as Phrase) : undefined
}
