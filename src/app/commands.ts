import { foldVietnamese } from '../core/fold.ts'
import { adminsOf, maySee, personOf } from '../core/plan/board.ts'
import type { Choice } from '../core/reply.ts'
import { dateOf, shortDate } from '../core/time.ts'
import * as vi from '../text/vi.ts'
import { matterLabel } from '../text/vi-reminder.ts'
import { onlyAdminsImport } from '../text/vi-review.ts'
import { accountFor } from './account-choice.ts'
import { answerIn, choiceOf, isLocked, openFlow, openMatter, resume } from './answering.ts'
import { inviteDays, makeInvite } from './joining.ts'
import { overviewOf } from './overview.ts'
import type { SessionRow } from './ports/store.ts'
import { openReviews, pressReview, returnToReview } from './review-chat.ts'
import { approveReport, handlesReport, submitReport } from './reviewing.ts'
import { type Spoken, say, type Talk } from './talk.ts'
import { workListFor } from './work-list.ts'

type Links = (code: string) => Promise<readonly string[]>

/** Words that do the same as the command when nothing is being answered. */
const words: { readonly [folded: string]: string } = {
  viec: 'viec',
  'viec cua toi': 'viec',
  sua: 'sua',
  'tinh hinh': 'tinhhinh',
  'bao cao': 'baocao',
  'nhap ke hoach': 'nhap',
  'tro giup': 'trogiup',
  help: 'trogiup',
}

/** Handles a command; undefined when the text is none. */
export async function command(talk: Talk, text: string, links: Links): Promise<Spoken | undefined> {
  const tidy = text.trim()
  const found = /^\/(\w{1,32})(?:@\w+)?(?:\s+(.{1,200}))?$/s.exec(tidy)
  const session = await talk.records.activeSession(talk.person.id)
  const name = found?.[1]?.toLowerCase() ?? (session ? undefined : words[foldVietnamese(tidy)])
  if (name === undefined && session === undefined) return returnToReview(talk, tidy)
  if (name === undefined) return undefined
  switch (name) {
    case 'start':
      return say(vi.alreadyJoined(talk.person.name))
    case 'viec':
      return workListFor(talk)
    case 'sua':
      return corrections(talk)
    case 'tinhhinh':
      return situation(talk)
    case 'baocao':
      return reportList(talk)
    case 'moi':
      return invite(talk, found?.[2], links)
    case 'nhap':
      return talk.person.roles.includes('admin') ? openReviews(talk) : say(onlyAdminsImport)
    case 'trogiup':
    case 'help':
      return say(helpFor(talk))
    default:
      // Words of the flow itself (/xong) are for the flow.
      return session ? undefined : say(vi.notUnderstood)
  }
}

function helpFor(talk: Talk): string {
  const { roles } = talk.person
  const leads = roles.includes('leader')
  const admin = roles.includes('admin')
  const compiles = [...talk.prepared.occurrences.values()].some(
    (one) => one.stage === 'report' && one.unitId === talk.person.unitId,
  )
  return vi.help({ leads, admin, reports: leads || admin || compiles })
}

/** What a button stands for; only the product writes these values. */
export async function choose(talk: Talk, value: string, links: Links): Promise<Spoken> {
  const colon = value.indexOf(':')
  const verb = value.slice(0, colon)
  const rest = value.slice(colon + 1)
  switch (verb) {
    case 'open':
      return openMatter(talk, rest, false)
    case 'switch':
      return openMatter(talk, rest, true)
    case 'resume': {
      const session = await sessionOf(talk, rest)
      return session?.personId === talk.person.id && session.status !== 'done'
        ? resume(talk, session)
        : say(vi.staleButton)
    }
    case 's': {
      const next = rest.indexOf(':')
      const session = await sessionOf(talk, rest.slice(0, next))
      const active = await talk.records.activeSession(talk.person.id)
      if (!session || session.id !== active?.id) return say(vi.staleButton)
      return answerIn(talk, session, { kind: 'choice', value: rest.slice(next + 1) })
    }
    case 'approve':
      return approveReport(talk, rest)
    case 'return':
    case 'issue':
      return reportFlow(talk, verb, rest)
    case 'submit':
      return submitReport(talk, rest)
    case 'draft':
      return wantDraft(talk, rest)
    case 'invite':
      return inviteOne(talk, rest, links)
    case 'review':
      return pressReview(talk, rest)
    default:
      return say(vi.staleButton)
  }
}

const sessionOf = async (talk: Talk, id: string): Promise<SessionRow | undefined> =>
  /^\d{1,15}$/.test(id) ? talk.records.sessionById(Number(id)) : undefined

/** A number typed without a question: the choice of that number in the newest message that has any. */
export async function pickNumber(talk: Talk, number: number): Promise<string | undefined> {
  const rows = await talk.records.outboxTo(talk.person.id, 20)
  const newest = rows.findLast((row) => (row.reply.choices?.length ?? 0) > 0)
  return newest?.reply.choices?.[number - 1]?.value
}

/**
 * A number typed right after a list that the person asked for in the middle of a conversation: that list's choice, and
 * no answer to the question that stands.
 */
export async function pickFromList(talk: Talk, inboxId: number, number: number): Promise<string | undefined> {
  const heard = await talk.records.inboxFrom(talk.person.id, 20)
  const before = heard.findLast((row) => row.id < inboxId)
  const rows = await talk.records.outboxTo(talk.person.id, 20)
  const list = rows.findLast((row) => row.key.startsWith(`in|${before?.id}|`) && row.reply.choices !== undefined)
  const value = list?.reply.choices?.[number - 1]?.value
  return value?.startsWith('s:') ? undefined : value
}

