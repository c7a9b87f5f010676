import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import JSZip from 'jszip'
import { afterAll, describe, expect, it } from 'vitest'
import { DocumentRefused, type DocumentText } from '../../src/app/ports/document-reader.ts'
import { createDocumentReader } from '../../src/document/read-document.ts'
import { samplePlanDocx, samplePlanText } from './sample-plan.ts'
import { docxOf, p, read, reader, refusal } from './small-office.ts'

const sample = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(join(import.meta.dirname, '..', 'samples', 'intake', name)))
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))
const zipOf = async (parts: { readonly [name: string]: string | Uint8Array }): Promise<Uint8Array> => {
  const zip = new JSZip()
  for (const [name, content] of Object.entries(parts)) zip.file(name, content)
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE', compressionOptions: { level: 9 } })
}

afterAll(() => reader.close())

describe('the door for documents', () => {
  it('goes by the bytes when the name says another kind that is read', async () => {
    const docx = await samplePlanDocx()
    for (const name of ['a.pdf', 'a.doc', 'a.txt', 'a', 'a.b.c'])
      expect((await read(name, docx)).text).toBe(samplePlanText)
  })

  it('hands PDFs and pictures to their readers, with progress and the signal', async () => {
    const seen: string[] = []
    const part =
      (kind: string) =>
      async (bytes: Uint8Array, progress?: unknown, stop?: AbortSignal): Promise<DocumentText> => {
        seen.push(`${kind} ${bytes.length > 0} ${typeof progress} ${stop === signal}`)
        return { text: kind, pages: 1, origin: 'text', confidence: null }
      }
    const { signal } = new AbortController()
    const door = createDocumentReader({ pdf: part('pdf'), image: part('picture') })
    for (const name of ['plan.pdf', 'scan.png', 'dark.jpg'])
      await door.read({ name: 'x.bin', bytes: sample(name) }, () => {}, signal)
    expect(seen).toEqual(['pdf true function true', 'picture true function true', 'picture true function true'])
  })

  it('refuses nothing at all, and more than 20 MB', async () => {
    expect((await refusal('a.docx', new Uint8Array(0))).reason).toBe('empty')
    expect((await refusal('a.txt', new Uint8Array(20 * 1024 * 1024 + 1))).reason).toBe('too-large')
  })

  it.each([
    ['a.pdf', zipOf({ 'readme.txt': 'x' }), 'wrong-extension', 'ZIP'],
    ['a.docx', bytesOf('{\\rtf1\\ansi x}'), 'wrong-extension', 'RTF'],
    ['a.doc', bytesOf('<!DOCTYPE html><html><body>x</body></html>'), 'wrong-extension', 'HTML'],
    [
      'a.doc',
      bytesOf('<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?><w:wordDocument/>'),
      'wrong-extension',
      'Word 2003 XML',
    ],
    ['a.docx', zipOf({ 'ppt/presentation.xml': '<p/>' }), 'wrong-extension', 'PowerPoint'],
    ['a.png', bytesOf('GIF89a\0\0\0'), 'wrong-extension', 'GIF'],
    ['a.jpg', bytesOf('\0\0\0\x18ftypheic\0\0\0\0'), 'wrong-extension', 'HEIC'],
  ])('refuses %s with other content as wrong-extension and says what it is', async (name, bytes, reason, found) => {
    expect(await refusal(name, await bytes)).toMatchObject({ reason, facts: { found } })
  })

  it('refuses kinds that are not read, and bytes that are nothing known', async () => {
    expect(await refusal('a.odt', await zipOf({ mimetype: 'x', 'content.xml': '<x/>' }))).toMatchObject({
      reason: 'kind-unknown',
      facts: { kind: 'OpenDocument' },
    })
    expect(await refusal('a.exe', bytesOf('MZ\x90\0\x03\0'))).toMatchObject({ reason: 'kind-unknown' })
    expect((await refusal('a.bin', bytesOf('\x01\x02\x03\x04'))).reason).toBe('kind-unknown')
    expect((await refusal('a.docx', bytesOf('\x01\x02\x03\x04'))).reason).toBe('damaged')
  })

  it('reads a text that speaks of a PDF or begins like another kind', async () => {
    expect((await read('a.txt', bytesOf('BM 01: xem %PDF-1.4'))).text).toBe('BM 01: xem %PDF-1.4')
    expect((await read('a.md', bytesOf('MZ'))).text).toBe('MZ')
  })

  it('refuses files with a password', async () => {
    expect((await refusal('a.docx', sample('locked.docx'))).reason).toBe('encrypted')
    expect((await refusal('a.doc', sample('locked.doc'))).reason).toBe('encrypted')
    const zip = Buffer.from(await docxOf(p('x')))
    // Bit 0 of the flags of every entry in the directory.
    for (let at = zip.indexOf('PK\x01\x02'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 4)) zip[at + 8] = 1
    expect((await refusal('a.docx', new Uint8Array(zip))).reason).toBe('encrypted')
  })

  it('refuses what is cut off, at whatever byte', async () => {
    const docx = await samplePlanDocx()
    for (const part of [0.1, 0.5, 0.9, 0.99]) {
      const cut = docx.slice(0, Math.floor(docx.length * part))
      expect((await refusal('a.docx', cut)).reason).toBe('damaged')
    }
    const wrong = Buffer.from(docx)
    const at = wrong.indexOf('word/document.xml') + 60
    wrong[at] = (wrong[at] ?? 0) ^ 0xff
    expect((await refusal('a.docx', new Uint8Array(wrong))).reason).toBe('damaged')
  })
})

