import type { Period } from '../plan/plan.ts'
import type { LocalDate } from '../time.ts'
import { yearOf } from '../time.ts'
import { blankDates, type FoundDate, longDates, shortDates } from './document-date.ts'
import { bareNumber, ownNumber } from './document-number.ts'
import { findTitle, type HeadLine, headLines, type Title } from './head-lines.ts'
import { namesAbove, parentName } from './head-names.ts'
import {
  officeOfAnnex,
  officeOfClosing,
  officeOfSign,
  officeOfSignature,
  officeOfTitle,
  subjectOfIntro,
} from './issuer.ts'
import { legalBases } from './legal-bases.ts'
import { inCapitals, officeCase } from './office-name.ts'
import { provinceNamed } from './place-names.ts'
import type { DraftHead, IntakeIssue, IntakeIssueCode } from './plan-draft.ts'
import { atYearsEnd, periodOf, type ReadPeriod, usualYear, wholeYear } from './plan-period.ts'
import { recipientsOf } from './recipients.ts'
import { sentenceOfPlan } from './sentence-of-plan.ts'
import { placeOf, type SourceText } from './source-text.ts'
import type { TimeContext } from './time-phrase.ts'
import { wholeName } from './whole-name.ts'

/** A piece of `clean`. */
interface Piece {
  readonly start: number
  readonly end: number
}

export interface ReadHead {
  readonly head: DraftHead
  /** What the head tells the phrases of the body. */
  readonly context: TimeContext
  /** The document's own number and date line, in `clean`. */
  readonly own: readonly Piece[]
  /** What the head does not say, one Issue each. */
  readonly issues: readonly IntakeIssue[]
}

/** No opening is longer than this. */
const openingSize = 8_000

/** Where the first section begins: nothing of the head stands after it. */
function endOfOpening(text: SourceText, from: number): number {
  const limit = Math.min(text.clean.length, from + openingSize)
  for (const block of text.blocks) {
    if (block.start < from) continue
    if (block.start >= limit) break
    if (block.part === 'annex' || block.part === 'recipients') return block.start
    if (block.marker !== null && /^(?:[ivxIVX]{1,5}|[A-Z]|1|\p{L}+\s?[ivxIVX\d]+)\s?[.):/]?$/u.test(block.marker))
      return block.start
    const words = text.shown.slice(block.start, block.start + 12)
    if (/^(?:I\s?[.)]|A\s?[.)]|1\s?[.)]|PHẦN |Phần )/u.test(words)) return block.start
  }
  return limit
}

interface Layout {
  readonly lines: readonly HeadLine[]
  readonly title: Title | undefined
  /** The head ends here: at the title, or where the text begins. */
  readonly headEnd: number
  /** The opening sentences end here. */
  readonly openingEnd: number
}

function layoutOf(text: SourceText): Layout {
  const lines = headLines(text)
  const title = findTitle(lines)
  const opening = endOfOpening(text, title?.end ?? 0)
  const firstBase = text.blocks.find((block) => block.part !== 'head')?.start ?? opening
  return {
    lines,
    title,
    headEnd: title?.start ?? Math.min(firstBase, opening),
    openingEnd: Math.max(opening, title?.end ?? 0),
  }
}

interface OwnNumber {
  readonly number: string | null
  readonly place: Piece | null
}

function numberIn(text: SourceText, { lines, title, headEnd, openingEnd }: Layout): OwnNumber {
  const above = ownNumber(text.shown.slice(0, headEnd))
  if (above !== undefined && above.number !== null) return { number: above.number, place: above }
  for (const line of lines) {
    if (line.start >= headEnd) break
    const number = bareNumber(line.text)
    if (number !== undefined && number !== null) return { number, place: line }
  }
  if (above !== undefined) return { number: null, place: above }
  // A text layer may give the left column after the title.
  for (const line of lines) {
    if (line.start < (title?.end ?? headEnd)) continue
    if (line.start >= openingEnd || !/^(?:[sS][ốỐôÔoO6])\s?:/u.test(line.text)) continue
    const below = ownNumber(text.shown.slice(line.start, line.end + 40))
    if (below !== undefined) {
      const place = { start: line.start + below.start, end: line.start + below.end }
      return { number: below.number, place }
    }
  }
  const said = sentenceOfPlan(text, title)
  if (said !== undefined) return { number: said.number, place: said.place }
  return { number: null, place: null }
}

interface OwnDate {
  readonly found: FoundDate | null
  readonly place: string | null
}

