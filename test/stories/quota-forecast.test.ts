import { expect, it } from 'vitest'
import { textReader } from '../fakes/text-reader.ts'
import { World } from '../world.ts'
import { planText } from './import-plan.ts'

const admin = 'quan-tri'

/** The last words before a plan becomes active, on a channel with this quota. */
async function lastWordsWith(quota: { readonly messages: number; readonly people: number } | null): Promise<string> {
  const can = { buttons: true, textLimit: 4096, quota }
  await using world = await World.open({ now: '2026-01-20T08:00', plans: [], documents: textReader(), can })
  await world.handIn(admin, 'ke-hoach.txt', planText)
  for (const text of ['1 VP', '2 hằng quý', '1', 'giữ hết', 'kích hoạt']) await world.say(admin, text)
  return (await world.heard(admin)).at(-1) ?? ''
}

it('shows an admin before a plan is activated what it will take of a channel’s month', async () => {
  const roomy = await lastWordsWith({ messages: 3_000, people: 50 })
  const [, month, expected] = /tháng (\d+\/\d+) dự kiến khoảng (\d+)\/3\.000 tin/.exec(roomy) ?? []
  expect(month).toMatch(/\/2026$/)
  expect(Number(expected)).toBeGreaterThan(0)
  const narrow = await lastWordsWith({ messages: Number(expected) - 1, people: 50 })
  expect(narrow).toContain(`${expected}/${Number(expected) - 1} tin`)
  expect(narrow).toContain('Vượt hạn mức')
  expect(roomy).not.toContain('Vượt hạn mức')
  expect(await lastWordsWith(null)).not.toContain('dự kiến khoảng')
})
