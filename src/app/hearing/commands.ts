import { isFlowWord } from '../../core/flow/answers.ts'
import { foldVietnamese } from '../../core/fold.ts'
import type { Choice } from '../../core/reply.ts'
import { dateOf, shortDate } from '../../core/time.ts'
import * as vi from '../../text/vi.ts'
import {
  type CommandText,
  commandTexts,
  groupHeads,
  helpEnd,
  helpHead,
  helpLeaders,
  helpLine,
} from '../../text/vi-commands.ts'
import { matterLabel } from '../../text/vi-reminder.ts'
import { onlyAdminsImport } from '../../text/vi-review.ts'
import { adminWork } from '../administration/admin-work.ts'
import { ledgerFor, ledgerOfPlan } from '../administration/ledger-chat.ts'
import { answerIn, openFlow, openMatter, resume, saveAnswer, saveIssue, saveReturn } from '../conversation/answering.ts'
import { closedPlanAt, pressOfClosed } from '../conversation/closed-matters.ts'
import type { Command, Feature, Press } from '../conversation/feature.ts'
import { type Apply, type Spoken, say, type Talk } from '../conversation/talk.ts'
import { leading } from '../leading/leading.ts'
import { agreeAgain, answerConsent } from '../people/consent.ts'
import { linkGroup, linkGroupOf } from '../people/group-chats.ts'
import { type InviteWays, invite, inviteOne } from '../people/inviting.ts'
import { askToLeave, leaveOrStay } from '../people/leaving.ts'
import { ownChannels, preferChannel } from '../people/own-channels.ts'
import { askToErase, eraseOrKeep, showOwnData } from '../people/own-data.ts'
import { answersFor, handlesReport, leadsToday, seesUnit } from '../people/standing-in.ts'
import { chooseSubstitute, hearDays, substitutes } from '../people/substituting.ts'
import { openReviews, pressReview, returnToReview } from '../plans/review-chat.ts'
import type { SessionRow } from '../ports/answers.ts'
import { overviewOf } from '../reports/overview.ts'
import { approveReport, submitReport } from '../reports/reviewing.ts'
import { assessing } from '../work/assessing.ts'
import { deadlinesInChat } from '../work/deadlines-chat.ts'
import { extending } from '../work/extending.ts'
import { formsChat } from '../work/forms-chat.ts'
import { ownWork } from '../work/own-work.ts'
import { raising } from '../work/raising.ts'
import { workListFor } from '../work/work-list.ts'

const leadsOrCompiles = (talk: Talk): boolean =>
  leadsToday(talk) ||
  isAdmin(talk) ||
  [...talk.prepared.occurrences.values()].some((one) => one.stage === 'report' && answersFor(talk, one.unitId))
const isAdmin = ({ person }: Talk): boolean => person.roles.includes('admin')
const isAdminOrHead = ({ person }: Talk): boolean => person.roles.includes('admin') || person.roles.includes('head')

const texts = commandTexts

