import { describe, expect, it } from 'vitest'
import { readFlow } from '../../../src/core/flow/read-flow.ts'
import { begin, goOnIn, sampleFlowText } from './sample-flow.ts'

const atMarks = () => begin().say('120, 80, 30, 10', 'Một mục', 'xong')

describe('a choice for each element', () => {
  it('is asked one after the other, by button, number, label or keyword', () => {
    const said = atMarks()
    expect(said.told).toBe('Đoàn kết nội bộ: tự chấm mức nào?')
    expect(said.buttons).toEqual(['Tốt', 'Khá', 'Chưa đạt'])
    const done = said.press('Khá').say('tot lam', '3')
    expect(done.value('marks')).toEqual([
      { criterionId: 'c1', value: 'fair' },
      { criterionId: 'c2', value: 'good' },
      { criterionId: 'c3', value: 'poor' },
    ])
    expect(done.turn.state.at).toBe('people')
  })

  it('takes several numbers in one message', () => {
    expect(atMarks().say('1 2').told).toBe('Cải cách hành chính: tự chấm mức nào?')
    expect(atMarks().say('1, 2; 3').turn.state.at).toBe('people')
    expect(atMarks().say('1 2 3 1').told).toContain('có 4 lựa chọn nhưng chỉ còn 3 mục')
    const wrong = atMarks().say('1 9')
    expect(wrong.turn.understood).toBe(false)
    expect(wrong.value('marks')).toBeUndefined()
  })

  it('shows the sum of the points, and what each was given', () => {
    const shown = atMarks().say('1 2 3', '100')
    expect(shown.told).toContain(
      'Tiêu chí:\n• Đoàn kết nội bộ: Tốt\n• Chấp hành kỷ luật: Khá\n• Cải cách hành chính: Chưa đạt\nTổng điểm: 3/6',
    )
  })

  it('is corrected for one element alone', () => {
    const shown = atMarks().say('1 2 3', '100', 'sửa').press('Tiêu chí: Cải cách hành chính').say('tốt')
    expect(shown.turn.state.at).toBe('confirm')
    expect(shown.told).toContain('Tổng điểm: 5/6')
  })

  it('has a menu of its own for many elements', () => {
    const more = Array.from({ length: 9 }, (_, k) => `    - { id: d${k}, name: Tiêu chí số ${k} }`).join('\n')
    const text = sampleFlowText.replace('given:\n  criteria:\n', `given:\n  criteria:\n${more}\n`)
    const flow = readFlow(text, 'flows/thu.yaml').value
    if (flow === undefined) throw new Error('the flow cannot be read')
    const menu = begin(undefined, undefined, flow).say(
      '120, 80, 30, 10',
      'Một mục',
      'xong',
      '1 1 1 1 1 1 1 1 1 1 1 1',
      '100',
      'sửa',
    )
    expect(menu.buttons).toContain('Tiêu chí')
    const inside = menu.press('Tiêu chí')
    expect(inside.buttons).toHaveLength(13)
    expect(inside.say('lui').buttons).toEqual(menu.buttons)
    expect(inside.press('Quay lại tóm tắt').turn.state.at).toBe('confirm')
    expect(inside.press('Đoàn kết nội bộ').say('3').told).toContain('• Đoàn kết nội bộ: Chưa đạt')
  })

  it('goes back one element, and on to the first that is open', () => {
    const back = atMarks().say('1', '1', 'lui')
    expect(back.told).toBe('Chấp hành kỷ luật: tự chấm mức nào?')
    expect(back.say('3').told).toBe('Cải cách hành chính: tự chấm mức nào?')
    expect(back.say('lui', 'lui').turn.state.at).toBe('targets')
  })

  it('is asked again for an element whose choice the flow no longer has', () => {
    const changed = readFlow(sampleFlowText.replace('name: fair', 'name: middling'), 'flows/thu.yaml').value
    if (changed === undefined) throw new Error('the changed flow cannot be read')
    const earlier = begin(
      { hs: {}, targets: ['Một'], marks: [{ criterionId: 'c1', value: 'fair' }], people: 1 },
      undefined,
      changed,
    )
    expect(earlier.told).toBe('Đoàn kết nội bộ: tự chấm mức nào?')
    expect(earlier.say('1 1 1').turn.state.at).toBe('confirm')
  })

  it('finds its place when the element that was asked is gone', () => {
    const said = atMarks().say('1')
    const changed = readFlow(sampleFlowText.replace('id: c2', 'id: c9'), 'flows/thu.yaml').value
    if (changed === undefined) throw new Error('the changed flow cannot be read')
    expect(goOnIn(changed, said).again().told).toBe('Chấp hành kỷ luật: tự chấm mức nào?')
  })

  it('is left and taken up in the middle', () => {
    const left = atMarks().say('1', 'huỷ')
    expect(left.turn.left).toBe(true)
    expect(left.again().told).toBe('Chấp hành kỷ luật: tự chấm mức nào?')
  })
})
