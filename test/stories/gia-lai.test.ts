import JSZip from 'jszip'
import { describe, expect, it } from 'vitest'
import { type Answering, answerOne } from '../answer-one.ts'
import { World } from '../world.ts'

const plans = ['config/plans/gia-lai-2023.yaml']
const report = 'gia-lai-2023/bao-cao-6-thang/once/van-phong'

/** Focal people with something to answer for the 6-month report, and how many questions each has. */
const asked = {
  'cv-van-phong': 3,
  'chi-uy-vien': 2,
  'cv-dau-tu': 2,
  'cv-doanh-nghiep': 1,
  'uv-cong-doan': 2,
  'cv-ban-qlda': 1,
  'cv-moi-truong': 1,
  'cv-quy-hoach': 1,
  'pho-bi-thu-doan': 1,
} as const

const result = (person: string): Answering => ({
  text: `Kết quả riêng của ${person}: đã làm xong phần việc được giao.`,
})

async function documentText(world: World, occurrenceId: string): Promise<string> {
  const draft = await world.running.demo?.draftOf(occurrenceId)
  const xml = await (await JSZip.loadAsync(draft?.bytes ?? new Uint8Array())).file('word/document.xml')?.async('string')
  return (xml ?? '').replace(/<\/w:p>/g, '\n').replace(/<[^>]+>/g, '')
}

