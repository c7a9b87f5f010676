import { createCanvas, type Image, loadImage } from '@napi-rs/canvas'
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { z } from 'zod'
import { DocumentRefused } from '../app/ports/document-reader.ts'
import { isLongPicture } from './long-picture.ts'
import { pictureHeading } from './picture-file.ts'
import { type Grey, greyOf, softened } from './scan-picture.ts'

/** A page's picture and how many of its pixels are an inch. */
export interface ScanPage {
  readonly picture: Grey
  readonly dpi: number
}

/** What a camera of a telephone gives is below this; unpacked it takes 240 MB. */
const mostPixels = 60_000_000
/** More pixels than an A3 sheet at 300 dpi do not make recognition better, only slower. */
const usefulPixels = 18_000_000
const bestDpi = 300
/** Enlarging a picture adds nothing that recognition could use, unless letters have too few pixels. */
const leastDpi = 130
/** A4 in inches: what a picture without a measure is taken for, or for a part of it. */
const sheetWidth = 8.27
const sheetHeight = 11.69

/** How the library keeps a picture that it has unpacked (its ImageKind: 1 bit, red-green-blue, and with opacity). */
const unpacked = z.object({
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  kind: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  data: z.union([z.instanceof(Uint8Array), z.instanceof(Uint8ClampedArray)]),
})

/**
 * The picture that is a whole page, as it lies in the file: what drawing it would only repeat. undefined when the
 * library does not hold it that way, or when it is finer or coarser than recognition wants it.
 */
export function pictureOfPage(page: PDFPageProxy, name: string, dpi: number): ScanPage | undefined {
  if (dpi < leastDpi || dpi > bestDpi + 10 || !page.objs.has(name)) return undefined
  const found = unpacked.safeParse(page.objs.get(name))
  if (!found.success) return undefined
  const { width, height, kind, data } = found.data
  const picture = kind === 3 ? greyOf(data, width, height) : { width, height, pixels: new Uint8Array(width * height) }
  if (kind === 1) {
    const bytes = (width + 7) >> 3
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1)
        picture.pixels[y * width + x] = ((data[y * bytes + (x >> 3)] ?? 255) >> (7 - (x & 7))) & 1 ? 255 : 0
  } else if (kind === 2)
    for (let i = 0, at = 0; i < width * height; i += 1, at += 3)
      picture.pixels[i] = ((data[at] ?? 255) * 77 + (data[at + 1] ?? 255) * 151 + (data[at + 2] ?? 255) * 28) >> 8
  return { picture, dpi }
}

/** Draws a page of a PDF, as fine as its picture is: finer only takes longer. */
export async function drawnPage(page: PDFPageProxy, pictureDpi: number): Promise<ScanPage> {
  const { width, height } = page.getViewport({ scale: 1 })
  const wanted = pictureDpi === 0 ? bestDpi : Math.max(leastDpi, Math.min(bestDpi, Math.round(pictureDpi)))
  const dpi = Math.min(wanted, Math.floor(72 * Math.sqrt(usefulPixels / (width * height))))
  const viewport = page.getViewport({ scale: dpi / 72 })
  const canvas = createCanvas(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height)))
  const context = canvas.getContext('2d')
  // The library's types speak of a browser's canvas; this one does the same.
  const canvasContext = context as unknown as Parameters<PDFPageProxy['render']>[0]['canvasContext']
  await page.render({ canvas: null, canvasContext, viewport }).promise
  return {
    picture: greyOf(context.getImageData(0, 0, canvas.width, canvas.height).data, canvas.width, canvas.height),
    dpi,
  }
}

/**
 * Unpacks a picture, turned as the camera was held; a small one is enlarged to what recognition needs. Fails with
 * DocumentRefused 'damaged' or 'too-large'.
 */
export async function unpackedPicture(bytes: Uint8Array): Promise<ScanPage> {
  const heading = pictureHeading(bytes)
  if (heading === undefined || heading.width === 0 || heading.height === 0) throw new DocumentRefused('damaged')
  // Before unpacking: a small file can claim to be a huge picture.
  const pixels = heading.width * heading.height
  if (pixels > mostPixels)
    throw new DocumentRefused('too-large', { megapixels: Math.round(pixels / 1e6), most: mostPixels / 1e6 })
  let image: Image
  try {
    image = await loadImage(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  } catch (error) {
    throw new DocumentRefused('damaged', {}, error)
  }
  const { width, height } = image
  if (width * height === 0) throw new DocumentRefused('damaged')
  const said = heading.dpi >= 100 && heading.dpi <= 1200 && width / heading.dpi < 20 ? heading.dpi : 0
  const dpi =
    said === 0
      ? Math.max(
          40,
          Math.min(
            600,
            isLongPicture(width, height)
              ? width / sheetWidth
              : Math.max(Math.min(width, height) / sheetWidth, Math.max(width, height) / sheetHeight),
          ),
        )
      : said
  const enlarged = dpi < leastDpi ? Math.min(4, 200 / dpi) : dpi > 1.4 * bestDpi ? bestDpi / dpi : 1
  const scale = Math.min(enlarged, Math.sqrt(usefulPixels / (width * height)))
  const canvas = createCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)))
  const context = canvas.getContext('2d')
  context.fillStyle = 'white'
  context.fillRect(0, 0, canvas.width, canvas.height)
  // In its own size a picture is softened as smoothing would, only faster.
  context.imageSmoothingEnabled = scale !== 1
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  // On white paper nothing is transparent, so the canvas's own bytes are what a copy would give.
  const picture = greyOf(canvas.data(), canvas.width, canvas.height)
  return { picture: scale === 1 ? softened(picture) : picture, dpi: dpi * scale }
}
