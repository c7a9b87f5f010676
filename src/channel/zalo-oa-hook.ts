import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Inbound } from '../app/ports/messages.ts'
import type { Instant } from '../core/time.ts'
import { zaloOaNames } from '../text/vi-zalo-oa.ts'
import { heardText } from './heard-text.ts'
import { tidyName } from './receive-file.ts'
import { readOaTap } from './zalo-oa-buttons.ts'

export interface HookSettings {
  readonly appId: string
  /** The OA secret key of the webhook page; for some apps it is the app secret. */
  readonly secretKey: string
  /** Events of other OAs that the app serves are not ours; without it all are taken. */
  readonly oaId?: string
  /** Where the signed time stands: in the header, failing that in the body; or in one of them only. */
  readonly timestampFrom?: 'header-then-body' | 'header' | 'body'
}

/** What the web server answers. */
export interface HookAnswer {
  readonly status: 200 | 400 | 401 | 413 | 500 | 503
  readonly body: string
}

/** A file still to be fetched. */
export interface PendingFile {
  /** Of the message that it becomes. */
  readonly messageId: string
  readonly address: string
  readonly url: string
  readonly name: string
  /** bytes, when Zalo says so */
  readonly size: number | null
  readonly caption: string
}

/** Messages of ours that have reached a phone or were looked at. */
export interface Receipt {
  readonly what: 'delivered' | 'seen'
  readonly providerIds: readonly string[]
  readonly at: Instant | null
}

/** What a request to the webhook means. `note` is for the log: it quotes nothing. */
export interface ReadHook {
  readonly answer: HookAnswer
  readonly inbounds: readonly Inbound[]
  readonly files: readonly PendingFile[]
  readonly receipt?: Receipt
  readonly note: string
}

/** No event comes near; what is larger is not even looked at. */
export const mostHookBytes = 1024 * 1024
const mostAttachments = 20

const id = z.string().regex(/^\d{1,30}$/)
const messageId = z.string().min(1).max(200)
const attachment = z.object({
  payload: z
    .object({
      url: z.string().max(4_000).optional().catch(undefined),
      name: z.string().max(1_000).optional().catch(undefined),
      size: z.coerce.number().int().nonnegative().optional().catch(undefined),
      type: z.string().max(20).optional().catch(undefined),
    })
    .default({}),
})
const attachments = z.array(attachment).optional()
const event = z.object({
  app_id: z.string().optional(),
  oa_id: z.string().optional(),
  event_name: z.string().max(100),
  timestamp: z.coerce.number().optional().catch(undefined),
  sender: z.object({ id }).optional(),
  recipient: z.object({ id }).optional(),
  follower: z.object({ id }).optional(),
  message: z
    .object({
      msg_id: messageId.optional(),
      msg_ids: z.array(messageId).max(1_000).optional(),
      text: z.string().optional(),
      attachments,
    })
    .optional(),
  // Seen beside the message as well.
  attachments,
})
type OaEvent = z.infer<typeof event>

const ok: HookAnswer = { status: 200, body: 'ok' }
const nothing = { inbounds: [], files: [] }
const acknowledged = (note: string): ReadHook => ({ ...nothing, answer: ok, note })
const turnedAway = (status: 400 | 401 | 413, note: string): ReadHook => ({
  ...nothing,
  answer: { status, body: note },
  note,
})

/**
 * Reads one request to the webhook: its headers and its body as the bytes came in. Never fails. An unsigned empty
 * object is the probe of the console; everything else must be signed. What is signed and of no use is acknowledged, for
 * sending it again would not make it better.
 */
export function readHook(
  settings: HookSettings,
  headers: { get(name: string): string | null },
  raw: Uint8Array,
): ReadHook {
  if (raw.length > mostHookBytes) return turnedAway(413, 'too large')
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  if (bytes.length <= 16 && /^\s*\{\s*\}\s*$/.test(bytes.toString('latin1'))) return acknowledged('probe')
  const body = parsed(bytes)
  if (!isSigned(settings, headers, bytes, body)) return turnedAway(401, 'wrong signature')
  const read = event.safeParse(body)
  if (!read.success) return acknowledged('signed, but of an unknown shape')
  if (read.data.app_id !== undefined && read.data.app_id !== settings.appId) return acknowledged('for another app')
  return readEvent(read.data, settings.oaId)
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}

/**
 * `X-ZEvent-Signature: mac=<hex>` is the plain SHA-256 of app id, raw body, time and secret, one after the other. The
 * time must be digits, or a piece of the body could be passed off as part of it.
 */
function isSigned(
  { appId, secretKey, timestampFrom = 'header-then-body' }: HookSettings,
  headers: { get(name: string): string | null },
  raw: Buffer,
  body: unknown,
): boolean {
  const given = /^(?:mac=)?([0-9a-f]{64})$/i.exec(headers.get('x-zevent-signature')?.trim() ?? '')?.[1]
  if (given === undefined || secretKey === '') return false
  const inBody = typeof body === 'object' && body !== null && 'timestamp' in body ? String(body.timestamp) : ''
  const times = [
    ...(timestampFrom === 'body' ? [] : [headers.get('x-zevent-timestamp')?.trim() ?? '']),
    ...(timestampFrom === 'header' ? [] : [inBody]),
  ]
  return times
    .filter((time) => /^\d{1,20}$/.test(time))
    .some((time) => {
      const mac = createHash('sha256').update(appId).update(raw).update(time).update(secretKey).digest()
      return timingSafeEqual(mac, Buffer.from(given, 'hex'))
    })
}

