import { matterLabel } from '../../text/vi-reminder.ts'
import * as words from '../../text/vi-work.ts'
import { activeReview, leaveReviews } from '../plans/review-chat.ts'
import { draftName } from '../work/work-notes.ts'
import { type Spoken, say, type Talk } from './talk.ts'

/** `/huy`: ends or parks whatever is open, and says what happens with what was typed. */
export async function endWhateverIsOpen(talk: Talk): Promise<Spoken> {
  const { records, person, now } = talk
  const session = await records.activeSession(person.id)
  if (session === undefined) {
    const reviewing = (await activeReview(talk)) !== undefined
    await leaveReviews(records, person.id, now)
    return say(reviewing ? words.reviewLeft : words.nothingToEnd)
  }
  const { halfWritten } = session.state
  await records.updateSession(session.id, { status: halfWritten ? 'parked' : 'done', updatedAt: now })
  const name = matterLabel(draftName(session))
  return say(halfWritten ? words.parkedMatter(name) : words.droppedMatter(name))
}
