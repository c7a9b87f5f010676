import { Readable } from 'node:stream'
import WordOleExtractor, { type Piece } from 'word-extractor/lib/word-ole-extractor.js'
import { DocumentRefused, type DocumentText } from '../app/ports/document-reader.ts'
import type { CompoundFile } from './compound-file.ts'
import { type DocText, docBlocks } from './doc-blocks.ts'
import { mostCharacters, mostPages } from './document-limits.ts'
import { printLegacy } from './print-legacy.ts'

/**
 * Takes the pieces of the text from word-extractor, which would print them without lists and with cells that cannot
 * be told from paragraphs. Its own passes over the formatting are left out: `docBlocks` makes them.
 */
class PieceReader extends WordOleExtractor {
  protected override writeBookmarks(): void {}
  protected override writeCharacterProperties(): void {}
  protected override writeParagraphProperties(): void {}
  protected override normalizeHeaders(): void {}

  protected override buildDocument(): DocText {
    const { ccpText, ccpFtn, ccpHdd, ccpAtn, ccpEdn, ccpTxbx } = this._boundaries
    const endnotes = ccpText + ccpFtn + ccpHdd + ccpAtn
    const boxes = endnotes + ccpEdn
    return {
      pieces: this._pieces,
      body: [0, ccpText],
      notes: [
        [ccpText, ccpText + ccpFtn],
        [endnotes, endnotes + ccpEdn],
      ],
      boxes: [boxes, boxes + ccpTxbx],
    }
  }
}

/** Word 97 and later; earlier ones have another header. */
const wordMark = 0xa5ec
const encryptedFlag = 0x0100
const secondTableFlag = 0x0200

/** Reads a Word 97–2003 document (.doc). Fails with a DocumentRefused. */
export async function readDoc(file: CompoundFile): Promise<DocumentText> {
  const main = file.stream('WordDocument')
  if (main === undefined || main.length < 0x400) throw new DocumentRefused('damaged')
  if (main.readUInt16LE(0) !== wordMark) throw new DocumentRefused('kind-unknown', { kind: 'Word 6/95' })
  const flags = main.readUInt16LE(0x0a)
  if ((flags & encryptedFlag) !== 0) throw new DocumentRefused('encrypted')
  const table = file.stream((flags & secondTableFlag) === 0 ? '0Table' : '1Table')
  if (table === undefined) throw new DocumentRefused('damaged')
  checkLengths(main)
  try {
    const stored = (await new PieceReader().extractWordDocument(
      { stream: () => Readable.from([table]) },
      main,
    )) as DocText
    const pieces = stored.pieces.map((piece) =>
      piece.bpc === 2 ? piece : { ...piece, text: singleBytes(main, piece) },
    )
    const blocks = docBlocks({ ...stored, pieces }, main, table, file.stream('Data') ?? Buffer.alloc(0))
    const text = printLegacy(blocks)
    if (text.length > mostCharacters) throw tooLong(text.length)
    return { text, pages: Math.max(1, Math.ceil(text.length / 2_500)), origin: 'text', confidence: null }
  } catch (error) {
    if (error instanceof DocumentRefused) throw error
    throw new DocumentRefused('damaged', {}, error)
  }
}

const tooLong = (characters: number): DocumentRefused =>
  new DocumentRefused('too-many-pages', {
    pages: Math.ceil(characters / (mostCharacters / mostPages)),
    most: mostPages,
  })

/** The parts cannot be longer than the stream that holds them. */
function checkLengths(main: Buffer): void {
  let characters = 0
  for (let at = 0x4c; at <= 0x68; at += 4) characters += main.readUInt32LE(at)
  if (characters > main.length) throw new DocumentRefused('damaged')
  if (main.readUInt32LE(0x4c) > mostCharacters * 2) throw tooLong(main.readUInt32LE(0x4c))
}

const western = new TextDecoder('windows-1252')

/** word-extractor writes a word for the bytes that its table leaves out. */
const singleBytes = (main: Buffer, piece: Piece): string =>
  western.decode(main.subarray(piece.startFilePos, piece.startFilePos + piece.totLength))
