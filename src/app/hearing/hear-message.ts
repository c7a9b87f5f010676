import type { Heard } from '../../core/flow/session.ts'
import type { Reply } from '../../core/reply.ts'
import * as vi from '../../text/vi.ts'
import { answerIn, resume } from '../conversation/answering.ts'
import { hearFile } from '../conversation/receiving.ts'
import { type Spoken, say, type Talk } from '../conversation/talk.ts'
import { numberOf, pickFromList, pickNumber } from '../conversation/typed-number.ts'
import type { InviteWays } from '../people/inviting.ts'
import { refusedFileText } from '../plans/refused-file.ts'
import { activeReview, hearDraft } from '../plans/review-chat.ts'
import type { SessionRow } from '../ports/answers.ts'
import type { Files } from '../ports/files.ts'
import type { InboxRow } from '../ports/messages.ts'
import { choose, command } from './commands.ts'

/** What is said to a message of somebody who has agreed: to a command, an answer, a number, a button, a file. */
export async function hearMessage(
  talk: Talk,
  row: InboxRow,
  { inviteWays, files }: { readonly inviteWays: InviteWays; readonly files: Files },
): Promise<Spoken> {
  const { heard } = row
  const session = await talk.records.activeSession(talk.person.id)
  switch (heard.kind) {
    case 'refused-file': {
      const admin = talk.person.roles.includes('admin')
      const told = say(refusedFileText(heard), heard.why === 'not-carried' ? otherWay(talk, session) : {})
      if (!session && admin && heard.why !== 'wordless')
        await talk.records.audit({
          at: talk.now,
          actor: talk.person.id,
          action: 'document.refused',
          subject: `inbox:${row.id}`,
          detail: { reason: heard.why },
        })
      if (!session) return told
      // The question stands again below the refusal, with its buttons.
      return { replies: [...told.replies, ...(await resume(talk, session)).replies] }
    }
    case 'file':
      return hearFile(talk, row, session, files)
    case 'choice': {
      const from = await talk.records.outbox(heard.outboxId)
      // Somebody else's message is answered as if it did not exist.
      const value = from?.personId === talk.person.id ? from.reply.choices?.[heard.index]?.value : undefined
      return value === undefined ? say(vi.staleButton) : choose(talk, value, inviteWays)
    }
    case 'text': {
      const asCommand = await command(talk, heard.text, inviteWays)
      if (asCommand) return asCommand
      const number = numberOf(heard.text)
      const listed = number === undefined ? undefined : await pickFromList(talk, row.id, number)
      const review = session ? undefined : await activeReview(talk)
      // In an open review a number is an item's, whatever buttons stand under its last message.
      if (listed !== undefined && !(review && listed.startsWith('review:'))) return choose(talk, listed, inviteWays)
      if (review) return hearDraft(talk, review, textOf(heard.text))
      if (session) return answerIn(talk, session, textOf(heard.text))
      const value = number === undefined ? undefined : await pickNumber(talk, number)
      return value === undefined ? say(vi.notUnderstood) : choose(talk, value, inviteWays)
    }
    case 'left':
    case 'group':
      return { replies: [] }
  }
}

/** Whoever sent what the channel cannot carry has a document at hand: the wish for it brings a link, where it is of use. */
function otherWay({ office, person }: Talk, session: SessionRow | undefined): Pick<Reply, 'wantsFile' | 'filesFor'> {
  if (session === undefined) return person.roles.includes('admin') ? { wantsFile: 'plan' } : {}
  const { flow, at } = session.state
  const blocks = office.flows.get(flow)?.blocks ?? {}
  // The question for files, which is asked again, has the link itself.
  const asks = at !== null && blocks[at]?.kind === 'files'
  if (asks || at === null || !Object.values(blocks).some(({ kind }) => kind === 'files')) return {}
  return { wantsFile: 'evidence', filesFor: { sessionId: session.id, block: at } }
}

const textOf = (text: string): Extract<Heard, { kind: 'text' }> => ({ kind: 'text', text })
