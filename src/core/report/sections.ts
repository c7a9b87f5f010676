import * as say from '../../text/vi-report.ts'
import { shortDate } from '../time.ts'
import { citePlan, citePlanAgain } from './citation.ts'
import { dueWords, nextDue } from './due-words.ts'
import { type Gathered, paragraphsOf } from './gathered.ts'
import { raisedAlone } from './raised.ts'
import type { Annex, Block } from './report.ts'
import { toldOf } from './told-sections.ts'
import { formatCount, formatNumber } from './vietnamese-number.ts'

const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
const bullet = (text: string): Block => ({ kind: 'bullet', level: 1, text })
const khoan = (index: number, title: string): Block => ({ kind: 'heading', level: 2, text: `${index}. ${title}` })

/** What was led and directed, as far as the records know it: the plan, who leads, who was asked. */
export function leadershipOf(gathered: Gathered): readonly Block[] {
  const { plan } = gathered.input
  const name = citePlanAgain(plan) ?? (gathered.issuer.ownPlan ? say.planAbove : citePlan(plan))
  const sentence = gathered.issuer.ownPlan ? say.issuedPlan : say.followsPlan
  const leads = gathered.unitNames(plan.tasks.flatMap((task) => task.lead))
  const asked = gathered.parts.length
  const units = new Set(gathered.parts.map((one) => one.occurrence.unitId)).size
  return [
    paragraph(
      sentence(gathered.issuer.name, name, formatCount(plan.tasks.length), formatCount(plan.indicators.length)),
    ),
    ...(leads.length === 0 ? [] : [paragraph(say.leadUnits(leads))]),
    ...(asked === 0
      ? []
      : [paragraph(say.collected(formatCount(units), formatCount(asked), formatCount(gathered.answered.length)))]),
    ...toldOf(gathered, 'leadership'),
  ]
}

const unitBlocks = (gathered: Gathered, unitId: string, given: string | null): readonly Block[] => {
  const [first, ...others] = paragraphsOf(given ?? '')
  if (first === undefined) return []
  return [bullet(say.unitRaises(gathered.unitName(unitId), first)), ...others.map(paragraph)]
}

const orSay = (blocks: readonly Block[], gathered: Gathered, sentence: string): readonly Block[] =>
  blocks.length > 0 ? blocks : [paragraph(gathered.answered.length === 0 ? say.nobodyAnswered : sentence)]

/** Obstacles by Unit; an Answer that only says that there is one is not passed over. */
export const obstaclesOf = (gathered: Gathered): readonly Block[] =>
  orSay(
    [
      ...gathered.answered.flatMap(({ occurrence: { unitId }, answer: { body } }) => {
        const unnamed = body.state === 'obstacle' && (body.obstacle ?? '').trim() === ''
        return unitBlocks(gathered, unitId, unnamed ? say.obstacleUnnamed : body.obstacle)
      }),
      ...raisedAlone(gathered, 'obstacle'),
    ],
    gathered,
    say.noObstacles,
  )

export const recommendationsOf = (gathered: Gathered): readonly Block[] =>
  orSay(
    [
      ...gathered.told.flatMap(({ unitId, recommendation, sections }) => {
        const addressee = sections?.addressee?.normalize('NFC').trim() ?? ''
        const named = recommendation !== null && addressee !== ''
        return unitBlocks(gathered, unitId, named ? say.recommendsTo(addressee, recommendation) : recommendation)
      }),
      ...raisedAlone(gathered, 'recommendation'),
    ],
    gathered,
    say.noRecommendations,
  )

