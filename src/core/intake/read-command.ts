import { foldVietnamese } from '../fold.ts'

/** What somebody typed at a review. Numbers are the items'; those of targets are written "C1". */
export type ReviewCommand =
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'show'; readonly number: number }
  | { readonly kind: 'keep' | 'drop'; readonly numbers: readonly number[] }
  /** `words` '' asks for them. */
  | { readonly kind: 'due' | 'every' | 'what' | 'kind' | 'to'; readonly number: number; readonly words: string }
  | { readonly kind: 'units'; readonly numbers: readonly number[]; readonly words: string }
  /** A number and words of which only a look at units and dates can say what they mean. */
  | { readonly kind: 'about'; readonly number: number; readonly words: string }
  | { readonly kind: 'indicator'; readonly number: number; readonly words: string }
  | { readonly kind: 'keep-indicators' | 'drop-indicators'; readonly numbers: readonly number[] }
  | { readonly kind: 'add' | 'add-indicator'; readonly what: string }
  | { readonly kind: 'title'; readonly title: string }
  | { readonly kind: 'period' | 'doc-number' | 'issued-on' | 'issuer'; readonly words: string }
  | { readonly kind: Plain }

type Plain =
  | 'keep-all'
  | 'keep-sure'
  | 'undo'
  | 'park'
  | 'drop-draft'
  | 'activate'
  | 'more'
  | 'continue'
  | 'list'
  | 'menu'
  | 'indicators'
  | 'head'
  | 'waiting'
  | 'units-rest'
  | 'replaces'
  | 'replaces-none'

const plain: { readonly [folded: string]: Plain } = {
  'giu het': 'keep-all',
  'giu tat ca': 'keep-all',
  'giu ca': 'keep-all',
  'dong y het': 'keep-all',
  'giu muc ro': 'keep-sure',
  'giu muc da ro': 'keep-sure',
  'giu cac muc ro': 'keep-sure',
  'giu cac muc da ro': 'keep-sure',
  'hoan tac': 'undo',
  undo: 'undo',
  'lay lai': 'undo',
  'de sau': 'park',
  'lam sau': 'park',
  'tam dung': 'park',
  'huy nhap': 'drop-draft',
  'huy ban nhap': 'drop-draft',
  'kich hoat': 'activate',
  'kich hoat ke hoach': 'activate',
  tiep: 'more',
  'xem tiep': 'more',
  'trang sau': 'more',
  'tiep tuc': 'continue',
  'muc tiep theo': 'continue',
  'muc sau': 'continue',
  'lam tiep': 'continue',
  'danh sach': 'list',
  've danh sach': 'list',
  'tom tat': 'list',
  'xem lai': 'list',
  '0': 'menu',
  'viec khac': 'menu',
  'chi tieu': 'indicators',
  'xem chi tieu': 'indicators',
  'phan dau': 'head',
  'phan dau van ban': 'head',
  'sua phan dau': 'head',
  'can xem': 'waiting',
  'xem muc can lam ro': 'waiting',
  'muc can lam ro': 'waiting',
  'giao het': 'units-rest',
  'giao don vi het': 'units-rest',
  'giao muc chua co don vi': 'units-rest',
  thay: 'replaces',
  'thay ke hoach': 'replaces',
  'khong thay': 'replaces-none',
}

type Verb = 'keep' | 'drop' | 'due' | 'units' | 'every' | 'show' | 'what' | 'kind' | 'to'

/** Words between a number and what is said of it, or before the number; longer ones first. */
const verbs: readonly { readonly words: string; readonly kind: Verb }[] = [
  { words: 'sua han', kind: 'due' },
  { words: 'doi han', kind: 'due' },
  { words: 'thoi han', kind: 'due' },
  { words: 'han', kind: 'due' },
  { words: 'neu chu ky', kind: 'every' },
  { words: 'chu ky', kind: 'every' },
  { words: 'giao don vi', kind: 'units' },
  { words: 'giao cho', kind: 'units' },
  { words: 'giao', kind: 'units' },
  { words: 'don vi', kind: 'units' },
  { words: 'chu tri', kind: 'units' },
  { words: 'sua noi dung', kind: 'what' },
  { words: 'noi dung', kind: 'what' },
  { words: 'sua loai', kind: 'kind' },
  { words: 'loai', kind: 'kind' },
  { words: 'sua noi nhan', kind: 'to' },
  { words: 'noi nhan', kind: 'to' },
  { words: 'gui ve', kind: 'to' },
  { words: 'gui cho', kind: 'to' },
  { words: 'gui', kind: 'to' },
  { words: 'giu lai', kind: 'keep' },
  { words: 'giu', kind: 'keep' },
  { words: 'bo', kind: 'drop' },
  { words: 'xoa', kind: 'drop' },
  { words: 'xem', kind: 'show' },
]

