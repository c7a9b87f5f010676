import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createWorker, OEM, PSM, type Worker } from 'tesseract.js'
import { withoutMisreadPairs } from './misread-pairs.ts'
import { middle, type PlacedPage, type PlacedWord, type Ruling } from './placed-words.ts'
import { quarterFigure } from './quarter-figures.ts'
import { cellBoxes } from './ruled-tables.ts'
import { cleanPage, type Grey, pgmOf, quarterTurned } from './scan-picture.ts'
import { splitSyllables } from './split-syllables.ts'
import { type Box, type Stacked, stacked } from './stacked-picture.ts'

/** A recognised page. */
export interface RecognisedPage {
  readonly placed: PlacedPage
  /** 0 to 100, the mean over letters. */
  readonly confidence: number
  readonly letters: number
}

/** A page that takes longer is no page of text. */
const mostMs = 120_000
/** Below these a page counts as not read. */
export const leastConfidence = 55
const leastLetters = 30

let running: Promise<Worker> | undefined

/**
 * The language data come with a package of their own and the program with the library, so that nothing is loaded from
 * outside and nothing is written.
 */
function start(): Promise<Worker> {
  const data = dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/vie/package.json'))
  running ??= createWorker('vie', OEM.LSTM_ONLY, {
    langPath: join(data, '4.0.0_best_int'),
    cacheMethod: 'none',
    gzip: true,
    // Without a taker the library throws outside of any call.
    errorHandler: () => {},
  })
  return running
}

/** Starts the recognition program ahead of the first page. */
export async function warmUp(): Promise<void> {
  await start()
}

/** Ends the recognition program; the next page starts it again. */
export async function endRecognition(): Promise<void> {
  const ending = running
  running = undefined
  await (await ending)?.terminate()
}

/** A page's picture made ready for the program. Making it ready is this thread's work, reading it the program's. */
export interface ReadyPage {
  readonly picture: Grey
  readonly dpi: number
  /** undefined: there is nothing to see. */
  readonly seen: { readonly parts: Stacked; readonly rulings: readonly Ruling[] } | undefined
}

export function readyPage(picture: Grey, dpi: number): ReadyPage {
  const clean = cleanPage(picture, dpi)
  if (clean === undefined) return { picture, dpi, seen: undefined }
  const scale = 72 / dpi
  const rulings = clean.rulings.map(({ x0, y0, x1, y1 }) => ({
    x0: x0 * scale,
    y0: y0 * scale,
    x1: x1 * scale,
    y1: y1 * scale,
  }))
  const tables = cellBoxes(rulings).map((cells) => cells.map((cell) => pixelsOf(cell, dpi, clean.picture)))
  return { picture, dpi, seen: { parts: stacked(clean.picture, tables, clean.threshold, dpi), rulings } }
}

/**
 * Reads a page's picture. A page that gives next to nothing is tried lying on its sides and on its head. Fails when the
 * program does; a page without any text gives no words.
 */
export async function recognise(ready: ReadyPage): Promise<RecognisedPage> {
  const first = await recogniseLevel(ready)
  if (isReadable(first) || ready.seen === undefined) return first
  let best = first
  for (const quarters of [1, 3, 2] as const) {
    const next = await recogniseLevel(readyPage(quarterTurned(ready.picture, quarters), ready.dpi))
    if (isReadable(next) && next.confidence * next.letters > best.confidence * best.letters) best = next
    if (best.confidence > 75) break
  }
  return best
}

const isReadable = ({ confidence, letters }: RecognisedPage): boolean =>
  confidence >= leastConfidence && letters >= leastLetters

async function recogniseLevel({ picture, dpi, seen: ready }: ReadyPage): Promise<RecognisedPage> {
  const scale = 72 / dpi
  const page = { width: picture.width * scale, height: picture.height * scale, scanned: true }
  if (ready === undefined) return { placed: { ...page, words: [], rulings: [] }, confidence: 0, letters: 0 }
  const table = await within(await start(), ready.parts.picture, dpi)
  const seen = seenWords(table, ready.parts)
  const letters = seen.reduce((sum, word) => sum + word.text.length, 0)
  const sure = seen.reduce((sum, word) => sum + word.confidence * word.text.length, 0)
  return {
    placed: { ...page, words: placedWords(seen, scale), rulings: ready.rulings },
    confidence: letters === 0 ? 0 : sure / letters,
    letters,
  }
}

/** A cell in pixels, without the blank that its lines have left. */
function pixelsOf(cell: Box, dpi: number, { width, height }: Grey): Box {
  const left = Math.max(0, Math.round((cell.left * dpi) / 72))
  const top = Math.max(0, Math.round((cell.top * dpi) / 72))
  return {
    left,
    top,
    right: Math.max(left, Math.min(width, Math.round((cell.right * dpi) / 72))),
    bottom: Math.max(top, Math.min(height, Math.round((cell.bottom * dpi) / 72))),
  }
}

