import { describe, expect, it } from 'vitest'
import type { DraftIndicator, DraftItem, PlanDraft } from '../../../src/core/intake/plan-draft.ts'
import { readExpectedJson, readLabels } from './labels.ts'
import { Passages } from './passages.ts'
import { scoreReading } from './score.ts'

const text = [
  'Số: 05/KH-BQL, ngày 03/01/2023.',
  'Văn phòng gửi báo cáo trước ngày 15/6 và 15/11/2023.',
  'Phòng Đầu tư rà soát trong quý I năm 2023; thường xuyên đôn đốc.',
  'Tỷ lệ hồ sơ đúng hạn đạt trên 95%.',
].join('\n')

const labels = readLabels(`
number: 05/KH-BQL
issued: 2023-01-03
issuer: null
title: null
period: { from: 2023-01-01, to: 2023-12-31 }
deadlines:
  - { quote: trước ngày 15/6, kind: before, due: 2023-06-14, report: true, units: [Văn phòng] }
  - { quote: 15/11/2023, kind: before, due: 2023-11-14, report: true, units: [Văn phòng] }
  - { quote: trong quý I năm 2023, kind: within, due: 2023-03-31, from: 2023-01-01, units: [Phòng Đầu tư] }
indicators:
  - { quote: đạt trên 95%, op: '>', value: 95, unit: '%' }
not_deadlines: [ngày 03/01/2023]
optional: [thường xuyên]
`)

const at = (quote: string) => new Passages(text).one({ quote }) ?? { start: 0, end: 0 }

function item(quote: string, more: Partial<DraftItem>): DraftItem {
  return {
    id: 'i1',
    kind: 'task',
    what: '',
    quote,
    at: at(quote),
    rule: { kind: 'continuous', phrase: quote },
    from: null,
    due: null,
    reading: '',
    units: [],
    coordinating: [],
    to: [],
    sure: true,
    doubts: [],
    ...more,
  }
}

const limit = (quote: string, date: string, due: string, kind: DraftItem['kind'] = 'report') =>
  item(quote, { kind, rule: { kind: 'before', phrase: quote, date }, due, units: ['Văn phòng'] })
const quarter = item('quý I năm 2023', {
  rule: { kind: 'within', phrase: '', from: '2023-01-01', to: '2023-03-31', precision: 'quarter' },
  from: '2023-01-01',
  due: '2023-03-31',
  units: ['Phòng Đầu tư'],
})
const onTime: DraftIndicator = {
  quote: 'trên 95%',
  at: at('trên 95%'),
  name: 'hồ sơ đúng hạn',
  op: '>',
  value: 95,
  unit: '%',
  due: null,
}

function draft(items: readonly DraftItem[], indicators: readonly DraftIndicator[] = [onTime]): PlanDraft {
  return {
    plan: {
      number: '05/KH-BQL',
      title: null,
      issuer: null,
      place: null,
      issuedOn: '2023-01-03',
      period: { from: '2023-01-01', to: '2023-12-31' },
      bases: [],
      recipients: [],
      parent: null,
    },
    items,
    indicators,
    ignored: [],
    issues: [],
  }
}

const june = limit('trước ngày 15/6', '2023-06-15', '2023-06-14')
const november = limit('15/11/2023', '2023-11-15', '2023-11-14')

describe('the score of a reading', () => {
  it('is full, without a word of complaint, when everything was read', () => {
    const score = scoreReading(text, draft([june, november, quarter]), labels)
    expect(score.misses).toEqual([])
    expect([score.found, score.dated, score.reports, score.precision, score.indicators, score.units]).toEqual([
      { right: 3, of: 3 },
      { right: 3, of: 3 },
      { right: 2, of: 2 },
      { right: 3, of: 3 },
      { right: 1, of: 1 },
      { right: 3, of: 3 },
    ])
  })

  it('lets one item serve one deadline only', () => {
    const wide = limit('trước ngày 15/6 và 15/11/2023', '2023-06-15', '2023-06-14')
    const score = scoreReading(text, draft([wide, quarter]), labels)
    expect(score.found).toEqual({ right: 2, of: 3 })
    expect(score.misses).toHaveLength(1)
    expect(score.misses[0]).toContain('not found (before 2023-11-14)')
  })

  it('gives two items over one phrase each its own deadline, whatever their order', () => {
    const phrase = 'trước ngày 15/6 và 15/11/2023'
    const wide = [limit(phrase, '2023-11-15', '2023-11-14'), limit(phrase, '2023-06-15', '2023-06-14')]
    expect(scoreReading(text, draft([...wide, quarter]), labels).dated).toEqual({ right: 3, of: 3 })
  })

  it('tells a wrong day, a wrong kind and a report that was not recognised', () => {
    const late = limit('trước ngày 15/6', '2023-06-16', '2023-06-15', 'task')
    const open = { ...quarter, from: null }
    const score = scoreReading(text, draft([late, november, open]), labels)
    expect(score.found.right).toBe(3)
    expect(score.dated.right).toBe(1)
    expect(score.reports).toEqual({ right: 1, of: 2 })
    expect(score.misses.map((miss) => miss.split(':')[0])).toEqual([
      'wrong day',
      'report read as task (“”)',
      'wrong day',
    ])
  })

  it('counts an item upon a date that is no deadline, and forgives an optional one', () => {
    const own = item('ngày 03/01/2023', { due: '2023-01-03' })
    const always = item('thường xuyên đôn đốc', {})
    const score = scoreReading(text, draft([june, november, quarter, own, always]), labels)
    expect(score.taken).toBe(1)
    expect(score.precision).toEqual({ right: 3, of: 4 })
    expect(score.misses).toHaveLength(1)
  })

  it('asks an indicator for operator, value and unit', () => {
    const score = scoreReading(text, draft([june, november, quarter], [{ ...onTime, op: '>=' }]), labels)
    expect(score.indicators).toEqual({ right: 0, of: 1 })
    expect(score.misses).toEqual([expect.stringContaining('indicator read as >= 95 %, should be > 95 %')])
  })

  it('finds composed quotes in a decomposed text, over line breaks, as whole words', () => {
    const passages = new Passages('Trước\n ngày 11/5/2023, ngày 1/5/2023'.normalize('NFD'))
    expect(passages.all('Trước ngày 11/5/2023')).toHaveLength(1)
    expect(passages.all('1/5/2023')).toHaveLength(1)
  })
})

describe('labels', () => {
  it('are refused with the place when a day is none', () => {
    expect(() => readLabels('number: null\nissued: 2023-02-30\n', 'x.yaml')).toThrow(/x\.yaml:2/)
  })

  it('are read from the form of the example plans too', () => {
    const json = JSON.stringify({
      number: null,
      issued: null,
      issuer: 'A',
      title: null,
      period: null,
      deadlines: [{ quote: 'q', at: 3, kind: 'by', due: '2023-01-01', from: null, report: true, units: [] }],
      indicators: [],
      not_deadlines: ['n'],
      optional: [],
    })
    expect(readExpectedJson(json)).toMatchObject({
      issuer: ['A'],
      deadlines: [{ at: 3, kinds: ['by'], report: true, coop: [] }],
      notDeadlines: [{ quote: 'n' }],
    })
  })
})
