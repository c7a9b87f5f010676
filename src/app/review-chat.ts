import { hearReview, openReview } from '../core/intake/hear-review.ts'
import { readDueWords } from '../core/intake/read-due-words.ts'
import type { Review } from '../core/intake/review-draft.ts'
import type { ReadDue, ReviewHeard, ReviewTurn } from '../core/intake/review-exchange.ts'
import { newTalk, type ReviewForm } from '../core/intake/review-talk.ts'
import type { Reply } from '../core/reply.ts'
import { type Instant, monthOf, yearOf } from '../core/time.ts'
import * as vi from '../text/vi-review.ts'
import { answerActivation, chooseReplaced, prepareActivation, setReplaced } from './activating.ts'
import type { Office } from './office.ts'
import { type OpenReview, reviewAt } from './open-review.ts'
import type { DraftRow, Records } from './ports.ts'
import { type Spoken, say, type Talk } from './talk.ts'

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

/**
 * What is said when a document has been read: its summary, which is then open; only that it is ready when the person is
 * in the middle of something else.
 */
export async function firstSummary(
  records: Records,
  office: Office,
  row: DraftRow,
  form: ReviewForm,
  now: Instant,
): Promise<readonly Reply[]> {
  const open = await reviewAt(records, office, row, form)
  if (open === undefined) return []
  const others = (await records.openDrafts(row.personId)).some((one) => one.id !== row.id && one.talk?.open === true)
  if (others || (await records.activeSession(row.personId)) !== undefined) {
    const choice = { label: vi.openReviewLabel, value: `review:${row.id}:list` }
    return [{ text: vi.reviewReady(row.file.name), ...(form.buttons ? { choices: [choice] } : {}) }]
  }
  const turn = openReview(open.review, row.talk ?? newTalk, open.ground)
  await records.updateDraft(row.id, { talk: turn.talk, updatedAt: now })
  return turn.replies
}

/** `/nhap`: goes on with what waits, or asks for a file. */
export async function openReviews(talk: Talk): Promise<Spoken> {
  const drafts = await talk.records.openDrafts(talk.person.id)
  const waiting = drafts.filter(({ status }) => status === 'review')
  const reading = drafts.filter(({ status }) => status === 'reading').map(({ file }) => file.name)
  await talk.records.setFact(awaitsDocument(talk.person.id), String(talk.now))
  const asked = [...(reading.length > 0 ? [vi.stillReading(reading)] : []), vi.sendDocument].join('\n')
  const [only] = waiting
  if (only === undefined) return say(asked)
  if (waiting.length === 1) return resumeReview(talk, only)
  // Numbers typed at this list belong to it and not to the review that was open.
  await leaveReviews(talk.records, talk.person.id, talk.now)
  const choices = waiting.map(({ id, file }) => ({ label: file.name, value: `review:${id}:list` }))
  const lines = talk.form.buttons ? [] : choices.map(({ label }, index) => vi.numberedLine(index + 1, label))
  return say([vi.chooseDraft, ...lines].join('\n'), { choices })
}

/** A person who typed `/nhap` means the next file, even in the middle of a question. */
export const awaitsDocument = (personId: string): string => `awaits-document|${personId}`

/** Opens a review (again) at its first page; a question that stands is left. */
async function resumeReview(talk: Talk, row: DraftRow): Promise<Spoken> {
  await leaveSession(talk)
  const open = await reviewAt(talk.records, talk.office, row, talk.form)
  if (open === undefined) return say(vi.noSuchDraft)
  return keepTurn(talk, open, openReview(open.review, row.talk ?? newTalk, open.ground))
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

/** A plan from August to July speaks of a school year: its months 8–12 are the first year's, 1–7 the second's. */
function schoolYearOf(period: Review['period']): { readonly from: number; readonly to: number } | null {
  if (period === null || monthOf(period.from) !== 8 || monthOf(period.to) !== 7) return null
  const from = yearOf(period.from)
  return yearOf(period.to) === from + 1 ? { from, to: from + 1 } : null
}

const readDue =
  (review: Review): ReadDue =>
  (words) =>
    readDueWords(words, {
      period: review.period,
      issuedOn: review.draft.plan.issuedOn,
      schoolYear: schoolYearOf(review.period),
    })?.rule

/** One exchange of a review, and what it causes. */
export async function hearDraft(talk: Talk, row: DraftRow, heard: ReviewHeard): Promise<Spoken> {
  if (!talk.person.roles.includes('admin')) return say(vi.noSuchDraft)
  const open = await reviewAt(talk.records, talk.office, row, talk.form)
  if (open === undefined) return say(vi.noSuchDraft)
  const turn = hearReview(open.review, row.talk ?? newTalk, heard, open.ground, readDue(open.review))
  return keepTurn(talk, open, turn)
}

/** Keeps what a turn has changed and does what it wishes. */
async function keepTurn(talk: Talk, open: OpenReview, turn: ReviewTurn): Promise<Spoken> {
  const { records, now } = talk
  const { row } = open
  const kept: DraftRow = { ...row, decisions: turn.decisions, talk: turn.talk, updatedAt: now }
  await records.updateDraft(row.id, { decisions: turn.decisions, talk: turn.talk, updatedAt: now })
  const after = turn.wish === null ? { replies: [] } : await fulfil(talk, kept, turn.wish)
  return { ...after, replies: [...turn.replies, ...after.replies] }
}

async function fulfil(talk: Talk, row: DraftRow, wish: NonNullable<ReviewTurn['wish']>): Promise<Spoken> {
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
