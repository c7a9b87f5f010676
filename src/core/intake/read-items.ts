import { readingOf } from '../../text/vi-deadline.ts'
import { foldVietnamese } from '../fold.ts'
import type { DueRule } from '../plan/plan.ts'
import type { LocalDate } from '../time.ts'
import { askedKind } from './asked-kind.ts'
import { receiversOf } from './find-units.ts'
import { judgePhrase, type PhraseSetting } from './judge-phrase.ts'
import { opensTimeSlot } from './labelled-parts.ts'
import { withoutNames } from './merge-phrases.ts'
import type { Doubt, DraftItem, IgnoredDate, IntakeIssue } from './plan-draft.ts'
import type { ReadHead } from './read-head.ts'
import { secondLevel } from './second-level.ts'
import { cellAt, clauseAround, headingsOver, nearTo, type Piece, sentenceAround } from './sentence.ts'
import { type Block, placeOf, type SourceText } from './source-text.ts'
import type { TimePhrase, TimePhrases } from './time-phrase.ts'
import { withSlots } from './time-slots.ts'
import { type What, whatOf } from './what-is-due.ts'
import { doersOf, type LabelsOf, labelsOf } from './who-does-it.ts'

/** What the time phrases of a document come to. */
export interface ReadItems {
  readonly items: readonly DraftItem[]
  readonly ignored: readonly IgnoredDate[]
  readonly issues: readonly IntakeIssue[]
}

/** Doubts that only say what the plan leaves to the event; the reading itself is not in question. */
const settled: ReadonlySet<Doubt> = new Set<Doubt>(['no-event-day'])

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
  const phrases = withoutNames(text, withSlots(text, times.phrases, read.context, labels))
  const timedCells = new Set(
    phrases.flatMap((phrase) => {
      const block = blockOf(text, phrase.start)
      return block !== undefined && cellAt(block, phrase.start)?.role === 'time' ? [block.index] : []
    }),
  )
  const rowDues = new Map<number, Set<LocalDate | null>>()
  for (const phrase of phrases) {
    const block = blockOf(text, phrase.start)
    if (phrase.due === null || block === undefined || cellAt(block, phrase.start)?.role !== 'time') continue
    rowDues.set(block.index, (rowDues.get(block.index) ?? new Set()).add(phrase.due))
  }
  for (const phrase of phrases) {
    const block = blockOf(text, phrase.start)
    if (block === undefined || phrase.start < block.start || phrase.end > block.end) continue
    const setting = settingOf(text, block, phrase, read, labels)
    // The row has its time in a cell of its own: "Báo cáo quý, 6 tháng, năm" beside it names the work.
    const aside = timedCells.has(block.index) && !setting.slot
    if (aside && phrase.form !== 'limit' && phrase.form !== 'after') continue
    if (aside && phrase.form === 'after' && cellAt(block, phrase.start)?.role === 'note') continue
    if (aside && (rowDues.get(block.index)?.has(phrase.due) === true || isBareYear(text, phrase))) continue
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
  const items = found.flatMap((one, at) => itemsOf(text, one, labels, settings, timesIn(one, ends, at)))
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

/** "Trước 2030", "đến năm 2025" beside a row's own time: how far its work reaches. */
const isBareYear = (text: SourceText, phrase: TimePhrase): boolean =>
  phrase.form === 'limit' && !/ngày|tháng|quý|\d ?[/.-] ?\d/u.test(text.clean.slice(phrase.start, phrase.end))

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
  const part = parts.find(({ labelStart, end }) => phrase.start >= labelStart && phrase.end <= end)
  const parent = block.parent === null ? undefined : text.blocks[block.parent]
  const first = (from: number): boolean => !text.clean.slice(from, phrase.start).match(/\d|hằng|thường xuyên/u)
  const underLabel =
    parent !== undefined &&
    labels(parent).some((one) => one.role === 'time' && one.end - one.start < 3) &&
    first(block.wordsFrom)
  // Of several sentences behind "Thời gian:" the first says when, the others where they begin with a time.
  const inPart =
    part?.role === 'time' && (sentence.start <= part.start || phrase.start - sentence.start < 4 || first(part.start))
  const headings = headingsOver(text, block)
    .map((over) => text.clean.slice(over.start, Math.min(over.end, over.start + 120)))
    .join('\n')
  return {
    block,
    sentence,
    clause: clauseAround(text, sentence, phrase.start, phrase.end),
    slot: cell?.role === 'time' || inPart || underLabel,
    dataSlot: part?.role === 'data',
    headings,
    period: read.head.period,
    issuedOn: read.head.issuedOn,
  }
}

