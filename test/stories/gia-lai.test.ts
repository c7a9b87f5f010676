import { describe, expect, it } from 'vitest'
import { World } from '../world.ts'

const plans = ['config/plans/gia-lai-2023.yaml']

describe('the Gia Lai plan, from the morning digest to the signed report', () => {
  it('prints', async () => {
    await using world = await World.open({ now: '2023-04-24T07:00', plans })
    await world.passTo('2023-04-24T07:30')
    console.log(await world.heard('cv-dau-tu'))
    await world.press('cv-dau-tu', 'Gặp gỡ')
    console.log(await world.heard('cv-dau-tu'))
    await world.say('cv-dau-tu', 'dang lam')
    console.log(await world.heard('cv-dau-tu'))
    await world.say('cv-dau-tu', '60')
    await world.say('cv-dau-tu', 'Đã tổ chức 02 buổi đối thoại.')
    await world.say('cv-dau-tu', 'xong')
    console.log(await world.heard('cv-dau-tu'))
    await world.press('cv-dau-tu', 'Không có')
    console.log(await world.heard('cv-dau-tu'))
    const l = await world.running.demo?.chat('cv-dau-tu')
    console.log(JSON.stringify(l?.at(-1)))
    await world.say('cv-dau-tu', '1')
    console.log(await world.heard('cv-dau-tu'))
    await world.passTo('2023-05-09T17:00')
    console.log(JSON.stringify(await world.unread(), null, 1))
    console.log(JSON.stringify(await world.running.demo?.overview(), null, 1))
    expect(1).toBe(1)
  })
})
