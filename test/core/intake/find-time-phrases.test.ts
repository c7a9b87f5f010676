import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findTimePhrases } from '../../../src/core/intake/find-time-phrases.ts'
import type { TimeContext } from '../../../src/core/intake/time-phrase.ts'
import { addDays, dayOf, lastDayOfMonth, monthOf, yearOf } from '../../../src/core/time.ts'
import { readingOf } from '../../../src/text/vi-deadline.ts'
import { itWhole } from '../../whole.ts'
import { cleanLine, cleanOf, contextOf } from './time-table.ts'

interface Row {
  readonly kind: string
  readonly sentence: string
  readonly plan: string
  readonly readings: readonly string[]
  readonly forms: readonly string[]
  readonly from: readonly (string | null)[]
  readonly due: readonly (string | null)[]
  readonly doubts: readonly string[]
}

const listed = (cell: string): string[] => (cell === '' ? [] : cell.split(' ; '))
const days = (cell: string): (string | null)[] => listed(cell).map((day) => (day === '-' ? null : day))

const rows: readonly Row[] = readFileSync(join(import.meta.dirname, 'time-phrases.tsv'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [kind = '', sentence = '', plan = '', reading = '', form = '', from = '', due = '', doubts = ''] =
      line.split('\t')
    return {
      kind,
      sentence,
      plan,
      readings: listed(reading),
      forms: listed(form),
      from: days(from),
      due: days(due),
      doubts: doubts.split(' ').filter((doubt) => doubt !== ''),
    }
  })

const read2023: TimeContext = {
  period: { from: '2023-01-01', to: '2023-12-31' },
  issuedOn: null,
  schoolYear: null,
}

const placesOf = (found: readonly { readonly start: number; readonly end: number }[]): string[] => [
  ...new Set([...found].sort((a, b) => a.start - b.start).map(({ start, end }) => `${start}-${end}`)),
]

describe('the table of time phrases', () => {
  it('has more than three hundred rows over every kind', () => {
    expect(rows.length).toBeGreaterThanOrEqual(320)
    expect(new Set(rows.map(({ kind }) => kind))).toEqual(
      new Set(['before', 'by', 'on', 'within', 'relative', 'recurring', 'continuous', 'impossible', 'rejected']),
    )
  })

  const accepted = rows.filter(({ kind }) => kind !== 'impossible' && kind !== 'rejected')
  it.each(accepted)('reads “$sentence” ($plan)', (row) => {
    const { clean, marked } = cleanOf(row.sentence)
    const { phrases, problems } = findTimePhrases(clean, contextOf(row.plan))
    expect(problems).toEqual([])
    expect(phrases.map(({ rule }) => readingOf(rule))).toEqual(row.readings)
    expect(phrases.map(({ form }) => form)).toEqual(row.forms)
    expect(phrases.map(({ rule }) => rule.kind)).toEqual(row.readings.map(() => row.kind))
    expect(phrases.map(({ from }) => from)).toEqual(row.from)
    expect(phrases.map(({ due }) => due)).toEqual(row.due)
    expect([...new Set(phrases.flatMap(({ doubts }) => doubts))]).toEqual(row.doubts)
    expect(placesOf(phrases)).toEqual(placesOf(marked))
  })

  it.each(rows.filter(({ kind }) => kind === 'impossible'))('finds no such time in “$sentence”', (row) => {
    const { clean, marked } = cleanOf(row.sentence)
    const { phrases, problems } = findTimePhrases(clean, contextOf(row.plan))
    expect(phrases).toEqual([])
    expect(problems.map(({ code }) => code)).toEqual(row.readings)
    expect(placesOf(problems)).toEqual(placesOf(marked))
  })

  it.each(rows.filter(({ kind }) => kind === 'rejected'))('sees no time in “$sentence”', (row) => {
    const { clean } = cleanOf(row.sentence)
    expect(findTimePhrases(clean, contextOf(row.plan))).toEqual({ phrases: [], problems: [] })
  })
})

describe('a text with many phrases', () => {
  it('gives them in order, with the phrase itself in the rule', () => {
    const clean = cleanLine('Quý II: tập huấn; trước ngày 15/6 gửi báo cáo.\nHằng năm tổ chức sơ kết.')
    const { phrases } = findTimePhrases(clean, read2023)
    expect(phrases.map(({ rule }) => rule.phrase)).toEqual(['quý ii', 'trước ngày 15/6', 'hằng năm'])
  })

  it('reads nothing across a line feed', () => {
    const { phrases } = findTimePhrases('trước\nngày 15/6', read2023)
    expect(phrases.map(({ rule }) => rule.phrase)).toEqual(['ngày 15/6'])
  })

  it('reads the rest beside an impossible phrase', () => {
    const { phrases, problems } = findTimePhrases('quý v và trước ngày 31/2/2023, trước ngày 10/3/2023', read2023)
    expect(problems.map(({ code }) => code)).toEqual(['span:impossible', 'date:impossible'])
    expect(phrases.map(({ due }) => due)).toEqual(['2023-03-09'])
  })
})

const anyDay = fc.integer({ min: 0, max: 36_000 }).map((count) => addDays('1991-01-01', count))
const two = (value: number): string => String(value).padStart(2, '0')