function itemsOf(
  text: SourceText,
  { phrase, setting: wide, doubts }: Found,
  labels: LabelsOf,
  settings: { readonly beforeIsInclusive?: boolean },
  times: readonly TimePhrase[],
): readonly DraftItem[] {
  const { block } = wide
  const [clause, sentence] = [nearTo(wide.clause, phrase), nearTo(wide.sentence, phrase)]
  const setting: PhraseSetting = { ...wide, clause, sentence }
  const quote = quoteOf(text, phrase.start, phrase.end)
  const inSlot =
    setting.slot || opensTimeSlot.test(text.clean.slice(Math.max(block.start, phrase.start - 60), phrase.start))
  const doers = doersOf(text, block, clause, sentence, phrase, inSlot, labels)
  const what = whatOf(text, setting, inSlot, labels)
  const rule: DueRule = {
    ...lastDayRule(text, phrase, block, labels),
    phrase: text.shown.slice(phrase.start, phrase.end).trim(),
  }
  const all = [...new Set([...phrase.doubts, ...doubts, ...(readBadly(text, phrase) ? (['noise'] as const) : [])])]
  const item: DraftItem = {
    id: '',
    kind: askedKind(text, { at: phrase, setting, slot: inSlot, times, work: what.clean }, labels),
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
  // A report "vào ngày 25/6" may come before it.
  const { kind, rule: said } = item
  if (kind === 'report' && said.kind === 'on' && said.time === undefined) {
    const by: DueRule = { ...said, kind: 'by' }
    return levelsOf(text, { ...item, rule: by, reading: readingOf(by, settings) }, phrase, clause, sentence, times)
  }
  return levelsOf(text, item, phrase, clause, sentence, times)
}

/** The item, or one for each of the two levels that report upwards. */
function levelsOf(
  text: SourceText,
  item: DraftItem,
  phrase: TimePhrase,
  clause: Piece,
  sentence: Piece,
  times: readonly TimePhrase[],
): readonly DraftItem[] {
  const upward = item.kind === 'report' ? (secondLevel(text, clause) ?? secondLevel(text, sentence, clause)) : undefined
  if (upward === undefined) return [item]
  const low: DraftItem = { ...item, to: upward.first }
  const high: DraftItem = { ...item, units: upward.owes, coordinating: [], to: upward.then }
  const here = times.filter(({ start, end }) => start >= clause.start && end <= clause.end)
  const dated = here.some(({ end }) => end <= upward.split) && here.some(({ start }) => start >= upward.split)
  // "Gửi về Ban trước ngày 05/6 để Ban báo cáo tỉnh trước ngày 10/6": each level has its own day.
  if (dated) return [phrase.start >= upward.split ? high : low]
  return [low, { ...high, sure: false }]
}

/** "Ngày chậm nhất phải hoàn thành" over a column, "Hạn nộp:" before a day: the day itself is the last one. */
function lastDayRule(text: SourceText, phrase: TimePhrase, block: Block, labels: LabelsOf): DueRule {
  const { rule } = phrase
  if (rule.kind !== 'on') return rule
  const part = labels(block).find(({ labelStart, end }) => phrase.start >= labelStart && phrase.end <= end)
  const label = part === undefined ? '' : text.clean.slice(part.labelStart, part.start)
  // A heading may have lost its accents.
  const over = foldVietnamese(`${cellAt(block, phrase.start)?.heading ?? ''} ${label}`)
  return /cham nhat|muon nhat|han (?:chot|cuoi|nop|gui|hoan thanh)|thoi han|hoan thanh|^han(?!\p{L})/u.test(over)
    ? { ...rule, kind: 'by' }
    : rule
}

/** Digits or words of the phrase that were put right. */
function readBadly(text: SourceText, phrase: TimePhrase): boolean {
  if (!text.noisy) return false
  const digits = (piece: string): string => piece.replace(/\D/g, '')
  return digits(text.clean.slice(phrase.start, phrase.end)) !== digits(text.shown.slice(phrase.start, phrase.end))
}

/** No clause is searched for more times than this on either side. */
const mostTimes = 12

/** The phrases in the clause or cell of `found`, itself among them, in order. */
function timesIn({ setting, phrase }: Found, all: readonly TimePhrase[], at: number): readonly TimePhrase[] {
  const around: Piece = cellAt(setting.block, phrase.start) ?? setting.sentence
  const times = [phrase]
  for (let left = at - 1; left >= 0 && at - left <= mostTimes; left -= 1) {
    const one = all[left]
    if (one === undefined || one.start < around.start) break
    times.unshift(one)
  }
  for (let right = at + 1; right < all.length && right - at <= mostTimes; right += 1) {
    const one = all[right]
    if (one === undefined || one.end > around.end) break
    times.push(one)
  }
  return times
}

function toOf(text: SourceText, block: Block, near: Piece, what: What): readonly string[] {
  const cell = block.cells.find((one) => one.role === 'to' && one.end > one.start)
  if (cell !== undefined) return [text.shown.slice(cell.start, cell.end).trim()]
  const piece = near.end > near.start ? near : what
  return receiversOf(text, piece.start, piece.end).map((unit) => unit.name)
}
