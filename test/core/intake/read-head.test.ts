import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readHead } from '../../../src/core/intake/read-head.ts'
import { readSource } from '../../../src/core/intake/read-source.ts'

interface Row {
  readonly is: string
  readonly text: string
  readonly number?: string | null
  readonly issuedOn?: string | null
  readonly issuer?: string | null
  readonly parent?: string | null
  readonly place?: string | null
  readonly title?: string | null
  /** First and last day. */
  readonly period?: string | null
  /** Number and day. */
  readonly bases?: readonly string[]
  readonly recipients?: readonly string[]
}

const rows = parse(readFileSync(new URL('heads.yaml', import.meta.url), 'utf8')) as readonly Row[]
const section = '\nI. MỤC ĐÍCH, YÊU CẦU\n\n1. Nâng cao nhận thức của cán bộ, công chức.\n'

const withSection = (text: string): string => (text.includes('\nI. ') ? text : text + section)

function read(text: string): Record<string, unknown> {
  const { head } = readHead(readSource(withSection(text)))
  return {
    ...head,
    period: head.period === null ? null : `${head.period.from} ${head.period.to}`,
    bases: head.bases.map((basis) => `${basis.number} ${basis.issuedOn ?? ''}`.trim()),
  }
}

const wantedOf = ({ is: _is, text: _text, ...wanted }: Row): Record<string, unknown> => wanted

describe('the head of a plan', () => {
  it('has a table of at least sixty forms', () => {
    expect(rows.length).toBeGreaterThanOrEqual(60)
  })

  it.each(rows.map((row) => [row.is, row] as const))('is read: %s', (_is, row) => {
    expect(read(row.text)).toMatchObject(wantedOf(row))
  })

  it.each(rows.map((row) => [row.is, row] as const))('is the same in decomposed letters: %s', (_is, row) => {
    expect(read(row.text.normalize('NFD'))).toMatchObject(wantedOf(row))
  })

  it.each(rows.map((row) => [row.is, row] as const))('is the same with Windows line ends: %s', (_is, row) => {
    expect(read(row.text.replaceAll('\n', '\r\n'))).toMatchObject(wantedOf(row))
  })

  it('tells one Issue for each thing that is missing', () => {
    const { issues } = readHead(readSource('KẾ HOẠCH\nKiểm tra văn thư\n\nI. NỘI DUNG\n\n- Kiểm tra.'))
    expect(issues.map((one) => one.code)).toEqual([
      'head:no-number',
      'head:no-date',
      'head:no-issuer',
      'head:no-period',
    ])
  })

  it('points at the blank number and the blank date line', () => {
    const raw = withSection('Số:     /KH-KKT\n\nHà Nam, ngày    tháng 4 năm 2022\n\nKẾ HOẠCH\n\nThi đua năm 2022')
    const { issues } = readHead(readSource(raw))
    expect(issues.find((one) => one.code === 'head:no-number')?.quote).toBe('Số:     /KH-KKT')
    expect(issues.find((one) => one.code === 'head:no-date')?.quote).toBe('ngày    tháng 4 năm 2022')
    for (const one of issues.slice(0, 2)) expect(raw.slice(one.at.start, one.at.end)).toBe(one.quote)
  })

  it('gives the places of its own number and date, so that the date is no deadline', () => {
    const text = readSource(withSection(rows[0]?.text ?? ''))
    const own = readHead(text).own.map((piece) => text.shown.slice(piece.start, piece.end))
    expect(own).toEqual(['Số: 15/KH-KKT', 'ngày 09 tháng 01 năm 2024'])
  })

  it('tells the body the school year', () => {
    const { context } = readHead(readSource(withSection('KẾ HOẠCH\nNăm học 2023 - 2024\n')))
    expect(context.schoolYear).toEqual({ from: 2023, to: 2024 })
  })

  it('reads any text without a failure, with places inside of it', () => {
    const piece = fc.constantFrom(
      'Số: ',
      '/KH-UBND',
      'ngày ',
      ' tháng ',
      ' năm ',
      '2023',
      '31',
      'KẾ HOẠCH',
      '\n',
      ' ',
      'ỦY BAN NHÂN DÂN',
      'của ',
      '|',
      'Nơi nhận:',
      '- ',
      'giai đoạn ',
      'Căn cứ ',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 6 })), { maxLength: 60 }), (pieces) => {
        const raw = pieces.join('')
        const { head, issues } = readHead(readSource(raw))
        for (const one of issues) expect(raw.slice(one.at.start, one.at.end)).toBe(one.quote)
        expect(head.period === null || head.period.from <= head.period.to).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
