import { sentences } from '../../text/vi-flow.ts'
import { elementAt } from './ask.ts'
import { elementsOf } from './collected.ts'
import type { SelectEachBlock } from './flow.ts'
import { keepEntry } from './keep-figure.ts'
import { leave, leaveElement } from './move.ts'
import { showNumber } from './show-number.ts'
import type { Talk } from './talk.ts'

/** Takes the choice for the element that is asked. */
export function takeChoice(talk: Talk, name: string, block: SelectEachBlock, choice: string): void {
  const element = elementAt(talk, block)
  // The list has changed under the Session: nothing to ask about this element any more.
  if (element === undefined) {
    leave(talk)
    return
  }
  keepEntry(talk, name, block.as, element, { value: choice })
  leaveElement(talk, name, block)
}

/**
 * Takes several numbers in one message, "1 1 2", for the element that is asked and those after it. Gives the reason when
 * they cannot be used: then none is kept.
 */
export function hearChoices(talk: Talk, name: string, block: SelectEachBlock, text: string): string | undefined {
  const element = elementAt(talk, block)
  if (element === undefined) {
    leave(talk)
    return undefined
  }
  if (!/^\d{1,2}(?:[\s,;.]+\d{1,2})+[\s,;.]*$/.test(text)) return sentences.chooseOne
  const chosen = (text.match(/\d+/g) ?? []).map((number) => block.choices[Number(number) - 1])
  const elements = elementsOf(talk, block)
  const asked = elements.slice(elements.indexOf(element))
  if (chosen.length > asked.length) return sentences.tooManyChoices(showNumber(chosen.length), showNumber(asked.length))
  if (!chosen.every((choice) => choice !== undefined)) return sentences.chooseOne
  const { loop } = talk.memory
  for (const [index, choice] of chosen.entries()) {
    const one = asked[index]
    if (one === undefined) break
    keepEntry(talk, name, block.as, one, { value: choice.name })
    if (loop !== null) talk.memory = { ...talk.memory, loop: { ...loop, element: String(one.id) } }
  }
  leaveElement(talk, name, block)
  return undefined
}
