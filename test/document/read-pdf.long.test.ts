import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { afterAll, describe, expect, it } from 'vitest'
import { DocumentRefused } from '../../src/app/ports/document-reader.ts'
import { endDocumentThread } from '../../src/document/document-thread.ts'
import { readPdf } from '../../src/document/read-pdf.ts'
import { describeWhole } from '../whole.ts'
import { picturePdf, smallPdf } from './small-pdf.ts'

const sample = (name: string): Uint8Array => readFileSync(join(import.meta.dirname, '../samples/intake', name))
const refusal = async (reading: Promise<unknown>): Promise<DocumentRefused> => {
  const error = await reading.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof DocumentRefused)) throw new Error('it was not refused', { cause: error })
  return error
}

afterAll(endDocumentThread)

describe('a PDF with text', () => {
  it('is read with its head, paragraphs, table over two pages and foot', async () => {
    const { text, pages, origin, confidence } = await readPdf(sample('plan.pdf'))
    expect({ pages, origin, confidence }).toEqual({ pages: 2, origin: 'text', confidence: null })
    expect(text).toBe(text.normalize('NFC'))
    expect(text.startsWith('UBND TỈNH LÂM SƠN\nSỞ KHOA HỌC VÀ CÔNG\nNGHỆ\nSố: 27/KH-SKHCN\n\nCỘNG HÒA')).toBe(true)
    expect(text).toContain('Lâm Sơn, ngày 20 tháng 01 năm 2025\n\nKẾ HOẠCH\nCải cách thủ tục hành chính')
    expect(text).toContain(
      '\n\nb) Phấn đấu trên 90% hồ sơ được tiếp nhận trực tuyến; tối thiểu 98% hồ sơ được giải quyết đúng hạn trong năm 2025.\n\n',
    )
    const rows = text.split('\n').filter((line) => line.startsWith('|'))
    expect(rows).toEqual([
      '| TT | Nội dung công việc | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian hoàn thành |',
      '| 1 | Rà soát, cập nhật danh mục thủ tục hành chính thuộc thẩm quyền giải quyết của Sở và trình công bố | Văn phòng Sở | Các phòng chuyên môn | Trước ngày 15/3/2025 |',
      '| 2 | Tập huấn kỹ năng sử dụng chữ ký số cho công chức, viên chức: <br> - Đợt 1: khối cơ quan Sở; <br> - Đợt 2: các đơn vị trực thuộc | Phòng Chuyển đổi số | Trung tâm Công nghệ thông tin | Quý II năm 2025 |',
      '| 3 | Kiểm tra việc tiếp nhận, trả kết quả trên môi trường điện tử tại các đơn vị | Thanh tra Sở | Văn phòng Sở; Phòng Chuyển đổi số | Từ ngày 01/7/2025 đến ngày 31/8/2025 |',
      '| 4 | Khảo sát mức độ hài lòng của người dân, doanh nghiệp đối với sự phục vụ của các cơ quan trực thuộc Sở | Văn phòng Sở | ^^ | Tháng 10/2025 |',
      '| 5 | Tổng hợp, báo cáo kết quả thực hiện kế hoạch, đề xuất nhiệm vụ năm sau | Văn phòng Sở | Các phòng, đơn vị | Chậm nhất ngày 05/12/2025 |',
    ])
    // The number of the second page is no part of the text.
    expect(text).not.toMatch(/^2$/m)
    expect(text.endsWith('\n\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nTrần Minh Hải\n')).toBe(true)
  })

  it('is read when only changing it needs a password', async () => {
    expect((await readPdf(sample('restricted.pdf'))).text).toBe((await readPdf(sample('plan.pdf'))).text)
  })

  it('leaves the bytes as they were, for keeping and hashing', async () => {
    const bytes = sample('plan.pdf')
    const before = Buffer.from(bytes)
    await readPdf(bytes)
    expect(Buffer.compare(bytes, before)).toBe(0)
  })

  it('joins glyphs that are set one by one and combining marks, and parts words by their distance', async () => {
    const glyphs = [...'Tien do'].map((text, i) => ({ text, x: 72 + i * 7, y: 700 }))
    const { text } = await readPdf(smallPdf([glyphs.filter(({ text: one }) => one !== ' ')]))
    expect(text).toBe('Tien do\n')
  })

  it('puts text of a TCVN3 font into Unicode', async () => {
    // "KÕ ho¹ch n¨m" is what the bytes of "Kế hoạch năm" are outside of that font.
    const { text } = await readPdf(smallPdf([[{ text: 'K\\325 ho\\271ch n\\250m', x: 72, y: 700 }]], '.VnTime'))
    expect(text).toBe('Kế hoạch năm\n')
  })

  it('reads a page that is turned, and several documents at once', async () => {
    const line = { text: 'Ke hoach cong tac', x: 72, y: 300 }
    const turned = smallPdf([[line]], 'Times-Roman', 90)
    const texts = await Promise.all([readPdf(turned), readPdf(smallPdf([[line], [line]]))])
    expect(texts.map(({ text }) => text)).toEqual(['Ke hoach cong tac\n', expect.stringContaining('cong tac')])
    expect(texts[1]?.pages).toBe(2)
  })
})

