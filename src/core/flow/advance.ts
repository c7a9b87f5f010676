import { backWords, endWords, laterWords, leftUntil, noTextWords, sentences, skipWords } from '../../text/vi-flow.ts'
import { foldVietnamese } from '../fold.ts'
import type { FileRef } from '../reply.ts'
import type { Instant } from '../time.ts'
import { readChoice, tidy } from './answers.ts'
import { blockAt, elementAt, isNumbered, offersOf, sayQuestion, sayRefusal } from './ask.ts'
import { applies, blockOf, elementsOf, entryOf, isLoop, itemsIn } from './collected.ts'
import { figuresIn, keptFigures } from './figures-kept.ts'
import type { Block, Flow, SelectOneBlock } from './flow.ts'
import { hearChoices, takeChoice } from './hear-choices.ts'
import { confirmFigure, confirmNumber, hearFigure, hearNumber, noFigure } from './hear-figure.ts'
import { confirmField, hearFigures, noField } from './hear-figures.ts'
import { dropItems, endList, hearList } from './hear-list.ts'
import { endText, hearOpen, keepFile, sayFileKept } from './hear-text.ts'
import { settleDoubt } from './keep-figure.ts'
import { ask, askWhatToCorrect, goBack, goOn, keepParts, leave, loopAt, remember } from './move.ts'
import type { Facts, FlowState, Heard, Turn, Value } from './session.ts'
import { closeTalk, keep, openTalk, say, type Talk } from './talk.ts'

/** Characters of a message that may be a command, number or choice; anything longer is only ever a text. */
const shortAnswer = 200

/**
 * Begins a Flow. With `values` (an earlier answer under the blocks' names) it goes to the confirmation, where one
 * block can be corrected; what the values leave open and the Flow needs is asked first.
 */
export function startFlow(flow: Flow, facts: Facts, now: Instant, values?: { readonly [block: string]: Value }): Turn {
  const state: FlowState = {
    flow: flow.id,
    version: flow.version,
    at: null,
    turn: 0,
    facts,
    values: {},
    halfWritten: false,
    memory: {},
  }
  const talk = openTalk(flow, state, now)
  if (values !== undefined) {
    talk.values = prefilled(talk, values)
    talk.memory.goal = confirmation(flow)
  }
  goOn(talk, flow.start)
  return closeTalk(talk, true)
}

const confirmation = (flow: Flow): string | null =>
  Object.entries(flow.blocks).find(([, block]) => block.kind === 'confirm')?.[0] ?? null

/** An earlier answer as if it had been given here: what it left open and may be left open was skipped. */
function prefilled(talk: Talk, given: { readonly [block: string]: Value }): { [block: string]: Value } {
  const kept: { [block: string]: Value } = {}
  for (const name of Object.keys(talk.flow.blocks)) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined
    if (value !== undefined && value !== null && value !== '') kept[name] = value
  }
  const ground = { flow: talk.flow, facts: talk.facts, values: kept }
  for (const [name, block] of Object.entries(talk.flow.blocks)) {
    if (!applies(ground, name)) continue
    if (block.kind === 'each') {
      const missing = elementsOf(ground, block).filter((element) => !entryOf(ground, name, block, element))
      const list = Array.isArray(kept[name]) ? (kept[name] as readonly Value[]) : []
      kept[name] = [...list, ...missing.map((element) => ({ [block.as]: element.id ?? null, value: null }))]
    } else if (block.kind === 'figures') {
      const { numbers, remarks } = figuresIn(block, kept[name])
      const none = Object.fromEntries(block.fields.map((field) => [field.name, null]))
      kept[name] = keptFigures(block, { numbers: { ...none, ...numbers }, remarks })
    } else if (block.kind === 'list') {
      if (itemsIn(kept[name]).length >= block.least) kept[name] = itemsIn(kept[name])
    } else if (block.kind === 'files') kept[name] ??= []
    else if ('skip' in block && block.skip !== undefined) kept[name] ??= null
  }
  return kept
}

/** Says the standing question again, for a person who comes back to it; buttons said before still work. */
export function repeatPrompt(flow: Flow, state: FlowState, now: Instant): Turn {
  const talk = openTalk(flow, state, now)
  if (talk.at === null) say(talk, sentences.ended)
  else if (isLost(talk)) findPlaceAgain(talk)
  else if (talk.memory.parts.length > 0) sayQuestion(talk, sentences.firstPart)
  else sayQuestion(talk)
  return closeTalk(talk, true)
}

