import { remarkOf } from '../../text/vi-flow.ts'
import { blockOf, elementsOf, keptOf, remarkKey } from './collected.ts'
import { type Doubt, doubtsAbout } from './doubt.ts'
import { doubtsAboutField, expectedOfElement, expectedOfNumber } from './expected.ts'
import { figuresIn, keptFigures } from './figures-kept.ts'
import type { EachBlock, FiguresBlock, NumericBlock } from './flow.ts'
import { keep, type Talk } from './talk.ts'
import { type Element, isList, isRecord } from './value.ts'

const remark = (reasons: readonly Doubt[]): string => remarkOf(reasons.map(({ reason }) => reason).join('; '))

/** Keeps the figure of a `numeric` block, with why it was doubted. */
export function keepNumber(talk: Talk, name: string, block: NumericBlock, value: number): void {
  const reasons = doubtsAbout(value, expectedOfNumber(talk, block))
  keep(talk, name, value)
  const { [remarkKey(name)]: _, ...others } = talk.values
  talk.values = reasons.length === 0 ? others : { ...others, [remarkKey(name)]: remark(reasons) }
}

/** A figure of an `each` block; `value: null` notes that there is none yet. */
export type FigureParts =
  | { readonly value: number | null }
  | { readonly value: number; readonly numerator: number; readonly denominator: number }

/** Keeps the figure of an element, with why it was doubted. */
export function keepElement(talk: Talk, name: string, block: EachBlock, element: Element, figure: FigureParts): void {
  const reasons = figure.value === null ? [] : doubtsAbout(figure.value, expectedOfElement(block, element))
  keepEntry(talk, name, block.as, element, {
    ...figure,
    ...(reasons.length === 0 ? {} : { remark: remark(reasons) }),
  })
}

/** Keeps what was said for one element beside what was said for the others. */
export function keepEntry(talk: Talk, name: string, as: string, element: Element, said: Element): void {
  const kept = keptOf(talk, name)
  const others = isList(kept) ? kept.filter((entry) => isRecord(entry) && entry[as] !== element.id) : []
  keep(talk, name, [...others, { [as]: element.id ?? null, ...said }])
}

/**
 * Keeps the figure of a field. What was remarked on other fields goes when the new figure has cleared it: a sum that
 * is right again.
 */
export function keepField(talk: Talk, name: string, block: FiguresBlock, field: string, value: number | null): void {
  const before = figuresIn(block, keptOf(talk, name))
  const numbers = { ...before.numbers, [field]: value }
  keep(talk, name, keptFigures(block, { numbers, remarks: {} }))
  const remarked = block.fields.filter((one) => one.name !== field && before.remarks[one.name] !== undefined)
  const given = block.fields.filter((one) => one.name === field)
  const remarks: { [field: string]: string } = {}
  for (const one of [...remarked, ...given]) {
    const figure = numbers[one.name]
    if (typeof figure !== 'number') continue
    const reasons = doubtsAboutField(talk, name, block, one, figure, remarks)
    if (reasons.length > 0) remarks[one.name] = remark(reasons)
  }
  keep(talk, name, keptFigures(block, { numbers, remarks }))
}

/** A figure that was asked back is kept as it was given when the person goes elsewhere; so are those typed after it. */
export function settleDoubt(talk: Talk): void {
  const { doubt, loop } = talk.memory
  const name = talk.at
  const block = name === null ? undefined : blockOf(talk.flow, name)
  if (doubt === null || !doubt.open || name === null || block === undefined) return
  talk.memory = { ...talk.memory, doubt: null }
  if (block.kind === 'numeric') keepNumber(talk, name, block, doubt.value)
  if (block.kind === 'each') {
    const element = elementsOf(talk, block).find((one) => one.id === loop?.element)
    const { value, numerator, denominator } = doubt
    if (element !== undefined)
      keepElement(
        talk,
        name,
        block,
        element,
        numerator === null || denominator === null ? { value } : { value, numerator, denominator },
      )
  }
  if (block.kind === 'figures') {
    const from = block.fields.findIndex((field) => field.name === loop?.element)
    if (from >= 0)
      for (const [index, value] of [doubt.value, ...doubt.waiting].entries()) {
        const field = block.fields[from + index]
        if (field !== undefined) keepField(talk, name, block, field.name, value)
      }
  }
}
