import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { telegramCommands } from '../../src/text/vi-telegram.ts'
import { TakenMessages } from '../contracts/channel.contract.ts'
import { itWhole } from '../whole.ts'
import { polling, type TelegramBench, telegramBench, token } from './telegram-bench.ts'

const pdf = Buffer.from('%PDF-1.7\n%%EOF\n')
const texts = (taken: TakenMessages): string[] =>
  taken.kept.flatMap(({ heard }) => (heard.kind === 'text' ? [heard.text] : []))

describe('listening to Telegram', () => {
  let bench: TelegramBench
  beforeEach(async () => {
    bench = await telegramBench()
  })
  afterEach(async () => {
    await bench.close()
    expect(bench.log.everything()).not.toContain(token.slice(7))
    expect(bench.server.failures).toEqual([])
  })

  it('moves the offset only after a message was taken, and asks again for one that could not be', async () => {
    const lan = bench.server.user(1)
    const first = lan.say('một')
    lan.say('hai')
    let tries = 0
    const taken = new TakenMessages()
    bench.listen(bench.channel, taken, async (inbound) => {
      tries += 1
      if (tries === 2) throw new Error('the database is away, and “hai” must not reach the log')
      return taken.take(inbound)
    })
    await taken.heard(2)
    expect(texts(taken)).toEqual(['một', 'hai'])
    expect(tries).toBe(3)
    const offsets = bench.server.callsOf('getUpdates').map(({ params }) => params.offset)
    expect(offsets.slice(0, 2)).toEqual([undefined, first + 1])
    expect(bench.log.at('error')).toHaveLength(1)
    expect(bench.log.everything()).not.toContain('hai')
  })

  it('hears after a crash what it had not taken, and nothing twice', async () => {
    const lan = bench.server.user(1)
    lan.say('một')
    const taken = new TakenMessages()
    let stuck: () => void = () => undefined
    const crashed = new Promise<boolean>((_, reject) => (stuck = () => reject(new Error('killed'))))
    let atSecond: () => void = () => undefined
    const reached = new Promise<void>((resolve) => (atSecond = resolve))
    lan.say('hai')
    const before = bench.listen(bench.channel, taken, (inbound) => {
      if (taken.kept.length === 0) return taken.take(inbound)
      atSecond()
      return crashed
    })
    await reached
    // The first process hangs in the middle of the batch; a second one starts on the same store.
    bench.listen(bench.again(), taken)
    await taken.until(() => taken.kept.length === 2)
    expect(texts(taken)).toEqual(['một', 'hai'])
    expect(taken.repeats).toBe(1)
    before.abort()
    stuck()
  })

  it('hears others while one is slow, keeps the order of each chat, and confirms nothing behind the slow one', async () => {
    const lan = bench.server.user(1)
    const minh = bench.server.user(2)
    const first = lan.say('chậm')
    lan.say('sau chậm')
    minh.say('một')
    const taken = new TakenMessages()
    let goOn: () => void = () => undefined
    const slow = new Promise<void>((resolve) => (goOn = resolve))
    const { stop } = bench.listen(bench.channel, taken, async (inbound) => {
      if (inbound.heard.kind === 'text' && inbound.heard.text === 'chậm') await slow
      return taken.take(inbound)
    })
    await taken.heard(1)
    minh.say('hai')
    await taken.heard(2)
    expect(texts(taken)).toEqual(['một', 'hai'])
    const offsets = () => bench.server.callsOf('getUpdates').map(({ params }) => Number(params.offset ?? first))
    expect(offsets().length).toBeGreaterThan(1)
    expect(Math.max(...offsets())).toBe(first)
    goOn()
    await taken.heard(4)
    expect(texts(taken)).toEqual(['một', 'hai', 'chậm', 'sau chậm'])
    expect(taken.repeats).toBe(0)
    await stop()
    expect(bench.server.world.updates).toEqual([])
  })

  it('confirms on a clean stop what it has taken, so that it does not come again', async () => {
    const first = bench.server.user(1).say('một')
    const taken = new TakenMessages()
    const { stop } = bench.listen(bench.channel, taken)
    await taken.heard(1)
    await stop()
    expect(bench.server.world.updates).toEqual([])
    expect(bench.server.callsOf('getUpdates').at(-1)?.params).toMatchObject({ offset: first + 1 })
  })

  it('stops at once when Telegram is away, and loses nothing', async () => {
    bench.server.failNext(1_000, 503)
    const { stop } = bench.listen(bench.channel)
    await bench.log.waitFor(({ level }) => level === 'warn')
    const before = Date.now()
    await stop()
    expect(Date.now() - before).toBeLessThan(1_000)
  })

  it('hears what comes under a lower number after a quiet time', async () => {
    const { taken } = bench.listen(bench.channel)
    const lan = bench.server.user(1)
    const number = lan.say('trước')
    await taken.heard(1)
    // An empty answer: the poll of 30 s ends with nothing.
    await polling(bench.server)
    bench.server.world.endPoll()
    await bench.server.waitFor((server) => server.callsOf('getUpdates').at(-1)?.params.offset === undefined)
    await polling(bench.server)
    bench.server.world.redeliver({ ...lan.message({ text: 'sau' }), update_id: number - 5_000 })
    await taken.heard(2)
    expect(texts(taken)).toEqual(['trước', 'sau'])
  })

  itWhole('goes on after Telegram was away, tells operators once and tells them that it works again', async () => {
    bench.server.failNext(2, 502, { method: 'getUpdates' })
    const { taken } = bench.listen(bench.channel)
    bench.server.user(1).say('chào')
    await taken.heard(1)
    expect(bench.log.at('warn')).toHaveLength(1)
    expect(bench.log.at('info')).toEqual(['Telegram works again.'])
  })

  itWhole('waits as long as Telegram asks', async () => {
    bench.server.failNext(1, 429, { method: 'getUpdates', retryAfter: 2 })
    const before = Date.now()
    const { taken } = bench.listen(bench.channel)
    bench.server.user(1).say('chào')
    await taken.heard(1)
    expect(Date.now() - before).toBeGreaterThanOrEqual(2_000)
  })

  it('warns that another process polls with the same token', async () => {
    bench.listen(bench.channel)
    await polling(bench.server)
    await fetch(`${bench.server.apiRoot}/bot${token}/getUpdates?timeout=0`)
    const line = await bench.log.waitFor(({ level }) => level === 'warn')
    expect(line).toMatchObject({ fields: { trouble: 'conflict' }, message: expect.stringContaining('Another process') })
  })

  it('removes a webhook that keeps it from hearing', async () => {
    bench.server.webhook = true
    const { taken } = bench.listen(bench.channel)
    bench.server.user(1).say('chào')
    await taken.heard(1)
    expect(bench.server.webhook).toBe(false)
  })

  it('tells operators once, in an error, that the token is refused', async () => {
    bench.server.tokenRevoked = true
    bench.listen(bench.channel)
    await bench.server.waitFor((server) => server.calls.length >= 2)
    await bench.log.waitFor(({ level }) => level === 'debug')
    expect(bench.log.at('error')).toEqual([expect.stringContaining('TELEGRAM_BOT_TOKEN')])
  })

  it('fills the menu of commands, again when it failed, without holding up anything', async () => {
    bench.server.failNext(1, 500, { method: 'setMyCommands' })
    const { taken } = bench.listen(bench.channel)
    bench.server.user(1).say('chào')
    await taken.heard(1)
    await bench.server.waitFor((server) => server.callsOf('setMyCommands').at(-1)?.code === 200)
    const commands = bench.server.callsOf('setMyCommands').at(-1)?.params.commands
    expect(commands).toEqual(telegramCommands.map((each) => ({ ...each })))
  })

  it('shows one chat a menu of its own, and says that it cannot where the chat is gone', async () => {
    bench.server.user(1).say('chào')
    const menu = [{ name: 'viec', what: 'Việc của tôi' }]
    await bench.channel.offerCommands?.('1', menu)
    expect(bench.server.world.menus.get('1')).toEqual(['viec'])
    await expect(bench.channel.offerCommands?.('77', menu)).rejects.toMatchObject({ retry: 'never' })
    expect(bench.server.world.menus.has('77')).toBe(false)
  })

  it('frees a pressed button after the press was taken, also a foreign one, which it does not hear', async () => {
    const { taken } = bench.listen(bench.channel)
    const lan = bench.server.user(1)
    const foreign = ['o1:2x', 'o01:2', 'o1', 'x1:2', 'o1:-1', 'o99999999999999999:1', ''].map((data) =>
      lan.pressRaw(data),
    )
    const own = lan.pressRaw('o12:3')
    await bench.server.waitFor(({ world }) => [...foreign, own].every((query) => world.answered.has(query)))
    expect(taken.kept.map(({ heard }) => heard)).toEqual([{ kind: 'choice', outboxId: 12, index: 3 }])
  })

  it('hears that a person blocked the bot, and of groups only that it was removed', async () => {
    const { taken } = bench.listen(bench.channel)
    const group = { id: -100, type: 'group', title: 'Phòng Quản lý đầu tư' }
    const membership = { date: 1, old_chat_member: { status: 'member' }, new_chat_member: { status: 'kicked' } }
    bench.server.world.push({ message: { message_id: 1, date: 1, chat: group, text: 'chuyện riêng' } })
    bench.server.world.push({ my_chat_member: { chat: group, ...membership } })
    bench.server.world.push({ callback_query: { id: 'q', data: 'o1:1', message: { chat: group } } })
    bench.server.world.push({ message: 'no message at all' })
    bench.server.user(1).block()
    bench.server.user(1).unblock()
    bench.server.user(2).say('cuối')
    const heard = await taken.heard(3)
    expect(heard).toEqual([{ kind: 'group', event: 'removed' }, { kind: 'left' }, { kind: 'text', text: 'cuối' }])
    expect(bench.log.everything()).not.toContain('chuyện riêng')
  })

  it('takes the largest size of a photo, with its caption', async () => {
    const { taken } = bench.listen(bench.channel)
    const photo = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(500, 7)])
    bench.server.user(1).sendPhoto(photo, 'Hội nghị ngày 10/5')
    const [heard] = await taken.heard(1)
    expect(heard).toMatchObject({
      kind: 'file',
      caption: 'Hội nghị ngày 10/5',
      file: { mime: 'image/jpeg', size: 504 },
    })
  })

  it('refuses a large file by its told size, by getFile and by what arrives', async () => {
    const { taken } = bench.listen(bench.channel)
    const lan = bench.server.user(1)
    lan.sendHugeFile('mot.pdf', 21 * 1024 * 1024)
    lan.sendHugeFile('hai.pdf', 21 * 1024 * 1024, false)
    const id = bench.server.world.keepFile('ba.pdf', Buffer.alloc(21 * 1024 * 1024, 32), 100)
    lan.send({ document: { file_id: id, file_name: 'ba.pdf' } })
    expect(await taken.heard(3)).toEqual(
      ['mot.pdf', 'hai.pdf', 'ba.pdf'].map((name) => ({ kind: 'refused-file', name, why: 'too-large' })),
    )
  })

  itWhole('fetches a file again when the connection breaks, and hears it in its order', async () => {
    bench.server.dropAnswers(1, 'file')
    bench.server.failNext(1, 500, { method: 'getFile' })
    const { taken } = bench.listen(bench.channel)
    bench.server.user(1).sendFile('kq.pdf', pdf)
    bench.server.user(1).say('đã gửi')
    expect(await taken.heard(2)).toMatchObject([{ kind: 'file' }, { kind: 'text' }])
  })

  itWhole('gives up a file that cannot be fetched, and hears others meanwhile', async () => {
    bench.server.failNext(100, 404, { method: 'file' })
    const { taken } = bench.listen(bench.channel)
    bench.server.user(1).sendFile('kq.pdf', pdf)
    bench.server.user(2).say('tôi hỏi')
    expect(await taken.heard(2)).toEqual([
      { kind: 'text', text: 'tôi hỏi' },
      { kind: 'refused-file', name: 'kq.pdf', why: 'unreadable' },
    ])
    expect(bench.server.callsOf('file')).toHaveLength(4)
  })

  it('asks again for a file that could not be held', async () => {
    const hold = bench.files.hold
    let full = true
    bench.files.hold = async (...given) => {
      if (full) {
        full = false
        throw Object.assign(new Error('no space left'), { code: 'ENOSPC' })
      }
      return hold(...given)
    }
    const { taken } = bench.listen(bench.channel)
    bench.server.user(1).sendFile('kq.pdf', pdf)
    expect(await taken.heard(1)).toMatchObject([{ kind: 'file' }])
    expect(JSON.stringify(bench.log.lines)).toContain('ENOSPC')
  })

  it('hears recordings as files that are not taken, and stickers and places as what nobody can read', async () => {
    const { taken } = bench.listen(bench.channel)
    const lan = bench.server.user(1)
    lan.send({ voice: { file_id: 'v', duration: 3 } })
    lan.send({ video: { file_id: 'v', file_name: 'hop.mp4' } })
    lan.send({ sticker: { file_id: 's', emoji: '👍' } })
    lan.send({ sticker: { file_id: 's' } })
    lan.send({ location: { latitude: 1, longitude: 2 } })
    lan.send({ pinned_message: { message_id: 7 } })
    lan.say('hết')
    expect(await taken.heard(6)).toEqual([
      { kind: 'refused-file', name: 'tin nhắn thoại', why: 'kind' },
      { kind: 'refused-file', name: 'hop.mp4', why: 'kind' },
      { kind: 'refused-file', name: 'nhãn dán (sticker)', why: 'wordless' },
      { kind: 'refused-file', name: 'nhãn dán (sticker)', why: 'wordless' },
      { kind: 'refused-file', name: 'loại tin nhắn này', why: 'wordless' },
      { kind: 'text', text: 'hết' },
    ])
  })

  it('hears what was forwarded as if whoever forwards it had typed or sent it', async () => {
    const { taken } = bench.listen(bench.channel)
    const lan = bench.server.user(1)
    const origin = {
      forward_origin: { type: 'user', date: 1, sender_user: { id: 9, is_bot: false, first_name: 'Ai' } },
    }
    lan.send({ text: 'Đã họp ngày 20/4.', ...origin })
    lan.send({ voice: { file_id: 'v', duration: 3 }, ...origin })
    lan.send({
      text: 'Bản tin của kênh.',
      forward_origin: { type: 'channel', date: 1, chat: { id: -100, type: 'channel' } },
    })
    expect(await taken.heard(3)).toEqual([
      { kind: 'text', text: 'Đã họp ngày 20/4.' },
      { kind: 'refused-file', name: 'tin nhắn thoại', why: 'kind' },
      { kind: 'text', text: 'Bản tin của kênh.' },
    ])
    expect(new Set(taken.kept.map(({ address }) => address))).toEqual(new Set(['1']))
  })

  it('links to the bot by its name, and knows no link while the name cannot be asked', async () => {
    bench.server.failNext(1, 500, { method: 'getMe' })
    expect(await bench.channel.inviteLink('abc')).toBeUndefined()
    expect(await bench.channel.inviteLink('Ab_9-z')).toBe('https://t.me/dung_han_thu_bot?start=Ab_9-z')
    expect(await bench.channel.inviteLink('có dấu')).toBeUndefined()
    expect(bench.server.callsOf('getMe')).toHaveLength(2)
  })
})
