import { typedIn } from '../../core/flow/typed.ts'
import type { Reply } from '../../core/reply.ts'
import { otherPart, whatWasTyped } from '../../text/vi-refusal.ts'
import type { SessionRow } from '../ports/answers.ts'
import { type Spoken, say, type Talk } from './talk.ts'

/** Says why something cannot be kept. */
export type Refuse = (text: string, more?: Omit<Reply, 'text'>) => Spoken

/** What the person has typed in a conversation, as it is quoted; empty when nothing was. */
function quoteOf({ office }: Talk, { state }: Pick<SessionRow, 'state'>): string {
  const flow = office.flows.get(state.flow)
  if (!flow) return ''
  return whatWasTyped(typedIn(flow, state).map(({ title, text }) => ({ title: title ?? otherPart, text })))
}

/**
 * Refuses what a conversation wants to save: the reason, then what was typed, in full, so that it can be copied. The
 * Session is the one that an Effect is given: with the values that were to be saved.
 */
export function refusal(talk: Talk, session: Pick<SessionRow, 'state'>): Refuse {
  const quote = quoteOf(talk, session)
  return (text, more) => ({ ...say(quote === '' ? text : `${text}\n${quote}`, more), refused: true })
}

/** The same for a refusal that has been put into words already. */
export function quoting(talk: Talk, session: Pick<SessionRow, 'state'>, spoken: Spoken): Spoken {
  const quote = quoteOf(talk, session)
  const [first, ...rest] = spoken.replies
  if (quote === '' || first === undefined) return { ...spoken, refused: true }
  return { ...spoken, replies: [{ ...first, text: `${first.text}\n${quote}` }, ...rest], refused: true }
}