/** What everybody does most: the own work, reports, the own account. */
const everyday: Feature = {
  commands: [
    { name: 'viec', words: ['viec', 'viec cua toi'], text: texts.viec, run: (talk) => workListFor(talk) },
    { name: 'tinhhinh', words: ['tinh hinh'], text: texts.tinhhinh, run: situation },
    { name: 'baocao', words: ['bao cao'], text: texts.baocao, shownTo: leadsOrCompiles, run: reportList },
    { name: 'nhatky', words: ['nhat ky'], text: texts.nhatky, run: ledgerFor },
    {
      name: 'nhap',
      words: ['nhap ke hoach'],
      text: texts.nhap,
      shownTo: isAdmin,
      run: async (talk) => (isAdmin(talk) ? openReviews(talk) : say(onlyAdminsImport)),
    },
    { name: 'moi', text: texts.moi, shownTo: isAdmin, run: invite },
    {
      name: 'thaythe',
      words: ['thay the', 'cu nguoi thay'],
      text: texts.thaythe,
      shownTo: isAdminOrHead,
      run: substitutes,
    },
    {
      name: 'nhom',
      text: texts.nhom,
      shownTo: (talk) => talk.groupLinks !== undefined && isAdminOrHead(talk),
      run: linkGroup,
    },
    { name: 'kenh', words: ['kenh cua toi'], text: texts.kenh, run: ownChannels },
    { name: 'dulieucuatoi', words: ['du lieu cua toi'], text: texts.dulieucuatoi, run: showOwnData },
    { name: 'xoadulieu', words: ['xoa du lieu'], text: texts.xoadulieu, run: async (talk) => askToErase(talk) },
    {
      name: 'rutdongy',
      words: ['rut dong y'],
      text: texts.rutdongy,
      run: (talk) => askToLeave(talk, 'withdraw'),
    },
    { name: 'roi', words: ['roi kenh'], text: texts.roi, run: (talk) => askToLeave(talk, 'leave') },
    { name: 'dongy', words: ['dong y'], text: null, run: async (talk) => agreeAgain(talk) },
    {
      name: 'start',
      text: null,
      // The button under a message in a group opens the private chat with this word.
      run: async (talk, rest) =>
        rest?.toLowerCase() === 'viec' ? workListFor(talk) : say(vi.alreadyJoined(talk.person.name)),
    },
    { name: 'trogiup', words: ['tro giup', 'help'], text: texts.trogiup, run: async (talk) => say(helpFor(talk)) },
    { name: 'help', text: null, run: async (talk) => say(helpFor(talk)) },
  ],
  buttons: {
    open: (talk, rest) => openMatter(talk, rest, false),
    switch: (talk, rest) => openMatter(talk, rest, true),
    resume: async (talk, rest) => {
      const session = await sessionOf(talk, rest)
      return session?.personId === talk.person.id && session.status !== 'done'
        ? resume(talk, session)
        : say(vi.staleButton)
    },
    s: async (talk, rest) => {
      const next = rest.indexOf(':')
      const session = await sessionOf(talk, rest.slice(0, next))
      const active = await talk.records.activeSession(talk.person.id)
      // The question of a conversation that stopped because its plan was closed says so.
      const stopped = session?.personId === talk.person.id && session.status === 'parked'
      if (session && stopped && (await closedPlanAt(talk, session))) return resume(talk, session)
      if (!session || session.id !== active?.id) return say(vi.staleButton)
      return answerIn(talk, session, { kind: 'choice', value: rest.slice(next + 1) })
    },
    approve: approveReport,
    return: (talk, rest) => reportFlow(talk, 'return', rest),
    issue: (talk, rest) => reportFlow(talk, 'issue', rest),
    submit: submitReport,
    group: linkGroupOf,
    ledger: ledgerOfPlan,
    draft: wantDraft,
    stand: chooseSubstitute,
    prefer: preferChannel,
    erase: eraseOrKeep,
    leave: leaveOrStay,
    consent: answerConsent,
    invite: inviteOne,
    review: pressReview,
  },
  effects: { answer: saveAnswer, return: saveReturn, issue: saveIssue },
  hears: async (talk, text) => (await returnToReview(talk, text)) ?? (await hearDays(talk, text)),
}

/** Everything that can be done in chat, in the order in which the help names it. */
const features: readonly Feature[] = [
  everyday,
  formsChat,
  assessing,
  deadlinesInChat,
  extending,
  raising,
  ownWork,
  ...leading,
  adminWork,
]

const commands = features.flatMap((feature) => feature.commands ?? [])
const byName: ReadonlyMap<string, Command> = new Map(commands.map((one) => [one.name, one]))
const byWords: ReadonlyMap<string, Command> = new Map(
  commands.flatMap((one) => (one.words ?? []).map((words) => [words, one] as const)),
)
const buttons: ReadonlyMap<string, Press> = new Map(features.flatMap((one) => Object.entries(one.buttons ?? {})))
const effects: ReadonlyMap<string, Apply> = new Map(features.flatMap((one) => Object.entries(one.effects ?? {})))

const slashed = /^\/ ?([\p{L}\p{N}_]{1,32})(?:@\w+)?(?:[.!?…]+|\s+(.{1,200}))?$/su

/** Folded; full stops and polite endings change nothing. */
const wordsOf = (text: string): string =>
  foldVietnamese(text)
    .replace(/[\s.!?…]+$/, '')
    .replace(/(?: (?:a|nhe|nha|voi))+$/, '')

