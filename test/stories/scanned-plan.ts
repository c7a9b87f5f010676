import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { scannedPdf } from '../document/small-pdf.ts'

/**
 * A scanned PDF of so many pages: the first is the plan of `same-prose.scan.pdf`, each of the others holds a few of its
 * lines, so that it is recognised quickly.
 */
export async function scannedPlan(pages: number): Promise<Uint8Array<ArrayBuffer>> {
  const pdf = readFileSync(join(import.meta.dirname, '..', 'samples', 'intake', 'same-prose.scan.pdf'))
  const start = pdf.indexOf(Buffer.from('ffd8ff', 'hex'))
  const first = pdf.subarray(start, pdf.indexOf('\nendstream', start))
  const image = await loadImage(first)
  const { width, height } = image
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = 'white'
  context.fillRect(0, 0, width, height)
  const [from, high] = [0.42 * height, 0.08 * height]
  context.drawImage(image, 0, from, width, high, 0, 0.1 * height, width, high)
  const other = canvas.toBuffer('image/jpeg', 60)
  const jpegs = Array.from({ length: pages }, (_, page) => (page === 0 ? first : other))
  return new Uint8Array(scannedPdf(jpegs.map((jpeg) => ({ jpeg, width, height }))))
}
