import { foldVietnamese } from '../../core/fold.ts'
import { countOf, type LedgerLine, type LedgerMatter, ledgerOf, mattersOf } from '../../core/ledger/ledger.ts'
import { ledgerTable } from '../../core/ledger/ledger-table.ts'
import { dateOf } from '../../core/time.ts'
import * as words from '../../text/vi-ledger.ts'
import { auditLabel } from '../../text/vi-rates.ts'
import { planLabel, shortTitle } from '../../text/vi-reminder.ts'
import { type Spoken, say, type Talk } from '../conversation/talk.ts'
import { seesUnit } from '../people/standing-in.ts'
import type { StoredPlan } from '../ports/store.ts'
import { standingsWithReports } from '../reports/report-standing.ts'

/** Lines of each kind that a chat message shows; the rest stands in the file. */
const shown = 8
const titleLimit = 70

const nameOf = ({ plan }: StoredPlan): string => planLabel(plan.number, plan.title)

/** `/nhatky`: one Plan's ledger, or which one is wanted. `asked` is what was typed behind the command. */
export async function ledgerFor(talk: Talk, asked: string | undefined): Promise<Spoken> {
  const plans = await talk.records.plans()
  const followed = plans.filter(({ status }) => status === 'active')
  if (asked !== undefined) {
    const wanted = foldVietnamese(asked).trim()
    const found = plans.filter(
      (one) => one.id === wanted || foldVietnamese(`${nameOf(one)} ${one.plan.title}`).includes(wanted),
    )
    const [only] = found
    if (only !== undefined && found.length === 1) return ledgerOfPlan(talk, only.id)
    if (found.length === 0) return say(words.ledgerUnknown(asked))
    return choose(found, isAdmin(talk))
  }
  const [first] = followed
  if (first === undefined) return say(words.onlyFollowed)
  return followed.length === 1 ? ledgerOfPlan(talk, first.id) : choose(followed, isAdmin(talk))
}

const isAdmin = ({ person }: Talk): boolean => person.roles.includes('admin')

/** Admins also see who has done what. */
const auditChoice = { label: auditLabel, value: 'audit:' }

const choose = (plans: readonly StoredPlan[], audits: boolean): Spoken =>
  say(words.chooseLedger, {
    choices: [
      ...plans.map((one) => ({ label: nameOf(one), value: `ledger:${one.id}` })),
      ...(audits ? [auditChoice] : []),
    ],
  })

/** One Plan's ledger, as much of it as the Person may see: counts, who did not get it, who did not do it, and a file. */
export async function ledgerOfPlan(talk: Talk, planId: string): Promise<Spoken> {
  const { records, prepared, person, now } = talk
  const stored = (await records.plans()).find(({ id }) => id === planId)
  if (stored === undefined) return say(words.onlyFollowed)
  const standings = await standingsWithReports(records)
  const written = await records.reminderRecords(planId)
  const all = ledgerOf(planId, written, prepared, standings, await records.remindersSent(), now)
  const lines = all.filter(({ occurrence }) => seesUnit(talk, occurrence.unitId))
  const matters = mattersOf(lines, standings)
  const name = nameOf(stored)
  const part = (head: string, verdict: LedgerMatter['verdict']): string[] => {
    const these = matters.filter((one) => one.verdict === verdict)
    if (these.length === 0) return []
    const rest = these.length - shown
    return ['', head, ...these.slice(0, shown).map(lineOf), ...(rest > 0 ? [words.andMore(rest)] : [])]
  }
  const text = [
    words.ledgerHead(name, now),
    words.ledgerCounts(countOf(matters)),
    ...part(words.notReachedHead, 'not-reached'),
    ...part(words.reachedHead, 'reached'),
    '',
    words.ledgerFile,
  ].join('\n')
  const file = await talk.keepTable(words.ledgerFileName(name, dateOf(now)), ledgerTable(lines))
  await records.audit({ at: now, actor: person.id, action: 'ledger.read', subject: planId, detail: {} })
  return say(text, { files: [file], ...(isAdmin(talk) ? { choices: [auditChoice] } : {}) })
}

function lineOf({ personName, occurrence, lines }: LedgerMatter): string {
  const past = lines.filter(({ state }) => state !== 'planned')
  const last: LedgerLine | undefined = past.at(-1)
  const channel = last?.message === null ? null : (last?.message.channel ?? null)
  const how =
    last === undefined
      ? ''
      : words.lastWords(
          words.stateNames[last.state],
          channel === null ? null : (words.channelNames[channel] ?? channel),
          last.stateAt ?? last.at,
        )
  return words.matterOfPerson(personName, shortTitle(occurrence.title, titleLimit), occurrence.due, how)
}
