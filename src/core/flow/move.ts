import { sentences } from '../../text/vi-flow.ts'
import { sayQuestion } from './ask.ts'
import { applies, blockOf, elementsOf, entryOf, isAnswered, isLoop, keptOf, savedValues } from './collected.ts'
import type { Block, LoopBlock } from './flow.ts'
import { settleDoubt } from './keep-figure.ts'
import { filesIn, shower } from './show-value.ts'
import { type DoubtedFigure, keep, type Loop, say, type Talk, takeAside } from './talk.ts'
import { fill } from './template.ts'
import type { Element } from './value.ts'

/** Steps back that are remembered. */
const trailLength = 100

/** Makes a block the one that waits, and asks it. */
export function ask(talk: Talk, name: string, loop: Loop | null = null, doubt: DoubtedFigure | null = null): void {
  talk.at = name
  talk.turn += 1
  talk.memory = { ...talk.memory, loop, doubt, parts: [], menu: false, within: null, told: [] }
  if (name === talk.memory.goal || blockOf(talk.flow, name)?.kind === 'confirm') talk.memory.goal = null
  sayQuestion(talk)
}

/** Asks back about the figure that was just given. */
export function askBack(
  talk: Talk,
  figure: Omit<DoubtedFigure, 'open' | 'waiting'>,
  waiting: DoubtedFigure['waiting'] = [],
): void {
  talk.turn += 1
  talk.halfWritten = true
  talk.memory = { ...talk.memory, doubt: { ...figure, waiting, open: true }, told: [] }
  sayQuestion(talk)
}

/** Shows what can be corrected; `within`: the elements of one block. */
export function askWhatToCorrect(talk: Talk, within: string | null = null): void {
  talk.turn += 1
  talk.memory = { ...talk.memory, menu: true, within, told: [] }
  sayQuestion(talk)
}

/** Where an `each` block asks about an element. */
export function loopAt(talk: Talk, name: string, element: Element, entered = element): Loop {
  const block = blockOf(talk.flow, name)
  const ratio = isLoop(block) && isRatio(block, element)
  return {
    element: String(element.id),
    part: ratio ? 'numerator' : 'value',
    numerator: null,
    entered: String(entered.id),
  }
}

const isRatio = (block: LoopBlock, element: Element): boolean =>
  block.kind === 'each' && block.ratio !== undefined && (element[block.ratio.field] ?? null) !== null

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
      if (!correcting) {
        say(talk, takeAside(talk))
        say(talk, fill(block.prompt, shower(talk, talk.now)))
      }
      return false
    case 'save':
      // A way that leads past the confirmation ("as before") does not lead past it when something is being corrected.
      if (correcting && talk.memory.goal !== null && applies(talk, talk.memory.goal)) {
        ask(talk, talk.memory.goal)
        return true
      }
      say(talk, takeAside(talk))
      talk.effects.push({ kind: 'save', name: block.effect, values: savedValues(talk, block) })
      talk.halfWritten = false
      say(talk, fill(block.prompt, shower(talk, talk.now, { save: name })))
      return false
    case 'each':
    case 'select_each':
    case 'figures': {
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
  talk.memory = { trail: [], goal: null, parts: [], loop: null, doubt: null, menu: false, within: null, told: [] }
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
export function leaveElement(talk: Talk, name: string, block: LoopBlock): void {
  const elements = elementsOf(talk, block)
  const { loop, goal } = talk.memory
  const index = elements.findIndex((element) => element.id === loop?.element)
  const after = elements.slice(index + 1)
  const open = [...after, ...elements].find((element) => !entryOf(talk, name, block, element))
  const next = goal === null && block.kind === 'each' ? after[0] : open
  if (next === undefined) leave(talk)
  else ask(talk, name, { ...loopAt(talk, name, next), entered: loop?.entered ?? String(next.id) })
}

/** One question back. Gives a reason when there is none before this one. */
export function goBack(talk: Talk): string | undefined {
  const name = talk.at
  const block = name === null ? undefined : blockOf(talk.flow, name)
  if (name === null || block === undefined) return sentences.nothingBefore
  if (block.kind === 'confirm' && talk.memory.menu) {
    if (talk.memory.within === null) ask(talk, name)
    else askWhatToCorrect(talk)
    return undefined
  }
  if (isLoop(block) && backInside(talk, name, block)) return undefined
  const trail = [...talk.memory.trail]
  let before = trail.pop()
  while (before !== undefined && (before === name || !applies(talk, before))) before = trail.pop()
  if (before === undefined) return sentences.nothingBefore
  keepParts(talk)
  settleDoubt(talk)
  talk.memory = { ...talk.memory, trail, goal: talk.memory.goal ?? name }
  const target = blockOf(talk.flow, before)
  if (!isLoop(target)) {
    ask(talk, before)
    return undefined
  }
  const elements = elementsOf(talk, target)
  const last = elements.at(-1)
  if (last === undefined) ask(talk, before)
  else ask(talk, before, loopAt(talk, before, last, elements[0]))
  return undefined
}

function backInside(talk: Talk, name: string, block: LoopBlock): boolean {
  const { loop } = talk.memory
  if (loop === null) return false
  const elements = elementsOf(talk, block)
  const index = elements.findIndex((element) => element.id === loop.element)
  const here = elements[index]
  const before = loop.element === loop.entered ? undefined : elements[index - 1]
  const target = loop.part === 'denominator' ? here : before
  if (target === undefined) return false
  settleDoubt(talk)
  ask(talk, name, { ...loopAt(talk, name, target), entered: loop.entered })
  return true
}

/** A text that is left before its end is kept as far as it was written. */
export function keepParts(talk: Talk): void {
  if (talk.at === null || talk.memory.parts.length === 0) return
  keep(talk, talk.at, talk.memory.parts.join('\n'))
  talk.memory = { ...talk.memory, parts: [] }
}