/** The ways to write one day in figures and words. */
const written = (date: string): string[] => {
  const [d, m, y] = [dayOf(date), monthOf(date), yearOf(date)]
  return [
    `${d}/${m}/${y}`,
    `${two(d)}/${two(m)}/${y}`,
    `${d} / ${m} / ${y}`,
    `${two(d)}-${two(m)}-${y}`,
    `${d}.${m}.${y}`,
    `ngày ${d}/${m}/${y}`,
    `ngày ${two(d)} tháng ${two(m)} năm ${y}`,
    `ngày ${d} tháng ${m}/${y}`,
  ]
}

describe('any day', () => {
  it('is read as itself in every way to write it', () => {
    fc.assert(
      fc.property(anyDay, (date) => {
        for (const text of written(date)) {
          const { phrases, problems } = findTimePhrases(text, read2023)
          expect(problems).toEqual([])
          expect(phrases.map(({ due, start, end }) => [due, text.slice(start, end)])).toEqual([[date, text]])
        }
      }),
    )
  })

  it('ends the day before it behind “trước” and on it behind “chậm nhất”', () => {
    fc.assert(
      fc.property(anyDay, (date) => {
        for (const text of written(date)) {
          expect(findTimePhrases(`trước ${text}`, read2023).phrases[0]?.due).toBe(addDays(date, -1))
          expect(findTimePhrases(`chậm nhất ${text}`, read2023).phrases[0]?.due).toBe(date)
        }
      }),
    )
  })

  it('of a plan’s one year needs no year in the text', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 364 }), (count) => {
        const date = addDays('2023-01-01', count)
        const { phrases } = findTimePhrases(`trước ngày ${dayOf(date)}/${monthOf(date)}`, read2023)
        expect(phrases.map(({ due, doubts }) => [due, doubts])).toEqual([[addDays(date, -1), []]])
      }),
    )
  })

  it('opens a range with every later day', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 600 }), (from, length) => {
        const to = addDays(from, length)
        const text = `từ ngày ${written(from)[0]} đến ngày ${written(to)[0]}`
        expect(findTimePhrases(text, read2023).phrases).toMatchObject([{ form: 'range', from, due: to }])
      }),
    )
  })

  it('that no calendar has is a problem, never a phrase', () => {
    const impossible = fc.tuple(
      fc.integer({ min: 29, max: 31 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1991, max: 2090 }),
    )
    fc.assert(
      fc.property(impossible, ([day, month, year]) => {
        fc.pre(day > dayOf(lastDayOfMonth(year, month)))
        const { phrases, problems } = findTimePhrases(`trước ngày ${day}/${month}/${year}`, read2023)
        expect(phrases).toEqual([])
        expect(problems.map(({ code }) => code)).toEqual(['date:impossible'])
      }),
    )
  })
})

const words = [
  'trước', 'ngày', 'tháng', 'năm', 'quý', 'hằng', 'từ', 'đến', 'hết', 'và', ',', '/', '-', '(', ')', ':', '10', '5', '2023', '31', '2', 'ii', 'v',
  'định kỳ', 'lần', 'mỗi', '6', 'kể từ', 'khi', 'giờ', 'trong', 'tuần', 'thứ', 'cuối', 'đầu', '\n', 'sau', 'riêng', 'dịp', 'tết', 'năm học', '12/2022', 'một',
] // biome-ignore format: a list

describe('any text', () => {
  it('is read without an error, and every place lies inside it, in order', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.array(fc.constantFrom(...words), { maxLength: 30 }).map((some) => some.join(' ')),
      fc.array(fc.constantFrom(...words), { maxLength: 30 }).map((some) => some.join('')),
    )
    fc.assert(
      fc.property(texts, fc.constantFrom('2023', '2021-2025 @10/02/2023', 'NH 2023-2024', '-'), (text, plan) => {
        const { phrases, problems } = findTimePhrases(text, contextOf(plan))
        let last = 0
        for (const { start, end, rule, from, due } of phrases) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(text.length)
          expect(rule.phrase).toBe(text.slice(start, end))
          expect(rule.phrase).not.toContain('\n')
          if (from !== null && due !== null) expect(from <= due).toBe(true)
          last = start
        }
        for (const { start, end } of problems) expect(start < end && end <= text.length).toBe(true)
      }),
      { numRuns: 600 },
    )
  })

  itWhole('costs time in proportion to its length', () => {
    const timed = (text: string): number => {
      let best = Number.POSITIVE_INFINITY
      for (let turn = 0; turn < 3; turn += 1) {
        const began = performance.now()
        findTimePhrases(text, read2023)
        best = Math.min(best, performance.now() - began)
      }
      return best
    }
    for (const phrase of [
      'trước ngày 10/5/2023 ',
      'ngày 1, ',
      'định kỳ ',
      'sau khi có ',
      'hằng tháng, ',
      'tháng 6, 7, ',
      '1/',
    ]) {
      const short = timed(phrase.repeat(250))
      const long = timed(phrase.repeat(2000))
      // Eight times the text; a quadratic reader would take 64 times as long.
      expect(long, phrase).toBeLessThan(Math.max(short, 2) * 24)
    }
  })
})