describe('an archive bomb', () => {
  const rest = '<w:p/>'.repeat(1_000)

  it('is refused by its ratio', async () => {
    // A megabyte of equal paragraphs is no bomb; seven of them in some kilobytes are.
    expect((await refusal('a.docx', await docxOf(rest.repeat(1_200)))).reason).toBe('archive-bomb')
  })

  it('is refused by what it promises, before anything is inflated', async () => {
    const zip = Buffer.from(await docxOf(p('x')))
    const at = zip.indexOf('PK\x01\x02', zip.indexOf('PK\x01\x02') + 4)
    zip.writeUInt32LE(0xfffffff0, at + 24)
    expect((await refusal('a.docx', new Uint8Array(zip))).reason).toBe('archive-bomb')
  })

  it('is refused when an entry holds more than it promises', async () => {
    const zip = Buffer.from(await docxOf(rest.repeat(50)))
    for (const mark of ['PK\x01\x02', 'PK\x03\x04']) {
      const name = zip.indexOf('word/document.xml', zip.indexOf(mark))
      const start = zip.lastIndexOf(mark, name)
      zip.writeUInt32LE(100, start + (mark === 'PK\x01\x02' ? 24 : 22))
    }
    const last = zip.lastIndexOf('word/document.xml')
    zip.writeUInt32LE(100, zip.lastIndexOf('PK\x01\x02', last) + 24)
    expect((await refusal('a.docx', new Uint8Array(zip))).reason).toBe('archive-bomb')
  })

  it('is refused by the number of its entries', async () => {
    const parts = Object.fromEntries(Array.from({ length: 5_001 }, (_, i) => [`word/media/${i}`, '']))
    expect((await refusal('a.docx', await zipOf(parts))).reason).toBe('archive-bomb')
  })
})

describe('a large document', () => {
  /** About 300 kB of XML: beyond what is read in the chat's own thread. */
  const large = docxOf(Array.from({ length: 3_000 }, (_, i) => p(`Việc số ${i} hoàn thành trước ngày 15/6.`)).join(''))

  it('is read in a thread of its own, while this one goes on', async () => {
    const bytes = await large
    let beats = 0
    let over = false
    const beat = (): void => {
      beats += 1
      if (!over) setImmediate(beat)
    }
    setImmediate(beat)
    const { text } = await read('a.docx', bytes)
    over = true
    expect(text.split('\n\n')).toHaveLength(3_000)
    expect(beats).toBeGreaterThan(100)
    // The bytes were not handed away.
    expect(bytes.length).toBeGreaterThan(1_000)
  })

  it('is refused from there with the same reason', async () => {
    const bytes = await docxOf(p('x'.repeat(900)).repeat(1_000))
    expect((await refusal('a.docx', bytes)).reason).toBe('too-many-pages')
  })

  it('is left when it is called off, with the signal’s reason', async () => {
    const stop = new AbortController()
    const reading = reader.read({ name: 'a.docx', bytes: await large }, undefined, stop.signal)
    stop.abort(new Error('called off'))
    await expect(reading).rejects.toThrow('called off')
    await expect(reader.read({ name: 'a.txt', bytes: bytesOf('x') }, undefined, stop.signal)).rejects.toThrow(
      'called off',
    )
  })
})

describe('any bytes', () => {
  it('are read or refused, and never fail otherwise', async () => {
    const office = await samplePlanDocx()
    const starts = [
      '',
      'PK\x03\x04',
      '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
      '\xff\xfe',
      '\xef\xbb\xbf',
      'II*\0',
      'RIFF',
    ].map(bytesOf)
    const noise = fc
      .tuple(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 2_000 }))
      .map(([start, bytes]) => new Uint8Array([...start, ...bytes]))
    const broken = fc
      .array(fc.tuple(fc.nat(office.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 })
      .map((changes) => {
        const bytes = office.slice()
        for (const [at, value] of changes) bytes[at] = value
        return bytes
      })
    const name = fc.constantFrom('a.docx', 'a.doc', 'a.xlsx', 'a.txt', 'a', 'a.zip')
    await fc.assert(
      fc.asyncProperty(name, fc.oneof(noise, broken), async (given, bytes) => {
        try {
          expect((await read(given, bytes)).text.trim()).not.toBe('')
        } catch (error) {
          expect(error).toBeInstanceOf(DocumentRefused)
        }
      }),
      { numRuns: 200 },
    )
  }, 30_000)
})
