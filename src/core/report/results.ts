import * as say from '../../text/vi-report.ts'
import type { Task } from '../plan/plan.ts'
import { shortDate } from '../time.ts'
import type { Contribution } from './compile-input.ts'
import { type Answered, type Gathered, isAnswered, paragraphsOf } from './gathered.ts'
import type { Block } from './report.ts'
import { formatNumber, pointLetter } from './vietnamese-number.ts'

/** One khoản: what stands under one heading of the plan. */
interface Topic {
  readonly title: string
  readonly tasks: readonly Task[]
}

/** Headings in the order in which the plan's Tasks first name them. */
function topicsOf(tasks: readonly Task[]): readonly Topic[] {
  const topics = new Map<string, Task[]>()
  for (const task of tasks) {
    const title = task.section.trim() || task.what
    const known = topics.get(title)
    if (known === undefined) topics.set(title, [task])
    else known.push(task)
  }
  return [...topics].map(([title, own]) => ({ title, tasks: own }))
}

/** A Unit's Answer: who, how far, and every paragraph that was typed. */
function answerBlocks(one: Answered, several: boolean, gathered: Gathered): readonly Block[] {
  const { body } = one.answer
  const { from, to } = one.occurrence.period
  const about = [
    body.carried === undefined ? say.states[body.state] : say.sameSince(shortDate(body.carried.from)),
    ...(body.percent === null ? [] : [say.progress(formatNumber(body.percent))]),
    ...(several ? [say.spanOf(shortDate(from), shortDate(to))] : []),
  ]
  const unit = gathered.unitName(one.occurrence.unitId)
  const [first, ...others] = paragraphsOf(body.text)
  const lead = first === undefined ? say.unitSaysNothing(unit, about) : say.unitSays(unit, about, first)
  return [{ kind: 'bullet', level: 1, text: lead }, ...others.map((text): Block => ({ kind: 'paragraph', text }))]
}

/** All Answers to one question, then who has not answered it. */
export function answersBlocks(parts: readonly Contribution[], gathered: Gathered): readonly Block[] {
  if (parts.length === 0) return [{ kind: 'paragraph', text: say.notAsked }]
  const missing = parts.filter((one) => !isAnswered(one)).map((one) => one.occurrence.unitId)
  const answers = parts.filter(isAnswered).flatMap((one) => {
    const several = parts.filter((other) => other.occurrence.unitId === one.occurrence.unitId).length > 1
    return answerBlocks(one, several, gathered)
  })
  if (missing.length === 0) return answers
  return [...answers, { kind: 'bullet', level: 1, text: say.notReportedBy(gathered.unitNames(missing)) }]
}

/**
 * Results in the plan's order: one khoản for each heading of its Tasks, with a point for each Task where a heading has
 * several; then a khoản of what Units reported without a Task. `asked` leaves out Tasks that nobody was asked about.
 */
export function resultsOf(gathered: Gathered, tasks: 'all' | 'asked' = 'all'): readonly Block[] {
  const asked = new Set(gathered.parts.map((one) => gathered.taskOf(one)?.id))
  const topics = topicsOf(gathered.input.plan.tasks.filter((task) => tasks === 'all' || asked.has(task.id)))
  const general = gathered.parts.filter((one) => gathered.taskOf(one) === undefined)
  const blocks = topics.flatMap(({ title, tasks }, index): readonly Block[] => {
    const heading: Block = { kind: 'heading', level: 2, text: `${index + 1}. ${title}` }
    const points = tasks.flatMap((task, at): readonly Block[] => {
      const parts = gathered.parts.filter((one) => gathered.taskOf(one)?.id === task.id)
      const point: Block = { kind: 'heading', level: 3, text: `${pointLetter(at + 1)}) ${task.what}` }
      return [...(tasks.length > 1 ? [point] : []), ...answersBlocks(parts, gathered)]
    })
    return [heading, ...points]
  })
  if (general.length === 0) return blocks
  const heading: Block = { kind: 'heading', level: 2, text: `${topics.length + 1}. ${say.otherResults}` }
  return [...blocks, heading, ...answersBlocks(general, gathered)]
}
