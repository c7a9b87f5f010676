import { sentences } from '../../text/vi-flow.ts'
import { comingDay } from '../coming-day.ts'
import { foldVietnamese } from '../fold.ts'
import type { FileRef } from '../reply.ts'
import { dateOf, daysBetween, isLocalDate, parseDay, shortDate } from '../time.ts'
import { blockAt, choicesOf, sayQuestion } from './ask.ts'
import { keptOf, valueAtPath } from './collected.ts'
import type { Flow, OpenBlock } from './flow.ts'
import { keepParts, leave } from './move.ts'
import { showNumber } from './show-number.ts'
import { filesIn } from './show-value.ts'
import { keep, say, type Talk } from './talk.ts'

/** A message this long was probably cut by the channel (Zalo at 2,000 characters, Telegram at 4,096): more follows. */
const perhapsCut = 1900

/** Takes a message at an `open` block; gives the reason when it cannot be used. */
export function hearOpen(talk: Talk, block: OpenBlock, text: string): string | undefined {
  if (block.expect === 'day') return hearDay(talk, text)
  if (block.expect === 'coming-day') return hearComingDay(talk, block, text)
  const { parts } = talk.memory
  const written = parts.reduce((sum, part) => sum + part.length + 1, 0)
  if (written + text.length > block.limit && !block.many && parts.length === 0)
    return sentences.messageTooLong(showNumber(block.limit))
  if (written + text.length > block.limit)
    return sentences.textTooLong(showNumber(block.limit), showNumber(Math.max(0, written - 1)))
  talk.memory = { ...talk.memory, parts: [...parts, text] }
  talk.halfWritten = true
  const cut = !block.many && text.length >= perhapsCut
  if (!block.many && parts.length === 0 && !cut) {
    keepParts(talk)
    leave(talk)
    return undefined
  }
  if (!talk.memory.told.includes('part')) {
    talk.memory = { ...talk.memory, told: [...talk.memory.told, 'part'] }
    say(talk, cut ? sentences.perhapsCut : sentences.firstPart, choicesOf(talk))
  }
  return undefined
}

function hearDay(talk: Talk, text: string): string | undefined {
  const today = foldVietnamese(text) === 'hom nay'
  const day = today ? dateOf(talk.now) : parseDay(text)
  if (day === undefined || talk.at === null) return sentences.needDay
  keep(talk, talk.at, day)
  leave(talk)
  return undefined
}

/** A day further ahead than this is a slip of the year. */
const daysAhead = 366

function hearComingDay(talk: Talk, { after }: OpenBlock, text: string): string | undefined {
  const today = dateOf(talk.now)
  const fact = after === undefined ? undefined : valueAtPath(talk.facts, after)
  const due = typeof fact === 'string' && isLocalDate(fact) ? fact : null
  const day = comingDay(text, today, due ?? today)
  if (day === undefined || talk.at === null) return sentences.needComingDay
  if (due !== null && day <= due) return sentences.notAfterDue(shortDate(due))
  if (day <= today) return sentences.dayIsPast
  if (daysBetween(today, day) > daysAhead) return sentences.dayTooFar(shortDate(day))
  keep(talk, talk.at, day)
  leave(talk)
  return undefined
}

/** The end of a text; what was there before stands when nothing new was written. */
export function endText(talk: Talk, name: string, block: OpenBlock): string | undefined {
  if (talk.memory.parts.length > 0) keepParts(talk)
  else if (typeof keptOf(talk, name) !== 'string') {
    if (block.skip === undefined) return sentences.nothingWritten
    keep(talk, name, null)
  }
  leave(talk)
  return undefined
}

/** The block that keeps files: the one that asks for them now, else the first of its kind. */
function filesBlock(flow: Flow, at: string | null): string | undefined {
  const names = Object.entries(flow.blocks).flatMap(([name, block]) => (block.kind === 'files' ? [name] : []))
  return names.find((name) => name === at) ?? names[0]
}

/**
 * Keeps a file, whatever is being asked: people send photos when they have them. Gives the reason when it is not
 * kept. The same file sent twice is kept once.
 */
export function keepFile(talk: Talk, file: FileRef): string | undefined {
  const name = filesBlock(talk.flow, talk.at)
  const block = name === undefined ? undefined : talk.flow.blocks[name]
  if (name === undefined || block?.kind !== 'files') return sentences.filesNotTaken
  const files = filesIn(talk, name)
  const known = files.some(
    (kept) => typeof kept === 'object' && kept !== null && 'sha256' in kept && kept.sha256 === file.sha256,
  )
  if (known) return undefined
  if (files.length >= block.limit) return sentences.filesFull(showNumber(block.limit), file.name)
  const { sha256, name: fileName, mime, size } = file
  keep(talk, name, [...files, { sha256, name: fileName, mime, size }])
  return undefined
}

/** Says that files are kept, once for each question: an album arrives as ten messages. */
export function sayFileKept(talk: Talk, file: FileRef, more: string): void {
  const first = !talk.memory.told.includes('file')
  const lines = [...(first ? [sentences.fileKept(file.name)] : []), ...(more === '' ? [] : [more])].join('\n')
  if (lines === '') return
  talk.memory = { ...talk.memory, told: [...new Set([...talk.memory.told, 'file' as const])] }
  const kind = blockAt(talk)?.kind
  if (kind === 'open' || kind === 'files') say(talk, lines, choicesOf(talk))
  else sayQuestion(talk, lines)
}
