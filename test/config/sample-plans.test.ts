import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { packageRoot, readConfiguration } from '../../src/config-files.ts'
import { dueOf } from '../../src/core/plan/due-rule.ts'
import { occurrencesOf } from '../../src/core/plan/occurrences.ts'
import type { DueRule, Plan } from '../../src/core/plan/plan.ts'

const read = await readConfiguration({ cwd: fileURLToPath(packageRoot) })
const office = read.value
if (office === undefined) throw new Error('the shipped configuration has problems')
const planOf = (id: string): Plan => {
  const plan = office.plans.find((one) => one.id === id)
  if (plan === undefined) throw new Error(`no plan ${id}`)
  return plan
}
const rulesOf = (plan: Plan): readonly DueRule[] => [...plan.tasks, ...plan.duties].map((item) => item.due)

describe('the sample plans', () => {
  it.each([
    ['gia-lai-2023', 'bao-cao-6-thang', '2023-05-09', '2023-05-09'],
    ['gia-lai-2023', 'bao-cao-nam', '2023-10-29', '2023-10-27'],
    ['phu-yen-2022', 'bao-cao-nam', '2022-10-29', '2022-10-28'],
    ['tra-vinh-2019-2025', 'so-ket', '2022-09-30', '2022-09-30'],
    ['tra-vinh-2019-2025', 'tong-ket', '2025-09-02', '2025-08-29'],
  ])('%s owes %s by %s, reminded by %s', (planId, dutyId, due, workDue) => {
    const duty = planOf(planId).duties.find((one) => one.id === dutyId)
    expect(duty && dueOf(duty.due, office.calendar)).toMatchObject({ due, workDue })
  })

  it('ask each focal person of Gia Lai one to three questions for a report', () => {
    const { occurrences } = occurrencesOf(planOf('gia-lai-2023'), office.calendar, office.ladder)
    for (const report of occurrences.filter((one) => one.stage === 'report')) {
      const parts = occurrences.filter((one) => one.feeds === report.id)
      const counts = office.board.units.map((unit) => parts.filter((part) => part.unitId === unit.id).length)
      expect(Math.min(...counts)).toBeGreaterThanOrEqual(1)
      expect(Math.max(...counts)).toBeLessThanOrEqual(3)
    }
  })

  it('name people by their posts only', () => {
    const posts = /^(Trưởng|Phó|Chánh|Chuyên viên|Văn thư|Quản trị viên|Giám đốc|Bí thư|Chi ủy viên|Chủ tịch|Ủy viên)/
    for (const person of office.board.people) expect(person.name).toMatch(posts)
  })

  it('give every unit a head and a focal person', () => {
    for (const unit of office.board.units)
      for (const role of ['head', 'focal'] as const)
        expect(office.board.people.some((one) => one.unitId === unit.id && one.roles.includes(role))).toBe(true)
  })
})

interface Labels {
  readonly number: string | null
  readonly issued: string | null
  readonly period: Plan['period']
  readonly deadlines: readonly {
    readonly quote: string
    readonly kind: DueRule['kind']
    readonly due: string | null
    readonly from: string | null
  }[]
  readonly indicators: readonly { readonly op: string; readonly value: number; readonly unit: string }[]
}

const folder = new URL('../shared/plans/', packageRoot)
const originals = [
  ['phu-yen-2022', '000'],
  ['tra-vinh-2019-2025', '001'],
  ['phu-quoc-2022', '002'],
  ['gia-lai-2023', '003'],
] as const

const original = (prefix: string, end: string): string => {
  const name = readdirSync(folder).find((one) => one.startsWith(prefix) && one.endsWith(end))
  return readFileSync(new URL(name ?? '', folder), 'utf8').normalize('NFC')
}

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
const runLength = 12
const runsOf = (words: readonly string[]): readonly string[] =>
  words.slice(runLength - 1).map((_, index) => words.slice(index, index + runLength).join(' '))

// The real plans are material that not every checkout lies beside; without them there is nothing to compare with.
describe.skipIf(!existsSync(folder))('the sample plans beside the real ones (left out without ../shared/plans)', () => {
  it.each(originals)('%s carries the labelled facts', (planId, prefix) => {
    const plan = planOf(planId)
    const labels = JSON.parse(original(prefix, '.expected.json')) as Labels
    expect([plan.number, plan.issuedOn, plan.period]).toEqual([labels.number, labels.issued, labels.period])
    const rules = rulesOf(plan)
    for (const label of labels.deadlines) {
      const last = label.due
      if (last === null) {
        expect(rules.map((rule) => rule.kind)).toContain(label.kind)
        continue
      }
      const dues = rules.map((rule) => dueOf(rule, office.calendar))
      // "Từ năm 2019 đến năm 2025" is the plan's own period; "năm 2022" and "quý III năm 2022" speak of one review.
      const spans = [
        ...dues.map((due) => ({ from: due?.from, due: due?.due })),
        { from: plan.period.from, due: plan.period.to },
      ]
      const fits = spans.some(({ from, due }) => {
        if (label.from === null) return due === last
        return from !== undefined && from !== null && due !== undefined && from >= label.from && due <= last
      })
      expect(fits, label.quote).toBe(true)
    }
    const targets = plan.indicators.map(({ target, unit }) => ({ value: target, unit }))
    expect(targets).toEqual(labels.indicators.map(({ value, unit }) => ({ value, unit })))
  })

  it.each(originals)('%s copies no run of twelve words except its title', (planId, prefix) => {
    const text = wordsOf(original(prefix, '.txt'))
    const theirs = new Set(runsOf(text))
    const plan = planOf(planId)
    const ours = [
      ...plan.bases.map((basis) => basis.subject),
      ...plan.tasks.flatMap((task) => [task.what, task.section, task.due.phrase]),
      ...plan.duties.flatMap((duty) => [duty.title, ...duty.to, duty.due.phrase]),
      ...plan.indicators.flatMap((one) => [one.name, one.phrase]),
      ...plan.recipients,
      ...readFileSync(new URL(`config/plans/${planId}.yaml`, packageRoot), 'utf8').split('\n'),
    ]
    // A report of a movement carries the movement's official name.
    const name = wordsOf(plan.title).join(' ')
    const copied = ours.flatMap((one) => runsOf(wordsOf(one))).filter((run) => theirs.has(run) && !name.includes(run))
    expect(copied).toEqual([])
  })
})
