import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DocumentRefused, type DocumentText } from '../../src/app/ports/document-reader.ts'
import { endDocumentThread } from '../../src/document/document-thread.ts'
import { pictureHeading } from '../../src/document/picture-file.ts'
import { readImage } from '../../src/document/read-scan.ts'
import { cleanPage, type Grey, quarterTurned, skewOf, softened } from '../../src/document/scan-picture.ts'
import { splitSyllables } from '../../src/document/split-syllables.ts'
import { stacked } from '../../src/document/stacked-picture.ts'

const sample = (name: string): Uint8Array => readFileSync(join(import.meta.dirname, '../samples/intake', name))
const reasonOf = (reading: Promise<unknown>): Promise<unknown> =>
  reading.then(
    () => 'read',
    (error: unknown) => (error instanceof DocumentRefused ? error.reason : error),
  )

afterAll(endDocumentThread)

describe('a scanned page', () => {
  let page: DocumentText
  const told: object[] = []
  let busy = 1

  beforeAll(async () => {
    const before = performance.eventLoopUtilization()
    page = await readImage(sample('scan.png'), (done) => told.push(done))
    busy = performance.eventLoopUtilization(before).utilization
  })

  it('is recognised, and told of when it is done', () => {
    expect(page).toMatchObject({ pages: 1, origin: 'scan' })
    expect(page.confidence).toBeGreaterThan(85)
    expect(told).toEqual([{ page: 1, pages: 1 }])
  })

  it('keeps head, headings and paragraphs apart', () => {
    expect(page.text).toContain('Số: 27/KH-SKHCN\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n')
    expect(page.text).toContain('Lâm Sơn, ngày 20 tháng 01 năm 2025\n\nKẾ HOẠCH\n')
    expect(page.text).toMatch(/\n\na\) Nâng cao [^\n]* Một cửa\.\n\nb\) Phấn đấu trên 90% [^\n]* năm 2025\.\n\n/)
  })

  it('gives the drawn table cell by cell', () => {
    const cells = page.text
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .map((line) => line.slice(2, -2).split(' | '))
    expect(cells).toHaveLength(5)
    expect(cells[0]).toEqual(['TT', 'Nội dung công việc', 'Đơn vị chủ trì', 'Đơn vị phối hợp', 'Thời gian hoàn thành'])
    expect(cells.map((row) => row.at(-1)).slice(1)).toEqual([
      'Trước ngày 15/3/2025',
      'Quý II năm 2025',
      'Từ ngày 01/7/2025 đến ngày 31/8/2025',
      'Tháng 10/2025',
    ])
    expect(cells[4]?.[3]).toBe('^^')
  })

  it('does not hold up the one who asked', () => {
    expect(busy).toBeLessThan(0.2)
  })
})

it('is read sheet by sheet when several are joined in one picture, in their order', async () => {
  const page = await loadImage(Buffer.from(sample('scan.png')))
  const sheet = 2339
  const canvas = createCanvas(page.width, 2 * sheet)
  const context = canvas.getContext('2d')
  context.fillStyle = 'white'
  context.fillRect(0, 0, canvas.width, canvas.height)
  // The head of the page, and below it, on the second sheet, what follows the head.
  context.drawImage(page, 0, 0, page.width, 560, 0, 0, page.width, 560)
  context.drawImage(page, 0, 560, page.width, 400, 0, sheet + 200, page.width, 400)
  const told: object[] = []
  const { text, pages } = await readImage(canvas.toBuffer('image/png'), (done) => told.push(done))
  expect(pages).toBe(2)
  expect(told).toEqual([
    { page: 1, pages: 2 },
    { page: 2, pages: 2 },
  ])
  expect(text).toMatch(/Số: 27\/KH-SKHCN.*KẾ HOẠCH.*a\) Nâng cao/s)
})

it('is read lying on its side', async () => {
  const page = await loadImage(Buffer.from(sample('scan.png')))
  const canvas = createCanvas(620, page.width)
  const context = canvas.getContext('2d')
  context.translate(0, page.width)
  context.rotate(-Math.PI / 2)
  context.drawImage(page, 0, 0)
  expect((await readImage(canvas.toBuffer('image/png'))).text).toContain('Số: 27/KH-SKHCN\n\nCỘNG HÒA')
})