describeWhole('a PDF of pictures', () => {
  it('is recognised page by page; its table goes on over the page', async () => {
    const told: object[] = []
    const { text, pages, origin, confidence } = await readPdf(sample('scan.pdf'), (done) => told.push(done))
    expect({ pages, origin }).toEqual({ pages: 2, origin: 'scan' })
    expect(confidence).toBeGreaterThan(85)
    expect(told).toEqual([
      { page: 1, pages: 2 },
      { page: 2, pages: 2 },
    ])
    const rows = text.split('\n').filter((line) => line.startsWith('| '))
    expect(rows.map((row) => row.split(' | ').at(-1))).toEqual([
      'Thời gian hoàn thành |',
      'Trước ngày 15/3/2025 |',
      'Quý II năm 2025 |',
      'Từ ngày 01/7/2025 đến ngày 31/8/2025 |',
      'Tháng 10/2025 |',
      'Chậm nhất ngày 05/12/2025 |',
    ])
    expect(text).toMatch(/Nơi nhận:\n- UBND[^\n]*\n[^|]*\n\nKT\. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n/)
  })

  it('is drawn when its picture is only a part of the page', async () => {
    const page = await loadImage(Buffer.from(sample('scan.png')))
    const canvas = createCanvas(page.width, 700)
    canvas.getContext('2d').drawImage(page, 0, 0)
    const pixels = { width: canvas.width, height: canvas.height }
    const at = { x: 0, y: 500, width: 595, height: (595 * 700) / page.width }
    const { text, origin } = await readPdf(picturePdf(canvas.toBuffer('image/jpeg', 70), pixels, at))
    expect(origin).toBe('scan')
    expect(text).toContain('Số: 27/KH-SKHCN\n\nCỘNG HÒA')
    expect(text).toContain('KẾ HOẠCH\n')
  })
})

describe('a PDF that is not read', () => {
  it('is refused when it needs a password', async () => {
    expect((await refusal(readPdf(sample('encrypted.pdf')))).reason).toBe('encrypted')
  })

  it('is refused when it breaks off anywhere', async () => {
    const bytes = sample('plan.pdf')
    for (const share of [0.05, 0.5, 0.95])
      expect((await refusal(readPdf(bytes.subarray(0, bytes.length * share)))).reason).toBe('damaged')
  })

  it('is refused when only its ends are those of a PDF', async () => {
    const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(5_000, 120), Buffer.from('\n%%EOF\n')])
    expect((await refusal(readPdf(bytes))).reason).toBe('damaged')
  })

  it('is refused when it has more than 200 pages, with their number', async () => {
    const { reason, facts } = await refusal(readPdf(smallPdf(Array.from({ length: 201 }, () => []))))
    expect({ reason, facts }).toEqual({ reason: 'too-many-pages', facts: { pages: 201, most: 200 } })
  })

  it('is refused when its pages are empty', async () => {
    expect((await refusal(readPdf(smallPdf([[]])))).reason).toBe('empty')
  })

  it('fails with the reason of the one who stops it, and the next one is read', async () => {
    const stop = new AbortController()
    const reason = new Error('the office closes')
    const reading = readPdf(sample('scan.pdf'), undefined, stop.signal)
    stop.abort(reason)
    await expect(reading).rejects.toBe(reason)
    await expect(readPdf(sample('plan.pdf'), undefined, stop.signal)).rejects.toBe(reason)
    expect((await readPdf(sample('plan.pdf'))).pages).toBe(2)
  })
})
