import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { doubtsAbout, type Expected, standingTo } from '../../../src/core/flow/doubt.ts'
import { readFlow } from '../../../src/core/flow/read-flow.ts'
import type { Facts } from '../../../src/core/flow/session.ts'
import { begin } from './sample-flow.ts'

const nothing: Expected = { unit: 'người', previous: null, min: null, max: null, target: null }
const about = (value: number, known: Partial<Expected>): readonly string[] =>
  doubtsAbout(value, { ...nothing, ...known }).map(({ reason }) => reason)

describe('a doubtful figure', () => {
  it.each([
    [1200, 120, ['cao hơn nhiều so với kỳ trước (120 người)']],
    [360, 120, ['cao hơn nhiều so với kỳ trước (120 người)']],
    [359, 120, []],
    [12, 120, ['thấp hơn nhiều so với kỳ trước (120 người)']],
    [0, 50, ['thấp hơn nhiều so với kỳ trước (50 người)']],
    // Small counts jump by nature, and nothing is known from nothing.
    [9, 2, []],
    [1, 8, []],
    [50, 0, []],
  ])('of %d after %d', (value, previous, reasons) => {
    expect(about(value, { previous })).toEqual(reasons)
  })

  it('in per cent is one that moved by more than thirty points', () => {
    expect(about(62, { unit: '%', previous: 92 })).toEqual([])
    expect(about(61.9, { unit: '%', previous: 92 })).toEqual(['thấp hơn nhiều so với kỳ trước (92 %)'])
    expect(about(3, { unit: '%', previous: 1 })).toEqual([])
  })

  it('is one outside of what is usual, or many times the target when nothing else is known', () => {
    expect(about(501, { max: 500 })).toEqual(['cao hơn mức thường gặp (đến 500 người)'])
    expect(about(4, { min: 5 })).toEqual(['thấp hơn mức thường gặp (từ 5 người)'])
    const target = { value: 2, op: '>=', text: 'từ 02 mô hình' }
    expect(about(20, { target })).toEqual(['gấp nhiều lần chỉ tiêu (từ 02 mô hình)'])
    expect(about(20, { target, previous: 19 })).toEqual([])
    expect(about(20, { target: { ...target, op: '<=' } })).toEqual([])
  })

  it('is never the same as in the period before, whatever it is', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom('%', 'người'), (value, unit) => {
        expect(about(value, { unit, previous: value })).toEqual([])
      }),
    )
  })
})

describe('a figure beside its target', () => {
  it.each([
    [84, '>', { met: false, text: 'thấp hơn chỉ tiêu trên 85 %' }],
    [85, '>', { met: false, text: 'chưa đạt chỉ tiêu trên 85 %' }],
    [85, '>=', { met: true, text: 'đạt chỉ tiêu trên 85 %' }],
    [0.1 + 0.2 + 84.7, '>=', { met: true, text: 'đạt chỉ tiêu trên 85 %' }],
    [86, '<=', { met: false, text: 'chưa đạt chỉ tiêu trên 85 %' }],
    [86, 'about', undefined],
  ])('%d %s', (value, op, standing) => {
    expect(standingTo({ value: 85, op, text: 'trên 85 %' }, value)).toEqual(standing)
  })
})

