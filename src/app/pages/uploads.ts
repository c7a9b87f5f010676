import { personOf, unitOf } from '../../core/plan/board.ts'
import type { FileRef } from '../../core/reply.ts'
import type { Instant } from '../../core/time.ts'
import type { Office } from '../office.ts'
import { awaitsDocument } from '../plans/review-chat.ts'
import type { SessionRow } from '../ports/answers.ts'
import type { Clock } from '../ports/clock.ts'
import type { Files } from '../ports/files.ts'
import type { Inbound } from '../ports/messages.ts'
import type { Records, Store } from '../ports/store.ts'
import { hashToken, type LinkOf, openLink, spendLink } from './links.ts'

type Heard = Inbound['heard']
export type RefusedFile = Extract<Heard, { kind: 'refused-file' }>

/** What a page behind an upload link shows. */
export interface UploadView {
  readonly person: string
  readonly unit: string
  /** What the files are evidence for; null: one file, a plan to be imported. */
  readonly matter: string | null
  readonly expiresAt: Instant
  /** What has come by this link, oldest first. */
  readonly received: readonly { readonly name: string; readonly size: number }[]
}

/**
 * What became of a file: `taken` as if the person had sent it in the chat, or refused and nothing of it kept. `view` is
 * the page after it, undefined when the link is used up.
 */
export type HandedIn =
  | { readonly taken: FileRef; readonly view: UploadView | undefined }
  | { readonly refused: RefusedFile }

/**
 * Files that come in by a link instead of through the chat. A token that is unknown, expired, used up, of somebody who
 * has left, or of a question that has been answered gives undefined: from outside they look the same.
 */
export interface Uploads {
  /** Changes nothing: a chat program's preview may ask too. */
  view(token: string): Promise<UploadView | undefined>
  handIn(token: string, name: string, bytes: Uint8Array): Promise<HandedIn | undefined>
  /** No more files will come: ends the link, and the question for files if that is the one that still stands. */
  end(token: string): Promise<UploadView | undefined>
}

interface Valid {
  readonly link: LinkOf<'upload'>
  readonly session: SessionRow | undefined
  readonly view: UploadView
}

/** More of its messages than one link can bring. */
const looksBack = 200

export function createUploads(parts: {
  readonly store: Store
  readonly files: Files
  readonly office: Office
  readonly clock: Clock
  /** Checks a file by name, size and content, and holds it. */
  readonly receive: (name: string, bytes: Uint8Array) => Promise<Heard>
  /** Stores what was heard, in the transaction of the link. */
  readonly heard: (records: Records, inbound: Inbound, now: Instant) => Promise<boolean>
  /** Something was heard. */
  readonly wake: () => void
}): Uploads {
  const { store, files, office, clock } = parts

  const messageId = (link: LinkOf<'upload'>, what: string | number): string =>
    `upload:${link.tokenHash.slice(0, 32)}:${what}`

  /** Whether the link still leads anywhere, seen from the records. */
  const valid = async (records: Records, link: LinkOf<'upload'> | undefined): Promise<Valid | undefined> => {
    const person = link?.personId == null ? undefined : personOf(office.board, link.personId)
    if (link === undefined || person === undefined) return undefined
    const { channel, address, question } = link.body
    const account = await records.accountAt(channel, address)
    if (account?.status !== 'active' || account.personId !== person.id) return undefined
    const session = question === null ? undefined : await records.activeSession(person.id)
    if (question === null ? !person.roles.includes('admin') : session?.id !== question.sessionId) return undefined
    const matter = session?.occurrenceId == null ? undefined : await records.occurrence(session.occurrenceId)
    const mine = messageId(link, '')
    const rows = (await records.inboxFrom(person.id, looksBack)).filter((row) => row.messageId.startsWith(mine))
    const view = {
      person: person.name,
      unit: unitOf(office.board, person.unitId)?.name ?? '',
      matter: question === null ? null : (matter?.title ?? ''),
      expiresAt: link.expiresAt,
      received: rows.flatMap(({ heard }) =>
        heard.kind === 'file' ? [{ name: heard.file.name, size: heard.file.size }] : [],
      ),
    }
    return { link, session, view }
  }

  const opened = async (records: Records, token: string): Promise<Valid | undefined> =>
    valid(records, await openLink(records, 'upload', token, clock.now()))

  /** Spends a use and stores the message, or neither. */
  const enter = (token: string, file: Extract<Heard, { kind: 'file' }>): Promise<HandedIn | undefined> =>
    store.write(async (records) => {
      const now = clock.now()
      if ((await opened(records, token)) === undefined) return undefined
      const link = await spendLink(records, 'upload', token, now)
      if (link?.personId == null) return undefined
      const { channel, address, question } = link.body
      // What comes for a question is its evidence, whatever else was asked for before.
      if (question !== null) await records.setFact(awaitsDocument(link.personId), '')
      const heard = question === null ? { ...file, caption: '/nhap' } : file
      await parts.heard(records, { channel, address, messageId: messageId(link, link.usesLeft), heard }, now)
      return { taken: file.file, view: (await opened(records, token))?.view }
    })

  return {
    view: async (token) => (await store.read((records) => opened(records, token)))?.view,

    async handIn(token, name, bytes) {
      if ((await store.read((records) => opened(records, token))) === undefined) return undefined
      const heard = await parts.receive(name, bytes)
      if (heard.kind === 'refused-file') return { refused: heard }
      if (heard.kind !== 'file') return undefined
      const { sha256 } = heard.file
      try {
        const taken = await enter(token, heard)
        if (taken !== undefined) {
          parts.wake()
          return taken
        }
      } catch (error) {
        await letGo(sha256)
        throw error
      }
      await letGo(sha256)
      return undefined
    },

    async end(token) {
      const ended = await store.write(async (records) => {
        const found = await opened(records, token)
        if (found === undefined) return undefined
        const { link, session, view } = found
        const { channel, address, question } = link.body
        await records.endLink(hashToken(token))
        const stands = question !== null && session?.state.at === question.block && view.received.length > 0
        if (stands) {
          const heard = { kind: 'text', text: 'xong' } as const
          await parts.heard(records, { channel, address, messageId: messageId(link, 'xong'), heard }, clock.now())
        }
        return view
      })
      if (ended !== undefined) parts.wake()
      return ended
    },
  }

  /** Nothing stays of a file that was not taken, unless it waits for somebody else too. */
  async function letGo(sha256: string): Promise<void> {
    if (!(await store.read((records) => records.isHeldFor(sha256)))) await files.discard(sha256)
  }
}
