import { describe, expect, it } from 'vitest'
import { piecesOf } from '../../../src/core/flow/hear-figures.ts'
import { readFlow } from '../../../src/core/flow/read-flow.ts'
import { begin, goOnIn, sampleFacts, sampleFlowText } from './sample-flow.ts'

describe('figures that belong together', () => {
  it('are asked one after the other, and the share is computed and told', () => {
    const said = begin()
    expect(said.told).toBe('Số liệu hồ sơ của Văn phòng.\nTiếp nhận bao nhiêu hồ sơ?')
    expect(said.buttons).toEqual(['Chưa có số liệu'])
    expect(said.say('120').told).toBe('Trong 120 hồ sơ, trả trước hạn bao nhiêu?')
    const done = said.say('120', '80 hồ sơ', 'ba mươi', 'khoảng 10')
    expect(done.told).toBe('Tỷ lệ trước và đúng hạn: 91,7 %\nCác mục tiêu? Mỗi mục tiêu một tin.')
    expect(done.value('hs')).toEqual({ received: 120, early: 80, intime: 30, late: 10, share: 91.7 })
  })

  it.each([
    '120, 80, 30, 10',
    '120\n80\n30\n10',
    '120 80 30 10',
    '120/80/30/10',
    '120; 80; 30 và 10',
    '- 120\n- 80\n- 30\n- 10',
  ])('fill one after the other from one message: %j', (text) => {
    expect(begin().say(text).value('hs')).toMatchObject({ received: 120, early: 80, intime: 30, late: 10 })
  })

  it('are refused together when one cannot be read, and none is kept', () => {
    const said = begin().say('120, tám mươi mấy, 30')
    expect(said.turn.understood).toBe(false)
    expect(said.told).toContain('Chưa số nào được ghi. Trước hạn: Tôi chưa đọc được con số.')
    expect(said.value('hs')).toBeUndefined()
    expect(begin().say('120, -1').told).toContain('Trước hạn: Con số không được nhỏ hơn 0.')
    expect(begin().say('1,5').told).toContain('số nguyên')
    expect(begin().say('1, 2, 3, 4, 5').told).toContain('có 5 con số nhưng chỉ còn 4')
    expect(begin().say('120 800 30').told).toContain('ngăn cách')
  })

  it('never take the second half of “95/100” for the next figure, nor a share for a count', () => {
    for (const text of ['95/100', '95 / 100', 'khoảng 95 trên 100', '85 %']) {
      const said = begin().say(text)
      expect(said.turn.understood, text).toBe(false)
      expect(said.value('hs'), text).toBeUndefined()
    }
    expect(begin().say('95/100').told).toContain('chưa số nào được ghi')
    expect(begin().say('85 %').told).toContain('không phải tỷ lệ %')
  })

  it('may be missing: nothing is computed from a figure that is not there', () => {
    const said = begin().say('120').press('Chưa có số liệu').say('30', 'chưa có')
    expect(said.value('hs')).toEqual({ received: 120, early: null, intime: 30, late: null })
    const shown = said.say('Một mục', 'xong', '1 1 1', 'không')
    expect(shown.told).toContain('• Trước hạn: chưa có số liệu')
    expect(shown.told).not.toContain('Tỷ lệ')
  })

  it('compute nothing from nothing: no share of zero', () => {
    const none = { ...sampleFacts, before: null }
    expect(begin(undefined, none).say('0, 0, 0, 0').value('hs')).toEqual({ received: 0, early: 0, intime: 0, late: 0 })
  })

  it('that fail a check are asked back once, then kept with the remark', () => {
    const asked = begin().say('120', '80', '50')
    expect(asked.told).toBe(
      'Đúng hạn: Tổng số đã trả lớn hơn số tiếp nhận (130 so với 120). Nếu đúng, anh/chị gõ lại số đó hoặc bấm Đúng; nếu nhầm, gõ số khác, hoặc gõ “lui” để sửa số trước.',
    )
    expect(asked.buttons).toEqual(['Đúng', 'Chưa có số liệu'])
    expect(asked.value('hs')).toEqual({ received: 120, early: 80 })
    const remark = 'Tổng số đã trả lớn hơn số tiếp nhận (130 so với 120), đã hỏi lại'
    for (const kept of [asked.press('Đúng'), asked.say('50'), asked.say('đúng rồi ạ')])
      expect(kept.value('hs')).toMatchObject({ intime: 50, remarks: { intime: remark } })
    // Another figure that is doubtful as well is not asked about a second time.
    expect(asked.say('60').value('hs')).toMatchObject({ intime: 60 })
    expect(asked.say('30').value('hs')).not.toHaveProperty('remarks')
  })

  it('are asked about one check once, whichever figure makes it worse, and the remark tells where it stands now', () => {
    const remark = 'Tổng số đã trả lớn hơn số tiếp nhận (140 so với 120), đã hỏi lại'
    const said = begin().say('120', '80', '50', 'đúng', '10')
    expect(said.turn.state.at).toBe('targets')
    expect(said.value('hs')).toMatchObject({ late: 10, remarks: { intime: remark } })
  })

  it('keep what was asked back when the person goes back to the field that was wrong, and the remark goes with the mistake', () => {
    const back = begin().say('120', '80', '50', 'lui')
    expect(back.told).toBe('Trong 120 hồ sơ, trả trước hạn bao nhiêu?')
    expect(back.value('hs')).toMatchObject({ intime: 50, remarks: { intime: expect.stringContaining('130') } })
    const right = back.say('60')
    expect(right.value('hs')).toEqual({ received: 120, early: 60, intime: 50 })
    expect(right.told).toBe('Trễ hạn bao nhiêu?')
  })

  it('of one message wait while one of them is asked back', () => {
    const asked = begin().say('120, 80, 50, 10')
    expect(asked.turn.state.at).toBe('hs')
    expect(asked.again().told).toBe(asked.told)
    const right = asked.say('30')
    expect(right.turn.state.at).toBe('targets')
    expect(right.value('hs')).toMatchObject({ received: 120, early: 80, intime: 30, late: 10 })
    expect(asked.say('lui').value('hs')).toMatchObject({ intime: 50, late: 10 })
  })

  it('far from the period before are asked back', () => {
    expect(begin().say('1.200').told).toContain('1.200 hồ sơ cao hơn nhiều so với kỳ trước (120 hồ sơ)')
    expect(begin().say('12').told).toContain('12 hồ sơ thấp hơn nhiều so với kỳ trước (120 hồ sơ)')
    expect(begin().say('100').turn.state.memory.doubt).toBeNull()
    expect(begin(undefined, { ...sampleFacts, before: null }).say('1.200').turn.state.memory.doubt).toBeNull()
  })

  it('are corrected one by one from the confirmation, and what is computed follows', () => {
    const shown = begin().say('120, 80, 30, 10', 'Một mục', 'xong', '1 1 1', '100')
    const menu = shown.say('sửa')
    expect(menu.buttons.slice(0, 4)).toEqual([
      'Hồ sơ: Tiếp nhận',
      'Hồ sơ: Trước hạn',
      'Hồ sơ: Đúng hạn',
      'Hồ sơ: Trễ hạn',
    ])
    const corrected = menu.press('Hồ sơ: Trễ hạn').say('5')
    expect(corrected.turn.state.at).toBe('confirm')
    expect(corrected.told).toContain('• Tỷ lệ trước và đúng hạn: 95,7 %')
    expect(corrected.say('lưu').turn.effects[0]?.values.hs).toEqual({
      received: 120,
      early: 80,
      intime: 30,
      late: 5,
      share: 95.7,
    })
  })

  it('of an earlier answer stand, remarks and all; a field that is new there counts as missing', () => {
    const remarks = { late: 'thấp hơn nhiều so với kỳ trước (10 hồ sơ), đã hỏi lại' }
    const marks = ['c1', 'c2', 'c3'].map((criterionId) => ({ criterionId, value: 'good' }))
    const said = begin({ hs: { received: 100, late: 0, remarks, more: 1 }, targets: ['Một'], marks, people: 5 })
    expect(said.turn.state.at).toBe('confirm')
    expect(said.value('hs')).toEqual({ received: 100, early: null, intime: null, late: 0, remarks })
    expect(said.told).toContain('• Trễ hạn: 0 hồ sơ – lưu ý: thấp hơn nhiều so với kỳ trước (10 hồ sơ), đã hỏi lại')
  })

  it('are left for later from the middle, also while one is asked back, and taken up where they stood', () => {
    for (const middle of [begin().say('120', '80'), begin().say('120', '80', '50')])
      for (const word of ['/huy', 'hủy', 'huỷ', 'Để sau']) {
        const left = middle.say(word)
        expect(left.turn).toMatchObject({ left: true, understood: true, state: { at: 'hs' } })
        expect(left.told).toBe('Đã tạm dừng; những gì anh/chị đã trả lời được giữ lại. Gõ /bieumau khi muốn làm tiếp.')
        expect(left.again().told).toBe(middle.told)
      }
  })

  it('find their place when the field that was asked is gone from the flow', () => {
    const changed = readFlow(sampleFlowText.replaceAll('intime', 'ontime'), 'flows/thu.yaml').value
    if (changed === undefined) throw new Error('the changed flow cannot be read')
    const said = goOnIn(changed, begin().say('120', '80')).say('30')
    expect(said.turn.understood).toBe(false)
    expect(said.told).toBe('Đúng hạn bao nhiêu?')
    expect(said.say('30', '10').value('hs')).toMatchObject({ received: 120, early: 80, ontime: 30, late: 10 })
  })

  it('refuse a button of an earlier figure', () => {
    const first = begin()
    const old = first.turn.replies[0]?.choices?.[0]?.value ?? ''
    const said = first.say('120').pressValue(old)
    expect(said.turn.understood).toBe(false)
    expect(said.told).toContain('đã được trả lời')
  })
})

describe('the figures of one message', () => {
  it.each([
    ['12 000', ['12 000']],
    ['1 234 567', ['1 234 567']],
    ['12 000 30', undefined],
    ['1.200 800,5', ['1.200', '800,5']],
    ['1,5', ['1,5']],
    ['85,5 %, 90 %', ['85,5 %', '90 %']],
    ['95/100', ['95', '100']],
    ['khoảng 85', ['khoảng 85']],
    ['• 1\n\n• 2', ['1', '2']],
    ['-5', ['-5']],
    [',;', []],
  ])('are told apart: %j', (text, pieces) => {
    expect(piecesOf(text)).toEqual(pieces)
  })
})
