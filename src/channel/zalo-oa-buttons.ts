import type { Choice } from '../core/reply.ts'
import { zaloOaNumberLine, zaloOaPickLine } from '../text/vi-zalo-oa.ts'
import { shorten } from './split-text.ts'

/** A message holds no more buttons (Official Account documents, consultation messages). */
export const mostOaButtons = 5
/** Zalo takes 100 characters; a phone shows no more than this. */
const longestLabel = 60
/** A line below the text may say more than a button. */
const longestLine = 300
/** The numbers that shared code reads from a typed answer have two digits. */
export const mostNumbered = 99

export interface OaButton {
  readonly title: string
  readonly type: 'oa.query.hide'
  readonly payload: string
}

const labelOf = (label: string, index: number, most: number): string => {
  const flat = label.normalize('NFC').replace(/\s+/g, ' ').trim()
  return flat === '' ? `${index + 1}` : shorten(flat, most)
}

/**
 * One button for each of the first five choices. A tap sends the payload back as if it were typed, without showing it
 * in the chat: the row and the index, so that a late tap finds its own question.
 */
export const oaButtons = (outboxId: number, choices: readonly Choice[]): OaButton[] =>
  choices.slice(0, mostOaButtons).map(({ label }, index) => ({
    title: labelOf(label, index, longestLabel),
    type: 'oa.query.hide',
    payload: `#o${outboxId}:${index}`,
  }))

/**
 * The choices as numbered lines, for phones that do not show the buttons; empty when there are none, or when the text
 * itself lists each of them under its number.
 */
export function numberedLines(text: string, choices: readonly Choice[]): string {
  const shown = choices.slice(0, mostNumbered).map(({ label }, index) => {
    return { number: `${index + 1}. `, label: labelOf(label, index, longestLine) }
  })
  const lines = text.normalize('NFC').split('\n')
  const listed = ({ number, label }: (typeof shown)[number]): boolean =>
    // The line may go on where the label was cut.
    lines.some((line) => line.startsWith(number) && line.includes(label.replace(/…$/, '').trimEnd()))
  if (shown.every(listed)) return ''
  const head = choices.length > mostOaButtons ? zaloOaNumberLine : zaloOaPickLine
  return [head, ...shown.map(({ number, label }) => `${number}${label}`)].join('\n')
}

/** Reads what a tap sent back; undefined for anything that `oaButtons` does not write. */
export function readOaTap(text: string): { readonly outboxId: number; readonly index: number } | undefined {
  const read = /^#o([1-9]\d{0,14}):([0-4])$/.exec(text)
  return read === null ? undefined : { outboxId: Number(read[1]), index: Number(read[2]) }
}