describe('a picture that is not read', () => {
  it('is refused when it is too dark', async () => {
    expect(await reasonOf(readImage(sample('dark.jpg')))).toBe('unreadable-scan')
  })

  it('is refused before unpacking when it claims to be huge', async () => {
    const bytes = Buffer.from(sample('scan.png'))
    bytes.writeUInt32BE(30_000, 16)
    bytes.writeUInt32BE(30_000, 20)
    expect(await reasonOf(readImage(bytes))).toBe('too-large')
  })

  it('is refused when it breaks off or is no picture', async () => {
    expect(await reasonOf(readImage(sample('scan.png').subarray(0, 20)))).toBe('damaged')
    expect(await reasonOf(readImage(Buffer.from('%PDF-1.4 no picture')))).toBe('damaged')
  })

  it('is refused when nothing is on it', async () => {
    expect(await reasonOf(readImage(createCanvas(600, 800).toBuffer('image/png')))).toBe('unreadable-scan')
  })
})

describe('making a page ready', () => {
  /** Bars as lines of text, falling by a slope, on paper of one shade. */
  function bars(slope: number, paper = 255, ink = 0): Grey {
    const [width, height] = [800, 600]
    const pixels = new Uint8Array(width * height).fill(paper)
    for (let y = 0; y < height; y += 1)
      for (let x = 60; x < 740; x += 1) {
        const line = y - Math.round((x - 400) * slope)
        if (line > 60 && line < 540 && line % 40 < 10 && x % 12 < 8) pixels[y * width + x] = ink
      }
    return { width, height, pixels }
  }

  it('finds by how much lines fall or rise', () => {
    for (const slope of [-0.04, -0.01, 0, 0.005, 0.03])
      expect(Math.abs(Math.tan(skewOf(bars(slope), 128)) - slope)).toBeLessThan(0.002)
  })

  it('takes drawn lines out and says where they were', () => {
    const picture = bars(0)
    for (let y = 50; y < 550; y += 1) picture.pixels.fill(0, y * 800 + 399, y * 800 + 401)
    for (let x = 60; x < 740; x += 1) picture.pixels[300 * 800 + x] = 0
    const clean = cleanPage(picture, 150)
    expect(clean?.rulings).toContainEqual({ x0: 399.5, x1: 399.5, y0: 50, y1: 549 })
    expect(clean?.rulings.filter(({ y0, y1 }) => y0 === y1)).toHaveLength(1)
    expect(clean?.picture.pixels[420 * 800 + 399]).toBe(255)
  })

  it('finds hairlines that lie between two rows of pixels, and takes no row of bold letters for one', () => {
    const picture = bars(0)
    // Grey in both rows, first in the upper two, then in the lower two.
    for (let x = 60; x < 740; x += 1) {
      const y = x < 400 ? 570 : 571
      picture.pixels[y * 800 + x] = 140
      picture.pixels[(y + 1) * 800 + x] = 140
    }
    const rulings = cleanPage(picture, 150)?.rulings ?? []
    expect(rulings).toHaveLength(1)
    expect(rulings[0]?.x0).toBeLessThan(65)
    expect(rulings[0]?.x1).toBeGreaterThan(735)
  })

  it('takes dust away, and no full stop', () => {
    const picture = bars(0)
    picture.pixels[30 * 800 + 30] = 40
    for (let y = 570; y < 573; y += 1) picture.pixels.fill(0, y * 800 + 100, y * 800 + 103)
    const clean = cleanPage(picture, 150)?.picture
    expect(clean?.pixels[30 * 800 + 30]).toBe(255)
    expect(clean?.pixels[571 * 800 + 101]).toBeLessThan(60)
  })

  it('softens grain, and leaves paper and plain areas as they are', () => {
    const picture: Grey = { width: 5, height: 4, pixels: new Uint8Array(20).fill(255) }
    picture.pixels[7] = 93
    // 162 shades less, of which the pixel keeps 256 of 324 and each of those beside it takes 16, aslant 1.
    expect([...softened(picture).pixels]).toEqual([
      255, 255, 247, 255, 255, 255, 247, 127, 247, 255, 255, 255, 247, 255, 255, 255, 255, 255, 255, 255,
    ])
    const plain: Grey = { width: 3, height: 3, pixels: new Uint8Array(9).fill(90) }
    expect(softened(plain).pixels).toEqual(plain.pixels)
  })

  it('evens out shadow and says when there is nothing to see', () => {
    const dim = bars(0, 110, 30)
    for (const [i, shade] of dim.pixels.entries()) dim.pixels[i] = shade * (0.5 + (i % 800) / 1600)
    const clean = cleanPage(dim, 150)?.picture
    expect(clean?.pixels[20 * 800 + 20]).toBeGreaterThan(240)
    expect(clean?.pixels[20 * 800 + 780]).toBeGreaterThan(240)
    expect(clean?.pixels[85 * 800 + 96]).toBeLessThan(120)
    expect(cleanPage(bars(0, 30, 18), 150)).toBeUndefined()
  })

  it('stacks the cells of a table and knows the way back', () => {
    const page: Grey = { width: 200, height: 100, pixels: new Uint8Array(20_000).fill(255) }
    const spot = (x: number, y: number) => {
      for (let row = y; row < y + 8; row += 1) page.pixels.fill(0, row * 200 + x, row * 200 + x + 8)
    }
    spot(20, 10)
    spot(20, 50)
    spot(120, 50)
    const cells = [
      { left: 10, top: 40, right: 100, bottom: 70 },
      { left: 100, top: 40, right: 190, bottom: 70 },
    ]
    const { picture, from } = stacked(page, [cells], 128, 100)
    const found: string[] = []
    for (let y = 0; y < picture.height; y += 1)
      for (let x = 0; x < picture.width; x += 1) {
        const [ink, above, left] = [
          [0, 0],
          [0, -1],
          [-1, 0],
        ].map(([dx = 0, dy = 0]) => picture.pixels[(y + dy) * picture.width + x + dx])
        const back = from(y)
        if (ink === 0 && above !== 0 && left !== 0 && back !== undefined)
          found.push(`${x + back.right},${y + back.down} in ${back.part}`)
      }
    expect(found).toEqual(['20,10 in 0', '20,50 in 1', '120,50 in 2'])
  })

  it('puts columns that stand side by side under each other, and nothing else', () => {
    const page: Grey = { width: 600, height: 300, pixels: new Uint8Array(180_000).fill(255) }
    const bar = (from: number, to: number, y: number) => {
      for (let row = y; row < y + 10; row += 1) page.pixels.fill(0, row * 600 + from, row * 600 + to)
    }
    for (const y of [20, 40, 60]) {
      bar(20, 200, y)
      bar(320, 580, y + 4)
    }
    for (const y of [120, 140, 160]) bar(20, 580, y)
    const { from, picture } = stacked(page, [], 128, 100)
    const moves = new Set<string>()
    for (let y = 0; y < picture.height; y += 1) {
      const back = from(y)
      if (back !== undefined) moves.add(`${back.part}: ${back.right > 0 ? 'from the right' : 'left'}`)
    }
    expect([...moves]).toEqual(['0: left', '1: from the right', '2: left'])
  })

  it('turns a picture by quarters', () => {
    const picture: Grey = { width: 3, height: 2, pixels: Uint8Array.from([1, 2, 3, 4, 5, 6]) }
    expect([...quarterTurned(picture, 1).pixels]).toEqual([4, 1, 5, 2, 6, 3])
    expect([...quarterTurned(picture, 2).pixels]).toEqual([6, 5, 4, 3, 2, 1])
    expect([...quarterTurned(picture, 3).pixels]).toEqual([3, 6, 2, 5, 1, 4])
  })
})

