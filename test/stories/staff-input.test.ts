import { describe, expect, it } from 'vitest'
import type { Inbound } from '../../src/app/ports/messages.ts'
import { consentVersion } from '../../src/text/vi-consent.ts'
import type { World } from '../world.ts'
import { answersOf, dialogue, economy, firstMorning, matter } from './first-morning.ts'

const clerk = 'cv-dau-tu'
const say = async (world: World, ...texts: readonly string[]): Promise<void> => {
  for (const text of texts) await world.say(clerk, text)
}
const sessions = (world: World) => world.running.store.read((records) => records.openSessionsOf([clerk]))

/** Lets the product hear something of an address as a channel would hand it over, then handles it. */
async function hear(
  world: World,
  heard: readonly { readonly address: string; readonly text: string }[],
): Promise<void> {
  await take(
    world,
    heard.map(({ address, text }, index) => ({
      messageId: `${address}-${index}-${text.slice(0, 20)}`,
      address,
      heard: { kind: 'text', text },
    })),
  )
}

/** The same for whatever a channel may hear; true for each that was new. */
async function take(world: World, heard: readonly Omit<Inbound, 'channel'>[]): Promise<readonly boolean[]> {
  const fresh = await world.running.store.write(async (records) => {
    const taken: boolean[] = []
    for (const one of heard) taken.push(await records.addInbound({ channel: 'local', ...one }, world.now))
    return taken
  })
  await world.running.app.tick()
  await world.running.app.settled()
  return fresh
}

