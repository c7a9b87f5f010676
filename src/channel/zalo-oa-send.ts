import { z } from 'zod'
import { DeliveryError } from '../app/ports/channel.ts'
import type { Files } from '../app/ports/files.ts'
import type { Log } from '../app/ports/log.ts'
import type { OutboxRow } from '../app/ports/messages.ts'
import type { FileRef } from '../core/reply.ts'
import type { Instant } from '../core/time.ts'
import { ChatPace } from './chat-pace.ts'
import { choicesByWord } from './choices-by-word.ts'
import type { RatePace } from './rate-pace.ts'
import { splitText } from './split-text.ts'
import { numberedLines, oaButtons } from './zalo-oa-buttons.ts'
import type { ZaloOaClient } from './zalo-oa-client.ts'
import { readOaTrouble, slowDownMs, toOaDeliveryError } from './zalo-oa-errors.ts'
import type { ZaloOaHealth } from './zalo-oa-health.ts'
import { OaUploads, uploadKind } from './zalo-oa-uploads.ts'

/** Characters of a consultation message; a longer one is refused, not cut (-210). */
export const zaloOaTextLimit = 2_000
/** A worker of the queue waits no longer for a chat; others could be served meanwhile. */
const mostWaitMs = 10_000
const messageMs = 30_000
/** A person gets the approved nudge so often at most: it costs money and says the same each time. */
const nudgeApartMs = 24 * 3_600_000
/** Messages of which some parts are out already, and people nudged; far more than can matter at once. */
const remembered = 2_000

/** The template message that the platform has approved, for people whose window is shut. */
export interface OaTemplate {
  readonly id: string
  /** Values for the template's parameters; they hold nothing of the message's content that was not approved. */
  readonly data: (row: OutboxRow) => { readonly [parameter: string]: string }
}

export interface ZaloOaSending {
  readonly client: ZaloOaClient
  readonly files: Files
  readonly log: Log
  readonly health: ZaloOaHealth
  readonly now: () => Instant
  readonly chatApartMs: number
  /** Over all chats. */
  readonly rate: RatePace
  readonly template?: OaTemplate
}

type Part =
  | { readonly kind: 'text'; readonly text: string; readonly withButtons: boolean }
  | { readonly kind: 'file'; readonly file: FileRef; readonly bytes: Uint8Array }
interface Progress {
  readonly parts: number
  readonly providerId: string | null
}
interface Sent {
  readonly providerId: string | null
  readonly instead?: 'template'
  readonly parts?: number
}

const sentShape = z.object({ message_id: z.string().min(1) })
/** It is out by now: an answer without a number is no reason to send it again. */
const idOf = (data: unknown): string | null => sentShape.safeParse(data).data?.message_id ?? null

