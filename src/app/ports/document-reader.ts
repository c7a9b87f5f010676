/** A document's text, ready for `core/intake`. */
export interface DocumentText {
  /** What offsets speak of: for text files the text before any normalisation, else what `import --text` prints. */
  readonly text: string
  /** Pages (or sheets) that were read. */
  readonly pages: number
  /** How the text was won; what comes from a scan needs a look. */
  readonly origin: 'text' | 'scan'
  /** 0 to 100, how sure the recognition was over all; null where nothing was recognised. */
  readonly confidence: number | null
}

/** Why a document is not read. Sentences for users in `text/vi-intake.ts`, for operators in their `Operators`. */
export type RefusalReason =
  | 'empty'
  | 'too-large'
  | 'too-many-pages'
  | 'encrypted'
  | 'damaged'
  | 'kind-unknown'
  /** The name says one kind and the bytes another that is not read. */
  | 'wrong-extension'
  | 'archive-bomb'
  | 'secret'
  | 'legacy-font'
  | 'unreadable-scan'
  | 'not-vietnamese'
  | 'not-a-plan'

/** The document is not read, and nothing of it is kept. */
export class DocumentRefused extends Error {
  override name = 'DocumentRefused'
  readonly reason: RefusalReason
  /** Facts for the sentence: the limit, the number of pages, what it is instead. Never content. */
  readonly facts: { readonly [name: string]: string | number }

  constructor(reason: RefusalReason, facts: { readonly [name: string]: string | number } = {}, cause?: unknown) {
    super(`document refused: ${reason}`, { cause })
    this.reason = reason
    this.facts = facts
  }
}

/** Reads a file that somebody handed in. */
export interface DocumentReader {
  /**
   * `name` as the sender gave it; the bytes decide what it is. `progress` is called after each page of a scan. Fails
   * with a DocumentRefused; once `stop` is aborted, with the signal's reason.
   */
  read(
    file: { readonly name: string; readonly bytes: Uint8Array },
    progress?: (done: { readonly page: number; readonly pages: number }) => void,
    stop?: AbortSignal,
  ): Promise<DocumentText>
  /** Ends what it keeps running (the worker that recognises scans). It may be used again afterwards. */
  close(): Promise<void>
}
