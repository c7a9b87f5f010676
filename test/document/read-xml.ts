/** The characters of XML 1.0 (production 2). */
const legal = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u

/** A start, end or empty tag with quoted attributes, or the declaration. */
const tag =
  /<(?<close>\/)?(?<name>[A-Za-z_][\w:.-]*)(?<attributes>(?:\s+[A-Za-z_][\w:.-]*="[^"<]*")*)\s*(?<empty>\/)?>|<\?xml [^?]*\?>/gu

const names: { readonly [entity: string]: string } = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** Resolves entities; throws on a bare ampersand or bracket. */
function unescaped(text: string): string {
  if (/[<]|]]>/.test(text)) throw new Error(`bare markup in ${JSON.stringify(text.slice(0, 80))}`)
  return text.replace(/&(?:([a-z]+);|#(\d+);)?/g, (found, name: string | undefined, code: string | undefined) => {
    const value = code === undefined ? names[name ?? ''] : String.fromCodePoint(Number(code))
    if (value === undefined) throw new Error(`no such entity: ${found}`)
    return value
  })
}

interface Piece {
  readonly text: string
  readonly name: string
  readonly attributes: { readonly [name: string]: string }
  readonly kind: 'open' | 'close' | 'empty' | 'declaration'
}

/** Reads a document strictly: legal characters, quoted attributes, closed elements, one root. Throws otherwise. */
function piecesOf(xml: string): readonly Piece[] {
  if (!legal.test(xml)) throw new Error('a character that XML 1.0 does not allow')
  const pieces: Piece[] = []
  const open: string[] = []
  let at = 0
  for (const found of xml.matchAll(tag)) {
    const { close, name = '', attributes = '', empty } = found.groups ?? {}
    const text = unescaped(xml.slice(at, found.index))
    at = found.index + found[0].length
    const kind = name === '' ? 'declaration' : close ? 'close' : empty ? 'empty' : 'open'
    if (kind === 'close' && open.pop() !== name) throw new Error(`</${name}> closes nothing`)
    if (kind === 'open') open.push(name)
    const read = [...attributes.matchAll(/([\w:.-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [
      key,
      unescaped(value),
    ])
    pieces.push({ text, name, kind, attributes: Object.fromEntries(read) })
  }
  if (open.length > 0 || unescaped(xml.slice(at)).trim() !== '') throw new Error(`not closed: ${open.join(' ')}`)
  return pieces
}

/** The attributes of every element of that name. Throws when the document is not well-formed. */
export const elementsOf = (xml: string, name: string): readonly { readonly [name: string]: string }[] =>
  piecesOf(xml)
    .filter((piece) => piece.name === name && piece.kind !== 'close')
    .map((piece) => piece.attributes)

/** The text of a Word document, one line per paragraph. */
export const textOf = (xml: string): string =>
  piecesOf(xml)
    .map((piece) =>
      piece.kind === 'close' && piece.name === 'w:t'
        ? piece.text
        : piece.kind === 'close' && piece.name === 'w:p'
          ? '\n'
          : '',
    )
    .join('')
