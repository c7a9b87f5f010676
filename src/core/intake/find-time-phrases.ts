import { counted, countedBack, countedStarts } from './time/counted.ts'
import { afterEvent, afterStarts, always, alwaysStarts } from './time/event.ts'
import { recurring, recurringStarts } from './time/every.ts'
import { bare, bareStarts, limited, limitStarts, placed, placedStarts } from './time/limit.ts'
import { withoutAnswered } from './time/merge.ts'
import { notTimeAt } from './time/not-time.ts'
import { festive, festiveStarts } from './time/occasion.ts'
import { called, requested, requestStarts } from './time/on-request.ts'
import { onward, onwardStarts } from './time/onward.ts'
import { range, rangeStarts } from './time/range.ts'
import type { Outcome, Parser } from './time/reading.ts'
import { type Parsed, Tokens } from './time/tokens.ts'
import type { TimeContext, TimePhrase, TimePhrases, TimeProblem } from './time-phrase.ts'

interface Kind {
  readonly parse: Parser
  /** The words with which such phrases begin. */
  readonly starts: readonly string[]
  /** Whether a number may begin one. */
  readonly number: boolean
}

/** Earlier ones win where two read equally far. */
const kinds: readonly Kind[] = [
  { parse: onward, starts: onwardStarts, number: true },
  { parse: recurring, starts: recurringStarts, number: true },
  { parse: counted, starts: countedStarts, number: true },
  { parse: countedBack, starts: ['trước'], number: false },
  { parse: range, starts: rangeStarts, number: true },
  { parse: limited, starts: limitStarts, number: false },
  { parse: always, starts: alwaysStarts, number: false },
  { parse: placed, starts: placedStarts, number: false },
  { parse: festive, starts: festiveStarts, number: false },
  { parse: afterEvent, starts: afterStarts, number: false },
  { parse: requested, starts: requestStarts, number: false },
  { parse: called, starts: ['khi'], number: false },
  { parse: bare, starts: bareStarts, number: true },
]

const numberParsers: readonly Parser[] = kinds.filter(({ number }) => number).map(({ parse }) => parse)

const wordParsers: ReadonlyMap<string, readonly Parser[]> = new Map(
  kinds
    .flatMap(({ starts }) => starts)
    .map((word) => [word, kinds.filter(({ starts }) => starts.includes(word)).map(({ parse }) => parse)]),
)

/** The parser that reads farthest from a token. Most words begin no phrase at all. */
function longestAt(tokens: Tokens, index: number, context: TimeContext): Parsed<Outcome[]> | undefined {
  const { kind, text } = tokens.at(index)
  const parsers = kind === 'number' ? numberParsers : wordParsers.get(text)
  let longest: Parsed<Outcome[]> | undefined
  for (const parse of parsers ?? []) {
    const found = parse(tokens, index, context)
    if (found !== undefined && found.next > (longest?.next ?? index)) longest = found
  }
  return longest
}

/**
 * Every phrase that speaks of a time, a deadline or not, in `clean` as `readSource` makes it (NFC, lower case, one
 * blank between words, a line feed between Blocks; no phrase crosses one). Years that a phrase leaves out come from
 * `context`. What looks like a day or stretch that no calendar has is a problem instead. `slot`: `clean` fills a place
 * meant for a time, so that bare numbers count ("15/6", "2024"). Time is linear in the length.
 */
export function findTimePhrases(
  clean: string,
  context: TimeContext,
  settings: { readonly slot?: boolean } = {},
): TimePhrases {
  const tokens = new Tokens(clean, settings.slot)
  const phrases: TimePhrase[] = []
  const problems: TimeProblem[] = []
  let index = 0
  while (index < tokens.length) {
    const found = longestAt(tokens, index, context)
    if (found === undefined) {
      index = notTimeAt(tokens, index) ?? index + 1
      continue
    }
    for (const outcome of found.value) {
      const [first, behind] = 'problem' in outcome ? [index, found.next] : (outcome.tokens ?? [index, found.next])
      const start = tokens.at(first).start
      const end = tokens.at(behind - 1).end
      if ('problem' in outcome) problems.push({ start, end, code: outcome.problem })
      else {
        const { form, rule, from, due, doubts } = outcome
        phrases.push({ start, end, form, rule: { ...rule, phrase: clean.slice(start, end) }, from, due, doubts })
      }
    }
    index = found.next
  }
  return { phrases: withoutAnswered(clean, phrases), problems }
}
