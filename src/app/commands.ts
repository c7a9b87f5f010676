import { foldVietnamese } from '../core/fold.ts'
import type { Choice } from '../core/reply.ts'
import { dateOf, shortDate } from '../core/time.ts'
import * as vi from '../text/vi.ts'
import { matterLabel } from '../text/vi-reminder.ts'
import { onlyAdminsImport } from '../text/vi-review.ts'
import { answerIn, choiceOf, isLocked, openFlow, openMatter, resume } from './answering.ts'
import { agreeAgain, answerConsent } from './consent.ts'
import { linkGroup, linkGroupOf } from './group-chats.ts'
import { type InviteWays, invite, inviteOne } from './inviting.ts'
import { askToLeave, leaveOrStay } from './leaving.ts'
import { ledgerFor, ledgerOfPlan } from './ledger-chat.ts'
import { overviewOf } from './overview.ts'
import { ownChannels, preferChannel } from './own-channels.ts'
import { askToErase, eraseOrKeep, showOwnData } from './own-data.ts'
import type { SessionRow } from './ports/answers.ts'
import { openReviews, pressReview, returnToReview } from './review-chat.ts'
import { approveReport, submitReport } from './reviewing.ts'
import { answersFor, handlesReport, leadsToday, seesUnit } from './standing-in.ts'
import { chooseSubstitute, hearDays, substitutes } from './substituting.ts'
import { type Spoken, say, type Talk } from './talk.ts'
import { workListFor } from './work-list.ts'

/** Words that do the same as the command when nothing is being answered. */
const words: { readonly [folded: string]: string } = {
  viec: 'viec',
  'viec cua toi': 'viec',
  sua: 'sua',
  'tinh hinh': 'tinhhinh',
  'bao cao': 'baocao',
  'nhat ky': 'nhatky',
  'nhap ke hoach': 'nhap',
  'thay the': 'thaythe',
  'cu nguoi thay': 'thaythe',
  'kenh cua toi': 'kenh',
  'du lieu cua toi': 'dulieucuatoi',
  'xoa du lieu': 'xoadulieu',
  'rut dong y': 'rutdongy',
  'roi kenh': 'roi',
  'dong y': 'dongy',
  'tro giup': 'trogiup',
  help: 'trogiup',
}

/** Handles a command; undefined when the text is none. */
export async function command(talk: Talk, text: string, ways: InviteWays): Promise<Spoken | undefined> {
  const tidy = text.trim()
  const found = /^\/(\w{1,32})(?:@\w+)?(?:\s+(.{1,200}))?$/s.exec(tidy)
  const session = await talk.records.activeSession(talk.person.id)
  const name = found?.[1]?.toLowerCase() ?? (session ? undefined : words[foldVietnamese(tidy)])
  if (name === undefined && session === undefined)
    return (await returnToReview(talk, tidy)) ?? (await hearDays(talk, tidy))
  if (name === undefined) return undefined
  switch (name) {
    case 'start':
      // The button under a message in a group opens the private chat with this word.
      return found?.[2]?.trim().toLowerCase() === 'viec' ? workListFor(talk) : say(vi.alreadyJoined(talk.person.name))
    case 'viec':
      return workListFor(talk)
    case 'sua':
      return corrections(talk)
    case 'tinhhinh':
      return situation(talk)
    case 'baocao':
      return reportList(talk)
    case 'nhom':
      return linkGroup(talk)
    case 'nhatky':
      return ledgerFor(talk, found?.[2])
    case 'moi':
      return invite(talk, found?.[2], ways)
    case 'nhap':
      return talk.person.roles.includes('admin') ? openReviews(talk) : say(onlyAdminsImport)
    case 'thaythe':
      return substitutes(talk)
    case 'kenh':
      return ownChannels(talk)
    case 'dulieucuatoi':
      return showOwnData(talk)
    case 'xoadulieu':
      return askToErase(talk)
    case 'roi':
      return askToLeave(talk, 'leave')
    case 'rutdongy':
      return askToLeave(talk, 'withdraw')
    case 'dongy':
      return agreeAgain(talk)
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
  const leads = leadsToday(talk)
  const admin = roles.includes('admin')
  const compiles = [...talk.prepared.occurrences.values()].some(
    (one) => one.stage === 'report' && answersFor(talk, one.unitId),
  )
  const heads = roles.includes('head')
  const groups = talk.groupLinks !== undefined && (admin || heads)
  return vi.help({ leads, admin, heads, reports: leads || admin || compiles, groups })
}

/** What a button stands for; only the product writes these values. */
export async function choose(talk: Talk, value: string, ways: InviteWays): Promise<Spoken> {
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
    case 'group':
      return linkGroupOf(talk, rest)
    case 'ledger':
      return ledgerOfPlan(talk, rest)
    case 'draft':
      return wantDraft(talk, rest)
    case 'stand':
      return chooseSubstitute(talk, rest)
    case 'prefer':
      return preferChannel(talk, rest)
    case 'erase':
      return eraseOrKeep(talk, rest)
    case 'leave':
      return leaveOrStay(talk, rest)
    case 'consent':
      return answerConsent(talk, rest)
    case 'invite':
      return inviteOne(talk, rest, ways)
    case 'review':
      return pressReview(talk, rest)
    default:
      return say(vi.staleButton)
  }
}

