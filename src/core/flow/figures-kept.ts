import type { ComputedFigure, FiguresBlock } from './flow.ts'
import type { Value } from './session.ts'
import { isRecord } from './value.ts'

/** What a `figures` block has collected. */
export interface KeptFigures {
  /** By the fields' names; null: no figure yet; absent: not asked. */
  readonly numbers: { readonly [field: string]: number | null }
  /** Why a figure was doubted, by the fields' names. */
  readonly remarks: { readonly [field: string]: string }
}

/** Reads the kept value of a `figures` block; what is no figure of a field counts as not asked. */
export function figuresIn(block: FiguresBlock, kept: Value | undefined): KeptFigures {
  const record = isRecord(kept) ? kept : {}
  const said = isRecord(record.remarks) ? record.remarks : {}
  const numbers: { [field: string]: number | null } = {}
  const remarks: { [field: string]: string } = {}
  for (const { name } of block.fields) {
    const value = Object.hasOwn(record, name) ? record[name] : undefined
    if (value === null || typeof value === 'number') numbers[name] = value
    const remark = Object.hasOwn(said, name) ? said[name] : undefined
    if (typeof value === 'number' && typeof remark === 'string' && remark !== '') remarks[name] = remark
  }
  return { numbers, remarks }
}

/** The sum of some figures; undefined when one of them is missing. */
export function sumOf(numbers: KeptFigures['numbers'], names: readonly string[]): number | undefined {
  const values = names.map((name) => numbers[name])
  if (!values.every((value) => typeof value === 'number')) return undefined
  // Twelve digits: 0,1 + 0,2 is no more than 0,3.
  return Number(values.reduce((sum, value) => sum + value, 0).toPrecision(12))
}

/** A share in per cent with one decimal; undefined when a figure is missing or there is nothing to share. */
export function shareOf({ of, over }: ComputedFigure, numbers: KeptFigures['numbers']): number | undefined {
  const part = sumOf(numbers, of)
  const whole = sumOf(numbers, over)
  return part === undefined || whole === undefined || whole === 0 ? undefined : Math.round((part / whole) * 1000) / 10
}

/** The value that is kept: the figures in the fields' order, what is computed from them, the remarks if any. */
export function keptFigures(block: FiguresBlock, { numbers, remarks }: KeptFigures): Value {
  const given = block.fields.flatMap(({ name }) => {
    const value = numbers[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  const shares = block.computed.flatMap((one) => {
    const share = shareOf(one, numbers)
    return share === undefined ? [] : [[one.name, share] as const]
  })
  const record = Object.fromEntries([...given, ...shares])
  return Object.keys(remarks).length === 0 ? record : { ...record, remarks }
}
