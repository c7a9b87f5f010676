import { describe, expect, it } from 'vitest'
import type { Decision } from '../../../src/core/intake/decision.ts'
import type { DraftItem } from '../../../src/core/intake/plan-draft.ts'
import { dutyKindOf, freeId, planFromReview, planIdOf, slugOf } from '../../../src/core/intake/plan-from-draft.ts'
import { reviewOf } from '../../../src/core/intake/review-draft.ts'
import { headingsIn, sectionAt } from '../../../src/core/intake/section-heading.ts'
import { board } from '../reminder/office.ts'
import { draftOf, item } from './drafts.ts'

const everybody = board.units.map(({ id }) => id)
const planOf = (items: readonly DraftItem[], decisions: readonly Decision[] = [], text = '') =>
  planFromReview(reviewOf(draftOf(items), decisions, board), board, text, 'kh')

describe('ids', () => {
  it('are readable and fit for addresses', () => {
    expect(slugOf('  Rà soát, đơn giản hóa thủ tục (đợt 1)!')).toBe('ra-soat-don-gian-hoa-thu-tuc-dot-1')
    expect(slugOf('một hai ba bốn', 8)).toBe('mot-hai')
    expect(planIdOf('21/KH-BQLKKT', 'Tên', 2026)).toBe('kh-21-bqlkkt-2026')
    expect(planIdOf(null, 'Thực hiện dân chủ ở cơ sở năm 2026', 2026)).toBe('thuc-hien-dan-chu-o-co-so-nam-2026')
    expect(planIdOf('/KH-BQLKKT', 'Thực hiện dân chủ', 2026)).toBe('thuc-hien-dan-chu-2026')
    expect(planIdOf(null, '???', 2026)).toBe('ke-hoach-2026')
  })

  it('are made free of those that are taken', () => {
    expect(freeId('a', new Set(['a', 'a-2']))).toBe('a-3')
    expect(freeId('', new Set())).toBe('muc')
  })
})

describe('a plan from a confirmed review', () => {
  it('has what was kept, with the document’s own phrases, and nothing that was dropped', () => {
    const plan = planOf([item('i1'), item('i2'), item('i3')], [{ kind: 'drop', items: ['i2'] }])
    expect(plan.tasks.map(({ what, due, lead }) => [what, due.phrase, lead])).toEqual([
      ['Việc i1', 'trước ngày 20/3/2026', ['van-phong']],
      ['Việc i3', 'trước ngày 20/3/2026', ['van-phong']],
    ])
    expect(plan).toMatchObject({ id: 'kh', number: '21/KH-BQLKKT', parent: board.parent, place: 'Gia Lai' })
  })

  it('gives the same ids to the same words, whatever else is in it', () => {
    const ids = (items: readonly DraftItem[]) => planOf(items).tasks.map(({ id }) => id)
    expect(ids([item('i1'), item('i2')])).toEqual(['viec-i1', 'viec-i2'])
    expect(ids([item('i2')])).toEqual(['viec-i2'])
    expect(ids([item('i1', { what: 'Việc' }), item('i2', { what: 'Việc' })])).toEqual(['viec', 'viec-2'])
  })

  it('makes a Duty of a report that leaves the office, collected from everybody', () => {
    const report = { kind: 'report', what: 'Báo cáo kết quả thực hiện quy chế năm 2026', to: ['Sở Nội vụ'] } as const
    const { duties, tasks } = planOf([item('i1', report)])
    expect(tasks).toEqual([])
    expect(duties).toMatchObject([
      {
        kind: 'year',
        title: 'Kết quả thực hiện quy chế năm 2026',
        to: ['Sở Nội vụ'],
        lead: 'van-phong',
        collectFrom: everybody,
      },
    ])
  })

  it('makes a Task of a report that stays inside, for every Unit that owes it', () => {
    const inside = { kind: 'report', units: ['Các phòng chuyên môn'], to: ['Văn phòng'] } as const
    const { duties, tasks } = planOf([item('i1', inside)])
    expect(duties).toEqual([])
    expect(tasks[0]?.lead).toEqual(['dau-tu', 'doanh-nghiep', 'quy-hoach', 'moi-truong'])
  })

  it('lets the office compile what several Units report together', () => {
    const joint = { kind: 'report', units: ['Phòng Đầu tư', 'Văn phòng'], to: ['Sở Nội vụ'] } as const
    expect(planOf([item('i1', joint)]).duties).toMatchObject([
      { lead: 'van-phong', collectFrom: ['van-phong', 'dau-tu'] },
    ])
  })

  it('asks a figure with the nearest Task, of the Units that lead it', () => {
    const draft = draftOf([item('i1'), item('i5', { units: ['Phòng Đầu tư'] })], {
      indicators: [
        {
          quote: 'đạt 90%',
          at: { start: 560, end: 570 },
          name: 'Tỷ lệ trả lời',
          op: '>=',
          value: 90,
          unit: '%',
          due: null,
        },
      ],
    })
    const plan = planFromReview(reviewOf(draft, [], board), board, '', 'kh')
    expect(plan.indicators).toMatchObject([
      { id: 'ty-le-tra-loi', op: '>=', target: 90, phrase: 'đạt 90%', reportedBy: ['dau-tu'] },
    ])
    expect(plan.tasks.map(({ indicators }) => indicators)).toEqual([[], ['ty-le-tra-loi']])
  })

  it('puts a Task under the heading it stands under', () => {
    const text = '# KẾ HOẠCH\n\nI. NỘI DUNG\n\n1. Công khai thông tin\n\n- Văn phòng niêm yết trước ngày 20/3/2026.\n'
    const at = { start: text.indexOf('trước'), end: text.indexOf('trước') + 20 }
    expect(planOf([item('i1', { at })], [], text).tasks[0]?.section).toBe('Công khai thông tin')
  })

  it.each([
    ['Báo cáo sơ kết 05 năm thực hiện', 'interim'],
    ['Báo cáo tổng kết Kế hoạch', 'final'],
    ['Báo cáo kết quả 6 tháng đầu năm', 'half-year'],
    ['Báo cáo kết quả năm 2026', 'year'],
    ['Báo cáo quý III', 'periodic'],
    ['Báo cáo đột xuất', 'ad-hoc'],
  ] as const)('knows “%s” for a report of kind %s', (what, kind) => {
    expect(dutyKindOf({ ...item('i1'), kind: 'report', what, quote: '' })).toBe(kind)
  })
})

describe('headings', () => {
  const text = [
    'KẾ HOẠCH',
    '**Phần I. QUAN ĐIỂM**',
    'Một đoạn văn. 1. không phải đề mục.',
    'II. Nhiệm vụ',
    '1. Tuyên truyền, phổ biến',
    '- Việc một',
    '2. Văn phòng tổ chức hội nghị; báo cáo kết quả. Các phòng phối hợp thực hiện theo quy định.',
    '- Việc hai',
  ].join('\n')
  const headings = headingsIn(text)
  const at = (piece: string) => sectionAt(headings, text.indexOf(piece))

  it('are numbered lines that are no sentences, in small letters', () => {
    expect(headings.map(({ title }) => title)).toEqual(['Quan điểm', 'Nhiệm vụ', 'Tuyên truyền, phổ biến'])
  })

  it('hold what stands under them, and not what stands before the first', () => {
    expect(at('KẾ HOẠCH')).toBeNull()
    expect(at('Một đoạn')).toBe('Quan điểm')
    expect(at('Việc một')).toBe('Tuyên truyền, phổ biến')
    expect(at('Việc hai')).toBe('Tuyên truyền, phổ biến')
  })
})
