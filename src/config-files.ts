import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Office } from './app/office.ts'
import { type CalendarYear, calendarOf } from './core/calendar.ts'
import { effectNames } from './core/flow/effects.ts'
import type { Flow } from './core/flow/flow.ts'
import { readFlow } from './core/flow/read-flow.ts'
import type { Issue, Read } from './core/issue.ts'
import type { Board, Unit } from './core/plan/board.ts'
import type { Plan } from './core/plan/plan.ts'
import { type ReadBoard, readBoard } from './core/plan/read-board.ts'
import { readPlanYaml } from './core/plan/read-plan-yaml.ts'
import { readCalendarYear } from './core/read-calendar.ts'
import type { Ladder } from './core/reminder/ladder.ts'
import { readLadder } from './core/reminder/read-ladder.ts'

/** The folder of this package, with a final slash: the same from `src` and from `dist`, in any working directory. */
export const packageRoot = new URL('../', import.meta.url)

const inPackage = (name: string): string => fileURLToPath(new URL(name, packageRoot))

/** Which files to read. Paths are relative to `cwd`; what is absent is read from the package. */
export interface ConfigurationFiles {
  /** Default `config/boards/sample.yaml`. */
  readonly boardFile?: string
  /** Default: those that the board lists. */
  readonly plans?: readonly string[]
  /** Files or folders of year tables; default `config/calendar`. */
  readonly calendars?: readonly string[]
  /** Default `config/ladder.yaml`. */
  readonly ladder?: string
  /** Files or folders; default `flows`. */
  readonly flows?: readonly string[]
  /** Default: the working directory of the process. */
  readonly cwd?: string
}

export interface PlanFile {
  readonly file: string
  readonly plan: Plan
  /** The line of a Task, Duty or Indicator. */
  lineOfItem(itemId: string): number | undefined
}

/**
 * All that the configuration files say. `value` is there when nothing is wrong with any of them; `issues` hold the
 * problems of all files, `notices` what is only worth knowing.
 */
export interface Configuration extends Read<Office> {
  readonly notices: readonly Issue[]
  /** Names of the files that were read, as they stand in Issues. */
  readonly files: readonly string[]
  /** Names of the plan files that the board lists, whether they can be read or not. */
  readonly listed: readonly string[]
  /** The plans that were read without a problem. */
  readonly plans: readonly PlanFile[]
  readonly calendarYears: readonly CalendarYear[]
  readonly ladder: Ladder | undefined
}

/** The files in `config/boards`, absolute. */
export const boardFiles = (): Promise<readonly string[]> => yamlIn(inPackage('config/boards'))
/** The files in `config/plans`, absolute, whether a board lists them or not. */
export const planFiles = (): Promise<readonly string[]> => yamlIn(inPackage('config/plans'))
/** Where the year tables lie. */
export const calendarFolder = inPackage('config/calendar')

/** The name of a file in messages: as seen from the working directory, whole when it lies outside. */
export function shownPath(file: string, cwd = process.cwd()): string {
  const near = path.relative(cwd, file)
  return near.startsWith('..') || path.isAbsolute(near) ? file : near
}

/** The `*.yaml` and `*.yml` files of a folder, in order; none when there is no such folder. */
async function yamlIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => [])
  return names
    .filter((name) => /\.ya?ml$/i.test(name))
    .sort()
    .map((name) => path.join(folder, name))
}

/** Bytes; far above any configuration file, far below what would trouble the process. */
const sizeLimit = 4_000_000

/** Reads files and keeps account of them and of everything that is wrong. */
class Reading {
  readonly issues: Issue[] = []
  readonly notices: Issue[] = []
  readonly files: string[] = []

  constructor(readonly cwd: string) {}

  absolute = (file: string): string => path.resolve(this.cwd, file)

  /** The text of a file, and its name in messages; undefined when it cannot be read, told at `asked` if given. */
  async text(file: string, asked: Partial<Issue> = {}): Promise<{ text: string; name: string } | undefined> {
    const name = shownPath(file, this.cwd)
    let bytes: Uint8Array
    try {
      const found = await stat(file)
      if (!found.isFile()) throw new Error('a folder or a device')
      if (found.size > sizeLimit) {
        this.issues.push({ code: 'yaml:syntax', found: { code: 'file-too-large' }, file: name })
        return undefined
      }
      bytes = await readFile(file)
    } catch {
      this.issues.push({ ...asked, code: 'file:missing', found: name } as Issue)
      return undefined
    }
    this.files.push(name)
    try {
      return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), name }
    } catch {
      this.issues.push({ code: 'yaml:syntax', found: { code: 'not-utf-8' }, file: name })
      return undefined
    }
  }

  take<R extends Read<unknown>>(read: R): R {
    this.issues.push(...read.issues)
    return read
  }

  /** Files as given; a folder stands for its YAML files. */
  async list(given: readonly string[]): Promise<readonly string[]> {
    const lists = await Promise.all(
      given.map(async (one) => {
        const at = this.absolute(one)
        const isFolder = await stat(at).then(
          (found) => found.isDirectory(),
          () => false,
        )
        return isFolder ? yamlIn(at) : [at]
      }),
    )
    return [...new Set(lists.flat())]
  }
}

