/** What a picture's file says of itself before anything is unpacked. */
export interface PictureHeading {
  readonly kind: 'png' | 'jpeg' | 'webp'
  readonly width: number
  readonly height: number
  /** Dots per inch; 0 when the file does not say. */
  readonly dpi: number
}

/** Reads the heading of a PNG, JPEG or WebP file; undefined when it is none or breaks off before its measures. */
export function pictureHeading(bytes: Uint8Array): PictureHeading | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    if (bytes[0] === 0x89 && textAt(bytes, 1, 3) === 'PNG') return pngHeading(view, bytes)
    if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpegHeading(view, bytes)
    if (textAt(bytes, 0, 4) === 'RIFF' && textAt(bytes, 8, 4) === 'WEBP') return webpHeading(view, bytes)
  } catch (error) {
    // The file ends within its heading.
    if (!(error instanceof RangeError)) throw error
  }
  return undefined
}

const textAt = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length))

function pngHeading(view: DataView, bytes: Uint8Array): PictureHeading {
  let dpi = 0
  for (let at = 33; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at)
    const name = textAt(bytes, at + 4, 4)
    if (name === 'pHYs' && view.getUint8(at + 16) === 1) dpi = view.getUint32(at + 8) * 0.0254
    if (name === 'IDAT' || name === 'IEND') break
    at += 12 + length
  }
  return { kind: 'png', width: view.getUint32(16), height: view.getUint32(20), dpi }
}

function jpegHeading(view: DataView, bytes: Uint8Array): PictureHeading | undefined {
  let dpi = 0
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return undefined
    const mark = bytes[at + 1] ?? 0
    if (mark === 0xff) {
      at += 1
      continue
    }
    if (mark === 0x01 || (mark >= 0xd0 && mark <= 0xd7)) {
      at += 2
      continue
    }
    const length = view.getUint16(at + 2)
    if (mark === 0xe0 && textAt(bytes, at + 4, 4) === 'JFIF') {
      const unit = view.getUint8(at + 11)
      dpi = unit === 1 ? view.getUint16(at + 12) : unit === 2 ? view.getUint16(at + 12) * 2.54 : 0
    }
    // SOF0 to SOF15 without the tables DHT, JPG and DAC.
    if (mark >= 0xc0 && mark <= 0xcf && mark !== 0xc4 && mark !== 0xc8 && mark !== 0xcc)
      return { kind: 'jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7), dpi }
    at += 2 + length
  }
  return undefined
}

function webpHeading(view: DataView, bytes: Uint8Array): PictureHeading | undefined {
  const kind = textAt(bytes, 12, 4)
  const heading = { kind: 'webp', dpi: 0 } as const
  if (kind === 'VP8X')
    return {
      ...heading,
      width: 1 + (view.getUint32(24, true) & 0xffffff),
      height: 1 + ((view.getUint32(26, true) >> 8) & 0xffffff),
    }
  if (kind === 'VP8 ')
    return { ...heading, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
  if (kind === 'VP8L') {
    const bits = view.getUint32(21, true)
    return { ...heading, width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff) }
  }
  return undefined
}
