import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { c, read, refusal, xlsxOf } from './small-office.ts'

const textOf = async (...given: Parameters<typeof xlsxOf>): Promise<string> =>
  (await read('x.xlsx', await xlsxOf(...given))).text

describe('an Excel annex', () => {
  it('gives every visible sheet under its name: title as lines, table with merged cells, dates and shares', async () => {
    const bytes = new Uint8Array(readFileSync(join(import.meta.dirname, '..', 'samples', 'intake', 'annex.xlsx')))
    const found = await read('phu-luc.xlsx', bytes)
    expect(found.text).toBe(`Phụ lục I

PHỤ LỤC I

PHÂN CÔNG NHIỆM VỤ NĂM 2031

| STT | Nội dung | Chủ trì | Thời hạn | Chỉ tiêu |
| 1 | Lập danh mục hồ sơ <br> năm 2031 | Văn phòng | 15/2/2031 | 85% |
| 2 | Nộp lưu hồ sơ | ^^ | Quý II | 12,5 |

Phụ lục II

| Đơn vị | Hạn gửi |
| Phòng Đầu tư | 5/11/2031 |
`)
    expect(found).toMatchObject({ pages: 2, origin: 'text', confidence: null })
  })

  it('shows a number as its format shows it: per cent, a month, a year, a day with its hour', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="170" formatCode="0.0\\%"/><numFmt numFmtId="171" formatCode="mm/yyyy"/><numFmt numFmtId="172" formatCode="yyyy"/><numFmt numFmtId="173" formatCode="0.0%"/><numFmt numFmtId="174" formatCode="dd/mm/yyyy hh:mm"/></numFmts>' +
      `<cellXfs>${[0, 10, 171, 172, 173, 174, 170].map((id) => `<xf numFmtId="${id}" applyNumberFormat="1"/>`).join('')}</cellXfs>`
    const cell = (place: string, style: number, value: number) => `<c r="${place}" s="${style}"><v>${value}</v></c>`
    // Day 48,000 is 1/6/2031.
    const row = [
      cell('A1', 0, 0.1 + 0.2),
      cell('B1', 1, 0.855),
      cell('C1', 2, 48000),
      cell('D1', 3, 48000),
      cell('E1', 4, 0.07),
      cell('F1', 5, 48000.708333333336),
      cell('G1', 6, 12),
    ]
    const [line] = (await textOf([{ name: 'A', rows: [row.join('')] }], styles)).split('\n').slice(2)
    expect(line).toBe(`| 0,3 | 85,5% | 6/2031 | 2031 | 7% | 17:00 1/6/2031 | 12 |`)
  })

  it('leaves out hidden sheets, empty rows and columns, failed formulas, and names that Excel gave', async () => {
    const sheets = [
      {
        name: 'Sheet1',
        rows: [
          c('B1', 'STT') + c('D1', 'Việc'),
          '',
          `${c('B3', '1') + c('D3', 'Tập huấn | tổ chức')}<c r="E3" t="e"><v>#REF!</v></c>`,
        ],
      },
      { name: 'Nháp', state: 'hidden', rows: [c('A1', 'kín')] },
      { name: 'Nháp 2', state: 'veryHidden', rows: [c('A1', 'kín')] },
    ]
    expect(await textOf(sheets)).toBe('| STT | Việc |\n| 1 | Tập huấn ¦ tổ chức |\n')
  })

  it('reads the head and the foot of the sheet as lines, left column first', async () => {
    const rows = [
      c('A1', 'UBND TỈNH HẢI KHÊ') + c('D1', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'),
      c('A2', 'BAN QUẢN LÝ') + c('D2', 'Độc lập - Tự do - Hạnh phúc'),
      c('B3', 'KẾ HOẠCH'),
      c('A4', 'STT') + c('B4', 'Nội dung') + c('C4', 'Thời hạn'),
      c('A5', '1') + c('B5', 'Sơ kết') + c('C5', 'Tháng 6'),
      c('A6', '2') + c('B6', 'Việc chưa có hạn'),
      c('A7', 'Nơi nhận:') + c('C7', 'TRƯỞNG BAN'),
    ]
    expect(await textOf([{ name: 'Sheet1', rows }])).toBe(`UBND TỈNH HẢI KHÊ

BAN QUẢN LÝ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

Độc lập - Tự do - Hạnh phúc

KẾ HOẠCH

| STT | Nội dung | Thời hạn |
| 1 | Sơ kết | Tháng 6 |
| 2 | Việc chưa có hạn |  |

Nơi nhận:

TRƯỞNG BAN
`)
  })

  it('keeps a row inside the table that one merged cell fills, so that the headings stay above the rest', async () => {
    const rows = [
      c('A1', 'STT') + c('B1', 'Nội dung') + c('C1', 'Thời hạn'),
      c('A2', 'I. TUYÊN TRUYỀN'),
      c('A3', '1') + c('B3', 'Sơ kết') + c('C3', 'Tháng 6'),
    ]
    expect(await textOf([{ name: 'Sheet1', rows, merges: ['A2:C2'] }])).toBe(
      '| STT | Nội dung | Thời hạn |\n| I. TUYÊN TRUYỀN | << | << |\n| 1 | Sơ kết | Tháng 6 |\n',
    )
  })

  it('is refused when it is empty, has a sheet missing, or more rows than any plan', async () => {
    expect((await refusal('x.xlsx', await xlsxOf([{ name: 'Sheet1', rows: [] }]))).reason).toBe('empty')
    const rows = Array.from({ length: 20_001 }, (_, i) => c(`A${i + 1}`, 'x'))
    expect((await refusal('x.xlsx', await xlsxOf([{ name: 'Sheet1', rows }]))).reason).toBe('too-many-pages')
    // One cell in the last row that Excel knows, with nothing above it.
    const far = await xlsxOf([{ name: 'Sheet1', rows: [`</row><row r="1048576">${c('A1048576', 'x')}`] }])
    expect((await refusal('x.xlsx', far)).reason).toBe('too-many-pages')
  })
})
