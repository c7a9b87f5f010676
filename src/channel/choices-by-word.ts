import type { Choice } from '../core/reply.ts'
import { byWordHead } from '../text/vi-zalo-bot.ts'
import { shorten } from './split-text.ts'

const longestLabel = 150

/** The line that names the choices of a question whose answer is itself a number: a typed 1 is the figure 1. */
export const choicesByWord = (choices: readonly Choice[]): string =>
  choices.length === 0
    ? ''
    : `${byWordHead} ${choices.map(({ label }) => `“${shorten(label.normalize('NFC').trim(), longestLabel)}”`).join(', ')}.`
