import { personOf, unitOf } from '../../core/plan/board.ts'
import { dayThatHolds } from '../../core/plan/extended-day.ts'
import type { Occurrence } from '../../core/plan/occurrence.ts'
import type { Choice } from '../../core/reply.ts'
import { formatNumber } from '../../core/report/vietnamese-number.ts'
import type { Instant } from '../../core/time.ts'
import { lockedByReport, noSuchMatter, staleButton } from '../../text/vi.ts'
import { dueText } from '../../text/vi-deadline.ts'
import * as vi from '../../text/vi-item-review.ts'
import { matterLabel, shortTitle } from '../../text/vi-reminder.ts'
import { draftsWith, isLocked, openFlow } from '../conversation/answering.ts'
import { choicePage, choicesOnPage, pageOf } from '../conversation/choice-pages.ts'
import { quoting, refusal } from '../conversation/refusal.ts'
import { type Apply, type Notice, type Spoken, say, type Talk } from '../conversation/talk.ts'
import { answeredBy, leadsToday } from '../people/standing-in.ts'
import type { AnswerRow } from '../ports/answers.ts'
import { isLate, reportAlone } from '../reports/compile.ts'
import { handlersOf } from '../reports/reviewing.ts'

const mayReview = (talk: Talk): boolean => talk.person.roles.includes('admin') || leadsToday(talk)
const seenFact = (talk: Talk): string => `item-review-seen:${talk.person.id}`

/** An Answer that nobody has looked at yet. */
interface CameIn {
  readonly occurrence: Occurrence
  readonly answer: AnswerRow
}

async function cameIn(talk: Talk): Promise<{ readonly waiting: readonly CameIn[]; readonly returned: number }> {
  const { records } = talk
  const followed = new Set((await records.plans()).filter(({ status }) => status === 'active').map(({ id }) => id))
  const occurrences = new Map((await records.occurrences()).map((one) => [one.id, one]))
  const verdicts = await records.verdicts()
  const waiting: CameIn[] = []
  let returned = 0
  for (const answer of await records.newestAnswers()) {
    const occurrence = occurrences.get(answer.occurrenceId)
    if (occurrence === undefined || !followed.has(occurrence.planId) || (await isLocked(talk, occurrence))) continue
    const verdict = verdicts.get(answer.id)?.verdict
    if (verdict === 'returned') returned += 1
    if (verdict === undefined) waiting.push({ occurrence, answer })
  }
  return { waiting: waiting.sort((a, b) => a.answer.at - b.answer.at || a.answer.id - b.answer.id), returned }
}

const unitName = ({ office: { board } }: Talk, id: string): string => unitOf(board, id)?.name ?? id

/** `/duyet`: what has come in and nobody has looked at, and approved reports that can be opened again. */
export async function reviewItems(talk: Talk, page?: string): Promise<Spoken> {
  if (!mayReview(talk)) return say(vi.onlyReviewers)
  const { records, now } = talk
  const { waiting, returned } = await cameIn(talk)
  const last = await records.fact(seenFact(talk))
  const since: Instant | null = last === undefined ? null : Number(last)
  const at = pageOf(page)
  if (at === 0) await records.setFact(seenFact(talk), String(now))
  const reopening = at === 0 ? await reopenChoices(talk) : []
  const others = returned === 0 ? [] : [vi.waitsForMore(returned)]
  if (waiting.length === 0)
    return say([vi.nothingCameIn, ...others].join('\n'), reopening.length > 0 ? { choices: reopening } : {})
  const from = at * choicesOnPage
  const lines = waiting.slice(from, from + choicesOnPage).map(({ occurrence, answer }, index) => {
    const who = answeredBy(talk, answer.personId, answer.insteadOf)
    const state = vi.stateNames[answer.body.state]
    const title = shortTitle(occurrence.title, 60)
    return vi.cameInLine(from + index + 1, unitName(talk, occurrence.unitId), title, state, who, answer.at)
  })
  const all = waiting.map(({ occurrence, answer }) => ({
    label: matterLabel(vi.itemLabel(unitName(talk, occurrence.unitId), occurrence.title)),
    value: `item:${answer.id}:${occurrence.id}`,
  }))
  const fresh = since === null ? 0 : waiting.filter(({ answer }) => answer.at > since).length
  const newest = Math.max(...waiting.map(({ answer }) => answer.id))
  const choices: readonly Choice[] = [
    ...choicePage(all, at, (next) => `items:${next}`),
    ...(waiting.length > 1 ? [{ label: vi.acceptAllLabel(waiting.length), value: `items-accept:${newest}` }] : []),
    ...reopening,
  ]
  return say([vi.cameIn(waiting.length, fresh, since), ...lines, ...others].join('\n'), { choices })
}

