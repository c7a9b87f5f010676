import { describe, expect, it } from 'vitest'
import { wordText } from '../stories/first-morning.ts'
import { World } from '../world.ts'

const open = () => World.open({ now: '2022-02-17T10:00+07:00', plans: ['test/samples/plans/phong-trao-2022.yaml'] })

async function say(world: World, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) await world.say('cv-dau-tu', text)
}

/** What is asked of a model, from its name on. */
const model = (name: string): readonly string[] => [
  ...[
    name,
    'cấp cơ sở',
    'tập thể',
    'phát triển kinh tế',
    `Khó khăn của ${name}.`,
    'xong',
    `Chỉ tiêu của ${name}`,
    'xong',
  ],
  ...[`Giải pháp của ${name}`, 'xong', 'Chuyên viên', '2022', 'lưu'],
]

async function answer(world: World, name: string): Promise<void> {
  await say(world, '/viec')
  await world.press('cv-dau-tu', 'Đăng ký')
  await say(world, ...model(name))
}
async function file(world: World, name: string): Promise<void> {
  await say(world, '/bieumau')
  await world.press('cv-dau-tu', 'Đăng ký mô hình')
  await say(world, ...model(name))
}

async function compiled(world: World): Promise<{ readonly text: string; readonly draft: number }> {
  const all = await world.running.store.read((records) => records.occurrences())
  const report = all.find(({ stage, title }) => stage === 'report' && title.startsWith('Đăng ký xây dựng'))
  const row = await world.running.store.read((records) => records.report(report?.id ?? ''))
  if (row !== undefined) return { text: await wordText(await world.fileBytes(row.file.sha256)), draft: row.draft }
  await world.say('quan-tri', '/tonghop')
  await world.press('quan-tri', 'Đăng ký')
  return compiled(world)
}
const times = (text: string, part: string): number => text.split(part).length - 1

describe('a Unit that files several models', () => {
  it('has all of them in the compiled registration, each with what was written of it, and each in a Word file', async () => {
    await using world = await open()
    await answer(world, 'Trả hồ sơ trước hạn')
    await file(world, 'Ngày thứ sáu nghe dân nói')
    const files = (await world.read('cv-dau-tu')).flatMap((line) => line.files)
    expect(files.map(({ name }) => name.slice(0, 16))).toEqual(['DK-dan-van-kheo-', 'DK-dan-van-kheo-'])
    const { text } = await compiled(world)
    for (const name of ['Trả hồ sơ trước hạn', 'Ngày thứ sáu nghe dân nói'])
      for (const part of [`Khó khăn của ${name}.`, `Chỉ tiêu của ${name}`, `Giải pháp của ${name}`])
        expect(times(text, part), part).toBe(1)
  }, 60_000)

  it('brings a draft up to date when it files one more, and names the same model once', async () => {
    await using world = await open()
    await answer(world, 'Trả hồ sơ trước hạn')
    const before = await compiled(world)
    await file(world, 'Ngày thứ sáu nghe dân nói')
    const after = await compiled(world)
    expect(after.draft).toBe(before.draft + 1)
    expect(times(after.text, 'Chỉ tiêu của Ngày thứ sáu nghe dân nói')).toBe(1)
    await file(world, 'Trả hồ sơ  trước hạn')
    const again = await compiled(world)
    expect(again.draft).toBe(after.draft)
    expect(times(again.text, 'Chỉ tiêu của Trả hồ sơ')).toBe(1)
  }, 60_000)
})
