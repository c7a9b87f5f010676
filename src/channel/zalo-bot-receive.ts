import type { Files } from '../app/ports/files.ts'
import type { Log } from '../app/ports/log.ts'
import type { Inbound } from '../app/ports/messages.ts'
import { zaloBotNames } from '../text/vi-zalo-bot.ts'
import { mimeOfFile } from './file-kind.ts'
import { type HeardFile, receiveFile } from './receive-file.ts'
import { pause, Stopped } from './within-time.ts'
import type { ZaloBotClient } from './zalo-bot-client.ts'
import { readTrouble } from './zalo-bot-errors.ts'
import type { ReadEvent } from './zalo-bot-event.ts'

/** The picture's address expires after a time that nobody knows, so it is copied before the event is acknowledged. */
const pictureTries = 3
const pictureMs = 10_000
const pictureApartMs = 500
/** Pictures of which the copy is remembered, so that an event that comes again does not fetch it again. */
const rememberedPictures = 200

const endings: { readonly [mime: string]: string } = {
  'image/png': 'png',
  'image/webp': 'webp',
  'image/heic': 'heic',
}

export interface ZaloBotReceiving {
  readonly client: ZaloBotClient
  readonly files: Files
  readonly log: Log
}

export type Take = (inbound: Inbound) => Promise<boolean>

/**
 * Gives the function that turns an event into something heard, copying its picture first, and has it taken. It fails
 * when it could not be taken, and with Stopped when everything stops before a picture is copied.
 */
export function zaloBotReceiver({ client, files, log }: ZaloBotReceiving) {
  const pictures = new Map<string, Promise<HeardFile>>()

  async function fetchPicture({ url, caption, messageId }: Picture, stop: AbortSignal): Promise<HeardFile> {
    const name = (ending: string) =>
      `${zaloBotNames.photo}-${messageId.replace(/[^A-Za-z0-9]/g, '').slice(-8)}.${ending}`
    for (let tried = 1; ; tried++) {
      try {
        const bytes = await client.download(url, pictureMs, stop)
        if (typeof bytes === 'string') return { kind: 'refused-file', name: name('jpg'), why: bytes }
        const mime = mimeOfFile('a.jpg', bytes) ?? ''
        return await receiveFile(files, name(endings[mime] ?? 'jpg'), bytes, caption)
      } catch (error) {
        if (stop.aborted) throw new Stopped('stopped')
        const { kind, why } = readTrouble(error)
        if (kind === 'own') throw error
        log.warn({ channel: 'zalo-bot', why, tried }, 'A picture could not be fetched from Zalo.')
        if (tried >= pictureTries) return { kind: 'refused-file', name: name('jpg'), why: 'unreadable' }
        await pause(pictureApartMs * tried, stop)
      }
    }
  }

  /** Two deliveries of one event at the same time share one copy. */
  function pictureOf(event: Picture, stop: AbortSignal): Promise<HeardFile> {
    const known = pictures.get(event.messageId)
    if (known !== undefined) return known
    const fetched = fetchPicture(event, stop)
    const oldest = pictures.keys().next()
    if (pictures.size >= rememberedPictures && !oldest.done) pictures.delete(oldest.value)
    pictures.set(event.messageId, fetched)
    fetched.catch(() => pictures.delete(event.messageId))
    return fetched
  }

  return async function receive(event: ReadEvent, take: Take, stop: AbortSignal): Promise<void> {
    if (event.kind === 'ignored') {
      // A message of a shape that nobody knew of is lost, which operators should see; the others are not for us.
      const say = event.why === 'unknown shape' ? log.warn : log.debug
      say.call(log, { channel: 'zalo-bot', why: event.why }, 'An event was ignored.')
      return
    }
    const heard = event.kind === 'picture' ? await pictureOf(event, stop) : event.heard
    // With the bot's id in front, since another bot may number its messages the same.
    const messageId = `${client.botId}:${event.messageId}`
    const fresh = await take({ channel: 'zalo-bot', messageId, address: event.address, heard })
    if (!fresh) log.debug({ channel: 'zalo-bot' }, 'A message that was there already came again.')
  }
}

type Picture = Extract<ReadEvent, { kind: 'picture' }>
