import JSZip from 'jszip'
import { describe, expect, it } from 'vitest'
import { acceptedEndings, isAcceptedName, mimeOfFile } from '../../src/channel/file-kind.ts'
import { receivableBytes, receiveFile, tidyName } from '../../src/channel/receive-file.ts'
import { keptFiles } from '../fakes/kept-files.ts'

const zip = (...names: string[]): Promise<Buffer> =>
  names.reduce((made, name) => made.file(name, 'x'), new JSZip()).generateAsync({ type: 'nodebuffer' })
const compound = (stream: string): Buffer =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(stream, 'utf16le')])
const jpeg = Buffer.from('ffd8ffe000104a464946', 'hex')
const png = Buffer.from('89504e470d0a1a0a0000', 'hex')
const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic')])
const webp = Buffer.concat([Buffer.from('RIFF'), Buffer.from([1, 2, 3, 4]), Buffer.from('WEBPVP8 ')])

describe('the kind of a file', async () => {
  const docx = await zip('[Content_Types].xml', 'word/document.xml')
  const xlsx = await zip('[Content_Types].xml', 'xl/workbook.xml')
  const good: { readonly [E in (typeof acceptedEndings)[number]]: Buffer } = {
    pdf: Buffer.from('%PDF-1.4\n'),
    ...{ docx, xlsx, doc: compound('WordDocument'), xls: compound('Workbook') },
    ...{ jpg: jpeg, jpeg, png, heic, webp, txt: Buffer.from('Kết quả: 85,5 %\r\n') },
    md: Buffer.from('# Kế hoạch\n'),
  }

  it.each(acceptedEndings)('is known for .%s by name and content', (ending) => {
    expect(mimeOfFile(`TỆP.${ending.toUpperCase()}`, good[ending])).toMatch(/^(application|image|text)\//)
  })

  it('is none when the content is of another kind than the name says', () => {
    const pictures = ['jpg', 'jpeg', 'png', 'heic', 'webp']
    for (const name of acceptedEndings)
      for (const content of acceptedEndings) {
        const same = name === content || (pictures.includes(name) && pictures.includes(content))
        // A few bytes of plain text at the head of a PDF are text too.
        if (['txt', 'md'].includes(name) && ['txt', 'md', 'pdf'].includes(content)) continue
        expect(mimeOfFile(`a.${name}`, good[content]) !== undefined, `${content} named ${name}`).toBe(same)
      }
  })

  it('tells a picture by its content whatever picture its name says', () => {
    expect(mimeOfFile('anh.jpg', png)).toBe('image/png')
    expect(mimeOfFile('anh.png', heic)).toBe('image/heic')
  })

  it('is none for programs, archives, pages, macros and files without an ending', async () => {
    for (const name of ['a.exe', 'a.zip', 'a.html', 'a.svg', 'a.docm', 'a.pdf.exe', 'pdf', 'a.'])
      expect(isAcceptedName(name), name).toBe(false)
    const macros = await zip('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin')
    expect(mimeOfFile('a.docx', macros)).toBeUndefined()
    expect(mimeOfFile('a.docx', await zip('x.txt'))).toBeUndefined()
  })

  it('is none for empty, cut and senseless content', () => {
    for (const ending of acceptedEndings) {
      expect(mimeOfFile(`a.${ending}`, new Uint8Array())).toBeUndefined()
      expect(mimeOfFile(`a.${ending}`, Buffer.from([0, 1, 2, 3]))).toBeUndefined()
    }
    for (let end = 0; end < docx.length; end += 7) expect(mimeOfFile('a.docx', docx.subarray(0, end))).toBeUndefined()
    const senseless = Buffer.from(docx)
    senseless.writeUInt32LE(0xffffff00, docx.length - 22 + 16)
    expect(mimeOfFile('a.docx', senseless)).toBeUndefined()
  })

  it('reads content that lies inside a larger buffer', () => {
    const around = Buffer.concat([Buffer.alloc(50, 1), docx, Buffer.alloc(50, 1)])
    expect(mimeOfFile('a.docx', around.subarray(50, 50 + docx.length))).toBeDefined()
  })
})

describe('receiving a file', () => {
  it('holds one that is accepted and refuses the others without holding them', async () => {
    const files = keptFiles()
    const pdf = Buffer.from('%PDF-1.4\n')
    expect(await receiveFile(files, 'a.pdf', pdf, 'kèm')).toMatchObject({ kind: 'file', caption: 'kèm' })
    expect(await receiveFile(files, 'a.pdf', png, '')).toMatchObject({ why: 'content' })
    expect(await receiveFile(files, 'a.pdf', Buffer.alloc(receivableBytes + 1), '')).toMatchObject({ why: 'too-large' })
    expect(files.held.size).toBe(1)
    expect(files.bytes.size).toBe(0)
  })

  it('tidies names: no folders, no control or direction characters, composed accents, a sane length', () => {
    expect(tidyName('..\\..\\C:/bí mật/Báo cáo.docx')).toBe('Báo cáo.docx')
    expect(tidyName('Ba\u0301o ca\u0301o.docx')).toBe('Báo cáo.docx')
    expect(tidyName('a\u202Efdp.exe\r\n.pdf')).toBe('afdp.exe.pdf')
    expect(tidyName('.pdf')).toBe('pdf')
    expect(tidyName('')).toBe('tep')
    expect(tidyName(`${'ă'.repeat(400)}.docx`)).toMatch(/^ă{145}\.docx$/)
  })
})
