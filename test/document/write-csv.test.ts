import { expect, it } from 'vitest'
import { writeCsv } from '../../src/document/write-csv.ts'

const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)

it('writes what Excel opens as it is: a mark for UTF-8, CRLF, quotes where they are needed', () => {
  expect(
    textOf(
      writeCsv([
        ['Việc', 'Hạn'],
        ['Báo cáo "6 tháng", phần I', '09/5/2023'],
      ]),
    ),
  ).toBe('\uFEFFViệc,Hạn\r\n"Báo cáo ""6 tháng"", phần I",09/5/2023\r\n')
})

it('lets no cell be run as a formula', () => {
  for (const evil of ['=1+1', '+84 905', '-2', '@SUM(A1)', '\t=1'])
    expect(
      textOf(writeCsv([[evil]]))
        .replace('\uFEFF', '')
        .replace(/^"/, ''),
    ).toMatch(/^'/)
})
