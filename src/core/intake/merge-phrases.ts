import type { SourceText } from './source-text.ts'
import type { TimePhrase } from './time-phrase.ts'

/** Two neighbouring phrases and the text between them. */
interface Pair {
  readonly one: TimePhrase
  readonly next: TimePhrase
  readonly between: string
  readonly clean: string
}

type Join = (pair: Pair) => TimePhrase | undefined

/** "Ngày 04/3/2021 (80 ngày trước ngày bầu cử)": the law's length beside the day it comes to. */
const dayWithLength: Join = ({ one, next, between }) =>
  one.due !== null && next.form === 'after' && between.trim() === '(' ? one : undefined

/** "Chậm nhất 03 ngày sau ngày bầu cử (26/5/2021)". */
const lengthWithDay: Join = ({ one, next, between }) => {
  const { rule } = next
  const joins = one.form === 'after' && next.form === 'day' && rule.kind === 'on' && between.trim() === '('
  return joins ? { ...next, start: one.start, form: 'limit', rule: { ...rule, kind: 'by' } } : undefined
}

/** "Sau khi kết thúc mỗi lớp không quá 30 ngày". */
const eventWithLength: Join = ({ one, next, between }) => {
  if (one.rule.kind !== 'relative' || next.rule.kind !== 'relative') return undefined
  const waits = one.form === 'after' && one.rule.count === 0 && next.form === 'after'
  const counts = next.rule.event === '' && next.rule.after === null && next.rule.before !== true
  if (!waits || !counts || !/^ ?[,(]? ?$/u.test(between)) return undefined
  const event = one.rule.event.replace(/^(?:ngay )?sau /u, '')
  return { ...next, start: one.start, rule: { ...next.rule, event } }
}

/** "Hằng quý đến 2030": how long it goes on. */
const intervalWithEnd: Join = ({ one, next, between, clean }) => {
  const bounds = next.rule.kind === 'by' || next.rule.kind === 'within'
  if (one.form !== 'every' || !bounds || between.trim() !== '') return undefined
  return /^(?:đến|tới|cho đến|từ).*\d/u.test(clean.slice(next.start, next.end)) ? { ...one, end: next.end } : undefined
}

/** "Hằng quý (trước ngày 15 tháng cuối quý)". */
const intervalWithDay: Join = ({ one, next, between }) => {
  const says = next.form === 'every' && next.rule.kind === 'recurring' && next.rule.on !== undefined
  return one.form === 'every' && says && between.includes('(') && explains.test(between)
    ? { ...next, start: one.start }
    : undefined
}

/** "Ngày 15/6" without a year, as a day of every year; undefined for what has its own year or another form. */
function yearlessDay({ form, rule, due }: TimePhrase, words: string): string | undefined {
  const dated = form === 'limit' && due !== null && (rule.kind === 'before' || rule.kind === 'by')
  return dated && /\d/.test(words) && !/\d{4}|quý|giờ|\dh/u.test(words) ? due.slice(5) : undefined
}

/** "Đợt 1 trước ngày 15/6, đợt 2 trước ngày 15/10 hằng năm": the words behind the second hold for both. */
const dayBeforeYearly: Join = ({ one, next, between, clean }) => {
  const day = yearlessDay(one, clean.slice(one.start, one.end))
  const { rule } = next
  const yearly = rule.kind === 'recurring' && (rule.every === 'year' || rule.every === 'half') && rule.on !== undefined
  if (day === undefined || !yearly || rule.on === undefined) return undefined
  if (!/^ ?(?:,|và|;)? ?(?:đợt|lần|kỳ)? ?(?:\d|[ivx]{1,3}|hai|ba)? ?(?::|gửi)? ?$/u.test(between)) return undefined
  return { ...next, start: one.start, rule: { ...rule, on: [...new Set([day, ...rule.on])].sort() } }
}

/** "Hằng năm, các đơn vị gửi dự toán trước ngày 15/7": the day comes again. */
const yearlyWithDay: Join = ({ one, next, between, clean }) => {
  const words = clean.slice(one.start, one.end)
  const opens = /(?:^|[\n.;:]|[-+•] ?|\d\.|[a-zđ]\)) ?$/u.test(clean.slice(Math.max(0, one.start - 4), one.start))
  const again = next.rule.kind === 'recurring' && next.rule.every === 'year' && next.rule.on !== undefined
  const day = again ? '' : yearlessDay(next, clean.slice(next.start, next.end))
  const plain = one.rule.kind === 'recurring' && one.rule.every === 'year' && one.rule.on === undefined
  if (!plain || !opens || day === undefined || !/^(?:hằng|mỗi) năm$/u.test(words)) return undefined
  if (between.length > 200 || /[;.\n]|năm \d/u.test(between)) return undefined
  if (again) return next
  const start = between.trim() === ',' || between.trim() === '' ? one.start : next.start
  const rule = { kind: 'recurring', phrase: clean.slice(start, next.end), every: 'year', on: [day] } as const
  return { ...next, start, form: 'every', rule, from: null, due: null, doubts: [] }
}

