import { doubts as say } from '../../text/vi-flow.ts'
import { factAt, type Ground, keptOf } from './collected.ts'
import { type Doubt, doubtsAbout, type Expected } from './doubt.ts'
import { figuresIn, type KeptFigures, sumOf } from './figures-kept.ts'
import type { EachBlock, FigureCheck, FigureField, FiguresBlock, NumericBlock } from './flow.ts'
import type { Value } from './session.ts'
import { showNumber } from './show-number.ts'
import { type Element, isRecord } from './value.ts'

const numberOrNull = (value: Value | undefined): number | null => (typeof value === 'number' ? value : null)

/** What the figure of a `numeric` block is held against. */
export const expectedOfNumber = (ground: Ground, block: NumericBlock): Expected => ({
  unit: block.unit ?? '',
  previous: block.previous === undefined ? null : numberOrNull(factAt(ground, block.previous)),
  min: block.likely?.min ?? null,
  max: block.likely?.max ?? null,
  target: null,
})

/** The unit of an element of an `each` block. */
export const unitOfElement = (block: EachBlock, element: Element): string =>
  block.unit === undefined ? '' : String(element[block.unit] ?? '')

/** What the figure of an element is held against: the element itself says it. */
export function expectedOfElement(block: EachBlock, element: Element): Expected {
  const unit = unitOfElement(block, element)
  const { targetValue, targetOp, target } = element
  return {
    unit,
    previous: numberOrNull(element.previousValue),
    min: numberOrNull(element.likelyMin),
    max: numberOrNull(element.likelyMax),
    target:
      typeof targetValue === 'number' && typeof targetOp === 'string'
        ? {
            value: targetValue,
            op: targetOp,
            text: typeof target === 'string' && target !== '' ? target : `${showNumber(targetValue)} ${unit}`.trim(),
          }
        : null,
  }
}

const isCount = (block: FiguresBlock, name: string): boolean =>
  (block.fields.find((field) => field.name === name)?.min ?? -1) >= 0

const wordsOf = (check: FigureCheck): string => check.say.replace(/[.!\s]+$/u, '')

/** Whether the check was asked about at another field already: nobody is asked the same twice. */
const isRemarked = (check: FigureCheck, field: FigureField, remarks: KeptFigures['remarks']): boolean =>
  Object.entries(remarks).some(([other, remark]) => other !== field.name && remark.includes(`${wordsOf(check)} (`))

/**
 * Why a field's figure is doubted: the period before, and the checks that it makes complete and that no remark on
 * another field (`remarks`) speaks of already.
 */
export function doubtsAboutField(
  ground: Ground,
  name: string,
  block: FiguresBlock,
  field: FigureField,
  value: number,
  remarks = figuresIn(block, keptOf(ground, name)).remarks,
): readonly Doubt[] {
  const numbers = { ...figuresIn(block, keptOf(ground, name)).numbers, [field.name]: value }
  const before = block.previous === undefined ? undefined : factAt(ground, block.previous)
  const previous = isRecord(before) && Object.hasOwn(before, field.name) ? numberOrNull(before[field.name]) : null
  const jumps = doubtsAbout(value, { unit: field.unit ?? '', previous, min: null, max: null, target: null })
  const failed = block.checks.flatMap((check): readonly Doubt[] => {
    if (![...check.sum, ...check.atMost].includes(field.name) || isRemarked(check, field, remarks)) return []
    // What is known of a sum may be too much already: nothing that is still to come makes it less.
    const known = check.sum.filter((one) => typeof numbers[one] === 'number' || !isCount(block, one))
    const sum = sumOf(numbers, known)
    const most = sumOf(numbers, check.atMost)
    if (sum === undefined || most === undefined || sum <= most) return []
    return [{ reason: say.exceeds(wordsOf(check), showNumber(sum), showNumber(most)), ofFigure: false }]
  })
  return [...failed, ...jumps]
}
