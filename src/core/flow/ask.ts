import {
  correctWords,
  endWords,
  labels,
  laterWords,
  remarksHead,
  saveWords,
  sentences,
  skipWords,
  sureWords,
} from '../../text/vi-flow.ts'
import type { Choice } from '../reply.ts'
import type { Option } from './answers.ts'
import { applies, blockOf, elementsOf, holds, isLoop, itemsIn, keptOf, labelOf, remarkOn } from './collected.ts'
import { type Doubt, doubtsAbout } from './doubt.ts'
import { doubtsAboutField, expectedOfElement, expectedOfNumber, unitOfElement } from './expected.ts'
import type { Block, LoopBlock, Text } from './flow.ts'
import { showNumber } from './show-number.ts'
import { filesIn, numbered, shower, withParts } from './show-value.ts'
import { say, type Talk, takeAside } from './talk.ts'
import { fill } from './template.ts'
import type { Element } from './value.ts'

/** The block that waits. */
export const blockAt = (talk: Talk): Block | undefined => (talk.at === null ? undefined : blockOf(talk.flow, talk.at))

/** The element that a block is asking about. */
export const elementAt = (talk: Talk, block: LoopBlock): Element | undefined =>
  elementsOf(talk, block).find((element) => element.id === talk.memory.loop?.element)

const option = (name: string, label: string, keywords: readonly string[] = []): Option => ({ name, label, keywords })

/** Whether a figure has just been asked back. */
const isDoubted = (talk: Talk): boolean => talk.memory.doubt?.open === true

const sureOption = (talk: Talk): readonly Option[] => (isDoubted(talk) ? [option('sure', labels.sure, sureWords)] : [])

const skipOption = (label: string): Option => option('skip', label, skipWords)

/** Whether a bare number chooses; where figures are asked it is the figure. */
export const isNumbered = (kind: Block['kind']): boolean => kind !== 'numeric' && kind !== 'each' && kind !== 'figures'

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
      return [...sureOption(talk), ...(block.skip === undefined ? [] : [skipOption(block.skip)])]
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
    case 'figures':
      return [...sureOption(talk), option('none', block.none)]
    case 'select_each':
      return elementAt(talk, block) === undefined ? [] : block.choices
    case 'list': {
      const items = itemsIn(keptOf(talk, talk.at))
      if (items.length === 0) return block.least === 0 ? [option('end', block.skip, [...skipWords, ...endWords])] : []
      const stood = !talk.memory.told.includes('part')
      return [
        option('end', stood ? labels.keep : labels.end, endWords),
        ...(stood ? [option('drop', labels.dropItems)] : []),
      ]
    }
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

/** Elements of one block up to which each stands in the menu by itself; more have a menu of their own. */
const mostInMenu = 8