/** Sends messages: text in as many parts as it takes and files; the choices and their buttons come last of all. */
export function zaloOaSender({ client, files, log, health, now, chatApartMs, rate, template }: ZaloOaSending) {
  const pace = new ChatPace(chatApartMs, mostWaitMs, 'zalo-oa')
  const uploads = new OaUploads(client, now)
  // A retry goes on with the part that failed instead of repeating those that arrived.
  const progress = new Map<string, Progress>()
  const nudged = new Map<string, Instant>()
  /** Zalo counts requests of all chats together: after -32 nothing goes out until then. */
  let restUntil: Instant = 0

  const post = async (row: OutboxRow, message: object): Promise<string | null> =>
    idOf(await client.post('/v3.0/oa/message/cs', { recipient: { user_id: row.address }, message }, messageMs))

  async function sendPart(row: OutboxRow, part: Part): Promise<string | null> {
    if (part.kind === 'text') {
      const buttons = part.withButtons ? oaButtons(row.id, row.reply.choices ?? []) : []
      const attachment = { type: 'template', payload: { buttons } }
      return post(row, { text: part.text, ...(buttons.length > 0 ? { attachment } : {}) })
    }
    return uploads.using(part.file, part.bytes, (attachment) => post(row, { attachment }))
  }

  async function sendAll(
    row: OutboxRow,
    apart: <T>(send: () => Promise<T>) => Promise<T>,
    out: { parts: number },
  ): Promise<Sent> {
    const parts = await partsOf(row, files)
    let done: Progress = progress.get(placeOf(row)) ?? { parts: 0, providerId: null }
    for (const part of parts.slice(done.parts)) {
      done = { parts: done.parts + 1, providerId: await apart(() => sendPart(row, part)) }
      out.parts += 1
      remember(progress, placeOf(row), done)
    }
    progress.delete(placeOf(row))
    health.works()
    return { providerId: done.providerId, parts: out.parts }
  }

  /** The last rung: a nudge that needs no window. Gives undefined when there is none to send. */
  async function nudge(row: OutboxRow): Promise<Sent | undefined> {
    const before = nudged.get(row.address)
    if (template === undefined || (before !== undefined && now() - before < nudgeApartMs)) return undefined
    const body = { user_id: row.address, template_id: template.id, template_data: template.data(row) }
    try {
      const providerId = idOf(await client.post('/v3.0/oa/message/template', body, messageMs))
      remember(nudged, row.address, now())
      return { providerId, instead: 'template' }
    } catch (error) {
      const { why, kind } = readOaTrouble(error)
      log.warn({ channel: 'zalo-oa', outboxId: row.id, why }, 'The template message was not sent.')
      // What passes is tried again whole; what does not pass leaves the shut window as the reason.
      if (['down', 'slow-down', 'again', 'night', 'quota'].includes(kind)) throw error
      return undefined
    }
  }

  /** The message id of the last part. Fails with a DeliveryError. */
  return async function send(row: OutboxRow, stop?: AbortSignal): Promise<Sent> {
    if (!/^\d{1,30}$/.test(row.address)) throw new DeliveryError('zalo-oa', 'never', 'the address is no user id')
    const rest = restUntil - now()
    if (rest > 0) throw new DeliveryError('zalo-oa', 'later', 'Zalo asked for a pause', { afterMs: rest })
    const out = { parts: 0 }
    try {
      return await pace.inLine(
        row.address,
        async (inChat) => {
          const apart = <T>(part: () => Promise<T>): Promise<T> =>
            inChat(() => rate.inTurn<T>(part, { first: row.kind === 'answer', stop }))
          try {
            return await sendAll(row, apart, out)
          } catch (error) {
            if (readOaTrouble(error).kind !== 'window') throw error
            const sent = await apart(() => nudge(row))
            if (sent === undefined) throw error
            return { ...sent, parts: out.parts + 1 }
          }
        },
        stop,
      )
    } catch (error) {
      if (error instanceof DeliveryError) throw error.after(out.parts)
      const trouble = readOaTrouble(error)
      if (trouble.kind === 'slow-down') restUntil = now() + slowDownMs
      if (['token', 'authorise', 'operator', 'slow-down', 'quota', 'down', 'own'].includes(trouble.kind))
        health.failed(trouble, 'send')
      throw toOaDeliveryError(error, now()).after(out.parts)
    }
  }
}

/** Everything is at hand before the first part goes out, so that nobody gets half a message because of a lost file. */
async function partsOf({ reply }: OutboxRow, files: Files): Promise<Part[]> {
  const choices = reply.choices ?? []
  // Composed, as Zalo counts.
  const texts = textParts(
    reply.text.normalize('NFC'),
    reply.byWord ? choicesByWord(choices) : numberedLines(reply.text, choices),
  )
  const parts = texts.map(
    (text, index): Part => ({ kind: 'text', text, withButtons: choices.length > 0 && index === texts.length - 1 }),
  )
  const attached: Part[] = []
  for (const file of reply.files ?? []) {
    const unfit = uploadKind(file)
    if (typeof unfit === 'object') throw new DeliveryError('zalo-oa', 'refused', unfit.unfit, { why: 'file' })
    const bytes = await files.open(file.sha256)
    if (bytes === undefined) throw new DeliveryError('zalo-oa', 'refused', 'a file is no longer kept')
    attached.push({ kind: 'file', file, bytes })
  }
  // A file carries no buttons here, so what asks for a choice comes after it.
  parts.splice(choices.length > 0 ? parts.length - 1 : parts.length, 0, ...attached)
  if (parts.length === 0) throw new DeliveryError('zalo-oa', 'refused', 'the message is empty')
  return parts
}

/** The text in parts, and the numbered lines whole below the last of them where they fit. */
function textParts(text: string, lines: string): string[] {
  const full = (part: string): boolean => part.trim() !== ''
  const texts = splitText(text, zaloOaTextLimit).filter(full)
  if (lines === '') return texts
  const last = texts.at(-1)
  const together = last === undefined ? undefined : `${last.trimEnd()}\n\n${lines}`
  if (together !== undefined && together.length <= zaloOaTextLimit) return [...texts.slice(0, -1), together]
  return [...texts, ...splitText(lines, zaloOaTextLimit).filter(full)]
}

/** Another address has got nothing of the message yet. */
const placeOf = ({ id, address }: OutboxRow): string => `${id} ${address}`

function remember<K, V>(memory: Map<K, V>, key: K, value: V): void {
  if (memory.size >= remembered && !memory.has(key)) {
    const oldest = memory.keys().next()
    if (!oldest.done) memory.delete(oldest.value)
  }
  memory.set(key, value)
}
