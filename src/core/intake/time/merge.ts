import type { TimePhrase } from '../time-phrase.ts'

/** A sentence's end between two phrases; they speak of different things then. */
const closes = /[.;\n]/

/** How far apart two phrases of one sentence may stand. */
const farthest = 240

const isOpenInterval = ({ form, rule }: TimePhrase): boolean =>
  form === 'every' && rule.kind === 'recurring' && rule.every === null && rule.on === undefined

const saysWhen = ({ form }: TimePhrase): boolean => form === 'every' || form === 'limit'

/**
 * "Định kỳ tổng hợp kết quả, báo cáo … hằng quý": the interval stands further on in the sentence, so that "định kỳ"
 * misses none.
 */
export function withoutAnswered(clean: string, phrases: readonly TimePhrase[]): TimePhrase[] {
  const together = (one: TimePhrase | undefined, other: TimePhrase | undefined): boolean =>
    one !== undefined &&
    other !== undefined &&
    other.start - one.end < farthest &&
    !closes.test(clean.slice(one.end, other.start))
  return phrases.filter((phrase, index) => {
    if (!isOpenInterval(phrase) || !clean.startsWith('định kỳ', phrase.start)) return true
    const before = phrases[index - 1]
    const after = phrases[index + 1]
    const answered =
      (after !== undefined && saysWhen(after) && !isOpenInterval(after) && together(phrase, after)) ||
      (before !== undefined && before.form === 'every' && !isOpenInterval(before) && together(before, phrase))
    return !answered
  })
}
