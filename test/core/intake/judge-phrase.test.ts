import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readPlan } from '../../../src/core/intake/read-plan.ts'

interface Row {
  readonly is: string
  readonly where: string
  readonly sentence: string
  readonly readings: readonly string[]
  readonly due: readonly (string | null)[]
}

const listed = (cell: string): string[] => (cell.trim() === '' ? [] : cell.split(';'))

const rows: readonly Row[] = readFileSync(join(import.meta.dirname, 'judge-phrase.tsv'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [is = '', where = '', sentence = '', reading = '', due = ''] = line.split('\t')
    return {
      is,
      where,
      sentence,
      readings: listed(reading),
      due: listed(due).map((day) => (day === '-' ? null : day)),
    }
  })

const opening = [
  'BAN QUẢN LÝ KHU KINH TẾ NAM HÀ',
  'Số: 15/KH-BQLKKT',
  'Nam Hà, ngày 10 tháng 02 năm 2023',
  'KẾ HOẠCH',
  'Công tác năm 2023',
  '',
]

const bullet = (sentence: string): string => `- ${sentence}`
const row = (work: string, time: string): string[] => [
  '| STT | Nội dung | Đơn vị chủ trì | Thời gian thực hiện |',
  '|---|---|---|---|',
  '| 1 | Kiện toàn Ban Chỉ đạo | Văn phòng | Quý I |',
  `| 2 | ${work} | Văn phòng | ${time} |`,
]

/** A short plan with the sentence in its place. */
function planWith({ where, sentence }: Row): string {
  const aims = ['I. MỤC ĐÍCH, YÊU CẦU', bullet(where === 'mục đích' ? sentence : 'Nâng cao kỷ cương hành chính.')]
  const body: Readonly<Record<string, readonly string[]>> = {
    câu: [bullet(sentence)],
    ô: row('Nâng cấp phần mềm quản lý hồ sơ', sentence),
    việc: row(sentence, 'Quý II'),
    nhãn: ['1. Nâng cấp phần mềm quản lý hồ sơ', bullet(`Thời gian thực hiện: ${sentence}.`)],
  }
  return [...opening, ...aims, 'II. NỘI DUNG THỰC HIỆN', ...(body[where] ?? [bullet('Không có.')])].join('\n')
}

/** The plan's text without the marks, and where the marked pieces lie. */
function marked(text: string): { readonly text: string; readonly places: readonly (readonly [number, number])[] } {
  const places: (readonly [number, number])[] = []
  let clean = ''
  for (const piece of text.split(/(⟦[^⟧]*⟧)/)) {
    const start = clean.length
    clean += piece.replace(/[⟦⟧]/g, '')
    if (piece.startsWith('⟦')) places.push([start, clean.length])
  }
  return { text: clean, places }
}

describe('the table of sentences', () => {
  it('has rows of every kind and place', () => {
    expect(rows.length).toBeGreaterThan(100)
    expect(new Set(rows.map(({ is }) => is))).toEqual(new Set(['item', 'ignored', 'none']))
    expect(new Set(rows.map(({ where }) => where))).toEqual(new Set(['câu', 'mục đích', 'ô', 'việc', 'nhãn']))
  })

  it.each(rows)('takes “$sentence” ($where) as $is', (one) => {
    const { text, places } = marked(planWith(one))
    const draft = readPlan(text)
    const upon = ({ at }: { readonly at: { readonly start: number; readonly end: number } }): boolean =>
      places.some(([start, end]) => at.start < end && start < at.end)
    const items = draft.items.filter(upon)
    const ignored = draft.ignored.filter(upon)
    if (one.is === 'item') {
      expect(items.map(({ rule }) => rule.kind)).toEqual(one.readings)
      expect(items.map(({ due }) => due)).toEqual(one.due)
      return
    }
    expect(items).toEqual([])
    if (one.is === 'ignored') expect(ignored.map(({ why }) => why)).toEqual(one.readings)
  })
})
