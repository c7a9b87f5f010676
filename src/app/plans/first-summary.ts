import { carriedOver } from '../../core/intake/carry-over.ts'
import type { Decision } from '../../core/intake/decision.ts'
import { openReview } from '../../core/intake/hear-review.ts'
import { missingOf } from '../../core/intake/review-draft.ts'
import { newTalk, type ReviewForm } from '../../core/intake/review-talk.ts'
import { changesNothing } from '../../core/plan/revise-plan.ts'
import type { Reply } from '../../core/reply.ts'
import { dateOf, type Instant } from '../../core/time.ts'
import { activateLabel } from '../../text/vi-plans.ts'
import { shortTitle } from '../../text/vi-reminder.ts'
import * as vi from '../../text/vi-review.ts'
import {
  alreadyInReview,
  carriedOver as carriedText,
  planName,
  sameAsClosed,
  sameAsFollowed,
} from '../../text/vi-revision.ts'
import type { Office } from '../office.ts'
import type { DraftRow } from '../ports/plan-drafts.ts'
import type { Records } from '../ports/store.ts'
import { planStatusAt } from './followed-agenda.ts'
import { reviewAt } from './open-review.ts'
import { outcomeOf } from './outcome.ts'

/**
 * What is said when a document has been read: its summary, which is then open; only that it is ready when the person is
 * in the middle of something else. The same file as one in review is not taken a second time; what changes nothing of
 * the followed plan says so.
 */
export async function firstSummary(
  records: Records,
  office: Office,
  row: DraftRow,
  form: ReviewForm,
  now: Instant,
): Promise<readonly Reply[]> {
  const others = (await records.openDrafts(row.personId)).filter(({ id }) => id !== row.id)
  const twin = others.find(({ status, file }) => status === 'review' && file.sha256 === row.file.sha256)
  if (twin !== undefined) return leaveToTwin(records, row, twin, form, now)
  const { draft, carried } = await withEarlier(records, office, row, now)
  const open = await reviewAt(records, office, draft, form)
  if (open === undefined) return []
  const choice = { label: vi.openReviewLabel, value: `review:${row.id}:list` }
  const offered = form.buttons ? { choices: [choice] } : {}
  if (draft.replaces !== null && missingOf(open.review).length === 0) {
    const { revision, old } = await outcomeOf(records, office, open)
    if (revision !== null && old !== null && changesNothing(revision)) {
      const name = shortTitle(planName(old.plan.number, old.plan.title), 200)
      if (old.status === 'active') return [{ text: sameAsFollowed(name, old.version, form.buttons), ...offered }]
      const may = planStatusAt(old.plan, office, now).status === 'active'
      const again = may ? [{ label: activateLabel, value: `plan-activate:${old.id}` }] : []
      const choices = form.buttons ? { choices: [...again, choice] } : {}
      return [{ text: sameAsClosed(name, dateOf(old.since), may, form.buttons), ...choices }]
    }
  }
  const busy = others.some(({ talk }) => talk?.open === true) || (await records.activeSession(row.personId))
  if (busy) return [{ text: vi.reviewReady(row.file.name), ...offered }]
  const turn = openReview(open.review, draft.talk ?? newTalk, open.ground, carried)
  await records.updateDraft(row.id, { talk: turn.talk, updatedAt: now })
  return turn.replies
}

/** The same bytes are being reviewed: nothing is read twice, and nothing that was decided is lost. */
async function leaveToTwin(
  records: Records,
  row: DraftRow,
  twin: DraftRow,
  form: ReviewForm,
  now: Instant,
): Promise<readonly Reply[]> {
  const change = { status: 'dropped', text: null, draft: null, decisions: [], talk: null, updatedAt: now } as const
  await records.updateDraft(row.id, change, 'review')
  const choice = { label: vi.openReviewLabel, value: `review:${twin.id}:continue` }
  return [{ text: alreadyInReview(row.file.name), ...(form.buttons ? { choices: [choice] } : {}) }]
}

/** The draft with what an earlier review of the same plan has decided about it, and what is said of that. */
async function withEarlier(
  records: Records,
  office: Office,
  row: DraftRow,
  now: Instant,
): Promise<{ readonly draft: DraftRow; readonly carried: readonly string[] }> {
  const earlier = row.replaces === null ? undefined : await records.lastDraftOf(row.replaces)
  if (earlier === undefined || earlier.draft === null || row.draft === null) return { draft: row, carried: [] }
  const { decisions, kept, corrected } = carriedOver(
    { draft: earlier.draft, decisions: earlier.decisions },
    row.draft,
    office.board,
  )
  if (decisions.length === 0) return { draft: row, carried: [] }
  const step: Decision = { kind: 'several', from: 'earlier', decisions }
  await records.updateDraft(row.id, { decisions: [step], updatedAt: now })
  return { draft: { ...row, decisions: [step] }, carried: [carriedText(kept, corrected)] }
}
