import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readHead } from '../../../src/core/intake/read-head.ts'
import { readSource } from '../../../src/core/intake/read-source.ts'

interface Row {
  readonly is: string
  readonly text: string
  /** Number, day and subject of each, with bars between them. */
  readonly bases: readonly string[]
}

const rows = parse(readFileSync(new URL('bases.yaml', import.meta.url), 'utf8')) as readonly Row[]
const plan = (opening: string): string =>
  `KẾ HOẠCH\nCông tác năm 2024\n\n${opening}\n\nI. MỤC ĐÍCH, YÊU CẦU\n\n1. Nâng cao nhận thức của công chức.\n`

const basesOf = (text: string): string[] =>
  readHead(readSource(text)).head.bases.map(({ number, issuedOn, subject }) =>
    `${number} | ${issuedOn ?? ''} | ${subject}`.replace(/\s+/g, ' '),
  )

describe('the legal bases of a plan', () => {
  it.each(rows.map((row) => [row.is, row] as const))('are read: %s', (_is, row) => {
    expect(basesOf(plan(row.text))).toEqual(row.bases)
  })

  it.each(rows.map((row) => [row.is, row] as const))('are the same in decomposed letters: %s', (_is, row) => {
    expect(basesOf(plan(row.text).normalize('NFD'))).toEqual(row.bases)
  })

  it('end where the first section begins', () => {
    const text = plan('Căn cứ Quyết định số 1/QĐ-UBND ngày 02/01/2024;').concat(
      '\n2. Thực hiện Kế hoạch số 2/KH-UBND ngày 03/01/2024 của UBND tỉnh.\n',
    )
    expect(basesOf(text)).toEqual(['1/QĐ-UBND | 2024-01-02 | quyết định'])
  })

  it('leave out the number of the plan itself', () => {
    const text = plan(
      'Số: 5/KH-SNV\n\nThực hiện Kế hoạch số 5/KH-SNV và Kế hoạch số 6/KH-UBND ngày 03/01/2024 của UBND tỉnh;',
    )
    expect(basesOf(text)).toEqual(['6/KH-UBND | 2024-01-03 | của UBND tỉnh'])
  })
})
