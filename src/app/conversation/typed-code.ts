/** No letters or digits that look alike; 10 of 31 signs are about 49 bits, far from guessing in a few tries a day. */
export const codeSigns = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const codeLength = 10
/** Behind `/start`: the list of work, as the button under a message in a group asks for it; no code. */
const openWork = 'VIEC'
/** A message with a code is short; a longer one is something else. */
const longest = 80

/** What Vietnamese keyboards (Telex) make of two letters of a code that follow each other. */
const telex: { readonly [letter: string]: string } = { Â: 'AA', Ă: 'AW', Đ: 'DD', Ê: 'EE', Ô: 'OO', Ơ: 'OW', Ư: 'UW' }
const toneKeys: { readonly [mark: string]: string } = {
  '\u0301': 'S',
  '\u0300': 'F',
  '\u0309': 'R',
  '\u0303': 'X',
  '\u0323': 'J',
}

const isTone = (mark: string): boolean => toneKeys[mark] !== undefined

/** Each letter without its tone, and the tone as the key that made it. */
function asTyped(text: string): string {
  let typed = ''
  for (const letter of text.normalize('NFC')) {
    const parts = [...letter.normalize('NFD')]
    const base = parts
      .filter((part) => !isTone(part))
      .join('')
      .normalize('NFC')
    typed += (telex[base] ?? base) + parts.map((part) => toneKeys[part] ?? '').join('')
  }
  return typed
}

const bare = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/Đ/g, 'D')
const signsOf = (text: string): string => text.replace(/[^A-Z0-9]/g, '')

/** Words that people put before the code. */
const opening =
  /^(?:\/?START(?:@\w{1,64})?|\/?MA(?: MOI| THAM GIA)?(?: LA| CUA TOI LA)?|CODE)(?=[\s:;,.\-–]|$)[\s:;,.\-–]*/

/**
 * The invitation code in what a stranger typed: with or without `/start`, in any case, with blanks, dashes and
 * full-width letters, also where a Vietnamese keyboard made accents of its letters. Without a word before it only what
 * looks like a code counts as one. undefined when the message is something else.
 */
export function codeIn(text: string): string | undefined {
  const tidy = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim()
    .toUpperCase()
  if (tidy === '' || tidy.length > longest) return undefined
  const plain = bare(tidy)
  const said = opening.exec(plain)
  const rest = said === null ? tidy : wordsAfter(tidy, plain, said[0].length)
  const asked = said !== null && signsOf(bare(rest)) !== ''
  const spellings = [signsOf(bare(rest)), signsOf(asTyped(rest))]
  const code = spellings.find((one) => one.length === codeLength && [...one].every((sign) => codeSigns.includes(sign)))
  if (code === undefined) {
    const typed = signsOf(bare(rest))
    return asked && typed !== openWork && /^\/?START/.test(plain) ? typed : undefined
  }
  return asked || looksLikeCode(rest) ? code : undefined
}

/** The text behind its first `length` bare letters; accents may make it longer than its bare form, never shorter. */
function wordsAfter(tidy: string, plain: string, length: number): string {
  let seen = 0
  let at = 0
  for (const letter of tidy) {
    if (seen >= length) break
    seen += bare(letter).length
    at += letter.length
  }
  return seen >= length ? tidy.slice(at) : plain.slice(length)
}

/** Ten letters in a row of words may be a name; a digit, a dash, one word or two halves of five are a code. */
function looksLikeCode(text: string): boolean {
  if (/[\d\-–—]/.test(text)) return true
  const words = text.split(/[\s_.]+/).filter((word) => word !== '')
  return words.length === 1 || (words.length === 2 && words.every((word) => signsOf(bare(word)).length === 5))
}
