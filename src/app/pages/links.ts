import { createHash, randomBytes } from 'node:crypto'
import type { FileRef } from '../../core/reply.ts'
import type { Instant } from '../../core/time.ts'
import type { LinkBody, LinkKind, LinkRow } from '../ports/links.ts'
import type { Records } from '../ports/store.ts'

/** 256 bits as base64url. */
const tokenShape = /^[\w-]{43}$/

/** Links that have expired are kept so long, for whoever looks into what became of one. */
const keptAfterMs = 86_400_000

/** How long the address of a picture works, in milliseconds: a channel fetches it while it sends the message. */
export const pictureMs = 15 * 60_000
/** A channel may ask for a picture several times, and for its headers alone. */
const pictureUses = 20

export interface NewLink<B extends LinkBody = LinkBody> {
  readonly personId: string | null
  readonly body: B
  readonly expiresAt: Instant
  readonly uses: number
}

/** An open link of one kind. */
export type LinkOf<K extends LinkKind> = LinkRow & { readonly body: Extract<LinkBody, { kind: K }> }

export const newToken = (): string => randomBytes(32).toString('base64url')

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Makes a link and gives its token (256 bits, 43 signs of base64url), of which only the SHA-256 is kept. */
export async function makeLink(records: Records, link: NewLink, now: Instant): Promise<string> {
  const token = newToken()
  await keepLink(records, token, link, now)
  return token
}

/**
 * Makes a link with a token that the caller has; one that is there already stays as it is, unless it has expired: then
 * it is made anew.
 */
export async function keepLink(records: Records, token: string, link: NewLink, now: Instant): Promise<LinkRow> {
  const { personId, body, expiresAt, uses } = link
  const row = { tokenHash: hashToken(token), personId, body, createdAt: now, expiresAt, usesLeft: uses }
  if ((await records.addLink(row)) || (await records.renewLink(row))) return row
  return (await records.link(row.tokenHash)) ?? row
}

/**
 * What a token opens now, without spending anything. A token that is unknown, of another kind or Board, expired or used
 * up gives undefined: from outside they look the same.
 */
export async function openLink<K extends LinkKind>(
  records: Records,
  kind: K,
  token: string,
  now: Instant,
): Promise<LinkOf<K> | undefined> {
  if (!tokenShape.test(token)) return undefined
  const link = await records.link(hashToken(token))
  return link && isOf(link, kind) && link.usesLeft > 0 && link.expiresAt > now ? link : undefined
}

/** Spends one use, and gives the link as it is then; undefined as in `openLink`. */
export async function spendLink<K extends LinkKind>(
  records: Records,
  kind: K,
  token: string,
  now: Instant,
): Promise<LinkOf<K> | undefined> {
  if (!tokenShape.test(token)) return undefined
  const link = await records.useLink(hashToken(token), kind, now)
  return link && isOf(link, kind) ? link : undefined
}

/** A short-lived path, such as `/media/…`, from which a channel can fetch a picture. */
export async function pictureLink(records: Records, file: FileRef, now: Instant): Promise<string> {
  const link: NewLink = {
    personId: null,
    body: { kind: 'picture', file },
    expiresAt: now + pictureMs,
    uses: pictureUses,
  }
  return `/media/${await makeLink(records, link, now)}`
}

/** Forgets links that have been expired for a day; gives how many. */
export const removeExpiredLinks = (records: Records, now: Instant): Promise<number> =>
  records.removeLinks(now - keptAfterMs)

const isOf = <K extends LinkKind>(link: LinkRow, kind: K): link is LinkOf<K> => link.body.kind === kind
