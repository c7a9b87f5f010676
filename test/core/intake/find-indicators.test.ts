import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findIndicators } from '../../../src/core/intake/find-indicators.ts'
import { readHead } from '../../../src/core/intake/read-head.ts'
import { readSource } from '../../../src/core/intake/read-source.ts'
import type { TimeContext } from '../../../src/core/intake/time-phrase.ts'

/** One sentence a row; "¶" is a line break; `wanted` is "op value unit @horizon", several divided by ";". */
const rows = readFileSync(new URL('indicators.tsv', import.meta.url), 'utf8')
  .split('\n')
  .slice(1)
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [text = '', wanted = '', names = ''] = line.split('\t')
    const list = (cell: string) => (cell === '' ? [] : cell.split(' ; '))
    return { text: text.replaceAll('¶', '\n'), wanted: list(wanted), names: list(names) }
  })

const year2023: TimeContext = {
  period: { from: '2023-01-01', to: '2023-12-31' },
  issuedOn: '2023-01-05',
  schoolYear: null,
}

function found(text: string, context = year2023) {
  return findIndicators(readSource(asPlan(text)), context)
}

/** A sentence stands in the body of a plan; a list brings its own headings. */
const asPlan = (text: string): string =>
  /^(?:Phần )?[IVX]+\. /.test(text)
    ? `KẾ HOẠCH\nCông tác năm 2023\n\n${text}`
    : `KẾ HOẠCH\nCông tác năm 2023\n\nII. NỘI DUNG\n\n${text}`

const said = (one: ReturnType<typeof found>[number]): string =>
  `${one.op} ${one.value} ${one.unit}${one.due === null ? '' : ` @${one.due}`}`

describe('targets of a plan', () => {
  it('have a table of at least 120 sentences, 40 of them without a target', () => {
    expect(rows.length).toBeGreaterThanOrEqual(120)
    expect(rows.filter((row) => row.wanted.length === 0).length).toBeGreaterThanOrEqual(40)
  })

  it.each(rows.map((row) => [row.text, row] as const))('are read: %s', (text, row) => {
    const targets = found(text)
    expect(targets.map(said)).toEqual(row.wanted)
    if (row.names.length > 0) expect(targets.map((one) => one.name)).toEqual(row.names)
  })

  it.each(rows.map((row) => [row.text, row] as const))('are the same in decomposed letters: %s', (text, row) => {
    expect(found(text.normalize('NFD')).map(said)).toEqual(row.wanted)
  })

  it('quote the sign, the figure and a few words, at their place in the document', () => {
    const raw = asPlan(
      'Nâng mức hài lòng của doanh nghiệp **đạt trên 85%**; xây dựng ít nhất 01 mô hình “Một cửa xanh” tại cơ quan.',
    )
    const targets = findIndicators(readSource(raw), year2023)
    expect(targets.map((one) => one.quote)).toEqual(['đạt trên 85%', 'ít nhất 01 mô hình “Một cửa xanh” tại cơ'])
    for (const one of targets) expect(raw.slice(one.at.start, one.at.end)).toBe(one.quote)
  })

  it('of a year inside a plan of several years end with that year', () => {
    const phase: TimeContext = { period: { from: '2022-01-01', to: '2025-12-31' }, issuedOn: null, schoolYear: null }
    expect(found('Năm 2023 đạt 60%, năm 2025 đạt 80% hồ sơ trực tuyến.', phase).map(said)).toEqual([
      '= 60 % @2023-12-31',
      '= 80 % @2025-12-31',
    ])
  })

  it('are read from a table of targets with its names and units', () => {
    const table = [
      '| TT | Chỉ tiêu | Đơn vị tính | Thực hiện năm 2022 | Kế hoạch năm 2023 |',
      '| --- | --- | --- | --- | --- |',
      '| 1 | Tỷ lệ hồ sơ giải quyết đúng hạn | % | 95 | 98 |',
      '| 2 | Số dự án thu hút mới | dự án | 8 | ≥ 10 |',
      '| 3 | Giá trị sản xuất công nghiệp | tỷ đồng | 1.200 | 1.350,5 |',
    ].join('\n')
    expect(found(table).map((one) => `${one.name}: ${said(one)}`)).toEqual([
      'Tỷ lệ hồ sơ giải quyết đúng hạn: = 98 %',
      'Số dự án thu hút mới: >= 10 dự án',
      'Giá trị sản xuất công nghiệp: = 1350.5 tỷ đồng',
    ])
  })

  it('lie inside the document and in its order, whatever the text', () => {
    const piece = fc.constantFrom(
      'đạt trên ',
      '85%',
      '02 mô hình ',
      'ít nhất ',
      'năm 2022 ',
      '5.000 tỷ đồng',
      '; ',
      '. ',
      '\n',
      '| ',
      '- ',
      'tỷ lệ ',
      'từ ',
      ' trở lên',
      '90-95%',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 5 })), { maxLength: 50 }), (pieces) => {
        const raw = pieces.join('')
        let last = 0
        for (const one of findIndicators(readSource(raw), year2023)) {
          expect(raw.slice(one.at.start, one.at.end)).toBe(one.quote)
          expect(one.at.start).toBeGreaterThanOrEqual(last)
          expect(Number.isFinite(one.value)).toBe(true)
          expect(one.name).not.toBe('')
          last = one.at.start
        }
      }),
      { numRuns: 300 },
    )
  })
})

interface Labels {
  readonly number: string | null
  readonly issued: string | null
  readonly issuer: string
  readonly title: string
  readonly period: { readonly from: string; readonly to: string }
  readonly indicators: readonly {
    readonly quote: string
    readonly at: number
    readonly op: string
    readonly value: number
    readonly unit: string
  }[]
}

const folder = new URL('../../../../shared/plans/', import.meta.url)
const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.txt')) : []

describe.skipIf(names.length === 0)('head and targets of the example plans (skipped without ../shared/plans)', () => {
  it.each(names)('%s agrees with its labels', (name) => {
    const raw = readFileSync(new URL(name, folder), 'utf8')
    const labels = JSON.parse(readFileSync(new URL(name.replace('.txt', '.expected.json'), folder), 'utf8')) as Labels
    const text = readSource(raw)
    const { head, context } = readHead(text)
    const { number, issued, issuer, title, period } = labels
    expect(head).toMatchObject({ number, issuedOn: issued, issuer, title, period })
    const targets = findIndicators(text, context)
    expect(targets.map(({ op, value, unit }) => ({ op, value, unit }))).toEqual(
      labels.indicators.map(({ op, value, unit }) => ({ op, value, unit })),
    )
    for (const [i, one] of labels.indicators.entries()) {
      const at = targets[i]?.at
      expect(at !== undefined && at.start < one.at + one.quote.length && at.end > one.at).toBe(true)
    }
  })
})
