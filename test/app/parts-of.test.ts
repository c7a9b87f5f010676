import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partsOf } from '../../src/app/reports/compile.ts'
import type { Occurrence, Standing } from '../../src/core/plan/occurrence.ts'
import { addDays, instantAt } from '../../src/core/time.ts'

const year = { from: '2023-01-01', to: '2023-12-31' }
const made = (id: string, stage: Occurrence['stage'], due: string, change: Partial<Occurrence> = {}): Occurrence => ({
  ...{ id, planId: 'p', itemId: id, stage, feeds: null, unitId: 'u', title: id, period: year },
  ...{ due, workDue: due, rolledDue: null, precision: 'day' },
  ...change,
})
const spring = made('spring', 'report', '2023-05-09', { period: { from: '2023-01-01', to: '2023-05-09' } })
const autumn = made('autumn', 'report', '2023-11-09', { period: { from: '2023-05-10', to: '2023-11-09' } })
const reports = [spring, autumn]
const moved = (occurrenceId: string, to: string): Standing => ({
  ...{ occurrenceId, status: 'open', answeredAt: null, answeredBy: null },
  ...{ extendedTo: to, extendedAt: instantAt('2023-03-01') },
})
const standingsOf = (...all: readonly Standing[]): ReadonlyMap<string, Standing> =>
  new Map(all.map((one) => [one.occurrenceId, one]))
const reportsWith = (task: Occurrence, standings: ReadonlyMap<string, Standing>): readonly string[] =>
  reports.filter((one) => partsOf(one, [...reports, task], standings).includes(task)).map(({ id }) => id)

describe('the Tasks that a report is made of', () => {
  it('leave a report when their day is moved past it, and belong to the next one', () => {
    const task = made('task', 'task', '2023-04-20')
    expect(reportsWith(task, standingsOf())).toEqual(['spring'])
    expect(reportsWith(task, standingsOf(moved('task', '2023-06-15')))).toEqual(['autumn'])
  })

  it('come into a report whose own day is moved past theirs', () => {
    const task = made('task', 'task', '2023-05-15')
    expect(partsOf(spring, [task], standingsOf())).toEqual([])
    expect(partsOf(spring, [task], standingsOf(moved('spring', '2023-05-31')))).toEqual([task])
  })

  it('are those that a plan with these days would give, whatever was moved', () => {
    const days = fc.integer({ min: 0, max: 330 })
    fc.assert(
      fc.property(days, days, (own, to) => {
        const task = made('task', 'task', addDays('2023-01-02', own))
        const day = addDays('2023-01-02', to)
        expect(reportsWith(task, standingsOf(moved('task', day)))).toEqual(
          reportsWith(made('task', 'task', day), standingsOf()),
        )
      }),
    )
  })

  it('always have in them what feeds the report', () => {
    const part = made('part', 'check-in', '2023-05-02', { feeds: 'spring' })
    expect(partsOf(spring, [part], standingsOf(moved('part', '2023-12-01')))).toEqual([part])
  })
})
