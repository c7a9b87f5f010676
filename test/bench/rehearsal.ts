import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { readConfiguration } from '../../src/config-files.ts'
import { isWorkingDay } from '../../src/core/calendar.ts'
import type { Agenda } from '../../src/core/reminder/agenda.ts'
import { rehearse } from '../../src/core/reminder/rehearse.ts'
import { isWorkingTime } from '../../src/core/reminder/working-time.ts'
import { addDays, instantAt } from '../../src/core/time.ts'
import { inTurn, type Ratio, seconds } from './measure.ts'
import { root } from './root.ts'

const planFile = 'config/plans/gia-lai-2023.yaml'
const [from, to] = ['2023-01-01', '2023-12-31'] as const
/** What the command may take, in milliseconds. */
const commandLimit = 2_000

const run = promisify(execFile)

/** A year of the Gia Lai plan through the command, against its limit. */
export async function rehearsalCommand(): Promise<Ratio> {
  const args = ['dist/main.js', 'rehearse', planFile, '--from', from, '--to', to, '--json']
  const [ms = Number.NaN] = await inTurn(5, 6_000, [
    async () => {
      const { stdout } = await run(process.execPath, args, { cwd: root, maxBuffer: 64 * 1024 * 1024 })
      const messages: unknown = JSON.parse(stdout)
      if (!Array.isArray(messages) || messages.length < 100) throw new Error('the rehearsal lists too few messages')
    },
  ])
  return {
    what: 'rehearse a year, whole command',
    measured: seconds(ms),
    against: seconds(commandLimit),
    ratio: ms / commandLimit,
    bound: { atMost: 1 },
  }
}

/**
 * The same year in the process, against a clock that asks at every minute of the year's working time whether there is
 * anything to do and does nothing: what a scheduler would cost that had no list of moments.
 */
export async function rehearsalCore(): Promise<Ratio> {
  const { value: office } = await readConfiguration({ plans: [planFile] })
  if (office === undefined) throw new Error('the configuration gives no office')
  const { board, calendar, ladder, plans } = office
  const [start, end] = [instantAt(from), instantAt(addDays(to, 1)) - 1]
  const agenda: Agenda = {
    board,
    calendar,
    ladder,
    plans: plans.map((plan) => ({ plan, since: start })),
    standings: new Map(),
  }
  let said = 0
  let minutes = 0
  const walk = (): void => {
    minutes = 0
    for (let day = from as string; day <= to; day = addDays(day, 1)) {
      if (!isWorkingDay(calendar, day)) continue
      for (const span of board.hours)
        for (let at = instantAt(day, span.from); at < instantAt(day, span.to); at += 60_000)
          if (isWorkingTime(board.hours, calendar, at)) minutes += 1
    }
  }
  const [rehearsal = Number.NaN, walked = Number.NaN] = await inTurn(3, 6_000, [
    () => {
      said = rehearse(agenda, start, end).length
    },
    walk,
  ])
  if (said < 100 || minutes < 100_000) throw new Error(`too little was done: ${said} messages, ${minutes} minutes`)
  return {
    what: `rehearse a year (${said} messages) / walk its ${minutes} working minutes`,
    measured: seconds(rehearsal),
    against: seconds(walked),
    ratio: rehearsal / walked,
    bound: { atMost: 0.25 },
  }
}
