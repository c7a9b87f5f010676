import { z } from 'zod'
import type { Files } from '../app/ports/files.ts'
import type { Log } from '../app/ports/log.ts'
import type { Inbound } from '../app/ports/messages.ts'
import { type HeardFile, receiveFile, refusalBefore } from './receive-file.ts'
import type { TelegramClient } from './telegram-client.ts'
import { readTrouble } from './telegram-errors.ts'
import { type ReadUpdate, readUpdate } from './telegram-update.ts'
import { pause, Stopped } from './within-time.ts'

const firstBackoffMs = 1_000
const longestBackoffMs = 30_000
/** A file that cannot be fetched in so many tries is given up; the people behind it in line are waiting too. */
const downloadTries = 4
const answerMs = 5_000
/** A stop takes no longer for freeing pressed buttons. */
const lastWordMs = 800

/** An update as Telegram numbers it; the rest is read by `readUpdate`. */
export const numberedUpdate = z.looseObject({ update_id: z.number().int() })
export type NumberedUpdate = z.infer<typeof numberedUpdate>

export type Take = (inbound: Inbound) => Promise<boolean>

export interface TelegramReceiving {
  readonly client: TelegramClient
  readonly files: Files
  readonly log: Log
  /** The bot's user name. Fails as a call does. */
  readonly username: () => Promise<string>
}

export interface TelegramReceiver {
  /**
   * Turns an update into something heard, fetching its file first, and has it taken. Fails when it could not be taken,
   * and with Stopped when everything stops before its file is fetched.
   */
  receive(update: NumberedUpdate, take: Take, stop: AbortSignal): Promise<void>
  /** Waits for what is still being said to Telegram about pressed buttons, not for long. */
  lastWord(): Promise<void>
}

/** What polling and the webhook have in common. */
export function telegramReceiver({ client, files, log, username }: TelegramReceiving): TelegramReceiver {
  const answers = new Set<Promise<void>>()

  /** Frees a pressed button from its clock; nothing depends on it. */
  function answerQuery(id: string): void {
    const answer = client
      .call(answerMs, undefined, (api, signal) => api.answerCallbackQuery(id, {}, signal))
      .then(() => undefined)
      .catch((error) => log.debug({ channel: 'telegram', why: readTrouble(error).why }, 'A button was not freed.'))
      .finally(() => answers.delete(answer))
    answers.add(answer)
  }

  async function fetchFile(file: Extract<ReadUpdate, { kind: 'file' }>, stop: AbortSignal): Promise<HeardFile> {
    const refusal = refusalBefore(file.name, file.size)
    if (refusal !== undefined) return refusal
    const bytes = await download(file.fileId, stop)
    if (typeof bytes === 'string') return { kind: 'refused-file', name: file.name, why: bytes }
    return receiveFile(files, file.name, bytes, file.caption)
  }

  async function download(fileId: string, stop: AbortSignal): Promise<Uint8Array | 'too-large' | 'unreadable'> {
    for (let tried = 1, wait = firstBackoffMs; ; tried++, wait = Math.min(wait * 2, longestBackoffMs)) {
      try {
        return await client.download(fileId, stop)
      } catch (error) {
        if (stop.aborted) throw new Stopped('stopped')
        const trouble = readTrouble(error)
        // The whole way in is shut: the next poll or delivery meets the same trouble, and the file keeps.
        if (trouble.kind === 'token') throw error
        log.warn({ channel: 'telegram', why: trouble.why, tried }, 'A file could not be fetched from Telegram.')
        if (trouble.kind === 'refused') return /file is too big/i.test(trouble.why) ? 'too-large' : 'unreadable'
        if (tried >= downloadTries) return 'unreadable'
        await pause(Math.min(trouble.afterMs ?? wait, longestBackoffMs), stop)
      }
    }
  }

  /** Commands for another bot of the same group are not ours; while our own name cannot be asked, they are let be. */
  async function isForOther(read: ReadUpdate): Promise<boolean> {
    if (read.kind !== 'heard' || read.meantFor === undefined) return false
    const own = await username().catch(() => undefined)
    return own?.toLowerCase() !== read.meantFor.toLowerCase()
  }

  return {
    async receive(update, take, stop) {
      const read = readUpdate(update)
      // With the bot's id in front, since another bot counts its updates for itself.
      const messageId = `${client.botId}:${update.update_id}`
      if (read.kind === 'ignored' || (await isForOther(read))) {
        const why = read.kind === 'ignored' ? read.why : 'for another bot'
        log.debug({ channel: 'telegram', messageId, why }, 'An update was ignored.')
      } else {
        const heard = read.kind === 'file' ? await fetchFile(read, stop) : read.heard
        await take({ channel: 'telegram', messageId, address: read.address, heard })
      }
      if ('queryId' in read && read.queryId !== undefined) answerQuery(read.queryId)
    },

    async lastWord() {
      if (answers.size > 0) await Promise.race([Promise.all(answers), pause(lastWordMs)])
    },
  }
}
