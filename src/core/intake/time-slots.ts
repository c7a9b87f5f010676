import { addDays } from '../time.ts'
import { findTimePhrases } from './find-time-phrases.ts'
import type { Piece } from './sentence.ts'
import type { Block, SourceText } from './source-text.ts'
import type { TimeContext, TimePhrase } from './time-phrase.ts'
import type { LabelsOf } from './who-does-it.ts'

/** Longer pieces hold more than a time. */
const longestSlot = 260
/** What waits for an event is told in fewer words. */
const longestEvent = 160

/** How a piece begins that names an event or another document instead of a day. */
const waits =
  /^(?:- ?)?(?:theo|khi|ngay|sau|trước|tùy|căn cứ|trên cơ sở|đúng|cùng (?:với|thời)|song song|đột xuất|kịp thời|trong quá trình|trong ngày|trong tuần|từ khi|kể từ|trong thời gian|đồng thời|hoàn thành (?:ngay|sau|cùng)|ngày)(?![\p{L}])/u

const isYearWide = ({ rule }: TimePhrase): boolean =>
  rule.kind === 'within' && (rule.precision === 'year' || rule.precision === 'phase')

const overlaps = (one: Piece, other: Piece): boolean => one.start < other.end && other.start < one.end

/** The whole slot as a phrase that waits: "Theo Chương trình công tác năm 2023 của UBND tỉnh". */
function waitingIn(clean: string, slot: Piece): TimePhrase | undefined {
  const words = clean.slice(slot.start, slot.end).trim()
  if (words.length === 0 || words.length > longestEvent || !waits.test(words)) return undefined
  // "Căn cứ tình hình thực tế, tổ chức hội nghị như sau:" leads to the times below it.
  if (words.endsWith(':') || / như sau$/u.test(words)) return undefined
  const start = clean.indexOf(words, slot.start)
  const end = start + words.replace(/[.;,\s]+$/u, '').length
  const phrase = clean.slice(start, end)
  return {
    start,
    end,
    form: 'on-request',
    rule: { kind: 'relative', phrase, after: null, event: phrase, count: 0, unit: 'day' },
    from: null,
    due: null,
    doubts: ['no-event-day'],
  }
}

function phrasesIn(clean: string, slot: Piece, context: TimeContext): readonly TimePhrase[] {
  const words = clean.slice(slot.start, slot.end)
  const found = findTimePhrases(words, context, { slot: true }).phrases.map((phrase) => ({
    ...phrase,
    start: phrase.start + slot.start,
    end: phrase.end + slot.start,
  }))
  const joined = neighbours(clean, found)
  const first = found[0]
  // The year only belongs to the name: "Theo Chương trình công tác năm 2023 của …".
  const years = found.filter((one, at) => at > 0 || one.form !== 'on-request')
  const named = first === undefined || (years.every(isYearWide) && (years[0]?.start ?? 0) > slot.start + 3)
  const waiting = named ? waitingIn(clean, slot) : undefined
  return waiting === undefined ? joined : [waiting]
}

const stretched = ({ form, rule }: TimePhrase): boolean =>
  rule.kind === 'within' && (form === 'stretch' || form === 'in') && rule.precision !== 'year'

/** "Cuối tháng 6, đầu tháng 7", "quý I và đầu quý II" in one place: one stretch. */
function neighbours(clean: string, phrases: readonly TimePhrase[]): readonly TimePhrase[] {
  const kept: TimePhrase[] = []
  for (const one of phrases) {
    const last = kept.at(-1)
    const between = last === undefined ? '' : clean.slice(last.end, one.start)
    const follows =
      last !== undefined &&
      stretched(last) &&
      stretched(one) &&
      last.due !== null &&
      last.from !== null &&
      one.due !== null &&
      one.from === addDays(last.due, 1) &&
      /^ ?(?:,|và|;|-|,? ?đến)? ?$/u.test(between)
    if (!follows || last.from === null || one.due === null) {
      kept.push(one)
      continue
    }
    const phrase = clean.slice(last.start, one.end)
    const rule = { kind: 'within', phrase, from: last.from, to: one.due, precision: 'day' } as const
    kept.splice(-1, 1, {
      ...last,
      end: one.end,
      rule,
      due: one.due,
      doubts: [...new Set([...last.doubts, ...one.doubts])],
    })
  }
  return kept
}

/** The places of a Block that are meant for a time and no others. */
function slotsOf(block: Block, labels: LabelsOf, clean: string): readonly Piece[] {
  if (block.part !== 'body' && block.part !== 'annex') return []
  if (block.kind === 'row')
    return block.cells.filter(({ role, start, end }) => role === 'time' && start >= block.start && end > start)
  return labels(block)
    .filter(({ role }) => role === 'time')
    .map(({ start, end }) => {
      const close = /[;\n]|\.(?= |$)/.exec(clean.slice(start, end))
      return { start, end: close === null ? end : start + close.index }
    })
}

/**
 * Time phrases with those that only their place tells: a bare "2024", "15/6" or "Theo chương trình công tác của …" in
 * a "Thời gian" cell or behind such a label. In the order of the text.
 */
export function withSlots(
  text: SourceText,
  phrases: readonly TimePhrase[],
  context: TimeContext,
  labels: LabelsOf,
): readonly TimePhrase[] {
  const { clean } = text
  const kept = [...phrases]
  const added: TimePhrase[] = []
  const dropped = new Set<TimePhrase>()
  let from = 0
  for (const block of text.blocks) {
    for (const slot of slotsOf(block, labels, clean)) {
      if (slot.end - slot.start > longestSlot) continue
      while (from < kept.length && (kept[from]?.end ?? 0) <= block.start) from += 1
      const inside: TimePhrase[] = []
      for (let at = from; at < kept.length; at += 1) {
        const one = kept[at]
        if (one === undefined || one.start >= slot.end) break
        if (overlaps(one, slot)) inside.push(one)
      }
      // Behind a label the phrase may hold the label itself: "thời hạn: trước 15/6".
      if (block.kind !== 'row' && inside.length > 0) continue
      const found = phrasesIn(clean, slot, context)
      if (found.length === 0) continue
      for (const one of inside) dropped.add(one)
      added.push(...found)
    }
  }
  if (added.length === 0) return phrases
  return [...kept.filter((one) => !dropped.has(one)), ...added].sort((a, b) => a.start - b.start)
}
