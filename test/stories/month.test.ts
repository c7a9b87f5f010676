import { expect, it } from 'vitest'
import { playMonth } from '../month-of-a-board.ts'
import { describeWhole } from '../whole.ts'

describeWhole('a month of fifteen people and four plans', () => {
  it('is answered in time by people who look in every third day, and its reports are approved', async () => {
    const { due, inTime, late, puzzled, reports } = await playMonth()
    expect(puzzled).toEqual([])
    expect(due).toBeGreaterThan(20)
    expect({ inTime, late }).toEqual({ inTime: due, late: 0 })
    expect(reports).toEqual([
      'gia-lai-2022/bao-cao-nam/once/van-phong approved',
      'phu-yen-2022/bao-cao-nam/once/van-phong approved',
    ])
  })
})
