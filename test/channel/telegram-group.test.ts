import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DeliveryError } from '../../src/app/ports/channel.ts'
import { readUpdate } from '../../src/channel/telegram-update.ts'
import { WindowPace } from '../../src/channel/window-pace.ts'
import { outboxRow } from '../contracts/channel.contract.ts'
import { polling, type TelegramBench, telegramBench } from './telegram-bench.ts'

describe('groups on Telegram', () => {
  let bench: TelegramBench
  beforeEach(async () => {
    bench = await telegramBench()
  })
  afterEach(async () => {
    await bench.close()
    for (const secret of ['chuyện riêng', '-4455']) expect(bench.log.everything()).not.toContain(secret)
    expect(bench.server.failures).toEqual([])
  })

  const send = (text: string, address: string) =>
    bench.channel.send(outboxRow(address, 'telegram', { text, privately: true }))
  const failed = async (run: Promise<unknown>): Promise<DeliveryError> => {
    const error = await run.then(
      () => expect.unreachable('the send should fail'),
      (problem) => problem,
    )
    expect(error).toBeInstanceOf(DeliveryError)
    return error
  }

  it('hears commands that are meant for the bot, and nothing else that is said', async () => {
    const { taken } = bench.listen(bench.channel)
    await polling(bench.server)
    bench.server.world.privacy = false
    const group = bench.server.group(-4455)
    group.addBot(1, 'ABCDE-FGHJK')
    group.say(2, 'chuyện riêng')
    group.say(2, 'chuyện riêng /viec')
    group.say(2, '/viec@bot_khac chuyện riêng')
    group.say(2, `/viec ${'chuyện riêng '.repeat(20)}`)
    group.say(2, '/viec@Dung_Han_Thu_Bot')
    group.say(3, '/nhom  ABCDE-FGHJK ', { anonymous: true })
    expect(await taken.heard(3)).toEqual([
      { kind: 'group', event: 'command', text: '/start ABCDE-FGHJK' },
      { kind: 'group', event: 'command', text: '/viec' },
      { kind: 'group', event: 'command', text: '/nhom ABCDE-FGHJK' },
    ])
    expect(new Set(taken.kept.map(({ address }) => address))).toEqual(new Set(['-4455']))
    await bench.server.waitFor(({ world }) => world.updates.length === 0 && world.polling)
    expect(taken.kept).toHaveLength(3)
  })

  it('hears that the group has another id, and that the bot was removed', async () => {
    const { taken } = bench.listen(bench.channel)
    const group = bench.server.group(-4455)
    group.addBot(1)
    const moved = group.upgrade()
    moved.removeBot(1)
    expect(await taken.heard(2)).toEqual([
      { kind: 'group', event: 'moved', to: '-1000000004455' },
      { kind: 'group', event: 'removed' },
    ])
    expect(taken.kept.map(({ address }) => address)).toEqual(['-4455', '-1000000004455'])
  })

  it('hears no press in a group', () => {
    const callback_query = { id: 'q', data: 'o1:0', message: { chat: { id: -4455, type: 'supergroup' } } }
    expect(readUpdate({ callback_query })).toEqual({ kind: 'ignored', why: 'group' })
  })

  it('reads any text of a group without failing, as a command or not at all', () => {
    const signs = fc.constantFrom(
      '/',
      '/viec',
      '/nhom',
      '@',
      'dung_han_bot',
      ' ',
      '\n',
      'ABCDE-FGHJK',
      'x',
      'đ',
      '_',
      '\0',
    )
    const mixed = fc.array(signs, { maxLength: 8 }).map((some) => some.join(''))
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), mixed), (text) => {
        const message = { message_id: 1, chat: { id: -5, type: 'group' }, from: { is_bot: false }, text }
        const read = readUpdate({ message })
        if (read.kind === 'ignored') return
        expect(read).toMatchObject({ kind: 'heard', heard: { kind: 'group', event: 'command' } })
        expect(text.trim()).toMatch(/^\/\w/)
      }),
    )
  })

  it('shows below a message the way into the private chat; the message goes out also when that is not known', async () => {
    bench.server.group(-4455).addBot(1)
    bench.server.failNext(1, 500, { method: 'getMe' })
    await send('Việc đang mở', '-4455')
    await send('Việc đang mở', '-4455')
    expect(bench.server.group(-4455).inbox.map(({ buttons }) => buttons)).toEqual([
      [],
      [[{ label: 'Trả lời riêng với bot', data: '', url: 'https://t.me/dung_han_thu_bot?start=viec' }]],
    ])
  })

  it('links into a group of the caller’s choice', async () => {
    expect(await bench.channel.groupLink?.('ABCDE-FGHJK')).toBe('https://t.me/dung_han_thu_bot?startgroup=ABCDE-FGHJK')
  })

  it('fails with `never` once it was removed, and with the new id after an upgrade', async () => {
    const group = bench.server.group(-4455)
    group.addBot(1)
    const to = group.upgrade()
    expect(await failed(send('a', '-4455'))).toMatchObject({ retry: 'moved', newAddress: `${to.id}` })
    to.removeBot(1)
    expect(await failed(send('a', `${to.id}`))).toMatchObject({ retry: 'never' })
  })

  it('sends a group 20 messages a minute and asks to come later with the next, which Telegram never sees', async () => {
    bench.server.world.strict = false
    const group = bench.server.group(-4455)
    group.addBot(1)
    for (let n = 1; n <= 20; n++) await send(`${n}`, '-4455')
    const error = await failed(send('21', '-4455'))
    expect(error.retry).toBe('later')
    expect(error.afterMs).toBeGreaterThan(50_000)
    expect(error.afterMs).toBeLessThanOrEqual(60_000)
    expect(bench.server.callsOf('sendMessage')).toHaveLength(20)
    bench.server.user(1).start()
    await send('một người', '1')
  })

  it('obeys a pause that Telegram asks for in a group', async () => {
    bench.server.group(-4455).addBot(1)
    bench.server.failNext(1, 429, { method: 'sendMessage', retryAfter: 37 })
    expect(await failed(send('a', '-4455'))).toMatchObject({ retry: 'later', afterMs: 37_500 })
    expect((await failed(send('a', '-4455'))).afterMs).toBeGreaterThan(30_000)
    expect(bench.server.callsOf('sendMessage')).toHaveLength(1)
  })
})

describe('a sliding window', () => {
  it('never lets more than its number into any stretch of its length', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(5_000), { maxLength: 80 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 20_000 }),
        (gaps, most, windowMs) => {
          const pace = new WindowPace(most, windowMs)
          const times: number[] = []
          let now = 1_000_000
          for (const gap of gaps) {
            now += gap
            const wait = pace.waitMs('a', now)
            if (wait > 0) expect(pace.waitMs('a', now + wait - 1)).toBe(1)
            now += wait
            pace.count('a', now)
            times.push(now)
          }
          for (const [n, at] of times.entries()) {
            const inWindow = times.slice(0, n + 1).filter((other) => other > at - windowMs)
            expect(inWindow.length).toBeLessThanOrEqual(most)
          }
        },
      ),
    )
  })
})