describe('the heading of a picture', () => {
  it('gives kind and size of PNG, JPEG and WebP files without unpacking them', () => {
    const canvas = createCanvas(31, 17)
    for (const kind of ['png', 'jpeg', 'webp'] as const)
      expect(pictureHeading(canvas.toBuffer(`image/${kind}` as 'image/png'))).toMatchObject({
        kind,
        width: 31,
        height: 17,
      })
  })

  it('is not given for other files or one that breaks off', () => {
    expect(pictureHeading(Buffer.from('GIF89a.............'))).toBeUndefined()
    expect(pictureHeading(new Uint8Array(0))).toBeUndefined()
    expect(pictureHeading(createCanvas(9, 9).toBuffer('image/jpeg').subarray(0, 30))).toBeUndefined()
  })

  it('leaves it to unpacking how the camera was held', async () => {
    const jpeg = createCanvas(40, 20).toBuffer('image/jpeg')
    // Exif, big-endian, one entry: orientation 6, held upright.
    const exif = Buffer.from('ffe100224578696600004d4d002a00000008000101120003000000010006000000000000', 'hex')
    const held = Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)])
    const { width, height } = await loadImage(held)
    expect([width, height]).toEqual([20, 40])
    expect(pictureHeading(held)).toMatchObject({ width: 40, height: 20 })
  })
})

describe('missed blanks', () => {
  it.each([
    ['Đơnvịchủtrì', 'Đơn vị chủ trì'],
    ['Vănphòng', 'Văn phòng'],
    ['Kếhoạch', 'Kế hoạch'],
    ['(mụcthủ', '(mục thủ'],
    ['chuyển', 'chuyển'],
    ['nghiệp;', 'nghiệp;'],
    ['website', 'website'],
    ['ĐăkLăk', 'ĐăkLăk'],
    ['KH-UBND', 'KH-UBND'],
  ])('%s is read as %s', (seen, read) => {
    expect(splitSyllables(seen)).toBe(read)
  })
})
