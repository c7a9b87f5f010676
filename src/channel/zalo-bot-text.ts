import type { Reply } from '../core/reply.ts'
import { choicesHead } from '../text/vi-zalo-bot.ts'
import { choicesByWord } from './choices-by-word.ts'
import { shorten } from './split-text.ts'

const longestLabel = 150

/**
 * A reply as text alone: its choices stand below as numbered lines. A choice that the text itself lists under the same
 * number is not listed again. Composed (NFC), because so Zalo counts. Whoever answers types a number; shared code knows
 * what was offered last and reads it. Where a number is itself the answer, choices are named by their words.
 */
export function numberedText({ text, choices = [], byWord }: Reply): string {
  const lines = text.normalize('NFC').split('\n')
  if (byWord && choices.length > 0) return `${lines.join('\n').trimEnd()}\n\n${choicesByWord(choices)}`
  const left = choices.flatMap(({ label }, index) => {
    const shown = label.normalize('NFC').replace(/\s+/g, ' ').trim()
    // The line may go on where the label was cut.
    const begins = shown.replace(/…$/, '').trim()
    const number = `${index + 1}.`
    const listed = lines.some((line) => line.startsWith(`${number} `) && line.includes(begins))
    return listed && begins !== '' ? [] : [`${number} ${shorten(shown, longestLabel)}`.trim()]
  })
  if (left.length === 0) return lines.join('\n')
  const list = [choicesHead, ...left].join('\n')
  return text.trim() === '' ? list : `${lines.join('\n').trimEnd()}\n\n${list}`
}
