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
  it('have a table of at least 680 sentences, 180 of them without a target', () => {
    expect(rows.length).toBeGreaterThanOrEqual(680)
    expect(rows.filter((row) => row.wanted.length === 0).length).toBeGreaterThanOrEqual(180)
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

  it('are read from a table whose cells stand on lines of their own, with broken names, sections and notes', () => {
    const table = [
      'TT', 'Chỉ tiêu', 'Đơn vị', 'tính', 'Ước thực hiện năm 2022', 'Kế hoạch', 'năm 2023', 'Ghi chú',
      'I', 'Thu hút đầu tư',
      '1', 'Số dự án cấp mới', 'Dự án', '8', '12',
      '2', 'Tổng vốn đăng ký của các dự án', 'trong và ngoài nước', 'Triệu USD', '150', '≥ 200', 'Gồm cả vốn tăng thêm',
      'II', 'Lao động',
      '1', 'Số lao động làm việc tại các khu', 'Người', '15.200', '17.000',
      '2', 'Tỷ lệ lao động trong tỉnh', '%', '70', '75 trở lên',
      'III. TỔ CHỨC THỰC HIỆN',
      'Văn phòng theo dõi kết quả.',
    ].join('\n') // biome-ignore format: a table
    expect(found(table).map((one) => `${one.name}: ${said(one)}`)).toEqual([
      'Số dự án cấp mới: = 12 dự án',
      'Tổng vốn đăng ký của các dự án trong và ngoài nước: >= 200 triệu USD',
      'Số lao động làm việc tại các khu: = 17000 người',
      'Tỷ lệ lao động trong tỉnh: >= 75 %',
    ])
  })

  it('take unit and year of a table from its names and headings where no column holds them', () => {
    const table = [
      '| Nội dung | Năm 2023 | Năm 2024 |',
      '| --- | --- | --- |',
      '| Tỷ lệ hộ nghèo (%) | < 3,5 | 2 - 3 |',
      '| Số xã đạt chuẩn nông thôn mới | 10 | 12 |',
    ].join('\n')
    expect(found(table).map((one) => `${one.name}: ${said(one)}`)).toEqual([
      'Tỷ lệ hộ nghèo: < 3.5 %',
      'Tỷ lệ hộ nghèo: >= 2 % @2024-12-31',
      'Số xã đạt chuẩn nông thôn mới: = 10 xã',
      'Số xã đạt chuẩn nông thôn mới: = 12 xã @2024-12-31',
    ])
  })

  it('in a column of targets bear the name of their row where the cell says only a figure', () => {
    const table = [
      '| STT | Nội dung | Chỉ tiêu | Thời gian hoàn thành |',
      '| --- | --- | --- | --- |',
      '| 1 | Đăng bài tuyên truyền | tối thiểu 24 tin, bài | Hằng tháng |',
      '| 2 | Ký số văn bản đi | Không thấp hơn 95% | 31/12/2023 |',
    ].join('\n')
    expect(found(table).map((one) => `${one.name}: ${said(one)}`)).toEqual([
      'Đăng bài tuyên truyền: >= 24 tin, bài',
      'Ký số văn bản đi: >= 95 %',
    ])
  })

  it('are found in a text that never ends a sentence', () => {
    const text = `${'các phòng, đơn vị thực hiện tốt nhiệm vụ được giao và '.repeat(400)}ít nhất 90% hồ sơ đúng hạn`
    expect(found(text).map(said)).toEqual(['>= 90 %'])
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
