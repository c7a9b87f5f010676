import type { DueRule, Precision } from '../../plan/plan.ts'
import { addDays, type LocalDate } from '../../time.ts'
import type { Doubt } from '../plan-draft.ts'
import type { TimeContext, TimeForm, TimeProblem } from '../time-phrase.ts'
import { endOfDay } from './clock.ts'
import { type Named, precisionOf, type Settled, settle } from './named.ts'
import type { Parsed, Tokens } from './tokens.ts'

/** What a phrase says, before its place in the text is put beside it. */
export interface Reading {
  readonly form: TimeForm
  /** `phrase` is still empty. */
  readonly rule: DueRule
  readonly from: LocalDate | null
  readonly due: LocalDate | null
  readonly doubts: readonly Doubt[]
  /** The tokens it stands in, where it has not the whole phrase to itself: first, and the one behind the last. */
  readonly tokens?: readonly [number, number]
}

/** A reading, or why what stands there is no time. */
export type Outcome = Reading | { readonly problem: TimeProblem['code'] }

/** Reads one kind of phrase at a token; undefined where none stands. */
export type Parser = (tokens: Tokens, index: number, context: TimeContext) => Parsed<Outcome[]> | undefined

/** How a phrase stands to its time. */
export type Mode =
  /** "trước": the named time itself is too late. */
  | 'before'
  /** "chậm nhất", "đến hết": its last moment still counts. */
  | 'by'
  /** "đến": as `by`, but with a stretch it may be a horizon. */
  | 'until'
  /** "vào", "trong" */
  | 'in'
  /** nothing stands before it. */
  | 'bare'

export function doubtsOf(settled: Pick<Settled, 'yearSure' | 'vague'>): Doubt[] {
  return [...(settled.yearSure ? [] : (['no-year'] as const)), ...(settled.vague ? (['vague-end'] as const) : [])]
}

/** A time that only an event would give: nothing in the document tells its year. */
export const waiting = (form: TimeForm, event: string, doubts: readonly Doubt[]): Reading => ({
  form,
  rule: { kind: 'relative', phrase: '', after: null, event, count: 0, unit: 'day' },
  from: null,
  due: null,
  doubts,
})

/** "Trước ngày X" ends the day before X; "trước 17 giờ ngày X" and "chậm nhất ngày X" end on X. */
export function beforeReading(settled: Settled, form: TimeForm): Reading {
  const { from: date, time } = settled
  const rule: DueRule = { kind: 'before', phrase: '', date, ...(time === null ? {} : { time }) }
  return { form, rule, from: null, due: time === null ? addDays(date, -1) : date, doubts: doubtsOf(settled) }
}

export function byReading(settled: Settled, form: TimeForm): Reading {
  const { to: date, time } = settled
  const rule: DueRule = { kind: 'by', phrase: '', date, ...(time === null ? {} : { time }) }
  return { form, rule, from: null, due: date, doubts: doubtsOf(settled) }
}

function onReading(settled: Settled, form: TimeForm): Reading {
  const { from: date, time } = settled
  const rule: DueRule = { kind: 'on', phrase: '', date, ...(time === null ? {} : { time }) }
  return { form, rule, from: null, due: date, doubts: doubtsOf(settled) }
}

export function withinReading(
  settled: Pick<Settled, 'from' | 'to' | 'precision' | 'yearSure' | 'vague'>,
  form: TimeForm,
): Reading {
  const { from, to, precision } = settled
  return { form, rule: { kind: 'within', phrase: '', from, to, precision }, from, due: to, doubts: doubtsOf(settled) }
}

const endsItself = (named: Named): boolean =>
  named.is === 'stretch' && 'part' in named.shape && named.shape.part === 'end'

const isOccasion = (named: Named): boolean =>
  named.is === 'stretch' && (named.shape.unit === 'occasion' || named.shape.unit === 'lunar-new-year')

/** A deadline before the document's own day belongs to another year than the text seems to say. */
function limitReading(named: Named, mode: Limit, settled: Settled, { issuedOn }: TimeContext): Reading {
  const reading = limitOf(named, mode, settled)
  const stale = issuedOn !== null && named.year === null && reading.due !== null && reading.due < issuedOn
  const open = stale && !isPhase(named) && !reading.doubts.includes('no-year')
  return open ? { ...reading, doubts: [...reading.doubts, 'no-year'] } : reading
}

