import type { Office } from '../app/office.ts'
import { planStatusAt } from '../app/plans/followed-agenda.ts'
import type { DocumentReader } from '../app/ports/document-reader.ts'
import { readConfiguration } from '../config-files.ts'
import type { Issue } from '../core/issue.ts'
import { personOf, unitOf } from '../core/plan/board.ts'
import { occurrencesOf } from '../core/plan/occurrences.ts'
import type { Plan } from '../core/plan/plan.ts'
import { rehearse as rehearseAgenda } from '../core/reminder/rehearse.ts'
import { addDays, dateOf, instantAt, isLocalDate, timeOf } from '../core/time.ts'
import { createDocumentReader } from '../document/read-document.ts'
import { sentenceOf } from '../text/operators.ts'
import { draftOf, readPlanDocument } from './plan-document.ts'
import { printIssues } from './print-issues.ts'
import { surePlan } from './sure-plan.ts'
import type { Terminal } from './terminal.ts'

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

const isPlanFile = (file: string): boolean => /\.ya?ml$/i.test(file)

/**
 * Lists every message to every person for a period, as a server would send them if nobody answered. `files` are plans
 * in `config/plans` form or documents; of a document, what was read without doubt counts, and a line says what is left
 * out. Gives 1 when something is wrong.
 */
export async function rehearse(
  files: readonly string[],
  options: RehearseOptions,
  terminal: Terminal,
  reader: DocumentReader = createDocumentReader(),
): Promise<number> {
  const { out, complain, say } = terminal
  const boardFile = options.board ?? process.env.BOARD_FILE
  const office = await readConfiguration({
    plans: files.filter(isPlanFile),
    ...(boardFile === undefined ? {} : { boardFile }),
  })
  const issues: Issue[] = [...office.issues]
  for (const [name, day] of [
    ['--from', options.from],
    ['--to', options.to],
  ] as const)
    if (day !== undefined && !isLocalDate(day))
      issues.push({ code: 'setting:invalid', path: name, found: day, wanted: { code: 'day-such-as' } })
  if (options.from !== undefined && options.to !== undefined && options.to < options.from)
    issues.push({
      code: 'rule:end-before-start',
      found: { code: 'span', from: options.from, to: options.to },
      path: '--to',
    })
  if (issues.length > 0 || !office.value) {
    printIssues(issues, complain, say)
    return 1
  }
  const { value } = office
  const { board, calendar, ladder } = value
  const read = await plansOfDocuments(files, value, reader, terminal)
  if (read === undefined) return 1
  const plans = [...value.plans, ...read]
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
    for (const issue of occurrencesOf(plan, calendar, ladder).issues)
      complain(say.commands.notice(sentenceOf(issue, say)))
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
  else print(messages, terminal)
  return 0
}

/** The plans of those files that are documents; undefined when one of them gives none, after a line that says why. */
async function plansOfDocuments(
  files: readonly string[],
  { board, plans }: Office,
  reader: DocumentReader,
  terminal: Terminal,
): Promise<readonly Plan[] | undefined> {
  const { complain, say } = terminal
  const found: Plan[] = []
  try {
    for (const file of files) {
      if (isPlanFile(file)) continue
      const document = await readPlanDocument(file, reader, terminal)
      const draft = document && draftOf(file, document, terminal)
      if (draft === undefined) return undefined
      const taken = new Set([...plans, ...found].map(({ id }) => id))
      const { plan, lacks, items, unclear } = surePlan(draft, board, document?.text ?? '', taken)
      if (unclear > 0) complain(say.commands.notice(`${file}: ${say.commands.leftOut(unclear, items)}`))
      if (plan === null) {
        complain(`${file}: ${say.commands.noSurePlan[lacks ?? 'items']}`)
        return undefined
      }
      found.push(plan)
    }
    return found
  } finally {
    await reader.close()
  }
}

function print(messages: readonly RehearsedMessage[], { out, say }: Terminal): void {
  let date = ''
  for (const message of messages) {
    if (message.date !== date) out(`\n${message.date}`)
    date = message.date
    out(`  ${message.time}  ${message.name} (${message.unit}) · ${[...new Set(message.rung)].join(', ')}`)
    for (const line of message.text.split('\n')) out(`         ${line}`)
    if (message.choices.length > 0) out(`         [${message.choices.join('] [')}]`)
  }
  out(`\n${say.commands.messages(messages.length)}`)
}
