import { describe, expect, it } from 'vitest'
import { type Due, dueOf } from '../../../src/core/plan/due-rule.ts'
import type { DueRule } from '../../../src/core/plan/plan.ts'
import { type SpanName, spanOf } from '../../../src/core/plan/span.ts'
import { calendar } from '../reminder/office.ts'

const beforeDay = (date: string): DueRule => ({ kind: 'before', date, phrase: '' })
const by = (date: string): DueRule => ({ kind: 'by', date, phrase: '' })
const after = (date: string, count: number, unit: 'day' | 'working-day' | 'month'): DueRule => ({
  kind: 'relative',
  after: date,
  event: '',
  count,
  unit,
  phrase: '',
})
function within(name: SpanName): DueRule {
  const span = spanOf(name)
  if (span === undefined) throw new Error('no such span')
  return { kind: 'within', ...span, phrase: '' }
}

/** The twenty vectors: phrase, rule, last day, last working day, day to which the law moves it. */
const vectors: readonly (readonly [string, DueRule, string, string, string | null])[] = [
  ['trước ngày 10/5/2023', beforeDay('2023-05-10'), '2023-05-09', '2023-05-09', null],
  ['trước ngày 30/10/2023', beforeDay('2023-10-30'), '2023-10-29', '2023-10-27', null],
  ['trước ngày 30/10/2022', beforeDay('2022-10-30'), '2022-10-29', '2022-10-28', null],
  ['chậm nhất ngày 30/10/2022', by('2022-10-30'), '2022-10-30', '2022-10-28', null],
  ['Quý II năm 2022', within({ quarter: 2, year: 2022 }), '2022-06-30', '2022-06-30', null],
  ['quý III năm 2022', within({ quarter: 3, year: 2022 }), '2022-09-30', '2022-09-30', null],
  ['12/2022', within({ month: 12, year: 2022 }), '2022-12-31', '2022-12-30', null],
  ['nhân dịp Quốc khánh 02/9/2025', within({ occasion: '2025-09-02' }), '2025-09-02', '2025-08-29', null],
  ['cuối tháng 6/2024', within({ month: 6, year: 2024, part: 'end' }), '2024-06-30', '2024-06-28', null],
  ['trước ngày 03/9/2026', beforeDay('2026-09-03'), '2026-09-02', '2026-08-28', null],
  ['trước ngày 24/8/2026', beforeDay('2026-08-24'), '2026-08-23', '2026-08-22', null],
  ['trước ngày 25/11/2026', beforeDay('2026-11-25'), '2026-11-24', '2026-11-23', null],
  ['trước ngày 11/02/2027', beforeDay('2027-02-11'), '2027-02-10', '2027-02-03', null],
  ['10 ngày kể từ 20/4/2022', after('2022-04-20', 10, 'day'), '2022-04-30', '2022-04-29', '2022-05-04'],
  ['15 ngày kể từ 18/4/2023', after('2023-04-18', 15, 'day'), '2023-05-03', '2023-04-28', '2023-05-04'],
  ['7 ngày kể từ 10/02/2026', after('2026-02-10', 7, 'day'), '2026-02-17', '2026-02-13', '2026-02-23'],
  ['05 ngày làm việc kể từ 26/4/2024', after('2024-04-26', 5, 'working-day'), '2024-05-07', '2024-05-07', '2024-05-07'],
  ['03 ngày làm việc kể từ 20/8/2026', after('2026-08-20', 3, 'working-day'), '2026-08-24', '2026-08-24', '2026-08-24'],
  ['01 tháng kể từ 31/01/2023', after('2023-01-31', 1, 'month'), '2023-02-28', '2023-02-28', '2023-02-28'],
  ['02 ngày làm việc sau 14/6/2026', after('2026-06-14', 2, 'working-day'), '2026-06-16', '2026-06-16', '2026-06-16'],
]

describe('when a phrase falls due, by the shipped calendar', () => {
  it.each(vectors)('%s', (_phrase, rule, due, workDue, rolledDue) => {
    expect(dueOf(rule, calendar)).toMatchObject({ due, workDue, rolledDue } satisfies Partial<Due>)
  })

  it('lets the named day count for "trước" when the office says so', () => {
    expect(dueOf(beforeDay('2023-05-10'), calendar, { beforeIsInclusive: true })?.due).toBe('2023-05-10')
  })

  it('ends "trước 16 giờ ngày X" on X', () => {
    const rule: DueRule = { kind: 'before', date: '2023-05-10', time: '16:00', phrase: '' }
    expect(dueOf(rule, calendar)?.due).toBe('2023-05-10')
  })

  it('names no day for what recurs, goes on, or waits for an event', () => {
    expect(dueOf({ kind: 'continuous', phrase: '' }, calendar)).toBeNull()
    expect(dueOf({ kind: 'recurring', every: 'month', phrase: '' }, calendar)).toBeNull()
    expect(
      dueOf({ kind: 'relative', after: null, event: 'khi có yêu cầu', count: 3, unit: 'day', phrase: '' }, calendar),
    ).toBeNull()
  })
})
