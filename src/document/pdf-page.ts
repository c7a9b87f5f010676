import { OPS, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { fromLegacy, type LegacyScheme, schemeOfFont } from './legacy-fonts.ts'
import type { PlacedPage, PlacedWord, Ruling } from './placed-words.ts'

/** `[a, b, c, d, e, f]`: x' = a·x + c·y + e, y' = b·x + d·y + f. */
type Matrix = readonly [number, number, number, number, number, number]

/** What a page of a PDF holds. */
export interface PdfPage {
  readonly placed: PlacedPage
  /** Share of the page that pictures cover, 0 to 1. */
  readonly pictures: number
  /** Dots per inch of the largest picture; 0 without one. */
  readonly pictureDpi: number
  /** Drawn shapes; letters may be drawn too. */
  readonly shapes: number
  /** The picture that is the whole page, upright and alone, as the library names it. */
  readonly onlyPicture: string | undefined
}

/** The words and drawn lines of a page, as it is looked at. */
export async function pdfPage(page: PDFPageProxy): Promise<PdfPage> {
  const view = page.getViewport({ scale: 1 })
  const content = await page.getTextContent({ disableNormalization: false })
  const operators = await page.getOperatorList()
  const schemes = new Map<string, ReturnType<typeof schemeOfFont>>()
  const schemeOf = (font: string) => {
    if (!schemes.has(font)) schemes.set(font, schemeOfFont(fontName(page, font)))
    return schemes.get(font)
  }
  const words = new WordList()
  const toPage = view.transform as unknown as Matrix
  const upright = turnOf(content.items, toPage)
  const turned = times(upright.matrix(view.width, view.height), toPage)
  for (const item of content.items) {
    if (!('str' in item) || item.str === '') continue
    const place = times(turned, item.transform as unknown as Matrix)
    const size = Math.hypot(place[2], place[3])
    // Stamped or watermarked text askew says nothing.
    if (size < 1 || place[0] <= 0 || Math.abs(place[1]) > 0.05 * Math.abs(place[0])) continue
    const scheme = schemeOf(item.fontName)
    words.add(scheme === undefined ? item.str : converted(item.str, scheme), place[4], place[5], item.width, size)
  }
  const drawn = drawings(operators, turned)
  const [width, height] = upright.quarter % 2 === 0 ? [view.width, view.height] : [view.height, view.width]
  const pictures = Math.min(1, drawn.pictureArea / (view.width * view.height))
  return {
    placed: { width, height, words: words.done(), rulings: drawn.rulings, scanned: false },
    pictures,
    pictureDpi: drawn.dpi,
    shapes: drawn.shapes,
    onlyPicture: pictures > 0.9 && content.items.length === 0 && drawn.shapes < 3 ? drawn.onlyPicture : undefined,
  }
}

const converted = (text: string, { scheme, capitals }: { scheme: LegacyScheme; capitals: boolean }): string => {
  const unicode = fromLegacy(text, scheme)
  return capitals ? unicode.toUpperCase() : unicode
}

/** The font's own name without the letters that mark a subset; '' when it is not known. */
function fontName(page: PDFPageProxy, font: string): string {
  try {
    const known: unknown = page.commonObjs.get(font)
    const name = typeof known === 'object' && known !== null && 'name' in known ? String(known.name) : ''
    return name.replace(/^[A-Z]{6}\+/, '')
  } catch {
    return ''
  }
}

const times = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[2] * n[1],
  m[1] * n[0] + m[3] * n[1],
  m[0] * n[2] + m[2] * n[3],
  m[1] * n[2] + m[3] * n[3],
  m[0] * n[4] + m[2] * n[5] + m[4],
  m[1] * n[4] + m[3] * n[5] + m[5],
]

/** A wide table is often set sideways on an upright page: then the page is turned so that most text is level. */
function turnOf(items: readonly object[], toPage: Matrix) {
  const letters = [0, 0, 0, 0]
  for (const item of items) {
    if (!('str' in item) || !('transform' in item)) continue
    const place = times(toPage, item.transform as Matrix)
    const quarter = Math.round(Math.atan2(place[1], place[0]) / (Math.PI / 2) + 4) % 4
    letters[quarter] = (letters[quarter] ?? 0) + String(item.str).length
  }
  const quarter = letters.indexOf(Math.max(...letters))
  const matrix = (width: number, height: number): Matrix =>
    quarter === 1
      ? [0, -1, 1, 0, 0, width]
      : quarter === 2
        ? [-1, 0, 0, -1, width, height]
        : quarter === 3
          ? [0, 1, -1, 0, height, 0]
          : [1, 0, 0, 1, 0, 0]
  return { quarter, matrix }
}

