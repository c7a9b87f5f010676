import { describe, expect, it } from 'vitest'
import { noSuchForm } from '../../src/text/vi-forms.ts'
import { buttonFor, pressOn } from '../stories/first-morning.ts'
import { World } from '../world.ts'

const plans = ['test/samples/plans/phong-trao-2022.yaml']
const register = [
  '/viec',
  '1',
  'Trả hồ sơ trước hạn',
  '1',
  '1',
  '1',
  'Còn hồ sơ chậm.',
  'xong',
  'Không trễ hạn',
  'xong',
]

async function say(world: World, person: string, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) await world.say(person, text)
}

describe('a form that a Duty asks for', () => {
  it('is kept with an Answer, and a correction is the next revision of both', async () => {
    await using world = await World.open({ now: '2022-02-17T10:00', plans })
    await say(world, 'cv-dau-tu', ...register, 'Phiếu hướng dẫn một lần', 'xong', 'Trưởng phòng', '2022', 'lưu')
    const id = 'phong-trao-2022/dang-ky/once/dau-tu/contribution'
    const look = () =>
      world.running.store.read(async (records) => ({
        form: await records.formFor(id),
        answers: await records.answersOf(id),
        audit: (await records.auditTrail()).filter(({ action }) => action === 'form.saved'),
      }))
    const first = await look()
    expect(first.form).toMatchObject({ revision: 1, unitId: 'dau-tu', flow: 'dang-ky-mo-hinh', occurrenceId: id })
    expect(first.form?.files.map(({ name }) => name)).toEqual(['DK-dan-van-kheo-2022-dau-tu_L1.docx'])
    expect(first.answers.map(({ body }) => body.sections?.model)).toEqual(['Trả hồ sơ trước hạn'])
    expect(JSON.stringify(first.audit)).not.toContain('Trả hồ sơ')

    await say(world, 'tp-dau-tu', '/suaphieu', '1', 'sửa', 'tên mô hình', 'Trả hồ sơ trong ngày', 'lưu')
    const second = await look()
    expect(second.form).toMatchObject({ revision: 2, series: first.form?.series, personId: 'tp-dau-tu' })
    expect(second.answers.map(({ revision, body }) => [revision, body.sections?.model])).toEqual([
      [1, 'Trả hồ sơ trước hạn'],
      [2, 'Trả hồ sơ trong ngày'],
    ])
    expect(second.audit.map(({ detail }) => detail.revision)).toEqual([1, 2])
  })

  it('does not take the Unit’s Tasks in its place', async () => {
    await using world = await World.open({ now: '2022-02-17T10:00', plans })
    const asked = await world.running.store.read((records) => records.occurrences())
    const ofDuty = (duty: string) => asked.filter((one) => one.itemId === duty && one.stage === 'contribution')
    expect(
      ofDuty('dang-ky')
        .map(({ unitId }) => unitId)
        .sort(),
    ).toEqual(['dau-tu', 'quy-hoach'])
    // Its continuous Task is still looked at twice a year.
    expect(asked.filter((one) => one.itemId === 'mo-hinh').map(({ stage }) => stage)).toEqual(['check-in', 'check-in'])
  })
})

describe('a form of another Unit', () => {
  it('is seen by leaders and admins only, and corrected by its own Unit only', async () => {
    await using world = await World.open({ now: '2022-01-05T10:00', plans })
    await say(world, 'cv-van-phong', '/bieumau')
    await world.press('cv-van-phong', 'Số liệu khảo sát')
    await say(world, 'cv-van-phong', 'năm 2021', '100, 90, 40, 45, 5', 'không có', 'lưu')
    const listFor = async (person: string): Promise<string> => {
      await world.read(person)
      await say(world, person, '/bieumau')
      await world.press(person, 'Phiếu đã lập')
      return (await world.heard(person)).at(-1) ?? ''
    }
    expect(await listFor('cv-dau-tu')).toBe('Đơn vị chưa lập phiếu nào.')
    for (const person of ['truong-ban', 'quan-tri', 'chanh-van-phong'])
      expect(await listFor(person)).toContain('Số liệu khảo sát hài lòng: năm 2021')
  })

  it('answers as if it did not exist', async () => {
    await using world = await World.open({ now: '2022-01-05T10:00', plans })
    await say(world, 'cv-van-phong', '/bieumau')
    await world.press('cv-van-phong', 'Số liệu khảo sát')
    await say(world, 'cv-van-phong', 'năm 2021', '100, 90, 40, 45, 5', 'không có', 'lưu')
    await say(world, 'cv-van-phong', '/bieumau')
    await world.press('cv-van-phong', 'Phiếu đã lập')
    await world.press('cv-van-phong', 'Số liệu khảo sát hài lòng: năm')
    const [seen] = (await world.read('cv-van-phong')).slice(-1)
    expect(seen?.files.map(({ name }) => name)).toEqual(['so-lieu-hai-long-van-phong_L1.docx'])
    expect(seen?.choices.map(({ label }) => label)).toEqual(['Sửa phiếu này'])
    await say(world, 'cv-dau-tu', '/suaphieu')
    expect((await world.heard('cv-dau-tu')).at(-1)).toContain('Chưa có câu trả lời hoặc phiếu nào có thể sửa')
  })
})