describe('a single number', () => {
  const atPeople = () => begin().say('120, 80, 30, 10', 'Một mục', 'xong', '1 1 1')

  it('is asked back once, and kept with the remark that the confirmation shows and the save carries', () => {
    const asked = atPeople().say('2.000')
    expect(asked.told).toBe(
      'Số người: 2.000 người cao hơn nhiều so với kỳ trước (120 người); cao hơn mức thường gặp (đến 500 người). Nếu đúng, anh/chị gõ lại số đó hoặc bấm Đúng; nếu nhầm, gõ số khác.',
    )
    expect(asked.turn.replies[0]?.byWord).toBe(true)
    expect(asked.value('people')).toBeUndefined()
    const kept = asked.say('2000')
    const remark = 'cao hơn nhiều so với kỳ trước (120 người); cao hơn mức thường gặp (đến 500 người), đã hỏi lại'
    expect(kept.told).toContain(`Lưu ý:\n• Số người: ${remark}`)
    expect(kept.say('lưu').turn.effects[0]?.values).toMatchObject({ people: 2000, peopleRemark: remark })
  })

  it('loses the remark with the figure', () => {
    const right = atPeople().say('2.000').say('200')
    expect(right.told).not.toContain('Lưu ý')
    const shown = atPeople().say('2.000', 'đúng', 'sửa').press('Số người').say('150')
    expect(shown.say('lưu').turn.effects[0]?.values).toMatchObject({ people: 150, peopleRemark: null })
  })

  it('is kept when the person goes back from it, and stands when they leave', () => {
    const asked = atPeople().say('2.000')
    expect(asked.say('lui').value('people')).toBe(2000)
    const left = asked.say('/huy')
    expect(left.turn.left).toBe(true)
    expect(left.again().told).toBe(asked.told)
    expect(left.press('Không rõ').value('people')).toBeNull()
  })
})

describe('a figure of an element', () => {
  const flow = readFlow(
    `id: so
version: 1
facts:
  list: [{ id: text, name: text, unit: text, ratio: { numerator: text } }]
start: figures
blocks:
  figures:
    kind: each
    title: Số liệu
    over: list
    as: key
    label: name
    unit: unit
    prompt: '{{item.name}}?'
    ratio: { field: ratio, numerator: '{{item.name}}, tử số?', denominator: 'Mẫu số?' }
    none: Chưa có
    next: confirm
  confirm: { kind: confirm, save: save, prompt: '{{saved.figures}}' }
  save: { kind: save, effect: so, values: { figures: [{ value: figures }] } }
`,
    'flows/so.yaml',
  ).value
  if (flow === undefined) throw new Error('the flow cannot be read')
  const share = { id: 's', name: 'Hài lòng', unit: '%', target: 'trên 85 %', targetValue: 85, targetOp: '>', ratio: {} }
  const facts = (element: Facts): Facts => ({ list: [{ ...share, ...element }] })
  const start = (element: Facts) => begin(undefined, facts(element), flow)

  it('is told from its target without being asked back', () => {
    const low = start({}).say('80', '100')
    expect(low.told).toBe(
      '80/100 = 80 %, thấp hơn chỉ tiêu trên 85 %.\n• Hài lòng: 80/100 = 80 %, thấp hơn chỉ tiêu trên 85 %',
    )
    expect(start({}).say('90/100').told).toContain('90/100 = 90 %, đạt chỉ tiêu trên 85 %.')
  })

  it('is asked back from the numerator, once, whatever comes then', () => {
    const asked = start({ previousValue: 92 }).say('9', '100')
    expect(asked.told).toBe(
      'Hài lòng: 9/100 = 9 % thấp hơn nhiều so với kỳ trước (92 %). Nếu đúng, anh/chị bấm Đúng; nếu nhầm, gõ lại cả hai số, ví dụ 95/100.',
    )
    const remark = 'thấp hơn nhiều so với kỳ trước (92 %), đã hỏi lại'
    for (const kept of [asked.press('Đúng'), asked.say('9/100'), asked.say('9 %')])
      expect(kept.value('figures')).toEqual([{ key: 's', value: 9, numerator: 9, denominator: 100, remark }])
    const again = asked.say('10')
    expect(again.told).toBe('Mẫu số?')
    expect(again.say('100').value('figures')).toEqual([
      { key: 's', value: 10, numerator: 10, denominator: 100, remark },
    ])
    expect(asked.say('95', '100').value('figures')).toEqual([{ key: 's', value: 95, numerator: 95, denominator: 100 }])
  })

  it('is plausible within the limits that the element carries', () => {
    const plain = { ratio: null, unit: 'vụ', targetValue: null, likelyMax: 50 }
    expect(start(plain).say('60').told).toContain('60 vụ cao hơn mức thường gặp (đến 50 vụ)')
    expect(start(plain).say('60', '60', 'lưu').turn.effects[0]?.values.figures).toEqual([
      { key: 's', value: 60, remark: 'cao hơn mức thường gặp (đến 50 vụ), đã hỏi lại' },
    ])
  })
})
