import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import JSZip from 'jszip'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileReport } from '../../src/core/report/compile-report.ts'
import type { ReportDocument } from '../../src/core/report/report.ts'
import { writeDocx } from '../../src/document/write-docx.ts'
import { halfYear, halfYearInput, part } from '../core/report/gia-lai.ts'
import { itWhole } from '../whole.ts'
import { elementsOf, textOf } from './read-xml.ts'

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const report = compileReport(halfYearInput)

async function parts(
  document: ReportDocument,
): Promise<{ names: readonly string[]; read: (name: string) => Promise<string> }> {
  const zip = await JSZip.loadAsync(await writeDocx(document))
  return {
    names: Object.keys(zip.files),
    read: async (name) => {
      const file = zip.file(name)
      if (file === null) throw new Error(`${name} is not in the file`)
      return file.async('string')
    },
  }
}

describe('the page', () => {
  it('is A4 with margins of 20, 20, 30 and 15 mm and its numbers 10 mm from the top', async () => {
    const xml = await (await parts(report)).read('word/document.xml')
    const [size] = elementsOf(xml, 'w:pgSz')
    expect(size).toMatchObject({ 'w:w': '11906', 'w:h': '16838', 'w:orient': 'portrait' })
    const [margin] = elementsOf(xml, 'w:pgMar')
    expect(margin).toMatchObject({
      'w:top': '1134',
      'w:bottom': '1134',
      'w:left': '1701',
      'w:right': '850',
      'w:header': '567',
    })
  })

  it('has a number in the header from the second page, again from 1 in the annex', async () => {
    const file = await parts(report)
    const xml = await file.read('word/document.xml')
    expect(elementsOf(xml, 'w:sectPr')).toHaveLength(2)
    expect(elementsOf(xml, 'w:titlePg')).toHaveLength(2)
    expect(elementsOf(xml, 'w:pgNumType').map((one) => one['w:start'])).toEqual(['1', '1'])
    const relations = elementsOf(await file.read('word/_rels/document.xml.rels'), 'Relationship')
    const references = elementsOf(xml, 'w:headerReference')
    expect(references.map((one) => one['w:type']).sort()).toEqual(['default', 'default', 'first', 'first'])
    for (const reference of references) {
      const target = relations.find((one) => one.Id === reference['r:id'])?.Target
      const header = await file.read(`word/${target}`)
      expect(/<w:instrText[^>]*>PAGE</.test(header)).toBe(reference['w:type'] === 'default')
    }
  })
})

describe('type', () => {
  it('is Times New Roman for every script in every run', async () => {
    const file = await parts(report)
    for (const name of ['word/document.xml', 'word/styles.xml']) {
      const fonts = elementsOf(await file.read(name), 'w:rFonts')
      expect(fonts.length).toBeGreaterThan(0)
      for (const font of fonts) {
        for (const script of ['w:ascii', 'w:hAnsi', 'w:eastAsia', 'w:cs']) expect(font[script]).toBe('Times New Roman')
      }
    }
    const xml = await file.read('word/document.xml')
    expect(xml.match(/<w:r>/g)?.length).toBe(elementsOf(xml, 'w:rFonts').length)
  })

  it.each([
    ['UBND TỈNH GIA LAI', 24, ''],
    ['BAN QUẢN LÝ KHU KINH TẾ TỈNH GIA LAI', 24, 'b'],
    ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 24, 'b'],
    ['Độc lập - Tự do - Hạnh phúc', 26, 'b'],
    ['Số:        /BC-BQLKKT', 26, ''],
    ['Gia Lai, ngày      tháng 5 năm 2023', 26, 'i'],
    ['BÁO CÁO', 28, 'b'],
    ['I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO', 28, 'b'],
    ['1. Tuyên truyền, quán triệt', 28, 'b'],
    ['a) Rà soát, đơn giản hóa thủ tục; giảm hồ sơ trễ hẹn', 28, ''],
    ['Nơi nhận:', 24, 'bi'],
    ['- Lưu: VT, VP.', 22, ''],
    ['TRƯỞNG BAN', 28, 'b'],
  ])('%s is set in %d half-points (%s)', async (text, size, style) => {
    const xml = await (await parts(report)).read('word/document.xml')
    const run = xml.split('<w:r>').find((one) => one.includes(`>${text}</w:t>`)) ?? ''
    expect(run).toContain(`<w:sz w:val="${size}"/>`)
    expect(run.includes('<w:b/>')).toBe(style.includes('b'))
    expect(run.includes('<w:i/>')).toBe(style.includes('i'))
  })

  it('is marked as Vietnamese, and the file carries the title', async () => {
    const file = await parts(report)
    expect(elementsOf(await file.read('word/styles.xml'), 'w:lang')[0]?.['w:val']).toBe('vi-VN')
    expect(await file.read('docProps/core.xml')).toContain('<dc:title>BÁO CÁO Kết quả thực hiện công tác dân vận')
  })
})

