import { describe, expect, it } from 'vitest'
import { calendarOf } from '../../../src/core/calendar.ts'
import { isOver, occurrencesOf } from '../../../src/core/plan/occurrences.ts'
import type { DueRule, Duty, Plan, Task } from '../../../src/core/plan/plan.ts'
import { calendar, ladder, planNamed, plans, years } from '../reminder/office.ts'

const task = (id: string, due: DueRule, lead: string[] = ['dau-tu']): Task => ({
  id,
  what: `Việc ${id}`,
  section: 'Mục',
  lead,
  coordinating: [],
  due,
  indicators: [],
})
const duty = (id: string, due: DueRule, collectFrom: string[], window: Duty['window'] = null): Duty => ({
  id,
  kind: 'periodic',
  title: `Báo cáo ${id}`,
  to: [],
  lead: 'van-phong',
  collectFrom,
  due,
  window,
})
const plan = (tasks: Task[], duties: Duty[], period = { from: '2023-01-01', to: '2023-12-31' }): Plan => ({
  ...planNamed('gia-lai-2023'),
  id: 'p',
  period,
  tasks,
  duties,
})
const beforeDay = (date: string): DueRule => ({ kind: 'before', date, phrase: `trước ngày ${date}` })
const continuous: DueRule = { kind: 'continuous', phrase: 'thường xuyên' }
const given = (made: Plan) => occurrencesOf(made, calendar, ladder)

describe('what a plan asks for', () => {
  it('asks every lead Unit for a dated Task', () => {
    const { occurrences, issues } = given(plan([task('t', beforeDay('2023-10-30'), ['dau-tu', 'van-phong'])], []))
    expect(issues).toEqual([])
    expect(occurrences.map(({ id, stage, due, workDue, feeds }) => [id, stage, due, workDue, feeds])).toEqual([
      ['p/t/once/dau-tu', 'task', '2023-10-29', '2023-10-27', null],
      ['p/t/once/van-phong', 'task', '2023-10-29', '2023-10-27', null],
    ])
  })

  it('asks for progress of continuous Tasks five working days before the report, and the others for their part', () => {
    const made = plan(
      [task('a', continuous, ['dau-tu']), task('b', continuous, ['dau-tu'])],
      [duty('r', beforeDay('2023-05-10'), ['dau-tu', 'van-phong'])],
    )
    const { occurrences } = given(made)
    expect(occurrences.map(({ id, stage, workDue, feeds }) => [id, stage, workDue, feeds])).toEqual([
      ['p/a/once/dau-tu/r', 'check-in', '2023-04-27', 'p/r/once/van-phong'],
      ['p/b/once/dau-tu/r', 'check-in', '2023-04-27', 'p/r/once/van-phong'],
      ['p/r/once/van-phong/contribution', 'contribution', '2023-04-27', 'p/r/once/van-phong'],
      ['p/r/once/van-phong', 'report', '2023-05-09', null],
    ])
  })

  it('takes a report’s data to the end of the month before it is due, each from where the last one ended', () => {
    const rule: DueRule = { kind: 'recurring', every: 'half', on: ['05-09', '10-29'], phrase: '' }
    const reports = given(plan([], [duty('r', rule, [])])).occurrences
    expect(reports.map(({ period }) => period)).toEqual([
      { from: '2023-01-01', to: '2023-04-30' },
      { from: '2023-05-01', to: '2023-09-30' },
    ])
    const window = { from: '2022-12-15', to: '2023-06-14' }
    expect(given(plan([], [duty('r', beforeDay('2023-06-16'), [], window)])).occurrences[0]?.period).toEqual(window)
  })

  it('looks twice a year at a continuous Task that no report collects', () => {
    const { occurrences } = given(plan([task('a', continuous)], [duty('r', beforeDay('2023-05-10'), ['van-phong'])]))
    const checkIns = occurrences.filter(({ stage }) => stage === 'check-in')
    expect(checkIns.map(({ id, due, precision, feeds }) => [id, due, precision, feeds])).toEqual([
      ['p/a/2023-h1/dau-tu', '2023-06-30', 'half', null],
      ['p/a/2023-h2/dau-tu', '2023-12-31', 'half', null],
    ])
  })

  it('asks nothing where no interval is stated, and says so', () => {
    const rule: DueRule = { kind: 'recurring', every: null, phrase: 'định kỳ' }
    const { occurrences, issues } = given(plan([task('ok', beforeDay('2023-05-10'))], [duty('r', rule, ['dau-tu'])]))
    expect(occurrences.map(({ itemId }) => itemId)).toEqual(['ok'])
    expect(issues).toEqual([{ code: 'rule:no-interval', what: 'Báo cáo r', phrase: 'định kỳ', suggest: '06 tháng' }])
  })

  it('waits silently for a named event, and complains of an unnamed one', () => {
    const relative = (event: string): DueRule => ({
      kind: 'relative',
      after: null,
      event,
      count: 3,
      unit: 'day',
      phrase: 'x',
    })
    expect(given(plan([task('t', relative('khi có yêu cầu'))], []))).toEqual({ occurrences: [], issues: [] })
    expect(given(plan([task('t', relative(' '))], [])).issues).toEqual([
      { code: 'rule:no-date', what: 'Việc t', phrase: 'x' },
    ])
  })

  it('lets a year without a calendar harm only its own item', () => {
    const made = plan([task('far', beforeDay('2031-05-10')), task('near', beforeDay('2023-05-10'))], [])
    const { occurrences, issues } = given(made)
    expect(occurrences.map(({ itemId }) => itemId)).toEqual(['near'])
    expect(issues).toEqual([{ code: 'calendar:year-missing', year: 2031, what: 'Việc far' }])
    const without = calendarOf(years.filter(({ year }) => year !== 2022))
    const yearly: DueRule = { kind: 'recurring', every: 'year', phrase: '' }
    const long = plan([task('t', yearly)], [], { from: '2021-01-01', to: '2023-12-31' })
    const found = occurrencesOf(long, without, ladder)
    expect(found.occurrences.map(({ id }) => id)).toEqual(['p/t/2021/dau-tu', 'p/t/2023/dau-tu'])
    expect(found.issues.map((issue) => ('year' in issue ? issue.year : 0))).toEqual([2022])
  })

  it('is over when its period and every last day have passed', () => {
    const made = plan([task('t', beforeDay('2024-02-10'))], [])
    const { occurrences } = given(made)
    expect(isOver(made, occurrences, '2024-01-15')).toBe(false)
    expect(isOver(made, occurrences, '2024-02-10')).toBe(true)
  })
})