function readEvent(said: OaEvent, oaId: string | undefined): ReadHook {
  const name = /^[a-z_]{1,60}$/.test(said.event_name) ? said.event_name : 'of an odd name'
  const ours = oaId === undefined || [said.recipient?.id, said.sender?.id, said.oa_id].includes(oaId)
  if (!ours) return acknowledged('for another OA')
  if (name === 'follow' || name === 'unfollow') return readFollow(said, name)
  if (name === 'user_received_message' || name === 'user_seen_message') return readReceipt(said, name)
  const from = said.sender?.id
  const number = said.message?.msg_id
  if (!Object.hasOwn(readers, name) || from === undefined || number === undefined)
    return acknowledged(`ignored: ${name}`)
  return { ...nothing, ...readers[name]?.(said, { messageId: number, address: from }), answer: ok, note: name }
}

/** Somebody who follows has opened the chat, which elsewhere is told by /start. */
function readFollow(said: OaEvent, name: 'follow' | 'unfollow'): ReadHook {
  const address = said.follower?.id
  if (address === undefined || said.timestamp === undefined) return acknowledged(`ignored: ${name}`)
  const heard: Inbound['heard'] = name === 'follow' ? { kind: 'text', text: '/start' } : { kind: 'left' }
  // These events have no number of their own; the same one sent again has the same time.
  const messageId = `${name}:${address}:${said.timestamp}`
  return { ...nothing, answer: ok, inbounds: [{ channel: 'zalo-oa', messageId, address, heard }], note: name }
}

function readReceipt(said: OaEvent, name: 'user_received_message' | 'user_seen_message'): ReadHook {
  const { msg_id: one, msg_ids: many = [] } = said.message ?? {}
  const providerIds = one === undefined ? many : [one, ...many]
  if (providerIds.length === 0) return acknowledged(`ignored: ${name}`)
  const what = name === 'user_seen_message' ? 'seen' : 'delivered'
  return { ...nothing, answer: ok, receipt: { what, providerIds, at: said.timestamp ?? null }, note: name }
}

interface Place {
  readonly messageId: string
  readonly address: string
}
type Content = Partial<Pick<ReadHook, 'inbounds' | 'files'>>

const heard = (place: Place, what: Inbound['heard']): Content => ({
  inbounds: [{ channel: 'zalo-oa', ...place, heard: what }],
})
const attached = (said: OaEvent) =>
  [...(said.message?.attachments ?? []), ...(said.attachments ?? [])].slice(0, mostAttachments)
const unwanted = (name: string) => (said: OaEvent, place: Place) => {
  const given = attached(said)[0]?.payload.name
  return heard(place, { kind: 'refused-file', name: given === undefined ? name : tidyName(given), why: 'kind' })
}

const wordless = (name: string) => (_: OaEvent, place: Place) =>
  heard(place, { kind: 'refused-file', name, why: 'wordless' })

const readers: { readonly [event: string]: (said: OaEvent, place: Place) => Content } = {
  user_send_text(said, place) {
    const text = said.message?.text ?? ''
    const tap = readOaTap(text.trim())
    return heard(place, tap === undefined ? { kind: 'text', text: heardText(text) } : { kind: 'choice', ...tap })
  },
  user_send_link(said, place) {
    const links = attached(said).flatMap(({ payload }) => payload.url ?? [])
    const text = [said.message?.text ?? '', ...links.filter((link) => !said.message?.text?.includes(link))]
    return heard(place, { kind: 'text', text: heardText(text.join(' ').trim()) })
  },
  user_send_image: (said, place) =>
    filesOf(said, place, (_, index) => {
      const which = index === 0 ? '' : `-${index + 1}`
      return tidyName(`${zaloOaNames.photo}-${place.messageId}${which}.jpg`)
    }),
  user_send_file: (said, place) =>
    filesOf(said, place, ({ name, type }) => {
      const given = name === undefined ? zaloOaNames.document : tidyName(name)
      const ending = type?.toLowerCase().replace(/[^a-z0-9]/g, '') ?? ''
      return ending === '' || /\.[^.]{1,10}$/.test(given) ? given : tidyName(`${given}.${ending}`)
    }),
  user_send_gif: unwanted(zaloOaNames.animation),
  user_send_audio: unwanted(zaloOaNames.voice),
  user_send_video: unwanted(zaloOaNames.video),
  user_send_sticker: wordless(zaloOaNames.sticker),
  user_send_location: wordless(zaloOaNames.other),
  user_send_business_card: wordless(zaloOaNames.other),
}

/** Each attachment becomes a message of its own; what was written beside them belongs to the first. */
function filesOf(
  said: OaEvent,
  { messageId: number, address }: Place,
  nameOf: (payload: z.infer<typeof attachment>['payload'], index: number) => string,
): Content {
  const files = attached(said).flatMap(({ payload }, index): PendingFile[] => {
    if (payload.url === undefined) return []
    const messageId = index === 0 ? number : `${number}/${index}`
    const caption = index === 0 ? heardText(said.message?.text ?? '') : ''
    const name = nameOf(payload, index)
    return [{ messageId, address, url: payload.url, name, size: payload.size ?? null, caption }]
  })
  return { files }
}
