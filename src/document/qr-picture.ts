import { createCanvas } from '@napi-rs/canvas'
import { encode } from 'uqr'

/** Pixels of a module, and modules of white around the code, which readers need (ISO/IEC 18004 asks for four). */
const module = 8
const margin = 4

/** A QR code of a text as a PNG, black on white. Fails with a text that no QR code can hold (about 2,300 bytes). */
export async function qrPicture(text: string): Promise<Uint8Array> {
  const { data, size } = encode(text, { ecc: 'M', border: 0 })
  const side = (size + 2 * margin) * module
  const canvas = createCanvas(side, side)
  const paper = canvas.getContext('2d')
  paper.fillStyle = '#ffffff'
  paper.fillRect(0, 0, side, side)
  paper.fillStyle = '#000000'
  for (const [y, row] of data.entries())
    for (const [x, dark] of row.entries())
      if (dark) paper.fillRect((x + margin) * module, (y + margin) * module, module, module)
  return new Uint8Array(await canvas.encode('png'))
}
