import type { Review } from '../../core/intake/review-draft.ts'
import { targetWords } from '../../core/intake/show-indicators.ts'
import { unitNames } from '../../core/intake/show-review.ts'
import { peopleOf, personOf, unitOf } from '../../core/plan/board.ts'
import type { Indicator } from '../../core/plan/plan.ts'
import { changesNothing, type Revision } from '../../core/plan/revise-plan.ts'
import { dueMessages, nextMoment, prepareAgenda } from '../../core/reminder/due-messages.ts'
import { dateOf } from '../../core/time.ts'
import { dueText } from '../../text/vi-deadline.ts'
import { longTime } from '../../text/vi-page.ts'
import { shortTitle } from '../../text/vi-reminder.ts'
import { followedAgain } from '../../text/vi-replaced.ts'
import * as vi from '../../text/vi-revision.ts'
import type { Talk } from '../conversation/talk.ts'
import { quotaLines } from '../delivery/quota-lines.ts'
import type { StoredPlan } from '../ports/store.ts'
import { planStatusAt } from './followed-agenda.ts'
import type { Outcome } from './outcome.ts'
import { replacedPlan } from './replaced-plan.ts'

const whatShown = 80

/** All that an admin is told before a plan becomes active: what is followed, who is asked, when it begins. */
export async function lastFacts(talk: Talk, review: Review, outcome: Outcome): Promise<vi.LastFacts> {
  const { plan, occurrences, revision } = outcome
  const { board } = talk.office
  const today = dateOf(talk.now)
  const ahead = occurrences.filter(({ due }) => due >= today)
  const asked = new Set(ahead.filter(({ stage }) => stage !== 'report').map(({ unitId }) => unitId))
  const people = board.units.filter(({ id }) => asked.has(id)).flatMap(({ id }) => peopleOf(board, id, 'focal'))
  const given = new Set(occurrences.flatMap(({ itemId }) => itemId))
  const unassigned = review.items.filter(
    ({ state, kind, lead }) => state !== 'dropped' && kind === 'task' && lead.length === 0,
  )
  const nobody = new Set(unassigned.map(({ what }) => what))
  const silent = [
    ...plan.tasks.filter(({ id, what }) => !given.has(id) && !nobody.has(what)).map(({ what }) => what),
    ...plan.duties.filter(({ id }) => !given.has(id)).map(({ title }) => title),
  ]
  const dated = ahead.filter(({ stage }) => stage === 'task' || stage === 'report')
  const first = (dated.length > 0 ? dated : ahead).slice(0, 3)
  return {
    title: shortTitle(vi.planName(plan.number, plan.title), 300),
    tasks: plan.tasks.length,
    reports: plan.duties.length,
    indicators: plan.indicators.length,
    unseen: review.items.filter(({ state }) => state === 'open').length,
    first: first.map((one) =>
      vi.firstLine(
        dueText(one.due, one.precision),
        shortTitle(one.title, whatShown),
        unitOf(board, one.unitId)?.name ?? '',
      ),
    ),
    people: [...new Set(people.map(({ name }) => name))],
    ...(await firstReminder(talk, outcome)),
    unassigned: unassigned.map(({ number }) => number),
    silent: silent.slice(0, 5).map((what) => shortTitle(what, 60)),
    changes: revision === null ? [] : [...changesIn(talk, revision, outcome.old), ...againLine(talk, outcome)],
    quota: await quotaLines(talk, plan, outcome.old?.id ?? null),
  }
}

/** The first message that the plan causes, as the sweep would send it, if nobody answers before. */
async function firstReminder(
  { records, office, now }: Talk,
  { plan, old }: Outcome,
): Promise<Pick<vi.LastFacts, 'reminder' | 'late'>> {
  const { board, calendar, ladder } = office
  // Only this plan's own reminders; those of a version before it have been sent.
  const prepared = prepareAgenda({ board, calendar, ladder, plans: [{ plan, since: now }], standings: new Map() })
  const standings = old === null ? new Map() : await records.standings()
  const sent = old === null ? new Set<string>() : await records.remindersSent()
  const at = nextMoment(prepared, standings, sent, now)
  if (at === undefined) return { reminder: null, late: 0 }
  const messages = dueMessages(prepared, standings, sent, at)
  const rungs = messages.flatMap((message) => message.rungs)
  const titles = new Set(rungs.flatMap(({ occurrenceId }) => prepared.occurrences.get(occurrenceId)?.title ?? []))
  const names = messages.map(({ personId }) => personOf(board, personId)?.name ?? personId)
  const late = new Set(rungs.filter(({ missed }) => missed).map(({ occurrenceId }) => occurrenceId)).size
  if (names.length === 0) return { reminder: null, late }
  const what = [...titles].map((title) => shortTitle(title, whatShown))
  return { reminder: { when: longTime(at), people: [...new Set(names)], what }, late }
}

const figure = (one: Indicator | null): string | null =>
  one === null ? null : targetWords({ op: one.op, value: one.target, unit: one.unit })

/** Whether a version of a plan that was closed takes it up again when it becomes active at this moment. */
export const takesUpAgain = ({ office, now }: Talk, { plan, old }: Outcome): boolean =>
  old?.status === 'over' && planStatusAt(plan, office, now).status === 'active'

const againLine = (talk: Talk, outcome: Outcome): readonly string[] =>
  takesUpAgain(talk, outcome) ? [followedAgain] : []

/** What a new version changes against the one of before, as lines. */
export function changesIn(talk: Talk, revision: Revision, old: StoredPlan | null): readonly string[] {
  const { added, moved, dropped, reassigned, figures } = revision
  const { board } = talk.office
  const closedSince = old === null ? null : replacedPlan(old).closedSince
  if (changesNothing(revision)) return [vi.noChanges(closedSince)]
  const short = <T extends { readonly what: string }>(one: T): T => ({ ...one, what: shortTitle(one.what, whatShown) })
  return [
    vi.changesHead(closedSince, added.length, moved.length, dropped.length, reassigned.length),
    ...vi.addedLines(added.map(short)),
    ...vi.movedLines(moved.map(short)),
    ...vi.droppedLines(dropped.map(short)),
    ...vi.reassignedLines(
      reassigned.map(({ what, before, after }) => ({
        what: shortTitle(what, whatShown),
        before: unitNames(board, before).join('; '),
        after: unitNames(board, after).join('; '),
      })),
    ),
    ...vi.figureLines(
      figures.map(({ name, before, after }) => ({
        name: shortTitle(name, whatShown),
        before: figure(before),
        after: figure(after),
      })),
    ),
  ]
}