describe('the shipped plans', () => {
  it.each(plans.map((one) => [one.id, one] as const))(
    '%s gives the same ASCII ids each time, none twice',
    (_id, made) => {
      const { occurrences } = given(made)
      expect(occurrences).toEqual(given(structuredClone(made)).occurrences)
      expect(occurrences.length).toBeGreaterThan(0)
      expect(new Set(occurrences.map(({ id }) => id)).size).toBe(occurrences.length)
      for (const { id } of occurrences) expect(id).toMatch(/^[\x21-\x7e]+$/)
    },
  )

  it.each(plans.map((one) => [one.id, one] as const))('%s asks every Unit that a report collects from', (_id, made) => {
    const { occurrences } = given(made)
    for (const report of occurrences.filter(({ stage }) => stage === 'report')) {
      const asked = new Set(occurrences.filter(({ feeds }) => feeds === report.id).map(({ unitId }) => unitId))
      expect([...asked].sort()).toEqual(
        [...new Set(made.duties.find(({ id }) => id === report.itemId)?.collectFrom)].sort(),
      )
    }
  })

  it('owes the two Gia Lai reports on 09/5 and 29/10/2023', () => {
    const reports = given(planNamed('gia-lai-2023')).occurrences.filter(({ stage }) => stage === 'report')
    expect(reports.map(({ due, workDue }) => [due, workDue])).toEqual([
      ['2023-05-09', '2023-05-09'],
      ['2023-10-29', '2023-10-27'],
    ])
  })
})
