import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { answerOne } from '../answer-one.ts'
import { temporaryFolder } from '../served.ts'
import { describeWhole } from '../whole.ts'
import type { World } from '../world.ts'
import { answersOf, dialogue, draftText, economy, firstMorning, last, matter } from './first-morning.ts'

describeWhole('a correction', () => {
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

describeWhole('two matters and two clerks', () => {
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

describeWhole('what people type', () => {
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

describeWhole('an answer and the approval of its report', () => {
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
      expect(await world.heard(person)).toEqual([
        expect.stringContaining('Chưa có câu trả lời hoặc phiếu nào có thể sửa'),
      ])
    }
    // Only the dispatch is still asked for, of those who do it.
    await world.passTo('2023-05-12T17:00')
    const asked = await world.unread()
    expect(Object.keys(asked).toSorted()).toEqual(['chanh-van-phong', 'cv-van-phong', 'pho-truong-ban', 'truong-ban'])
    expect(JSON.stringify(asked)).not.toContain('Tiến độ:')
    await world.end()
  })
})
