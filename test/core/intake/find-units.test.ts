import { describe, expect, it } from 'vitest'
import { helpersOf, type NamedUnit, receiversOf, unitsFrom, unitsListed } from '../../../src/core/intake/find-units.ts'
import type { SourceText } from '../../../src/core/intake/source-text.ts'
import { tableRows } from './item-table.ts'
import { cleanLine } from './time-table.ts'

/** A line as the finders get it. */
function lineOf(words: string): SourceText {
  const shown = words.normalize('NFC').replace(/\s+/g, ' ').trim()
  const clean = cleanLine(shown)
  if (clean.length !== shown.length) throw new Error(`the line changes its length when it is cleaned: ${words}`)
  return { raw: shown, clean, shown, offsets: [...shown, ''].map((_, at) => at), blocks: [], noisy: false }
}

const ways: Readonly<Record<string, (text: SourceText) => readonly NamedUnit[]>> = {
  from: (text) => unitsFrom(text, 0, text.clean.length),
  list: (text) => unitsListed(text, 0, text.clean.length),
  with: (text) => helpersOf(text, 0, text.clean.length),
  to: (text) => receiversOf(text, 0, text.clean.length),
}

const namesOf = (way: string, words: string): string[] => {
  const find = ways[way]
  if (find === undefined) throw new Error(`no way of finding units is called “${way}”`)
  return find(lineOf(words)).map((unit) => unit.name)
}

describe('names of units', () => {
  it.each(tableRows('find-units.tsv'))('%s: %s', (way = '', words = '', names = '') => {
    expect(namesOf(way, words)).toEqual(names === '-' ? [] : names.split(' ; '))
  })

  it('are found where they stand', () => {
    const text = lineOf('Sở Tài chính, Sở Nội vụ thẩm định')
    for (const unit of unitsFrom(text, 0, text.clean.length))
      expect(text.shown.slice(unit.start, unit.end)).toBe(unit.name)
  })
})
