import { telegramChannel } from '../../src/channel/telegram.ts'
import { TakenMessages } from '../contracts/channel.contract.ts'
import { CapturedLog } from '../fakes/captured-log.ts'
import { keptFiles } from '../fakes/kept-files.ts'
import { startTelegramServer, type TelegramServer } from '../fakes/telegram-server.ts'

export const token = '123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr'

/** One Telegram channel that talks to a stand-in of its own. */
export async function telegramBench(options: { strict?: boolean; chatApartMs?: number; token?: string } = {}) {
  const server = await startTelegramServer({ token, strict: options.strict ?? false })
  const files = keptFiles()
  const log = new CapturedLog()
  const make = () =>
    telegramChannel({
      token: options.token ?? token,
      apiRoot: server.apiRoot,
      files,
      log,
      chatApartMs: options.chatApartMs ?? 0,
    })
  const ends: (() => Promise<void>)[] = []
  return {
    server,
    files,
    log,
    channel: make(),
    /** The same channel as after a restart of the process. */
    again: make,
    /** Listens until `stop` is called or the bench is closed. */
    listen(channel = make(), taken = new TakenMessages(), take = taken.take) {
      const controller = new AbortController()
      const done = channel.listen(take, controller.signal)
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
    },
  }
}

export type TelegramBench = Awaited<ReturnType<typeof telegramBench>>

export const polling = (server: TelegramServer): Promise<void> => server.waitFor(({ world }) => world.polling)