const wholeRows = (xml: string) => elementsOf(xml, 'w:cantSplit').filter((one) => one['w:val'] !== 'false')

describe('paragraphs and tables', () => {
  it('indent the first line by 1.27 cm, leave 6 pt and are justified', async () => {
    const xml = await (await parts(report)).read('word/document.xml')
    const paragraph = xml.split('<w:p>').find((one) => one.includes('Đã tổ chức 03 hội nghị')) ?? ''
    expect(paragraph).toContain('<w:ind w:firstLine="720"/>')
    expect(paragraph).toMatch(/<w:spacing [^>]*w:after="120"/)
    expect(paragraph).toContain('<w:jc w:val="both"/>')
  })

  it('keep headings with what follows, the heading row on every page and rows whole', async () => {
    const xml = await (await parts(report)).read('word/document.xml')
    for (const heading of xml.split('<w:p>').filter((one) => one.includes('w:pStyle w:val="Heading'))) {
      expect(heading).toContain('<w:keepNext/>')
    }
    expect(elementsOf(xml, 'w:tblHeader')).toHaveLength(2)
    expect(wholeRows(xml)).toHaveLength(xml.match(/<w:tr>/g)?.length ?? 0)
  })

  it('let a row go on to the next page when it holds a long narrative', async () => {
    const contributions = [part(halfYear.id, 'moi-truong', { text: 'giải pháp '.repeat(2500), obstacle: 'khó khăn' })]
    const xml = await (
      await parts(compileReport({ ...halfYearInput, duty: { ...halfYear, kind: 'registration' }, contributions }))
    ).read('word/document.xml')
    expect(wholeRows(xml)).toHaveLength((xml.match(/<w:tr>/g)?.length ?? 0) - 1)
  })

  it('put one addressee on the line of "Kính gửi", several below it', async () => {
    const one = textOf(await (await parts({ ...report, addressees: ['Sở Nội vụ'] })).read('word/document.xml'))
    expect(one).toContain('Kính gửi: Sở Nội vụ.')
    const several = textOf(await (await parts(report)).read('word/document.xml'))
    expect(several).toContain('Kính gửi:\n- Ban Dân vận Tỉnh ủy;\n- Sở Nội vụ.')
    const none = textOf(await (await parts({ ...report, addressees: [] })).read('word/document.xml'))
    expect(none).not.toContain('Kính gửi')
  })
})

describe('the bytes', () => {
  it('are the same for the same document', async () => {
    expect(sha(await writeDocx(report))).toBe(sha(await writeDocx(report)))
  })

  itWhole(
    'are the same in another process, another time zone and at another time',
    async () => {
      const script = fileURLToPath(new URL('./print-docx-hash.ts', import.meta.url))
      const hashes = (['Asia/Ho_Chi_Minh', 'America/New_York'] as const).map((TZ, index) => {
        const done = spawnSync(process.execPath, ['--import', 'tsx', script, String(index * 400)], {
          env: { ...process.env, TZ, LANG: index === 0 ? 'vi_VN.UTF-8' : 'C' },
          encoding: 'utf8',
        })
        expect(done.stderr.replace(/^.*Warning.*$/gm, '').trim()).toBe('')
        return done.stdout.trim()
      })
      expect(hashes).toEqual([sha(await writeDocx(report)), sha(await writeDocx(report))])
    },
    60_000,
  )

  it('hold no time of writing', async () => {
    const file = await parts(report)
    expect(await file.read('docProps/core.xml')).not.toContain('dcterms:')
    expect(file.names[0]).toBe('[Content_Types].xml')
  })

  it('change with the document', async () => {
    expect(sha(await writeDocx({ ...report, subject: `${report.subject}.` }))).not.toBe(sha(await writeDocx(report)))
  })
})