/** What comes next, only from facts: Tasks that Units said are still open, and the plan's next reports with dates. */
export function nextStepsOf(gathered: Gathered): readonly Block[] {
  const { plan, occurrence } = gathered.input
  const tasks = plan.tasks.flatMap((task): readonly Block[] => {
    const open = gathered.answered.filter(
      (one) => gathered.taskOf(one)?.id === task.id && ['doing', 'obstacle'].includes(one.answer.body.state),
    )
    if (open.length === 0) return []
    const units = open.map(({ occurrence: { unitId }, answer: { body } }) => {
      const far = body.percent === null ? [] : [say.progress(formatNumber(body.percent))]
      return say.unitRaises(gathered.unitName(unitId), [say.states[body.state], ...far].join(', '))
    })
    return [bullet(say.openTask(task.what.replace(/[.;]+$/, ''), [...new Set(units)], dueWords(task.due)))]
  })
  const duties = plan.duties
    .flatMap((duty) => {
      const next = nextDue(duty, occurrence.due, plan.period.to)
      return next === null ? [] : [{ date: next.date, text: say.nextDuty(duty.title, duty.to, next.words) }]
    })
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
    .map(({ text }) => bullet(text))
  const parts = [
    { title: say.openTasks, blocks: tasks },
    { title: say.unitTasks, blocks: toldOf(gathered, 'next') },
    { title: say.nextDuties, blocks: duties },
  ].filter(({ blocks }) => blocks.length > 0)
  if (parts.length === 0) return [paragraph(gathered.answered.length === 0 ? say.nobodyAnswered : say.nothingNext)]
  return parts.flatMap(({ title, blocks }, index) => [khoan(index + 1, title), ...blocks])
}

/** Units that owe an Answer, with what they owe; and those that answered after the last day. */
export function missingOf(gathered: Gathered): readonly Block[] {
  const units = [...new Set(gathered.parts.map((one) => one.occurrence.unitId))]
  if (units.length === 0) return [paragraph(say.nobodyAsked)]
  const owed = units.flatMap((unitId): readonly Block[] => {
    const parts = gathered.parts.filter((one) => one.occurrence.unitId === unitId && one.answer === null)
    const items = parts.map(({ occurrence: { title }, returned }) => {
      const item = title.trim().replace(/[.;]+$/, '')
      return returned ? say.returnedItem(item) : item
    })
    return items.length === 0 ? [] : [bullet(say.unitOwes(gathered.unitName(unitId), [...new Set(items)]))]
  })
  const late = gathered.answered.filter((one) => one.answer.late).map((one) => one.occurrence.unitId)
  return [
    ...(owed.length === 0 ? [paragraph(say.everybodyAnswered(formatCount(units.length)))] : owed),
    ...(late.length === 0 ? [] : [paragraph(say.cameLate(gathered.unitNames(late)))]),
  ]
}

const hashLength = 12

/** The annex that lists Evidence; undefined when nobody gave any. The same file of one Unit is listed once. */
export function evidenceAnnex(gathered: Gathered, reference: string): Annex | undefined {
  const rows = new Map<string, readonly string[]>()
  for (const one of gathered.answered) {
    for (const file of one.answer.body.evidence) {
      const topic = gathered.taskOf(one)?.what ?? say.otherResults
      const unit = gathered.unitName(one.occurrence.unitId)
      const key = JSON.stringify([file.sha256, file.name, one.occurrence.unitId, topic])
      if (!rows.has(key)) rows.set(key, [file.name, unit, topic, file.sha256.slice(0, hashLength)])
    }
  }
  if (rows.size === 0) return undefined
  const shares = [6, 33, 18, 20, 23]
  return {
    label: say.annexLabel,
    title: say.evidenceTitle,
    reference,
    body: [
      {
        kind: 'table',
        columns: say.evidenceColumns.map((title, index) => ({
          title,
          share: shares[index] ?? 0,
          align: index === 0 || index === 4 ? 'center' : 'left',
        })),
        rows: [...rows.values()].map((row, index) => [String(index + 1), ...row]),
      },
    ],
  }
}

/** "09/5/2023": the last day of the data. */
export const dataEnd = (gathered: Gathered): string => shortDate(gathered.input.occurrence.period.to)
