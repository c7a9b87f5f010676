import { describe, expect, it } from 'vitest'
import type { AnswerBody } from '../../src/core/answer.ts'
import { World } from '../world.ts'
import { answersOf, dialogue, draftText, plans } from './first-morning.ts'

const clerk = 'cv-dau-tu'
const body: AnswerBody = {
  state: 'doing',
  percent: 40,
  text: 'Đã gửi giấy mời 32 doanh nghiệp.',
  figures: [],
  obstacle: null,
  recommendation: null,
  evidence: [],
}

/** The dialogue's two periods of the year, the earlier one answered in April. */
async function secondPeriod(first: AnswerBody): Promise<{ readonly world: World; readonly id: string }> {
  const world = await World.open({ now: '2023-10-16T08:00', plans })
  const all = await world.running.store.read((records) => records.occurrences())
  const mine = all
    .filter((one) => one.unitId === 'dau-tu' && one.title.startsWith(dialogue) && one.stage === 'check-in')
    .sort((a, b) => a.due.localeCompare(b.due))
  const [earlier, later] = mine
  if (mine.length !== 2 || !earlier || !later) throw new Error(`the sample has ${mine.length} periods`)
  await world.running.store.write(async (records) => {
    const at = Date.parse('2023-04-24T10:00:00+07:00')
    const answer = await records.addAnswer(earlier.id, clerk, at, first)
    await records.markAnswered([answer])
  })
  await world.passTo('2023-10-24T08:00')
  return { world, id: later.id }
}

describe('“như kỳ trước”', () => {
  it('takes two taps from the morning’s digest, is marked with its day, and can be undone', async () => {
    const { world, id } = await secondPeriod(body)
    await using _ = world
    const digest = (await world.read(clerk)).findLast(({ choices }) => choices.length > 0)
    expect(digest?.text).toContain(dialogue)
    expect(await answersOf(world, id)).toEqual([])
    let taps = 0
    for (const label of [dialogue.slice(0, 20), 'Như kỳ trước']) {
      await world.press(clerk, label)
      taps += 1
    }
    expect(taps).toBeLessThanOrEqual(2)
    const [answer] = await answersOf(world, id)
    expect(answer?.body).toMatchObject({ state: 'same', text: body.text, carried: { from: '2023-04-24', times: 1 } })
    expect((await world.heard(clerk)).join('\n')).toContain('Ghi nhận như kỳ trước (từ ngày 24/4/2023)')
    await world.press(clerk, 'Sửa câu vừa gửi')
    await world.press(clerk, 'Sửa')
    await world.press(clerk, 'Tình trạng')
    await world.press(clerk, 'Đã hoàn thành')
    for (const text of ['Đã tổ chức hội nghị.', 'xong', 'khong co', 'luu']) await world.say(clerk, text)
    const answers = await answersOf(world, id)
    expect(answers.map(({ body: { state } }) => state)).toEqual(['same', 'done'])
    expect(answers[1]?.body.carried).toBeUndefined()
    await world.unread()
  })

  it('is refused after the periods of the configuration with what to do, and taken again with fresh evidence', async () => {
    const before: AnswerBody = { ...body, state: 'same', carried: { from: '2022-04-20', times: 2 } }
    const { world, id } = await secondPeriod(before)
    await using _ = world
    await world.unread()
    await world.press(clerk, dialogue.slice(0, 20))
    await world.say(clerk, 'như kỳ trước')
    const told = await world.read(clerk)
    for (const { choices } of told) expect(choices.map(({ label }) => label)).not.toContain('Như kỳ trước')
    expect(told.at(-1)?.text).toContain('Đã trả lời “như kỳ trước” 2 kỳ liền (từ ngày 20/4/2022)')
    expect(told.at(-1)?.text).toContain('gửi minh chứng mới')
    expect(await answersOf(world, id)).toEqual([])
    await world.handIn(clerk, 'Biên bản.pdf', '%PDF-1.4 biên bản')
    await world.press(clerk, 'Như kỳ trước')
    const [answer] = await answersOf(world, id)
    expect(answer?.body).toMatchObject({ state: 'same', carried: { from: '2022-04-20', times: 0 } })
    await world.unread()
  })
})

describe('what a Unit raises by itself', () => {
  it('stands in the report of its period, with whom it is meant for', async () => {
    await using world = await World.open({ now: '2023-04-24T07:00', plans })
    await world.passTo('2023-04-24T07:30')
    for (const text of ['/vuongmac', '3', 'kien nghi', 'Đề nghị bố trí kinh phí.', 'xong', 'so', 'Sở Tài chính'])
      await world.say(clerk, text)
    for (const text of ['khong co', 'luu']) await world.say(clerk, text)
    const text = await draftText(world)
    expect(text).toContain('Phòng Quản lý Đầu tư: kiến nghị với Sở Tài chính: Đề nghị bố trí kinh phí.')
    await world.unread()
  })
})
