import { describe, expect, it } from 'vitest'
import { labelledParts } from '../../../src/core/intake/labelled-parts.ts'
import { readSource } from '../../../src/core/intake/read-source.ts'
import { tableRows } from './item-table.ts'

describe('what stands behind a label', () => {
  it.each(tableRows('labelled-parts.tsv'))('%s', (line = '', parts = '') => {
    const text = readSource(`II. NHIỆM VỤ\n1. Việc thứ nhất\n${line}\n`)
    const block = text.blocks.findLast((one) => one.end > one.start)
    const found =
      block === undefined
        ? []
        : labelledParts(text, block).map(({ role, start, end }) => `${role}: ${text.clean.slice(start, end).trim()}`)
    expect(found).toEqual(parts === '-' ? [] : parts.split(' | '))
  })

  it('ends where the next label begins', () => {
    const text = readSource('II. NHIỆM VỤ\n- Chủ trì: Văn phòng. Thời gian: Quý II.\n')
    const block = text.blocks.at(-1)
    const [lead, time] = block === undefined ? [] : labelledParts(text, block)
    expect(lead?.end).toBe(time?.labelStart)
    expect(time?.end).toBe(block?.end)
  })
})