const explains = /^ ?(?:\(|:|,)? ?(?:gửi |báo cáo |hoàn thành |chậm nhất |xong |nộp )*$/u

const joins: readonly Join[] = [
  dayWithLength,
  lengthWithDay,
  eventWithLength,
  intervalWithEnd,
  intervalWithDay,
  dayBeforeYearly,
  yearlyWithDay,
]

/** "Kiểm tra trước Tết: xong trước ngày 29/01", "Học kỳ I: từ ngày 05/9 …": the first only names the second. */
const isName = ({ one, between }: Pair): boolean =>
  one.form !== 'every' && /^ ?\)? ?: ?(?:xong |hoàn thành |gửi |dự kiến |thực hiện )*$/u.test(between)

/** "Định kỳ 06 tháng (trước ngày 10/5/2023)": the day says more than the interval. */
const isOutdone = ({ one, next, between }: Pair): boolean =>
  one.form === 'every' && next.form === 'limit' && between.includes('(') && explains.test(between)

/** "Kết thúc kiểm tra, Đoàn báo cáo trong 10 ngày": the sentence has a time of its own. */
const isFollowed = ({ one, next, between, clean }: Pair): boolean =>
  one.form === 'after' &&
  next.form !== 'on-request' &&
  clean.startsWith('kết thúc', one.start) &&
  !/[.;\n]/.test(between)

/** "02 lần/năm (tháng 6 và tháng 12)", "mỗi năm hai đợt, vào tháng 4 và tháng 10": the months only tell which. */
const tellsTurns = ({ one, next, between }: Pair): boolean =>
  one.rule.kind === 'recurring' &&
  (one.rule.times ?? 1) > 1 &&
  next.rule.kind === 'within' &&
  /^ ?[(:,] ?$/u.test(between)

/** Time phrases without those that only name or explain their neighbour; in the order of the text. */
export function withoutNames(text: SourceText, phrases: readonly TimePhrase[]): readonly TimePhrase[] {
  const { clean } = text
  const kept: TimePhrase[] = []
  for (let at = 0; at < phrases.length; at += 1) {
    const one = phrases[at]
    const next = phrases[at + 1]
    if (one === undefined) continue
    if (next === undefined) {
      kept.push(one)
      continue
    }
    const pair = { one, next, between: clean.slice(one.end, next.start), clean }
    if (isName(pair) || isOutdone(pair) || isFollowed(pair)) continue
    if (tellsTurns(pair)) {
      let last = at + 1
      while (phrases[last + 1]?.start === next.start) last += 1
      kept.push({ ...one, end: phrases[last]?.end ?? next.end })
      at = last
      continue
    }
    const joined = joins.reduce<TimePhrase | undefined>((found, join) => found ?? join(pair), undefined)
    kept.push(joined ?? one)
    if (joined !== undefined) at += 1
  }
  return kept
}