/** The Answer of a button `answer id:Occurrence id`, if it is still the newest one and may be looked at. */
async function itemOf(talk: Talk, rest: string): Promise<CameIn | Spoken> {
  const colon = rest.indexOf(':')
  const occurrence = await talk.records.occurrence(rest.slice(colon + 1))
  const [answer] = occurrence === undefined ? [] : await talk.records.newestAnswersTo([occurrence.id])
  if (!mayReview(talk) || occurrence === undefined || answer === undefined) return say(noSuchMatter)
  if (await isLocked(talk, occurrence)) return say(lockedByReport)
  if (String(answer.id) !== rest.slice(0, colon))
    return say(vi.newerCame, {
      choices: [{ label: matterLabel(occurrence.title), value: `item:${answer.id}:${occurrence.id}` }],
    })
  // It is open again: accepting it would leave it open, and a second remark would not reach its author.
  const verdict = (await talk.records.verdicts()).get(answer.id)
  if (verdict?.verdict === 'returned')
    return say(vi.alreadyReturned(personOf(talk.office.board, verdict.by)?.name ?? verdict.by, verdict.at), {
      choices: [{ label: vi.listLabel, value: 'items:0' }],
    })
  return { occurrence, answer }
}

const isSpoken = (one: CameIn | Spoken): one is Spoken => 'replies' in one

const textShown = 1200

async function showItem(talk: Talk, rest: string): Promise<Spoken> {
  const item = await itemOf(talk, rest)
  if (isSpoken(item)) return item
  const { occurrence, answer } = item
  const { body } = answer
  const plan = (await talk.records.plans()).find(({ id }) => id === occurrence.planId)?.plan
  const standing = await talk.records.standing(occurrence.id)
  const last = dayThatHolds(occurrence, standing)
  const due = dueText(last, last === occurrence.due ? occurrence.precision : 'day')
  const who = answeredBy(talk, answer.personId, answer.insteadOf)
  const text = [
    vi.itemHead(
      shortTitle(occurrence.title, 200),
      unitName(talk, occurrence.unitId),
      due,
      who,
      answer.at,
      isLate(occurrence, standing),
    ),
    vi.stateLine(vi.stateNames[body.state], body.percent),
    ...(body.text.trim() === '' ? [] : [vi.textLine(shortTitle(body.text, textShown))]),
    ...body.figures.map(({ indicatorId, value }) => {
      const indicator = plan?.indicators.find(({ id }) => id === indicatorId)
      return vi.figureLine(indicator?.name ?? indicatorId, `${formatNumber(value)} ${indicator?.unit ?? ''}`.trim())
    }),
    ...(body.obstacle === null ? [] : [vi.obstacleLine(shortTitle(body.obstacle, 300))]),
    ...(body.recommendation === null ? [] : [vi.recommendationLine(shortTitle(body.recommendation, 300))]),
    ...(body.evidence.length === 0 ? [] : [vi.evidenceLine(body.evidence.length)]),
    ...(answer.revision > 1 ? [vi.revisionLine(answer.revision)] : []),
  ].join('\n')
  const choices = [
    { label: vi.acceptLabel, value: `item-accept:${rest}` },
    { label: vi.returnLabel, value: `item-return:${rest}` },
    { label: vi.listLabel, value: 'items:0' },
  ]
  return say(text, body.evidence.length === 0 ? { choices } : { choices, files: body.evidence })
}

/** What one reviewer accepts another one does not return at the same moment. */
const decideAlone = ({ records }: Talk): Promise<void> => records.serialise(['verdicts'])

async function accept(talk: Talk, { occurrence, answer }: CameIn): Promise<void> {
  const { records, person, now } = talk
  await records.addVerdict({ answerId: answer.id, verdict: 'accepted', by: person.id, at: now, remark: null })
  await records.audit({
    at: now,
    actor: person.id,
    action: 'answer.accepted',
    subject: occurrence.id,
    detail: { revision: answer.revision },
  })
}

async function acceptItem(talk: Talk, rest: string): Promise<Spoken> {
  await decideAlone(talk)
  const item = await itemOf(talk, rest)
  if (isSpoken(item)) return item
  await accept(talk, item)
  const next = await reviewItems(talk)
  return { replies: [...say(vi.accepted(shortTitle(item.occurrence.title, 120))).replies, ...next.replies] }
}

