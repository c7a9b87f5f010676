import { readingOf } from '../../text/vi-deadline.ts'
import type { DueRule } from '../plan/plan.ts'
import { receiversOf } from './find-units.ts'
import { itemKindOf } from './item-kind.ts'
import { judgePhrase, type PhraseSetting } from './judge-phrase.ts'
import { opensTimeSlot } from './labelled-parts.ts'
import type { Doubt, DraftItem, IgnoredDate, IntakeIssue } from './plan-draft.ts'
import type { ReadHead } from './read-head.ts'
import { cellAt, clauseAround, headingsOver, type Piece, sentenceAround } from './sentence.ts'
import { type Block, placeOf, type SourceText } from './source-text.ts'
import type { TimePhrase, TimePhrases } from './time-phrase.ts'
import { doersOf, type LabelsOf, labelsOf } from './who-does-it.ts'

/** What the time phrases of a document come to. */
export interface ReadItems {
  readonly items: readonly DraftItem[]
  readonly ignored: readonly IgnoredDate[]
  readonly issues: readonly IntakeIssue[]
}

/** Doubts that only say what the plan leaves to the event; the reading itself is not in question. */
const settled: ReadonlySet<Doubt> = new Set<Doubt>(['no-event-day'])

/** Longer texts are cut: `what` is one line for people. */
const longestWhat = 320

interface Found {
  readonly phrase: TimePhrase
  readonly setting: PhraseSetting
  readonly doubts: readonly Doubt[]
}

/** Reads everything that is due from the time phrases of a document; pure. */
export function readItems(
  text: SourceText,
  times: TimePhrases,
  read: ReadHead,
  settings: { readonly beforeIsInclusive?: boolean } = {},
): ReadItems {
  const labels = labelsOf(text)
  const found: Found[] = []
  const ignored: IgnoredDate[] = []
  const issues: IntakeIssue[] = times.problems.map(({ code, start, end }) => ({
    code,
    quote: quoteOf(text, start, end),
    at: placeOf(text, start, end),
  }))
  const phrases = merged(text, times.phrases)
  const timedCells = new Set(
    phrases.flatMap((phrase) => {
      const block = blockOf(text, phrase.start)
      return block !== undefined && cellAt(block, phrase.start)?.role === 'time' ? [block.index] : []
    }),
  )
  for (const phrase of phrases) {
    const block = blockOf(text, phrase.start)
    if (block === undefined || phrase.start < block.start || phrase.end > block.end) continue
    const setting = settingOf(text, block, phrase, read, labels)
    // The row has its time in a cell of its own: "Báo cáo quý, 6 tháng, năm" beside it names the work.
    const aside = timedCells.has(block.index) && !setting.slot
    if (aside && phrase.form !== 'limit' && phrase.form !== 'after') continue
    if (read.own.some((piece) => phrase.start < piece.end && phrase.end > piece.start)) {
      ignored.push({
        quote: quoteOf(text, phrase.start, phrase.end),
        at: placeOf(text, phrase.start, phrase.end),
        why: 'own-date',
      })
      continue
    }
    const verdict = judgePhrase(text, phrase, setting)
    if (verdict.is === 'item') found.push({ phrase, setting, doubts: verdict.doubts })
    if (verdict.is === 'ignored') {
      ignored.push({
        quote: quoteOf(text, phrase.start, phrase.end),
        at: placeOf(text, phrase.start, phrase.end),
        why: verdict.why,
      })
    }
  }
  const ends = found.map(({ phrase }) => phrase)
  const items = found.flatMap((one, at) => itemsOf(text, one, labels, settings, [ends[at - 1], ends[at + 1]]))
  for (const item of items) {
    if (item.doubts.includes('no-interval')) issues.push({ code: 'rule:no-interval', quote: item.quote, at: item.at })
    if (item.units.length === 0) issues.push({ code: 'unit:missing', quote: item.quote, at: item.at })
  }
  return {
    items: items.map((item, index) => ({ ...item, id: `i${index + 1}` })),
    ignored,
    issues: issues.sort((a, b) => a.at.start - b.at.start),
  }
}

