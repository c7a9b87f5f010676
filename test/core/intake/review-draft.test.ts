import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { correctionsOf } from '../../../src/core/intake/corrections.ts'
import type { Decision } from '../../../src/core/intake/decision.ts'
import { keepable, missingOf, reviewOf, waitingItems } from '../../../src/core/intake/review-draft.ts'
import { board } from '../reminder/office.ts'
import { draftOf, item, noInterval } from './drafts.ts'

const draft = draftOf([
  item('i1'),
  noInterval('i2'),
  item('i3', { units: ['Tổ giúp việc'] }),
  item('i4', { kind: 'report', units: [], to: ['Sở Nội vụ'] }),
])
const decided = (...decisions: readonly Decision[]) => reviewOf(draft, decisions, board)
const item3 = (...decisions: readonly Decision[]) => decided(...decisions).items.find(({ id }) => id === 'i3')

describe('a review', () => {
  it('puts the unclear items first and numbers them for good', () => {
    const numbers = (review: ReturnType<typeof decided>) => review.items.map(({ id, number }) => `${number} ${id}`)
    expect(numbers(decided())).toEqual(['1 i2', '2 i3', '3 i4', '4 i1'])
    expect(numbers(decided({ kind: 'drop', items: ['i2', 'i3'] }))).toEqual(['1 i2', '2 i3', '3 i4', '4 i1'])
  })

  it('says what each unclear item lacks, and what keeps the plan from becoming active', () => {
    expect(missingOf(decided())).toEqual([
      { what: 'interval', number: 1 },
      { what: 'look', number: 1 },
      { what: 'unit', number: 2 },
      { what: 'look', number: 2 },
      { what: 'look', number: 3 },
    ])
  })

  it('takes a report that names nobody for the office’s own, as a guess', () => {
    const report = decided().items.find(({ id }) => id === 'i4')
    expect(report).toMatchObject({ lead: ['van-phong'], doubts: ['unit-guessed'], unclear: true })
    expect(decided({ kind: 'keep', items: ['i4'] }).items[2]).toMatchObject({ state: 'kept', lacks: [] })
  })

  it('is complete once every unclear item is decided; clear ones need nothing', () => {
    const review = decided(
      { kind: 'due', item: 'i2', rule: { kind: 'recurring', every: 'quarter', phrase: 'hằng quý' }, words: 'hằng quý' },
      { kind: 'units', item: 'i3', lead: ['dau-tu'], coordinating: null },
      { kind: 'keep', items: ['i4'] },
    )
    expect(missingOf(review)).toEqual([])
    expect(waitingItems(review)).toEqual([])
    expect(review.items[0]).toMatchObject({ state: 'kept', reading: 'hằng quý', doubts: [] })
  })

  it('needs a title, a period and something to follow', () => {
    const blank = draftOf([item('i1')])
    const headless = { ...blank, plan: { ...blank.plan, title: null, period: null } }
    const dropped: Decision = { kind: 'drop', items: ['i1'] }
    expect(missingOf(reviewOf(headless, [dropped], board)).map(({ what }) => what)).toEqual([
      'title',
      'period',
      'nothing-kept',
    ])
    const given: readonly Decision[] = [
      { kind: 'title', title: 'Kế hoạch' },
      { kind: 'period', period: { from: '2026-01-01', to: '2026-12-31' } },
    ]
    expect(missingOf(reviewOf(headless, given, board))).toEqual([])
  })

  it('does not keep what still lacks a Unit or an interval when everything is kept', () => {
    expect(keepable(decided()).map(({ id }) => id)).toEqual(['i4', 'i1'])
  })

  it('lets a piece of work stand without a Unit when it was kept all the same', () => {
    expect(item3({ kind: 'keep', items: ['i3'] })).toMatchObject({ lead: [], state: 'kept', lacks: [] })
  })

  it('takes several decisions as one step', () => {
    const step: Decision = {
      kind: 'several',
      decisions: [
        { kind: 'units', item: 'i3', lead: ['dau-tu'], coordinating: null },
        { kind: 'several', decisions: [{ kind: 'drop', items: ['i1'] }] },
      ],
    }
    expect(decided(step).items.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'i2 open',
      'i3 kept',
      'i4 open',
      'i1 dropped',
    ])
  })

  it('corrects the head, and leaves what was read in the draft', () => {
    const review = decided(
      { kind: 'number', number: '22/KH-BQLKKT' },
      { kind: 'issued-on', issuedOn: null },
      { kind: 'issuer', issuer: 'Ban Quản lý' },
    )
    expect(review.head).toMatchObject({ number: '22/KH-BQLKKT', issuedOn: null, issuer: 'Ban Quản lý' })
    expect(review.draft.plan).toMatchObject({ number: '21/KH-BQLKKT', issuedOn: '2026-01-15' })
  })

  it('brings a dropped item back when it is corrected, and stays looked at for its other doubts', () => {
    const due: Decision = {
      kind: 'due',
      item: 'i3',
      rule: { kind: 'by', date: '2026-05-10', phrase: '10/5' },
      words: '10/5',
    }
    expect(item3({ kind: 'drop', items: ['i3'] }, due)).toMatchObject({
      state: 'open',
      due: '2026-05-10',
      lacks: ['unit', 'look'],
    })
  })

  it('goes back decision by decision: without the newest it is as before it', () => {
    const decision = fc.oneof(
      fc.record({
        kind: fc.constantFrom('keep' as const, 'drop' as const),
        items: fc.subarray(['i1', 'i2', 'i3', 'i9']),
      }),
      fc.record({
        kind: fc.constant('units' as const),
        item: fc.constantFrom('i1', 'i3', 'i9'),
        lead: fc.subarray(['dau-tu', 'van-phong'], { minLength: 1 }),
        coordinating: fc.constant(null),
      }),
    )
    fc.assert(
      fc.property(fc.array(decision, { maxLength: 8 }), decision, (before, newest) => {
        const then = decided(...before)
        const now = decided(...before, newest)
        expect(reviewOf(draft, now.decisions.slice(0, -1), board)).toEqual(then)
        expect(now.items.map(({ id }) => id)).toEqual(then.items.map(({ id }) => id))
      }),
    )
  })
})

