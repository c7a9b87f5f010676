import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DueRule, Duty, Plan, Task } from '../../../src/core/plan/plan.ts'
import { revisePlan } from '../../../src/core/plan/revise-plan.ts'

const by = (date: string): DueRule => ({ kind: 'by', date, phrase: date })
const task = (id: string, what: string, date: string, lead: readonly string[] = ['vp']): Task => ({
  id,
  what,
  section: 'I',
  lead,
  coordinating: [],
  due: by(date),
  indicators: [],
})
const duty = (id: string, kind: Duty['kind'], title: string, date: string): Duty => ({
  ...{ id, kind, title, to: [], lead: 'vp', collectFrom: ['vp'], due: by(date), window: null },
})
const plan = (tasks: readonly Task[], duties: readonly Duty[] = [], more: Partial<Plan> = {}): Plan => ({
  id: 'kh',
  number: '21/KH',
  issuedOn: null,
  title: 'Kế hoạch',
  issuer: 'Ban',
  parent: 'UBND',
  place: 'Gia Lai',
  period: { from: '2026-01-01', to: '2026-12-31' },
  bases: [],
  tasks,
  duties,
  indicators: [],
  recipients: [],
  ...more,
})

const publish = task('niem-yet', 'Văn phòng niêm yết công khai kế hoạch tài chính', '2026-03-20')
const review = task('ra-soat', 'Rà soát quy chế tiếp công dân của cơ quan', '2026-06-30', ['dt'])
const check = task('kiem-tra', 'Kiểm tra việc thực hiện quy chế dân chủ', '2026-09-14')

describe('a revised plan', () => {
  it('is the same plan when only its wording changed', () => {
    const reworded = plan([
      { ...publish, id: 'x1', what: 'Niêm yết công khai kế hoạch tài chính (Văn phòng)' },
      { ...review, id: 'x2', what: 'Rà soát lại Quy chế tiếp công dân' },
    ])
    const revision = revisePlan(plan([publish, review]), reworded)
    expect(revision).toMatchObject({ added: [], moved: [], dropped: [], reassigned: [] })
    expect(revision.plan.tasks.map(({ id, what }) => [id, what])).toEqual([
      ['niem-yet', 'Niêm yết công khai kế hoạch tài chính (Văn phòng)'],
      ['ra-soat', 'Rà soát lại Quy chế tiếp công dân'],
    ])
  })

  it('shows what was added, moved, dropped and given to others', () => {
    const fresh = task('niem-yet', 'Tập huấn kỹ năng hòa giải cho công chức', '2026-05-10')
    const after = plan([fresh, { ...review, id: 'y', due: by('2026-09-30') }, { ...publish, id: 'z', lead: ['dt'] }])
    const revision = revisePlan(plan([publish, review, check]), after)
    expect(revision.added).toEqual([{ id: 'niem-yet-2', what: fresh.what, due: 'hết ngày 10/5/2026', units: ['vp'] }])
    expect(revision.moved).toEqual([
      { id: 'ra-soat', what: review.what, before: 'hết ngày 30/6/2026', after: 'hết ngày 30/9/2026', units: ['dt'] },
    ])
    expect(revision.dropped.map(({ id }) => id)).toEqual(['kiem-tra'])
    expect(revision.reassigned).toEqual([{ id: 'niem-yet', what: publish.what, before: ['vp'], after: ['dt'] }])
  })

  it('tells two reports of almost the same words apart by kind and day', () => {
    const half = duty('bc-6', 'half-year', 'Kết quả thực hiện dân chủ 6 tháng đầu năm 2026', '2026-06-09')
    const year = duty('bc-nam', 'year', 'Kết quả thực hiện dân chủ năm 2026', '2026-11-29')
    const after = plan(
      [],
      [
        { ...year, id: 'a', due: by('2026-12-10') },
        { ...half, id: 'b' },
      ],
    )
    const revision = revisePlan(plan([], [half, year]), after)
    expect(revision.plan.duties.map(({ id }) => id)).toEqual(['bc-nam', 'bc-6'])
    expect(revision.moved.map(({ id }) => id)).toEqual(['bc-nam'])
    expect(revision.dropped).toEqual([])
  })

  it('keeps the ids of figures that are asked again', () => {
    const figure = (id: string, name: string) => ({
      ...{ id, name, op: '>=' as const, target: 90, unit: '%', ratio: null, phrase: '', reportedBy: ['vp'] },
    })
    const before = plan([{ ...publish, indicators: ['f1'] }], [], {
      indicators: [figure('f1', 'Tỷ lệ kiến nghị được trả lời')],
    })
    const after = plan([{ ...publish, indicators: ['g1', 'g2'] }], [], {
      indicators: [figure('g1', 'Tỷ lệ các kiến nghị được trả lời'), figure('g2', 'Tỷ lệ hồ sơ đúng hạn')],
    })
    const revised = revisePlan(before, after).plan
    expect(revised.indicators.map(({ id }) => id)).toEqual(['f1', 'g2'])
    expect(revised.tasks[0]?.indicators).toEqual(['f1', 'g2'])
  })

  it('accounts for every item once: found again, added or dropped, each under an id of its own', () => {
    const words = fc.constantFrom(
      'niêm yết tài chính',
      'rà soát quy chế',
      'kiểm tra dân chủ',
      'tập huấn hòa giải',
      'đối thoại',
    )
    const tasks = (mark: string) =>
      fc.array(words, { maxLength: 7 }).map((list) => list.map((what, n) => task(`${mark}${n}`, what, '2026-05-10')))
    fc.assert(
      fc.property(tasks('a'), tasks('b'), (before, after) => {
        const { added, dropped, plan: revised } = revisePlan(plan(before), plan(after))
        const ids = revised.tasks.map(({ id }) => id)
        expect(new Set(ids).size).toBe(after.length)
        const found = ids.filter((id) => before.some((old) => old.id === id))
        expect(found.length + added.length).toBe(after.length)
        expect(found.length + dropped.length).toBe(before.length)
      }),
    )
  })
})
