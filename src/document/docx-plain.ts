import { Parser } from 'htmlparser2'
import { DocumentRefused } from '../app/ports/document-reader.ts'
import type { DocxNumbering } from './docx-numbering.ts'
import { type DocxStyles, fontIn } from './docx-styles.ts'
import { fromLegacy, hasUnicodeLetters, schemeOfFont } from './legacy-fonts.ts'

/** Parts of which nothing is read, whatever stands in them: properties, earlier states, deleted text, pictures. */
const left = new Set(
  (
    'w:del w:moveFrom w:delText w:instrText w:fldChar w:sdtPr w:sdtEndPr w:sectPr w:tblPr w:tblGrid w:tblPrEx w:object ' +
    'w:pPrChange w:rPrChange w:tblPrChange w:trPrChange w:tcPrChange w:sectPrChange w:numberingChange v:imagedata ' +
    'w:annotationRef w:footnoteRef w:endnoteRef w:ruby'
  ).split(' '),
)

/** Elements that go on to the converter as they are. All others give their content only. */
const kept = new Set(
  (
    'w:document w:body w:footnotes w:footnote w:endnotes w:endnote w:p w:sym w:tbl w:tr ' +
    'w:trPr w:tc w:tcPr w:gridSpan w:vMerge w:footnoteReference w:endnoteReference w:pict'
  ).split(' '),
)

/** Elements that stand for a sign of the text; a page or column break ends a line like any other. */
const signs: { readonly [name: string]: string } = { 'w:tab': '\t', 'w:br': '\n', 'w:cr': '\n', 'w:noBreakHyphen': '-' }

interface Paragraph {
  style: string | undefined
  numId: string | undefined
  level: string | undefined
  /** Its mark was deleted: it runs on into the next paragraph. */
  joined: boolean
}

interface Run {
  style: string | undefined
  font: string | undefined
  hidden: boolean
  capitals: boolean
}

/** A picture or drawing: only the text boxes in it count, once, although they are written twice. */
interface Drawing {
  readonly boxes: string[]
  readonly depth: number
}

/**
 * Rewrites a part of a Word document (document, footnotes, endnotes) so that its text stands there plainly: the
 * markers of automatic lists as text, letters of legacy fonts as Unicode, capitals by format as capitals; without
 * properties, pictures, fields' codes, deleted and hidden text. Tables, merged cells, notes and text boxes stay.
 * Fails with a DocumentRefused 'damaged' when elements are left open.
 */
