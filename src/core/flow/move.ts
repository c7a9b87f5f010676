import { sentences } from '../../text/vi-flow.ts'
import { sayQuestion } from './ask.ts'
import { applies, blockOf, type Element, elementsOf, entryOf, isAnswered, keptOf, savedValues } from './collected.ts'
import type { Block, EachBlock } from './flow.ts'
import { filesIn, shower } from './show-value.ts'
import { keep, type Loop, say, type Talk } from './talk.ts'
import { fill } from './template.ts'

/** Steps back that are remembered. */
const trailLength = 100

/** Makes a block the one that waits, and asks it. */
export function ask(talk: Talk, name: string, loop: Loop | null = null): void {
  talk.at = name
  talk.turn += 1
  talk.memory = { ...talk.memory, loop, parts: [], menu: false, told: [] }
  if (name === talk.memory.goal || blockOf(talk.flow, name)?.kind === 'confirm') talk.memory.goal = null
  sayQuestion(talk)
}

/** Shows what can be corrected. */
export function askWhatToCorrect(talk: Talk): void {
  talk.turn += 1
  talk.memory = { ...talk.memory, menu: true, told: [] }
  sayQuestion(talk)
}

/** Where an `each` block asks about an element. */
export function loopAt(talk: Talk, name: string, element: Element, entered = element): Loop {
  const block = blockOf(talk.flow, name)
  const ratio = block?.kind === 'each' && isRatio(block, element)
  return {
    element: String(element.id),
    part: ratio ? 'numerator' : 'value',
    numerator: null,
    entered: String(entered.id),
  }
}

const isRatio = (block: EachBlock, element: Element): boolean =>
  block.ratio !== undefined && (element[block.ratio.field] ?? null) !== null

/**
 * Goes on from a block (itself included) to the next one that has to be asked, saying messages and saving on the
 * way. Before the goal of a correction is reached, what has been answered is passed over.
 */
export function goOn(talk: Talk, from: string | undefined): void {
  const passed = new Set<string>()
  let name = from
  while (name !== undefined) {
    const block = blockOf(talk.flow, name)
    // A circle in which nothing waits is refused by inspectFlow; ending is better than going round for ever.
    if (block === undefined || passed.has(name)) break
    passed.add(name)
    if (applies(talk, name)) {
      const stop = pass(talk, name, block)
      if (stop) return
    }
    name = nextOf(talk, name, block)
  }
  end(talk)
}

/** Deals with a block that applies; true when it waits for an answer. */
function pass(talk: Talk, name: string, block: Block): boolean {
  const correcting = talk.memory.goal !== null && talk.memory.goal !== name
  switch (block.kind) {
    case 'message':
      if (!correcting) say(talk, fill(block.prompt, shower(talk, talk.now)))
      return false
    case 'save':
      talk.effects.push({ kind: 'save', name: block.effect, values: savedValues(talk, block) })
      talk.halfWritten = false
      say(talk, fill(block.prompt, shower(talk, talk.now, { save: name })))
      return false
    case 'each': {
      const elements = elementsOf(talk, block)
      const open = elements.find((element) => !entryOf(talk, name, block, element))
      const next = open ?? (correcting ? undefined : elements[0])
      if (next === undefined) return false
      ask(talk, name, loopAt(talk, name, next))
      return true
    }
    case 'files':
      if (filesIn(talk, name).length > 0) return false
      break
    default:
      break
  }
  if (correcting && isAnswered(talk, name)) return false
  ask(talk, name)
  return true
}

function nextOf(talk: Talk, name: string, block: Block): string | undefined {
  if (block.kind !== 'select_one' || !applies(talk, name)) return block.next
  const chosen = keptOf(talk, name)
  return block.choices.find((choice) => choice.name === chosen)?.next ?? block.next
}

function end(talk: Talk): void {
  talk.at = null
  talk.memory = { trail: [], goal: null, parts: [], loop: null, menu: false, told: [] }
}

/** The question that stands has been answered: remembers it for "back" and goes on. */
export function leave(talk: Talk): void {
  const name = talk.at
  const block = name === null ? undefined : blockOf(talk.flow, name)
  if (name === null || block === undefined) return
  remember(talk, name)
  goOn(talk, nextOf(talk, name, block))
}

export function remember(talk: Talk, name: string): void {
  talk.memory = { ...talk.memory, trail: [...talk.memory.trail, name].slice(-trailLength) }
}

/** An element has its figure: on to the next one, or out of the block. */
export function leaveElement(talk: Talk, name: string, block: EachBlock): void {
  const elements = elementsOf(talk, block)
  const { loop, goal } = talk.memory
  const index = elements.findIndex((element) => element.id === loop?.element)
  const after = elements.slice(index + 1)
  const next = goal === null ? after[0] : elements.find((element) => !entryOf(talk, name, block, element))
  if (next === undefined) leave(talk)
  else ask(talk, name, { ...loopAt(talk, name, next), entered: loop?.entered ?? String(next.id) })
}

/** One question back. Gives a reason when there is none before this one. */
export function goBack(talk: Talk): string | undefined {
  const name = talk.at
  const block = name === null ? undefined : blockOf(talk.flow, name)
  if (name === null || block === undefined) return sentences.nothingBefore
  if (block.kind === 'confirm' && talk.memory.menu) {
    ask(talk, name)
    return undefined
  }
  if (block.kind === 'each' && backInside(talk, name, block)) return undefined
  const trail = [...talk.memory.trail]
  let before = trail.pop()
  while (before !== undefined && (before === name || !applies(talk, before))) before = trail.pop()
  if (before === undefined) return sentences.nothingBefore
  keepParts(talk)
  talk.memory = { ...talk.memory, trail, goal: talk.memory.goal ?? name }
  const target = blockOf(talk.flow, before)
  if (target?.kind !== 'each') {
    ask(talk, before)
    return undefined
  }
  const elements = elementsOf(talk, target)
  const last = elements.at(-1)
  if (last === undefined) ask(talk, before)
  else ask(talk, before, loopAt(talk, before, last, elements[0]))
  return undefined
}

function backInside(talk: Talk, name: string, block: EachBlock): boolean {
  const { loop } = talk.memory
  if (loop === null) return false
  const elements = elementsOf(talk, block)
  const index = elements.findIndex((element) => element.id === loop.element)
  const here = elements[index]
  const before = loop.element === loop.entered ? undefined : elements[index - 1]
  const target = loop.part === 'denominator' ? here : before
  if (target === undefined) return false
  ask(talk, name, { ...loopAt(talk, name, target), entered: loop.entered })
  return true
}

/** A text that is left before its end is kept as far as it was written. */
export function keepParts(talk: Talk): void {
  if (talk.at === null || talk.memory.parts.length === 0) return
  keep(talk, talk.at, talk.memory.parts.join('\n'))
  talk.memory = { ...talk.memory, parts: [] }
}
