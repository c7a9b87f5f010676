import { removeItem, replaceItem, sentences } from '../../text/vi-flow.ts'
import { foldVietnamese } from '../fold.ts'
import { choicesOf, sayQuestion } from './ask.ts'
import { itemsIn, keptOf } from './collected.ts'
import type { ListBlock } from './flow.ts'
import { leave } from './move.ts'
import { showNumber } from './show-number.ts'
import { keep, say, type Talk } from './talk.ts'

/** Takes a message at a `list` block; gives the reason when it cannot be used: then nothing of it is kept. */
export function hearList(talk: Talk, name: string, block: ListBlock, text: string): string | undefined {
  const items = itemsIn(keptOf(talk, name))
  const removed = removeItem.exec(foldVietnamese(text))?.[1]
  if (removed !== undefined) return changeItem(talk, name, block, items, Number(removed), undefined)
  const [, replaced, written] = replaceItem.exec(text) ?? []
  if (replaced !== undefined && written !== undefined)
    return changeItem(talk, name, block, items, Number(replaced), written)
  const more = text
    .split('\n')
    .map(withoutBullet)
    .filter((line) => line !== '')
  if (more.length === 0) return sentences.textEmpty
  const long = more.find((item) => item.length > block.limit)
  if (long !== undefined) return sentences.itemTooLong(showNumber(block.limit), showNumber(long.length))
  const left = block.most - items.length
  if (more.length > left) return sentences.tooManyItems(showNumber(block.most), showNumber(Math.max(0, left)))
  keep(talk, name, [...items, ...more])
  if (more.length === left) {
    leave(talk)
    return undefined
  }
  if (!talk.memory.told.includes('part')) {
    talk.memory = { ...talk.memory, told: [...talk.memory.told, 'part'] }
    say(talk, sentences.firstItem, choicesOf(talk))
  }
  return undefined
}

/** "- Một việc", "2. Một việc": the list has numbers of its own. */
const withoutBullet = (line: string): string =>
  line
    .replace(/^\s*(?:[-–—•*+]|\d{1,2}[.)])\s+/u, '')
    .replace(/\s+/g, ' ')
    .trim()

function changeItem(
  talk: Talk,
  name: string,
  block: ListBlock,
  items: readonly string[],
  number: number,
  written: string | undefined,
): string | undefined {
  const shown = showNumber(number)
  if (items[number - 1] === undefined) return sentences.noSuchItem(shown)
  const item = written === undefined ? '' : written.replace(/\s+/g, ' ').trim()
  if (item.length > block.limit) return sentences.itemTooLong(showNumber(block.limit), showNumber(item.length))
  keep(talk, name, item === '' ? items.toSpliced(number - 1, 1) : items.with(number - 1, item))
  sayQuestion(talk, item === '' ? sentences.itemRemoved(shown) : sentences.itemChanged(shown))
  return undefined
}

/** The end of the list; gives the reason when items are missing. */
export function endList(talk: Talk, name: string, block: ListBlock): string | undefined {
  const items = itemsIn(keptOf(talk, name))
  if (items.length < block.least) return sentences.tooFewItems(showNumber(block.least))
  keep(talk, name, items)
  leave(talk)
  return undefined
}

/** The list begins anew. */
export function dropItems(talk: Talk, name: string): void {
  keep(talk, name, [])
  sayQuestion(talk)
}
