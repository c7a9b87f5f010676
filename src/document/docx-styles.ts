import { Parser } from 'htmlparser2'

/** What a style says that the text depends on; undefined: nothing, the style it is based on decides. */
interface Style {
  readonly id: string
  name: string
  basedOn: string | undefined
  font: string | undefined
  numId: string | undefined
  level: string | undefined
  readonly isDefault: boolean
}

/** The styles of a Word document as far as they decide its text: numbering and fonts. */
export interface DocxStyles {
  /** The font of text that names none itself: of the run's style, the paragraph's, the document's. */
  fontOf(paragraphStyle: string | undefined, runStyle: string | undefined): string | undefined
  /** The list that a paragraph style belongs to. */
  numberingOf(
    paragraphStyle: string | undefined,
  ): { readonly numId: string; readonly level: string | undefined } | undefined
  /** Lines of a table of contents repeat the headings. */
  isContents(paragraphStyle: string | undefined): boolean
}

/** Styles may be based on each other in a circle in a damaged file. */
const deepest = 20

/** Reads word/styles.xml; an empty text gives a document without styles. */
export function readDocxStyles(xml: string): DocxStyles {
  const styles = new Map<string, Style>()
  let style: Style | undefined
  let documentFont: string | undefined
  let inDefaults = false
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const value = attributes['w:val']
        if (name === 'w:docDefaults') inDefaults = true
        else if (name === 'w:style')
          style = {
            id: attributes['w:styleId'] ?? '',
            name: '',
            basedOn: undefined,
            font: undefined,
            numId: undefined,
            level: undefined,
            isDefault: attributes['w:type'] === 'paragraph' && /^(1|true|on)$/.test(attributes['w:default'] ?? ''),
          }
        else if (name === 'w:rFonts') {
          const font = fontIn(attributes)
          if (style !== undefined) style.font ??= font
          else if (inDefaults) documentFont ??= font
        } else if (style !== undefined) {
          if (name === 'w:name') style.name = value ?? ''
          else if (name === 'w:basedOn') style.basedOn = value
          else if (name === 'w:numId') style.numId ??= value
          else if (name === 'w:ilvl') style.level ??= value
        }
      },
      onclosetag(name) {
        if (name === 'w:docDefaults') inDefaults = false
        if (name === 'w:style' && style !== undefined) {
          styles.set(style.id, style)
          style = undefined
        }
      },
    },
    { xmlMode: true },
  )
  parser.end(xml)
  const normal = [...styles.values()].find((one) => one.isDefault)

  const first = <T>(id: string | undefined, pick: (style: Style) => T | undefined): T | undefined => {
    let at = id === undefined ? undefined : styles.get(id)
    for (let i = 0; at !== undefined && i < deepest; i++) {
      const found = pick(at)
      if (found !== undefined) return found
      at = at.basedOn === undefined ? undefined : styles.get(at.basedOn)
    }
    return undefined
  }

  return {
    fontOf: (paragraphStyle, runStyle) =>
      first(runStyle, (one) => one.font) ?? first(paragraphStyle ?? normal?.id, (one) => one.font) ?? documentFont,
    numberingOf: (paragraphStyle) =>
      first(paragraphStyle ?? normal?.id, (one) =>
        one.numId === undefined ? undefined : { numId: one.numId, level: one.level },
      ),
    isContents: (paragraphStyle) =>
      paragraphStyle !== undefined && /^toc (?:\d|heading)/i.test(styles.get(paragraphStyle)?.name ?? ''),
  }
}

/** The font that w:rFonts names for Latin letters. */
export const fontIn = (attributes: { readonly [name: string]: string }): string | undefined =>
  attributes['w:ascii'] ?? attributes['w:hAnsi']