/** A text's words, and the first of them folded: no command has more. */
interface Typed {
  readonly parts: readonly string[]
  readonly folded: readonly string[]
}

const mostWords = 4

function typedOf(text: string): Typed {
  const parts = text.split(' ')
  return { parts, folded: parts.slice(0, mostWords).map((part) => foldVietnamese(part).replace(/:$/, '')) }
}

/** What stands behind words that a text begins with, whatever accents it was typed with. */
function behind({ parts, folded }: Typed, words: string): string | undefined {
  const wanted = words.split(' ')
  if (!wanted.every((word, index) => folded[index] === word)) return undefined
  return parts
    .slice(wanted.length)
    .join(' ')
    .replace(/^[:\-–]\s*/, '')
}

function afterVerb(text: string): { readonly kind: Verb; readonly rest: string } | undefined {
  const typed = typedOf(text)
  for (const { words, kind } of verbs) {
    const rest = behind(typed, words)
    if (rest !== undefined) return { kind, rest }
  }
  return undefined
}

const oneOrRange = /(?:mục |muc )?c?(\d{1,3})(?: ?(?:-|–|đến |den ) ?(\d{1,3}))?(?!\d)/iy
const comma = /(?: ?[,;]| (?:và|va)) ?(?=(?:mục |muc )?c?\d)/iy
const space = / (?=(?:mục |muc )?c?\d)/iy
/** More cannot be meant. */
const mostNumbers = 1000

/** Numbers and stretches of them at the beginning of a text ("3, 5-8 và 12"), each once, and what follows. */
function numbersAt(
  text: string,
  spaced: boolean,
): { readonly numbers: readonly number[]; readonly count: number; readonly rest: string } | undefined {
  const found = new Set<number>()
  const at = (pattern: RegExp, index: number): RegExpExecArray | null => {
    pattern.lastIndex = index
    return pattern.exec(text)
  }
  let end = 0
  let count = 0
  for (let next: number | undefined = 0; next !== undefined; ) {
    const one = at(oneOrRange, next)
    if (one === null) break
    const from = Number(one[1])
    const to = one[2] === undefined ? from : Number(one[2])
    // "7-5" names nothing that could be kept or dropped.
    if (to < from) return undefined
    for (let number = from; number <= to && found.size < mostNumbers; number += 1) found.add(number)
    count += to > from ? 2 : 1
    end = next + one[0].length
    const joint = at(comma, end)
    const apart = joint ?? (spaced ? at(space, end) : null)
    next = apart === null ? undefined : end + apart[0].length
  }
  if (end === 0 || !/^(?:$|:| )/.test(text.slice(end, end + 1))) return undefined
  return { numbers: [...found], count, rest: text.slice(end).replace(/^ ?:? ?/, '') }
}

/** A text that is nothing but numbers. */
function onlyNumbers(text: string): readonly number[] | undefined {
  const read = numbersAt(text, true)
  return read?.rest === '' ? read.numbers : undefined
}

/** Several numbers, and something behind them that is none. */
function severalNumbers(text: string): { readonly numbers: readonly number[]; readonly words: string } | undefined {
  const read = numbersAt(text, false)
  return read === undefined || read.count < 2 || !/^\D/.test(read.rest)
    ? undefined
    : { numbers: read.numbers, words: read.rest }
}

const oneNumber = (text: string): { readonly number: number; readonly rest: string } | undefined => {
  const found = /^(?:mục\s+|muc\s+)?(\d{1,3})(?:[.):]?\s+|$)/i.exec(text)
  return found === null ? undefined : { number: Number(found[1]), rest: text.slice(found[0].length).trim() }
}

function ofVerb(kind: Verb, number: number, words: string): ReviewCommand | undefined {
  if (kind === 'keep' || kind === 'drop') return words === '' ? { kind, numbers: [number] } : undefined
  if (kind === 'show') return words === '' ? { kind, number } : undefined
  if (kind === 'units') return { kind, numbers: [number], words }
  return { kind, number, words }
}

/** "C2", "C2 ít nhất 90%", "chỉ tiêu 2", "bỏ C3". */
function ofIndicators(text: string): ReviewCommand | undefined {
  const found = /^(?:c\s?|chỉ tiêu\s+|chi tieu\s+|ct\s?)(\d{1,3})(?:[.):]?\s+|$)/i.exec(text)
  if (found !== null) {
    const words = text.slice(found[0].length).trim()
    const verb = /^(?:giu|bo|xoa)$/.exec(foldVietnamese(words))?.[0]
    const number = Number(found[1])
    if (verb === undefined) return { kind: 'indicator', number, words }
    return { kind: verb === 'giu' ? 'keep-indicators' : 'drop-indicators', numbers: [number] }
  }
  const verb = afterVerb(text)
  const listed =
    verb === undefined ? undefined : /^(?:c\s?(?=\d)|chỉ tiêu\s+c?|chi tieu\s+c?)(.*)$/isu.exec(verb.rest)?.[1]
  const numbers = listed === undefined ? undefined : onlyNumbers(listed)
  if (verb === undefined || numbers === undefined) return undefined
  if (verb.kind === 'keep') return { kind: 'keep-indicators', numbers }
  if (verb.kind === 'drop') return { kind: 'drop-indicators', numbers }
  return verb.kind === 'show' && numbers[0] !== undefined
    ? { kind: 'indicator', number: numbers[0], words: '' }
    : undefined
}

