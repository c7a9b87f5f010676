import { describe, expect, it } from 'vitest'
import { consentAsked } from '../joiners.ts'
import { describeWhole, itWhole } from '../whole.ts'
import {
  allHandled,
  answersOf,
  buttonFor,
  dialogue,
  draftText,
  economy,
  firstMorning,
  last,
  matter,
  pressOn,
  quietWorldWithTelegram,
  report,
} from './first-morning.ts'

describe('somebody whom nobody invited', () => {
  itWhole(
    'gets one polite line a day, whatever is sent, and nothing of any plan',
    async () => {
      await using both = await quietWorldWithTelegram()
      const { telegram, world } = both
      const stranger = telegram.user(900)
      const day = async (): Promise<readonly string[]> => {
        const before = stranger.inbox.length
        stranger.say('Xin chào, cơ quan có kế hoạch gì?')
        stranger.say('/viec')
        stranger.say('1')
        stranger.say('open:gia-lai-2023/bao-cao-6-thang/once/van-phong')
        stranger.start()
        stranger.sendFile('bien-ban.txt', new TextEncoder().encode('không có gì'))
        stranger.pressRaw('1:0')
        await allHandled(telegram, world)
        return stranger.inbox.slice(before).map(({ text }) => text)
      }
      expect(await day()).toEqual([expect.stringContaining('kênh nhắc việc nội bộ')])
      expect(await day()).toEqual([])
      // Still the same day of the office, though another one of Greenwich.
      await world.passTo('2023-02-06T23:50')
      expect(await day()).toEqual([])
      await world.passTo('2023-02-07T00:10')
      expect(await day()).toEqual([expect.stringContaining('kênh nhắc việc nội bộ')])
      await world.passTo('2023-02-07T08:00')
      expect(await day()).toEqual([])
      expect(JSON.stringify(stranger.inbox)).not.toMatch(/dân vận|Gia Lai|báo cáo/i)
      await world.end()
    },
    60_000,
  )

  itWhole(
    'may try five codes a day, of which none works that is used, expired or replaced',
    async () => {
      await using both = await quietWorldWithTelegram()
      const { telegram, world } = both
      const invite = async (person: string) => (await world.running.app.invite(person, 'quan-tri')).code
      const guesser = telegram.user(901)
      for (let tried = 1; tried <= 8; tried += 1) guesser.start(`SAISA-SAI${tried}${tried}`)
      const good = await invite('cv-dau-tu')
      guesser.start(good)
      await allHandled(telegram, world)
      expect(guesser.inbox.map(({ text }) => text)).toEqual([
        ...Array.from({ length: 5 }, () => expect.stringContaining('không đúng, đã dùng hoặc đã hết hạn')),
        expect.stringContaining('thử quá nhiều mã'),
      ])

      // The code itself was not used up by the one who was shut out.
      const clerk = telegram.user(902)
      clerk.start(good.toLowerCase())
      const asked = await clerk.waitFor(({ text }) => text.includes(consentAsked))
      expect(asked.text).toContain('Kính gửi Chuyên viên Phòng Quản lý Đầu tư')
      clerk.press('Đồng ý')
      await clerk.waitFor(({ text }) => text.includes('Đã kết nối: Chuyên viên Phòng Quản lý Đầu tư'))

      // Used once: not again, by anybody.
      const second = telegram.user(903)
      second.start(good)
      await second.waitFor(({ text }) => text.includes('đã dùng'))
      // A newer code ends the older one.
      const older = await invite('cv-quy-hoach')
      const newer = await invite('cv-quy-hoach')
      second.start(older)
      await allHandled(telegram, world)
      expect(second.inbox).toHaveLength(2)
      // Expired after a week.
      await world.passTo('2023-02-13T08:01')
      second.start(newer)
      await allHandled(telegram, world)
      expect(second.inbox).toHaveLength(3)
      expect(second.inbox.every(({ text }) => text.includes('đã hết hạn'))).toBe(true)
      expect(await world.heard('cv-dau-tu')).toEqual([
        expect.stringContaining(consentAsked),
        expect.stringContaining('Đã kết nối'),
      ])
      await world.end()
    },
    60_000,
  )
})