describe('any text', () => {
  itWhole('gives a file that can be unzipped and parsed', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom(
          '\u0000',
          '\u000b',
          '\ufffe',
          '\ud800',
          '\udc00',
          '<',
          '&',
          ']]>',
          '"',
          '\u0301',
          'ệ',
          '𝒳',
        ),
      }),
    )
    await fc.assert(
      fc.asyncProperty(text, async (any) => {
        const document: ReportDocument = {
          ...report,
          subject: any,
          addressees: [any],
          recipients: [any],
          body: [
            { kind: 'heading', level: 1, text: any },
            { kind: 'bullet', level: 2, text: any },
            { kind: 'paragraph', text: any },
            { kind: 'table', columns: [{ title: any, share: 100, align: 'left' }], rows: [[any]] },
          ],
        }
        const file = await parts(document)
        for (const name of file.names) elementsOf(await file.read(name), 'w:t')
      }),
      { numRuns: 60 },
    )
  })

  it('is kept in the file as it was typed', async () => {
    const typed = `Tỷ lệ < 5% & “đạt” > 90% — 𝒳 ${'dài'.repeat(400)}`
    const xml = await (await parts({ ...report, body: [{ kind: 'paragraph', text: typed.normalize('NFD') }] })).read(
      'word/document.xml',
    )
    expect(textOf(xml)).toContain(typed)
  })
})

const soffice = process.env.DUNG_HAN_TEST_SOFFICE

// Left out unless DUNG_HAN_TEST_SOFFICE is the path of LibreOffice (with pdftotext of poppler-utils beside it).
describe.skipIf(soffice === undefined)('LibreOffice', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dung-han-docx-'))
  let pages: readonly string[] = []
  const long = 'Một đoạn kết quả dài của đơn vị về đối thoại với doanh nghiệp trong khu kinh tế. '

  beforeAll(async () => {
    const contributions = [
      ...halfYearInput.contributions,
      part('doi-thoai', 'dau-tu', { text: `${long.repeat(260)}\nhết phần dài.` }),
    ]
    writeFileSync(join(folder, 'report.docx'), await writeDocx(compileReport({ ...halfYearInput, contributions })))
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    const made = spawnSync(
      soffice ?? '',
      [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, join(folder, 'report.docx')],
      { encoding: 'utf8', env: { ...process.env, HOME: folder } },
    )
    expect(made.status, made.stderr).toBe(0)
    const read = spawnSync('pdftotext', ['-layout', join(folder, 'report.pdf'), '-'], {
      encoding: 'utf8',
      maxBuffer: 1e8,
    })
    expect(read.status, read.stderr).toBe(0)
    pages = read.stdout.split('\f').filter((page) => page.trim() !== '')
  }, 180_000)

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('turns it into a PDF of at least two pages that holds the answers', () => {
    expect(pages.length).toBeGreaterThanOrEqual(2)
    const words = pages.join(' ').normalize('NFC').replace(/\s+/g, ' ')
    for (const text of [
      'Đã tổ chức 03 hội nghị quán triệt',
      'hết phần dài.',
      'Phần mềm một cửa',
      'bien-ban-hoi-nghi-15-3.pdf',
    ]) {
      expect(words).toContain(text)
    }
  })

  it('shows no number on page 1, and on every other page of the report its own', () => {
    const first = (page: string | undefined): string =>
      page
        ?.split('\n')
        .find((line) => line.trim() !== '')
        ?.trim() ?? ''
    expect(first(pages[0])).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
    const ofReport = pages.slice(1, -1)
    expect(ofReport.map(first)).toEqual(ofReport.map((_, index) => String(index + 2)))
    expect(first(pages.at(-1))).toBe('Phụ lục')
  })

  it('leaves no heading alone at the end of a page', () => {
    for (const page of pages) {
      const last = page.trimEnd().split('\n').at(-1)?.trim() ?? ''
      expect(last).not.toMatch(/^([IVX]+|\d+)\. |^[a-zđ]\) /)
    }
  })
})
