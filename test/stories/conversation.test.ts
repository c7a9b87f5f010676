import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import JSZip from 'jszip'
import { describe, expect, it } from 'vitest'
import type { OutboxRow } from '../../src/app/ports.ts'
import { answerOne } from '../answer-one.ts'
import { startTelegramServer, type TelegramServer } from '../fakes/telegram-server.ts'
import { temporaryFolder } from '../served.ts'
import { itWhole } from '../whole.ts'
import { World } from '../world.ts'

const plans = ['config/plans/gia-lai-2023.yaml']
const report = 'gia-lai-2023/bao-cao-6-thang/once/van-phong'
/** The two matters of the investment department, as its list has them, and the one of the business department. */
const dialogue = 'Gặp gỡ, đối thoại với doanh nghiệp'
const economy = 'Kết quả những việc được giao'

/** The first morning of the collection; everybody has read the list of the day. */
async function firstMorning(planFiles: readonly string[] = plans): Promise<World> {
  const world = await World.open({ now: '2023-04-24T07:00', plans: planFiles })
  await world.passTo('2023-04-24T07:30')
  await world.unread()
  return world
}

/** The Occurrence that a Unit answers, by the beginning of its title. */
async function matter(world: World, unitId: string, title: string): Promise<string> {
  const all = await world.running.store.read((records) => records.occurrences())
  const found = all.filter((one) => one.unitId === unitId && one.feeds === report && one.title.startsWith(title))
  if (found.length !== 1) throw new Error(`${unitId} has ${found.length} matters “${title}”`)
  return found[0]?.id ?? ''
}

const answersOf = (world: World, id: string) => world.running.store.read((records) => records.answersOf(id))

async function wordText(bytes: Uint8Array | undefined): Promise<string> {
  const xml = await (await JSZip.loadAsync(bytes ?? new Uint8Array())).file('word/document.xml')?.async('string')
  return (xml ?? '')
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
}

const draftText = async (world: World): Promise<string> => wordText((await world.running.demo?.draftOf(report))?.bytes)

/** Lets a person press a choice of a message, whoever got it. */
async function pressOn(world: World, person: string, row: Pick<OutboxRow, 'id'>, index = 0): Promise<void> {
  await world.running.demo?.press(person, row.id, index)
}

/** A message with a button of any value, as if the product had said it to this person. */
async function buttonFor(world: World, person: string, value: string): Promise<OutboxRow> {
  const row = await world.running.store.write((records) =>
    records.addOutbox({
      key: `made|${person}|${value}`,
      kind: 'notice',
      channel: 'local',
      address: person,
      personId: person,
      reply: { text: 'nút', choices: [{ label: 'nút', value }] },
      createdAt: world.now,
      about: [],
    }),
  )
  if (!row) throw new Error('the button is there already')
  return row
}

const last = async (world: World, person: string): Promise<string> => (await world.heard(person)).at(-1) ?? ''

/** Everything that was sent to the bot has been stored and answered. */
async function allHandled(telegram: TelegramServer, world: World): Promise<void> {
  await telegram.waitFor(({ world: { updates, polling } }) => updates.length === 0 && polling)
  await world.running.app.settled()
}

async function quietWorldWithTelegram() {
  const token = '123456:stand-in-token'
  const telegram = await startTelegramServer({ token, strict: true })
  const world = await World.open({
    now: '2023-02-06T08:00',
    plans,
    config: { telegram: { token, apiRoot: telegram.apiRoot } },
  })
  return {
    telegram,
    world,
    [Symbol.asyncDispose]: async () => {
      await world[Symbol.asyncDispose]()
      await telegram.close()
    },
  }
}

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
      expect(await world.heard('cv-dau-tu')).toEqual([expect.stringContaining('Đã kết nối')])
      await world.end()
    },
    60_000,
  )
})