/** Reads every configuration file and checks it. Nothing is thrown: whatever is wrong, in whichever file, is an Issue. */
export async function readConfiguration(wanted: ConfigurationFiles = {}): Promise<Configuration> {
  const reading = new Reading(wanted.cwd ?? process.cwd())
  const { units, hours, plans: listed, board } = await readBoardFile(reading, wanted.boardFile)
  const given = wanted.plans?.map((file) => ({ file: reading.absolute(file), asked: {} }))
  const plans = await readPlanFiles(reading, given ?? listed, units)
  const calendarYears = await readCalendars(reading, wanted.calendars ?? [calendarFolder])
  const ladderFile = await reading.text(reading.absolute(wanted.ladder ?? inPackage('config/ladder.yaml')))
  // A ladder is checked against the board's hours; where they are not known, against none but a whole day.
  const day = hours ?? [{ from: '00:00', to: '24:00' }]
  const ladder = ladderFile && reading.take(readLadder(ladderFile.text, ladderFile.name, day)).value
  const flows = await readFlows(reading, wanted.flows ?? [inPackage('flows')])
  const usable = reading.issues.length === 0 && board !== undefined && ladder !== undefined
  const value = usable
    ? { board, plans: plans.map(({ plan }) => plan), calendar: calendarOf(calendarYears), ladder, flows }
    : undefined
  const { issues, notices, files } = reading
  const names = listed.map(({ file }) => shownPath(file, reading.cwd))
  return { value, issues, notices, files, listed: names, plans, calendarYears, ladder }
}

interface ListedPlan {
  readonly file: string
  /** Where the board names it. */
  readonly asked: Partial<Issue>
}

async function readBoardFile(
  reading: Reading,
  boardFile: string | undefined,
): Promise<Pick<ReadBoard, 'units' | 'hours'> & { board: Board | undefined; plans: readonly ListedPlan[] }> {
  const file = reading.absolute(boardFile ?? inPackage('config/boards/sample.yaml'))
  const found = await reading.text(file)
  if (found === undefined) return { board: undefined, units: undefined, hours: undefined, plans: [] }
  const read = reading.take(readBoard(found.text, found.name))
  const { value: board, units, hours, plans: listed, lineOfPlan } = read
  const beside = path.dirname(file)
  const folder = path.basename(beside) === 'boards' ? path.dirname(beside) : beside
  const plans = listed.map((plan, index) => {
    const line = lineOfPlan(index)
    const asked = { file: found.name, path: `plans[${index}]`, ...(line === undefined ? {} : { line }) }
    return { file: path.resolve(folder, plan), asked }
  })
  return { board, units, hours, plans }
}

async function readPlanFiles(
  reading: Reading,
  files: readonly ListedPlan[],
  units: readonly Unit[] | undefined,
): Promise<readonly PlanFile[]> {
  const plans: PlanFile[] = []
  for (const { file, asked } of files) {
    const found = await reading.text(file, asked)
    if (found === undefined) continue
    const { value: plan, lineOfItem } = reading.take(readPlanYaml(found.text, found.name, units && { units }))
    if (plan === undefined) continue
    if (plans.some((other) => other.plan.id === plan.id))
      reading.issues.push({ code: 'id:repeated', found: plan.id, file: found.name, path: 'plan.id' })
    plans.push({ file: found.name, plan, lineOfItem })
  }
  return plans
}

async function readCalendars(reading: Reading, given: readonly string[]): Promise<readonly CalendarYear[]> {
  const years: CalendarYear[] = []
  for (const file of await reading.list(given)) {
    const found = await reading.text(file)
    const year = found && reading.take(readCalendarYear(found.text, found.name)).value
    if (found === undefined || year === undefined) continue
    const place = { file: found.name, path: 'year' }
    if (years.some((other) => other.year === year.year))
      reading.issues.push({ code: 'id:repeated', found: String(year.year), ...place })
    if (!year.sure) reading.notices.push({ code: 'calendar:not-sure', year: year.year, ...place })
    years.push(year)
  }
  return years
}

async function readFlows(reading: Reading, given: readonly string[]): Promise<ReadonlyMap<string, Flow>> {
  const flows = new Map<string, Flow>()
  for (const file of await reading.list(given)) {
    const found = await reading.text(file)
    const flow = found && reading.take(readFlow(found.text, found.name, effectNames)).value
    if (found === undefined || flow === undefined) continue
    if (flows.has(flow.id)) reading.issues.push({ code: 'id:repeated', found: flow.id, file: found.name, path: 'id' })
    flows.set(flow.id, flow)
  }
  return flows
}
