import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indicatorStandings } from '../../../src/core/chart/indicator-progress.ts'
import { type MatterState, mostUnits, progressChart } from '../../../src/core/chart/progress-chart.ts'
import type { Indicator } from '../../../src/core/plan/plan.ts'

const state = fc.constantFrom<MatterState['status']>('open', 'answered', 'cancelled', 'overdue')
const matters = fc.array(
  fc.record({ unitName: fc.integer({ min: 1, max: 30 }).map((n) => `Phòng ${n}`), status: state, late: fc.boolean() }),
  { maxLength: 200 },
)
const given = { boardName: 'Ban Quản lý', today: '2023-05-04' }

describe('the picture of the progress', () => {
  it('counts every matter that was not cancelled once, on few bars', () => {
    fc.assert(
      fc.property(matters, (all) => {
        const { units } = progressChart({ ...given, matters: all })
        const count = units.reduce((sum, one) => sum + one.answered + one.late + one.overdue + one.open, 0)
        expect(count).toBe(all.filter(({ status }) => status !== 'cancelled').length)
        expect(units.length).toBeLessThanOrEqual(mostUnits)
      }),
    )
  })

  it('puts the most overdue first and parts late answers from those in time', () => {
    const { units, subtitle } = progressChart({
      ...given,
      matters: [
        { unitName: 'Văn phòng', status: 'answered', late: true },
        { unitName: 'Văn phòng', status: 'answered', late: false },
        { unitName: 'Chi bộ', status: 'overdue', late: false },
        { unitName: 'Chi bộ', status: 'cancelled', late: false },
      ],
    })
    expect(units).toEqual([
      { name: 'Chi bộ', answered: 0, late: 0, overdue: 1, open: 0 },
      { name: 'Văn phòng', answered: 1, late: 1, overdue: 0, open: 0 },
    ])
    expect(subtitle).toBe('Ban Quản lý, đến ngày 04/5/2023')
  })
})

const indicator = (more: Partial<Indicator>): Indicator => ({
  ...{ id: 'i', name: 'Hài lòng', op: '>', target: 85, unit: '%', ratio: null, phrase: 'trên 85 %' },
  ...{ reportedBy: ['a', 'b'], ...more },
})
const figures = (unitId: string, value: number, at = 1) => ({ unitId, at, figures: [{ indicatorId: 'i', value }] })

describe('an indicator beside its target', () => {
  it('is not there without a figure', () => {
    expect(indicatorStandings([indicator({})], [])).toEqual([])
  })

  it('takes the newest figure of each Unit, and of percentages the worst', () => {
    const [found] = indicatorStandings([indicator({})], [figures('a', 99, 1), figures('a', 90, 2), figures('b', 62)])
    expect(found).toMatchObject({ value: '62%', target: 'trên 85%', met: false, incomplete: false })
    expect(found?.share).toBeCloseTo(72.94, 2)
  })

  it('adds counts up and says when somebody has not counted yet', () => {
    const count = indicator({ op: '>=', target: 3, unit: 'mô hình', phrase: 'ít nhất 03 mô hình' })
    expect(indicatorStandings([count], [figures('a', 2)])[0]).toMatchObject({ met: false, incomplete: true })
    const [both] = indicatorStandings([count], [figures('a', 2), figures('b', 2)])
    expect(both).toMatchObject({ met: true, incomplete: false, value: '04' })
  })

  it('looks at the highest where the target is an upper bound', () => {
    const bound = indicator({ op: '<=', target: 5, phrase: 'không quá 5 %' })
    expect(indicatorStandings([bound], [figures('a', 2), figures('b', 6)])[0]).toMatchObject({
      met: false,
      value: '6%',
    })
  })
})
