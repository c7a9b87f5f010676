import { describe, expect, it } from 'vitest'
import { sheetsOf } from '../../src/document/long-picture.ts'
import type { Grey } from '../../src/document/scan-picture.ts'

/** A picture with black lines at these rows. */
function lined(width: number, height: number, rows: readonly number[]): Grey {
  const pixels = new Uint8Array(width * height).fill(255)
  for (const row of rows) pixels.fill(0, row * width, (row + 6) * width)
  return { width, height, pixels }
}
const inkRows = ({ width, height, pixels }: Grey): number =>
  Array.from({ length: height }, (_, y) => pixels[y * width]).filter((shade) => shade === 0).length

describe('a picture of several sheets', () => {
  it('is cut into them between their lines', () => {
    const picture = lined(200, 566, [20, 60, 240, 276, 300, 340])
    const sheets = sheetsOf(picture)
    expect(sheets).toHaveLength(2)
    expect(sheets.map(inkRows)).toEqual([24, 12])
    expect(sheets.reduce((sum, { height }) => sum + height, 0)).toBe(566)
  })

  it('is cut into pieces no longer than a sheet when it is no whole number of them', () => {
    expect(sheetsOf(lined(200, 780, [])).map(({ height }) => height <= 283 * 1.1)).toEqual([true, true, true])
  })

  it('is left alone when it is one sheet, upright or lying, or a strip of one that lies on its side', () => {
    for (const [width, height] of [
      [200, 283],
      [283, 200],
      [200, 340],
      [200, 534],
    ] as const)
      expect(sheetsOf(lined(width, height, [50]))).toHaveLength(1)
  })
})