const isPhase = (named: Named): boolean =>
  named.is === 'stretch' && (named.shape.unit === 'phase' || named.shape.unit === 'school-year')

type Limit = 'before' | 'by' | 'until'

function limitOf(named: Named, mode: Limit, settled: Settled): Reading {
  if (mode === 'before') {
    // "Trước cuối quý II" closes with the quarter; "trước Tết" with the day before it.
    if (endsItself(named)) return byReading(settled, 'limit')
    return beforeReading(isOccasion(named) ? { ...settled, from: settled.to } : settled, 'limit')
  }
  // "Hết cuối tháng 6" closes with the month: only a stretch that begins there would be vague.
  if (endsItself(named)) return byReading({ ...settled, vague: false }, 'limit')
  const horizon = mode === 'until' && named.is === 'stretch' && !isOccasion(named)
  return byReading(settled, horizon ? 'range' : 'limit')
}

const isWhole = ({ rule, doubts }: Reading): boolean =>
  rule.kind === 'within' &&
  rule.precision !== 'day' &&
  rule.precision !== 'year' &&
  rule.precision !== 'phase' &&
  doubts.every((doubt) => doubt === 'no-year')

/** "Quý II, III", "tháng 8, 9": stretches that follow upon one another are one. */
function joinedUp(outcomes: readonly Outcome[]): Outcome[] {
  const found: Outcome[] = []
  for (const one of outcomes) {
    const last = found.at(-1)
    if (last === undefined || 'problem' in last || 'problem' in one || !isWhole(last) || !isWhole(one)) {
      found.push(one)
      continue
    }
    const { from, due: to } = { from: last.from, due: one.due }
    if (last.due === null || from === null || to === null || one.from !== addDays(last.due, 1)) found.push(one)
    else
      found.splice(-1, 1, {
        ...last,
        rule: { kind: 'within', phrase: '', from, to, precision: joint(from, to) },
        due: to,
      })
  }
  return found
}

const joint = (from: LocalDate, to: LocalDate): Precision => {
  const precision = precisionOf(from, to)
  return precision === 'month' && dueIsHalf(from, to) ? 'half' : precision
}

const dueIsHalf = (from: LocalDate, to: LocalDate): boolean =>
  (from.endsWith('-01-01') && to.endsWith('-06-30')) || (from.endsWith('-07-01') && to.endsWith('-12-31'))

/** The readings of the times that one preposition governs; months or quarters in a row are one stretch. */
export function readingsOf(all: readonly Named[], mode: Mode, context: TimeContext, said: string): Outcome[] {
  const each = eachReading(all, mode, context, said)
  return mode === 'in' || mode === 'bare' ? joinedUp(each) : each
}

function eachReading(all: readonly Named[], mode: Mode, context: TimeContext, said: string): Outcome[] {
  return all.map((one): Outcome => {
    const atEnd = one.is === 'day' && one.time === endOfDay
    const named = atEnd ? { ...one, time: null } : one
    const settled = settle(named, context)
    if (settled === 'impossible') return { problem: named.is === 'day' ? 'date:impossible' : 'span:impossible' }
    const bareForm: TimeForm = named.is === 'day' ? 'day' : 'stretch'
    const form =
      mode === 'in'
        ? 'in'
        : mode === 'bare'
          ? named.is === 'stretch' && named.shape.unit === 'phase'
            ? 'range'
            : bareForm
          : 'limit'
    if (settled === 'open') return waiting(form, said, ['no-year'])
    if (mode === 'before' || mode === 'by' || mode === 'until')
      return limitReading(named, atEnd ? 'by' : mode, settled, context)
    return named.is === 'day' ? onReading(settled, form) : withinReading(settled, form)
  })
}

/** The piece of text between two tokens, the second not included. */
export function said(tokens: Tokens, from: number, next: number): string {
  return from < next ? tokens.text.slice(tokens.at(from).start, tokens.at(next - 1).end) : ''
}
