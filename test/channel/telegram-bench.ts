import { type TelegramChannel, type TelegramSettings, telegramChannel } from '../../src/channel/telegram.ts'
import { TakenMessages } from '../contracts/channel.contract.ts'
import { CapturedLog } from '../fakes/captured-log.ts'
import { keptFiles } from '../fakes/kept-files.ts'
import { startTelegramServer, type TelegramServer } from '../fakes/telegram-server.ts'
import { hookServer } from './hook-server.ts'

export const token = '123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr'
export const hookSecret = 'mat-khau-cua-webhook-0123'
export const hookUrl = 'https://bot.dunghan.example.vn/hooks/telegram'

export interface BenchOptions extends Partial<Omit<TelegramSettings, 'files' | 'log' | 'webhook'>> {
  readonly strict?: boolean
  /** Hears by a webhook that the stand-in reaches. */
  readonly webhook?: boolean
}

/** One Telegram channel that talks to a stand-in of its own, with a web server for its webhook if it has one. */
export async function telegramBench({ strict = false, webhook = false, ...given }: BenchOptions = {}) {
  const server = await startTelegramServer({ token, strict })
  const files = keptFiles()
  const log = new CapturedLog()
  const make = (): TelegramChannel =>
    telegramChannel({
      ...{ token, apiRoot: server.apiRoot, files, log, chatApartMs: 0 },
      ...(webhook ? { webhook: { url: hookUrl, secret: hookSecret } } : {}),
      ...given,
    })
  const channel = make()
  const web = webhook ? await hookServer(() => channel.hook) : undefined
  if (web !== undefined) server.hook.reach.set(new URL(hookUrl).origin, web.origin)
  const ends: (() => Promise<void>)[] = []
  return {
    server,
    files,
    log,
    channel,
    /** The same channel as after a restart of the process. */
    again: make,
    /** Listens until `stop` is called or the bench is closed. */
    listen(heardBy = webhook ? channel : make(), taken = new TakenMessages(), take = taken.take) {
      const controller = new AbortController()
      const done = heardBy.listen(take, controller.signal)
      const stop = async () => {
        controller.abort()
        await done
      }
      ends.push(stop)
      return { taken, stop, abort: () => controller.abort() }
    },
    async close() {
      await Promise.all(ends.map((end) => end()))
      await server.close()
      await web?.close()
    },
  }
}

export type TelegramBench = Awaited<ReturnType<typeof telegramBench>>

export const polling = (server: TelegramServer): Promise<void> => server.waitFor(({ world }) => world.polling)
export const hooked = (server: TelegramServer): Promise<void> => server.waitFor((now) => now.webhook)
