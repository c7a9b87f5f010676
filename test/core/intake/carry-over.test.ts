import { describe, expect, it } from 'vitest'
import { carriedOver } from '../../../src/core/intake/carry-over.ts'
import type { Decision } from '../../../src/core/intake/decision.ts'
import type { PlanDraft } from '../../../src/core/intake/plan-draft.ts'
import { planFromReview } from '../../../src/core/intake/plan-from-draft.ts'
import { readPlan } from '../../../src/core/intake/read-plan.ts'
import { missingOf, reviewOf } from '../../../src/core/intake/review-draft.ts'
import { changesNothing, revisePlan } from '../../../src/core/plan/revise-plan.ts'
import { planText } from '../../stories/import-plan.ts'
import { board } from '../reminder/office.ts'

const earlier = readPlan(planText)
const idOf = (draft: PlanDraft, words: string): string =>
  draft.items.find(({ what }) => what.includes(words))?.id ?? '?'

/** All kinds of corrections, as a reviewer made them the first time. */
const decisions: readonly Decision[] = [
  { kind: 'units', item: idOf(earlier, 'Tổ giúp việc'), lead: ['quy-hoach'], coordinating: null },
  {
    kind: 'due',
    item: idOf(earlier, 'Công đoàn'),
    rule: { kind: 'recurring', every: 'quarter', phrase: 'định kỳ' },
    words: 'Hằng quý',
  },
  { kind: 'drop', items: [idOf(earlier, 'niêm yết')] },
  { kind: 'to', item: idOf(earlier, 'cả năm'), to: ['Sở Nội vụ', 'Tỉnh ủy'] },
  { kind: 'indicator', indicator: 'c1', change: { op: '>', value: 95 }, words: 'trên 95%' },
  {
    kind: 'add',
    item: {
      id: 'a1',
      kind: 'task',
      what: 'Lập sổ theo dõi kiến nghị của công dân',
      words: 'trước ngày 31/10/2026',
      rule: { kind: 'before', date: '2026-10-31', phrase: 'trước ngày 31/10/2026' },
      lead: ['van-phong'],
    },
  },
  { kind: 'title', title: 'Thực hiện dân chủ ở cơ sở năm 2026' },
]

/** What a newer text becomes after the earlier review has been carried over, and what that changes of the plan. */
function again(text: string) {
  const draft = readPlan(text)
  const carried = carriedOver({ draft: earlier, decisions }, draft, board)
  const review = reviewOf(draft, carried.decisions, board)
  const before = planFromReview(reviewOf(earlier, decisions, board), board, planText, 'kh')
  const open = review.items.filter(({ state }) => state === 'open').map(({ what }) => what)
  return { carried, review, open, revision: revisePlan(before, planFromReview(review, board, text, 'kh')) }
}

const lines = planText.split('\n')
const moved = (words: string, offset: number): string => {
  const at = lines.findIndex((line) => line.includes(words))
  const rest = lines.filter((_, index) => index !== at)
  rest.splice(at + offset, 0, lines[at] ?? '')
  return rest.join('\n')
}

describe('the same plan, imported a second time', () => {
  it.each([
    ['word for word', planText],
    ['with other line ends', planText.replace(/\n/g, '\r\n')],
    ['decomposed', planText.normalize('NFD')],
    ['in another order', moved('niêm yết', 1)],
    ['renumbered', planText.replace('II. TỔ CHỨC', 'III. TỔ CHỨC').replace('2. Đối thoại', '3. Đối thoại')],
    [
      'with other punctuation',
      planText.replace('quy chế tiếp công dân, hoàn thành', 'quy chế tiếp công dân; hoàn thành'),
    ],
  ])('%s changes nothing, and asks for nothing', (_, text) => {
    const { review, revision, open } = again(text)
    expect(open).toEqual([])
    expect(missingOf(review)).toEqual([])
    expect(revision).toMatchObject({ added: [], moved: [], dropped: [], reassigned: [], figures: [] })
    expect(changesNothing(revision)).toBe(true)
    expect(review.head.title).toBe('Thực hiện dân chủ ở cơ sở năm 2026')
  })
})

describe('a revised plan', () => {
  it('leaves open only what is new or reads otherwise', () => {
    const text = planText
      .replace('hoàn thành trong quý II năm 2026', 'hoàn thành trong quý III năm 2026')
      .replace('2. Đối thoại', '- Đoàn Thanh niên tổ chức diễn đàn dân chủ trước ngày 26/3/2026.\n\n2. Đối thoại')
    const { open, revision, carried } = again(text)
    expect(open).toEqual([expect.stringContaining('rà soát quy chế'), expect.stringContaining('diễn đàn dân chủ')])
    expect(revision.moved.map(({ before, after }) => [before, after])).toEqual([['quý II/2026', 'quý III/2026']])
    expect(revision.added.map(({ what }) => what)).toEqual([expect.stringContaining('diễn đàn dân chủ')])
    expect(revision.dropped).toEqual([])
    expect(carried).toMatchObject({ kept: 5, corrected: 7 })
  })

  it('finds a reworded item again, its correction with it where the document leaves that place as it was', () => {
    const { review, revision } = again(
      planText.replace(
        'Tổ giúp việc kiểm tra việc thực hiện',
        'Tổ giúp việc tiến hành kiểm tra, đôn đốc việc thực hiện',
      ),
    )
    expect(review.items.find(({ what }) => what.includes('Tổ giúp việc'))?.lead).toEqual(['quy-hoach'])
    expect(changesNothing(revision)).toBe(true)
  })

  it('takes the half of a split item that says more for the old one, the other for new', () => {
    const { revision } = again(
      planText.replace(
        /- Phòng Quản lý Đầu tư rà soát.*/,
        '- Phòng Quản lý Đầu tư rà soát quy chế tiếp công dân, hoàn thành trong quý II năm 2026.\n- Phòng Quản lý Đầu tư ban hành lịch tiếp công dân định kỳ của lãnh đạo, xong trước ngày 15/8/2026.',
      ),
    )
    expect(revision.moved).toEqual([])
    expect(revision.dropped).toEqual([])
    expect(revision.added).toMatchObject([{ units: ['dau-tu'], due: 'hết ngày 14/8/2026' }])
  })

  it('does not carry a correction to a place that the new document says otherwise', () => {
    const { review } = again(planText.replace('đạt từ 90% trở lên', 'đạt từ 98% trở lên'))
    expect(review.indicators).toMatchObject([{ op: '>=', value: 98, state: 'open' }])
  })

  it('shows a target that is another one', () => {
    const { revision } = again(planText.replace('đạt từ 90% trở lên', 'đạt từ 98% trở lên'))
    expect(revision.figures).toMatchObject([{ before: { op: '>', target: 95 }, after: { op: '>=', target: 98 } }])
    expect(changesNothing(revision)).toBe(false)
  })
})
