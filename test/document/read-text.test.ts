import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readText } from '../../src/document/read-text.ts'
import { read, refusal } from './small-office.ts'

const plan = '\nKẾ HOẠCH\r\n\r\n*Thực hiện*  nhiệm vụ\tnăm 2031 – trước ngày 15/6.\n\n'
const utf16le = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'))
const utf16be = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le').swap16())
const utf8 = (text: string) => new TextEncoder().encode(text)

describe('a text file', () => {
  it('comes out exactly as it is: blanks, marks and line ends of any kind', async () => {
    expect(await read('a.txt', utf8(plan))).toEqual({ text: plan, pages: 1, origin: 'text', confidence: null })
    expect((await read('a.md', utf8(plan.normalize('NFD')))).text).toBe(plan.normalize('NFD'))
    expect((await read('khong-duoi', utf8(plan))).text).toBe(plan)
  })

  it('keeps the byte order mark, which offsets count', async () => {
    expect((await read('a.txt', utf8(`\ufeff${plan}`))).text).toBe(`\ufeff${plan}`)
    expect((await read('a.txt', utf16le(`\ufeff${plan}`))).text).toBe(`\ufeff${plan}`)
    expect((await read('a.txt', utf16be(`\ufeff${plan}`))).text).toBe(`\ufeff${plan}`)
  })

  it('is read as UTF-16 without a mark', async () => {
    expect((await read('a.txt', utf16le(plan))).text).toBe(plan)
    expect((await read('a.txt', utf16be(plan))).text).toBe(plan)
  })

  it('is read as Windows-1258', async () => {
    // Tones are characters of their own after the letter: 6B EA EC is "kế".
    const bytes = Buffer.from(
      '4bea EC20 686f 61f2 6368 2074 6875 2068 69ea f26e 2074 72fd f5EC 6320 6e67 61cc 79'.replaceAll(' ', ''),
      'hex',
    )
    expect((await read('a.txt', new Uint8Array(bytes))).text.normalize('NFC')).toBe('Kế hoạch thu hiện trước ngày')
  })

  it('is read when it was typed for a TCVN3 or VNI font', async () => {
    const tcvn3 = Buffer.from('KÕ ho¹ch thùc hiÖn nhiÖm vô n¨m 2031, hoµn thµnh tr­íc ngµy 15/6.\n', 'latin1')
    expect((await read('a.txt', new Uint8Array(tcvn3))).text).toBe(
      'Kế hoạch thực hiện nhiệm vụ năm 2031, hoàn thành trước ngày 15/6.\n',
    )
    const vni = Buffer.from('Keá hoaïch thöïc hieän nhieäm vuï naêm 2031, hoaøn thaønh tröôùc ngaøy 15/6.\n', 'latin1')
    expect((await read('a.txt', new Uint8Array(vni))).text).toBe(
      'Kế hoạch thực hiện nhiệm vụ năm 2031, hoàn thành trước ngày 15/6.\n',
    )
  })

  it('is read when it breaks off within a letter', async () => {
    const bytes = utf8('Hạn nộp: chậm nhất ngày mồng một tháng sáu năm đến hết ngày đã hứ')
    expect((await read('a.txt', bytes.slice(0, -1))).text).toMatch(/^Hạn nộp: .* đã h\ufffd$/)
  })

  it('is refused when it is blank, or longer than 200 pages', async () => {
    expect((await refusal('a.txt', utf8(' \n\t\r\n'))).reason).toBe('empty')
    expect((await refusal('a.txt', utf8('\ufeff'))).reason).toBe('empty')
    expect((await refusal('a.txt', utf8('x '.repeat(400_001)))).reason).toBe('too-many-pages')
  })

  it('gives back every text that was encoded as UTF-8', () => {
    const text = fc.string({ unit: fc.constantFrom(...'aáạăđ ươ\n\t|*-“”'), minLength: 1, maxLength: 300 })
    fc.assert(fc.property(text, (one) => readText(utf8(one))?.text === one))
  })
})
