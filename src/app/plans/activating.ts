import { correctionsOf } from '../../core/intake/corrections.ts'
import { yesOrNo } from '../../core/intake/hear-review.ts'
import { missingOf } from '../../core/intake/review-draft.ts'
import type { ReviewHeard } from '../../core/intake/review-exchange.ts'
import { nextOffers, type Offer } from '../../core/intake/review-offers.ts'
import type { Bases, ReviewAsk, ReviewTalk } from '../../core/intake/review-talk.ts'
import { newTalk } from '../../core/intake/review-talk.ts'
import { offering } from '../../core/intake/show-review.ts'
import { shortTitle } from '../../text/vi-reminder.ts'
import { activatedAgain } from '../../text/vi-replaced.ts'
import { labels, notUnderstood } from '../../text/vi-review.ts'
import * as vi from '../../text/vi-revision.ts'
import { type Spoken, say, type Talk } from '../conversation/talk.ts'
import type { StoredPlan } from '../ports/store.ts'
import { keepClosed } from './closed-plans.ts'
import { planStatusAt, plansAlone } from './followed-agenda.ts'
import { changesIn, lastFacts, takesUpAgain } from './last-check.ts'
import type { OpenReview } from './open-review.ts'
import { type Outcome, outcomeOf } from './outcome.ts'
import { replacedPlan } from './replaced-plan.ts'
import { revisionNotices } from './revision-notices.ts'

async function stand(talk: Talk, { row }: OpenReview, change: Partial<ReviewTalk>): Promise<ReviewTalk> {
  const before = row.talk ?? newTalk
  const next: ReviewTalk = { ...before, ...change, turn: before.turn + 1 }
  await talk.records.updateDraft(row.id, { talk: next, updatedAt: talk.now })
  return next
}

/**
 * Shows what would become active and asks; before that, on what ground deadlines are moved. `given` are the grounds
 * that are known already.
 */
export async function prepareActivation(talk: Talk, open: OpenReview, given: Bases): Promise<Spoken> {
  const missing = missingOf(open.review)
  if (missing.length > 0) return say(vi.missing(missing))
  const outcome = await outcomeOf(talk.records, talk.office, open)
  const groundless = (outcome.revision?.moved ?? []).filter(({ id }) => given[id] === undefined)
  if (groundless.length > 0) return askBasis(talk, open, outcome, given, false)
  const { turn } = await stand(talk, open, { ask: { kind: 'activate', given } })
  const offers: readonly Offer[] = [
    { label: labels.sureActivate, verb: `sure:${turn}` },
    { label: labels.back, verb: `again:${turn}` },
  ]
  return { replies: [offering(open.ground, vi.lastSummary(await lastFacts(talk, open.review, outcome)), offers)] }
}

async function askBasis(
  talk: Talk,
  open: OpenReview,
  { revision, old }: Outcome,
  given: Bases,
  each: boolean,
): Promise<Spoken> {
  const left = (revision?.moved ?? []).filter(({ id }) => given[id] === undefined)
  const { turn } = await stand(talk, open, { ask: { kind: 'basis', left: left.map(({ id }) => id), given, each } })
  const [first] = left
  if (each && first !== undefined) return say(vi.askBasisOf(shortTitle(first.what, 120), first.before, first.after))
  const changes = revision === null ? [] : changesIn(talk, revision, old)
  const text = [...changes, vi.askBasis(left.length)].join('\n')
  const offers = left.length > 1 ? [{ label: vi.oneByOneLabel, verb: `pick:${turn}:each` }] : []
  return { replies: [offering(open.ground, text, offers, false)] }
}

/** Takes the answer to what this file has asked. */
export async function answerActivation(
  talk: Talk,
  open: OpenReview,
  ask: ReviewAsk,
  heard: ReviewHeard,
): Promise<Spoken> {
  if (ask.kind === 'basis') return takeBasis(talk, open, ask, heard)
  if (ask.kind === 'replaces') return takeReplaced(talk, open, heard)
  if (ask.kind !== 'activate') return say(notUnderstood)
  const sure = heard.kind === 'press' ? heard.verb === 'sure' : yesOrNo(heard.text)
  if (sure === undefined) return say(notUnderstood)
  if (sure) return activate(talk, open, ask.given)
  await stand(talk, open, { ask: null })
  return { replies: [offering(open.ground, vi.stillAllowed, nextOffers(open.review), false)] }
}

const shortestBasis = 6
const longestBasis = 500

async function takeBasis(
  talk: Talk,
  open: OpenReview,
  ask: Extract<ReviewAsk, { kind: 'basis' }>,
  heard: ReviewHeard,
): Promise<Spoken> {
  const outcome = await outcomeOf(talk.records, talk.office, open)
  const wantsEach =
    heard.kind === 'press' ? heard.verb === 'pick:each' : /^từng mục$|^tung muc$/i.test(heard.text.trim())
  if (wantsEach) return askBasis(talk, open, outcome, ask.given, true)
  const basis =
    heard.kind === 'text'
      ? heard.text
          .replace(/\s+/g, ' ')
          .trim()
          .replace(/[.;]+$/, '')
      : ''
  if (basis.length < shortestBasis || basis.length > longestBasis) return say(vi.basisNeeded)
  const covered = ask.each ? ask.left.slice(0, 1) : ask.left
  const given: Bases = { ...ask.given, ...Object.fromEntries(covered.map((id) => [id, basis])) }
  const left = (outcome.revision?.moved ?? []).filter(({ id }) => given[id] === undefined)
  return left.length > 0 ? askBasis(talk, open, outcome, given, ask.each) : prepareActivation(talk, open, given)
}

