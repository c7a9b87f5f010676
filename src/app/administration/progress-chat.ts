import { progressChart } from '../../core/chart/progress-chart.ts'
import { unitOf } from '../../core/plan/board.ts'
import type { Choice } from '../../core/reply.ts'
import { dateOf, shortDate } from '../../core/time.ts'
import { noSuchMatter, reportStatus } from '../../text/vi.ts'
import * as vi from '../../text/vi-rates.ts'
import { matterLabel, planLabel, shortTitle } from '../../text/vi-reminder.ts'
import { choicePage, pageOf } from '../conversation/choice-pages.ts'
import { type Spoken, say, type Talk } from '../conversation/talk.ts'
import { leadsToday, seesUnit } from '../people/standing-in.ts'
import { chartsOf, isOfThisYear } from '../reminders/board-chart.ts'
import { overviewOf, type UnitDue, type UnitReport } from '../reports/overview.ts'

/** Lines of one list; the rest is counted, so that the screen stays one screen. */
const linesShown = 9
const reportsShown = 4

export const seesBoard = (talk: Talk): boolean => talk.person.roles.includes('admin') || leadsToday(talk)

/** `/tiendo`: the Board for those who see it, else the own Unit. */
export const progress = (talk: Talk): Promise<Spoken> =>
  seesBoard(talk) ? progressOf(talk, 'all') : progressOf(talk, `unit:${talk.person.unitId}`)

const cut = (lines: readonly string[], most: number): readonly string[] =>
  lines.length <= most ? lines : [...lines.slice(0, most), vi.andMore(lines.length - most)]

/** The progress of `all`, of `unit:…` or of `plan:…`, as far as the person may see it. */
async function progressOf(talk: Talk, rest: string): Promise<Spoken> {
  const { records, office, prepared, now } = talk
  const [kind, id = ''] = rest.split(':')
  if (kind === 'unit' && !seesUnit(talk, id)) return say(noSuchMatter)
  const plans = await records.plans()
  const plan = kind === 'plan' ? plans.find((one) => one.id === id)?.plan : undefined
  if (kind === 'plan' && plan === undefined) return say(noSuchMatter)
  const view = await overviewOf(records, office, prepared, now)
  const ofPlan = await planOfOccurrence(talk)
  const isIn = (one: { readonly unitId: string; readonly occurrenceId: string }): boolean =>
    seesUnit(talk, one.unitId) &&
    (kind !== 'unit' || one.unitId === id) &&
    (kind !== 'plan' || ofPlan(one.occurrenceId) === id)
  const all = view.dues.filter((one) => isIn(one) && one.status !== 'cancelled')
  // The text counts what the picture shows; what is open from earlier years is told beside it.
  const dues = kind === 'plan' ? all : all.filter(({ due }) => isOfThisYear(due, dateOf(now)))
  const before = all.filter((one) => one.status === 'overdue' && !dues.includes(one)).length
  const reports = view.reports.filter(isIn)
  const choices = waysOn(talk, kind)
  if (all.length === 0 && reports.length === 0) return say(vi.nothingToShow, { choices })
  const of =
    kind === 'unit'
      ? (unitOf(office.board, id)?.name ?? id)
      : plan === undefined
        ? vi.wholeBoard
        : planLabel(plan.number, plan.title)
  const lines = kind === 'unit' ? dues.map(matterLine) : unitLines(dues)
  const text = [
    vi.progressHead(shortDate(dateOf(now)), of),
    `${countLine(dues)}.`,
    ...cut(lines, linesShown),
    ...(before === 0 ? [] : [vi.fromEarlierYears(before)]),
    ...(reports.length === 0 ? [] : [vi.reportsHead, ...cut(reports.map(reportLine), reportsShown)]),
  ].join('\n')
  const chart =
    plan === undefined
      ? (await chartsOf(records, office, prepared, now))(kind === 'unit' ? id : null)
      : progressChart({ title: of, boardName: office.board.name, today: dateOf(now), matters: dues })
  // What is drawn is a help: without it the lines say the same.
  const files = chart.units.length === 0 ? [] : [await talk.drawProgress(chart)]
  return say(text, { choices, files })
}

async function planOfOccurrence(talk: Talk): Promise<(occurrenceId: string) => string | undefined> {
  const byId = new Map((await talk.records.occurrences()).map((one) => [one.id, one.planId]))
  return (id) => byId.get(id)
}

const countOf = (dues: readonly UnitDue[], status: UnitDue['status']): number =>
  dues.filter((one) => one.status === status).length

const countLine = (dues: readonly UnitDue[]): string =>
  vi.progressCount(
    countOf(dues, 'answered'),
    dues.length,
    countOf(dues, 'overdue'),
    dues.filter(({ status, late }) => status === 'answered' && late).length,
  )

/** The Units that are furthest behind come first. */
function unitLines(dues: readonly UnitDue[]): readonly string[] {
  const units = [...new Set(dues.map(({ unitName }) => unitName))].map((name) => {
    const here = dues.filter(({ unitName }) => unitName === name)
    return { name, asked: here.length, answered: countOf(here, 'answered'), overdue: countOf(here, 'overdue') }
  })
  return units
    .sort((a, b) => b.overdue - a.overdue || a.answered / a.asked - b.answered / b.asked)
    .map(({ name, answered, asked, overdue }) => vi.progressUnit(name, answered, asked, overdue))
}

const matterLine = ({ title, status, late, dueText }: UnitDue): string =>
  vi.progressMatter(shortTitle(title, 70), vi.matterStates[status === 'answered' && late ? 'late' : status], dueText)

const reportLine = ({ title, status, dueText, answered, asked }: UnitReport): string =>
  vi.reportProgress(shortTitle(title, 60), reportStatus[status], dueText, answered, asked)

function waysOn(talk: Talk, kind: string | undefined): readonly Choice[] {
  if (!seesBoard(talk)) return []
  return [
    ...(kind === 'all' ? [] : [{ label: vi.wholeLabel, value: 'progress:all' }]),
    { label: vi.byUnitLabel, value: 'progress-by:unit' },
    { label: vi.byPlanLabel, value: 'progress-by:plan' },
  ]
}

async function chooseBy(talk: Talk, rest: string): Promise<Spoken> {
  if (!seesBoard(talk)) return say(noSuchMatter)
  const [kind, page] = rest.split(':')
  const all: readonly Choice[] =
    kind === 'unit'
      ? talk.office.board.units.map(({ id, name }) => ({ label: matterLabel(name), value: `progress:unit:${id}` }))
      : (await talk.records.plans())
          .filter(({ status }) => status === 'active')
          .map(({ id, plan }) => ({ label: planLabel(plan.number, plan.title), value: `progress:plan:${id}` }))
  return say(kind === 'unit' ? vi.chooseUnit : vi.choosePlan, {
    choices: choicePage(all, pageOf(page), (next) => `progress-by:${kind}:${next}`),
  })
}

export const progressButtons = { progress: progressOf, 'progress-by': chooseBy }
