import { foldVietnamese } from '../../core/fold.ts'
import { hearReview, openReview, resumeReview } from '../../core/intake/hear-review.ts'
import { reviewOf } from '../../core/intake/review-draft.ts'
import type { ReviewHeard, ReviewTurn } from '../../core/intake/review-exchange.ts'
import { newTalk } from '../../core/intake/review-talk.ts'
import type { Instant } from '../../core/time.ts'
import { nowReplaces } from '../../text/vi-correct.ts'
import * as vi from '../../text/vi-review.ts'
import { type Spoken, say, type Talk } from '../conversation/talk.ts'
import type { DraftRow } from '../ports/plan-drafts.ts'
import type { Records } from '../ports/store.ts'
import { answerActivation, chooseReplaced, prepareActivation, setReplaced } from './activating.ts'
import { type OpenReview, reviewAt } from './open-review.ts'
import { followedAs, replacedPlan } from './replaced-plan.ts'

/** The review that gets what a person types: at most one is open at a time, and none while a question stands. */
export async function activeReview(talk: Talk): Promise<DraftRow | undefined> {
  const drafts = await talk.records.openDrafts(talk.person.id)
  return drafts.find(({ status, talk: state }) => status === 'review' && state?.open === true)
}

/** Another conversation begins: what is typed now belongs to that one. Everything decided so far is kept. */
export async function leaveReviews(records: Records, personId: string, now: Instant): Promise<void> {
  for (const row of await records.openDrafts(personId))
    if (row.talk?.open) await records.updateDraft(row.id, { talk: { ...row.talk, open: false }, updatedAt: now })
}

/** `/nhap`: goes on with what waits, or asks for a file. */
export async function openReviews(talk: Talk): Promise<Spoken> {
  const drafts = await talk.records.openDrafts(talk.person.id)
  const waiting = drafts.filter(({ status }) => status === 'review')
  const reading = drafts.filter(({ status }) => status === 'reading').map(({ file }) => file.name)
  await talk.records.setFact(awaitsDocument(talk.person.id), String(talk.now))
  const asked = [...(reading.length > 0 ? [vi.stillReading(reading)] : []), vi.sendDocument].join('\n')
  const [only] = waiting
  if (only === undefined) return say(asked, { wantsFile: 'plan' })
  if (waiting.length === 1) return goOnWith(talk, only)
  // Numbers typed at this list belong to it and not to the review that was open.
  await leaveReviews(talk.records, talk.person.id, talk.now)
  const choices = waiting.map(({ id, file }) => ({ label: file.name, value: `review:${id}:list` }))
  const lines = talk.form.buttons ? [] : choices.map(({ label }, index) => vi.numberedLine(index + 1, label))
  return say([vi.chooseDraft, ...lines].join('\n'), { choices })
}

/** A person who typed `/nhap` means the next file, even in the middle of a question. */
export const awaitsDocument = (personId: string): string => `awaits-document|${personId}`

/** Goes on with a review where it was left; a question that stands is left. */
async function goOnWith(talk: Talk, row: DraftRow): Promise<Spoken> {
  await leaveSession(talk)
  await leaveReviews(talk.records, talk.person.id, talk.now)
  const open = await reviewAt(talk.records, talk.office, row, talk.form)
  if (open === undefined) return say(vi.noSuchDraft)
  const begun = row.decisions.length > 0 || (row.talk?.turn ?? 0) > 1
  const turn = begun ? resumeReview : openReview
  return keepTurn(talk, open, turn(open.review, row.talk ?? newTalk, open.ground))
}

/** "Xem lại", "tiếp tục" with no question and no review open: the review that was left; undefined when there is none. */
export async function returnToReview(talk: Talk, text: string): Promise<Spoken | undefined> {
  if (!/^(?:xem lai|tiep tuc|lam tiep|duyet tiep)$/.test(foldVietnamese(text).replace(/[.!]+$/, ''))) return undefined
  if (!talk.person.roles.includes('admin') || (await activeReview(talk)) !== undefined) return undefined
  const drafts = await talk.records.openDrafts(talk.person.id)
  return drafts.some(({ status }) => status === 'review') ? openReviews(talk) : undefined
}

