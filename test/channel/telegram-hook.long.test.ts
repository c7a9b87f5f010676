import { afterEach, describe, expect, it } from 'vitest'
import { hookBodyLimit } from '../../src/channel/hook-answer.ts'
import { hooked, hookSecret, hookUrl, type TelegramBench, telegramBench, token } from './telegram-bench.ts'

const lan = 5_123_456_789
const said = (update_id: number, text = 'bí mật') => ({
  update_id,
  message: {
    message_id: update_id,
    date: 1,
    chat: { id: lan, type: 'private' },
    from: { id: lan, is_bot: false },
    text,
  },
})
const headers = (more: Record<string, string> = {}) =>
  new Headers({ 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': hookSecret, ...more })
const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))

describe('the webhook of the Telegram channel', () => {
  let bench: TelegramBench
  afterEach(async () => {
    await bench.close()
    for (const secret of [token, token.slice(7), hookSecret, 'bí mật', `${lan}`])
      expect(bench.log.everything()).not.toContain(secret)
    expect(bench.server.failures).toEqual([])
  })

  it('is registered with its secret and the wanted kinds, and nothing is polled', async () => {
    bench = await telegramBench({ webhook: true })
    bench.listen()
    await hooked(bench.server)
    expect(bench.server.world.webhook).toEqual({
      url: hookUrl,
      secret: hookSecret,
      allowed: ['message', 'callback_query', 'my_chat_member'],
    })
    expect(bench.server.callsOf('getUpdates')).toEqual([])
  })

  it('is registered again until Telegram takes it, and says so once each way', async () => {
    bench = await telegramBench({ webhook: true })
    bench.server.failNext(2, 429, { method: 'setWebhook', retryAfter: 0 })
    bench.listen()
    await hooked(bench.server)
    await bench.log.waitFor(({ message }) => message === 'Telegram works again.')
    expect(bench.server.callsOf('setWebhook').map(({ code }) => code)).toEqual([429, 429, 200])
    expect(bench.log.at('warn')).toEqual(['Telegram asks for a pause.'])
  })

  it('stays set when the program stops, so that what comes meanwhile is brought later', async () => {
    bench = await telegramBench({ webhook: true })
    const first = bench.listen()
    await hooked(bench.server)
    await first.stop()
    bench.server.user(lan).say('một')
    await bench.server.waitFor(({ hook }) => hook.deliveries.some(({ outcome }) => outcome === 503))
    const { taken } = bench.listen()
    expect(await taken.heard(1)).toEqual([{ kind: 'text', text: 'một' }])
  })

  it('is taken away by a channel that polls', async () => {
    bench = await telegramBench()
    bench.server.webhook = true
    const { taken } = bench.listen(bench.channel)
    await bench.server.waitFor(({ webhook }) => !webhook)
    bench.server.user(lan).say('một')
    await taken.heard(1)
    expect((await bench.channel.hook(headers(), bytes(said(1)))).status).toBe(404)
  })

  it('refuses a wrong, missing, doubled or cut secret before it looks at anything else', async () => {
    bench = await telegramBench({ webhook: true })
    const { taken } = bench.listen()
    for (const secret of ['', 'sai', hookSecret.slice(1), `${hookSecret}, ${hookSecret}`, hookSecret.toUpperCase()])
      expect(
        await bench.channel.hook(headers({ 'x-telegram-bot-api-secret-token': secret }), bytes('không phải JSON')),
      ).toEqual({ status: 403, body: '{"ok":false}' })
    const none = new Headers({ 'content-type': 'application/json' })
    expect((await bench.channel.hook(none, bytes(said(1)))).status).toBe(403)
    expect(taken.kept).toEqual([])
    expect(bench.log.at('warn')).toHaveLength(6)
  })

  it('refuses other content types, more than 1 MB, and what is no JSON', async () => {
    bench = await telegramBench({ webhook: true })
    const { taken } = bench.listen()
    const status = async (body: unknown, more: Record<string, string> = {}) =>
      (await bench.channel.hook(headers(more), bytes(body))).status
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', ''])
      expect(await status(said(1), { 'content-type': type })).toBe(415)
    expect(await status(`"${'x'.repeat(hookBodyLimit)}"`)).toBe(413)
    for (const body of ['', '{', '{"a":1}}', '['.repeat(100_000)]) expect(await status(body)).toBe(400)
    expect(taken.kept).toEqual([])
  })

  it('acknowledges and skips what is not for it', async () => {
    bench = await telegramBench({ webhook: true })
    const { taken } = bench.listen()
    const message = said(1).message
    for (const body of [
      null,
      5,
      [],
      {},
      { update_id: 'x' },
      { update_id: 1 },
      { update_id: 2, poll: {} },
      { update_id: 3, message: 'bí mật' },
      { update_id: 4, edited_message: message },
      { update_id: 5, message: { ...message, chat: { id: -5, type: 'group' } } },
      { update_id: 6, message: { ...message, chat: { id: -5, type: 'channel' } } },
    ])
      expect((await bench.channel.hook(headers(), bytes(body))).status, JSON.stringify(body)).toBe(200)
    expect(taken.kept).toEqual([])
  })

  it('says 503 while nobody listens and 500 when it could not be stored, and is brought the message again', async () => {
    bench = await telegramBench({ webhook: true })
    expect((await bench.channel.hook(headers(), bytes(said(1)))).status).toBe(503)
    let broken = 2
    const { taken } = bench.listen()
    await bench.server.waitFor((now) => now.webhook)
    const take = taken.take
    const again = bench.listen(bench.channel, taken, (inbound) => {
      broken -= 1
      return broken >= 0 ? Promise.reject(new Error('bí mật')) : take(inbound)
    })
    bench.server.user(lan).say('một')
    await taken.heard(1)
    await bench.server.waitFor(({ world }) => world.updates.length === 0)
    expect(bench.server.hook.deliveries.map(({ outcome }) => outcome)).toEqual([500, 500, 200])
    await again.stop()
    expect((await bench.channel.hook(headers(), bytes(said(1)))).status).toBe(503)
  })

  it('fetches a file once for an update that comes twice at the same time', async () => {
    bench = await telegramBench({ webhook: true })
    const { taken } = bench.listen()
    const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n')
    bench.server.slowDown(1, 60, 'file')
    const file_id = bench.server.world.keepFile('a.pdf', pdf)
    const update = {
      ...said(9),
      message: { ...said(9).message, text: undefined, document: { file_id, file_name: 'a.pdf' } },
    }
    const both = await Promise.all([1, 2].map(() => bench.channel.hook(headers(), bytes(update))))
    expect(both.map(({ status }) => status)).toEqual([200, 200])
    expect(bench.server.callsOf('file')).toHaveLength(1)
    expect(taken.kept).toHaveLength(1)
    expect(taken.repeats).toBe(0)
  })

  it('keeps the order of a chat when a file on its way is slow, and lets other chats pass', async () => {
    bench = await telegramBench({ webhook: true })
    const { taken } = bench.listen()
    await hooked(bench.server)
    bench.server.slowDown(1, 80, 'file')
    const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n')
    bench.server.user(lan).sendFile('a.pdf', pdf)
    bench.server.user(lan).say('sau tệp')
    bench.server.user(7).say('người khác')
    await taken.heard(3)
    expect(taken.kept.map(({ address, heard }) => [address, heard.kind])).toEqual([
      ['7', 'text'],
      [`${lan}`, 'file'],
      [`${lan}`, 'text'],
    ])
  })

  it('frees a pressed button, also when the press comes again', async () => {
    bench = await telegramBench({ webhook: true })
    bench.server.hook.duplicates = 2
    const { taken } = bench.listen()
    await hooked(bench.server)
    const query = bench.server.user(lan).pressRaw('o12:3')
    await bench.server.waitFor(({ world }) => world.answered.has(query) && world.updates.length === 0)
    expect(taken.kept.map(({ heard }) => heard)).toEqual([{ kind: 'choice', outboxId: 12, index: 3 }])
    expect(taken.repeats).toBe(2)
  })
})
