import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitText } from '../../src/channel/split-text.ts'
import { numberedText } from '../../src/channel/zalo-bot-text.ts'
import { choicesHead } from '../../src/text/vi-zalo-bot.ts'

const choices = (...labels: string[]) => labels.map((label) => ({ label, value: 'v' }))

describe('a reply as text alone', () => {
  it('lists its choices below, numbered from 1', () => {
    expect(numberedText({ text: 'Việc đã xong chưa?', choices: choices('Đã xong', 'Đang  làm\n') })).toBe(
      `Việc đã xong chưa?\n\n${choicesHead}\n1. Đã xong\n2. Đang làm`,
    )
    expect(numberedText({ text: 'Xin cảm ơn.' })).toBe('Xin cảm ơn.')
    expect(numberedText({ text: ' ', choices: choices('Có', ' ') })).toBe(`${choicesHead}\n1. Có\n2.`)
  })

  it('names choices by their words where a number is itself the answer', () => {
    const reply = { text: 'Bao nhiêu lượt?', choices: choices('Đúng', 'Chưa có số liệu'), byWord: true } as const
    expect(numberedText(reply)).toBe('Bao nhiêu lượt?\n\nHoặc nhắn: “Đúng”, “Chưa có số liệu”.')
    expect(numberedText({ text: 'Bao nhiêu lượt?', byWord: true })).toBe('Bao nhiêu lượt?')
  })

  it('does not repeat what the text lists under the same number, also where the label was cut', () => {
    const text =
      'Việc đang mở:\n1. Tiến độ: Rà soát quy chế tiếp công dân – hạn 30/6\n2. Niêm yết – hạn 20/3\nXin chọn việc để trả lời.'
    const own = choices('Rà soát quy chế tiếp…', 'Niêm yết')
    expect(numberedText({ text, choices: own })).toBe(text)
    const more = [...own, ...choices('Duyệt: Báo cáo năm', 'Trả lại: Báo cáo năm')]
    expect(numberedText({ text, choices: more })).toBe(
      `${text}\n\n${choicesHead}\n3. Duyệt: Báo cáo năm\n4. Trả lại: Báo cáo năm`,
    )
  })

  it('lists a choice that the text shows under another number', () => {
    const shown = numberedText({ text: '2. Niêm yết', choices: choices('Niêm yết') })
    expect(shown).toBe(`2. Niêm yết\n\n${choicesHead}\n1. Niêm yết`)
  })

  it('is composed, as Zalo counts it, and every choice has its number, whatever people wrote', () => {
    const label = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.constantFrom('Đã xong', 'Tiê\u0301n đô\u0323', '1. a'),
    )
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.constant('Co\u0301 va\u0302\u0301n đê\u0300?'),
    )
    fc.assert(
      fc.property(text, fc.array(label, { maxLength: 12 }), (said, labels) => {
        const shown = numberedText({ text: said, choices: choices(...labels) })
        expect(shown).toBe(shown.normalize('NFC'))
        const lines = shown.split('\n')
        for (const number of labels.keys())
          expect(lines.some((line) => line === `${number + 1}.` || line.startsWith(`${number + 1}. `))).toBe(true)
        for (const part of splitText(shown, 50)) expect(part).toBe(part.normalize('NFC'))
      }),
    )
  })
})
