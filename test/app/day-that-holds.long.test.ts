import { describe, expect, it } from 'vitest'
import type { Records } from '../../src/app/ports/store.ts'
import { occurrencesOf } from '../../src/core/plan/occurrences.ts'
import { instantAt } from '../../src/core/time.ts'
import { calendar, ladder, planNamed } from '../core/reminder/office.ts'
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
  }, 60_000)

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
  }, 60_000)

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
  }, 60_000)
})