const sign = /^.*(?:\/|-)\s?[A-ZĐ&\d]{2,}(?:\s?-\s?[A-ZĐ&\d]{2,})*(?![\p{L}])[\s,]*/u
const placeEnd =
  /((?:(?:[Tt]hành phố|[Tt]ỉnh|TP\.?|Tp\.?|[Hh]uyện|[Xx]ã|[Pp]hường|[Tt]hị xã|[Tt]hị trấn|[Qq]uận|[Đđ]ặc khu)\s?)?(?:\p{Lu}[\p{L}\p{M}'’]*(?:\s-\s|\s|-)?){1,5})\s?,?\s*$/u

/** The place before a date: "Gia Lai," of "Số: 32/KH-SNV Gia Lai, ngày …". */
function placeBefore(text: SourceText, lines: readonly HeadLine[], at: number): string | null {
  const line = lines.findIndex((one) => one.start <= at && at < one.end)
  const own = lines[line]
  let before = own === undefined ? '' : text.shown.slice(own.start, at).normalize('NFC')
  if (before.trim() === '' || /^[\s,]+$/u.test(before)) before = lines[line - 1]?.text ?? ''
  const bare = before.replace(/^.*[Hh][ạaẠA][Nn][Hh]\s[Pp][Hh][úuÚU][Cc][\s*_-]*/u, '').replace(sign, '')
  if (/(?:^|\s)(?:số|Số)\s?:?\s*$/u.test(bare)) return null
  const found = placeEnd.exec(bare)?.[1]?.replace(/[\s,]+$/u, '')
  if (found === undefined || /^(?:Số|KẾ HOẠCH|Kế)/u.test(found)) return null
  const known = provinceNamed(found)
  if (known !== undefined) return known
  // A line above may only lend its words when the comma says that they go on.
  if (own !== undefined && text.shown.slice(own.start, at).trim() === '' && !/,\s*$/u.test(before)) return null
  return inCapitals(found) && found.length > 3 ? officeCase(`xã ${found}`).slice(3) : found
}

function dateIn(text: SourceText, layout: Layout): OwnDate {
  const { lines, title, headEnd, openingEnd } = layout
  const head = text.clean.slice(0, headEnd)
  const stamped = (at: number) =>
    /(?:thời gian ký|ngày ký|ký bởi|hiệu lực|đến)\D{0,12}$/iu.test(head.slice(Math.max(0, at - 30), at))
  for (const found of longDates(head)) {
    if (stamped(found.start)) continue
    return { found, place: placeBefore(text, lines, found.start) }
  }
  for (const found of shortDates(head)) {
    if (stamped(found.start)) continue
    const words = text.clean.slice(Math.max(0, found.start - 60), found.end)
    if (/(?:ngày|,|ngày (?:ban hành|ký)\s?[:|]?)\s?[\d/.\- ]+$/u.test(words))
      return { found, place: placeBefore(text, lines, found.start) }
  }
  for (const found of blankDates(head)) return { found, place: placeBefore(text, lines, found.start) }
  const said = sentenceOfPlan(text, title)
  if (said?.dated !== undefined) return { found: said.dated, place: null }
  // Lost above: a line of its own below the title, or just before the signature.
  const below = lines.find(
    (line) => line.start >= (title?.end ?? headEnd) && line.start < openingEnd && isDateLine(line.text),
  )
  const last = below ?? dateBeforeSignature(text)
  if (last === undefined) return { found: null, place: null }
  const [found] = longDates(text.clean.slice(last.start, last.end))
  if (found === undefined) return { found: null, place: null }
  const at = { ...found, start: last.start + found.start, end: last.start + found.end }
  return { found: at, place: placeBefore(text, [last], at.start) }
}

const isDateLine = (line: string): boolean =>
  /^[\p{Lu}][\p{L}\s.-]{1,40},\s*ngày[\s\d.…_]{0,20}tháng[\s\d.…_]{0,20}năm[\s\d.…_]{0,12}$/u.test(line)

/** The opening of the recipients or the signature; a date line right above it is the document's own. */
function dateBeforeSignature(text: SourceText): HeadLine | undefined {
  const foot = text.blocks.find((block) => block.part === 'recipients' || block.part === 'signature')
  if (foot === undefined) return undefined
  const from = Math.max(0, foot.start - 160)
  return headLines(text, from, foot.start - from).find((line) => isDateLine(line.text))
}

/** Who issues it: by its head, else by its first sentences, its end, its title, its number. */
function issuerOf(
  text: SourceText,
  layout: Layout,
  number: OwnNumber,
  place: string | null,
): Pick<DraftHead, 'issuer' | 'parent'> {
  const { lines, title, headEnd, openingEnd } = layout
  const above = namesAbove(lines.filter((line) => line.start < headEnd))
  const parent = above.length > 1 ? (above.at(-2) ?? null) : null
  const own = above.at(-1)
  if (own !== undefined)
    return {
      issuer: wholeName(text, officeCase(own), place, parent),
      parent: parent === null ? null : parentName(parent),
    }
  const signed = number.place === null ? '' : text.shown.slice(number.place.start, number.place.end)
  const subject = subjectOfIntro(text, title?.end ?? 0, openingEnd)
  const named =
    subject ??
    officeOfClosing(text) ??
    officeOfAnnex(text) ??
    (title === undefined ? undefined : officeOfTitle(text, title.wordsFrom, title.end)) ??
    officeOfSignature(text) ??
    officeOfSign((number.number ?? signed).replace(/\s/gu, ''))
  return { issuer: named === undefined ? null : wholeName(text, named, place, null), parent: null }
}

function periodIn(
  text: SourceText,
  layout: Layout,
  issuedOn: LocalDate | null,
  year: number | null,
): ReadPeriod | null {
  const { title, openingEnd } = layout
  const words = title === undefined ? '' : text.clean.slice(title.wordsFrom, title.end).replaceAll('\n', ' ')
  const named = title?.text ? periodOf(words, issuedOn) : null
  // "Đến năm 2030" in a document without a day: it begins with the year that the text speaks of.
  const begins = named?.open === true ? usualYear(text.clean.slice(openingEnd), null) : null
  if (named?.open === true && begins !== null && begins < yearOf(named.period.to))
    return { period: { ...named.period, from: wholeYear(begins).from }, schoolYear: null }
  if (named !== null) return named
  const opening = text.clean.slice(title?.end ?? layout.headEnd, openingEnd)
  // The sentence in which the office says what it makes; the bases before it name years of their own.
  const own = [
    ...opening.matchAll(
      /(?:xây dựng|ban hành|đề ra|lập|triển khai)[^.;\n]{0,30}(?:kế hoạch|chương trình)([^.;\n]{0,300})/gu,
    ),
  ].at(-1)
  const said = own?.[1] === undefined ? null : periodOf(own[1], issuedOn)
  if (said !== null) return said
  const late = issuedOn !== null && atYearsEnd(issuedOn)
  const usual = usualYear(text.clean.slice(openingEnd), year)
  const likely = late || year === null ? (usual ?? year) : year
  return likely === null ? null : { period: wholeYear(likely), schoolYear: null }
}

function issue(text: SourceText, code: IntakeIssueCode, piece: Piece | null): IntakeIssue {
  if (piece === null) return { code, quote: '', at: { start: 0, end: 0 } }
  const at = placeOf(text, piece.start, piece.end)
  return { code, quote: text.raw.slice(at.start, at.end), at }
}

/** A plan for "Tết 2017" made in November 2016: its months lie on both sides of New Year. */
function overNewYear(title: string, period: Period | null, issuedOn: LocalDate | null): Period | null {
  if (period === null || issuedOn === null || !/(?:^|[^\p{L}])(?:Tết|TẾT|Xuân|XUÂN)(?![\p{L}])/u.test(title))
    return period
  const year = yearOf(issuedOn)
  const next = period.from === `${year + 1}-01-01` && period.to === `${year + 1}-12-31`
  return next ? { from: `${issuedOn.slice(0, 7)}-01`, to: `${year + 1}-03-31` } : period
}

/**
 * Reads the head of a document: number, place and date, issuer, title, period, bases, recipients. What the document
 * leaves blank is null and an Issue; nothing is guessed but the period, which may come from the year of the date or,
 * last of all, from the year that the text names most.
 */
export function readHead(text: SourceText): ReadHead {
  const layout = layoutOf(text)
  const { title } = layout
  const number = numberIn(text, layout)
  const { found: dated, place } = dateIn(text, layout)
  const issuedOn = dated?.date ?? null
  const { issuer, parent } = issuerOf(text, layout, number, place)
  const year = dated?.year ?? (issuedOn === null ? null : yearOf(issuedOn))
  const read = periodIn(text, layout, issuedOn, year)
  const head: DraftHead = {
    number: number.number,
    title: title?.text ?? null,
    issuer,
    place,
    issuedOn,
    period: read?.period ?? null,
    bases: legalBases(text, title?.end ?? layout.headEnd, layout.openingEnd).filter(
      (basis) => basis.number !== number.number,
    ),
    recipients: recipientsOf(text),
    parent,
  }
  const issues: IntakeIssue[] = []
  if (head.number === null) issues.push(issue(text, 'head:no-number', number.place))
  if (head.issuedOn === null) issues.push(issue(text, 'head:no-date', dated))
  if (head.issuer === null) issues.push(issue(text, 'head:no-issuer', null))
  if (head.period === null) issues.push(issue(text, 'head:no-period', null))
  return {
    head,
    context: {
      period: overNewYear(title?.text ?? '', head.period, issuedOn),
      issuedOn,
      schoolYear: read?.schoolYear ?? null,
    },
    own: [number.place, dated].filter((piece) => piece !== null).map(({ start, end }) => ({ start, end })),
    issues,
  }
}