async function leaveSession(talk: Talk): Promise<void> {
  const active = await talk.records.activeSession(talk.person.id)
  if (active)
    await talk.records.updateSession(active.id, {
      status: active.state.halfWritten ? 'parked' : 'done',
      updatedAt: talk.now,
    })
}

/** A button of a review: `id:verb`. Somebody else's draft is answered as if it did not exist. */
export async function pressReview(talk: Talk, value: string): Promise<Spoken> {
  const colon = value.indexOf(':')
  const id = value.slice(0, colon)
  const row = /^\d{1,15}$/.test(id) ? await talk.records.draft(Number(id)) : undefined
  if (row === undefined || row.personId !== talk.person.id || row.status !== 'review') return say(vi.noSuchDraft)
  if (!row.talk?.open) {
    await leaveReviews(talk.records, talk.person.id, talk.now)
    await leaveSession(talk)
  }
  return hearDraft(talk, row, { kind: 'press', verb: value.slice(colon + 1) })
}

/** One exchange of a review, and what it causes. */
export async function hearDraft(talk: Talk, row: DraftRow, heard: ReviewHeard): Promise<Spoken> {
  if (!talk.person.roles.includes('admin')) return say(vi.noSuchDraft)
  const open = await reviewAt(talk.records, talk.office, row, talk.form)
  if (open === undefined) return say(vi.noSuchDraft)
  const turn = hearReview(open.review, row.talk ?? newTalk, heard, open.ground)
  return keepTurn(talk, open, turn)
}

/** Keeps what a turn has changed and does what it wishes. */
async function keepTurn(talk: Talk, open: OpenReview, turn: ReviewTurn): Promise<Spoken> {
  const { records, now } = talk
  const { row } = open
  const kept: DraftRow = { ...row, decisions: turn.decisions, talk: turn.talk, updatedAt: now }
  await records.updateDraft(row.id, { decisions: turn.decisions, talk: turn.talk, updatedAt: now })
  const replaced = await replacedByHead(talk, open, kept)
  const after = turn.wish === null ? { replies: [] } : await fulfil(talk, kept, turn.wish)
  return { ...after, replies: [...turn.replies, ...replaced, ...after.replies] }
}

/** A head that was put right may name a plan that is followed already. */
async function replacedByHead(talk: Talk, { row, review }: OpenReview, kept: DraftRow): Promise<Spoken['replies']> {
  const { head } = reviewOf(review.draft, kept.decisions, talk.office.board)
  if (row.replaces !== null || (head.number === review.head.number && head.title === review.head.title)) return []
  const found = followedAs(head, await talk.records.plans())
  if (found === undefined) return []
  await talk.records.updateDraft(row.id, { replaces: found.id, updatedAt: talk.now })
  return say(nowReplaces(replacedPlan(found))).replies
}

async function fulfil(talk: Talk, kept: DraftRow, wish: NonNullable<ReviewTurn['wish']>): Promise<Spoken> {
  const row = (await talk.records.draft(kept.id)) ?? kept
  const open = await reviewAt(talk.records, talk.office, row, talk.form)
  if (open === undefined) return say(vi.noSuchDraft)
  switch (wish.kind) {
    case 'park':
      return { replies: [] }
    case 'drop':
      return dropDraft(talk, row)
    case 'prepare':
      return prepareActivation(talk, open, {})
    case 'answer':
      return answerActivation(talk, open, wish.ask, wish.heard)
    case 'choose-replaced':
      return chooseReplaced(talk, open)
    case 'replaces-none':
      return setReplaced(talk, open, null)
  }
}

async function dropDraft(talk: Talk, row: DraftRow): Promise<Spoken> {
  const { records, person, now } = talk
  const change = { status: 'dropped', text: null, draft: null, decisions: [], talk: null, updatedAt: now } as const
  await records.updateDraft(row.id, change, 'review')
  await records.audit({
    at: now,
    actor: person.id,
    action: 'draft.dropped',
    subject: `draft:${row.id}`,
    detail: { sha256: row.file.sha256 },
  })
  return { replies: [] }
}
