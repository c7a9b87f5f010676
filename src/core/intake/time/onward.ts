import { daysAt } from './day.ts'
import { Lexicon } from './lexicon.ts'
import { bareStarts } from './limit.ts'
import type { Parser } from './reading.ts'
import { phaseAt, stretchesAt, yearAloneAt } from './stretch.ts'

const leads = new Lexicon<true>([[true, ['từ', 'kể từ', 'bắt đầu từ', 'trong', 'thực hiện từ', 'thực hiện trong']]])

const following = new Lexicon<true>([
  [true, ['trở đi', 'và tiếp tục các năm sau', 'và duy trì các năm sau', 'và các giai đoạn tiếp theo']],
  [
    true,
    [
      'các',
      'những',
      'hằng',
      'và các',
      'và những',
      ', các',
      ', những',
      '; các',
      'và hằng',
      ', và các',
      'và trong các',
    ].flatMap((lead) =>
      [
        'năm tiếp theo',
        'năm sau',
        'năm kế tiếp',
        'năm tới',
        'năm tiếp',
        'năm sau đó',
        'năm tiếp sau',
        'năm còn lại',
      ].map((years) => `${lead} ${years}`),
    ),
  ],
])

/** "Năm 2023 và các năm tiếp theo", "từ quý IV/2026 và những năm sau": begins and does not end. */
export const onward: Parser = (tokens, index) => {
  const from = leads.at(tokens, index)?.next ?? index
  const first =
    phaseAt(tokens, from)?.next ??
    stretchesAt(tokens, from)?.next ??
    yearAloneAt(tokens, from)?.next ??
    daysAt(tokens, from)?.next
  const bareYear = first === undefined && tokens.year(from) !== undefined ? from + 1 : undefined
  const end = first ?? bareYear
  const found = end === undefined ? undefined : following.at(tokens, end)
  if (found === undefined) return undefined
  return {
    value: [{ form: 'always', rule: { kind: 'continuous', phrase: '' }, from: null, due: null, doubts: [] }],
    next: found.next,
  }
}

/** A number may begin one too. */
export const onwardStarts: readonly string[] = [...leads.firstWords, ...bareStarts]
