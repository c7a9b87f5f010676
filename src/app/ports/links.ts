import type { FileRef } from '../../core/reply.ts'
import type { Instant } from '../../core/time.ts'
import type { ChannelName } from './messages.ts'

/** What a link opens. Its holder needs no other right, so it speaks of one thing only. */
export type LinkBody =
  /** A picture that a channel fetches from us while it sends it. */
  | { readonly kind: 'picture'; readonly file: FileRef }
  /** A file of a message, for the person it was sent to. */
  | { readonly kind: 'document'; readonly file: FileRef }
  /** A place to hand files in, as if the person had sent them in this chat. */
  | {
      readonly kind: 'upload'
      readonly channel: ChannelName
      readonly address: string
      /** The question that the files are evidence for; null: the file is a plan to be imported. */
      readonly question: { readonly sessionId: number; readonly block: string } | null
    }

export type LinkKind = LinkBody['kind']

/** Only the token's SHA-256 is kept: whoever reads the records cannot open anything with it. */
export interface LinkRow {
  readonly tokenHash: string
  /** null: no person stands behind it (a channel that fetches a picture). */
  readonly personId: string | null
  readonly body: LinkBody
  readonly createdAt: Instant
  /** From this instant on it opens nothing. */
  readonly expiresAt: Instant
  readonly usesLeft: number
}

/** Links of one Board; one of another Board is as unknown as one that was never made. */
export interface LinkRecords {
  /** Gives false and changes nothing when there is a link with this hash already. */
  addLink(link: LinkRow): Promise<boolean>
  /** Puts this link in the place of one with its hash that expired when this one was made; false when there is none. */
  renewLink(link: LinkRow): Promise<boolean>
  /** Also one that is expired or used up, until it is removed. */
  link(tokenHash: string): Promise<LinkRow | undefined>
  /** Takes one use; gives the link as it is then, or undefined when none is left or it has expired. */
  useLink(tokenHash: string, kind: LinkKind, now: Instant): Promise<LinkRow | undefined>
  /** Nothing more can be done with it. */
  endLink(tokenHash: string): Promise<void>
  /** Forgets links that expired at this instant or before; gives how many. */
  removeLinks(expiredBy: Instant): Promise<number>
}
