import { DocumentRefused, type DocumentText } from '../app/ports/document-reader.ts'
import { mostCharacters, mostPages } from './document-limits.ts'
import { fromLegacy, mostUnknown, unknownShare } from './legacy-fonts.ts'

/**
 * Reads a text or Markdown file. The text is exactly what the file holds, decoded: no mark, blank or line end is
 * changed, since offsets speak of it. Encodings: UTF-8, UTF-16 with or without mark, Windows-1258, and the 8-bit codes
 * of the TCVN3 and VNI fonts. undefined when the bytes are no text. Fails with a DocumentRefused.
 */
export function readText(bytes: Uint8Array): DocumentText | undefined {
  const text = decode(bytes)
  if (text === undefined) return undefined
  if (text.length > mostCharacters)
    throw new DocumentRefused('too-many-pages', {
      pages: Math.ceil(text.length / (mostCharacters / mostPages)),
      most: mostPages,
    })
  return { text, pages: Math.max(1, Math.ceil(text.length / 2_500)), origin: 'text', confidence: null }
}

/** Signs that no text has; tabs, line ends, page breaks and the old end-of-file sign may be there. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters looked for
const binary = /[\u0000-\u0008\u000e-\u0019\u001b-\u001f\ufffe\uffff]/

function decode(bytes: Uint8Array): string | undefined {
  const wide = wideEncoding(bytes)
  if (wide !== undefined) {
    const text = new TextDecoder(wide, { ignoreBOM: true }).decode(bytes)
    return binary.test(text) || tooMany(text, /\ufffd/g, 0.002) ? undefined : text
  }
  if (bytes.some((byte) => (byte < 9 || (byte > 13 && byte < 32)) && byte !== 0x1a)) return undefined
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  // A file that was cut in the middle of a letter is UTF-8 all the same.
  if (!tooMany(text, /\ufffd/g, 0.002)) return text
  return decodeSingleBytes(bytes)
}

const tooMany = (text: string, sign: RegExp, share: number): boolean =>
  (text.match(sign)?.length ?? 0) > Math.max(2, text.length * share)

/** UTF-16 by its mark, or by the zero bytes beside every ASCII character. */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const length = Math.min(bytes.length, 8_192) & ~1
  if (length < 8) return undefined
  let even = 0
  let odd = 0
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even += 1
    if (bytes[i + 1] === 0) odd += 1
  }
  const half = length / 2
  if (odd > half * 0.4 && even < half * 0.02) return 'utf-16le'
  if (even > half * 0.4 && odd < half * 0.02) return 'utf-16be'
  return undefined
}

/** Which of the old encodings it is shows in the words; bytes that give Vietnamese in none of them are hardly a text. */
function decodeSingleBytes(bytes: Uint8Array): string | undefined {
  const western = new TextDecoder('windows-1252').decode(bytes)
  const vietnamese = new TextDecoder('windows-1258').decode(bytes)
  const [best] = [vietnamese, fromLegacy(western, 'tcvn3'), fromLegacy(western, 'vni')]
    .map((text) => ({ text, unknown: unknownShare(text) }))
    .sort((a, b) => a.unknown - b.unknown)
  const text = best !== undefined && best.unknown <= mostUnknown ? best.text : vietnamese
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  return !binary.test(text) && !/[\u0080-\u009f]/.test(text) && letters > text.length * 0.5 ? text : undefined
}