/** About how wide a letter is against others of its font; only the proportions within one piece of text count. */
function weightOf(letter: string): number {
  if (/\p{M}/u.test(letter)) return 0
  if (/[\s.,;:'|!()[\]iíìỉĩịljtfrI/-]/u.test(letter)) return 0.6
  if (/[mwMW%@]/.test(letter)) return 1.6
  return /\p{Lu}/u.test(letter) ? 1.35 : 1
}

/** Puts pieces of text into words: a blank or a gap ends one, a combining mark never begins one. */
class WordList {
  readonly #words: { text: string; left: number; right: number; base: number; size: number }[] = []
  readonly #seen = new Map<string, { readonly left: number; readonly base: number }>()
  #blankBefore = true
  /** The last piece, if it had no width: where it stood, and about how wide it should be. */
  #flat: { readonly left: number; readonly base: number; readonly most: number } | undefined

  add(text: string, left: number, base: number, width: number, size: number): void {
    const letters = [...text]
    const whole = letters.reduce((sum, letter) => sum + weightOf(letter), 0)
    if (whole === 0) {
      const before = this.#words.at(-1)
      if (before !== undefined && text.trim() !== '') before.text += text.trim()
      return
    }
    const flat = this.#flat
    this.#flat = width < 0.02 * size ? { left, base, most: 0.53 * whole * size } : undefined
    // A letter that the file describes apart comes without width; a blank in its place has its width and perhaps more.
    if (flat !== undefined && text.trim() === '' && Math.abs(flat.base - base) < 1 && left < flat.left + 0.1 * size) {
      const letter = this.#words.at(-1)
      const right = left + Math.min(width, flat.most)
      if (letter !== undefined) letter.right = Math.max(letter.right, right)
      this.#blankBefore = width > flat.most + 0.13 * size
      return
    }
    // Bold type is sometimes made by printing the same text twice.
    const twin = this.#seen.get(text)
    if (text.trim() !== '' && twin !== undefined && Math.abs(twin.left - left) < 1 && Math.abs(twin.base - base) < 1)
      return
    this.#seen.set(text, { left, base })
    let x = left
    let start = left
    let part = ''
    const end = (): void => {
      if (part !== '') this.#word(part, start, x, base, size)
      part = ''
    }
    for (const letter of letters) {
      const next = x + (weightOf(letter) / whole) * width
      if (/[\s\u00a0\u200b]/u.test(letter)) {
        end()
        this.#blankBefore = true
      } else {
        if (part === '') start = x
        part += letter
      }
      x = next
    }
    end()
  }

  #word(text: string, left: number, right: number, base: number, size: number): void {
    const before = this.#words.at(-1)
    const near =
      before !== undefined &&
      Math.abs(before.base - base) < 0.1 * size &&
      Math.abs(before.size - size) < 0.2 * size &&
      left - before.right < 0.13 * size &&
      left - before.right > -0.5 * size
    const mark = /^\p{M}/u.test(text)
    if (before !== undefined && (mark || (near && !this.#blankBefore))) {
      before.text += text
      before.right = Math.max(before.right, right)
    } else this.#words.push({ text, left, right, base, size })
    this.#blankBefore = false
  }

  done(): PlacedWord[] {
    return this.#words.map((word) => ({ ...word, text: word.text.normalize('NFC') }))
  }
}

/** The thickest line of a table, and the shortest piece that counts, in points. */
const thickest = 3.2
const shortest = 3

/** Level and upright lines, drawn or filled, and the area of pictures. */
function drawings(list: { readonly fnArray: readonly number[]; readonly argsArray: readonly unknown[] }, page: Matrix) {
  const rulings: Ruling[] = []
  let pictureArea = 0
  let largest = 0
  let dpi = 0
  let shapes = 0
  let pictures = 0
  let onlyPicture: string | undefined
  let state: { matrix: Matrix; fill: string; stroke: string } = { matrix: page, fill: '', stroke: '' }
  const stack: (typeof state)[] = []
  const isWhite = (colour: string): boolean => colour.toLowerCase() === '#ffffff'
  for (const [i, operator] of list.fnArray.entries()) {
    const args = list.argsArray[i]
    const values: readonly unknown[] =
      Array.isArray(args) || ArrayBuffer.isView(args) ? (args as readonly unknown[]) : []
    if (operator === OPS.save) stack.push(state)
    else if (operator === OPS.restore || operator === OPS.paintFormXObjectEnd) state = stack.pop() ?? state
    else if (operator === OPS.transform) state = { ...state, matrix: times(state.matrix, matrixOf(values)) }
    else if (operator === OPS.paintFormXObjectBegin) {
      stack.push(state)
      const own: unknown = values[0]
      if (own !== null && own !== undefined)
        state = { ...state, matrix: times(state.matrix, matrixOf(own as readonly unknown[])) }
    } else if (operator === OPS.setFillRGBColor) state = { ...state, fill: String(values[0]) }
    else if (operator === OPS.setStrokeRGBColor) state = { ...state, stroke: String(values[0]) }
    else if (operator === OPS.constructPath) {
      shapes += 1
      const how = Number(values[0])
      const data: unknown = Array.isArray(values[1]) ? values[1][0] : undefined
      if (!(data instanceof Float32Array) || how === OPS.endPath) continue
      const strokes = how === OPS.stroke || how === OPS.closeStroke
      if (isWhite(strokes ? state.stroke : state.fill)) continue
      for (const ruling of linesOfPath(data, state.matrix, strokes)) rulings.push(ruling)
    } else if (
      operator === OPS.paintImageXObject ||
      operator === OPS.paintInlineImageXObject ||
      operator === OPS.paintImageMaskXObject
    ) {
      const m = state.matrix
      const area = Math.abs(m[0] * m[3] - m[1] * m[2])
      pictureArea += area
      pictures += 1
      const upright = m[0] > 0 && m[3] < 0 && Math.abs(m[1]) + Math.abs(m[2]) < 0.001 * m[0]
      const named = operator === OPS.paintImageXObject && typeof values[0] === 'string' ? values[0] : undefined
      onlyPicture = pictures === 1 && upright ? named : undefined
      const pixels = Number(values[1])
      const wide = Math.hypot(m[0], m[1])
      if (area > largest && pixels > 0 && wide > 0) {
        largest = area
        dpi = (pixels / wide) * 72
      }
    }
  }
  return { rulings, pictureArea, dpi, shapes, onlyPicture }
}

const matrixOf = (values: readonly unknown[]): Matrix => [
  Number(values[0]),
  Number(values[1]),
  Number(values[2]),
  Number(values[3]),
  Number(values[4]),
  Number(values[5]),
]

/** Lines of a path as the library packs it: 0 x y begins, 1 x y draws, 2 and 3 are curves (6 and 4 numbers), 4 closes. */
function linesOfPath(data: Float32Array, m: Matrix, strokes: boolean): Ruling[] {
  const found: Ruling[] = []
  let points: [number, number][] = []
  const at = (i: number): [number, number] => {
    const x = data[i] ?? 0
    const y = data[i + 1] ?? 0
    return [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]]
  }
  const end = (): void => {
    if (strokes) {
      for (let i = 1; i < points.length; i += 1) found.push(...levelOrUpright(points[i - 1], points[i]))
    } else if (points.length >= 2) found.push(...thinShape(points))
    points = []
  }
  for (let i = 0; i < data.length; ) {
    const kind = data[i]
    if (kind === 0) {
      end()
      points.push(at(i + 1))
      i += 3
    } else if (kind === 1) {
      points.push(at(i + 1))
      i += 3
    } else if (kind === 2) {
      points = []
      i += 7
    } else if (kind === 3) {
      points = []
      i += 5
    } else {
      const start = points[0]
      if (start !== undefined) points.push(start)
      i += 1
    }
  }
  end()
  return found
}

function levelOrUpright(from: [number, number] | undefined, to: [number, number] | undefined): Ruling[] {
  if (from === undefined || to === undefined) return []
  const wide = Math.abs(to[0] - from[0])
  const high = Math.abs(to[1] - from[1])
  if (Math.min(wide, high) > 0.7 || Math.max(wide, high) < shortest) return []
  return [{ x0: from[0], y0: from[1], x1: to[0], y1: to[1] }]
}

/** A filled shape that is so thin that it is a line. */
function thinShape(points: readonly [number, number][]): Ruling[] {
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const wide = right - left
  const high = bottom - top
  if (Math.min(wide, high) > thickest || Math.max(wide, high) < shortest) return []
  const x = (left + right) / 2
  const y = (top + bottom) / 2
  return wide >= high ? [{ x0: left, y0: y, x1: right, y1: y }] : [{ x0: x, y0: top, x1: x, y1: bottom }]
}
