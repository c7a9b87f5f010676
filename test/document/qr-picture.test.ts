import { createCanvas, loadImage } from '@napi-rs/canvas'
import { encode } from 'uqr'
import { describe, expect, it } from 'vitest'
import { qrPicture } from '../../src/document/qr-picture.ts'

const link = 'https://t.me/dung_han_bot?start=ABCDE-FGHJK'

describe('the picture of a link', () => {
  it('shows every module of the code, black on white, within four modules of white', async () => {
    const image = await loadImage(Buffer.from(await qrPicture(link)))
    const { data, size } = encode(link, { ecc: 'M', border: 0 })
    expect([image.width, image.height]).toEqual([(size + 8) * 8, (size + 8) * 8])
    const canvas = createCanvas(image.width, image.height)
    const paper = canvas.getContext('2d')
    paper.drawImage(image, 0, 0)
    const darkAt = (column: number, row: number): boolean => {
      const [red, green, blue] = paper.getImageData(column * 8 + 4, row * 8 + 4, 1, 1).data
      expect([0, 255]).toContain(red)
      expect([green, blue]).toEqual([red, red])
      return red === 0
    }
    for (let row = 0; row < size + 8; row += 1)
      for (let column = 0; column < size + 8; column += 1)
        expect(darkAt(column, row)).toBe(data[row - 4]?.[column - 4] ?? false)
  })

  it('is small enough for every channel', async () => {
    expect((await qrPicture(link)).length).toBeLessThan(20_000)
  })

  it('cannot be drawn of a text that no code holds', async () => {
    await expect(qrPicture('x'.repeat(5_000))).rejects.toThrow()
  })
})