/**
 * One exchange: takes what the person sent and gives the new state, what to say and what to do. Pure; never throws.
 * What cannot be used leaves the state's answers as they are and repeats the question with the reason.
 */
export function advance(flow: Flow, state: FlowState, heard: Heard, now: Instant): Turn {
  const talk = openTalk(flow, state, now)
  if (talk.at === null) {
    say(talk, sentences.ended)
    return closeTalk(talk, false)
  }
  const block = blockAt(talk)
  if (block === undefined || isLost(talk)) {
    findPlaceAgain(talk)
    return closeTalk(talk, false)
  }
  if (heard.kind === 'file') return closeTalk(talk, hearFile(talk, heard.file, heard.caption))
  const refusal = heard.kind === 'choice' ? hearButton(talk, block, heard.value) : hearText(talk, block, heard.text)
  if (refusal === undefined) return closeTalk(talk, true)
  sayRefusal(talk, refusal)
  return closeTalk(talk, false)
}

/** Whether the Flow was changed and the block, or the element that was asked about, is gone. */
function isLost(talk: Talk): boolean {
  const block = blockAt(talk)
  return block === undefined || (isLoop(block) && elementAt(talk, block) === undefined)
}

/** Asks the first thing that is still open. */
function findPlaceAgain(talk: Talk): void {
  keepParts(talk)
  settleDoubt(talk)
  talk.memory = { ...talk.memory, goal: confirmation(talk.flow), loop: null, doubt: null }
  goOn(talk, talk.flow.start)
}

function hearButton(talk: Talk, block: Block, value: string): string | undefined {
  const [, turn, name] = /^(\d{1,9}):(.*)$/su.exec(value) ?? []
  if (turn === undefined || name === undefined) return sentences.chooseOne
  if (Number(turn) !== talk.turn) return sentences.stale
  // The button of a question stays valid while it is being answered: "skip" after a first part only needs an end.
  if (!offersOf(talk).some((option) => option.name === name)) {
    if (block.kind === 'open' && name === 'end') return endText(talk, talk.at ?? '', block)
    return block.kind === 'list' && name === 'end' ? endList(talk, talk.at ?? '', block) : sentences.chooseOne
  }
  return choose(talk, block, name)
}

/** What a control character or half of a surrogate pair would break: databases and Word files refuse them. */
const clean = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]|\p{Surrogate}/gu, '')
    .trim()

function hearText(talk: Talk, block: Block, typed: string): string | undefined {
  const text = clean(typed)
  if (text === '') return sentences.textEmpty
  if (text.length <= shortAnswer) {
    const [word, bare] = [foldVietnamese(text), tidy(text)]
    const isOneOf = (words: readonly string[]): boolean => words.includes(word) || words.includes(bare)
    // The beginning of a label is no choice where it is a word of the talk itself: one can always go back and leave.
    const begun = !isOneOf(backWords) && !isOneOf(laterWords)
    const chosen = readChoice(text, offersOf(talk), isNumbered(block.kind), begun)
    if (chosen !== undefined) return choose(talk, block, chosen)
    if (isOneOf(backWords)) return goBack(talk)
    if (isOneOf(laterWords)) return leaveForLater(talk)
    if (block.kind === 'open' && isOneOf(endWords)) return endText(talk, talk.at ?? '', block)
    if (block.kind === 'list' && isOneOf(endWords)) return endList(talk, talk.at ?? '', block)
    // A word that would leave the question or save, where nothing was written yet, is not what the text is to say.
    const isNoText = isOneOf(noTextWords) && talk.memory.parts.length === 0
    if (block.kind === 'open' && block.expect === undefined && isNoText)
      return block.skip === undefined ? sentences.textNeeded : sentences.chooseOne
    if (block.kind === 'list' && isNoText) return sentences.itemNeeded
    if (block.kind === 'files' && isOneOf(skipWords)) return choose(talk, block, 'end')
    if (block.kind === 'select_one') return notOffered(block, text)
  }
  return hearWords(talk, block, text)
}