/** Accepts everything that was on the list; what has come in since waits for the next look. */
async function acceptAll(talk: Talk, newest: string): Promise<Spoken> {
  if (!mayReview(talk)) return say(vi.onlyReviewers)
  if (!/^\d{1,15}$/.test(newest)) return say(staleButton)
  await decideAlone(talk)
  const { waiting } = await cameIn(talk)
  const these = waiting.filter(({ answer }) => answer.id <= Number(newest))
  for (const one of these) await accept(talk, one)
  return say(these.length === 0 ? vi.nothingCameIn : vi.acceptedAll(these.length))
}

async function askRemark(talk: Talk, rest: string): Promise<Spoken> {
  const item = await itemOf(talk, rest)
  if (isSpoken(item)) return item
  const { occurrence, answer } = item
  return openFlow(talk, 'tra-lai-muc', null, {
    title: shortTitle(occurrence.title, 200),
    who: answeredBy(talk, answer.personId, answer.insteadOf),
    item: `${answer.id}:${occurrence.id}`,
  })
}

/** The Answer goes back to its author with the remark, and its Occurrence is open again. */
export const returnItem: Apply = async (talk, session, { values }) => {
  await decideAlone(talk)
  const item = await itemOf(talk, String(session.state.facts.item ?? ''))
  if (isSpoken(item)) return quoting(talk, session, item)
  const remark = String(values.remark ?? '').trim()
  if (remark === '') return refusal(talk, session)(vi.remarkNeeded)
  const { records, person, now, office } = talk
  const { occurrence, answer } = item
  await records.addVerdict({ answerId: answer.id, verdict: 'returned', by: person.id, at: now, remark })
  await records.reopenOccurrence(occurrence.id)
  await records.audit({
    at: now,
    actor: person.id,
    action: 'answer.returned',
    subject: occurrence.id,
    detail: { revision: answer.revision, characters: remark.length },
  })
  const title = shortTitle(occurrence.title, 200)
  const notice: Notice = {
    personId: answer.personId,
    key: `item-returned|${answer.id}|${answer.personId}`,
    reply: {
      text: vi.returnedNotice(title, person.name, remark),
      choices: [{ label: vi.correctLabel, value: `open:${occurrence.id}` }],
    },
  }
  const author = personOf(office.board, answer.personId)?.name ?? answer.personId
  return {
    ...say(vi.returned(title, author), { choices: [{ label: vi.listLabel, value: 'items:0' }] }),
    notices: [notice],
    compile: await draftsWith(talk, occurrence),
  }
}

async function reopenChoices(talk: Talk): Promise<readonly Choice[]> {
  const approved = (await talk.records.reports()).filter(({ status }) => status === 'approved')
  const choices: Choice[] = []
  for (const { occurrenceId } of approved) {
    const report = await talk.records.occurrence(occurrenceId)
    if (report) choices.push({ label: vi.reopenLabel(shortTitle(report.title, 40)), value: `reopen:${occurrenceId}` })
  }
  return choices
}

async function askReason(talk: Talk, occurrenceId: string): Promise<Spoken> {
  if (!mayReview(talk)) return say(noSuchMatter)
  const report = await talk.records.occurrence(occurrenceId)
  if (!report || (await talk.records.report(occurrenceId))?.status !== 'approved') return say(vi.notApproved)
  return openFlow(talk, 'mo-lai', null, { title: report.title, report: occurrenceId })
}

/** An approved report that has not been issued is open for corrections again. */
export const reopenReport: Apply = async (talk, session, { values }) => {
  const refuse = refusal(talk, session)
  if (!mayReview(talk)) return refuse(noSuchMatter)
  const { records, person, now } = talk
  const id = String(session.state.facts.report ?? '')
  await records.serialise([reportAlone(id)])
  const report = await records.occurrence(id)
  const row = await records.report(id)
  if (!report || row?.status !== 'approved') return refuse(vi.notApproved)
  const reason = String(values.reason ?? '').trim()
  await records.putReport({ ...row, status: 'returned', note: reason })
  await records.audit({
    at: now,
    actor: person.id,
    action: 'report.reopened',
    subject: id,
    detail: { draft: row.draft, characters: reason.length },
  })
  const notices = handlersOf(talk, report)
    .filter((one) => one.id !== person.id)
    .map(
      (one): Notice => ({
        personId: one.id,
        key: `reopened|${id}|${now}|${one.id}`,
        reply: { text: vi.reopenedNotice(report.title, person.name, reason) },
      }),
    )
  // What was answered after the approval comes into the draft that is handed in again.
  return { ...say(vi.reopened(report.title)), notices, compile: [{ occurrenceId: id, tell: null }] }
}

export const itemButtons = {
  items: reviewItems,
  item: showItem,
  'item-accept': acceptItem,
  'items-accept': acceptAll,
  'item-return': askRemark,
  reopen: askReason,
}
