import { personOf } from '../../core/plan/board.ts'
import type { FileRef } from '../../core/reply.ts'
import type { Instant } from '../../core/time.ts'
import type { Office } from '../office.ts'
import { openLink, spendLink } from '../pages/links.ts'
import type { Clock } from '../ports/clock.ts'
import type { Files } from '../ports/files.ts'
import type { Records, Store } from '../ports/store.ts'

/** What a page behind a download link shows. */
export interface DownloadView {
  readonly file: FileRef
  /** Whom it was sent to. */
  readonly person: string
  readonly expiresAt: Instant
  readonly usesLeft: number
}

export interface Fetched {
  readonly ref: FileRef
  readonly bytes: Uint8Array
}

/**
 * Files that go out by a link. A token that is unknown, expired, used up, or of somebody who has left (the office, or
 * every channel) gives undefined: from outside they look the same.
 */
export interface Downloads {
  /** Changes nothing: a chat program's preview may ask too. */
  view(token: string): Promise<DownloadView | undefined>
  /** Spends one use, unless the bytes are gone. */
  fetch(token: string): Promise<Fetched | undefined>
}

export function createDownloads({
  store,
  files,
  office,
  clock,
}: {
  readonly store: Store
  readonly files: Files
  readonly office: Office
  readonly clock: Clock
}): Downloads {
  /** The link and whom it was made for, who still has an address: whoever has left reads nothing more. */
  const opened = async (records: Records, token: string) => {
    const link = await openLink(records, 'document', token, clock.now())
    const person = link?.personId == null ? undefined : personOf(office.board, link.personId)
    if (link === undefined || person === undefined) return undefined
    const accounts = await records.accounts(person.id)
    return accounts.some(({ status }) => status === 'active') ? { link, person } : undefined
  }

  return {
    async view(token) {
      const found = await store.read((records) => opened(records, token))
      if (found === undefined) return undefined
      const { expiresAt, usesLeft, body } = found.link
      return { file: body.file, person: found.person.name, expiresAt, usesLeft }
    },
    async fetch(token) {
      const found = await store.read((records) => opened(records, token))
      const bytes = found && (await files.open(found.link.body.file.sha256))
      if (found === undefined || bytes === undefined) return undefined
      const spent = await store.write((records) => spendLink(records, 'document', token, clock.now()))
      return spent && { ref: spent.body.file, bytes }
    },
  }
}
