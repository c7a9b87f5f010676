import type { Line } from './lines.ts'
import type { Marker } from './outline.ts'
import type { Block, ColumnRole } from './source-text.ts'

/** A piece of the characters' text. */
export interface Span {
  readonly start: number
  readonly end: number
}

export interface RoughCell {
  /** Its lines; empty for an empty cell. */
  readonly spans: readonly Span[]
  /** The cell that it continues: the one above ('up') or to the left ('left'). */
  readonly continues: 'up' | 'left' | null
  readonly role: ColumnRole | null
  readonly heading: string
}

/** A Block whose text is not put together yet. */
export interface RoughBlock {
  readonly kind: Block['kind']
  readonly spans: readonly Span[]
  /** What stands between `spans[i]` and `spans[i + 1]`. */
  readonly glue: readonly ('' | ' ')[]
  readonly marker: Marker | null
  readonly cells: readonly RoughCell[]
  readonly table: number | null
  /** Its first line. */
  readonly line: Line
  /** `clean` and `shown` of all its lines, for questions about the whole. */
  readonly clean: string
  readonly shown: string
  readonly plain: string
}

/** What stands between two lines of one sentence: nothing inside a date or a sign that the break has cut. */
export function glueBetween(before: string, after: string): '' | ' ' {
  // "ngày 30/" and "10/2022"; "973/ttr-" and "sgdđt"; "2021-" and "2025".
  if (/\d\s?[/.]$/.test(before) && /^\d/.test(after)) return ''
  if (/\/[\p{L}\d]*-$/u.test(before) && /^\p{L}/u.test(after)) return ''
  if (/\d-$/.test(before) && /^\d/.test(after)) return ''
  if (/\/$/.test(before) && /^[\p{L}\d]/u.test(after)) return ''
  return /^\/[\p{L}\d]/u.test(after) && /[\p{L}\d]$/u.test(before) ? '' : ' '
}