describeWhole('somebody of another unit', () => {
  it('who presses a choice of a message that was not sent to them learns nothing', async () => {
    await using world = await firstMorning()
    const lines = await world.running.demo?.chat('cv-doanh-nghiep')
    const choice = lines?.at(-1)?.choices[0]
    if (!choice) throw new Error('no message')
    for (const person of ['cv-dau-tu', 'truong-ban', 'van-thu']) {
      await pressOn(world, person, { id: choice.outboxId }, choice.index)
      expect(await world.heard(person)).toEqual([expect.stringContaining('Nút này thuộc câu hỏi đã qua')])
    }
    await pressOn(world, 'cv-dau-tu', { id: 9_999_999 })
    expect(await world.heard('cv-dau-tu')).toEqual([expect.stringContaining('Nút này thuộc câu hỏi đã qua')])
    await world.end()
  })

  it('cannot open, resume, correct, compile, approve or issue what is not theirs by any value', async () => {
    await using world = await firstMorning()
    const theirs = await matter(world, 'doanh-nghiep', dialogue)
    await world.press('cv-doanh-nghiep', dialogue)
    await world.press('cv-doanh-nghiep', 'Đã hoàn thành')
    await world.say('cv-doanh-nghiep', 'Điều chỉ phòng mình biết.')
    await world.heard('cv-doanh-nghiep')
    const session = await world.running.store.read((records) => records.activeSession('cv-doanh-nghiep'))
    const answers: readonly (readonly [string, string])[] = [
      [`open:${theirs}`, 'Không tìm thấy việc này'],
      [`switch:${theirs}`, 'Không tìm thấy việc này'],
      ['open:khong-co', 'Không tìm thấy việc này'],
      [`open:${report}`, 'Không tìm thấy việc này'],
      [`resume:${session?.id}`, 'Nút này thuộc câu hỏi đã qua'],
      [`s:${session?.id}:3:end`, 'Nút này thuộc câu hỏi đã qua'],
      ['s:khong:1', 'Nút này thuộc câu hỏi đã qua'],
      [`draft:${report}`, 'Không tìm thấy việc này'],
      [`approve:${report}`, 'Chỉ lãnh đạo'],
      [`return:${report}`, 'chưa có dự thảo'],
      [`submit:${report}`, 'Không tìm thấy việc này'],
      [`issue:${report}`, 'chưa có dự thảo'],
      ['invite:quan-tri', 'dành cho quản trị viên'],
      ['drop:everything', 'Nút này thuộc câu hỏi đã qua'],
    ]
    for (const [value, expected] of answers) {
      await pressOn(world, 'cv-dau-tu', await buttonFor(world, 'cv-dau-tu', value))
      const heard = await world.heard('cv-dau-tu')
      expect(heard.at(-1), value).toContain(expected)
      expect(heard.join('\n'), value).not.toContain('chỉ phòng mình biết')
    }
    // A value that is typed is a message like any other.
    await world.say('cv-dau-tu', `open:${theirs}`)
    expect(await last(world, 'cv-dau-tu')).toContain('chưa hiểu')
    // Nothing has happened to the one it belongs to.
    await world.press('cv-doanh-nghiep', 'Xong')
    expect(await last(world, 'cv-doanh-nghiep')).toContain('minh chứng')
    await world.end()
  })
})

