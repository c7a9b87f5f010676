import type { Log } from '../app/ports/log.ts'
import type { TelegramTrouble } from './telegram-errors.ts'
import type { TokenNews } from './token-news.ts'

const sentences: { readonly [K in TelegramTrouble['kind']]?: string } = {
  token: 'Telegram refuses the bot token: set TELEGRAM_BOT_TOKEN to the one that @BotFather shows, and start again.',
  conflict: 'Another process polls Telegram with the same token: stop it, only one can hear.',
  webhook: 'A webhook was set for this bot and kept it from hearing: it is being removed.',
  'slow-down': 'Telegram asks for a pause.',
  down: 'Telegram cannot be reached; trying again.',
}

/** Tells operators once what is wrong with Telegram, and once that it is well again. */
export class TelegramHealth {
  private readonly told = new Set<TelegramTrouble['kind']>()
  private readonly log: Log
  private readonly tell: TokenNews
  /** Whether a call has worked in this process. */
  private worked = false

  constructor(log: Log, tell: TokenNews = {}) {
    this.log = log
    this.tell = tell
  }

  /** A call failed; repeated troubles of the same kind go to `debug`. `doing` names the call. */
  failed(trouble: TelegramTrouble, doing: string): void {
    const fields = { channel: 'telegram', doing, trouble: trouble.kind, why: trouble.why, afterMs: trouble.afterMs }
    const sentence = sentences[trouble.kind] ?? 'A call to Telegram failed.'
    const repeated = this.told.has(trouble.kind)
    this.told.add(trouble.kind)
    if (trouble.kind === 'token' && !repeated) this.tell.mustAct?.()
    if (repeated) this.log.debug(fields, sentence)
    else if (trouble.kind === 'token') this.log.error(fields, sentence)
    else this.log.warn(fields, sentence)
  }

  /** A call worked. One that polls also shows that nobody else does. */
  works(doing: 'poll' | 'send'): void {
    const over =
      doing === 'poll' ? [...this.told] : [...this.told].filter((kind) => kind === 'token' || kind === 'down')
    for (const kind of over) this.told.delete(kind)
    // An earlier process may have told admins of a token that has been replaced since.
    if (over.includes('token') || !this.worked) this.tell.worksAgain?.()
    this.worked = true
    if (over.length > 0) this.log.info({ channel: 'telegram', over }, 'Telegram works again.')
  }
}
