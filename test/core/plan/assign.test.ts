import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  assigned,
  assignmentOf,
  assignmentRevision,
  changed,
  isSame,
  withChatAssignments,
} from '../../../src/core/plan/assign.ts'
import type { Plan } from '../../../src/core/plan/plan.ts'

const plan: Plan = {
  id: 'kh-32',
  number: '32/KH-BQLKKT',
  issuedOn: '2023-01-05',
  title: 'Kế hoạch dân vận',
  issuer: 'Ban Quản lý Khu kinh tế',
  parent: 'UBND tỉnh',
  place: 'Gia Lai',
  period: { from: '2023-01-01', to: '2023-12-31' },
  bases: [],
  tasks: ['t1', 't2'].map((id) => ({
    id,
    // The same words twice: ids and not words say which one is meant.
    what: 'Tuyên truyền',
    section: 'I',
    lead: ['vp'],
    coordinating: ['dt'],
    due: { kind: 'by' as const, date: '2023-05-10', phrase: '10/5/2023' },
    indicators: [],
  })),
  duties: [
    {
      id: 'bc',
      kind: 'year',
      title: 'Báo cáo năm',
      to: ['Sở Nội vụ'],
      lead: 'vp',
      collectFrom: ['vp', 'dt'],
      due: { kind: 'by', date: '2023-11-10', phrase: '10/11/2023' },
      window: null,
    },
  ],
  indicators: [],
  recipients: [],
}

const of = (id: string) => assignmentOf(plan, id) ?? { itemId: id, lead: [], beside: [] }

describe('an assignment', () => {
  it('gives a task to another Unit, which no longer only takes part', () => {
    const next = changed(plan, of('t2'), 'only', 'dt')
    expect(next).toEqual({ itemId: 't2', lead: ['dt'], beside: [] })
    const { plan: made, reassigned } = assignmentRevision(plan, next ?? of('t2'))
    expect(reassigned).toEqual([{ id: 't2', what: 'Tuyên truyền', before: ['vp'], after: ['dt'] }])
    expect(made.tasks.map(({ lead }) => lead)).toEqual([['vp'], ['dt']])
  })

  it('lets more Units lead or take part, and relieves one', () => {
    expect(changed(plan, of('t1'), 'also', 'moi')?.lead).toEqual(['vp', 'moi'])
    expect(changed(plan, of('t1'), 'beside', 'moi')?.beside).toEqual(['dt', 'moi'])
    expect(changed(plan, of('t1'), 'without', 'dt')?.beside).toEqual([])
  })

  it('is refused when it would change nothing or leave nobody', () => {
    expect(changed(plan, of('t1'), 'only', 'vp')).toBeUndefined()
    expect(changed(plan, of('t1'), 'without', 'vp')).toBeUndefined()
    expect(changed(plan, of('t1'), 'without', 'khac')).toBeUndefined()
    expect(changed(plan, of('bc'), 'also', 'dt')).toBeUndefined()
  })

  it('of a report names one Unit that compiles and those that give their part', () => {
    const next = changed(plan, of('bc'), 'only', 'dt')
    expect(next).toEqual({ itemId: 'bc', lead: ['dt'], beside: ['vp', 'dt'] })
    expect(assigned(plan, next ?? of('bc')).duties[0]).toMatchObject({ lead: 'dt', collectFrom: ['vp', 'dt'] })
  })

  it('keeps every id and everything that is not assigned, whatever is changed', () => {
    const change = fc.tuple(
      fc.constantFrom('t1', 't2', 'bc'),
      fc.constantFrom('only', 'also', 'beside', 'without' as const),
      fc.constantFrom('vp', 'dt', 'moi'),
    )
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (steps) => {
        let now = plan
        for (const [id, how, unit] of steps) {
          const old = assignmentOf(now, id)
          const next = old && changed(now, old, how, unit)
          if (next === undefined || old === undefined) continue
          now = assignmentRevision(now, next).plan
          // Assigning back gives the plan of before.
          expect(isSame(assignmentOf(assigned(now, old), id) ?? next, old)).toBe(true)
        }
        const bare = (one: Plan) => ({
          ...one,
          tasks: one.tasks.map((task) => ({ ...task, lead: [], coordinating: [] })),
          duties: one.duties.map((duty) => ({ ...duty, lead: '', collectFrom: [] })),
        })
        expect(bare(now)).toEqual(bare(plan))
        for (const { lead, coordinating } of now.tasks) {
          expect(lead.length).toBeGreaterThan(0)
          expect(lead.filter((unit) => coordinating.includes(unit))).toEqual([])
        }
      }),
    )
  })
})

describe('assignments made in chat', () => {
  const made = [{ file: of('t1'), now: { itemId: 't1', lead: ['moi'], beside: [] } }]

  it('hold over the file they were made for', () => {
    expect(withChatAssignments(plan, made).tasks[0]?.lead).toEqual(['moi'])
  })

  it('give way to a file that assigns the item anew', () => {
    const file = assigned(plan, { itemId: 't1', lead: ['dt'], beside: [] })
    expect(withChatAssignments(file, made)).toEqual(file)
  })
})
