import { describe, expect, it } from 'vitest'
import { readPlanYaml } from '../../../src/core/plan/read-plan-yaml.ts'

const board = {
  units: [
    { id: 'van-phong', name: 'Văn phòng', aliases: [], kind: 'office' },
    { id: 'dau-tu', name: 'Phòng Quản lý Đầu tư', aliases: [], kind: 'department' },
    { id: 'moi-truong', name: 'Phòng Tài nguyên và Môi trường', aliases: [], kind: 'department' },
    { id: 'doan-the', name: 'Tổ chức đoàn thể', aliases: [], kind: 'organisation' },
  ],
} as const

const head = `plan:
  id: gia-lai-2023
  title: Kế hoạch
  issuer: Ban Quản lý
  parent: UBND TỈNH GIA LAI
  place: Gia Lai
  period: { from: 2023-01-01, to: 2023-12-31 }
`

const withDue = (due: string) => `${head}tasks:
  - id: viec
    what: Làm việc
    section: Mục
    lead: [van-phong]
    due: ${due}
`

const dueOf = (due: string) => {
  const { value, issues } = readPlanYaml(withDue(due), 'p.yaml', board)
  return issues.length > 0 ? issues : value?.tasks[0]?.due
}

describe('readPlanYaml', () => {
  it('reads a plan and fills in what may be left out', () => {
    const { value, issues } = readPlanYaml(withDue('{ continuous: true, phrase: thường xuyên }'), 'p.yaml', board)
    expect(issues).toEqual([])
    expect(value).toEqual({
      id: 'gia-lai-2023',
      number: null,
      issuedOn: null,
      title: 'Kế hoạch',
      issuer: 'Ban Quản lý',
      parent: 'UBND TỈNH GIA LAI',
      place: 'Gia Lai',
      period: { from: '2023-01-01', to: '2023-12-31' },
      bases: [],
      recipients: [],
      duties: [],
      indicators: [],
      tasks: [
        {
          id: 'viec',
          what: 'Làm việc',
          section: 'Mục',
          lead: ['van-phong'],
          coordinating: [],
          indicators: [],
          due: { kind: 'continuous', phrase: 'thường xuyên' },
        },
      ],
    })
  })

  it.each([
    ['{ before: 2023-05-10, phrase: p }', { kind: 'before', date: '2023-05-10' }],
    ['{ before: 2023-05-10, time: 17:00, phrase: p }', { kind: 'before', date: '2023-05-10', time: '17:00' }],
    ['{ by: 2023-05-10, phrase: p }', { kind: 'by', date: '2023-05-10' }],
    ['{ on: 2023-05-10, phrase: p }', { kind: 'on', date: '2023-05-10' }],
    [
      '{ within: { from: 2023-05-01, to: 2023-05-10 }, phrase: p }',
      { kind: 'within', from: '2023-05-01', to: '2023-05-10', precision: 'day' },
    ],
    [
      '{ within: { quarter: 2, year: 2022 }, phrase: p }',
      { kind: 'within', from: '2022-04-01', to: '2022-06-30', precision: 'quarter' },
    ],
    [
      '{ within: { month: 6, year: 2024, part: end }, phrase: p }',
      { kind: 'within', from: '2024-06-21', to: '2024-06-30', precision: 'month' },
    ],
    [
      '{ within: { week: 1, month: 5, year: 2023 }, phrase: p }',
      { kind: 'within', from: '2023-05-01', to: '2023-05-05', precision: 'week' },
    ],
    [
      '{ within: { half: 1, year: 2023 }, phrase: p }',
      { kind: 'within', from: '2023-01-01', to: '2023-06-30', precision: 'half' },
    ],
    [
      '{ within: { nineMonths: true, year: 2023 }, phrase: p }',
      { kind: 'within', from: '2023-01-01', to: '2023-09-30', precision: 'month' },
    ],
    [
      '{ within: { year: 2025 }, phrase: p }',
      { kind: 'within', from: '2025-01-01', to: '2025-12-31', precision: 'year' },
    ],
    [
      '{ within: { phase: { from: 2019, to: 2025 } }, phrase: p }',
      { kind: 'within', from: '2019-01-01', to: '2025-12-31', precision: 'phase' },
    ],
    [
      '{ within: { occasion: 2025-09-02 }, phrase: p }',
      { kind: 'within', from: '2025-08-18', to: '2025-09-02', precision: 'day' },
    ],
    ['{ recurring: { every: null }, phrase: p }', { kind: 'recurring', every: null }],
    [
      '{ recurring: { every: half, on: [10-29, 05-09] }, phrase: p }',
      { kind: 'recurring', every: 'half', on: ['05-09', '10-29'] },
    ],
    [
      '{ relative: { event: khi có yêu cầu, count: 5, unit: working-day }, phrase: p }',
      { kind: 'relative', after: null, event: 'khi có yêu cầu', count: 5, unit: 'working-day' },
    ],
    ['{ recurring: { every: day, times: 2 }, phrase: p }', { kind: 'recurring', every: 'day', times: 2 }],
    [
      '{ recurring: { every: week, weekday: 4, time: "16:00" }, phrase: p }',
      { kind: 'recurring', every: 'week', weekday: 4, time: '16:00' },
    ],
    [
      '{ relative: { event: ngày khai mạc, count: 15, unit: day, before: true }, phrase: p }',
      { kind: 'relative', after: null, event: 'ngày khai mạc', count: 15, unit: 'day', before: true },
    ],
    [
      '{ relative: { event: khi xảy ra, count: 24, unit: hour }, phrase: p }',
      { kind: 'relative', after: null, event: 'khi xảy ra', count: 24, unit: 'hour' },
    ],
  ])('reads the rule %s', (due, expected) => {
    expect(dueOf(due)).toEqual({ phrase: 'p', ...expected })
  })

  it.each([
    ['{ before: 2023-02-31, phrase: p }', 'tasks[0].due.before', 'value:invalid'],
    ['{ before: 2023-05-10 }', 'tasks[0].due.phrase', 'value:invalid'],
    ['{ phrase: p }', 'tasks[0].due', 'value:invalid'],
    ['{ before: 2023-05-10, by: 2023-05-11, phrase: p }', 'tasks[0].due', 'value:invalid'],
    ['{ continuous: true, time: "17:00", phrase: p }', 'tasks[0].due.time', 'value:invalid'],
    ['{ by: 2023-05-10, time: "25:00", phrase: p }', 'tasks[0].due.time', 'value:invalid'],
    ['{ within: { quarter: 5, year: 2023 }, phrase: p }', 'tasks[0].due.within.quarter', 'value:invalid'],
    ['{ within: { quarter: 2, month: 4, year: 2023 }, phrase: p }', 'tasks[0].due.within', 'value:invalid'],
    ['{ within: { quarter: 2 }, phrase: p }', 'tasks[0].due.within', 'value:invalid'],
    ['{ within: { week: 5, month: 2, year: 2023 }, phrase: p }', 'tasks[0].due.within', 'value:invalid'],
    ['{ within: { from: 2023-05-10, to: 2023-05-01 }, phrase: p }', 'tasks[0].due.within', 'rule:end-before-start'],
    ['{ within: { quater: 2, year: 2023 }, phrase: p }', 'tasks[0].due.within.quater', 'key:unknown'],
    ['{ recurring: { every: weekly }, phrase: p }', 'tasks[0].due.recurring.every', 'value:invalid'],
    ['{ recurring: { every: year, on: [02-30] }, phrase: p }', 'tasks[0].due.recurring.on[0]', 'value:invalid'],
    ['{ recurring: { every: week, weekday: 8 }, phrase: p }', 'tasks[0].due.recurring.weekday', 'value:invalid'],
    ['{ recurring: { every: month, weekday: 2 }, phrase: p }', 'tasks[0].due.recurring.weekday', 'value:invalid'],
    ['{ recurring: { every: day, times: 0 }, phrase: p }', 'tasks[0].due.recurring.times', 'value:invalid'],
    ['{ relative: { event: x, count: 1.5, unit: day }, phrase: p }', 'tasks[0].due.relative.count', 'value:invalid'],
  ])('refuses the rule %s', (due, path, code) => {
    expect(dueOf(due)).toContainEqual(expect.objectContaining({ path, code, file: 'p.yaml', line: 13 }))
  })

  it('turns words for several units into ids, and leaves the lead units out of the coordinating ones', () => {
    const text = withDue('{ continuous: true, phrase: p }').replace(
      '[van-phong]',
      '[organisations, departments]\n    coordinating: all',
    )
    const [task] = readPlanYaml(text, 'p.yaml', board).value?.tasks ?? []
    expect(task?.lead).toEqual(['dau-tu', 'moi-truong', 'doan-the'])
    expect(task?.coordinating).toEqual(['van-phong'])
  })

  it('tells every problem of a plan at once, each with its line', () => {
    const text = `plan:
  id: Gia Lai 2023
  title: ""
  issuer: Ban Quản lý
  parent: UBND TỈNH
  place: Gia Lai
  period: { from: 2023-12-31, to: 2023-01-01 }
tasks:
  - id: viec
    what: Làm việc
    section: Mục
    lead: [van-phogn, kho-bac]
    due: { before: 2023-02-31, phrase: trước ngày 31/2/2023 }
    indicators: [mo-hin]
duties:
  - id: viec
    kind: halfyear
    title: Báo cáo
    to: Sở Nội vụ
    lead: all
    collectFrom: []
    due: { continuous: false, phrase: x }
indicators:
  - id: mo-hinh
    name: Mô hình
    op: ≥
    target: một
    unit: mô hình
    phrase: ít nhất 01 mô hình
    reportedBy: doan-the
  - { id: mo-hinh, name: N, op: '>', target: 1, unit: hồ sơ, ratio: { numerator: a, denominator: b }, phrase: p, reportedBy: all }
`
    const { value, issues } = readPlanYaml(text, 'p.yaml', board)
    expect(value).toBeUndefined()
    expect(issues.map(({ line, path, code }) => `${line} ${path} ${code}`)).toEqual([
      '2 plan.id value:invalid',
      '3 plan.title value:invalid',
      '7 plan.period rule:end-before-start',
      '12 tasks[0].lead[0] name:unknown',
      '12 tasks[0].lead[1] name:unknown',
      '13 tasks[0].due.before value:invalid',
      '14 tasks[0].indicators[0] name:unknown',
      '16 duties[0].id id:repeated',
      '17 duties[0].kind value:invalid',
      '20 duties[0].lead name:unknown',
      '21 duties[0].collectFrom value:invalid',
      '22 duties[0].due.continuous value:invalid',
      '26 indicators[0].op value:invalid',
      '27 indicators[0].target value:invalid',
      '31 indicators[1].unit value:invalid',
      '31 indicators[1].id id:repeated',
    ])
    expect(issues).toContainEqual(expect.objectContaining({ found: 'van-phogn', near: 'van-phong', kind: 'unit' }))
    expect(issues).toContainEqual(expect.objectContaining({ found: 'mo-hin', near: 'mo-hinh', kind: 'indicator' }))
  })

  it('tells that the figure of a unit is never asked', () => {
    const text = `${withDue('{ continuous: true, phrase: p }')}    indicators: [i]
indicators:
  - { id: i, name: N, op: '>', target: 1, unit: mô hình, phrase: p, reportedBy: [van-phong, dau-tu] }
`
    expect(readPlanYaml(text, 'p.yaml', board).issues).toEqual([
      { code: 'indicator:never-asked', found: 'i', unit: 'dau-tu', file: 'p.yaml', line: 16, path: 'indicators[0]' },
    ])
  })

  it('reads a plan without knowing the units when the board cannot be read', () => {
    const text = withDue('{ continuous: true, phrase: p }').replace('van-phong', 'whoever')
    expect(readPlanYaml(text, 'p.yaml', undefined).issues).toEqual([])
  })

  it('knows the line of each item', () => {
    const { lineOfItem } = readPlanYaml(withDue('{ continuous: true, phrase: p }'), 'p.yaml', board)
    expect(lineOfItem('viec')).toBe(9)
    expect(lineOfItem('khac')).toBeUndefined()
  })
})
