import type { InlineKeyboardMarkup } from 'grammy/types'
import type { Choice } from '../core/reply.ts'
import { shorten } from './split-text.ts'

/** More does not fit on a phone's screen; Telegram hides the rest of a longer label by itself, but in its middle. */
const longestLabel = 60
/** Two labels up to this length stand side by side on a narrow phone. */
const shortLabel = 14
/** Telegram refuses a keyboard with more. */
export const mostButtons = 100

/** One button per choice, one per row, or two where both are short; it comes back as message and index. */
export function keyboardFor(outboxId: number, choices: readonly Choice[]): InlineKeyboardMarkup {
  const rows: { text: string; callback_data: string }[][] = []
  for (const [index, choice] of choices.slice(0, mostButtons).entries()) {
    const label = choice.label.replace(/\s+/g, ' ').trim()
    const button = {
      text: label === '' ? `${index + 1}` : shorten(label, longestLabel),
      callback_data: `o${outboxId}:${index}`,
    }
    const row = rows.at(-1)
    if (row?.length === 1 && [...row, button].every(({ text }) => text.length <= shortLabel)) row.push(button)
    else rows.push([button])
  }
  return { inline_keyboard: rows }
}

/** One button that opens an address. */
export const linkButton = (text: string, url: string): InlineKeyboardMarkup => ({ inline_keyboard: [[{ text, url }]] })

/** Reads what a button sent back; undefined for anything that `keyboardFor` does not write. */
export function readButton(data: string): { readonly outboxId: number; readonly index: number } | undefined {
  const read = /^o([1-9]\d{0,14}):(0|[1-9]\d?)$/.exec(data)
  return read === null ? undefined : { outboxId: Number(read[1]), index: Number(read[2]) }
}