describe('a file', () => {
  itWhole(
    'that is too large or of a forbidden kind is named with the limit, and the conversation stays where it was',
    async () => {
      await using world = await firstMorning()
      await world.press('cv-doanh-nghiep', dialogue)
      await world.press('cv-doanh-nghiep', 'Đã hoàn thành')
      await world.say('cv-doanh-nghiep', 'Đã tổ chức 02 hội nghị.')
      await world.heard('cv-doanh-nghiep')
      const pdf = new TextEncoder().encode('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
      const question = expect.stringContaining('Kết quả đã làm được trong kỳ?')
      await world.sendFile('cv-doanh-nghiep', 'phim.pdf', new Uint8Array(20 * 1024 * 1024 + 1))
      expect(await world.heard('cv-doanh-nghiep')).toEqual([
        expect.stringContaining('“phim.pdf” vượt quá 20 MB'),
        question,
      ])
      await world.sendFile('cv-doanh-nghiep', 'cai-dat.exe', new TextEncoder().encode('MZ'))
      expect(await world.heard('cv-doanh-nghiep')).toEqual([
        expect.stringContaining('“cai-dat.exe” thuộc loại không nhận'),
        question,
      ])
      await world.sendFile('cv-doanh-nghiep', 'gia-pdf.pdf', new TextEncoder().encode('MZ không phải PDF'))
      expect(await world.heard('cv-doanh-nghiep')).toEqual([
        expect.stringContaining('“gia-pdf.pdf” bị hỏng, tải lên chưa trọn vẹn hoặc nội dung không đúng với đuôi tệp'),
        question,
      ])
      await world.sendFile('cv-doanh-nghiep', 'bien-ban.pdf', pdf)
      expect(await last(world, 'cv-doanh-nghiep')).toContain('Đã lưu tệp “bien-ban.pdf”')
      await world.say('cv-doanh-nghiep', 'xong')
      const summary = await last(world, 'cv-doanh-nghiep')
      expect(summary).toContain('Đã tổ chức 02 hội nghị.')
      expect(summary).toContain('1 tệp (bien-ban.pdf)')
      await world.press('cv-doanh-nghiep', 'Lưu')
      expect(await last(world, 'cv-doanh-nghiep')).toContain('trả lời hết')
      // Without a question nobody knows what a file belongs to.
      await world.sendFile('cv-doanh-nghiep', 'bien-ban.pdf', pdf)
      expect(await last(world, 'cv-doanh-nghiep')).toContain('chưa biết tệp thuộc việc nào')
      expect(await draftText(world)).toContain('bien-ban.pdf')
      await world.end()
    },
  )
})

describeWhole('a reminder', () => {
  it('that falls due in the middle of an answer waits for its end', async () => {
    await using world = await firstMorning()
    await world.passTo('2023-04-27T13:50')
    await world.unread()
    await world.press('cv-dau-tu', dialogue)
    await world.press('cv-dau-tu', 'Đã hoàn thành')
    await world.say('cv-dau-tu', 'Phần thứ nhất.')
    await world.heard('cv-dau-tu')

    await world.passTo('2023-04-27T14:20')
    expect(await world.heard('cv-dau-tu')).toEqual([])
    const others = await world.unread()
    expect(others['cv-doanh-nghiep']).toEqual([expect.stringContaining('ngày cuối')])

    await world.say('cv-dau-tu', 'Phần thứ hai.')
    await world.say('cv-dau-tu', 'xong')
    await world.press('cv-dau-tu', 'Không có')
    await world.press('cv-dau-tu', 'Lưu')
    await world.passTo('2023-04-27T14:30')
    const after = await world.heard('cv-dau-tu')
    expect(after.slice(-2)).toEqual([expect.stringContaining('Còn 1 việc'), expect.stringContaining('ngày cuối')])
    expect(after.filter((text) => text.includes('ngày cuối'))).toHaveLength(1)
    const [answer] = await answersOf(world, await matter(world, 'dau-tu', dialogue))
    expect(answer?.body.text).toBe('Phần thứ nhất.\nPhần thứ hai.')
    await world.end()
  })

  it('that waited while everything it speaks of was answered is not sent', async () => {
    await using world = await firstMorning()
    await world.passTo('2023-04-27T13:50')
    await world.unread()
    await world.press('cv-doanh-nghiep', dialogue)
    await world.press('cv-doanh-nghiep', 'Đã hoàn thành')
    await world.say('cv-doanh-nghiep', 'Đã tổ chức 02 hội nghị.')
    await world.passTo('2023-04-27T14:20')
    await world.unread()
    await world.say('cv-doanh-nghiep', 'xong')
    await world.press('cv-doanh-nghiep', 'Không có')
    await world.press('cv-doanh-nghiep', 'Lưu')
    await world.passTo('2023-04-27T17:00')
    expect((await world.heard('cv-doanh-nghiep')).filter((text) => text.includes('ngày cuối'))).toEqual([])
    await world.end()
  })
})

describeWhole('a button or a number', () => {
  it('of a question that has been answered changes nothing', async () => {
    await using world = await firstMorning()
    await world.press('cv-doanh-nghiep', dialogue)
    await world.press('cv-doanh-nghiep', 'Đang thực hiện')
    expect(await last(world, 'cv-doanh-nghiep')).toContain('phần trăm')
    await world.press('cv-doanh-nghiep', 'Đã hoàn thành')
    expect(await last(world, 'cv-doanh-nghiep')).toMatch(/^Câu hỏi này đã được trả lời\.\n.*phần trăm/)
    await world.say('cv-doanh-nghiep', '40')
    await world.say('cv-doanh-nghiep', 'Đang tổ chức.')
    await world.say('cv-doanh-nghiep', 'xong')
    await world.press('cv-doanh-nghiep', 'Không có')
    await world.press('cv-doanh-nghiep', 'Lưu')
    await world.heard('cv-doanh-nghiep')
    // Every button of the conversation that has ended.
    for (const label of ['Lưu', 'Sửa', 'Không có', 'Xong', 'Đã hoàn thành']) {
      await world.press('cv-doanh-nghiep', label)
      expect(await world.heard('cv-doanh-nghiep')).toEqual([expect.stringContaining('Nút này thuộc câu hỏi đã qua')])
    }
    const answers = await answersOf(world, await matter(world, 'doanh-nghiep', dialogue))
    expect(answers.map(({ body }) => [body.state, body.percent])).toEqual([['doing', 40]])
    await world.end()
  })

  it('picks from the list that was shown last, also in the middle of an answer', async () => {
    await using world = await firstMorning()
    await world.say('cv-dau-tu', '7')
    expect(await last(world, 'cv-dau-tu')).toContain('chưa hiểu')
    await world.say('cv-dau-tu', ' 2. ')
    expect(await last(world, 'cv-dau-tu')).toMatch(new RegExp(`^${economy}`))
    await world.say('cv-dau-tu', '1')
    await world.say('cv-dau-tu', 'Đã khởi công 01 dự án.')
    await world.heard('cv-dau-tu')
    // A list was asked for in between: its numbers count, and are no part of the text.
    await world.say('cv-dau-tu', '/viec')
    expect(await last(world, 'cv-dau-tu')).toContain(`1. Tiến độ: ${dialogue}`)
    await world.say('cv-dau-tu', '1')
    expect(await last(world, 'cv-dau-tu')).toContain(`đang trả lời dở: ${economy}`)
    await world.say('cv-dau-tu', '1')
    expect(await last(world, 'cv-dau-tu')).toContain('gửi tiếp hoặc bấm Xong')
    // Now the number belongs to the text's own question again.
    await world.say('cv-dau-tu', '1')
    expect(await last(world, 'cv-dau-tu')).toContain('minh chứng')
    await world.say('cv-dau-tu', 'khong co')
    await world.say('cv-dau-tu', 'luu')
    await world.heard('cv-dau-tu')
    const [answer] = await answersOf(world, await matter(world, 'dau-tu', economy))
    expect(answer?.body.text).toBe('Đã khởi công 01 dự án.')
    await world.end()
  })
})