const sessionOf = async (talk: Talk, id: string): Promise<SessionRow | undefined> =>
  /^\d{1,15}$/.test(id) ? talk.records.sessionById(Number(id)) : undefined

async function reportFlow(talk: Talk, verb: 'return' | 'issue', occurrenceId: string): Promise<Spoken> {
  const report = await talk.records.report(occurrenceId)
  const occurrence = await talk.records.occurrence(occurrenceId)
  if (!report || !occurrence) return say(vi.notYetCompiled)
  const allowed = verb === 'return' ? leadsToday(talk) : handlesReport(talk, occurrence)
  if (!allowed) return say(verb === 'return' ? vi.onlyLeaders : vi.noSuchMatter)
  if (report.status === 'issued' || (verb === 'return' && report.status === 'approved')) return say(vi.alreadyApproved)
  return openFlow(talk, verb === 'return' ? 'tra-lai' : 'phat-hanh', occurrenceId, { title: occurrence.title })
}

async function wantDraft(talk: Talk, occurrenceId: string): Promise<Spoken> {
  const occurrence = await talk.records.occurrence(occurrenceId)
  if (!occurrence || !seesUnit(talk, occurrence.unitId)) return say(vi.noSuchMatter)
  return { ...say(vi.compiling), compile: [{ occurrenceId, tell: talk.person.id }] }
}

async function corrections(talk: Talk): Promise<Spoken> {
  const standings = await talk.records.standings()
  const mine = (await talk.records.occurrences())
    .filter((one) => answersFor(talk, one.unitId) && one.stage !== 'report')
    .filter((one) => standings.get(one.id)?.status === 'answered')
    .sort((a, b) => (standings.get(b.id)?.answeredAt ?? 0) - (standings.get(a.id)?.answeredAt ?? 0))
  const open = []
  for (const one of mine) if (!(await isLocked(talk, one))) open.push(one)
  if (open.length === 0) return say(vi.nothingToCorrect)
  return say(vi.chooseToCorrect, { choices: open.slice(0, 8).map(choiceOf) })
}

async function situation(talk: Talk): Promise<Spoken> {
  const view = await overviewOf(talk.records, talk.office, talk.prepared, talk.now)
  const dues = view.dues.filter((due) => seesUnit(talk, due.unitId))
  if (dues.length === 0) return say(vi.nothingAsked)
  const units = [...new Set(dues.map((due) => due.unitName))]
  const lines = units.map((unit) => {
    const here = dues.filter((due) => due.unitName === unit)
    const answered = here.filter((due) => due.status === 'answered').length
    return vi.situationLine(unit, answered, here.length, here.filter((due) => due.status === 'overdue').length)
  })
  const reports = view.reports.filter((report) => seesUnit(talk, report.unitId))
  const reportLines = reports.map((one) =>
    vi.reportLine(one.title, one.status, one.dueText, one.answered, one.asked, one.missing),
  )
  return say([vi.situationHead(shortDate(dateOf(talk.now))), ...lines, ...reportLines].join('\n'))
}

async function reportList(talk: Talk): Promise<Spoken> {
  const view = await overviewOf(talk.records, talk.office, talk.prepared, talk.now)
  const reports = view.reports.filter((report) => seesUnit(talk, report.unitId)).slice(0, 10)
  if (reports.length === 0) return say(vi.noReports)
  const choices: Choice[] = []
  for (const one of reports) {
    if (one.status === 'draft' && leadsToday(talk))
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