describe('corrections', () => {
  it('hold the original reading beside what the reviewer made of it, and nothing of what was only kept', () => {
    const review = decided(
      { kind: 'keep', items: ['i4', 'i1'] },
      { kind: 'drop', items: ['i2'] },
      { kind: 'units', item: 'i3', lead: ['dau-tu'], coordinating: null },
      {
        kind: 'add',
        item: {
          id: 'a1',
          kind: 'task',
          what: 'Việc thêm',
          words: '10/5',
          rule: { kind: 'by', date: '2026-05-10', phrase: '10/5' },
          lead: ['cong-doan'],
        },
      },
    )
    expect(correctionsOf(review)).toMatchObject([
      { itemId: 'i2', change: 'dropped', quote: 'định kỳ', doubts: ['no-interval'], corrected: null },
      { itemId: 'i3', change: 'units', original: { units: ['Tổ giúp việc'] }, corrected: { units: ['dau-tu'] } },
      { itemId: 'a1', change: 'added', at: null, original: null, corrected: { reading: 'hết ngày 10/5/2026' } },
    ])
  })

  it('hold wording, kind and recipients, targets and the head as well', () => {
    const figures = draftOf([item('i1')], {
      indicators: [
        {
          ...{ quote: 'trên 85%', at: { start: 5, end: 13 }, name: 'Tỷ lệ' },
          op: '>',
          value: 85,
          unit: '%',
          due: null,
        },
        {
          ...{ quote: '02 mô hình', at: { start: 20, end: 30 }, name: 'mô hình' },
          op: '=',
          value: 2,
          unit: 'mô hình',
          due: null,
        },
      ],
    })
    const review = reviewOf(
      figures,
      [
        { kind: 'what', item: 'i1', what: 'Rà soát' },
        { kind: 'kind', item: 'i1', itemKind: 'report' },
        { kind: 'to', item: 'i1', to: ['Sở Nội vụ'] },
        { kind: 'indicator', indicator: 'c1', change: { op: '>=', value: 90 }, words: 'ít nhất 90%' },
        { kind: 'indicator', indicator: 'c1', change: { name: 'Tỷ lệ đúng hạn' }, words: 'Tỷ lệ đúng hạn' },
        { kind: 'drop', items: ['c2'] },
        {
          kind: 'add-indicator',
          indicator: { id: 'ca1', name: 'Số lớp', op: '>=', value: 3, unit: 'lớp', sentence: 'Ít nhất 03 lớp' },
        },
        { kind: 'period', period: { from: '2026-03-01', to: '2026-12-31' } },
      ],
      board,
    )
    const base = { original: { what: 'Việc i1', kind: 'task', to: [] } }
    expect(correctionsOf(review)).toMatchObject([
      { of: 'item', change: 'what', ...base, corrected: { what: 'Rà soát' } },
      { of: 'item', change: 'kind', ...base, corrected: { kind: 'report' } },
      { of: 'item', change: 'to', ...base, corrected: { to: ['Sở Nội vụ'] } },
      { of: 'indicator', itemId: 'c1', change: 'value', original: { op: '>', value: 85 }, corrected: { value: 90 } },
      { of: 'indicator', itemId: 'c1', change: 'name', corrected: { name: 'Tỷ lệ đúng hạn' } },
      { of: 'indicator', itemId: 'c2', change: 'dropped', corrected: null },
      { of: 'indicator', itemId: 'ca1', change: 'added', quote: 'Ít nhất 03 lớp', original: null },
      { of: 'head', change: 'period', original: '2026-01-01/2026-12-31', corrected: '2026-03-01/2026-12-31' },
    ])
  })

  it('are none when a date was changed and changed back', () => {
    const other = { kind: 'by', date: '2026-05-10', phrase: '10/5' } as const
    const original = item('i1').rule
    const review = decided(
      { kind: 'due', item: 'i1', rule: other, words: '10/5' },
      { kind: 'due', item: 'i1', rule: original, words: 'trước 20/3' },
    )
    expect(correctionsOf(review)).toEqual([])
  })
})
