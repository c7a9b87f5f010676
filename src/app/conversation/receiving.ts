import { foldVietnamese } from '../../core/fold.ts'
import * as vi from '../../text/vi.ts'
import { onlyAdminsImport, receiving } from '../../text/vi-review.ts'
import { awaitsDocument } from '../plans/review-chat.ts'
import type { SessionRow } from '../ports/answers.ts'
import type { Files } from '../ports/files.ts'
import type { InboxRow } from '../ports/messages.ts'
import { answerIn } from './answering.ts'
import { type Spoken, say, type Talk } from './talk.ts'

/** So long the next file is a plan after `/nhap`. */
const awaitMs = 60 * 60 * 1000

const saysImport = (caption: string): boolean => /^(?:\/nhap|nhap ke hoach)\b/.test(foldVietnamese(caption))

/** Whether this file is meant as a plan although a question stands: its caption says so, or `/nhap` came before. */
async function isMeantAsPlan(talk: Talk, caption: string): Promise<boolean> {
  if (saysImport(caption)) return true
  const asked = Number((await talk.records.fact(awaitsDocument(talk.person.id))) ?? Number.NaN)
  return talk.now - asked <= awaitMs
}

/**
 * A file: evidence for the question that stands, else, from an admin, a document to be read as a plan. Only evidence is
 * kept at once; a document waits apart until its reading has accepted it.
 */
export async function hearFile(
  talk: Talk,
  row: InboxRow,
  session: SessionRow | undefined,
  files: Files,
): Promise<Spoken> {
  const { heard } = row
  if (heard.kind !== 'file') return { replies: [] }
  const admin = talk.person.roles.includes('admin')
  const asPlan =
    session === undefined ? admin || saysImport(heard.caption) : admin && (await isMeantAsPlan(talk, heard.caption))
  if (!asPlan) {
    if (session === undefined) return say(vi.fileWithoutQuestion)
    await files.admit(heard.file.sha256)
    return answerIn(talk, session, heard)
  }
  if (!admin) return say(onlyAdminsImport)
  const { channel, address, id: inboxId } = row
  await talk.records.addDraft({ personId: talk.person.id, channel, address, inboxId, file: heard.file }, talk.now)
  await talk.records.setFact(awaitsDocument(talk.person.id), '')
  await talk.records.audit({
    at: talk.now,
    actor: talk.person.id,
    action: 'document.received',
    subject: `inbox:${inboxId}`,
    detail: { size: heard.file.size },
  })
  return { ...say(receiving(heard.file.name)), received: true }
}