/** Words of the head of the document, each with what is put right by them. */
const headWords: readonly (readonly [string, 'period' | 'doc-number' | 'issued-on' | 'issuer'])[] = [
  ['thoi gian thuc hien', 'period'],
  ['thoi gian', 'period'],
  ['so ky hieu', 'doc-number'],
  ['so van ban', 'doc-number'],
  ['so', 'doc-number'],
  ['ngay ban hanh', 'issued-on'],
  ['co quan ban hanh', 'issuer'],
]

function ofHead(text: string, typed: Typed, folded: string): ReviewCommand | undefined {
  if (/^(?:ten|ten ke hoach)[: ]/.test(folded)) return titleIn(text)
  for (const [words, kind] of headWords) {
    const rest = behind(typed, words)
    if (rest === undefined || rest === '') continue
    // "Số 21/KH-BQLKKT": without its stroke it is some other number.
    if (words === 'so' && !/^\d+[^/]*\//.test(rest)) continue
    return { kind, words: rest }
  }
  return undefined
}

/**
 * Reads what an admin types at a review: "giữ hết", "bỏ 3", "3 bỏ", "giữ 5-20", "5 hạn 30/6", "4 VP, P. QLĐT", "giao 4,
 * 9 VP", "5 nội dung …", "C2 ít nhất 90%", "xem 4", "thêm …", "số 21/KH-…", a bare number. Accents and case do not
 * matter. undefined when it is none of these.
 */
export function readCommand(typed: string): ReviewCommand | undefined {
  const text = typed.normalize('NFC').replace(/\s+/g, ' ').trim()
  if (text === '' || text.length > 2000) return undefined
  const folded = foldVietnamese(text).replace(/[.!]+$/, '')
  const known = Object.hasOwn(plain, folded) ? plain[folded] : undefined
  if (known !== undefined) return { kind: known }
  const words = typedOf(text)
  const more = behind(words, 'them chi tieu')
  if (more !== undefined) return { kind: 'add-indicator', what: more }
  const missed = behind(words, 'them')
  if (missed !== undefined) return { kind: 'add', what: missed }
  const special = ofHead(text, words, folded) ?? ofIndicators(text)
  if (special !== undefined) return special
  const several = severalNumbers(text)
  if (several !== undefined) return ofSeveral(several.numbers, several.words)
  const first = oneNumber(text)
  if (first !== undefined) {
    if (first.rest === '') return { kind: 'number', number: first.number }
    const verb = afterVerb(first.rest)
    if (verb !== undefined) return ofVerb(verb.kind, first.number, verb.rest)
    return onlyNumbers(text) !== undefined ? undefined : { kind: 'about', number: first.number, words: first.rest }
  }
  const verb = afterVerb(text)
  if (verb === undefined) return undefined
  if (verb.kind === 'keep' || verb.kind === 'drop') {
    const numbers = onlyNumbers(verb.rest)
    return numbers === undefined ? undefined : { kind: verb.kind, numbers }
  }
  const many = verb.kind === 'units' ? severalNumbers(verb.rest) : undefined
  if (many !== undefined) return { kind: 'units', numbers: many.numbers, words: many.words }
  const item = oneNumber(verb.rest)
  return item === undefined ? undefined : ofVerb(verb.kind, item.number, item.rest)
}

/** "4, 9 bỏ", "4, 9 giao VP", "4, 9 VP". */
function ofSeveral(numbers: readonly number[], words: string): ReviewCommand | undefined {
  const verb = afterVerb(words)
  if (verb === undefined) return { kind: 'units', numbers, words }
  if (verb.kind === 'keep' || verb.kind === 'drop') return verb.rest === '' ? { kind: verb.kind, numbers } : undefined
  return verb.kind === 'units' && verb.rest !== '' ? { kind: 'units', numbers, words: verb.rest } : undefined
}

function titleIn(text: string): ReviewCommand | undefined {
  const title = text.replace(/^\S+(?:(?:\s+(?:kế hoạch|ke hoach))?\s*:|\s)\s*/i, '').trim()
  return title === '' || title.length > 500 ? undefined : { kind: 'title', title }
}
