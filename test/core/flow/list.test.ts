import { describe, expect, it } from 'vitest'
import { readFlow } from '../../../src/core/flow/read-flow.ts'
import { begin, sampleFlowText } from './sample-flow.ts'

const atList = () => begin().say('120, 80, 30, 10')

describe('a list', () => {
  it('takes one item a message and one a line, acknowledges once, and ends with a word', () => {
    const first = atList().say('Giảm thời gian giải quyết')
    expect(first.told).toBe('Đã ghi nhận. Anh/chị gửi tiếp từng mục, xong thì gõ “xong”.')
    expect(first.buttons).toEqual(['Xong'])
    const more = first.say('- Mục hai\n\n3. Mục  ba')
    expect(more.turn.replies).toEqual([])
    expect(more.value('targets')).toEqual(['Giảm thời gian giải quyết', 'Mục hai', 'Mục ba'])
    for (const word of ['xong', 'Hết', '1']) expect(more.say(word).turn.state.at).toBe('marks')
  })

  it('asks for what is missing, and goes on by itself when it is full', () => {
    expect(atList().say('xong').told).toContain('Cần ít nhất 1 mục.')
    expect(atList().say('a1', 'a2', 'a3', 'a4', 'a5').turn.state.at).toBe('marks')
  })

  it('has no item that says only to leave it out or to save it', () => {
    for (const word of ['bỏ qua', 'Bo qua!', 'lưu', 'LUU.', 'Lưu nhé']) {
      for (const said of [atList(), atList().say('Một')]) {
        const after = said.say(word)
        expect(after.told).toContain('không được ghi thành mục')
        expect(after.value('targets')).toEqual(said.value('targets'))
      }
    }
    const items = ['Lưu hồ sơ tại Văn phòng', 'Bỏ qua bước 3']
    expect(
      atList()
        .say(...items)
        .value('targets'),
    ).toEqual(items)
    expect(atList().say('Một\nlưu').value('targets')).toEqual(['Một', 'lưu'])
  })

  it('refuses what is too long or too many as a whole, with what there is', () => {
    const long = atList().say('Một', 'x'.repeat(101))
    expect(long.told).toContain('Mỗi mục tối đa 100 ký tự, mục vừa gửi có 101 ký tự nên chưa được ghi.')
    expect(long.told).toContain('Hiện có:\n1. Một')
    expect(long.value('targets')).toEqual(['Một'])
    const many = atList().say('Một', '2\n3\n4\n5\n6')
    expect(many.told).toContain('Phần này ghi tối đa 5 mục, còn 4; tin nhắn vừa rồi chưa được ghi.')
    expect(many.value('targets')).toEqual(['Một'])
  })

  it('has items taken out and written anew, with and without accents', () => {
    const said = atList().say('Một\nHai\nBa')
    expect(said.say('xóa 2').value('targets')).toEqual(['Một', 'Ba'])
    expect(said.say('XOA 1').told).toContain('Đã bỏ mục 1.')
    expect(said.say('Sửa 2: Hai rưỡi').value('targets')).toEqual(['Một', 'Hai rưỡi', 'Ba'])
    expect(said.say('sua 3. Bốn').value('targets')).toEqual(['Một', 'Hai', 'Bốn'])
    expect(said.say('xoá 7').told).toContain('Không có mục 7.')
  })

  it('is shown when it is corrected: kept, added to, or begun anew', () => {
    const menu = atList().say('Một\nHai', 'xong', '1 1 1', '100', 'sửa').press('Mục tiêu')
    expect(menu.told).toContain('Hiện có:\n1. Một\n2. Hai\nGửi thêm để bổ sung')
    expect(menu.buttons).toEqual(['Giữ nguyên', 'Bỏ hết, nhập lại'])
    expect(menu.press('Giữ nguyên').turn.state.at).toBe('confirm')
    expect(menu.say('Ba', 'xong').told).toContain('Mục tiêu:\n1. Một\n2. Hai\n3. Ba')
    const anew = menu.press('Bỏ hết, nhập lại')
    expect(anew.value('targets')).toEqual([])
    expect(anew.say('xong').turn.state.at).toBe('targets')
    expect(anew.say('Mới', 'xong').told).toContain('Mục tiêu:\n1. Mới')
  })

  it('keeps its items when the person goes back or leaves in the middle', () => {
    const said = atList().say('Một')
    expect(said.say('lui').value('targets')).toEqual(['Một'])
    const left = said.say('/huy')
    expect(left.turn.left).toBe(true)
    expect(left.again().told).toContain('Hiện có:\n1. Một')
    expect(left.say('Hai', 'xong').value('targets')).toEqual(['Một', 'Hai'])
  })

  it('takes the button of the empty list also after something was written', () => {
    const text = sampleFlowText.replace('least: 1', 'least: 0')
    const flow = readFlow(text, 'flows/thu.yaml').value
    if (flow === undefined) throw new Error('the flow cannot be read')
    const asked = begin(undefined, undefined, flow).say('120, 80, 30, 10')
    expect(asked.buttons).toEqual(['Không có'])
    for (const word of ['không có', 'xong', 'bỏ qua']) {
      const none = asked.say(word)
      expect([none.turn.state.at, none.value('targets')]).toEqual(['marks', []])
    }
    const old = asked.turn.replies.at(-1)?.choices?.[0]?.value ?? ''
    expect(asked.say('Một').pressValue(old).turn.state).toMatchObject({ at: 'marks', values: { targets: ['Một'] } })
  })
})
