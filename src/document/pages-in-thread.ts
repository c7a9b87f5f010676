import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { getDocument, type PDFDocumentProxy, type PDFPageProxy, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { DocumentRefused, type DocumentText } from '../app/ports/document-reader.ts'
import { mostPages } from './document-limits.ts'
import { mostUnknown, readLegacyLines } from './legacy-fonts.ts'
import { sheetsOf } from './long-picture.ts'
import { blocksOf } from './page-text.ts'
import { type PdfPage, pdfPage } from './pdf-page.ts'
import type { PlacedPage } from './placed-words.ts'
import { printText } from './printed-text.ts'
import { leastConfidence, type ReadyPage, type RecognisedPage, readyPage, recognise, warmUp } from './recognise.ts'
import { drawnPage, pictureOfPage, unpackedPicture } from './scan-pages.ts'

type Progress = (done: { readonly page: number; readonly pages: number }) => void

/** Reads a PDF in the thread that calls. Fails with a DocumentRefused. */
export async function readPdfHere(bytes: Uint8Array, progress: Progress): Promise<DocumentText> {
  if (!endsAsPdf(bytes)) throw new DocumentRefused('damaged')
  const document = await opened(bytes)
  try {
    const pages = document.numPages
    if (pages > mostPages) throw new DocumentRefused('too-many-pages', { pages, most: mostPages })
    const placed: (PlacedPage | undefined)[] = []
    const recognised: RecognisedPage[] = []
    let others = 0
    const recognition = recognitionInTurn()
    for (let number = 1; number <= pages; number += 1) {
      const page = await document.getPage(number)
      const found = await pdfPage(page)
      if (isScan(found)) {
        void warmUp().catch(() => {})
        await recognition.handOver(await scanOf(page, found), (done) => {
          recognised.push(done)
          placed[number - 1] = done.placed
          progress({ page: number, pages })
        })
      } else {
        placed[number - 1] = found.placed
        others += lettersOf(found.placed)
      }
      page.cleanup()
    }
    await recognition.ended()
    return textOf(
      placed.filter((page) => page !== undefined),
      recognised,
      others,
    )
  } catch (error) {
    throw error instanceof DocumentRefused ? error : new DocumentRefused('damaged', {}, error)
  } finally {
    await document.loadingTask.destroy()
  }
}

async function scanOf(page: PDFPageProxy, found: PdfPage): Promise<ReadyPage> {
  const only = found.onlyPicture === undefined ? undefined : pictureOfPage(page, found.onlyPicture, found.pictureDpi)
  const { picture, dpi } = only ?? (await drawnPage(page, found.pictureDpi))
  return readyPage(picture, dpi)
}

/** Reads a picture of a page, or of several below each other, in the thread that calls. Fails with a DocumentRefused. */
export async function readPictureHere(bytes: Uint8Array, progress: Progress): Promise<DocumentText> {
  void warmUp().catch(() => {})
  const { picture, dpi } = await unpackedPicture(bytes)
  const sheets = sheetsOf(picture)
  const recognised: RecognisedPage[] = []
  const recognition = recognitionInTurn()
  for (const sheet of sheets)
    await recognition.handOver(readyPage(sheet, dpi), (done) => {
      recognised.push(done)
      progress({ page: recognised.length, pages: sheets.length })
    })
  await recognition.ended()
  return textOf(
    recognised.map(({ placed }) => placed),
    recognised,
    0,
  )
}

/** While a page is recognised in a thread of its own, the next one is made ready in this one. */
function recognitionInTurn(): {
  /** Resolves once the program has the page, for which it must be done with the one before. Fails when that one does. */
  handOver(ready: ReadyPage, done: (page: RecognisedPage) => void): Promise<void>
  ended(): Promise<void>
} {
  let last: Promise<void> = Promise.resolve()
  return {
    async handOver(ready, done) {
      await last
      await warmUp()
      last = recognise(ready).then(done)
      // Waited for at the end; until then a failure is nobody's.
      last.catch(() => {})
      // Making the next page ready keeps this thread busy: the picture must have left it before.
      await setImmediate()
    },
    ended: () => last,
  }
}

/** A file that was cut off has no end mark; the library would read what is left without a word about the rest. */
function endsAsPdf(bytes: Uint8Array): boolean {
  const end = bytes.subarray(Math.max(0, bytes.length - 65_536))
  return Buffer.from(end.buffer, end.byteOffset, end.byteLength).lastIndexOf('%%EOF') >= 0
}

async function opened(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const library = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  const folder = (name: string): string => join(library, name) + sep
  try {
    return await getDocument({
      // The library keeps the bytes; the caller's stay whole.
      data: bytes.slice(),
      isEvalSupported: false,
      enableXfa: false,
      useSystemFonts: false,
      useWorkerFetch: false,
      disableFontFace: true,
      standardFontDataUrl: folder('standard_fonts'),
      cMapUrl: folder('cmaps'),
      cMapPacked: true,
      wasmUrl: folder('wasm'),
      iccUrl: folder('iccs'),
      maxImageSize: 60_000_000,
      verbosity: VerbosityLevel.ERRORS,
    }).promise
  } catch (error) {
    const encrypted = error instanceof Error && error.name === 'PasswordException'
    throw new DocumentRefused(encrypted ? 'encrypted' : 'damaged', {}, error)
  }
}

const lettersOf = (page: PlacedPage): number => page.words.reduce((sum, word) => sum + word.text.length, 0)

const marked = /[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]/giu
const unmapped = /[\p{Co}\p{Cn}\p{Cc}\ufffd]/gu

/** Whether a page must be looked at as a picture because its text is none, no Vietnamese, or only a stamp's. */
function isScan({ placed, pictures, shapes }: PdfPage): boolean {
  const text = placed.words.map((word) => word.text).join('')
  if (text.length === 0) return pictures > 0.02 || shapes > 100
  if ((text.match(unmapped)?.length ?? 0) > 0.3 * text.length) return true
  if (text.length < 200 && (pictures > 0.4 || shapes > 300)) return true
  // A scanner's own recognition lies under the picture; one that knows no Vietnamese gives hardly any marks.
  return pictures > 0.7 && (text.match(marked)?.length ?? 0) < 0.1 * text.length && text.length < 12_000
}

function textOf(
  pages: readonly PlacedPage[],
  recognised: readonly RecognisedPage[],
  otherLetters: number,
): DocumentText {
  const letters = recognised.reduce((sum, page) => sum + page.letters, 0)
  const confidence =
    letters === 0 ? 0 : recognised.reduce((sum, page) => sum + page.confidence * page.letters, 0) / letters
  if (recognised.length > 0 && otherLetters < 200 && (letters < 30 || confidence < leastConfidence))
    throw new DocumentRefused('unreadable-scan', { confidence: Math.round(confidence) })
  if (letters + otherLetters === 0) throw new DocumentRefused('empty')
  // Fonts that hide their names still show themselves by their letters.
  const { lines, scheme, unknown } = readLegacyLines(printText(blocksOf(pages)).split('\n'))
  if (scheme !== null && unknown > mostUnknown) throw new DocumentRefused('legacy-font')
  return {
    text: lines.join('\n').normalize('NFC'),
    pages: pages.length,
    origin: recognised.length > 0 ? 'scan' : 'text',
    confidence: recognised.length > 0 ? Math.round(confidence) : null,
  }
}
