import type { DueRule } from '../plan/plan.ts'
import type { Target } from './decision.ts'
import { findIndicators } from './find-indicators.ts'
import { findTimePhrases } from './find-time-phrases.ts'
import type { DraftHead, DraftItem } from './plan-draft.ts'
import { readItems } from './read-items.ts'
import { readSource } from './read-source.ts'
import type { SourceText } from './source-text.ts'
import type { TimeContext } from './time-phrase.ts'

/** What a typed sentence asks for. */
export interface TypedWork {
  /** Every time it names, read as in a document. */
  readonly items: readonly Pick<
    DraftItem,
    'kind' | 'what' | 'quote' | 'rule' | 'reading' | 'units' | 'coordinating' | 'to'
  >[]
  readonly indicators: readonly (Target & { readonly quote: string })[]
  /** Names a time, but the sentence gives nobody a deadline by it; the one that is named, if there is only one. */
  readonly time: { readonly rule: DueRule; readonly quote: string } | null
}

/** A sentence as a point of a document's outline, so that it is read as such. */
export const pointOf = (sentence: string, heading: string): SourceText =>
  readSource(`KẾ HOẠCH\n\nI. ${heading}\n\n- ${sentence.replace(/[.;]*$/, '.')}\n`)

/**
 * Reads a sentence that a reviewer types for something that was missed: "Văn phòng gửi báo cáo kết quả về Sở Nội vụ
 * trước ngày 30/6". The same reader as for documents; `head` and `context` are the reviewed plan's.
 */
export function readTypedWork(sentence: string, head: DraftHead, context: TimeContext): TypedWork {
  const work = readSentence(sentence, head, context)
  if (work.items.length > 0 || work.time !== null) return work
  // "Hoàn thành 15/9": who types it means a day.
  const spoken = readSentence(sentence.replace(bareDay, 'ngày $&'), head, context)
  const asTyped = (words: string): string => (sentence.includes(words) ? words : words.replace('ngày ', ''))
  return {
    items: spoken.items.map((item) => ({ ...item, what: asTyped(item.what), quote: asTyped(item.quote) })),
    indicators: work.indicators,
    time: spoken.time === null ? null : { ...spoken.time, quote: asTyped(spoken.time.quote) },
  }
}

const bareDay = /(?<![\d/.,-])\d{1,2}\/\d{1,2}(?:\/\d{4})?(?![\d/%])/

function readSentence(sentence: string, head: DraftHead, context: TimeContext): TypedWork {
  const text = pointOf(sentence, 'NHIỆM VỤ')
  const times = findTimePhrases(text.clean, context)
  const { items } = readItems(text, times, { head, context, own: [], issues: [] })
  const [phrase, second] = times.phrases
  const time = phrase === undefined || second !== undefined || times.problems.length > 0 ? undefined : phrase
  const quote = time === undefined ? '' : text.shown.slice(time.start, time.end).trim()
  return {
    items: items.map((item) => ({ ...item, to: item.to.map((name) => name.replace(/[\s.;,]+$/, '')) })),
    indicators: findIndicators(pointOf(sentence, 'MỤC TIÊU'), context),
    time: time === undefined ? null : { rule: { ...time.rule, phrase: quote }, quote },
  }
}
