import { z } from 'zod'
import { DeliveryError } from '../app/ports/channel.ts'
import type { OutboxRow } from '../app/ports/messages.ts'
import type { FileRef } from '../core/reply.ts'
import { ChatPace } from './chat-pace.ts'
import type { RatePace } from './rate-pace.ts'
import { splitText } from './split-text.ts'
import type { ZaloBotClient } from './zalo-bot-client.ts'
import { quotaRetryMs, readTrouble, toDeliveryError } from './zalo-bot-errors.ts'
import type { ZaloBotHealth } from './zalo-bot-health.ts'
import { numberedText } from './zalo-bot-text.ts'

/** UTF-16 units of a composed text (sendMessage), and of a caption (sendPhoto). */
export const zaloBotTextLimit = 2000
/** A worker of the queue waits no longer for a chat; others could be served meanwhile. */
const mostWaitMs = 10_000
const messageMs = 30_000
/** Zalo fetches the picture within the call. */
const pictureMs = 150_000
/** Messages of which some parts are out already; far more than can be under way at once. */
const rememberedRows = 1_000
/** Kinds of pictures that every Zalo client shows. */
const shownKinds: readonly string[] = ['image/jpeg', 'image/png']

/** Whether a file can go out as a picture; any other needs a link in the text. */
export const isSendablePicture = ({ mime }: Pick<FileRef, 'mime'>): boolean => shownKinds.includes(mime)

/** Gives a short-lived https address from which Zalo can fetch a picture; each try asks anew. */
export type PictureUrl = (file: FileRef) => Promise<string>

export interface ZaloBotSending {
  readonly client: ZaloBotClient
  readonly health: ZaloBotHealth
  readonly chatApartMs: number
  /** Over all chats. */
  readonly rate: RatePace
  /** Absent: no pictures go out. */
  readonly pictureUrl: PictureUrl | undefined
}

type Part = { readonly text: string } | { readonly picture: FileRef; readonly caption: string }
interface Progress {
  readonly parts: number
  readonly providerId: string | null
}

const sentShape = z.object({ message_id: z.union([z.string().min(1).max(200), z.number().transform(String)]) })

/** Sends messages: text in as many parts as it takes, pictures by an address, choices as numbered lines. */
export function zaloBotSender({ client, health, chatApartMs, rate, pictureUrl }: ZaloBotSending) {
  const pace = new ChatPace(chatApartMs, mostWaitMs, 'zalo-bot')
  // A retry goes on with the part that failed instead of repeating those that arrived.
  const progress = new Map<string, Progress>()
  /** Milliseconds of the host's clock until which nothing goes out, because the quota is used up. */
  let emptyUntil = 0

  async function sendPart({ address: chat_id }: OutboxRow, part: Part): Promise<string | null> {
    // No parse_mode: whatever people wrote stands in the message as they wrote it.
    if ('text' in part) return idOf(await client.call('sendMessage', { chat_id, text: part.text }, messageMs))
    const photo = await addressOf(part.picture, pictureUrl)
    const caption = part.caption === '' ? {} : { caption: part.caption }
    return idOf(await client.call('sendPhoto', { chat_id, photo, ...caption }, pictureMs))
  }

  /** The message id of the last part. Fails with a DeliveryError. */
  return async function send(
    row: OutboxRow,
    stop?: AbortSignal,
  ): Promise<{ readonly providerId: string | null; readonly parts: number }> {
    if (row.address === '' || row.address.length > 200)
      throw new DeliveryError('zalo-bot', 'never', 'the address is no chat id')
    const parts = partsOf(row, pictureUrl !== undefined)
    let out = 0
    try {
      return await pace.inLine(
        row.address,
        async (apart) => {
          let done: Progress = progress.get(placeOf(row)) ?? { parts: 0, providerId: null }
          for (const part of parts.slice(done.parts)) {
            done = {
              parts: done.parts + 1,
              providerId: await apart(() =>
                rate.inTurn<string | null>(
                  async () => {
                    refuseWithoutQuota(emptyUntil)
                    return sendPart(row, part)
                  },
                  { first: row.kind === 'answer', stop },
                ),
              ),
            }
            out += 1
            remember(progress, placeOf(row), done)
          }
          progress.delete(placeOf(row))
          health.works('send')
          return { providerId: done.providerId, parts: out }
        },
        stop,
      )
    } catch (error) {
      if (error instanceof DeliveryError) throw error.after(out)
      const trouble = readTrouble(error)
      if (!['gone', 'refused', 'stopped'].includes(trouble.kind)) health.failed(trouble, 'send')
      if (trouble.kind === 'quota') emptyUntil = Date.now() + Math.min(trouble.afterMs ?? quotaProbeMs, quotaProbeMs)
      throw toDeliveryError(error).after(out)
    }
  }
}

/** So long nobody asks again whether there is quota; one message at a time finds out. */
const quotaProbeMs = 10 * 60_000

function refuseWithoutQuota(emptyUntil: number): void {
  const left = emptyUntil - Date.now()
  if (left <= 0) return
  const more = { afterMs: Math.max(left, quotaRetryMs), why: 'quota' } as const
  throw new DeliveryError('zalo-bot', 'later', 'quota: used up a short time ago', more)
}

/** It is out by now: an answer without a number is no reason to send it again. */
const idOf = (sent: unknown): string | null => sentShape.safeParse(sent).data?.message_id ?? null

async function addressOf(picture: FileRef, pictureUrl: PictureUrl | undefined): Promise<string> {
  if (pictureUrl === undefined) throw noFiles()
  try {
    return await pictureUrl(picture)
  } catch (error) {
    const cause = error instanceof Error ? error.name : typeof error
    throw new DeliveryError('zalo-bot', 'later', `a picture got no address (${cause})`)
  }
}

const noFiles = (): DeliveryError =>
  new DeliveryError('zalo-bot', 'refused', 'this channel carries no such file, a link is needed', { why: 'file' })

/** Everything is judged before the first part goes out, so that nobody gets half a message. */
function partsOf({ reply }: OutboxRow, pictures: boolean): Part[] {
  const files = reply.files ?? []
  if (files.some((file) => !pictures || !isSendablePicture(file))) throw noFiles()
  const texts = splitText(numberedText(reply), zaloBotTextLimit).filter((text) => text.trim() !== '')
  // A picture and a text that fits below it are one message of the month's quota instead of two.
  const caption = files.length > 0 && texts.length === 1 ? (texts[0] ?? '') : ''
  const parts: Part[] = [
    ...(caption === '' ? texts.map((text) => ({ text })) : []),
    ...files.map((picture, index) => ({ picture, caption: index === 0 ? caption : '' })),
  ]
  if (parts.length === 0) throw new DeliveryError('zalo-bot', 'refused', 'the message is empty')
  return parts
}

/** Another address has got nothing of the message yet. */
const placeOf = ({ id, address }: OutboxRow): string => `${id} ${address}`

function remember(progress: Map<string, Progress>, row: string, done: Progress): void {
  const oldest = progress.keys().next()
  if (progress.size >= rememberedRows && !progress.has(row) && !oldest.done) progress.delete(oldest.value)
  progress.set(row, done)
}