describe('a form about one person only', () => {
  it('is read by that person and those who lead, and corrected by that person only', async () => {
    await using world = await World.open({ now: '2022-01-05T10:00', plans })
    const all = ['2', 'năm 2021', Array.from({ length: 19 }, () => '1').join(' '), 'không có', 'lưu']
    await say(world, 'cv-van-phong', '/bieumau')
    await world.press('cv-van-phong', 'Tự đánh giá')
    await say(world, 'cv-van-phong', ...all)
    const [kept] = await world.running.store.read((records) => records.formsOf(['van-phong'], 9))
    expect(kept).toMatchObject({ personId: 'cv-van-phong', body: { who: 'individual' } })
    const answerTo = async (person: string, value: string): Promise<string> => {
      await world.read(person)
      await pressOn(world, person, await buttonFor(world, person, value))
      return (await world.heard(person)).at(-1) ?? ''
    }
    const series = kept?.series ?? 0
    for (const person of ['cv-van-phong', 'chanh-van-phong', 'truong-ban', 'quan-tri'])
      expect(await answerTo(person, `form:see:${series}`), person).toContain('Tự đánh giá văn hóa công sở: năm 2021')
    for (const person of ['van-thu', 'cv-dau-tu', 'tp-dau-tu'])
      expect(await answerTo(person, `form:see:${series}`), person).toBe(noSuchForm)
    for (const person of ['van-thu', 'chanh-van-phong', 'truong-ban', 'cv-dau-tu'])
      expect(await answerTo(person, `form:fix:${series}`), person).toBe(noSuchForm)
    await say(world, 'van-thu', '/bieumau')
    await world.press('van-thu', 'Phiếu đã lập')
    expect((await world.heard('van-thu')).at(-1)).toBe('Đơn vị chưa lập phiếu nào.')
    expect(await answerTo('cv-van-phong', `form:fix:${series}`)).toContain('Anh/chị xem lại')
  })
})

describe('the list of forms', () => {
  it('offers to go on with the one that is being filled in, also after a restart', async () => {
    await using world = await World.open({ now: '2022-01-05T10:00', plans })
    await say(world, 'cv-van-phong', '/bieumau')
    await world.press('cv-van-phong', 'Số liệu khảo sát')
    await say(world, 'cv-van-phong', 'năm 2021', '100')
    await world.restart()
    await world.read('cv-van-phong')
    await say(world, 'cv-van-phong', '/bieumau', '1')
    const [list, asked] = await world.read('cv-van-phong')
    expect(list?.choices[0]?.label).toBe('Viết tiếp: Số liệu khảo sát hài lòng')
    expect(asked?.text).not.toContain('Kỳ nào')
    await say(world, 'cv-van-phong', '90, 40, 45, 5', 'không có', 'lưu')
    const [kept] = await world.running.store.read((records) => records.formsOf(['van-phong'], 9))
    expect(kept?.body.figures).toMatchObject({ sent: 100, returned: 90 })
  })
})

describe('the figures of the period before', () => {
  it('are what the next ones are held against', async () => {
    await using world = await World.open({ now: '2022-01-05T10:00', plans })
    const give = async (period: string, figures: string): Promise<string> => {
      await say(world, 'cv-van-phong', '/bieumau')
      await world.press('cv-van-phong', 'Số liệu khảo sát')
      await say(world, 'cv-van-phong', period, figures)
      return (await world.heard('cv-van-phong')).at(-1) ?? ''
    }
    expect(await give('quý III/2021', '100, 90, 40, 45, 5')).toContain('Ý kiến góp ý')
    await say(world, 'cv-van-phong', 'không có', 'lưu')
    const asked = await give('quý IV/2021', '9000, 8000, 4000, 3900, 100')
    expect(asked).toMatch(/^Phiếu phát ra: .*kỳ trước.*100/u)
  })
})
