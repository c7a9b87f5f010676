import { personOf, unitOf } from '../../core/plan/board.ts'
import { dateOf } from '../../core/time.ts'
import { onlyAdmins } from '../../text/vi.ts'
import { stamp } from '../../text/vi-ledger.ts'
import * as vi from '../../text/vi-rates.ts'
import { planLabel, shortTitle } from '../../text/vi-reminder.ts'
import { choicePage, pageOf } from '../conversation/choice-pages.ts'
import { type Spoken, say, type Talk } from '../conversation/talk.ts'
import type { AuditRow } from '../ports/store.ts'

const shown = 12
const inFile = 1000

/** Who has done what, newest first: of the Board, of `plan:…` or of `person:…`. Only admins see it. */
async function trail(talk: Talk, rest: string): Promise<Spoken> {
  if (!talk.person.roles.includes('admin')) return say(onlyAdmins)
  const { records, office, now } = talk
  const [kind, id = ''] = rest.split(':')
  const plans = await records.plans()
  const plan = plans.find((one) => one.id === id)?.plan
  const person = personOf(office.board, id)
  const rows = await records.recentAudit({
    ...(kind === 'plan' ? { planId: id } : {}),
    ...(kind === 'person' ? { actor: id } : {}),
    limit: inFile,
  })
  const others = [
    { label: vi.auditByPlan, value: 'audit-by:plan' },
    { label: vi.auditByPerson, value: 'audit-by:person' },
  ]
  if (rows.length === 0) return say(vi.nothingDone, { choices: others })
  const about = await namesOf(talk)
  const of =
    kind === 'plan' && plan !== undefined
      ? vi.ofPlan(planLabel(plan.number, plan.title))
      : kind === 'person' && person !== undefined
        ? vi.ofPerson(person.name)
        : vi.ofBoard
  const who = ({ actor }: AuditRow): string => personOf(office.board, actor)?.name ?? vi.actors[actor] ?? actor
  const did = ({ action }: AuditRow): string => vi.actions[action] ?? action
  const newest = rows.slice(0, shown)
  const lines = newest.map((row) => vi.auditLine(row.at, who(row), did(row), shortTitle(about(row.subject), 60)))
  const file = await talk.keepTable(vi.auditFileName(dateOf(now)), [
    vi.auditColumns,
    ...rows.map((row) => [
      stamp(row.at),
      who(row),
      did(row),
      about(row.subject),
      row.subject,
      Object.entries(row.detail)
        .map(([name, value]) => `${name}: ${value ?? ''}`)
        .join('; '),
    ]),
  ])
  return say([vi.auditHead(of, newest.length), ...lines, vi.auditFile].join('\n'), { choices: others, files: [file] })
}

/** What a subject's id stands for, in words. */
async function namesOf(talk: Talk): Promise<(subject: string) => string> {
  const { board } = talk.office
  const occurrences = new Map((await talk.records.occurrences()).map((one) => [one.id, one]))
  const plans = new Map((await talk.records.plans()).map(({ id, plan }) => [id, plan]))
  return (subject) => {
    const occurrence = occurrences.get(subject)
    if (occurrence !== undefined) {
      const unit = unitOf(board, occurrence.unitId)?.name ?? occurrence.unitId
      return `${unit}: ${occurrence.title}`
    }
    const [planId = '', itemId] = subject.split('/')
    const plan = plans.get(planId)
    const item =
      plan?.tasks.find(({ id }) => id === itemId)?.what ?? plan?.duties.find(({ id }) => id === itemId)?.title
    return item ?? (plan && planLabel(plan.number, plan.title)) ?? personOf(board, subject)?.name ?? ''
  }
}

async function trailBy(talk: Talk, rest: string): Promise<Spoken> {
  if (!talk.person.roles.includes('admin')) return say(onlyAdmins)
  const [kind, page] = rest.split(':')
  if (kind === 'plan') {
    const all = (await talk.records.plans()).map(({ id, plan }) => ({
      label: planLabel(plan.number, plan.title),
      value: `audit:plan:${id}`,
    }))
    return say(vi.chooseAuditPlan, { choices: choicePage(all, pageOf(page), (next) => `audit-by:plan:${next}`) })
  }
  const all = talk.office.board.people.map(({ id, name }) => ({ label: name, value: `audit:person:${id}` }))
  return say(vi.chooseAuditPerson, { choices: choicePage(all, pageOf(page), (next) => `audit-by:person:${next}`) })
}

export const auditButtons = { audit: trail, 'audit-by': trailBy }
