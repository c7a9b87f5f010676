/** The part of word-extractor 1.0.4 that reads the pieces of a Word 97–2003 text. */
declare module 'word-extractor/lib/word-ole-extractor.js' {
  /** A stretch of text: where it begins in characters and in bytes of the main stream. */
  export interface Piece {
    readonly startFilePos: number
    /** Characters. */
    readonly totLength: number
    /** Bytes for one character. */
    readonly bpc: 1 | 2
    readonly text: string
  }
  export default class WordOleExtractor {
    protected _pieces: Piece[]
    /** Lengths, in characters, of the body, the footnotes, headers, annotations, endnotes and text boxes. */
    protected _boundaries: {
      ccpText: number
      ccpFtn: number
      ccpHdd: number
      ccpAtn: number
      ccpEdn: number
      ccpTxbx: number
      ccpHdrTxbx: number
    }
    extractWordDocument(
      file: { stream(name: string): import('node:stream').Readable },
      mainStream: Buffer,
    ): Promise<unknown>
    protected writeBookmarks(main: Buffer, table: Buffer): void
    protected writeCharacterProperties(main: Buffer, table: Buffer): void
    protected writeParagraphProperties(main: Buffer, table: Buffer): void
    protected normalizeHeaders(main: Buffer, table: Buffer): void
    protected buildDocument(): unknown
  }
}
