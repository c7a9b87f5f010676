import { describe, expect, it } from 'vitest'
import { readExample, tableRows } from './item-table.ts'

const names = (cell: string): readonly string[] => (cell === '-' ? [] : cell.split('; '))
const rows = tableRows('who-does-it.tsv')

describe('who does it, with whom, and who receives it', () => {
  it.each(rows)('%s', (example = '', units = '', coordinating = '', to = '') => {
    const [item] = readExample(example).items
    expect(item?.units).toEqual(names(units))
    if (coordinating !== '') expect(item?.coordinating).toEqual(names(coordinating))
    if (to !== '') expect(item?.to).toEqual(names(to))
  })
})