function blockOf(text: SourceText, at: number): Block | undefined {
  let low = 0
  let high = text.blocks.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((text.blocks[middle]?.start ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return text.blocks[low]
}

const quoteOf = (text: SourceText, start: number, end: number): string => {
  const { start: from, end: to } = placeOf(text, start, end)
  return text.raw.slice(from, to)
}

/**
 * "Định kỳ 06 tháng (trước ngày 10/5/2023)": the day says more than the interval, which is left out; "hằng quý (trước
 * ngày 15 tháng cuối quý)" is one phrase.
 */
function merged(text: SourceText, phrases: readonly TimePhrase[]): readonly TimePhrase[] {
  const kept: TimePhrase[] = []
  for (let at = 0; at < phrases.length; at += 1) {
    const one = phrases[at]
    const next = phrases[at + 1]
    if (one === undefined) continue
    const between = next === undefined ? 'no' : text.clean.slice(one.end, next.start)
    // "Kiểm tra trước Tết: xong trước ngày 29/01", "Học kỳ I: từ ngày 05/9 …": the first only names the second.
    const names =
      next !== undefined &&
      one.form !== 'every' &&
      /^ ?\)? ?: ?(?:xong |hoàn thành |gửi |dự kiến |thực hiện )*$/u.test(between)
    if (names) continue
    const explained =
      next !== undefined &&
      one.form === 'every' &&
      /^ ?(?:\(|:|,)? ?(?:gửi |báo cáo |hoàn thành |chậm nhất |xong |nộp )*$/u.test(between)
    if (explained && next.form === 'limit' && between.includes('(')) continue
    if (
      explained &&
      next.form === 'every' &&
      between.includes('(') &&
      next.rule.kind === 'recurring' &&
      next.rule.on !== undefined
    ) {
      kept.push({ ...next, start: one.start })
      at += 1
      continue
    }
    kept.push(one)
  }
  return kept
}

function settingOf(
  text: SourceText,
  block: Block,
  phrase: TimePhrase,
  read: ReadHead,
  labels: LabelsOf,
): PhraseSetting {
  const cell = cellAt(block, phrase.start)
  const around: Piece = cell ?? block
  const sentence = sentenceAround(text, around, phrase.start, phrase.end)
  const parts = labels(block)
  const part = parts.find(({ start, end }) => phrase.start >= start && phrase.end <= end)
  const parent = block.parent === null ? undefined : text.blocks[block.parent]
  const underLabel =
    parent !== undefined && labels(parent).some((one) => one.role === 'time' && one.end - one.start < 3)
  const headings = headingsOver(text, block)
    .map((over) => text.clean.slice(over.start, Math.min(over.end, over.start + 120)))
    .join('\n')
  return {
    block,
    sentence,
    clause: clauseAround(text, sentence, phrase.start, phrase.end),
    slot: cell?.role === 'time' || part?.role === 'time' || underLabel,
    dataSlot: part?.role === 'data',
    headings,
    period: read.head.period,
    issuedOn: read.head.issuedOn,
  }
}

function itemsOf(
  text: SourceText,
  { phrase, setting, doubts }: Found,
  labels: LabelsOf,
  settings: { readonly beforeIsInclusive?: boolean },
  nearby: readonly [TimePhrase | undefined, TimePhrase | undefined],
): readonly DraftItem[] {
  const { block, clause, sentence } = setting
  const quote = quoteOf(text, phrase.start, phrase.end)
  const inSlot =
    setting.slot || opensTimeSlot.test(text.clean.slice(Math.max(block.start, phrase.start - 60), phrase.start))
  const doers = doersOf(text, block, clause, sentence, phrase.start, inSlot, labels)
  const what = whatOf(text, setting, inSlot, labels)
  const rule: DueRule = {
    ...lastDayRule(text, phrase, block, labels),
    phrase: text.shown.slice(phrase.start, phrase.end).trim(),
  }
  const all = [...new Set([...phrase.doubts, ...doubts, ...(readBadly(text, phrase) ? (['noise'] as const) : [])])]
  const item: DraftItem = {
    id: '',
    kind: itemKindOf(block.kind === 'row' || inSlot ? what.clean : actOf(text, clause, phrase, nearby)),
    what: what.shown,
    quote,
    at: placeOf(text, phrase.start, phrase.end),
    rule,
    from: phrase.from,
    due: phrase.due,
    reading: readingOf(rule, settings),
    units: doers.units,
    coordinating: doers.coordinating,
    to: toOf(text, block, inSlot ? what : clause, what),
    sure: all.every((doubt) => settled.has(doubt)),
    doubts: all,
  }
  const upward = item.kind === 'report' ? secondLevel(text, sentence) : undefined
  if (upward === undefined) return [item]
  return [
    { ...item, to: upward.first },
    { ...item, units: upward.first, coordinating: [], to: upward.then, sure: false },
  ]
}

/** "Ngày chậm nhất phải hoàn thành" over a column, "Hạn nộp:" before a day: the day itself is the last one. */
function lastDayRule(text: SourceText, phrase: TimePhrase, block: Block, labels: LabelsOf): DueRule {
  const { rule } = phrase
  if (rule.kind !== 'on') return rule
  const part = labels(block).find(({ start, end }) => phrase.start >= start && phrase.end <= end)
  const label = part === undefined ? '' : text.clean.slice(part.labelStart, part.start)
  const over = `${cellAt(block, phrase.start)?.heading.toLowerCase() ?? ''} ${label}`
  return /chậm nhất|muộn nhất|hạn (?:chót|cuối|nộp|gửi|hoàn thành)|thời hạn|hoàn thành|^ ?hạn/u.test(over)
    ? { ...rule, kind: 'by' }
    : rule
}

/** Digits or words of the phrase that were put right. */
function readBadly(text: SourceText, phrase: TimePhrase): boolean {
  if (!text.noisy) return false
  const digits = (piece: string): string => piece.replace(/\D/g, '')
  return digits(text.clean.slice(phrase.start, phrase.end)) !== digits(text.shown.slice(phrase.start, phrase.end))
}

/** Shorter words say nothing of what is done: "), 01 năm (". */
const fewestLetters = 14

/**
 * The words that belong to one of several times in a clause: "tự kiểm tra ít nhất 02 lần/năm, gửi kết quả về Sở trước
 * ngày 10/11" owes a report by the second only.
 */
function actOf(
  text: SourceText,
  clause: Piece,
  phrase: TimePhrase,
  [before, after]: readonly [TimePhrase | undefined, TimePhrase | undefined],
): string {
  const from = before !== undefined && before.end > clause.start ? Math.min(before.end, phrase.start) : clause.start
  const to = after !== undefined && after.start < clause.end ? Math.max(after.start, phrase.end) : clause.end
  const letters = (piece: string): number => piece.replace(/[^\p{L}]/gu, '').length
  const led = text.clean.slice(from, phrase.start)
  if (letters(led) >= fewestLetters) return to === clause.end ? `${led} ${text.clean.slice(phrase.end, to)}` : led
  const followed = text.clean.slice(phrase.end, to)
  return letters(followed) >= fewestLetters ? followed : text.clean.slice(clause.start, clause.end)
}

interface What extends Piece {
  readonly clean: string
  readonly shown: string
}

const asWhat = (text: SourceText, start: number, end: number): What => {
  const marker = /^[\s\-+*•(:;,.]*(?:(?:\(?[\p{L}\d]{1,4}[.)]|\d+(?:\.\d+)+\.?)\s+)?[\s\-+*•]*/u.exec(
    text.clean.slice(start, end),
  )
  const from = start + (marker?.[0].length ?? 0)
  const shown = text.shown
    .slice(from, end)
    .replace(/\s+/g, ' ')
    .replace(/[\s:;,.]+$/u, '')
    .trim()
  return {
    start: from,
    end,
    clean: text.clean.slice(from, end),
    shown: shown.length > longestWhat ? `${shown.slice(0, shown.lastIndexOf(' ', longestWhat))} …` : shown,
  }
}

/** What is to be done: the row's work, what stands before the time slot, the heading, or the clause itself. */
function whatOf(text: SourceText, { block, clause, sentence }: PhraseSetting, slot: boolean, labels: LabelsOf): What {
  if (block.kind === 'row') {
    const work = block.cells.find((cell) => cell.role === 'work' && cell.end > cell.start)
    const longest = [...block.cells].sort((a, b) => b.end - b.start - (a.end - a.start))[0]
    const cell = work ?? longest ?? block
    return asWhat(text, cell.start, cell.end)
  }
  if (!slot) {
    const own = asWhat(text, clause.start, clause.end)
    // A clause that is only the date: the sentence says what.
    return own.clean.length > 40 || clause.start === sentence.start ? own : asWhat(text, sentence.start, sentence.end)
  }
  const first = labels(block).find((part) => part.role !== 'other')
  const before = first === undefined ? block.wordsFrom : first.labelStart
  if (before - block.wordsFrom > 15) return asWhat(text, block.wordsFrom, before)
  // The label stands on a line of its own: the nearest line above it that is no label says what.
  for (let at = block.index - 1, seen = 0; at >= 0 && seen < 12; at -= 1, seen += 1) {
    const other = text.blocks[at]
    if (other === undefined) break
    const parts = labels(other)
    const labelled = parts[0] !== undefined && parts[0].labelStart - other.wordsFrom < 6 && parts[0].role !== 'other'
    if (other.index === block.parent || (!labelled && other.parent === block.parent)) {
      const heading = other.parent === block.parent && block.parent !== null ? text.blocks[block.parent] : other
      const chosen =
        heading !== undefined &&
        /\p{L}/u.test(text.clean.slice(heading.wordsFrom, heading.end)) &&
        heading.marker !== null &&
        !/^[ivx]+\./u.test(heading.marker)
          ? heading
          : other
      return asWhat(text, chosen.start, chosen.end)
    }
  }
  const parent = block.parent === null ? undefined : text.blocks[block.parent]
  return parent === undefined ? asWhat(text, sentence.start, sentence.end) : asWhat(text, parent.start, parent.end)
}

function toOf(text: SourceText, block: Block, near: Piece, what: What): readonly string[] {
  const cell = block.cells.find((one) => one.role === 'to' && one.end > one.start)
  if (cell !== undefined) return [text.shown.slice(cell.start, cell.end).trim()]
  const piece = near.end > near.start ? near : what
  return receiversOf(text, piece.start, piece.end).map((unit) => unit.name)
}

/** "… báo cáo về Ban để tổng hợp báo cáo cho Ban Chỉ đạo …": the second report is the Board's own. */
function secondLevel(
  text: SourceText,
  sentence: Piece,
): { readonly first: readonly string[]; readonly then: readonly string[] } | undefined {
  const words = text.clean.slice(sentence.start, sentence.end)
  const purpose = /(?:để|làm cơ sở|phục vụ|nhằm)[^.;]{0,80}?(?:tổng hợp|báo cáo|trình)/u.exec(words)
  if (purpose === null) return undefined
  const split = sentence.start + purpose.index
  const first = receiversOf(text, sentence.start, split).map((unit) => unit.name)
  const then = receiversOf(text, split, sentence.end).map((unit) => unit.name)
  if (first.length === 0 || then.length === 0) return undefined
  return { first, then }
}