describe('what staff type', () => {
  it('keeps ten messages that come at once, each once and in order', async () => {
    await using world = await firstMorning()
    const id = await matter(world, 'dau-tu', dialogue)
    await say(world, '1', 'da hoan thanh')
    const ten = Array.from({ length: 10 }, (_, n) => `Kết quả thứ ${n + 1}.`)
    await hear(
      world,
      ten.map((text) => ({ address: clerk, text })),
    )
    await say(world, 'xong', 'khong co', 'luu')
    const [answer] = await answersOf(world, id)
    expect(answer?.body.text).toBe(ten.join('\n'))
    await world.unread()
  })

  it('keeps a message of ten lines as it is, and a text of 30,000 characters up to its limit with a clear word', async () => {
    await using world = await firstMorning()
    const id = await matter(world, 'dau-tu', dialogue)
    const lines = Array.from({ length: 10 }, (_, n) => `- dòng ${n + 1}`).join('\n')
    await say(world, '1', 'da hoan thanh', lines)
    await world.unread()
    await say(world, 'dài '.repeat(7_500))
    expect((await world.heard(clerk)).join('\n')).toContain('vượt giới hạn 30.000 ký tự')
    await say(world, 'xong', 'khong co', 'luu')
    const [answer] = await answersOf(world, id)
    expect(answer?.body.text).toBe(lines)
    await world.unread()
  })

  it('takes a text of just 30,000 characters whole', async () => {
    await using world = await firstMorning()
    const id = await matter(world, 'dau-tu', dialogue)
    const long = `${'dài '.repeat(7_499)}hết!`
    expect(long).toHaveLength(30_000)
    await say(world, '1', 'da hoan thanh', long, 'xong', 'khong co', 'luu')
    const [answer] = await answersOf(world, id)
    expect(answer?.body.text).toBe(long)
    await world.unread()
  })

  it('answers an emoji, a number with letters and a button of an old question without losing the place', async () => {
    await using world = await firstMorning()
    await say(world, '1')
    const before = await sessions(world)
    await say(world, '👍', '2a', '‼️🙂')
    for (const text of await world.heard(clerk)) expect(text).not.toContain('trục trặc')
    expect((await sessions(world)).map(({ id, state }) => [id, state.at])).toEqual(
      before.map(({ id, state }) => [id, state.at]),
    )
    await world.press(clerk, 'Đang thực hiện')
    await world.press(clerk, 'Đã hoàn thành')
    expect((await world.heard(clerk)).at(-1)).toContain('đã được trả lời')
    expect((await sessions(world)).map(({ state }) => [state.at, state.values.state])).toEqual([['percent', 'doing']])
    await world.unread()
  })

  it('answers a sticker and a voice message in the middle of a text with the question, and keeps neither', async () => {
    await using world = await firstMorning()
    const id = await matter(world, 'dau-tu', dialogue)
    await say(world, '1', 'da hoan thanh', 'Đã họp với 12 doanh nghiệp.')
    await world.unread()
    const refused = (name: string, why: 'kind' | 'wordless'): Omit<Inbound, 'channel'> => ({
      messageId: name,
      address: clerk,
      heard: { kind: 'refused-file', name, why },
    })
    await take(world, [refused('nhãn dán (sticker)', 'wordless')])
    const [first, again] = await world.heard(clerk)
    expect(first).toContain('không đọc được nhãn dán (sticker)')
    expect(again).toContain('Kết quả đã làm được trong kỳ?')
    await take(world, [refused('tin nhắn thoại', 'kind')])
    expect((await world.heard(clerk))[0]).toContain('“tin nhắn thoại” thuộc loại không nhận')
    await say(world, 'xong', 'khong co', 'luu')
    expect((await answersOf(world, id))[0]?.body.text).toBe('Đã họp với 12 doanh nghiệp.')
    await world.unread()
    await take(world, [{ ...refused('nhãn dán (sticker)', 'wordless'), messageId: 'later' }])
    expect(await world.heard(clerk)).toEqual([expect.stringContaining('Anh/chị vui lòng nhắn bằng chữ')])
  })

  it('takes a message that the channel delivers twice once', async () => {
    await using world = await firstMorning()
    const id = await matter(world, 'dau-tu', dialogue)
    const typed = (messageId: string, text: string): Omit<Inbound, 'channel'> => ({
      messageId,
      address: clerk,
      heard: { kind: 'text', text },
    })
    const all = ['doi thoai voi doanh nghiep', 'da hoan thanh', 'Đã họp.', 'xong', 'khong co', 'luu']
    for (const [index, text] of all.entries()) {
      expect(await take(world, [typed(`m${index}`, text)])).toEqual([true])
      expect(await take(world, [typed(`m${index}`, text)])).toEqual([false])
    }
    expect((await answersOf(world, id)).map(({ body }) => body.text)).toEqual(['Đã họp.'])
    await world.unread()
  })

  it('takes no slashed word for a part of what is being written, with or without accents, composed or not', async () => {
    await using world = await firstMorning()
    const id = await matter(world, 'dau-tu', dialogue)
    await say(world, '1', 'da hoan thanh', 'Đã họp.')
    await world.unread()
    await say(world, '/viecc')
    const [told, again] = await world.heard(clerk)
    expect(told).toContain('chưa hiểu')
    expect(again).toContain('Kết quả đã làm được trong kỳ?')
    for (const typed of ['/việc', '/VIỆC', '/việc'.normalize('NFD'), '/viec.', '/ viec', '/viec ạ']) {
      await say(world, typed)
      expect((await world.heard(clerk)).join('\n'), typed).toContain('anh/chị đang soạn dở')
    }
    await say(world, '/hủy')
    expect((await world.heard(clerk)).join('\n')).toContain('được giữ nguyên')
    for (const typed of ['/vướngmắc', '/vướng mắc', 'vướng mắc ạ', '/kiến nghị', 'KIẾN NGHỊ!']) {
      await say(world, typed)
      expect((await world.heard(clerk)).join('\n'), typed).toContain('thuộc việc nào?')
    }
    await say(world, 'doi thoai voi doanh nghiep', '/xong', 'khong co', 'luu')
    expect((await answersOf(world, id))[0]?.body.text).toBe('Đã họp.')
    await world.unread()
  })

  it('asks only the day anew when a wish for a later day is sent after that day', async () => {
    await using world = await firstMorning()
    await say(world, '/giahan', '2', '28/4', 'Chờ số liệu của Cục Thống kê.', '/huy')
    await world.passTo('2023-05-03T09:00')
    await world.unread()
    await say(world, '/viec')
    await world.press(clerk, 'Viết tiếp: Xin gia hạn')
    await world.unread()
    await say(world, 'luu')
    const [why, asked] = await world.heard(clerk)
    expect(why).toContain('Chưa gửi đề nghị: ngày 28/4/2023')
    expect(asked).toContain('Xin lùi đến ngày nào?')
    await say(world, '10/5')
    expect((await world.heard(clerk)).at(-1)).toContain('Lý do: Chờ số liệu của Cục Thống kê.')
    await say(world, 'luu')
    const waiting = await world.running.store.read((records) => records.extensionsAsked())
    expect(waiting).toMatchObject([{ extendedTo: '2023-05-10', reason: 'Chờ số liệu của Cục Thống kê.' }])
    await world.unread()
  })

  it('goes on in one conversation from two devices of one person', async () => {
    await using world = await firstMorning()
    const id = await matter(world, 'dau-tu', dialogue)
    await world.running.store.write(async (records) => {
      const second = await records.join(clerk, 'local', 'may-hai', world.now)
      await records.addConsent(second, 'given', consentVersion, world.now)
    })
    await say(world, '1', 'da hoan thanh', 'Viết trên máy thứ nhất.')
    await hear(world, [
      { address: 'may-hai', text: 'Viết tiếp trên máy thứ hai.' },
      { address: 'may-hai', text: 'xong' },
    ])
    await say(world, 'khong co', 'luu')
    const [answer] = await answersOf(world, id)
    expect(answer?.body.text).toBe('Viết trên máy thứ nhất.\nViết tiếp trên máy thứ hai.')
    expect(await answersOf(world, await matter(world, 'dau-tu', economy))).toEqual([])
    await world.unread()
  })

  it('lets /huy out of every conversation, and keeps what was typed', async () => {
    await using world = await firstMorning()
    const id = await matter(world, 'dau-tu', dialogue)
    const open: readonly (readonly string[])[] = [
      ['1', 'da hoan thanh', 'Đã viết một nửa.'],
      [`/giahan`, '2'],
      ['/vuongmac', '3', 'vuong mac', 'Thiếu mặt bằng.'],
    ]
    for (const texts of open) {
      await say(world, ...texts)
      expect(await world.running.store.read((records) => records.activeSession(clerk))).toBeDefined()
      await say(world, '/huy')
      expect(await world.running.store.read((records) => records.activeSession(clerk))).toBeUndefined()
    }
    const kept = (await sessions(world)).filter(({ state }) => state.halfWritten)
    expect(kept.map(({ state }) => state.flow)).toEqual(['tien-do', 'vuong-mac'])
    await world.unread()
    await say(world, '/viec')
    const [list] = await world.read(clerk)
    expect(list?.text).toContain('anh/chị đang soạn dở')
    expect(list?.text).toContain('Đang soạn dở:\n• Vướng mắc, kiến nghị')
    await world.press(clerk, 'Viết tiếp: Vướng mắc')
    await say(world, 'Cần hội trường.', 'xong', 'lãnh đạo', 'khong co', 'luu')
    const [raised] = await world.running.store.read((records) => records.openConcerns())
    expect(raised).toMatchObject({
      what: 'Thiếu mặt bằng.\nCần hội trường.',
      addressee: 'Lãnh đạo Ban',
      unitId: 'dau-tu',
    })
    await say(world, 'doi thoai voi doanh nghiep', 'xong', 'khong co', 'luu')
    expect((await answersOf(world, id))[0]?.body.text).toBe('Đã viết một nửa.')
    await world.unread()
  })
})
