import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeIn, codeSigns } from '../../src/app/conversation/typed-code.ts'

const code = fc.array(fc.constantFrom(...codeSigns), { minLength: 10, maxLength: 10 }).map((signs) => signs.join(''))
const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0))

describe('an invitation code in what a stranger types', () => {
  it('is read in any case, with or without the command, dashes, blanks and full-width signs', () => {
    const before = fc.constantFrom('/start ', '/start@dung_han_bot ', 'mã: ', 'Mã mời ', 'ma moi la ', 'START ', '')
    const between = fc.constantFrom('-', ' ', '–', '', ' - ')
    fc.assert(
      fc.property(code, before, between, fc.boolean(), fc.boolean(), (signs, words, dash, lower, wide) => {
        const typed = `${signs.slice(0, 5)}${dash}${signs.slice(5)}`
        const written = `${words}${wide ? fullWidth(typed) : typed}`
        expect(codeIn(` ${lower ? written.toLowerCase() : written} `)).toBe(signs)
      }),
    )
  })

  it.each([
    ['A B C D E F G H J 2', 'ABCDEFGHJ2'],
    ['ÂBCD-EFGHJ', 'AABCDEFGHJ'],
    ['ABĐEF-GHJK', 'ABDDEFGHJK'],
    ['ÁBCDE-FGHJK', 'ABCDEFGHJK'],
    ['ABCDÉ-FGHJ', 'ABCDESFGHJ'],
    ['Mã mời của tôi là abcde-fghj2.', 'ABCDEFGHJ2'],
    ['mã của tôi là abcde-fghj2.', 'ABCDEFGHJ2'],
  ])('is read where a Vietnamese keyboard has been at work: %s', (typed, read) => {
    expect(codeIn(typed)).toBe(read)
  })

  it.each([
    '',
    'xin chào',
    '/start',
    'Start',
    '/viec',
    '1',
    'Xin chào, cơ quan có kế hoạch gì?',
    'chao anh chi oi',
    'má ơi',
    'x'.repeat(100),
    'ABCDE-FGHJ0',
    'open:gia-lai-2023/bao-cao-6-thang',
  ])('is not seen in “%s”', (typed) => {
    expect(codeIn(typed)).toBeUndefined()
  })

  it('is taken as meant behind /start, whatever it is, so that it counts as a try', () => {
    expect(codeIn('/start sai-1')).toBe('SAI1')
  })

  it('takes a moment, however long and strange the message is', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: 'binary' }), (typed) => {
        const read = codeIn(typed)
        expect(read === undefined || /^[A-Z0-9]+$/.test(read)).toBe(true)
      }),
    )
    const begun = process.cpuUsage()
    codeIn('mã '.repeat(200_000))
    codeIn(`/start ${' -'.repeat(500_000)}`)
    // Of the processor, whatever else it does meanwhile.
    expect(process.cpuUsage(begun).user).toBeLessThan(1_000_000)
  })
})
