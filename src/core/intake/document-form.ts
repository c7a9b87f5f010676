import { foldVietnamese } from '../fold.ts'
import { isUpper } from './outline.ts'
import type { SourceText } from './source-text.ts'

/** What kind of document it is, from its title or, without one, from how it begins. */
export type DocumentKind =
  | 'plan'
  | 'programme'
  | 'scheme'
  | 'option'
  | 'guidance'
  | 'decision'
  | 'directive'
  | 'report'
  | 'letter'
  | 'submission'
  | 'minutes'
  | 'notice'
  | 'invitation'
  | 'contract'
  | 'law'
  /** No title was found: a page may be missing, so it is read all the same. */
  | 'unknown'

export interface DocumentForm {
  readonly form: DocumentKind
  /** false: another language, or letters that make no Vietnamese. */
  readonly vietnamese: boolean
  /** Whether a schedule is looked for in it. */
  readonly readable: boolean
}

/** Names of document kinds as they open a title, without accents. Tried in this order. */
const TITLES: readonly (readonly [DocumentKind, RegExp])[] = [
  ['plan', /^(?:du thao )?ke hoach(?![a-z])/],
  ['programme', /^(?:du thao )?chuong trinh(?: (?:cong tac|hanh dong|lam viec|phoi hop|trong tam))?(?![a-z])/],
  ['scheme', /^(?:du thao )?de an(?![a-z])/],
  ['option', /^phuong an(?![a-z])/],
  ['guidance', /^huong dan(?![a-z])/],
  ['decision', /^quyet dinh(?![a-z])/],
  ['directive', /^(?:chi thi|nghi quyet|ket luan|cong dien)(?![a-z])/],
  ['report', /^bao cao(?![a-z])/],
  ['submission', /^to trinh(?![a-z])/],
  ['minutes', /^bien ban(?![a-z])/],
  ['notice', /^thong bao(?![a-z])/],
  ['letter', /^cong van(?![a-z])/],
  ['invitation', /^(?:giay moi|thu moi)(?![a-z])/],
  ['contract', /^hop dong(?![a-z])/],
  ['law', /^(?:luat|nghi dinh|thong tu)(?![a-z])/],
]

const READABLE: ReadonlySet<DocumentKind> = new Set([
  'plan',
  'programme',
  'scheme',
  'option',
  'guidance',
  'decision',
  'directive',
  'unknown',
])

/** "12/KH-UBND" and the like, where no title is left. */
const NUMBER_KINDS: readonly (readonly [DocumentKind, RegExp])[] = [
  ['plan', /\/\s*kh\s*[-–]/],
  ['report', /\/\s*bc\s*[-–]/],
  ['submission', /\/\s*ttr\s*[-–]/],
  ['programme', /\/\s*ctr\s*[-–]/],
  ['notice', /\/\s*tb\s*[-–]/],
  ['minutes', /\/\s*bb\s*[-–]/],
  ['decision', /\/\s*qđ\s*[-–]/],
]

/** What a document is, by its title, its number or its first words. */
export function documentFormOf(text: SourceText): DocumentForm {
  const form = kindOf(text)
  return { form, vietnamese: isVietnamese(text), readable: READABLE.has(form) }
}

function kindOf(text: SourceText): DocumentKind {
  let numbered: DocumentKind | null = null
  let letter = false
  let looked = 0
  let decision = false
  for (const block of text.blocks) {
    if (block.kind === 'row') continue
    looked += 1
    if (looked > 60) break
    const shown = text.shown.slice(block.start, Math.min(block.end, block.start + 300))
    const clean = text.clean.slice(block.start, Math.min(block.end, block.start + 300))
    if (block.part === 'head' || looked < 12) {
      const title = titleKind(shown, clean)
      if (title === 'decision') decision = true
      else if (title !== null) return title === 'law' && decision ? 'decision' : title
      if (/^số\s*[:.]|^\s*\d*\s*\/\p{L}+-/u.test(clean))
        numbered ??= NUMBER_KINDS.find(([, pattern]) => pattern.test(clean))?.[0] ?? null
      if (/^(?:v\/v|kính gửi)/.test(clean)) letter = true
    } else if (decision && titleKind(shown, clean) !== null) return 'decision'
  }
  if (decision) return 'decision'
  if (numbered !== null) return numbered
  return letter ? 'letter' : 'unknown'
}

function titleKind(shown: string, clean: string): DocumentKind | null {
  // Letters set apart for looks: "K Ế  H O Ạ C H".
  const joined = /^(?:\p{Lu}\s){3,}/u.test(shown) ? clean.replace(/(?<=^|\s)(\p{L})\s(?=\p{L}(?:\s|$))/gu, '$1') : clean
  const plain = joined
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/^[("\s]+/, '')
  for (const [kind, pattern] of TITLES) {
    const found = pattern.exec(plain)
    if (found === null) continue
    // In capitals, or alone on its line; "Kế hoạch này …" is a sentence.
    const words = shown.slice(0, found[0].length + 2)
    if (isUpper(words) || plain.replace(/[\s.:()"]+$/, '') === found[0]) return kind
    if (
      kind === 'plan' &&
      /^(?:ke hoach) (?:so |\d|trien khai|thuc hien|to chuc|cong tac|hanh dong|phong)/.test(plain) &&
      clean.length < 300 &&
      !/[.;]$/.test(clean)
    )
      return kind
  }
  return null
}

const COMMON =
  /(?:^|[^\p{L}])(?:và|của|các|có|được|trong|cho|với|là|theo|thực|hiện|công|tác|nhiệm|vụ|năm|tháng|ngày|đơn|vị|cơ|quan|tổ|chức|hành|chính|kế|hoạch|báo|cáo|về|tỉnh|ban|nhân|dân)(?=[^\p{L}]|$)/gu
const VIETNAMESE_ONLY = /[ăâđêôơưắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữựảẻỉỏủỷạẹịọụỵẽĩũỹ]/g

/** A Vietnamese syllable without its accents: how it may begin and end. */
const SYLLABLE = /^(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?$/
/** Of words with a vowel; plans with foreign names stay above nine tenths, English is below one half. */
const FEWEST_SYLLABLES = 0.6

/**
 * Whether the text is Vietnamese: letters and words that no other language has. Text without accents is judged by the
 * office words that were accented in it; as "the" and "to" are accented too, most of its words must be syllables.
 */
function isVietnamese(text: SourceText): boolean {
  const sample = text.clean.slice(0, 60_000)
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  if (letters < 20) return true
  const own = sample.match(VIETNAMESE_ONLY)?.length ?? 0
  const common = sample.match(COMMON)?.length ?? 0
  const words = sample.match(/\p{L}+/gu)?.length ?? 1
  if (own / letters <= 0.04 && common / words <= 0.08) return false
  const spoken = (foldVietnamese(sample).match(/[a-z]+/g) ?? []).filter((word) => /[aeiouy]/.test(word))
  return spoken.filter((word) => SYLLABLE.test(word)).length >= spoken.length * FEWEST_SYLLABLES
}