export function plainDocx(xml: string, styles: DocxStyles, numbering: DocxNumbering): string {
  const namespaces =
    ' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
  const sinks: string[][] = [[]]
  /** Text that was not written yet: the runs of a paragraph become one, which the converter takes in a fraction of the time. */
  let run = ''
  const write = (text: string): void => {
    if (run !== '') sinks[sinks.length - 1]?.push(`<w:r><w:t>${escapeXml(run)}</w:t></w:r>`)
    run = ''
    if (text !== '') sinks[sinks.length - 1]?.push(text)
  }
  const open: string[] = []
  const paragraphs: Paragraph[] = []
  const runs: Run[] = []
  const drawings: Drawing[] = []
  /** Depth at which a left-out element began; null outside. */
  let skipping: number | null = null
  let inParagraphProperties = false
  let inRunProperties = false
  let text: string | null = null
  let ended = false
  let openedAt = 0

  const start = (name: string, attributes: { readonly [name: string]: string }): void => {
    const paragraph = paragraphs[paragraphs.length - 1]
    const format = runs[runs.length - 1]
    const value = attributes['w:val']
    const parent = open[open.length - 2]
    if (inParagraphProperties || inRunProperties) {
      if (name === 'w:rPr') inRunProperties = true
      if (left.has(name) && !(name === 'w:del' && parent === 'w:rPr')) {
        skipping = open.length
        return
      }
      if (inParagraphProperties && paragraph !== undefined) {
        if (name === 'w:pStyle') paragraph.style = value
        else if (name === 'w:numId') paragraph.numId = value
        else if (name === 'w:ilvl') paragraph.level = value
        else if (name === 'w:del' && parent === 'w:rPr') paragraph.joined = true
      } else if (format !== undefined) {
        if (name === 'w:rStyle') format.style = value
        else if (name === 'w:rFonts') format.font = fontIn(attributes)
        else if (name === 'w:vanish') format.hidden = isOn(value)
        else if (name === 'w:caps') format.capitals = isOn(value)
      }
      return
    }
    if (name === 'mc:AlternateContent' || name === 'w:drawing') {
      write('')
      drawings.push({ boxes: [], depth: open.length })
      sinks.push([])
      return
    }
    const drawing = drawings[drawings.length - 1]
    if (name === 'w:txbxContent') {
      write('')
      sinks.push([])
      return
    }
    if (name === 'mc:Fallback' && drawing !== undefined && drawing.boxes.length > 0) {
      skipping = open.length
      return
    }
    if (left.has(name) && !(name === 'w:del' && parent === 'w:trPr')) {
      skipping = open.length
      return
    }
    switch (name) {
      case 'w:p':
        paragraphs.push({ style: undefined, numId: undefined, level: undefined, joined: false })
        break
      case 'w:pPr':
        inParagraphProperties = true
        return
      case 'w:r':
        runs.push({ style: undefined, font: undefined, hidden: false, capitals: false })
        return
      case 'w:rPr':
        inRunProperties = true
        return
      case 'w:t':
        text = ''
        return
      case 'w:document':
      case 'w:footnotes':
      case 'w:endnotes':
        write(`<${name}${namespaces}>`)
        return
    }
    const sign = signs[name]
    if (sign !== undefined) run += sign
    else if (kept.has(name) || name === 'w:del') write(`<${name}${attributeText(attributes)}>`)
  }

  const closeParagraphProperties = (): void => {
    inParagraphProperties = false
    const paragraph = paragraphs[paragraphs.length - 1]
    if (paragraph === undefined) return
    if (paragraph.joined) {
      write('<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>')
      return
    }
    if (styles.isContents(paragraph.style)) {
      // The rest of the paragraph goes; its closing tag still comes.
      skipping = open.length - 1
      return
    }
    const byStyle = paragraph.numId === undefined ? styles.numberingOf(paragraph.style) : undefined
    const numId = paragraph.numId ?? byStyle?.numId
    if (numId === undefined || numId === '0') return
    const marker = numbering.marker(numId, paragraph.level ?? byStyle?.level, paragraph.style)
    if (marker !== '') run += `${marker} `
  }

  const closeText = (): void => {
    const format = runs[runs.length - 1]
    if (text !== null && format?.hidden !== true) {
      const paragraph = paragraphs[paragraphs.length - 1]
      const font = format?.font ?? styles.fontOf(paragraph?.style, format?.style)
      const legacy = font === undefined ? undefined : schemeOfFont(font)
      let shown = text
      if (legacy !== undefined && !hasUnicodeLetters(text)) shown = fromLegacy(text, legacy.scheme)
      if (format?.capitals === true || legacy?.capitals === true) shown = shown.toUpperCase()
      run += shown
    }
    text = null
  }

  const end = (name: string): void => {
    if (inParagraphProperties || inRunProperties) {
      if (name === 'w:rPr') inRunProperties = false
      else if (name === 'w:pPr') closeParagraphProperties()
      return
    }
    const drawing = drawings[drawings.length - 1]
    if (drawing !== undefined && drawing.depth === open.length) {
      write('')
      drawings.pop()
      sinks.pop()
      const outer = drawings[drawings.length - 1]
      if (outer !== undefined) outer.boxes.push(...drawing.boxes)
      else if (drawing.boxes.length > 0) write(textBox(drawing.boxes.join('')))
      return
    }
    if (name === 'w:txbxContent') {
      write('')
      const content = sinks.pop()?.join('') ?? ''
      if (drawing !== undefined) drawing.boxes.push(content)
      else write(textBox(content))
      return
    }
    if (name === 'w:t') {
      closeText()
      return
    }
    if (name === 'w:p') paragraphs.pop()
    if (name === 'w:r') {
      runs.pop()
      return
    }
    if (kept.has(name) || name === 'w:del') write(`</${name}>`)
  }

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        open.push(name)
        openedAt = parser.startIndex
        if (skipping === null) start(name, attributes)
      },
      ontext(piece) {
        if (text !== null && skipping === null) text += piece
      },
      onclosetag(name, implied) {
        // The parser forgives what was left open; XML does not. A tag that closes itself was just opened.
        if (implied && (ended || parser.startIndex !== openedAt)) throw new DocumentRefused('damaged')
        if (skipping === null) end(name)
        else if (skipping === open.length) {
          skipping = null
          // A contents paragraph was already open when the skipping began.
          if (name === 'w:p') end(name)
        }
        open.pop()
      },
    },
    { xmlMode: true },
  )
  parser.write(xml)
  ended = true
  parser.end()
  return sinks[0]?.join('') ?? ''
}

/** Text boxes inside text boxes would end up in the middle of a word; mammoth puts each after its paragraph. */
const textBox = (content: string): string =>
  `<w:pict><v:shape><v:textbox><w:txbxContent>${content}</w:txbxContent></v:textbox></v:shape></w:pict>`

const isOn = (value: string | undefined): boolean => value === undefined || !/^(0|false|off)$/.test(value)

const escapeXml = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    // Characters that XML does not allow, not even as references.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to drop
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')

const attributeText = (attributes: { readonly [name: string]: string }): string =>
  Object.entries(attributes)
    .filter(([name]) => name.startsWith('w:'))
    .map(([name, value]) => ` ${name}="${escapeXml(value).replace(/"/g, '&quot;')}"`)
    .join('')
