import { describe, expect, it } from 'vitest'
import type { Records } from '../../src/app/ports/store.ts'
import { occurrencesOf } from '../../src/core/plan/occurrences.ts'
import { instantAt } from '../../src/core/time.ts'
import { calendar, ladder, planNamed } from '../core/reminder/office.ts'
import { wordText } from '../stories/first-morning.ts'
import { World } from '../world.ts'

const report = 'gia-lai-2023/bao-cao-6-thang/once/van-phong'
const open = (now: string): Promise<World> => World.open({ now, plans: ['config/plans/gia-lai-2023.yaml'] })
const last = async (world: World, person: string): Promise<string> => (await world.heard(person)).at(-1) ?? ''

async function move(records: Records, ids: readonly string[], to: string, at: number): Promise<void> {
  await records.moveDeadlines(ids.map((occurrenceId) => ({ occurrenceId, to, by: 'quan-tri', at, basis: '' })))
}

describe('a deadline that was brought forward', () => {
  it('is the one that a Unit reads when it opens the matter', async () => {
    await using world = await open('2023-04-14T08:00+07:00')
    await world.running.store.write(async (records) => {
      const parts = (await records.occurrences()).filter(({ feeds, unitId }) => feeds === report && unitId === 'dau-tu')
      await move(
        records,
        parts.map(({ id }) => id),
        '2023-04-21',
        instantAt('2023-04-14', '08:00'),
      )
    })
    await world.say('cv-dau-tu', '/viec')
    expect(await last(world, 'cv-dau-tu')).toContain('21/4/2023')
    await world.press('cv-dau-tu', 'Kết quả')
    const asked = (await world.heard('cv-dau-tu')).slice(-2).join('\n')
    expect(asked).toContain('21/4/2023')
    expect(asked).not.toContain('27/4/2023')
  })

  it('stays so for a report that was approved and not sent', async () => {
    await using world = await open('2023-04-25T08:00+07:00')
    await world.running.store.write(async (records) => {
      await move(records, [report], '2023-05-04', instantAt('2023-04-25', '08:00'))
      await records.putReport({
        ...{ occurrenceId: report, draft: 1, status: 'approved', compiledAt: instantAt('2023-04-25', '08:00') },
        file: { sha256: '0'.repeat(64), name: 'BC.docx', mime: 'application/octet-stream', size: 1 },
        ...{ sources: [], note: null, number: null, issuedOn: null },
      })
    })
    await world.say('truong-ban', '/lich')
    const listed = await last(world, 'truong-ban')
    expect(listed).toContain('• 04/5/2023: Báo cáo')
    expect(listed).not.toContain('• 09/5')
  })

  it('counts no more once a newer version of the plan gives a later day', async () => {
    await using world = await open('2023-04-10T08:00+07:00')
    const plan = planNamed('gia-lai-2023')
    const duties = plan.duties.map((duty) =>
      duty.id === 'bao-cao-6-thang' && duty.due.kind === 'before'
        ? { ...duty, due: { ...duty.due, date: '2023-05-16' } }
        : duty,
    )
    const next = { ...plan, duties }
    await world.running.store.write(async (records) => {
      const parts = (await records.occurrences()).filter(({ feeds }) => feeds === report)
      await move(
        records,
        parts.map(({ id }) => id),
        '2023-04-20',
        instantAt('2023-04-10', '08:00'),
      )
      const { occurrences } = occurrencesOf(next, calendar, ladder)
      await records.putPlan(next, 'active', instantAt('2023-04-12', '08:00'), occurrences)
    })
    await world.passTo('2023-04-25T08:00+07:00')
    await world.say('quan-tri', '/thongke')
    await world.press('quan-tri', 'Tháng')
    const rates = await last(world, 'quan-tri')
    expect(rates).toContain('Chưa có việc nào đến hạn')
  })
})

describe('the draft of a report whose day is moved', () => {
  /** Moves the report by `/han`, as an admin does. */
  const moveTo = async (world: World, day: string): Promise<void> => {
    await world.say('quan-tri', '/han')
    await world.press('quan-tri', 'Báo cáo: Kết quả')
    for (const text of [day, '215/UBND-NC', 'hôm nay', 'lưu']) await world.say('quan-tri', text)
  }
  const rowOf = (world: World) => world.running.store.read((records) => records.report(report))
  const textOf = async (world: World): Promise<string> =>
    wordText(await world.fileBytes((await rowOf(world))?.file.sha256 ?? ''))
  const compile = async (world: World): Promise<void> => {
    await world.say('quan-tri', '/tonghop')
    await world.press('quan-tri', 'Kết quả')
  }
  /** How often somebody was sent a draft since this was asked last. */
  const draftsTo = async (world: World, person: string): Promise<number> =>
    (await world.read(person)).filter(({ files }) => files.some(({ name }) => name.startsWith('BC-'))).length

  it('is compiled anew with the new day, and not once more when nothing is another', async () => {
    await using world = await open('2023-04-20T09:00+07:00')
    await compile(world)
    expect((await rowOf(world))?.draft).toBe(1)
    expect(await textOf(world)).toContain('tháng 5 năm 2023')
    await moveTo(world, '2/6/2023')
    expect((await rowOf(world))?.draft).toBe(2)
    const text = await textOf(world)
    expect(text).toContain('tháng 6 năm 2023')
    expect(text).not.toMatch(/ngày\s+tháng 5 năm 2023/)
    await compile(world)
    expect((await rowOf(world))?.draft).toBe(2)
  })

  it('goes at once to those whose rungs have passed, and never a second time for the same day', async () => {
    await using world = await open('2023-04-25T09:00+07:00')
    await moveTo(world, '26/4/2023')
    await world.press('quan-tri', 'Vẫn dời')
    const people = ['truong-ban', 'pho-truong-ban', 'chanh-van-phong', 'cv-van-phong']
    for (const person of people) expect(await draftsTo(world, person), person).toBe(0)
    await world.passTo('2023-04-25T09:01+07:00')
    for (const person of people) expect(await draftsTo(world, person), person).toBe(1)
    await world.restart()
    await world.passTo('2023-05-05T09:00+07:00')
    for (const person of people) expect(await draftsTo(world, person), person).toBe(0)
  })

  it('does not go again to a leader who has it by the review day of the earlier date', async () => {
    await using world = await open('2023-05-04T08:00+07:00')
    await world.passTo('2023-05-05T09:00+07:00')
    expect(await draftsTo(world, 'truong-ban')).toBe(1)
    // Three working days before the 10th is the 5th, 07:30.
    await moveTo(world, '10/5/2023')
    await world.passTo('2023-05-05T15:00+07:00')
    expect(await draftsTo(world, 'truong-ban')).toBe(0)
  })

  it('waits for the rungs of a later day where they are still to come', async () => {
    await using world = await open('2023-04-20T09:00+07:00')
    await moveTo(world, '19/5/2023')
    await world.passTo('2023-05-16T07:00+07:00')
    expect(await draftsTo(world, 'truong-ban')).toBe(0)
    await world.passTo('2023-05-16T07:31+07:00')
    expect(await draftsTo(world, 'truong-ban')).toBe(1)
  })
})
