import { blockOf } from '../flow/collected.ts'
import { figuresIn } from '../flow/figures-kept.ts'
import type { Block, FiguresBlock, Flow } from '../flow/flow.ts'
import type { Value } from '../flow/session.ts'
import { isList, isRecord } from '../flow/value.ts'
import { paragraphsOf } from './gathered.ts'
import { formatNumber } from './vietnamese-number.ts'

/** One line of a table of figures. */
export interface FilledFigure {
  readonly label: string
  readonly unit: string
  /** null: no figure yet */
  readonly value: number | null
  readonly computed: boolean
  readonly remark: string
}

/** One criterion and how it was judged. */
export interface FilledMark {
  readonly criterion: string
  readonly mark: string
  /** Points, and the most there are for one criterion; null where the choices have none. */
  readonly score: { readonly got: number; readonly most: number } | null
}

/** What was filled in by a Flow, in words; a name that was not filled in gives '' or nothing. */
export interface Filled {
  /** As it was chosen, for a condition. */
  raw(name: string): Value | undefined
  text(name: string): string
  list(name: string): readonly string[]
  figures(name: string): readonly FilledFigure[]
  marks(name: string): readonly FilledMark[]
}

/** What was filled in as the Flow of today names it: a choice by its label, a criterion by its words. */
export function filledBy(flow: Flow, values: { readonly [name: string]: Value }): Filled {
  const raw = (name: string): Value | undefined =>
    Object.hasOwn(values, name) ? (values[name] ?? undefined) : undefined
  const save = Object.values(flow.blocks).find((block) => block.kind === 'save')
  const blocksOf = (name: string): readonly Block[] => {
    const sources = save?.kind === 'save' && Object.hasOwn(save.values, name) ? save.values[name] : undefined
    const names = (sources ?? []).flatMap((one) => ('value' in one ? [one.value] : 'kept' in one ? [one.kept] : []))
    return (names.length === 0 ? [name] : names).flatMap((one) => blockOf(flow, one) ?? [])
  }
  const words = (name: string, value: Value | undefined): string => {
    if (typeof value === 'number') return formatNumber(value)
    if (typeof value !== 'string') return ''
    const labels = blocksOf(name).flatMap((block) => (block.kind === 'select_one' ? block.choices : []))
    return (labels.find((choice) => choice.name === value)?.label ?? value).normalize('NFC').trim()
  }
  return {
    raw,
    text: (name) => words(name, raw(name)),
    list: (name) => {
      const value = raw(name)
      if (typeof value === 'string') return paragraphsOf(value)
      return isList(value) ? value.flatMap((one) => (typeof one === 'string' ? paragraphsOf(one).join(' ') : [])) : []
    },
    figures: (name) => {
      const block = blocksOf(name).find((one): one is FiguresBlock => one.kind === 'figures')
      const value = raw(name)
      if (block === undefined || !isRecord(value)) return []
      const { numbers, remarks } = figuresIn(block, value)
      return [
        ...block.fields.map((field) => ({
          label: field.label,
          unit: field.unit ?? '',
          value: numbers[field.name] ?? null,
          computed: false,
          remark: remarks[field.name] ?? '',
        })),
        ...block.computed.flatMap((one) => {
          const share = value[one.name]
          return typeof share === 'number'
            ? [{ label: one.label, unit: one.unit, value: share, computed: true, remark: '' }]
            : []
        }),
      ]
    },
    marks: (name) => {
      const value = raw(name)
      if (!isList(value)) return []
      for (const block of blocksOf(name)) {
        if (block.kind !== 'select_each') continue
        const list = flow.given[block.over]
        const elements = isList(list) ? list.filter(isRecord) : []
        const found = value.filter(isRecord).flatMap((entry): FilledMark[] => {
          const element = elements.find((one) => one.id === entry[block.as])
          const choice = block.choices.find((one) => one.name === entry.value)
          if (element === undefined || choice === undefined) return []
          const most = Math.max(...block.choices.map((one) => one.score ?? 0))
          const score = choice.score === undefined ? null : { got: choice.score, most }
          return [{ criterion: String(element[block.label] ?? element.id), mark: choice.label, score }]
        })
        if (found.length > 0) return found
      }
      return []
    },
  }
}