/** Asks which followed plan a document replaces. */
export async function chooseReplaced(talk: Talk, open: OpenReview): Promise<Spoken> {
  const plans = await talk.records.plans()
  if (plans.length === 0) return say(vi.nothingFollowed)
  const { turn } = await stand(talk, open, { ask: { kind: 'replaces' } })
  const offers = [
    ...plans.map(({ id, plan, status }) => {
      const name = shortTitle(vi.planName(plan.number, plan.title), 60)
      return { label: status === 'active' ? name : vi.closedPlanLabel(name), verb: `pick:${turn}:${id}` }
    }),
    { label: vi.replacesNone, verb: `pick:${turn}:` },
  ]
  return { replies: [offering(open.ground, vi.chooseReplaced, offers)] }
}

async function takeReplaced(talk: Talk, open: OpenReview, heard: ReviewHeard): Promise<Spoken> {
  const plans = await talk.records.plans()
  if (heard.kind === 'press') {
    const id = heard.verb.slice('pick:'.length)
    if (id === '') return setReplaced(talk, open, null)
    const chosen = plans.find((one) => one.id === id)
    return chosen === undefined ? say(notUnderstood) : setReplaced(talk, open, chosen)
  }
  const number = /^\s*(\d{1,3})[.)]?\s*$/.exec(heard.text)?.[1]
  const chosen = number === undefined ? undefined : plans[Number(number) - 1]
  if (chosen !== undefined) return setReplaced(talk, open, chosen)
  return Number(number) === plans.length + 1 ? setReplaced(talk, open, null) : say(notUnderstood)
}

/** Says which followed plan a document replaces; null: none. */
export async function setReplaced(talk: Talk, open: OpenReview, plan: StoredPlan | null): Promise<Spoken> {
  await talk.records.updateDraft(open.row.id, { replaces: plan?.id ?? null, updatedAt: talk.now })
  await stand(talk, open, { ask: null })
  return say(vi.replacesSet(plan === null ? null : replacedPlan(plan)))
}

/**
 * Makes a confirmed review active in the transaction of the message that confirmed it: the Plan and its Occurrences as
 * any other plan's, what the reviewer corrected, the ledger, and a notice to those whom a new version concerns.
 */
async function activate(talk: Talk, open: OpenReview, given: Bases): Promise<Spoken> {
  const { records, office, person, now } = talk
  const { row, review } = open
  await records.serialise([plansAlone])
  const outcome = await outcomeOf(talk.records, talk.office, open)
  const { plan, occurrences, revision } = outcome
  // The followed plan may have changed since the question was asked.
  if (missingOf(review).length > 0 || (revision?.moved ?? []).some(({ id }) => given[id] === undefined))
    return prepareActivation(talk, open, given)
  const { status } = planStatusAt(plan, office, now)
  const before = revision === null ? [] : await records.occurrences()
  await records.putPlan(plan, status, now, occurrences)
  const again = takesUpAgain(talk, outcome)
  // Also where the version says what the closed one said: then nothing was put. It is followed from now on.
  if (again) await records.setPlanStatus(plan.id, status, now)
  // A version that an admin makes active is followed, though an earlier one was closed in chat.
  await keepClosed(records, plan.id, false)
  const version = (await records.plans()).find(({ id }) => id === plan.id)?.version ?? 1
  const change = { status: 'active', planId: plan.id, version, talk: null, updatedAt: now } as const
  await records.updateDraft(row.id, change, 'review')
  await records.addCorrections(row.id, person.id, now, correctionsOf(review))
  await records.audit({
    at: now,
    actor: person.id,
    action: 'plan.imported',
    subject: plan.id,
    detail: {
      version,
      status,
      sha256: row.file.sha256,
      tasks: plan.tasks.length,
      duties: plan.duties.length,
      indicators: plan.indicators.length,
    },
  })
  for (const { id, before: from, after: to } of revision?.moved ?? [])
    await records.audit({
      at: now,
      actor: person.id,
      action: 'deadline.moved',
      subject: `${plan.id}/${id}`,
      detail: { from, to, basis: given[id] ?? null, version },
    })
  const standings = await records.standings()
  const notices =
    revision === null ? [] : revisionNotices({ office, plan, revision, bases: given, version, before, standings })
  return {
    ...say((again ? activatedAgain : vi.activated)(shortTitle(vi.planName(plan.number, plan.title), 300), version)),
    notices: notices.filter(({ personId }) => personId !== person.id),
  }
}