describe('somebody of another unit', () => {
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
  it('that is too large or of a forbidden kind is named with the limit, and the conversation stays where it was', async () => {
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
      expect.stringContaining('“gia-pdf.pdf” thuộc loại không nhận'),
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
  })
})

describe('a reminder', () => {
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

describe('a button or a number', () => {
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

describe('a correction', () => {
  it('makes revision 2 and keeps revision 1', async () => {
    await using world = await firstMorning()
    await answerOne(world, 'cv-doanh-nghiep', { text: 'Đã tổ chức 02 hội nghị.' })
    await world.heard('cv-doanh-nghiep')
    await world.say('cv-doanh-nghiep', '/sua')
    await world.say('cv-doanh-nghiep', '1')
    expect(await last(world, 'cv-doanh-nghiep')).toContain('Đã tổ chức 02 hội nghị.')
    await world.press('cv-doanh-nghiep', 'Sửa')
    await world.press('cv-doanh-nghiep', 'Nội dung')
    await world.say('cv-doanh-nghiep', 'Đã tổ chức 03 hội nghị.')
    await world.say('cv-doanh-nghiep', 'xong')
    await world.press('cv-doanh-nghiep', 'Lưu')
    expect((await world.heard('cv-doanh-nghiep')).join('\n')).not.toContain('Trước đó')
    const answers = await answersOf(world, await matter(world, 'doanh-nghiep', dialogue))
    expect(answers.map(({ revision, body }) => [revision, body.text])).toEqual([
      [1, 'Đã tổ chức 02 hội nghị.'],
      [2, 'Đã tổ chức 03 hội nghị.'],
    ])
    const text = await draftText(world)
    expect(text).toContain('03 hội nghị')
    expect(text).not.toContain('02 hội nghị')
    await world.end()
  })

  it('may come from a colleague, who is named, and to whom the first one is named', async () => {
    await using world = await firstMorning()
    await world.say('tp-doanh-nghiep', '/viec')
    await world.heard('tp-doanh-nghiep')
    await answerOne(world, 'tp-doanh-nghiep', { text: 'Trưởng phòng trả lời thay.' })
    expect(await last(world, 'tp-doanh-nghiep')).toContain('trả lời hết')
    const overview = await world.running.demo?.overview()
    expect(overview?.dues.filter((due) => due.unitName.includes('Doanh nghiệp')).map((due) => due.answeredBy)).toEqual([
      'Trưởng phòng Quản lý Doanh nghiệp và Lao động',
    ])
    // The clerk's button of the morning opens what the head has answered, to be corrected.
    await world.press('cv-doanh-nghiep', dialogue)
    expect(await last(world, 'cv-doanh-nghiep')).toContain('Trưởng phòng trả lời thay.')
    await world.press('cv-doanh-nghiep', 'Sửa')
    await world.press('cv-doanh-nghiep', 'Nội dung')
    await world.say('cv-doanh-nghiep', 'Chuyên viên bổ sung.')
    await world.say('cv-doanh-nghiep', 'xong')
    await world.press('cv-doanh-nghiep', 'Lưu')
    expect((await world.heard('cv-doanh-nghiep')).join('\n')).toContain(
      'Trước đó Trưởng phòng Quản lý Doanh nghiệp và Lao động đã trả lời việc này. Báo cáo dùng bản mới (lần 2)',
    )
    await world.end()
  })
})

describe('two matters and two clerks', () => {
  it('switching in the middle keeps the first text and goes on with it later', async () => {
    await using world = await firstMorning()
    await world.press('cv-dau-tu', dialogue)
    await world.press('cv-dau-tu', 'Đã hoàn thành')
    await world.say('cv-dau-tu', 'Đối thoại: phần một.')
    await world.heard('cv-dau-tu')
    await world.press('cv-dau-tu', economy)
    expect(await last(world, 'cv-dau-tu')).toContain(`đang trả lời dở: ${dialogue}`)
    await world.press('cv-dau-tu', 'Để lại sau, chuyển sang việc mới')
    expect(await last(world, 'cv-dau-tu')).toMatch(new RegExp(`^${economy}`))
    await world.press('cv-dau-tu', 'Đã hoàn thành')
    await world.say('cv-dau-tu', 'Kinh tế: trọn vẹn.')
    await world.say('cv-dau-tu', 'xong')
    await world.press('cv-dau-tu', 'Không có')
    await world.press('cv-dau-tu', 'Lưu')
    expect(await last(world, 'cv-dau-tu')).toContain('Còn 1 việc')
    // A day later.
    await world.passTo('2023-04-25T08:00')
    await world.unread()
    await world.say('cv-dau-tu', '/viec')
    await world.say('cv-dau-tu', '1')
    expect(await last(world, 'cv-dau-tu')).toContain('gửi tiếp hoặc bấm Xong')
    await world.say('cv-dau-tu', 'Đối thoại: phần hai.')
    await world.say('cv-dau-tu', 'xong')
    await world.press('cv-dau-tu', 'Không có')
    await world.press('cv-dau-tu', 'Lưu')
    expect(await last(world, 'cv-dau-tu')).toContain('trả lời hết')
    const [first] = await answersOf(world, await matter(world, 'dau-tu', dialogue))
    const [second] = await answersOf(world, await matter(world, 'dau-tu', economy))
    expect([first?.body.text, second?.body.text]).toEqual([
      'Đối thoại: phần một.\nĐối thoại: phần hai.',
      'Kinh tế: trọn vẹn.',
    ])
    await world.end()
  })

  it('two clerks of one unit who answer the same matter at the same time lose neither answer', async () => {
    await using world = await firstMorning()
    const both = ['cv-doanh-nghiep', 'tp-doanh-nghiep']
    const together = (turn: (person: string) => Promise<void>) => Promise.all(both.map(turn))
    await together((person) => world.say(person, '/viec'))
    await together((person) => world.say(person, '1'))
    await together((person) => world.say(person, 'da hoan thanh'))
    await together((person) => world.say(person, `Kết quả do ${person} ghi.`))
    await together((person) => world.say(person, 'xong'))
    await together((person) => world.say(person, 'không có'))
    await world.say('cv-doanh-nghiep', 'lưu')
    await world.say('tp-doanh-nghiep', 'lưu')
    const first = (await world.heard('cv-doanh-nghiep')).join('\n')
    const second = (await world.heard('tp-doanh-nghiep')).join('\n')
    expect(first).not.toContain('Trước đó')
    expect(second).toContain('Trước đó Chuyên viên Phòng Quản lý Doanh nghiệp và Lao động đã trả lời việc này')
    expect(first).not.toContain('tp-doanh-nghiep')
    const answers = await answersOf(world, await matter(world, 'doanh-nghiep', dialogue))
    expect(answers.map(({ revision, personId, body }) => [revision, personId, body.text])).toEqual([
      [1, 'cv-doanh-nghiep', 'Kết quả do cv-doanh-nghiep ghi.'],
      [2, 'tp-doanh-nghiep', 'Kết quả do tp-doanh-nghiep ghi.'],
    ])
    await world.end()
  })

  it('clerks of two units who write at the same time each get their own text', async () => {
    await using world = await firstMorning()
    const clerks = ['cv-moi-truong', 'cv-quy-hoach', 'cv-ban-qlda', 'cv-doanh-nghiep']
    const all = (turn: (person: string) => Promise<void>) => Promise.all(clerks.map(turn))
    await all((person) => world.say(person, '1'))
    await all((person) => world.say(person, 'Đã hoàn thành'))
    for (let part = 1; part <= 6; part += 1) await all((person) => world.say(person, `${person}, phần ${part}.`))
    await all((person) => world.say(person, 'xong'))
    await all((person) => world.say(person, 'bỏ qua'))
    await all((person) => world.say(person, 'lưu'))
    for (const person of clerks) {
      const heard = (await world.heard(person)).join('\n')
      for (const other of clerks) expect(heard.includes(`${other}, phần 1.`)).toBe(other === person)
    }
    const text = await draftText(world)
    for (const person of clerks)
      expect(text).toContain([1, 2, 3, 4, 5, 6].map((part) => `${person}, phần ${part}.`).join('\n'))
    await world.end()
  })
})

describe('what people type', () => {
  it('arrives whole in the report when it is more than 20,000 characters in many messages', async () => {
    await using world = await firstMorning()
    await world.say('cv-doanh-nghiep', '1')
    await world.say('cv-doanh-nghiep', '1')
    const parts = Array.from(
      { length: 14 },
      (_, index) =>
        `Đoạn ${index + 1}: ${`đã đối thoại với doanh nghiệp thứ ${index + 1}, tiếp thu kiến nghị. `.repeat(26)}Hết đoạn ${index + 1}.`,
    )
    expect(parts.join('').length).toBeGreaterThan(20_000)
    await world.heard('cv-doanh-nghiep')
    for (const part of parts) await world.say('cv-doanh-nghiep', part)
    // Told once that more may follow; nobody is answered fourteen times.
    expect(await world.heard('cv-doanh-nghiep')).toHaveLength(1)
    await world.say('cv-doanh-nghiep', 'xong')
    await world.say('cv-doanh-nghiep', 'không có')
    await world.say('cv-doanh-nghiep', 'lưu')
    await world.heard('cv-doanh-nghiep')
    const text = await draftText(world)
    for (const part of parts) expect(text.includes(part)).toBe(true)
    await world.end()
  })

  it('and goes over the limit of one answer is refused by message, with what was written before kept', async () => {
    await using world = await firstMorning()
    await world.say('cv-doanh-nghiep', '1')
    await world.say('cv-doanh-nghiep', '1')
    await world.heard('cv-doanh-nghiep')
    await world.say('cv-doanh-nghiep', 'a'.repeat(19_000))
    await world.heard('cv-doanh-nghiep')
    await world.say('cv-doanh-nghiep', 'b'.repeat(19_000))
    expect(await last(world, 'cv-doanh-nghiep')).toContain(
      'chưa được ghi vì vượt giới hạn 30.000 ký tự (đã ghi 19.000)',
    )
    await world.say('cv-doanh-nghiep', 'xong')
    await world.say('cv-doanh-nghiep', 'không có')
    await world.say('cv-doanh-nghiep', 'lưu')
    await world.heard('cv-doanh-nghiep')
    const [answer] = await answersOf(world, await matter(world, 'doanh-nghiep', dialogue))
    expect(answer?.body.text).toBe('a'.repeat(19_000))
    await world.end()
  })

  it('is understood without accents and decomposed, and kept as it was meant, emoji included', async () => {
    await using world = await firstMorning()
    await world.say('cv-dau-tu', 'VIEC CUA TOI')
    expect(await last(world, 'cv-dau-tu')).toContain('Việc đang mở')
    await world.say('cv-dau-tu', '1')
    await world.say('cv-dau-tu', 'CO VUONG MAC')
    expect(await last(world, 'cv-dau-tu')).toContain('phần trăm')
    await world.say('cv-dau-tu', '85,5 %')
    const decomposed = 'Đã gặp gỡ doanh nghiệp ở Khu kinh tế Lệ Thanh 👍🏽🇻🇳 <b>&"\u0000\u0007'.normalize('NFD')
    await world.say('cv-dau-tu', decomposed)
    await world.say('cv-dau-tu', '👨‍👩‍👧 mười ba: 𝟏𝟑')
    await world.say('cv-dau-tu', 'xong'.normalize('NFD'))
    await world.say('cv-dau-tu', 'Thiếu quỹ đất sạch.'.normalize('NFD'))
    await world.say('cv-dau-tu', 'khong co')
    await world.say('cv-dau-tu', 'khong co')
    await world.say('cv-dau-tu', 'dong y')
    await world.heard('cv-dau-tu')
    const [answer] = await answersOf(world, await matter(world, 'dau-tu', dialogue))
    expect(answer?.body).toMatchObject({
      state: 'obstacle',
      percent: 85.5,
      text: 'Đã gặp gỡ doanh nghiệp ở Khu kinh tế Lệ Thanh 👍🏽🇻🇳 <b>&"\n👨‍👩‍👧 mười ba: 𝟏𝟑',
      obstacle: 'Thiếu quỹ đất sạch.',
      recommendation: null,
    })
    const text = await draftText(world)
    expect(text).toContain('Khu kinh tế Lệ Thanh 👍🏽🇻🇳 &lt;b&gt;&"')
    await world.end()
  })

  it('about an obstacle and a recommendation stands in the report under the unit that raised it', async () => {
    await using world = await firstMorning()
    for (const text of [
      '1',
      '3',
      '60',
      'Đã làm việc với 12 doanh nghiệp.',
      'xong',
      'Thiếu quỹ đất sạch cho nhà đầu tư thứ cấp.',
      'Đề nghị UBND tỉnh đẩy nhanh giải phóng mặt bằng.',
      'không có',
      'lưu',
    ])
      await world.say('cv-doanh-nghiep', text)
    await world.heard('cv-doanh-nghiep')
    const text = await draftText(world)
    expect(text).toMatch(/Phòng Quản lý Doanh nghiệp và Lao động: Thiếu quỹ đất sạch cho nhà đầu tư thứ cấp/)
    expect(text).toMatch(/Phòng Quản lý Doanh nghiệp và Lao động: Đề nghị UBND tỉnh đẩy nhanh giải phóng mặt bằng/)
    await world.end()
  })

  it('as a figure with its two parts is checked, reckoned and stands in the report', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'ty-le.yaml')
    const shipped = await readFile('config/plans/gia-lai-2023.yaml', 'utf8')
    const changed = shipped.replace(
      "op: '>='\n    target: 1\n    unit: mô hình",
      "op: '>='\n    target: 85\n    unit: '%'\n    ratio: { numerator: mô hình đạt, denominator: mô hình đăng ký }",
    )
    expect(changed).not.toBe(shipped)
    await writeFile(file, changed)
    await using world = await firstMorning([file])
    const matterWithFigure = await matter(world, 'van-phong', 'Thi đua yêu nước')
    await world.press('cv-van-phong', 'Thi đua yêu nước')
    for (const text of ['da hoan thanh', 'Đã xây dựng 19 mô hình.', 'xong']) await world.say('cv-van-phong', text)
    expect(await last(world, 'cv-van-phong')).toContain('Số mô hình đạt là bao nhiêu')
    await world.say('cv-van-phong', '21')
    expect(await last(world, 'cv-van-phong')).toContain('Trên tổng số mô hình đăng ký')
    await world.say('cv-van-phong', '20')
    expect(await last(world, 'cv-van-phong')).toContain('Tử số (21) không được lớn hơn mẫu số (20)')
    await world.say('cv-van-phong', 'lui')
    await world.say('cv-van-phong', '19/20')
    await world.press('cv-van-phong', 'Không có')
    expect(await last(world, 'cv-van-phong')).toContain('19/20')
    await world.press('cv-van-phong', 'Lưu')
    await world.heard('cv-van-phong')
    const [answer] = await answersOf(world, matterWithFigure)
    expect(answer?.body.figures).toEqual([{ indicatorId: 'mo-hinh', value: 95, numerator: 19, denominator: 20 }])
    const text = await draftText(world)
    expect(text).toContain('19/20')
    expect(text).toContain('95')
    await world.end()
  })
})

describe('an answer and the approval of its report', () => {
  /** The leaders' morning; every draft of the report is there. */
  async function reviewDay(): Promise<World> {
    const world = await firstMorning()
    await world.passTo('2023-05-04T08:00')
    await world.unread()
    return world
  }

  it('approved while a clerk is half-way: the clerk is told at once and at the end, and nothing is lost', async () => {
    await using world = await reviewDay()
    await world.press('cv-doanh-nghiep', dialogue)
    await world.press('cv-doanh-nghiep', 'Đã hoàn thành')
    await world.say('cv-doanh-nghiep', 'Đã tổ chức 02 hội nghị')
    // Opened, but nothing written yet.
    await world.press('cv-dau-tu', economy)
    await world.unread()

    await world.press('truong-ban', 'Duyệt')
    expect(await world.heard('truong-ban')).toEqual([expect.stringContaining('Đã ghi nhận: duyệt')])
    for (const person of ['cv-van-phong', 'chanh-van-phong'])
      expect(await world.heard(person)).toEqual([expect.stringContaining('đã được Trưởng ban duyệt')])
    expect(await world.heard('cv-doanh-nghiep')).toEqual([
      expect.stringMatching(/vừa được lãnh đạo duyệt.*được giữ nguyên nhưng không còn kịp/s),
    ])
    await world.end()
    const approved = await draftText(world)

    await world.say('cv-doanh-nghiep', 'với 45 doanh nghiệp.')
    await world.say('cv-doanh-nghiep', 'xong')
    await world.press('cv-doanh-nghiep', 'Không có')
    await world.press('cv-doanh-nghiep', 'Lưu')
    expect((await world.heard('cv-doanh-nghiep')).join('\n')).toMatch(/Đã ghi nhận.*nội dung không có trong báo cáo/s)
    for (const person of ['cv-van-phong', 'chanh-van-phong'])
      expect(await world.heard(person)).toEqual([
        expect.stringMatching(/^Chuyên viên Phòng Quản lý Doanh nghiệp.*sau khi báo cáo.*đã được duyệt/),
      ])
    const [answer] = await answersOf(world, await matter(world, 'doanh-nghiep', dialogue))
    expect(answer?.body.text).toBe('Đã tổ chức 02 hội nghị\nvới 45 doanh nghiệp.')
    // What was approved is what is sent.
    expect(await draftText(world)).toBe(approved)

    await world.press('cv-dau-tu', 'Đã hoàn thành')
    expect(await world.heard('cv-dau-tu')).toEqual([
      expect.stringContaining('không nhận thêm hoặc sửa câu trả lời nữa'),
    ])
    await world.end()
  })

  it('after the approval nobody is asked, opens or corrects a part of it, and it is in no list', async () => {
    await using world = await reviewDay()
    await answerOne(world, 'cv-doanh-nghiep', { text: 'Đã tổ chức 02 hội nghị.' })
    await world.unread()
    await world.press('pho-truong-ban', 'Duyệt')
    await world.unread()
    for (const person of ['cv-dau-tu', 'cv-doanh-nghiep']) {
      await world.press(person, dialogue)
      expect(await world.heard(person)).toEqual([expect.stringContaining('không nhận thêm hoặc sửa câu trả lời nữa')])
      await world.say(person, '/viec')
      expect(await world.heard(person)).toEqual([expect.stringContaining('không có việc nào đang mở')])
      await world.say(person, '/sua')
      expect(await world.heard(person)).toEqual([expect.stringContaining('Chưa có câu trả lời nào có thể sửa')])
    }
    // Only the dispatch is still asked for, of those who do it.
    await world.passTo('2023-05-12T17:00')
    const asked = await world.unread()
    expect(Object.keys(asked).toSorted()).toEqual(['chanh-van-phong', 'cv-van-phong', 'pho-truong-ban', 'truong-ban'])
    expect(JSON.stringify(asked)).not.toContain('Tiến độ:')
    await world.end()
  })
})
