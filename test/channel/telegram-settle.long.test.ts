import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DeliveryError } from '../../src/app/ports/channel.ts'
import type { OutboxRow } from '../../src/app/ports/messages.ts'
import type { Reply } from '../../src/core/reply.ts'
import { outboxRow } from '../contracts/channel.contract.ts'
import { type TelegramBench, telegramBench, token } from './telegram-bench.ts'

const choices = [
  { label: 'Đã hoàn thành', value: 'a' },
  { label: 'Đang thực hiện', value: 'b' },
]

describe('settling an answered question on Telegram', () => {
  let bench: TelegramBench
  beforeEach(async () => {
    bench = await telegramBench({ strict: true, chatApartMs: 1_000 })
    bench.server.user(1).start()
  })
  afterEach(async () => {
    await bench.close()
    expect(bench.log.everything()).not.toContain(token.slice(7))
    expect(bench.server.failures).toEqual([])
  })

  const sent = async (reply: Reply, address = '1'): Promise<OutboxRow> => {
    const row = outboxRow(address, 'telegram', reply)
    return { ...row, ...(await bench.channel.send(row)), status: 'sent' }
  }
  const settle = async (row: OutboxRow, chosen: string | null) => bench.channel.settle?.(row, chosen)
  const failed = async (run: Promise<void> | undefined): Promise<DeliveryError> => {
    const error = await run?.then(
      () => expect.unreachable('the edit should fail'),
      (problem) => problem,
    )
    expect(error).toBeInstanceOf(DeliveryError)
    return error
  }

  it('takes the buttons off and notes the choice below the text', async () => {
    await settle(await sent({ text: 'Tình trạng hiện nay?', choices }), 'Đã hoàn  thành')
    const [shown] = bench.server.user(1).inbox
    expect(shown).toMatchObject({ text: 'Tình trạng hiện nay?\n\n✓ Đã hoàn thành', buttons: [] })
  })

  it('takes only the buttons off when nothing was chosen, where a file carries them, and where the text is full', async () => {
    const file = await bench.files.keep(new Uint8Array(9), 'a.pdf', 'application/pdf')
    await settle(await sent({ text: 'Câu hỏi', choices }), null)
    await settle(await sent({ text: 'Dự thảo', choices, files: [file] }), 'Đã hoàn thành')
    await settle(await sent({ text: 'x'.repeat(4_090), choices }), 'Đã hoàn thành')
    const { inbox } = bench.server.user(1)
    expect(inbox.map(({ buttons }) => buttons)).toEqual([[], [], [], []])
    expect(inbox.map(({ text }) => text)).toEqual(['Câu hỏi', 'Dự thảo', '', 'x'.repeat(4_090)])
  })

  it('changes the last part of a long text and leaves the others', async () => {
    const text = `${'a'.repeat(4_000)}\n\n${'b'.repeat(4_000)}`
    await settle(await sent({ text, choices }), 'Đang thực hiện')
    const [first, last] = bench.server.user(1).inbox.map((shown) => shown.text)
    expect(first).toBe('a'.repeat(4_000))
    expect(last).toBe(`${'b'.repeat(4_000)}\n\n✓ Đang thực hiện`)
  })

  it('counts as done what is settled already, too old or deleted', async () => {
    const row = await sent({ text: 'Câu hỏi', choices })
    await settle(row, null)
    await settle(row, null)
    expect(bench.server.callsOf('editMessageReplyMarkup').map(({ code }) => code)).toEqual([200, 400])
    const [shown] = bench.server.user(1).inbox
    if (shown !== undefined) shown.frozen = true
    await settle(row, 'Đã hoàn thành')
    bench.server.user(1).inbox.length = 0
    await settle(row, 'Đã hoàn thành')
    expect(bench.server.callsOf('editMessageText').map(({ code }) => code)).toEqual([400, 400])
  })

  it('fails with a DeliveryError when the person has gone, and for a message without a number', async () => {
    const row = await sent({ text: 'Câu hỏi', choices })
    expect(await failed(settle({ ...row, providerId: null }, null))).toMatchObject({ retry: 'refused' })
    bench.server.user(1).block()
    expect(await failed(settle(row, 'Đã hoàn thành'))).toMatchObject({ retry: 'never' })
  })

  it('keeps a pause that Telegram asks for, for the chat’s messages as well', async () => {
    const row = await sent({ text: 'Câu hỏi', choices })
    bench.server.failNext(1, 429, { method: 'editMessageText', retryAfter: 1 })
    expect(await failed(settle(row, 'Đã hoàn thành'))).toMatchObject({ retry: 'later', afterMs: 1_500 })
    const before = Date.now()
    await sent({ text: 'Tiếp theo' })
    expect(Date.now() - before).toBeGreaterThanOrEqual(1_400)
    expect(bench.server.callsOf('editMessageText')).toHaveLength(1)
  })

  it('lets every message go first, and makes Telegram refuse none', async () => {
    for (let id = 1; id <= 45; id++) bench.server.user(id).start()
    const rows = await Promise.all([1, 2, 3].map((id) => sent({ text: 'Câu hỏi', choices }, `${id}`)))
    const messages = Array.from({ length: 42 }, (_, n) => sent({ text: 'Tin' }, `${n + 4}`))
    await bench.server.waitFor((now) => now.callsOf('sendMessage').length > 5)
    const edits = rows.map((row) => settle(row, 'Đã hoàn thành'))
    await Promise.all([...messages, ...edits])
    const calls = bench.server.calls.map(({ method, code }) => `${method} ${code}`)
    expect(calls.filter((call) => call.endsWith(' 429'))).toEqual([])
    expect(calls.slice(-3)).toEqual(['editMessageText 200', 'editMessageText 200', 'editMessageText 200'])
  })

  it('gives up at once when everything stops', async () => {
    const row = await sent({ text: 'Câu hỏi', choices })
    expect(await failed(bench.channel.settle?.(row, null, AbortSignal.abort()))).toMatchObject({ retry: 'later' })
    expect(bench.server.callsOf('editMessageReplyMarkup')).toEqual([])
  })
})
