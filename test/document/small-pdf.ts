/** A piece of text in a PDF: bytes as a PDF string writes them, points from the lower left corner, 14 pt. */
interface Shown {
  readonly text: string
  readonly x: number
  readonly y: number
}

/** A PDF of bare text, one list for each page, in one font that is not embedded. */
export function smallPdf(pages: readonly (readonly Shown[])[], font = 'Times-Roman', rotate = 0): Uint8Array {
  const objects: string[] = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${pages.length}/Kids[${pages.map((_, i) => `${4 + 2 * i} 0 R`).join(' ')}]>>`,
    `<</Type/Font/Subtype/Type1/BaseFont/${font}/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 255/Widths[${'500 '.repeat(224)}]>>`,
  ]
  for (const [i, shown] of pages.entries()) {
    const content = shown.map(({ text, x, y }) => `BT /F 14 Tf ${x} ${y} Td (${text}) Tj ET`).join('\n')
    objects.push(
      `<</Type/Page/Parent 2 0 R/Rotate ${rotate}/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents ${5 + 2 * i} 0 R>>`,
      `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
    )
  }
  return pdfOf(objects)
}

/** A PDF of one A4 page with a JPEG picture drawn over a part of it, points from the lower left corner. */
export function picturePdf(
  jpeg: Buffer,
  pixels: { readonly width: number; readonly height: number },
  at: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): Uint8Array {
  const content = `q ${at.width} 0 0 ${at.height} ${at.x} ${at.y} cm /P Do Q`
  return pdfOf([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Count 1/Kids[3 0 R]>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</P 5 0 R>>>>/Contents 4 0 R>>',
    `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
    `<</Type/XObject/Subtype/Image/Width ${pixels.width}/Height ${pixels.height}/ColorSpace/DeviceRGB/BitsPerComponent 8` +
      `/Filter/DCTDecode/Length ${jpeg.length}>>\nstream\n${jpeg.toString('latin1')}\nendstream`,
  ])
}

/** A file of these objects, numbered from 1; the first is its catalogue. A character is a byte. */
function pdfOf(objects: readonly string[]): Uint8Array {
  let file = '%PDF-1.4\n'
  const places = objects.map((object, i) => {
    const place = file.length
    file += `${i + 1} 0 obj\n${object}\nendobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`
  file += `${table}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}

/** A PDF of A4 pages that are nothing but a JPEG picture each, as a scanner writes them. */
export function scannedPdf(
  pages: readonly { readonly jpeg: Buffer; readonly width: number; readonly height: number }[],
) {
  const content = 'q 595 0 0 842 0 0 cm /P Do Q'
  return pdfOf([
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${pages.length}/Kids[${pages.map((_, i) => `${4 + 2 * i} 0 R`).join(' ')}]>>`,
    `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
    ...pages.flatMap(({ jpeg, width, height }, i) => [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</P ${5 + 2 * i} 0 R>>>>/Contents 3 0 R>>`,
      `<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceRGB/BitsPerComponent 8` +
        `/Filter/DCTDecode/Length ${jpeg.length}>>\nstream\n${jpeg.toString('latin1')}\nendstream`,
    ]),
  ])
}
