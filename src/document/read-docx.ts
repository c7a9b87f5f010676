import { Parser } from 'htmlparser2'
import JSZip from 'jszip'
import mammoth from 'mammoth'
import { DocumentRefused, type DocumentText } from '../app/ports/document-reader.ts'
import { mostCharacters, mostPages } from './document-limits.ts'
import { readDocxNumbering } from './docx-numbering.ts'
import { plainDocx } from './docx-plain.ts'
import { readDocxStyles } from './docx-styles.ts'
import { readHtmlBlocks } from './html-blocks.ts'
import type { OpenZip } from './open-zip.ts'
import { printLegacy } from './print-legacy.ts'

/** Characters of a rewritten part. */
const mostPlain = 12_000_000

/** The main part of a Word package by its relations; undefined when the ZIP holds no Word document. */
export async function mainDocxPart(zip: OpenZip): Promise<string | undefined> {
  if (zip.names.has('word/document.xml')) return 'word/document.xml'
  const target = targetOf((await zip.text('_rels/.rels')) ?? '', /\/officeDocument$/)?.replace(/^\//, '')
  return target?.startsWith('word/') && zip.names.has(target) ? target : undefined
}

/**
 * Reads a Word document (.docx). Fails with a DocumentRefused: 'damaged', 'archive-bomb', 'encrypted',
 * 'too-many-pages', 'legacy-font'.
 */
export async function readDocx(zip: OpenZip, main: string): Promise<DocumentText> {
  const pages = pagesIn((await zip.text('docProps/app.xml')) ?? '')
  if (pages !== undefined && pages > mostPages) throw new DocumentRefused('too-many-pages', { pages, most: mostPages })

  const document = await zip.text(main)
  if (document === undefined || document.trim() === '') throw new DocumentRefused('damaged')
  const styles = readDocxStyles((await zip.text('word/styles.xml')) ?? '')
  const numbering = readDocxNumbering(
    (await zip.text('word/numbering.xml')) ?? '',
    (style) => styles.numberingOf(style)?.numId,
  )
  const plain = plainDocx(document, styles, numbering)
  if (!plain.includes('<w:body')) throw new DocumentRefused('damaged')
  // Twice what 200 full pages take; the converter needs some fifty times as much memory.
  if (plain.length > mostPlain) throw new DocumentRefused('too-many-pages', { most: mostPages })
  const notes = new Map<string, string>()
  for (const name of ['footnotes', 'endnotes']) {
    const part = await zip.text(`word/${name}.xml`)
    if (part === undefined) continue
    const note = plainDocx(part, styles, numbering)
    if (note.length > mostPlain) throw new DocumentRefused('too-many-pages', { most: mostPages })
    notes.set(name, note)
  }

  const blocks = readHtmlBlocks(await toHtml(plain, notes))
  const text = printLegacy(blocks)
  if (text.length > mostCharacters)
    throw new DocumentRefused('too-many-pages', {
      pages: Math.ceil(text.length / (mostCharacters / mostPages)),
      most: mostPages,
    })
  return { text, pages: pages ?? Math.max(1, Math.ceil(text.length / 2_500)), origin: 'text', confidence: null }
}

const word = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const package_ = 'http://schemas.openxmlformats.org/package/2006'
const types = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

/** Lets mammoth convert the rewritten parts, and nothing else: no pictures, no styles, no outside files. */
async function toHtml(document: string, notes: ReadonlyMap<string, string>): Promise<string> {
  const names = [...notes.keys()]
  const zip = new JSZip()
  zip.file(
    '[Content_Types].xml',
    `<Types xmlns="${package_}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${types}.document.main+xml"/></Types>`,
  )
  zip.file(
    '_rels/.rels',
    `<Relationships xmlns="${package_}/relationships"><Relationship Id="r1" Type="${word}/officeDocument" Target="word/document.xml"/></Relationships>`,
  )
  zip.file(
    'word/_rels/document.xml.rels',
    `<Relationships xmlns="${package_}/relationships">${names.map((name) => `<Relationship Id="${name}" Type="${word}/${name}" Target="${name}.xml"/>`).join('')}</Relationships>`,
  )
  zip.file('word/document.xml', document)
  for (const [name, part] of notes) zip.file(`word/${name}.xml`, part)
  const buffer = await zip.generateAsync({ type: 'nodebuffer', compression: 'STORE' })
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer },
      { includeEmbeddedStyleMap: false, externalFileAccess: false },
    )
    return value
  } catch (error) {
    throw new DocumentRefused('damaged', {}, error)
  }
}

/** How many pages the program that saved the document counted. */
function pagesIn(xml: string): number | undefined {
  const found = /<(?:\w+:)?Pages>(\d{1,6})</.exec(xml)
  return found === null ? undefined : Math.max(1, Number(found[1]))
}

function targetOf(relations: string, type: RegExp): string | undefined {
  let target: string | undefined
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === 'Relationship' && type.test(attributes.Type ?? '')) target ??= attributes.Target
      },
    },
    { xmlMode: true },
  )
  parser.end(relations)
  return target
}
