import type { TextPlace } from '../../../src/core/intake/plan-draft.ts'
import type { Passage } from './labels.ts'

/** Finds verbatim quotes in a text of any Unicode form; a run of blanks and line ends is as good as one space. */
export class Passages {
  private readonly text: string
  private readonly starts: number[] = []
  private readonly ends: number[] = []

  constructor(raw: string) {
    const units: string[] = []
    for (const { 0: letter, index } of raw.matchAll(/\s+|[\s\S]\p{M}*/gu)) {
      const shown = letter.trim() === '' ? ' ' : letter.normalize('NFC')
      for (const unit of shown.split('')) {
        units.push(unit)
        this.starts.push(index)
        this.ends.push(index + letter.length)
      }
    }
    this.text = units.join('')
  }

  /** Every place of a quote as whole words, in order: UTF-16 offsets of the text as handed in. */
  all(quote: string): TextPlace[] {
    const wanted = quote.normalize('NFC').replace(/\s+/gu, ' ').trim()
    const places: TextPlace[] = []
    for (let at = this.text.indexOf(wanted); at >= 0; at = this.text.indexOf(wanted, at + 1)) {
      const last = at + wanted.length - 1
      if (joined(this.text[at - 1], this.text[at]) || joined(this.text[last], this.text[last + 1])) continue
      const start = this.starts[at]
      const end = this.ends[last]
      if (start !== undefined && end !== undefined) places.push({ start, end })
    }
    return places
  }

  /** The place a label means; none when the text does not hold it. */
  one(passage: Passage): TextPlace | undefined {
    if (passage.at !== undefined) return { start: passage.at, end: passage.at + passage.quote.length }
    return this.all(passage.quote)[(passage.nth ?? 1) - 1]
  }

  /** The places a label means that may stand in several. */
  every(passage: Passage): TextPlace[] {
    if (passage.at === undefined && passage.nth === undefined) return this.all(passage.quote)
    const place = this.one(passage)
    return place === undefined ? [] : [place]
  }
}

const letterOrDigit = /^[\p{L}\p{N}]$/u
const joined = (left: string | undefined, right: string | undefined): boolean =>
  left !== undefined && right !== undefined && letterOrDigit.test(left) && letterOrDigit.test(right)

export const overlap = (one: TextPlace, other: TextPlace): boolean => one.start < other.end && other.start < one.end
