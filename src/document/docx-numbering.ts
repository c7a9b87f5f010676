import { Parser } from 'htmlparser2'
import { ListCounter, type ListLevel, type NumberFormat } from './list-marker.ts'

interface MutableLevel {
  start: number
  format: NumberFormat
  text: string
  legal: boolean
  style: string | undefined
}

interface ListDefinition {
  readonly levels: (MutableLevel | undefined)[]
  /** The definition stands in the style of this id. */
  link: string | undefined
}

interface List {
  definition: string
  readonly starts: (number | undefined)[]
  readonly levels: (MutableLevel | undefined)[]
}

const formats: { readonly [name: string]: NumberFormat } = {
  decimalZero: 'decimalZero',
  upperRoman: 'upperRoman',
  lowerRoman: 'lowerRoman',
  upperLetter: 'upperLetter',
  lowerLetter: 'lowerLetter',
  bullet: 'bullet',
  none: 'none',
}
const deepestLevel = 8

/** Gives the markers ("1.", "a)", "-") that Word draws before the paragraphs of automatic lists. */
export interface DocxNumbering {
  /** The marker of the next paragraph with this list and level; '' when it has none. Call it once for each. */
  marker(numId: string, level: string | undefined, style: string | undefined): string
}

/**
 * Reads word/numbering.xml (ECMA-376 17.9). `listOfStyle` gives the list that a style belongs to: a definition may
 * stand there. An empty text gives a document without lists.
 */
export function readDocxNumbering(xml: string, listOfStyle: (style: string) => string | undefined): DocxNumbering {
  const definitions = new Map<string, ListDefinition>()
  const lists = new Map<string, List>()
  let definition: ListDefinition | undefined
  let list: List | undefined
  let level: MutableLevel | undefined
  let override = 0
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const value = attributes['w:val'] ?? ''
        switch (name) {
          case 'w:abstractNum':
            definition = { levels: [], link: undefined }
            definitions.set(attributes['w:abstractNumId'] ?? '', definition)
            break
          case 'w:num':
            list = { definition: '', starts: [], levels: [] }
            lists.set(attributes['w:numId'] ?? '', list)
            break
          case 'w:lvlOverride':
            override = levelOf(attributes['w:ilvl'])
            break
          case 'w:lvl': {
            level = { start: 1, format: 'decimal', text: '', legal: false, style: undefined }
            const at = levelOf(attributes['w:ilvl'])
            if (list !== undefined) list.levels[at] = level
            else if (definition !== undefined) definition.levels[at] = level
            break
          }
          case 'w:abstractNumId':
            if (list !== undefined) list.definition = value
            break
          case 'w:startOverride':
            if (list !== undefined) list.starts[override] = numberOf(value)
            break
          case 'w:numStyleLink':
            if (definition !== undefined) definition.link = value
            break
          case 'w:start':
            if (level !== undefined) level.start = numberOf(value)
            break
          case 'w:numFmt':
            if (level !== undefined) level.format = formats[value] ?? 'decimal'
            break
          case 'w:lvlText':
            if (level !== undefined) level.text = value
            break
          case 'w:isLgl':
            if (level !== undefined) level.legal = !/^(0|false|off)$/.test(value)
            break
          case 'w:pStyle':
            if (level !== undefined) level.style = value
            break
        }
      },
      onclosetag(name) {
        if (name === 'w:abstractNum') definition = undefined
        if (name === 'w:num') list = undefined
        if (name === 'w:lvl') level = undefined
      },
    },
    { xmlMode: true },
  )
  parser.end(xml)

  const counter = new ListCounter()
  const levelsOf = (
    numId: string,
    seen = 0,
  ):
    | {
        readonly id: string
        readonly levels: readonly (ListLevel | undefined)[]
        readonly styles: readonly (string | undefined)[]
      }
    | undefined => {
    const own = lists.get(numId)
    const found = own === undefined ? undefined : definitions.get(own.definition)
    if (own === undefined || found === undefined) return undefined
    if (found.link !== undefined && seen < 3) {
      const linked = listOfStyle(found.link)
      const there = linked === undefined ? undefined : levelsOf(linked, seen + 1)
      if (there !== undefined) return there
    }
    const levels = Array.from({ length: deepestLevel + 1 }, (_, i) => own.levels[i] ?? found.levels[i])
    return { id: own.definition, levels, styles: levels.map((one) => one?.style) }
  }

  return {
    marker(numId, written, style) {
      const found = levelsOf(numId)
      if (found === undefined) return ''
      const byStyle = style === undefined ? -1 : found.styles.indexOf(style)
      const at = written === undefined ? Math.max(0, byStyle) : levelOf(written)
      const start = lists.get(numId)?.starts[at]
      const restart = start === undefined ? undefined : { key: `${numId}:${at}`, at: start }
      return counter.next(found.id, at, found.levels, restart)
    },
  }
}

const levelOf = (value: string | undefined): number => Math.min(deepestLevel, numberOf(value ?? '0'))
const numberOf = (value: string): number => (/^\d{1,6}$/.test(value) ? Number(value) : 0)
