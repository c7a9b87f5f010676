import type { Office } from '../../src/app/office.ts'
import type { Person, Unit } from '../../src/core/plan/board.ts'
import type { Task } from '../../src/core/plan/plan.ts'

const number = (index: number): string => String(index + 1).padStart(2, '0')

/**
 * The sample office grown large: so many Units of so many people (a head, a focal person, staff), every Unit with the
 * same Tasks, all due within the weeks that follow 24 April 2023, every third with a figure.
 */
export function largeOffice(sample: Office, units: number, peopleEach: number, tasks: number): Office {
  const [plan] = sample.plans
  if (plan === undefined) throw new Error('the sample has no plan')
  const allUnits: Unit[] = Array.from({ length: units }, (_, at) => ({
    id: `don-vi-${number(at)}`,
    name: `Phòng số ${number(at)}`,
    aliases: [],
    kind: 'department',
  }))
  const people: Person[] = allUnits.flatMap((unit) =>
    Array.from({ length: peopleEach }, (_, at) => ({
      id: `${unit.id}-${number(at)}`,
      name: `Chuyên viên ${number(at)}, ${unit.name}`,
      unitId: unit.id,
      roles: [at === 0 ? ('head' as const) : at === 1 ? ('focal' as const) : ('staff' as const)],
    })),
  )
  const lead = allUnits.map(({ id }) => id)
  const allTasks: Task[] = Array.from({ length: tasks }, (_, at) => ({
    id: `viec-${number(at)}`,
    what: `Rà soát, giải quyết nội dung số ${number(at)} của kế hoạch`,
    section: 'Kết quả thực hiện',
    lead,
    coordinating: [],
    due: { kind: 'by', date: `2023-05-${number(at % 28)}`, phrase: `chậm nhất ngày ${at + 1}/5` },
    indicators: at % 3 === 0 ? ['ty-le'] : [],
  }))
  const grown = {
    ...plan,
    id: 'ke-hoach-lon',
    tasks: allTasks,
    duties: plan.duties.slice(0, 1).map((duty) => ({ ...duty, lead: lead[0] ?? '', collectFrom: lead })),
    indicators: [
      {
        id: 'ty-le',
        name: 'Số hồ sơ giải quyết đúng hạn',
        op: '>=' as const,
        target: 90,
        unit: 'hồ sơ',
        ratio: null,
        phrase: 'từ 90 hồ sơ trở lên',
        reportedBy: [],
      },
    ],
  }
  return { ...sample, board: { ...sample.board, id: 'co-quan-lon', units: allUnits, people }, plans: [grown] }
}
