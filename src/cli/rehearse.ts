import { planStatusAt } from '../app/followed-agenda.ts'
import { readConfiguration } from '../config-files.ts'
import type { Issue } from '../core/issue.ts'
import { personOf, unitOf } from '../core/plan/board.ts'
import { occurrencesOf } from '../core/plan/occurrences.ts'
import { rehearse as rehearseAgenda } from '../core/reminder/rehearse.ts'
import { addDays, dateOf, instantAt, isLocalDate, timeOf } from '../core/time.ts'
import { sentenceOf } from '../text/en.ts'
import { printIssues } from './print-issues.ts'

export interface RehearseOptions {
  readonly board?: string
  readonly from?: string
  readonly to?: string
  readonly json?: boolean
}

/** One message as `rehearse --json` prints it; what others read, so its names stay. */
export interface RehearsedMessage {
  readonly date: string
  readonly time: string
  /** The person's id; `name` and `unit` say who that is. */
  readonly person: string
  readonly name: string
  readonly unit: string
  readonly kind: 'digest' | 'ping' | 'catch-up'
  /** The rungs of the ladder that it carries, each with the Occurrence it speaks of. */
  readonly rung: readonly string[]
  readonly occurrences: readonly string[]
  readonly text: string
  readonly choices: readonly string[]
}

/** Where lines go: what was asked for, and what is wrong. */
export interface Lines {
  readonly out: (line: string) => void
  readonly complain: (line: string) => void
}

const terminal: Lines = { out: (line) => console.log(line), complain: (line) => console.error(line) }

/** Lists every message to every person for a period, as a server would send them if nobody answered. */
export async function rehearse(
  files: readonly string[],
  options: RehearseOptions,
  { out, complain }: Lines = terminal,
): Promise<number> {
  const boardFile = options.board ?? process.env.BOARD_FILE
  const office = await readConfiguration({ plans: files, ...(boardFile === undefined ? {} : { boardFile }) })
  const issues: Issue[] = [...office.issues]
  for (const [name, day] of [
    ['--from', options.from],
    ['--to', options.to],
  ] as const)
    if (day !== undefined && !isLocalDate(day))
      issues.push({ code: 'setting:invalid', path: name, found: day, wanted: 'a day such as 2023-01-01' })
  if (options.from !== undefined && options.to !== undefined && options.to < options.from)
    issues.push({ code: 'rule:end-before-start', found: `${options.from} … ${options.to}`, path: '--to' })
  if (issues.length > 0 || !office.value) {
    printIssues(issues, complain)
    return 1
  }
  const { value } = office
  const { board, plans, calendar, ladder } = value
  const from = options.from ?? plans.map((plan) => plan.period.from).sort()[0] ?? '1970-01-01'
  const to =
    options.to ??
    plans
      .map((plan) => plan.period.to)
      .sort()
      .at(-1) ??
    from
  const since = instantAt(from)
  const followed = plans.filter((plan) => planStatusAt(plan, value, since).status === 'active')
  for (const plan of plans)
    for (const issue of occurrencesOf(plan, calendar, ladder).issues) complain(`notice: ${sentenceOf(issue)}`)
  const agenda = {
    board,
    calendar,
    ladder,
    plans: followed.map((plan) => ({ plan, since })),
    standings: new Map(),
  }
  const messages = rehearseAgenda(agenda, since, instantAt(addDays(to, 1)) - 1).map((message): RehearsedMessage => {
    const person = personOf(board, message.personId)
    return {
      date: dateOf(message.at),
      time: timeOf(message.at),
      person: message.personId,
      name: person?.name ?? message.personId,
      unit: unitOf(board, person?.unitId ?? '')?.name ?? '',
      kind: message.kind,
      rung: message.rungs.map((rung) => rung.rung),
      occurrences: message.rungs.map((rung) => rung.occurrenceId),
      text: message.reply.text,
      choices: (message.reply.choices ?? []).map((choice) => choice.label),
    }
  })
  if (options.json) out(JSON.stringify(messages, null, 2))
  else print(messages, out)
  return 0
}

function print(messages: readonly RehearsedMessage[], out: (line: string) => void): void {
  let date = ''
  for (const message of messages) {
    if (message.date !== date) out(`\n${message.date}`)
    date = message.date
    out(`  ${message.time}  ${message.name} (${message.unit}) · ${[...new Set(message.rung)].join(', ')}`)
    for (const line of message.text.split('\n')) out(`         ${line}`)
    if (message.choices.length > 0) out(`         [${message.choices.join('] [')}]`)
  }
  out(`\n${messages.length} messages.`)
}
