import { correctWords, endWords, labels, laterWords, saveWords, sentences, skipWords } from '../../text/vi-flow.ts'
import type { Choice } from '../reply.ts'
import type { Option } from './answers.ts'
import { applies, blockOf, type Element, elementsOf, holds, keptOf } from './collected.ts'
import type { Block, EachBlock, Text } from './flow.ts'
import { showNumber } from './show-number.ts'
import { filesIn, shower } from './show-value.ts'
import { say, type Talk } from './talk.ts'
import { fill } from './template.ts'

/** The block that waits. */
export const blockAt = (talk: Talk): Block | undefined => (talk.at === null ? undefined : blockOf(talk.flow, talk.at))

/** The element that an `each` block is asking about. */
export const elementAt = (talk: Talk, block: EachBlock): Element | undefined =>
  elementsOf(talk, block).find((element) => element.id === talk.memory.loop?.element)

const option = (name: string, label: string, keywords: readonly string[] = []): Option => ({ name, label, keywords })

const skipOption = (label: string): Option => option('skip', label, skipWords)

/** What can be chosen now, in the order it is shown. */
export function offersOf(talk: Talk): readonly Option[] {
  const block = blockAt(talk)
  if (block === undefined || talk.at === null) return []
  switch (block.kind) {
    case 'select_one':
      return [
        ...block.choices.filter((choice) => holds(choice.when, talk)),
        ...(block.skip === undefined ? [] : [skipOption(block.skip)]),
      ]
    case 'numeric':
      return block.skip === undefined ? [] : [skipOption(block.skip)]
    case 'open': {
      if (talk.memory.parts.length > 0) return [option('end', labels.end, endWords)]
      const kept = typeof keptOf(talk, talk.at) === 'string' ? [option('end', labels.keep, endWords)] : []
      return [...kept, ...(block.skip === undefined ? [] : [skipOption(block.skip)])]
    }
    case 'files':
      return filesIn(talk, talk.at).length === 0
        ? [option('skip', block.skip, [...skipWords, ...endWords])]
        : [option('end', labels.end, endWords), option('skip', labels.dropFiles)]
    case 'each':
      return [option('none', block.none)]
    case 'confirm':
      return talk.memory.menu
        ? [...correctable(talk), option('back', labels.backToSummary)]
        : [
            option('save', labels.save, saveWords),
            option('correct', labels.correct, correctWords),
            option('later', labels.later, laterWords),
          ]
    case 'message':
    case 'save':
      return []
  }
}

/** Characters on a button. */
const buttonLength = 60

const short = (label: string): string =>
  label.length <= buttonLength ? label : `${label.slice(0, buttonLength - 1).trimEnd()}…`

/** What the confirmation can send back to: blocks with a title that apply, each element by itself. */
function correctable(talk: Talk): readonly Option[] {
  return Object.entries(talk.flow.blocks).flatMap(([name, block]) => {
    if (block.title === undefined || !applies(talk, name)) return []
    if (block.kind === 'confirm' || block.kind === 'message' || block.kind === 'save') return []
    if (block.kind !== 'each') return [option(name, block.title)]
    return elementsOf(talk, block).map((element) =>
      option(`${name}/${String(element.id)}`, short(`${block.title}: ${String(element[block.label] ?? element.id)}`)),
    )
  })
}

/** The buttons: each carries the count of its question, so that an old one is recognised. */
export const choicesOf = (talk: Talk): readonly Choice[] =>
  offersOf(talk).map(({ name, label }) => ({ label, value: `${talk.turn}:${name}` }))

/** The words of the question that stands. */
export function questionOf(talk: Talk): string {
  const block = blockAt(talk)
  if (block === undefined || talk.at === null) return ''
  if (block.kind === 'confirm' && talk.memory.menu) return sentences.chooseToCorrect
  const item = block.kind === 'each' ? elementAt(talk, block) : undefined
  const show = shower(talk, talk.now, {
    ...(item === undefined ? {} : { item }),
    ...(block.kind === 'confirm' ? { save: block.save } : {}),
  })
  const question = fill(block.kind === 'each' ? promptOfPart(talk, block) : block.prompt, show)
  const count = block.kind === 'files' ? filesIn(talk, talk.at).length : 0
  return count === 0 ? question : `${question}\n${sentences.whereFilesStand(showNumber(count))}`
}

function promptOfPart(talk: Talk, block: EachBlock): Text {
  const part = talk.memory.loop?.part
  if (block.ratio === undefined || part === undefined || part === 'value') return block.prompt
  return block.ratio[part]
}

/** Says the standing question (again), after a reason if there is one. */
export function sayQuestion(talk: Talk, reason = ''): void {
  const text = [reason, questionOf(talk)].filter((part) => part !== '').join('\n')
  say(talk, text, choicesOf(talk), blockAt(talk)?.kind === 'files' ? { wantsFile: 'evidence' } : {})
}

/**
 * Says why an answer could not be used. While a text is being collected the question is not repeated: the person is
 * in the middle of writing.
 */
export function sayRefusal(talk: Talk, reason: string): void {
  if (blockAt(talk)?.kind === 'open' && talk.memory.parts.length > 0) say(talk, reason, choicesOf(talk))
  else sayQuestion(talk, reason)
}