export const numberOf = (text: string): number | undefined => {
  const found = /^\s*(\d{1,2})[.)]?\s*$/.exec(text)
  return found ? Number(found[1]) : undefined
}

async function reportFlow(talk: Talk, verb: 'return' | 'issue', occurrenceId: string): Promise<Spoken> {
  const report = await talk.records.report(occurrenceId)
  const occurrence = await talk.records.occurrence(occurrenceId)
  if (!report || !occurrence) return say(vi.notYetCompiled)
  const allowed = verb === 'return' ? talk.person.roles.includes('leader') : handlesReport(talk.person, occurrence)
  if (!allowed) return say(verb === 'return' ? vi.onlyLeaders : vi.noSuchMatter)
  if (report.status === 'issued' || (verb === 'return' && report.status === 'approved')) return say(vi.alreadyApproved)
  return openFlow(talk, verb === 'return' ? 'tra-lai' : 'phat-hanh', occurrenceId, { title: occurrence.title })
}

async function wantDraft(talk: Talk, occurrenceId: string): Promise<Spoken> {
  const occurrence = await talk.records.occurrence(occurrenceId)
  if (!occurrence || !maySee(talk.person, occurrence.unitId)) return say(vi.noSuchMatter)
  return { ...say(vi.compiling), compile: [{ occurrenceId, tell: talk.person.id }] }
}

async function corrections(talk: Talk): Promise<Spoken> {
  const standings = await talk.records.standings()
  const mine = (await talk.records.occurrences())
    .filter((one) => one.unitId === talk.person.unitId && one.stage !== 'report')
    .filter((one) => standings.get(one.id)?.status === 'answered')
    .sort((a, b) => (standings.get(b.id)?.answeredAt ?? 0) - (standings.get(a.id)?.answeredAt ?? 0))
  const open = []
  for (const one of mine) if (!(await isLocked(talk, one))) open.push(one)
  if (open.length === 0) return say(vi.nothingToCorrect)
  return say(vi.chooseToCorrect, { choices: open.slice(0, 8).map(choiceOf) })
}

async function situation(talk: Talk): Promise<Spoken> {
  const view = await overviewOf(talk.records, talk.office, talk.prepared, talk.now)
  const dues = view.dues.filter((due) => maySee(talk.person, due.unitId))
  if (dues.length === 0) return say(vi.nothingAsked)
  const units = [...new Set(dues.map((due) => due.unitName))]
  const lines = units.map((unit) => {
    const here = dues.filter((due) => due.unitName === unit)
    const answered = here.filter((due) => due.status === 'answered').length
    return vi.situationLine(unit, answered, here.length, here.filter((due) => due.status === 'overdue').length)
  })
  const reports = view.reports.filter((report) => maySee(talk.person, report.unitId))
  const reportLines = reports.map((one) =>
    vi.reportLine(one.title, one.status, one.dueText, one.answered, one.asked, one.missing),
  )
  return say([vi.situationHead(shortDate(dateOf(talk.now))), ...lines, ...reportLines].join('\n'))
}

async function reportList(talk: Talk): Promise<Spoken> {
  const view = await overviewOf(talk.records, talk.office, talk.prepared, talk.now)
  const reports = view.reports.filter((report) => maySee(talk.person, report.unitId)).slice(0, 10)
  if (reports.length === 0) return say(vi.noReports)
  const choices: Choice[] = []
  for (const one of reports) {
    if (one.status === 'draft' && talk.person.roles.includes('leader'))
      choices.push(
        { label: vi.approveLabel(matterLabel(one.title)), value: `approve:${one.occurrenceId}` },
        { label: vi.returnLabel(matterLabel(one.title)), value: `return:${one.occurrenceId}` },
      )
    if (one.file === null)
      choices.push({ label: vi.draftLabel(matterLabel(one.title)), value: `draft:${one.occurrenceId}` })
    if (one.status === 'returned')
      choices.push({ label: vi.submitLabel(matterLabel(one.title)), value: `submit:${one.occurrenceId}` })
    if (one.status === 'approved') choices.push({ label: vi.issueLabel, value: `issue:${one.occurrenceId}` })
  }
  const lines = reports.map((one) =>
    vi.reportLine(one.title, one.status, one.dueText, one.answered, one.asked, one.missing),
  )
  const files = reports.flatMap((one) => one.file ?? [])
  return say([vi.reportsHead, ...lines].join('\n'), { choices: choices.slice(0, 8), files })
}

async function invite(talk: Talk, name: string | undefined, links: Links): Promise<Spoken> {
  if (!adminsOf(talk.office.board).some((admin) => admin.id === talk.person.id)) return say(vi.onlyAdmins)
  const { people } = talk.office.board
  if (name !== undefined) {
    const folded = foldVietnamese(name)
    const found = people.find((one) => foldVietnamese(one.id) === folded || foldVietnamese(one.name) === folded)
    return found ? inviteOne(talk, found.id, links) : say(vi.personUnknown(name))
  }
  const missing = []
  for (const person of people) {
    const account = accountFor(await talk.records.accounts(person.id))
    if (!account || account.channel === 'local') missing.push(person)
  }
  if (missing.length === 0) return say(vi.nobodyToInvite)
  return say(vi.chooseToInvite, {
    choices: missing.map((person) => ({ label: person.name, value: `invite:${person.id}` })),
  })
}

async function inviteOne(talk: Talk, personId: string, links: Links): Promise<Spoken> {
  if (!talk.person.roles.includes('admin')) return say(vi.onlyAdmins)
  const person = personOf(talk.office.board, personId)
  if (!person) return say(vi.personUnknown(personId))
  const code = await makeInvite(talk.records, personId, talk.person.id, talk.now)
  return say(vi.inviteMade(person.name, code, await links(code), inviteDays))
}
