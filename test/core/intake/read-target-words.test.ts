import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Target } from '../../../src/core/intake/decision.ts'
import { readTargetWords } from '../../../src/core/intake/read-target-words.ts'

const context = { period: { from: '2026-01-01', to: '2026-12-31' }, issuedOn: '2026-01-15', schoolYear: null }
const answered: Target = { name: 'Tỷ lệ kiến nghị được trả lời', op: '>', value: 85, unit: '%' }
const models: Target = { name: 'mô hình dân vận khéo', op: '=', value: 1, unit: 'mô hình' }

/** What is typed for a target that is there already, and what the target is then. */
const typed: readonly (readonly [string, Target, string])[] = [
  ['ít nhất 90 %', answered, '>= 90 %'],
  ['tối thiểu 90%', answered, '>= 90 %'],
  ['≥ 90%', answered, '>= 90 %'],
  ['>=90', answered, '>= 90 %'],
  ['trên 90%', answered, '> 90 %'],
  ['từ 90% trở lên', answered, '>= 90 %'],
  ['90 % tro len', answered, '>= 90 %'],
  ['it nhat 90 phan tram', answered, '>= 90 %'],
  ['không dưới 85,5%', answered, '>= 85.5 %'],
  ['đạt 100%', answered, '= 100 %'],
  ['bằng 90%', answered, '= 90 %'],
  ['không quá 5%', answered, '<= 5 %'],
  ['dưới 5%', answered, '< 5 %'],
  ['90', answered, '> 90 %'],
  ['90 phần trăm', answered, '> 90 %'],
  ['không quá', answered, '<= 85 %'],
  ['ít nhất 02 mô hình', models, '>= 2 mô hình'],
  ['it nhat 2 mo hinh', models, '>= 2 mô hình'],
  ['hai mô hình', models, '= 2 mô hình'],
  ['3', models, '= 3 mô hình'],
  ['không quá 3 ngày', models, '<= 3 ngày'],
  ['1.200 hồ sơ', models, '= 1200 hồ sơ'],
  ['trên 500 tỷ đồng', models, '> 500 tỷ đồng'],
]

describe('a target that is typed', () => {
  it.each(typed)('“%s” is read', (text, current, wanted) => {
    const { op, value, unit } = { ...current, ...readTargetWords(text, current, context) }
    expect(`${op} ${value} ${unit}`).toBe(wanted)
  })

  it('is read the same when it comes decomposed', () => {
    for (const [text, current] of typed)
      expect(readTargetWords(text.normalize('NFD'), current, context)).toEqual(readTargetWords(text, current, context))
  })

  it.each(['', 'rất cao', 'ngày mai', 'xin chào anh chị', `${'9'.repeat(200)}%`])('“%s” is none', (text) => {
    expect(readTargetWords(text, answered, context)).toBeUndefined()
  })

  it('never fails, and gives only figures', () => {
    const words = typed.flatMap(([text]) => text.split(' '))
    const mixed = fc
      .array(fc.constantFrom(...words, '/', '-', '0', '9'.repeat(30), '1e9', 'triệu', 'tỷ', 'và'), { maxLength: 8 })
      .map((some) => some.join(' '))
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), mixed), (text) => {
        const read = readTargetWords(text, answered, context)
        if (read === undefined) return
        const { op, value, unit } = { ...answered, ...read }
        expect(Number.isFinite(value)).toBe(true)
        expect(['>', '>=', '=', '<=', '<']).toContain(op)
        expect(unit).toBe(unit.trim())
      }),
      { numRuns: 60 },
    )
  })
})
