import type { Log } from '../app/ports/log.ts'
import type { TokenNews } from './token-news.ts'
import type { ZaloBotTrouble } from './zalo-bot-errors.ts'

const sentences: { readonly [K in ZaloBotTrouble['kind']]?: string } = {
  token:
    'Zalo refuses the bot token: set ZALO_BOT_TOKEN to the one that Zalo Bot Manager sent (and check ZALO_BOT_API_ROOT), and start again.',
  webhook: 'A webhook was set for this Zalo bot and kept it from polling: it is being removed.',
  quota: 'The Zalo bot has used up the messages of its plan: nothing goes out by it until the quota is filled again.',
  down: 'Zalo cannot be reached; trying again.',
  timeout: 'Zalo did not say in time what became of a call.',
  picture: 'Zalo could not fetch a picture: check that PUBLIC_URL is reached from outside over https.',
}

/** Tells operators once what is wrong with the Zalo Bot API, and once that it is well again. */
export class ZaloBotHealth {
  private readonly told = new Set<ZaloBotTrouble['kind'] | 'unverified'>()
  private readonly log: Log
  private readonly tell: TokenNews
  /** Whether a call has worked in this process. */
  private worked = false

  constructor(log: Log, tell: TokenNews = {}) {
    this.log = log
    this.tell = tell
  }

  /** A call failed; repeated troubles of the same kind go to `debug`. `doing` names the call. */
  failed({ kind, why, afterMs }: ZaloBotTrouble, doing: string): void {
    const fields = { channel: 'zalo-bot', doing, trouble: kind, why, afterMs }
    const sentence = sentences[kind] ?? 'A call to Zalo failed.'
    const repeated = this.told.has(kind)
    this.told.add(kind)
    if (kind === 'token' && !repeated) this.tell.mustAct?.()
    if (repeated) this.log.debug(fields, sentence)
    else if (kind === 'token') this.log.error(fields, sentence)
    else this.log.warn(fields, sentence)
  }

  /** Zalo keeps the webhook's address but could not reach it; `outcome` is Zalo's own word for why. */
  unverified(outcome: string): void {
    const fields = { channel: 'zalo-bot', outcome }
    const sentence =
      'Zalo could not reach the webhook: check that PUBLIC_URL is reached from outside over https with a valid certificate, and that no firewall answers in its place.'
    if (this.told.has('unverified')) this.log.debug(fields, sentence)
    else this.log.warn(fields, sentence)
    this.told.add('unverified')
  }

  /** A call worked. One that sends shows that there is quota, one that hears that the way in is open. */
  works(doing: 'hear' | 'send'): void {
    const ended =
      doing === 'send' ? ['token', 'down', 'timeout', 'quota', 'picture'] : ['token', 'down', 'webhook', 'unverified']
    const over = [...this.told].filter((kind) => ended.includes(kind))
    for (const kind of over) this.told.delete(kind)
    // An earlier process may have told admins of a token that has been replaced since.
    if (over.includes('token') || !this.worked) this.tell.worksAgain?.()
    this.worked = true
    if (over.length > 0) this.log.info({ channel: 'zalo-bot', over }, 'The Zalo bot works again.')
  }
}