/** One page through the program, which is ended when it does not come to an end. */
async function within(worker: Worker, picture: Grey, dpi: number): Promise<string> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => {
      void endRecognition()
      refuse(new Error('recognition took too long'))
    }, mostMs)
  })
  try {
    // Sent one behind the other: the program takes them in this order, and nothing waits for this thread in between.
    const set = worker.setParameters({
      user_defined_dpi: String(Math.round(dpi)),
      // Remarks on a page would go to the log.
      debug_file: '/dev/null',
      tessedit_pageseg_mode: PSM.SINGLE_COLUMN,
    })
    const read = worker.recognize(Buffer.from(pgmOf(picture).buffer), {}, { text: false, tsv: true })
    const [{ data }] = await Promise.race([Promise.all([read, set]), late])
    return data.tsv ?? ''
  } finally {
    clearTimeout(timer)
  }
}

interface SeenWord {
  readonly text: string
  readonly confidence: number
  /** Which line of the program's own it stands in. */
  readonly line: string
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Dirt and rests of drawn lines are taken for such signs. */
const dirt = /^[^\p{L}\p{N}]*$/u
const sign = /^(?:[-–—+*•.,;:/()%&"“”…]|\.\/\.)+$/u

/** A figure that is read badly is still a figure: without it a date would be another one, and a row without number. */
const counts = (text: string, sureness: number): boolean =>
  /\p{N}/u.test(text) ? text.length > 2 || sureness >= 15 : sureness >= (text.length <= 2 ? 30 : 12)

/** The words of the program's table: level, page, block, paragraph, line, word, left, top, width, height, sureness, text. */
function seenWords(table: string, parts: Stacked): SeenWord[] {
  const words: SeenWord[] = []
  let before = ''
  for (const row of table.split('\n')) {
    const [level, page, block, paragraph, line, , left, top, width, height, confidence, ...rest] = row.split('\t')
    const at = {
      left: Number(left),
      top: Number(top),
      right: Number(left) + Number(width),
      bottom: Number(top) + Number(height),
    }
    const seen = rest.join(' ').trim().normalize('NFC').replace(/[⁄∕]/g, '/')
    const text = level === '5' ? quarterFigure(seen, before, parts.picture, at) : ''
    if (seen !== '') before = seen
    const sureness = Number(confidence)
    if (level !== '5' || text === '' || sureness < 0) continue
    if (dirt.test(text) && (!sign.test(text) || sureness < 40)) continue
    if (!counts(text, sureness)) continue
    const from = parts.from((at.top + at.bottom) / 2)
    if (from === undefined) continue
    words.push({
      text,
      confidence: sureness,
      line: `${from.part}.${page}.${block}.${paragraph}.${line}`,
      left: at.left + from.right,
      top: at.top + from.down,
      right: at.right + from.right,
      bottom: at.bottom + from.down,
    })
  }
  return words
}

const goesBelow = /[gjpqyQ,;()[\]{}|/ạặậẹệịọộợụựỵẠẶẬẸỆỊỌỘỢỤỰỴ]/

/** Gives the words of a line the base and size they share; a word's own box depends on its letters. */
function placedWords(seen: readonly SeenWord[], scale: number): PlacedWord[] {
  const lines = new Map<string, SeenWord[]>()
  for (const word of seen) lines.set(word.line, [...(lines.get(word.line) ?? []), word])
  const heightOf = (words: readonly SeenWord[]): number =>
    Math.max(...words.map((word) => word.bottom)) - Math.min(...words.map((word) => word.top))
  const usual = middle([...lines.values()].filter((words) => words.length > 2).map(heightOf))
  const placed = [...lines.values()].flatMap((words) => {
    const height = heightOf(words)
    const size = (usual === 0 ? height : Math.max(0.75 * usual, Math.min(1.35 * usual, height))) / 1.1
    const standing = words
      .filter((word) => /[\p{L}\p{N}]/u.test(word.text) && !goesBelow.test(word.text))
      .map((word) => word.bottom)
    const base = standing.length > 0 ? middle(standing) : middle(words.map((word) => word.bottom)) - 0.2 * size
    return whole(words, 0.1 * size).map(({ text, left, right }) => ({
      text: splitSyllables(text),
      left: left * scale,
      right: right * scale,
      base: base * scale,
      size: size * scale,
    }))
  })
  // Over the ends of lines too: they come in reading order.
  const texts = withoutMisreadPairs(placed.map(({ text }) => text))
  return placed.map((word, i) => ({ ...word, text: texts[i] ?? word.text }))
}

/** Words that were cut in two: no blank is that narrow. */
function whole(words: readonly SeenWord[], least: number): { text: string; left: number; right: number }[] {
  const out: { text: string; left: number; right: number }[] = []
  for (const { text, left, right } of words.toSorted((a, b) => a.left - b.left)) {
    const before = out.at(-1)
    if (before !== undefined && left - before.right < least && /\p{L}$/u.test(before.text) && /^\p{L}/u.test(text)) {
      before.text += text
      before.right = right
    } else out.push({ text, left, right })
  }
  return out
}
