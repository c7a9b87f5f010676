import { mimeOfFile } from '../../src/channel/file-kind.ts'
import type { ZaloBotWebhook } from './zalo-bot-webhook.ts'
import { type ZaloBotWorld, ZaloRefusal } from './zalo-bot-world.ts'

export interface ZaloCall {
  readonly params: { readonly [name: string]: unknown }
  /** Aborted when the caller has hung up. */
  readonly gone: AbortSignal
  readonly webhook: ZaloBotWebhook
  /** Where an address of the internet really lies; undefined: nowhere. */
  readonly reach: (url: URL) => URL | undefined
}

type Method = (world: ZaloBotWorld, call: ZaloCall) => unknown

const bad = (what: string): ZaloRefusal => new ZaloRefusal(400, `Bad Request: ${what}`)
/** Zalo counts composed text in UTF-16 units. */
const longestText = 2000
const fetchMs = 10_000

function textOf(value: unknown, what: string): string {
  if (typeof value !== 'string' || value.trim() === '') throw bad(`${what} must not be empty`)
  if (value.normalize('NFC').length > longestText) throw bad(`${what} is too long, limit 2000`)
  return value
}

async function fetchPicture(address: unknown, reach: ZaloCall['reach']): Promise<{ url: string; bytes: Buffer }> {
  if (typeof address !== 'string' || !URL.canParse(address)) throw bad('photo must be a valid url')
  const place = reach(new URL(address))
  if (place === undefined) throw bad('cannot download photo')
  try {
    const response = await fetch(place, { signal: AbortSignal.timeout(fetchMs) })
    const bytes = Buffer.from(await response.arrayBuffer())
    if (!response.ok || mimeOfFile('a.jpg', bytes) === undefined) throw bad('cannot download photo')
    return { url: address, bytes }
  } catch {
    throw bad('cannot download photo')
  }
}

/** The eleven documented methods; anything else is a mistake of the product and answered 404. */
export const methods: { readonly [name: string]: Method } = {
  getMe: () => ({
    id: '1459232241454765289',
    account_name: 'bot.dunghan',
    account_type: 'BASIC',
    can_join_groups: true,
  }),

  getUpdates(world, { params, gone }) {
    if (world.webhook !== undefined) throw bad('cannot use getUpdates while webhook is active, use deleteWebhook first')
    const seconds = params.timeout === undefined ? 30 : Number(params.timeout)
    if (!Number.isFinite(seconds) || seconds < 0) throw bad('timeout is invalid')
    return world.getUpdates(Math.min(seconds, 60) * 1_000, gone)
  },

  setWebhook: (_world, { params, webhook }) => webhook.set(params.url, params.secret_token),
  testWebhook: (_world, { webhook }) => webhook.test(),

  deleteWebhook(world) {
    if (world.webhook === undefined && world.habits.deleteNone === 'refuse') throw bad('webhook is not set')
    world.webhook = undefined
    return { url: '', updated_at: world.now() }
  },

  getWebhookInfo(world) {
    if (world.webhook === undefined) throw new ZaloRefusal(404, 'Not Found', true)
    return { url: world.webhook.url, updated_at: world.webhook.updatedAt }
  },

  sendMessage(world, { params }) {
    const text = textOf(params.text, 'text')
    if (params.parse_mode !== undefined && !['markdown', 'html'].includes(String(params.parse_mode)))
      throw bad('parse_mode is invalid')
    const chat = world.chat(params.chat_id)
    world.countSend()
    return { message_id: chat.receive({ text }), date: world.now() }
  },

  async sendPhoto(world, { params, reach }) {
    const text = params.caption === undefined ? '' : textOf(params.caption, 'caption')
    const chat = world.chat(params.chat_id)
    const picture = await fetchPicture(params.photo, reach)
    world.countSend()
    return { message_id: chat.receive({ text, picture }), date: world.now() }
  },

  sendSticker(world, { params }) {
    if (typeof params.sticker !== 'string' || params.sticker === '') throw bad('sticker is required')
    const chat = world.chat(params.chat_id)
    world.countSend()
    return { message_id: chat.receive({ text: '', sticker: params.sticker }), date: world.now() }
  },

  sendVoice(world, { params }) {
    const voice = params.voice_url
    if (typeof voice !== 'string' || !URL.canParse(voice) || !new URL(voice).pathname.endsWith('.aac'))
      throw bad('voice_url must be a url of an aac file')
    const chat = world.chat(params.chat_id)
    world.countSend()
    // To a group it is answered like any other, and nobody gets it.
    const toGroup = world.groups.has(chat.id)
    return { message_id: toGroup ? world.messageId() : chat.receive({ text: '', voice }), date: world.now() }
  },

  sendChatAction(world, { params }) {
    if (params.action !== 'typing') throw bad('action is unsupported')
    world.chat(params.chat_id)
    return undefined
  },
}