/** What the confirmation can send back to: blocks with a title that apply, each element by itself. */
function correctable(talk: Talk): readonly Option[] {
  const { within } = talk.memory
  const inside = within === null ? undefined : blockOf(talk.flow, within)
  if (within !== null && isLoop(inside))
    return elementsOf(talk, inside).map((element) =>
      option(`${within}/${String(element.id)}`, short(String(labelOf(inside, element) ?? element.id))),
    )
  return Object.entries(talk.flow.blocks).flatMap(([name, block]) => {
    if (block.title === undefined || !applies(talk, name)) return []
    if (block.kind === 'confirm' || block.kind === 'message' || block.kind === 'save') return []
    if (!isLoop(block) || elementsOf(talk, block).length > mostInMenu) return [option(name, block.title)]
    return elementsOf(talk, block).map((element) =>
      option(
        `${name}/${String(element.id)}`,
        short(`${block.title}: ${String(labelOf(block, element) ?? element.id)}`),
      ),
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
  const doubt = doubtOf(talk, talk.at, block)
  if (doubt !== '') return doubt
  const item = isLoop(block) ? elementAt(talk, block) : undefined
  const show = shower(talk, talk.now, {
    ...(item === undefined ? {} : { item }),
    ...(block.kind === 'confirm' ? { save: block.save } : {}),
  })
  const question = promptsOf(talk, block).map((text) => fill(text, show))
  return [...question, ...whatStands(talk, talk.at, block)].filter((part) => part !== '').join('\n')
}

/** The texts of the question: the part that is being asked; what leads in is said with the first field only. */
function promptsOf(talk: Talk, block: Block): readonly Text[] {
  const { loop } = talk.memory
  if (block.kind === 'each' && block.ratio !== undefined && loop !== null && loop.part !== 'value')
    return [block.ratio[loop.part]]
  if (block.kind !== 'figures') return [block.prompt]
  const index = block.fields.findIndex((field) => field.name === loop?.element)
  const field = block.fields[index]
  return [...(index === 0 ? [block.prompt] : []), ...(field === undefined ? [] : [field.ask])]
}

/** What has been kept at this question already. */
function whatStands(talk: Talk, name: string, block: Block): readonly string[] {
  if (block.kind === 'files') {
    const count = filesIn(talk, name).length
    return count === 0 ? [] : [sentences.whereFilesStand(showNumber(count))]
  }
  if (block.kind === 'list') {
    const items = itemsIn(keptOf(talk, name))
    return items.length === 0 ? [] : [sentences.itemsNow(numbered(items)), sentences.howToChangeItems]
  }
  if (block.kind === 'confirm') {
    const remarks = remarksOnNumbers(talk)
    return remarks.length === 0 ? [] : [remarksHead, ...remarks]
  }
  return []
}

/** Figures and lists show their own remarks; a single number has no line of its own. */
const remarksOnNumbers = (talk: Talk): readonly string[] =>
  Object.entries(talk.flow.blocks).flatMap(([name, block]) => {
    const remark = block.kind === 'numeric' ? remarkOn(talk, name) : undefined
    return remark === undefined ? [] : [`• ${block.title ?? name}: ${remark}`]
  })

/** What is said of the figure that is asked back; empty when none is. */
function doubtOf(talk: Talk, name: string, block: Block): string {
  const { doubt, loop } = talk.memory
  if (doubt === null || !doubt.open) return ''
  const element = isLoop(block) ? elementAt(talk, block) : undefined
  const label = isLoop(block) && element !== undefined ? labelOf(block, element) : block.title
  const reasons = reasonsAt(talk, name, block, element, loop?.element, doubt.value)
  if (reasons.length === 0) return ''
  const figure = withParts(doubt.value, { ...doubt }, unitAt(block, element, loop?.element))
  const ofFigure = reasons.flatMap((one) => (one.ofFigure ? [one.reason] : []))
  const told = [
    ...reasons.flatMap((one) => (one.ofFigure ? [] : [one.reason])),
    ...(ofFigure.length === 0 ? [] : [`${figure} ${ofFigure.join('; ')}`]),
  ].join('; ')
  const otherwise = reasons.some((one) => !one.ofFigure) ? sentences.ifSumRight : sentences.ifRight
  const said = `${told}. ${doubt.denominator === null ? otherwise : sentences.ifRatioRight}`
  return typeof label === 'string' && label !== '' ? `${label}: ${said}` : said
}

function unitAt(block: Block, element: Element | undefined, fieldName: string | undefined): string {
  if (block.kind === 'numeric') return block.unit ?? ''
  if (block.kind === 'each' && element !== undefined) return unitOfElement(block, element)
  return block.kind === 'figures' ? (block.fields.find((one) => one.name === fieldName)?.unit ?? '') : ''
}

function reasonsAt(
  talk: Talk,
  name: string,
  block: Block,
  element: Element | undefined,
  fieldName: string | undefined,
  value: number,
): readonly Doubt[] {
  if (block.kind === 'numeric') return doubtsAbout(value, expectedOfNumber(talk, block))
  if (block.kind === 'each' && element !== undefined) return doubtsAbout(value, expectedOfElement(block, element))
  const field = block.kind === 'figures' ? block.fields.find((one) => one.name === fieldName) : undefined
  return block.kind === 'figures' && field !== undefined ? doubtsAboutField(talk, name, block, field, value) : []
}

/** Says the standing question (again), after a reason if there is one. */
export function sayQuestion(talk: Talk, reason = ''): void {
  const text = [takeAside(talk), reason, questionOf(talk)].filter((part) => part !== '').join('\n')
  const kind = blockAt(talk)?.kind
  const byWord = kind !== undefined && !isNumbered(kind)
  say(talk, text, choicesOf(talk), {
    ...(kind === 'files' ? { wantsFile: 'evidence' } : {}),
    ...(byWord ? { byWord } : {}),
  })
}

/**
 * Says why an answer could not be used. While a text is being collected the question is not repeated: the person is
 * in the middle of writing.
 */
export function sayRefusal(talk: Talk, reason: string): void {
  if (blockAt(talk)?.kind === 'open' && talk.memory.parts.length > 0) say(talk, reason, choicesOf(talk))
  else sayQuestion(talk, reason)
}
