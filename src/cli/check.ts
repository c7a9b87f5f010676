import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { systemClock } from '../clock.ts'
import { readConfig } from '../config.ts'
import {
  boardFiles,
  type Configuration,
  type ConfigurationFiles,
  calendarFolder,
  type PlanFile,
  planFiles,
  readConfiguration,
  shownPath,
} from '../config-files.ts'
import { calendarOf } from '../core/calendar.ts'
import { type Issue, isNotice } from '../core/issue.ts'
import { isOver, occurrencesOf } from '../core/plan/occurrences.ts'
import { parseYaml } from '../core/read-yaml.ts'
import { dateOf, type LocalDate } from '../core/time.ts'
import { sentenceOf } from '../text/operators.ts'
import type { Terminal } from './terminal.ts'

export interface CheckOptions {
  /** Only these files; none: the settings and every configuration file. */
  readonly files?: readonly string[]
  readonly env?: { readonly [name: string]: string | undefined }
  readonly cwd?: string
  /** The day on which a plan counts as over. */
  readonly today?: LocalDate
}

/**
 * Validates settings and configuration files and prints every problem with file and line, notices after them. Gives the
 * exit code: 0 when there is no problem (notices do not count), 1 otherwise.
 */
export async function check({ out, say }: Omit<Terminal, 'complain'>, options: CheckOptions = {}): Promise<number> {
  const { files = [], env = process.env, cwd = process.cwd(), today = dateOf(systemClock.now()) } = options
  const settings = readConfig(env)
  const boardFile = settings.value?.boardFile ?? env.BOARD_FILE
  const board = boardFile === undefined || boardFile === '' ? {} : { boardFile }
  const read = files.length > 0 ? await readOnly(files, { ...board, cwd }) : await readAll({ ...board, cwd })
  const issues = [
    ...(files.length > 0 ? [] : settings.issues),
    ...read.flatMap((one) => [...one.issues, ...one.notices, ...one.plans.flatMap((p) => senseOf(p, one, today))]),
    ...(files.length > 0 ? [] : await unlisted(read, cwd)),
  ]
  const lines = (wanted: boolean): readonly string[] => [
    ...new Set(issues.filter((issue) => isNotice(issue) === wanted).map((issue) => sentenceOf(issue, say))),
  ]
  const problems = lines(false)
  for (const line of problems) out(line)
  for (const line of lines(true)) out(say.commands.notice(line))
  const count = new Set(read.flatMap((one) => one.files)).size
  out(say.commands.checked(count, problems.length))
  return problems.length === 0 ? 0 : 1
}

/** Every board of the configuration folder with its plans, the office's own board first. */
async function readAll(wanted: ConfigurationFiles): Promise<readonly Configuration[]> {
  const first = await readConfiguration(wanted)
  const cwd = wanted.cwd ?? process.cwd()
  const others = (await boardFiles()).filter((file) => !first.files.includes(shownPath(file, cwd)))
  const read = [first]
  for (const boardFile of others) read.push(await readConfiguration({ ...wanted, boardFile }))
  const listed = new Set(read.flatMap((one) => one.files))
  const rest = (await planFiles()).filter((file) => !listed.has(shownPath(file, cwd)))
  if (rest.length > 0) read.push(await readConfiguration({ ...wanted, plans: rest }))
  return read
}

/** Plan files that lie ready but that no board lists: a usual slip after writing a new plan. */
async function unlisted(read: readonly Configuration[], cwd: string): Promise<readonly Issue[]> {
  const names = new Set(read.flatMap((one) => one.listed))
  const all = (await planFiles()).map((file) => shownPath(file, cwd))
  return all
    .filter((name) => !names.has(name))
    .map((file) => ({ code: 'plan:unlisted', found: path.basename(file), file }))
}

type Kind = 'board' | 'plan' | 'calendar' | 'ladder' | 'flow'

/** The key that only this kind of file has at the top. */
const marks: readonly (readonly [string, Kind])[] = [
  ['board', 'board'],
  ['plan', 'plan'],
  ['blocks', 'flow'],
  ['rungs', 'ladder'],
  ['days', 'calendar'],
]

/** What a file is, by its keys; by its folder or name when they do not tell. */
async function kindOf(file: string): Promise<Kind> {
  const text = await readFile(file, 'utf8').catch(() => '')
  const { raw } = parseYaml(text, file)
  const keys = typeof raw === 'object' && raw !== null ? Object.keys(raw) : []
  const marked = marks.find(([key]) => keys.includes(key))?.[1]
  if (marked !== undefined) return marked
  if (path.basename(file).startsWith('ladder')) return 'ladder'
  const folders: Readonly<Record<string, Kind>> = { boards: 'board', calendar: 'calendar', flows: 'flow' }
  return folders[path.basename(path.dirname(file))] ?? 'plan'
}

/** Reads the given files in the place of the configuration's own, and what they lean on. */
async function readOnly(files: readonly string[], wanted: ConfigurationFiles): Promise<readonly Configuration[]> {
  const cwd = wanted.cwd ?? process.cwd()
  const named = files.map((file) => path.resolve(cwd, file))
  const kinds = await Promise.all(named.map(kindOf))
  const of = (kind: Kind): readonly string[] => named.filter((_, index) => kinds[index] === kind)
  const boards = of('board')
  const given: ConfigurationFiles = {
    ...wanted,
    calendars: [...(of('plan').length + boards.length > 0 ? [calendarFolder] : []), ...of('calendar')],
    flows: of('flow'),
    ...(boards.length > 0 && of('plan').length === 0 ? {} : { plans: of('plan') }),
  }
  const read: Configuration[] = []
  for (const boardFile of boards.length > 0 ? boards : [wanted.boardFile])
    for (const ladder of of('ladder').length > 0 ? of('ladder') : [undefined])
      read.push(
        await readConfiguration({
          ...given,
          ...(boardFile === undefined ? {} : { boardFile }),
          ...(ladder === undefined ? {} : { ladder }),
        }),
      )
  if (of('plan').length + boards.length + of('ladder').length > 0) return read
  // Calendars and flows lean on no other file: what else is wrong with the configuration was not asked.
  const asked = new Set(named.map((file) => shownPath(file, cwd)))
  const within = (issue: Issue): boolean => asked.has(issue.file ?? '') || issue.code === 'file:missing'
  return read.map((one) => ({
    ...one,
    issues: one.issues.filter(within),
    files: one.files.filter((file) => asked.has(file)),
  }))
}

/** What only shows when a plan is laid over the calendar: missing years, intervals and dates, the plan's end. */
function senseOf(file: PlanFile, { calendarYears, ladder }: Configuration, today: LocalDate): readonly Issue[] {
  if (ladder === undefined) return []
  const { plan } = file
  const { occurrences, issues } = occurrencesOf(plan, calendarOf(calendarYears), ladder)
  const placed = issues.map((issue): Issue => {
    const what = 'what' in issue ? issue.what : undefined
    const item = plan.tasks.find((task) => task.what === what) ?? plan.duties.find((duty) => duty.title === what)
    const line = item && file.lineOfItem(item.id)
    return { ...issue, file: file.file, ...(line === undefined ? {} : { line }) }
  })
  if (!isOver(plan, occurrences, today)) return placed
  return [...placed, { code: 'plan:over', what: plan.id, found: plan.period.to, file: file.file }]
}
