import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DeliveryError } from '../../src/app/ports/channel.ts'
import { telegramChannel } from '../../src/channel/telegram.ts'
import type { Reply } from '../../src/core/reply.ts'
import { outboxRow } from '../contracts/channel.contract.ts'
import { shown } from '../fakes/captured-log.ts'
import { type TelegramBench, telegramBench, token } from './telegram-bench.ts'

const row = (reply: Reply, address = '1') => outboxRow(address, 'telegram', reply)
const longText = (parts: number): string =>
  Array.from({ length: parts }, (_, i) => `${i + 1} ${'x'.repeat(4_090)}`).join('\n\n')

describe('sending through Telegram', () => {
  let bench: TelegramBench
  const secrets = [token, token.slice(7), 'nội dung']

  beforeEach(async () => {
    bench = await telegramBench()
    bench.server.user(1).start()
  })
  afterEach(async () => {
    await bench.close()
    for (const secret of secrets) expect(bench.log.everything()).not.toContain(secret)
    expect(bench.server.failures).toEqual([])
  })

  const failed = async (send: Promise<unknown>): Promise<DeliveryError> => {
    const error = await send.then(
      () => expect.unreachable('the send should fail'),
      (problem) => problem,
    )
    expect(error).toBeInstanceOf(DeliveryError)
    for (const secret of secrets) expect(shown(error)).not.toContain(secret)
    return error
  }

  it.each([
    [400, 'Bad Request: chat not found', 'never'],
    [400, 'Bad Request: message is too long', 'refused'],
    [401, 'Unauthorized', 'later'],
    [403, 'Forbidden: bot was blocked by the user', 'never'],
    [403, 'Forbidden: user is deactivated', 'never'],
    [403, 'Forbidden: bot was kicked from the group chat', 'never'],
    [404, 'Not Found', 'later'],
    [409, 'Conflict: terminated by other getUpdates request', 'later'],
    [413, 'Request Entity Too Large', 'refused'],
    [500, 'Internal Server Error', 'later'],
    [502, 'Bad Gateway', 'later'],
  ] as const)('reads %i “%s” as %s', async (code, description, retry) => {
    bench.server.failNext(1, code, { description })
    expect(await failed(bench.channel.send(row({ text: 'nội dung' })))).toMatchObject({ retry, channel: 'telegram' })
  })

  it('does not repeat what Telegram quotes from a message or names of a chat', async () => {
    const description = `Bad Request: can't parse "nội dung" of 5123456789 at https://api.telegram.org/bot${token}`
    bench.server.failNext(1, 400, { description })
    expect((await failed(bench.channel.send(row({ text: 'nội dung' })))).message).toBe(
      'telegram: 400 Bad Request: can…',
    )
  })

  it('asks for as much time as Telegram asks for, and leaves the chat alone meanwhile', async () => {
    bench.server.failNext(1, 429, { method: 'sendMessage', retryAfter: 40 })
    const first = await failed(bench.channel.send(row({ text: 'nội dung' })))
    expect(first).toMatchObject({ retry: 'later', afterMs: 40_500 })
    const second = await failed(bench.channel.send(row({ text: 'nội dung' })))
    expect(second.retry).toBe('later')
    expect(second.afterMs).toBeGreaterThan(39_000)
    expect(bench.server.callsOf('sendMessage')).toHaveLength(1)
  })

  it('tries later when nobody answers, the answer is no JSON, or the connection breaks', async () => {
    bench.server.dropAnswers(1, 'sendMessage')
    expect(await failed(bench.channel.send(row({ text: 'nội dung' })))).toMatchObject({
      retry: 'later',
      perhapsSent: true,
    })
    const { files, log } = bench
    const noJson = telegramChannel({ token, files, log, fetch: async () => new Response('<html>502</html>') })
    expect(await failed(noJson.send(row({ text: 'nội dung' })))).toMatchObject({ retry: 'later' })
    const unplugged: typeof fetch = async (url, init) => {
      expect(init?.signal).toBeInstanceOf(AbortSignal)
      throw Object.assign(new TypeError(`cannot reach ${url}`), { code: 'ECONNREFUSED' })
    }
    const away = telegramChannel({ token, files, log, fetch: unplugged })
    const error = await failed(away.send(row({ text: 'nội dung' })))
    expect(error.message).toBe('telegram: no usable answer (ECONNREFUSED)')
    expect(error.perhapsSent).toBe(false)
  })

  it('sends nothing new once everything stops: what waits for its turn comes later, what is on its way arrives', async () => {
    const slow = await telegramBench({ chatApartMs: 60_000 })
    try {
      const stop = new AbortController()
      slow.server.user(1).started = true
      slow.server.slowDown(1, 100, 'sendMessage')
      const first = slow.channel.send({ ...row({ text: 'một' }), id: 1 }, stop.signal)
      await slow.server.waitFor(({ calls }) => calls.some(({ method }) => method === 'sendMessage'))
      const second = failed(slow.channel.send({ ...row({ text: 'hai' }), id: 2 }, stop.signal))
      stop.abort()
      expect(await second).toMatchObject({ retry: 'later', perhapsSent: false })
      expect((await first).providerId).not.toBeNull()
      expect(await failed(slow.channel.send({ ...row({ text: 'ba' }), id: 3 }, stop.signal))).toMatchObject({
        retry: 'later',
      })
      expect(slow.server.user(1).inbox.map(({ text }) => text)).toEqual(['một'])
    } finally {
      await slow.close()
    }
  })

  it('tells operators once that the token is refused, whatever is sent', async () => {
    bench.server.tokenRevoked = true
    for (const text of ['nội dung 1', 'nội dung 2']) {
      const error = await failed(bench.channel.send(row({ text })))
      expect(error).toMatchObject({ retry: 'later', afterMs: 60_000 })
    }
    expect(bench.log.at('error')).toEqual([expect.stringContaining('TELEGRAM_BOT_TOKEN')])
  })

  it('goes on with the part that failed instead of repeating those that arrived', async () => {
    const sent = row({ text: longText(3), choices: [{ label: 'Đã đọc', value: 'ok' }] })
    const inbox = bench.server.user(1).inbox
    const slowly = bench.channel.send(sent)
    await bench.server.user(1).waitFor(({ text }) => text.startsWith('1 '))
    bench.server.failNext(1, 500, { method: 'sendMessage' })
    await failed(slowly)
    const had = inbox.length
    const { providerId } = await bench.channel.send(sent)
    expect(had).toBeLessThan(3)
    expect(inbox.map(({ text }) => text[0])).toEqual(['1', '2', '3'])
    expect(inbox.map(({ buttons }) => buttons.flat().length)).toEqual([0, 0, 1])
    expect(providerId).toBe(`${inbox[2]?.id}`)
  })

  it('writes buttons of at most 64 bytes, two short ones side by side, long labels cut', async () => {
    const labels = ['Có', 'Không', 'Đồng ý gia hạn thời gian thực hiện', 'Sau', '  ', 'Đ'.repeat(200)]
    const sent = row({ text: 'Chọn:', choices: labels.map((label) => ({ label, value: 'v'.repeat(1_000) })) })
    await bench.channel.send({ ...sent, id: 999_999_999_999_999 })
    const rows = bench.server.user(1).inbox[0]?.buttons ?? []
    expect(rows.map((each) => each.map(({ label }) => label))).toEqual([
      ['Có', 'Không'],
      ['Đồng ý gia hạn thời gian thực hiện'],
      ['Sau', '5'],
      [`${'Đ'.repeat(59)}…`],
    ])
    expect(rows.flat().map(({ data }) => data)).toEqual(labels.map((_, i) => `o999999999999999:${i}`))
  })

  it('hangs the buttons on the last part, which may be a file, and names the file as it is', async () => {
    const file = await bench.files.keep(Buffer.from('bytes'), 'Báo cáo; số "1" (dự thảo).docx', 'x/y')
    await bench.channel.send(row({ text: 'Dự thảo', files: [file], choices: [{ label: 'Duyệt', value: '' }] }))
    const [text, document] = bench.server.user(1).inbox
    expect([text?.buttons.length, document?.buttons.length]).toEqual([0, 1])
    expect(document?.document).toMatchObject({ name: 'Báo cáo số 1 (dự thảo).docx' })
  })

  it('sends nothing of a message that cannot be sent whole', async () => {
    const gone = { sha256: 'none', name: 'a.docx', mime: 'x/y', size: 5 }
    expect(await failed(bench.channel.send(row({ text: 'Dự thảo', files: [gone] })))).toMatchObject({
      retry: 'refused',
    })
    const huge = { ...gone, size: 51 * 1024 * 1024 }
    expect(await failed(bench.channel.send(row({ text: 'Dự thảo', files: [huge] })))).toMatchObject({
      retry: 'refused',
    })
    expect(await failed(bench.channel.send(row({ text: ' \n ' })))).toMatchObject({ retry: 'refused' })
    expect(await failed(bench.channel.send(row({ text: 'x' }, 'lan')))).toMatchObject({ retry: 'never' })
    expect(bench.server.calls).toEqual([])
  })
})

describe('the pace of sending', () => {
  it('sends a chat one message a second, in order, and other chats at once', async () => {
    const bench = await telegramBench({ strict: true, chatApartMs: 1_000 })
    bench.server.user(1).start()
    bench.server.user(2).start()
    const before = Date.now()
    let otherAfter = 0
    await Promise.all([
      ...['một', 'hai', 'ba'].map((text) => bench.channel.send(row({ text }))),
      bench.channel.send(row({ text: 'khác' }, '2')).then(() => {
        otherAfter = Date.now() - before
      }),
    ])
    expect(bench.server.user(1).inbox.map(({ text }) => text)).toEqual(['một', 'hai', 'ba'])
    expect(Date.now() - before).toBeGreaterThanOrEqual(2_000)
    expect(otherAfter).toBeLessThan(1_000)
    expect(bench.server.callsOf('sendMessage').map(({ code }) => code)).toEqual([200, 200, 200, 200])
    await bench.close()
  })
})