/** Handles a command; undefined when the text is none. */
export async function command(talk: Talk, text: string, ways: InviteWays): Promise<Spoken | undefined> {
  const tidy = text.trim().normalize('NFC')
  const found = slashed.exec(tidy)
  const session = await talk.records.activeSession(talk.person.id)
  if (found) {
    const named = byName.get(foldVietnamese(found[1] ?? ''))
    if (named) return named.run(talk, found[2]?.trim(), ways)
    // “/gia hạn”: the words of a command behind a slash.
    const spoken = byWords.get(wordsOf(tidy.slice(1)))
    if (spoken) return spoken.run(talk, undefined, ways)
  }
  if (session) {
    // Words of the flow itself (/xong) are for the flow; another slashed word was meant as a command, not as an answer.
    if (found === null || found[2] !== undefined || isFlowWord(tidy)) return undefined
    return { replies: [{ text: vi.notUnderstood }, ...(await resume(talk, session)).replies] }
  }
  if (found) return say(vi.notUnderstood)
  const worded = byWords.get(wordsOf(tidy))
  if (worded) return worded.run(talk, undefined, ways)
  for (const { hears } of features) {
    const spoken = await hears?.(talk, tidy)
    if (spoken) return spoken
  }
  return undefined
}

/** What a button stands for; only the product writes these values. */
export async function choose(talk: Talk, value: string, ways: InviteWays): Promise<Spoken> {
  const colon = value.indexOf(':')
  const verb = value.slice(0, colon)
  const rest = value.slice(colon + 1)
  const press = buttons.get(verb)
  if (press === undefined) return say(vi.staleButton)
  return (await pressOfClosed(talk, verb, rest)) ?? press(talk, rest, ways)
}

/** Does what a Flow has saved. Fails for an Effect that nobody knows, so that nothing is thanked for and lost. */
export const applyEffect: Apply = async (talk, session, effect) => {
  const apply = effects.get(effect.name)
  if (apply === undefined) throw new Error(`no feature does what the flow ${session.state.flow} saves: ${effect.name}`)
  return apply(talk, session, effect)
}

/** The names of all Effects that are done. */
export const effectsDone: readonly string[] = [...effects.keys()]

/** The commands that a person is shown, in the order of the help. */
export function commandsFor(talk: Talk): readonly { readonly name: string; readonly text: CommandText }[] {
  const shown = commands.flatMap(({ name, text, shownTo }) =>
    text === null || shownTo?.(talk) === false ? [] : [{ name, text }],
  )
  return Object.keys(groupHeads).flatMap((group) => shown.filter(({ text }) => text.group === group))
}

function helpFor(talk: Talk): string {
  const shown = commandsFor(talk)
  const groups = Object.entries(groupHeads).flatMap(([group, head]) => {
    const lines = shown.filter(({ text }) => text.group === group).map(({ name, text }) => helpLine(name, text))
    return lines.length === 0 ? [] : [`${head}:`, ...lines]
  })
  return [helpHead, ...groups, helpEnd, ...(leadsToday(talk) ? [helpLeaders] : [])].join('\n')
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
  if (verb === 'issue' && report.status !== 'approved') return say(vi.notToBeIssued)
  return openFlow(talk, verb === 'return' ? 'tra-lai' : 'phat-hanh', occurrenceId, { title: occurrence.title })
}

async function wantDraft(talk: Talk, occurrenceId: string): Promise<Spoken> {
  const occurrence = await talk.records.occurrence(occurrenceId)
  if (!occurrence || !seesUnit(talk, occurrence.unitId)) return say(vi.noSuchMatter)
  return { ...say(vi.compiling), compile: [{ occurrenceId, tell: talk.person.id }] }
}

async function situation(talk: Talk): Promise<Spoken> {
  const view = await overviewOf(talk.records, talk.office, talk.prepared, talk.now)
  const dues = view.dues.filter((due) => seesUnit(talk, due.unitId))
  if (dues.length === 0) return say(vi.nothingAsked)
  const units = [...new Set(dues.map((due) => due.unitName))]
  const lines = units.map((unit) => {
    const here = dues.filter((due) => due.unitName === unit)
    const answered = here.filter((due) => due.status === 'answered').length
    const overdue = here.filter((due) => due.status === 'overdue').length
    return vi.situationLine(unit, answered, here.length, overdue, here.filter((due) => due.late).length)
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
