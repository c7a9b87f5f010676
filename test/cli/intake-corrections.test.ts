import { describe, expect, it } from 'vitest'
import { correctionLine } from '../../src/cli/intake-corrections.ts'
import type { Correction, Reading } from '../../src/core/intake/corrections.ts'
import { english } from '../../src/text/en.ts'
import { vietnamese } from '../../src/text/vi-operators.ts'

const reading: Reading = {
  kind: 'task',
  what: 'Rà soát quy chế',
  rule: { kind: 'by', date: '2026-06-30', phrase: '30/6' },
  reading: 'hết ngày 30/6/2026',
  units: ['Văn phòng'],
  coordinating: [],
  to: [],
}
const line = (correction: Correction, say = english): string =>
  correctionLine({ draftId: 1, personId: 'qt', at: 0, document: 'a', origin: null, planId: 'kh-21', correction }, say)

const item = { of: 'item', itemId: 'i3', quote: '30/6', at: null, typed: null, doubts: [] } as const
const target = { name: 'Tỷ lệ', op: '>', value: 85, unit: '%' } as const
const figure = { of: 'indicator', itemId: 'c1', quote: 'trên 85%', at: null, typed: null } as const

describe('a correction as an operator reads it', () => {
  it.each<readonly [string, Correction]>([
    [
      'kh-21: dropped i3 “30/6”: hết ngày 30/6/2026 → nothing',
      { ...item, change: 'dropped', original: reading, corrected: null },
    ],
    [
      'kh-21: what i3 “30/6”: Rà soát quy chế → Rà soát lại',
      { ...item, change: 'what', original: reading, corrected: { ...reading, what: 'Rà soát lại' } },
    ],
    [
      'kh-21: kind i3 “30/6”: task → report',
      { ...item, change: 'kind', original: reading, corrected: { ...reading, kind: 'report' } },
    ],
    [
      'kh-21: to i3 “30/6”: nobody → Sở Nội vụ',
      { ...item, change: 'to', original: reading, corrected: { ...reading, to: ['Sở Nội vụ'] } },
    ],
    [
      'kh-21: units i3 “30/6”: Văn phòng → dau-tu, van-phong',
      { ...item, change: 'units', original: reading, corrected: { ...reading, units: ['dau-tu', 'van-phong'] } },
    ],
    [
      'kh-21: value c1 “trên 85%”: Tỷ lệ > 85 % → Tỷ lệ >= 90 %',
      { ...figure, change: 'value', original: target, corrected: { ...target, op: '>=', value: 90 } },
    ],
    [
      'kh-21: added c1 “trên 85%”: nothing → Tỷ lệ > 85 %',
      { ...figure, change: 'added', original: null, corrected: target },
    ],
    [
      'kh-21: head number: blank → 21/KH-BQLKKT',
      { of: 'head', change: 'number', original: null, corrected: '21/KH-BQLKKT' },
    ],
  ])('%s', (text, correction) => {
    expect(line(correction)).toBe(text)
  })

  it('is told in Vietnamese as well', () => {
    const kind = { ...item, change: 'kind', original: reading, corrected: { ...reading, kind: 'report' } } as const
    expect(line(kind, vietnamese)).toBe('kh-21: sửa loại i3 “30/6”: nhiệm vụ → báo cáo')
    const dropped = { ...item, change: 'dropped', original: reading, corrected: null } as const
    expect(line(dropped, vietnamese)).toBe('kh-21: bỏ i3 “30/6”: hết ngày 30/6/2026 → không có')
    const head = { of: 'head', change: 'number', original: null, corrected: '21/KH-BQLKKT' } as const
    expect(line(head, vietnamese)).toBe('kh-21: phần đầu, số, ký hiệu: để trống → 21/KH-BQLKKT')
  })

  it('writes nothing to the terminal that a document smuggles in', () => {
    const odd = { ...item, quote: '30/6\u001b[2J', change: 'dropped', original: reading, corrected: null } as const
    expect(line(odd)).not.toMatch(/\p{Cc}/u)
  })
})
