import type { TextPlace } from './plan-draft.ts'

/**
 * A document's text made ready for reading, with the way back to the text as it was handed in.
 *
 * `clean` and `shown` have the same length; `clean[i]`, `shown[i]` and `offsets[i]` speak of the same character.
 */
export interface SourceText {
  /** As handed in; UTF-16. */
  readonly raw: string
  /**
   * What patterns look at: NFC, lower case, one canonical spelling ("quí" is "quý", "hoà" is "hòa", words and digits
   * that a scan has damaged put right, unaccented office words accented), no emphasis marks or tags, one ordinary
   * space for every run of blanks, hyphens and quotes of one kind. A hard line break inside a sentence is a space; a
   * Block ends with a line feed.
   */
  readonly clean: string
  /** The document's own case and spelling (NFC), otherwise as `clean`. */
  readonly shown: string
  /** Place in `raw` of every character of `clean`; one further entry for the end. */
  readonly offsets: readonly number[] | Int32Array
  /** In reading order. Together they cover `clean`. */
  readonly blocks: readonly Block[]
  /** Whether the text looks as if a scan was read badly. */
  readonly noisy: boolean
}

/** Which part of the document a Block stands in. */
export type Part = 'head' | 'bases' | 'body' | 'recipients' | 'signature' | 'annex'

/** A paragraph, heading, list item or table row. */
export interface Block {
  /** Its place in `blocks`. */
  readonly index: number
  readonly kind: 'heading' | 'paragraph' | 'row'
  readonly part: Part
  /** In `clean`, without the closing line feed; the marker is inside. */
  readonly start: number
  readonly end: number
  /** Where its words begin, after the marker ("1.", "a)", "-"). */
  readonly wordsFrom: number
  /** The marker as written, without blanks: `III.`, `2.`, `a)`, `-`, `+`; null for plain text. */
  readonly marker: string | null
  /** Index of the Block it hangs under (the outline); null at the top. */
  readonly parent: number | null
  /** Cells of a row, in order; a cell merged over several rows stands in each of them. Empty for the other kinds. */
  readonly cells: readonly Cell[]
  /** Rows of one table share it; null outside tables. */
  readonly table: number | null
}

/** What a table's column holds, from its heading; null: unknown. */
export type ColumnRole =
  | 'order'
  | 'work'
  | 'lead'
  | 'coordinating'
  | 'unit'
  | 'time'
  | 'product'
  | 'to'
  | 'target'
  | 'note'

export interface Cell {
  /** In `clean`. The same place in several rows when the cell is merged over them. */
  readonly start: number
  readonly end: number
  readonly role: ColumnRole | null
  /** The column's heading in the document's own words; '' when there is none. */
  readonly heading: string
}

/** A piece of `clean` as a place in the text that was handed in, without blanks or marks at its ends. */
export function placeOf(text: SourceText, start: number, end: number): TextPlace {
  let from = start
  let to = end
  while (from < to && text.clean[from]?.trim() === '') from += 1
  while (to > from && text.clean[to - 1]?.trim() === '') to -= 1
  const first = text.offsets[from] ?? text.raw.length
  const last = text.offsets[to - 1] ?? first
  // A letter and its combining marks are one character of `clean`.
  let close = to > from ? last + 1 : first
  while (close < text.raw.length && /\p{M}/u.test(text.raw[close] ?? '')) close += 1
  return { start: first, end: close }
}