describe('the Gia Lai plan, from the morning digest to the issued report', () => {
  it('asks every unit, names the missing one to its head and then to the leader, and is signed in time', async () => {
    await using world = await World.open({ now: '2023-04-24T07:00', plans })
    expect(await world.unread()).toEqual({})

    await world.passTo('2023-04-24T07:30')
    for (const [person, count] of Object.entries(asked)) {
      const [morning, ...more] = await world.read(person)
      expect(more).toEqual([])
      expect(morning?.text).toContain('27/4/2023')
      expect(morning?.choices.length).toBe(count)
    }
    await world.end()

    // Everybody answers on the first day but the Party cell.
    for (const [person, count] of Object.entries(asked)) {
      if (person === 'chi-uy-vien') continue
      for (let left = count; left > 0; left -= 1) await answerOne(world, person, result(person))
      expect((await world.heard(person)).at(-1)).toContain('trả lời hết')
    }

    // Whoever answered several things learns at the end of the day what was noted.
    await world.passTo('2023-04-24T17:00')
    for (const [person, count] of Object.entries(asked))
      expect(await world.heard(person)).toEqual(
        count > 1 && person !== 'chi-uy-vien' ? [expect.stringMatching(/^Hôm nay tôi đã ghi nhận/)] : [],
      )
    await world.end()

    await world.passTo('2023-04-27T17:00')
    expect(await world.heard('chi-uy-vien')).toEqual([
      expect.stringContaining('còn 2 ngày làm việc'),
      expect.stringContaining('hôm nay là ngày cuối'),
    ])
    await world.end()

    // The day after, its head is told; the office gets the draft with 8 of 9 units.
    await world.passTo('2023-04-28T17:00')
    expect(await world.heard('chi-uy-vien')).toEqual([expect.stringContaining('quá hạn 1 ngày làm việc')])
    expect(await world.heard('bi-thu-chi-bo')).toEqual([expect.stringContaining('quá hạn 1 ngày làm việc')])
    for (const person of ['cv-van-phong', 'chanh-van-phong']) {
      const [draft] = await world.read(person)
      expect(draft?.text).toContain('8/9 đơn vị đã trả lời; còn thiếu: Chi bộ cơ quan')
      // Who heads a Unit sees at a glance how its work stands.
      const picture = person === 'chanh-van-phong' ? ['Tien do 28-4-2023.png'] : []
      expect(draft?.files.map((file) => file.name)).toEqual(['BC-gia-lai-2023-bao-cao-6-thang_DT1.docx', ...picture])
    }
    await world.end()

    // After the holidays (29/4–03/5) the leaders review, and learn who is missing.
    await world.passTo('2023-05-04T07:45')
    expect(await world.heard('bi-thu-chi-bo')).toEqual([expect.stringContaining('quá hạn 2 ngày làm việc')])
    for (const leader of ['truong-ban', 'pho-truong-ban']) {
      const [review] = await world.read(leader)
      expect(review?.text).toContain('còn thiếu: Chi bộ cơ quan')
      expect(review?.files.map(({ name }) => name)).toEqual([expect.stringMatching(/\.docx$/), 'Tien do 04-5-2023.png'])
    }
    await world.end()

    // The Party cell answers late; the draft follows.
    await answerOne(world, 'chi-uy-vien', result('chi-uy-vien'))
    await answerOne(world, 'chi-uy-vien', result('chi-uy-vien'))
    await world.heard('chi-uy-vien')
    const text = await documentText(world, report)
    for (const person of Object.keys(asked)) expect(text).toContain(result(person).text)
    expect(text).toContain('DỰ THẢO')

    await world.press('truong-ban', 'Duyệt')
    expect(await world.heard('truong-ban')).toEqual([expect.stringContaining('duyệt')])
    for (const person of ['cv-van-phong', 'chanh-van-phong']) {
      const [approved] = await world.read(person)
      expect(approved?.text).toContain('đã được Trưởng ban duyệt')
      expect(approved?.files.map((file) => file.name)).toEqual(['BC-gia-lai-2023-bao-cao-6-thang_DT3.docx'])
    }

    // Approved is not sent yet: the office is reminded until it is.
    await world.passTo('2023-05-04T17:00')
    expect(await world.unread()).toEqual({ 'chi-uy-vien': [expect.stringMatching(/^Hôm nay tôi đã ghi nhận/)] })
    await world.passTo('2023-05-08T08:00')
    const dispatch = await world.unread()
    expect(Object.keys(dispatch)).toEqual(
      ['truong-ban', 'pho-truong-ban', 'chanh-van-phong'].filter((id) => id in dispatch),
    )
    expect(dispatch['chanh-van-phong']?.[0]).toContain('đã duyệt')

    await world.press('cv-van-phong', 'Đã phát hành')
    await world.say('cv-van-phong', '5')
    await world.say('cv-van-phong', '08/5/2023')
    await world.say('cv-van-phong', 'lưu')
    expect((await world.heard('cv-van-phong')).at(-1)).toContain('phát hành số 05/BC-BQLKKT, ngày 08/5/2023')

    // Nothing more is said about it, and nobody can change an answer any more.
    await world.passTo('2023-05-15T17:00')
    await world.end()
    await world.say('cv-dau-tu', '/sua')
    expect(await world.heard('cv-dau-tu')).toEqual([
      expect.stringContaining('Chưa có câu trả lời hoặc phiếu nào có thể sửa'),
    ])
    expect(await world.running.store.firstBrokenAudit()).toBeNull()
  })

  it('gives the report back with a comment and takes it again', async () => {
    await using world = await World.open({ now: '2023-05-04T07:00', plans })
    await world.passTo('2023-05-04T07:30')
    await world.unread()
    await world.press('truong-ban', 'Trả lại')
    await world.say('truong-ban', 'Bổ sung kết quả tiếp công dân.')
    expect((await world.heard('truong-ban')).at(-1)).toContain('trả lại')
    expect((await world.heard('chanh-van-phong')).at(-1)).toContain('Bổ sung kết quả tiếp công dân.')
    await world.heard('cv-van-phong')
    await world.press('cv-van-phong', 'Trình duyệt')
    await world.heard('cv-van-phong')
    for (const leader of ['truong-ban', 'pho-truong-ban']) {
      const [again] = await world.read(leader)
      expect(again?.text).toContain('trình duyệt')
      expect(again?.files).toHaveLength(1)
    }
    await world.press('pho-truong-ban', 'Duyệt')
    expect((await world.heard('pho-truong-ban')).at(-1)).toContain('duyệt')
    await world.press('truong-ban', 'Duyệt')
    expect(await world.heard('truong-ban')).toEqual([expect.stringContaining('đã được duyệt trước đó')])
  })
})