/** Why a text is no choice here: it names one that does not apply now ("như kỳ trước" without a period before), or none. */
function notOffered(block: SelectOneBlock, text: string): string {
  const named = readChoice(text, block.choices, false, false)
  const label = block.choices.find(({ name }) => name === named)?.label
  return label === undefined ? sentences.chooseOne : sentences.notOffered(label)
}

function hearWords(talk: Talk, block: Block, text: string): string | undefined {
  const name = talk.at ?? ''
  switch (block.kind) {
    case 'open':
      return hearOpen(talk, block, text)
    case 'numeric':
      return hearNumber(talk, name, block, text)
    case 'each':
      return hearFigure(talk, name, block, text)
    case 'figures':
      return hearFigures(talk, name, block, text)
    case 'list':
      return hearList(talk, name, block, text)
    case 'select_each':
      return hearChoices(talk, name, block, text)
    case 'files':
      return sentences.filesOrEnd
    default:
      return sentences.chooseOne
  }
}

/** Takes an option that is offered. */
function choose(talk: Talk, block: Block, name: string): string | undefined {
  const at = talk.at ?? ''
  switch (block.kind) {
    case 'open':
      if (name === 'end') return endText(talk, at, block)
      keep(talk, at, null)
      break
    case 'files':
      if (name === 'skip') keep(talk, at, [])
      break
    case 'each': {
      const element = elementAt(talk, block)
      if (element === undefined) break
      if (name === 'sure') confirmFigure(talk, at, block)
      else noFigure(talk, at, block, element)
      return undefined
    }
    case 'numeric':
      if (name === 'sure') {
        confirmNumber(talk, at, block)
        return undefined
      }
      keep(talk, at, null)
      break
    case 'figures':
      if (name === 'sure') confirmField(talk, at, block)
      else noField(talk, at, block)
      return undefined
    case 'list':
      if (name === 'end') return endList(talk, at, block)
      dropItems(talk, at)
      return undefined
    case 'select_each':
      takeChoice(talk, at, block, name)
      return undefined
    case 'confirm':
      chooseAtConfirm(talk, at, block.save, name)
      return undefined
    default:
      keep(talk, at, block.kind === 'select_one' && name !== 'skip' ? name : null)
  }
  leave(talk)
  return undefined
}

function chooseAtConfirm(talk: Talk, at: string, save: string, name: string): void {
  if (talk.memory.menu) {
    if (name === 'back') ask(talk, at)
    else if (!name.includes('/') && talk.memory.within === null && isLoop(blockOf(talk.flow, name)))
      askWhatToCorrect(talk, name)
    else correct(talk, at, name)
  } else if (name === 'save') {
    remember(talk, at)
    goOn(talk, save)
  } else if (name === 'correct') askWhatToCorrect(talk)
  else leaveForLater(talk)
}

/** Goes to one block (or one element of it) and comes back to the confirmation. */
function correct(talk: Talk, confirm: string, target: string): void {
  remember(talk, confirm)
  talk.memory = { ...talk.memory, goal: confirm }
  const cut = target.indexOf('/')
  const name = cut < 0 ? target : target.slice(0, cut)
  const block = blockOf(talk.flow, name)
  const element = isLoop(block) ? elementsOf(talk, block).find((one) => one.id === target.slice(cut + 1)) : undefined
  ask(talk, name, element === undefined ? null : loopAt(talk, name, element))
}

function leaveForLater(talk: Talk): undefined {
  talk.left = true
  say(talk, talk.flow.again === undefined ? sentences.left : leftUntil(talk.flow.again))
}

/** Keeps the file, then reads its caption as what the person says at this question; false when the file was refused. */
function hearFile(talk: Talk, file: FileRef, caption: string): boolean {
  const refused = keepFile(talk, file)
  const block = blockAt(talk)
  const words = clean(caption)
  if (refused !== undefined) {
    sayRefusal(talk, refused)
    return false
  }
  if (words === '' || block === undefined) {
    sayFileKept(talk, file, '')
    return true
  }
  const before = talk.replies.length
  const unused = hearText(talk, block, words)
  if (unused !== undefined) sayFileKept(talk, file, sentences.captionNotKept)
  else if (!talk.memory.told.includes('file')) {
    talk.replies.splice(before, 0, { text: sentences.fileKept(file.name) })
    talk.memory = { ...talk.memory, told: [...talk.memory.told, 'file'] }
  }
  return true
}
