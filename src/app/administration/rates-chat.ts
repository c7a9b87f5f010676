import { lastDayInTime } from '../../core/lateness.ts'
import { extendedDay } from '../../core/plan/extended-day.ts'
import type { Occurrence, Standing } from '../../core/plan/occurrence.ts'
import { calendarSpan, type Owed, type Rates, ratesOf, type SpanKind } from '../../core/report/rates.ts'
import { dateOf, type LocalDate, monthOf, yearOf } from '../../core/time.ts'
import { noSuchMatter } from '../../text/vi.ts'
import * as vi from '../../text/vi-rates.ts'
import { planLabel } from '../../text/vi-reminder.ts'
import { type Spoken, say, type Talk } from '../conversation/talk.ts'
import { seesUnit } from '../people/standing-in.ts'

/** `/thongke`: which span of time. */
export async function statistics(talk: Talk): Promise<Spoken> {
  const plans = await talk.records.plans()
  return say(vi.chooseSpan, {
    choices: [
      ...(['month', 'quarter', 'year'] as const).map((kind) => ({ label: vi.spanNames[kind], value: `rates:${kind}` })),
      ...(plans.length === 0 ? [] : [{ label: vi.planSpan, value: 'rates:plans' }]),
    ],
  })
}

const owedOf = (occurrence: Occurrence, standing: Standing | undefined): Owed => ({
  unitId: occurrence.unitId,
  due: lastDayInTime(occurrence, extendedDay(occurrence, standing)),
  answeredOn: standing?.status === 'answered' && standing.answeredAt !== null ? dateOf(standing.answeredAt) : null,
  cancelled: standing?.status === 'cancelled',
})

interface Span {
  readonly of: string
  readonly from: LocalDate
  readonly to: LocalDate
}

function calendarName(kind: SpanKind, day: LocalDate): string {
  const number = { month: `${monthOf(day)}/`, quarter: `${Math.ceil(monthOf(day) / 3)}/`, year: '' }[kind]
  return `${vi.spanWords[kind]} ${number}${yearOf(day)}`
}

const isSpan = (text: string): text is SpanKind => text === 'month' || text === 'quarter' || text === 'year'

/** The rates of one span, on one screen and as a table. */
async function ratesIn(talk: Talk, rest: string): Promise<Spoken> {
  const { records, office, now, person } = talk
  const today = dateOf(now)
  const [kind = '', planId] = rest.split(':')
  const plans = await records.plans()
  if (kind === 'plans')
    return say(vi.choosePlanOfRates, {
      choices: plans.map(({ id, plan }) => ({
        label: planLabel(plan.number, plan.title),
        value: `rates:plan:${id}`,
      })),
    })
  const plan = plans.find(({ id }) => id === planId)?.plan
  const whole: Span | undefined = isSpan(kind)
    ? { of: calendarName(kind, today), ...calendarSpan(kind, today) }
    : plan && { of: planLabel(plan.number, plan.title), ...plan.period }
  if (whole === undefined) return say(noSuchMatter)
  const span = { ...whole, to: [whole.to, today].sort()[0] ?? today }
  const standings = await records.standings()
  const owed = (await records.occurrences())
    .filter((one) => one.stage !== 'report' && seesUnit(talk, one.unitId))
    .filter((one) => plan === undefined || one.planId === planId)
    .map((one) => owedOf(one, standings.get(one.id)))
  const ofUnit = (unitId: string): Rates =>
    ratesOf(
      owed.filter((one) => one.unitId === unitId),
      span.from,
      span.to,
    )
  const units = office.board.units
    .map(({ id, name }) => ({ name, rates: ofUnit(id) }))
    .filter(({ rates }) => rates.expected > 0)
  const total = ratesOf(owed, span.from, span.to)
  if (total.expected === 0) return say(vi.nothingExpected(plan === undefined ? span.of : vi.inPlan(span.of)))
  const file = await talk.keepTable(vi.ratesFileName(span.of, today), [
    vi.ratesColumns,
    ...units.map(({ name, rates }) => rowOf(name, rates)),
    rowOf(vi.totalRow, total),
  ])
  await records.audit({ at: now, actor: person.id, action: 'rates.read', subject: rest, detail: {} })
  const text = [
    vi.ratesHead(span.of, span.from, span.to),
    vi.ratesTotal(total),
    ...[...units]
      .sort((a, b) => (a.rates.rateOnTime ?? 0) - (b.rates.rateOnTime ?? 0))
      .map(({ name, rates }) => vi.ratesLine(name, rates)),
    vi.ratesNote,
  ].join('\n')
  return say(text, { files: [file] })
}

const rowOf = (name: string, { expected, actual, onTime, rate, rateOnTime }: Rates): readonly string[] => [
  name,
  String(expected),
  String(actual),
  String(onTime),
  vi.csvNumber(rate),
  vi.csvNumber(rateOnTime),
]

export const ratesButtons = { rates: ratesIn }
