import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Calendar, type CalendarYear, calendarOf } from '../../../src/core/calendar.ts'
import type { Read } from '../../../src/core/issue.ts'
import type { Board } from '../../../src/core/plan/board.ts'
import type { Plan } from '../../../src/core/plan/plan.ts'
import { readBoard } from '../../../src/core/plan/read-board.ts'
import { readPlanYaml } from '../../../src/core/plan/read-plan-yaml.ts'
import { readCalendarYear } from '../../../src/core/read-calendar.ts'
import type { Agenda } from '../../../src/core/reminder/agenda.ts'
import type { Ladder } from '../../../src/core/reminder/ladder.ts'
import { readLadder } from '../../../src/core/reminder/read-ladder.ts'
import { type Instant, instantAt } from '../../../src/core/time.ts'

const config = resolve(import.meta.dirname, '../../../config')
export const shipped = (name: string): string => readFileSync(join(config, name), 'utf8')
const filesIn = (folder: string): string[] => readdirSync(join(config, folder)).map((name) => `${folder}/${name}`)

function usable<T>({ value, issues }: Read<T>): T {
  if (value === undefined) throw new Error(JSON.stringify(issues))
  return value
}

export const years: readonly CalendarYear[] = filesIn('calendar').map((name) =>
  usable(readCalendarYear(shipped(name), name)),
)
export const calendar: Calendar = calendarOf(years)
export const board: Board = usable(readBoard(shipped('boards/sample.yaml'), 'sample.yaml'))
export const ladder: Ladder = usable(readLadder(shipped('ladder.yaml'), 'ladder.yaml', board.hours))
export const plans: readonly Plan[] = filesIn('plans').map((name) => usable(readPlanYaml(shipped(name), name, board)))

export function planNamed(id: string): Plan {
  const found = plans.find((plan) => plan.id === id)
  if (found === undefined) throw new Error(`no plan ${id}`)
  return found
}

/** The shipped office with these plans, all followed since one moment and nothing answered. */
export const agendaOf = (followed: readonly Plan[], since: Instant = instantAt('2019-01-01')): Agenda => ({
  board,
  calendar,
  ladder,
  plans: followed.map((plan) => ({ plan, since })),
  standings: new Map(),
})
