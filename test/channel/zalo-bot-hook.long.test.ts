import { afterEach, describe, expect, it } from 'vitest'
import { hookBodyLimit } from '../../src/channel/hook-answer.ts'
import { readHook } from '../../src/channel/zalo-bot-hook.ts'
import { hooked, hookSecret, jpeg, lan, token, type ZaloBotBench, zaloBotBench } from './zalo-bot-bench.ts'

const event = {
  event_name: 'message.text.received',
  message: { message_id: 'a1', date: 1, from: { id: lan }, chat: { id: lan, chat_type: 'PRIVATE' }, text: 'bí mật' },
}
const headers = (more: Record<string, string> = {}) =>
  new Headers({ 'content-type': 'application/json', 'x-bot-api-secret-token': hookSecret, ...more })
const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))

describe('reading a request to the webhook', () => {
  const read = (body: unknown, more?: Record<string, string>) => readHook(hookSecret, headers(more), bytes(body))

  it('takes the same event wrapped and flat', () => {
    const { answer, event: flat } = read(event)
    expect(answer).toEqual({ status: 200, body: '{"ok":true}' })
    expect(flat).toMatchObject({ kind: 'heard', address: lan, heard: { kind: 'text', text: 'bí mật' } })
    expect(read({ ok: true, result: event }).event).toEqual(flat)
  })

  it('refuses a wrong, missing, doubled or cut secret before it looks at anything else', () => {
    for (const secret of ['', 'sai', hookSecret.slice(1), `${hookSecret}, ${hookSecret}`, hookSecret.toUpperCase()])
      expect(readHook(hookSecret, headers({ 'x-bot-api-secret-token': secret }), bytes('không phải JSON'))).toEqual({
        answer: { status: 403, body: '{"ok":false}' },
        event: undefined,
      })
    const none = new Headers({ 'content-type': 'application/json' })
    expect(readHook(hookSecret, none, bytes(event)).answer.status).toBe(403)
    expect(readHook('', none, bytes(event)).answer.status).toBe(403)
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', ''])(
    'refuses the content type “%s”',
    (type) => {
      expect(read(event, { 'content-type': type }).answer.status).toBe(415)
    },
  )

  it('accepts JSON with a charset, in any case', () => {
    for (const type of ['application/json; charset=UTF-8', 'Application/JSON;charset=utf-8'])
      expect(read(event, { 'content-type': type }).event?.kind).toBe('heard')
  })

  it('refuses more than 1 MB, and what is no JSON or no UTF-8', () => {
    expect(read(`"${'x'.repeat(hookBodyLimit)}"`).answer.status).toBe(413)
    expect(read(`"${'x'.repeat(hookBodyLimit - 2)}"`).answer.status).toBe(200)
    for (const body of ['', '{', '{"a":1}}', '[']) expect(read(body).answer.status, body).toBe(400)
    expect(readHook(hookSecret, headers(), Buffer.from([0x22, 0xff, 0x22])).answer.status).toBe(400)
    expect(read('['.repeat(100_000)).answer.status).toBe(400)
  })

  it('acknowledges and skips the probe, unknown events and foreign shapes', () => {
    const probe = { event_name: 'webhook.test', message_id: 'webhook-test', date: 1, text: 'HTTP 200' }
    const { message } = event
    const skipped: [unknown, string][] = [
      [probe, 'probe'],
      [{ ok: true, result: probe }, 'probe'],
      [{ ...event, event_name: 'message.poll.received' }, 'unknown event'],
      [{ ...event, event_name: 'user_send_text' }, 'unknown event'],
      [{ ...event, message: { ...message, chat: { id: lan, chat_type: 'GROUP' } } }, 'group'],
      [{ ...event, message: { ...message, from: { id: lan, is_bot: true } } }, 'bot'],
      [{ ...event, message: { ...message, chat: undefined } }, 'unknown shape'],
      [{ ...event, message: { ...message, message_id: 'x'.repeat(201) } }, 'unknown shape'],
      [{ ...event, message: { ...message, text: 5 } }, 'unknown shape'],
      [{ event_name: 'message.text.received' }, 'unknown shape'],
      ...[[event], {}, null, 5, 'a', true, { result: null }].map((body): [unknown, string] => [body, 'unknown shape']),
    ]
    for (const [body, why] of skipped) {
      const { answer, event: given } = read(body === 'a' ? '"a"' : body)
      expect(answer.status).toBe(200)
      expect(given).toEqual({ kind: 'ignored', why })
    }
  })

  it('tells chats and messages apart whose ids read the same together', () => {
    const idOf = (chat: string, message_id: string) => {
      const { event: given } = read({ ...event, message: { ...event.message, message_id, chat: { id: chat } } })
      return given?.kind === 'heard' ? given.messageId : undefined
    }
    expect(idOf('a.b', 'c')).not.toBe(idOf('a', 'b.c'))
    expect(idOf('a', 'b')).toBe(idOf('a', 'b'))
  })

  it('takes NULs and halves of characters out of what people wrote', () => {
    const body = JSON.stringify({ ...event, message: { ...event.message, text: 'a\0b\ud800c' } })
    expect(read(body).event).toMatchObject({ heard: { text: 'abc' } })
  })
})

describe('the webhook of the channel', () => {
  let bench: ZaloBotBench
  afterEach(async () => {
    await bench.close()
    for (const secret of [token, hookSecret, 'bí mật', lan]) expect(bench.log.everything()).not.toContain(secret)
  })

  it('is registered with its secret, and the probe is answered', async () => {
    bench = await zaloBotBench({ webhook: true })
    bench.listen()
    await hooked(bench.server)
    expect(bench.server.world.webhook).toMatchObject({ secret: hookSecret })
    expect(bench.server.webhook.deliveries).toEqual([{ event: 'webhook.test', outcome: 200 }])
    expect(bench.server.callsOf('getUpdates')).toEqual([])
  })

  it('is registered again until Zalo reaches it; operators are told once each way', async () => {
    bench = await zaloBotBench({ webhook: true })
    const [[origin = '', place = ''] = []] = [...bench.server.reach]
    bench.server.reach.clear()
    bench.listen()
    const told = await bench.log.waitFor(({ level }) => level === 'warn')
    expect(told.fields).toMatchObject({ outcome: 'webhook.err.dns' })
    bench.server.reach.set(origin, place)
    await hooked(bench.server)
    await bench.log.waitFor(({ message }) => message === 'The Zalo bot works again.')
    expect(bench.log.at('warn')).toHaveLength(1)
  })

  it('hears each message once however often and however slowly it comes', async () => {
    bench = await zaloBotBench({ webhook: true, server: { habits: { duplicates: 2 } } })
    const { taken } = bench.listen()
    await hooked(bench.server)
    bench.server.slowDown(1, 50, 'picture')
    bench.server.user(lan).sendPicture(jpeg)
    const again = bench.server.world.newest
    if (again !== undefined) bench.server.world.redeliver(again)
    await taken.until(() => taken.repeats === 5)
    expect(taken.kept).toHaveLength(1)
    expect(bench.server.callsOf('picture')).toHaveLength(1)
    await bench.server.webhook.settled()
    expect(bench.server.webhook.deliveries.every(({ outcome }) => outcome === 200)).toBe(true)
  })

  it('changes nothing for bodies of strangers', async () => {
    bench = await zaloBotBench({ webhook: true })
    const { taken } = bench.listen()
    await hooked(bench.server)
    const post = (body: unknown, more: Record<string, string> = {}) =>
      bench.server.webhook.post(bytes(body), 'foreign', more)
    expect(await post(event, { 'x-bot-api-secret-token': 'doan-mo-0123' })).toBe(403)
    expect(await post(event, { 'content-type': 'text/plain' })).toBe(415)
    expect(await post('{"bí mật')).toBe(400)
    expect(await post('x'.repeat(10 * 1024 * 1024))).toBe(413)
    expect(taken.kept).toEqual([])
    expect(bench.log.at('warn')).toHaveLength(4)
  })

  it('acknowledges a message of an unknown shape, and tells operators that there was one', async () => {
    bench = await zaloBotBench({ webhook: true })
    const { taken } = bench.listen()
    const odd = { event_name: 'message.text.received', message: { id: 'bí mật' } }
    expect((await bench.channel.hook(headers(), bytes(odd))).status).toBe(200)
    expect(taken.kept).toEqual([])
    expect(bench.log.at('warn')).toEqual(['An event was ignored.'])
  })

  it('says 503 while nobody listens and 500 when it could not be stored, so that it may come again', async () => {
    bench = await zaloBotBench({ webhook: true })
    expect((await bench.channel.hook(headers(), bytes(event))).status).toBe(503)
    expect((await bench.channel.hook(headers(), bytes({ event_name: 'webhook.test' }))).status).toBe(200)
    const { stop } = bench.listen(bench.channel, undefined, () => Promise.reject(new Error('bí mật')))
    expect((await bench.channel.hook(headers(), bytes(event))).status).toBe(500)
    await stop()
    expect((await bench.channel.hook(headers(), bytes(event))).status).toBe(503)
    const polled = await zaloBotBench()
    expect((await polled.channel.hook(headers(), bytes(event))).status).toBe(404)
    await polled.close()
  })
})
