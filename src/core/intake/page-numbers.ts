/** A line's place before anything is left out; empty lines too. */
export interface RoughLine {
  readonly start: number
  readonly end: number
  /** The first one of a page, where the text tells pages. */
  readonly page: boolean
}

const PAGE_NUMBER =
  /^(?:[-–—.·\s]*\d{1,3}[-–—.·\s]*|(?:trang|page)\s*:?\s*\d{1,3}(?:\s*(?:\/|trên|of)\s*\d{1,3})?|\d{1,3}\s*\/\s*\d{1,3})$/
const DASHED_NUMBER = /^[-–—]\s*\d{1,3}\s*[-–—]$/
const BARE_NUMBER = /^\d{1,3}$/

/** No page has fewer lines that are not empty; rows of tables have. */
const fewestLines = 15

/** Whether a line may be a page's number; what stands around it decides. */
export const looksLikePageNumber = (line: string): boolean => PAGE_NUMBER.test(line)

/**
 * The lines that are page numbers: beside a page's end, in the middle of a sentence, or in a row that counts pages. In
 * a table whose cells stand on lines of their own a number alone is an order number or a value.
 */
export function pageNumbers(rough: readonly RoughLine[], clean: string, shown: string): ReadonlySet<number> {
  const found = new Set<number>()
  const alone: number[] = []
  rough.forEach((line, i) => {
    if (line.end - line.start > 24 || line.start === line.end) return
    const text = clean.slice(line.start, line.end)
    if (!PAGE_NUMBER.test(text)) return
    if (DASHED_NUMBER.test(text) || isPageNumber(rough, i, clean, shown)) found.add(i)
    if (BARE_NUMBER.test(text) && (found.has(i) || (isEmpty(rough[i - 1]) && isEmpty(rough[i + 1])))) alone.push(i)
  })
  for (const i of counting(rough, clean, alone)) found.add(i)
  return found
}

const isEmpty = (line: RoughLine | undefined): boolean => line === undefined || line.start === line.end

function isPageNumber(rough: readonly RoughLine[], i: number, clean: string, shown: string): boolean {
  const here = rough[i]
  if (here === undefined) return false
  const text = clean.slice(here.start, here.end)
  if (/trang|page/.test(text) || /^\d{1,3}\s*\/\s*\d{1,3}$/.test(text)) return !/^\d{1,2}\s*\/\s*\d{1,2}$/.test(text)
  const next = rough[i + 1]
  if (here.page || pageEndsBefore(rough, i) || (next !== undefined && isEmpty(next) && next.page)) return true
  // In the middle of a sentence: the line before is unfinished and the line after goes on in lower case.
  const before = neighbour(rough, i, -1, clean)
  const after = neighbour(rough, i, 1, clean)
  if (before === '' || after === '') return after === '' && before !== ''
  if (isFigure(before, after)) return false
  const gap = isEmpty(rough[i - 1]) || isEmpty(next)
  // A page that begins with its number: "… tổ chức dạy học", "3", "2 buổi/ngày ở các cơ sở …".
  if (gap && before.length > 45 && /[\p{L}\p{N},]$/u.test(before) && goesOn(neighbour(rough, i, 1, shown))) return true
  const alone = isEmpty(rough[i - 1]) && isEmpty(next)
  return alone && before.length > 60 && (/^\p{Ll}/u.test(after) || after.length > 60) && !BARE_NUMBER.test(before)
}

/** Whether a number alone between two lines is a day or month: "… trước ngày", "15", "tháng 6 năm 2024". */
export const isFigure = (before: string, after: string): boolean =>
  /(?:^|[\s(])(?:ngày|tháng|quý|năm|lần thứ|khoản|điều)$/.test(before) && /^\p{L}|^[/,.;)-]/u.test(after)

/** Whether the empty lines right before a line end a page. */
function pageEndsBefore(rough: readonly RoughLine[], i: number): boolean {
  for (let k = i - 1; k >= 0 && isEmpty(rough[k]) && i - k < 8; k -= 1) if (rough[k]?.page === true) return true
  return false
}

const goesOn = (after: string): boolean => /^(?:\p{Ll}|\d{1,4}[%\d/.,]* \p{Ll})/u.test(after) && after.length > 20

function neighbour(rough: readonly RoughLine[], i: number, step: 1 | -1, clean: string): string {
  for (let k = i + step; k >= 0 && k < rough.length && Math.abs(k - i) < 4; k += step) {
    const one = rough[k]
    if (one !== undefined && !isEmpty(one)) return clean.slice(one.start, one.end)
  }
  return ''
}

/** Numbers that stand apart and count up by one or two, a page's lines between each and the next. */
function counting(rough: readonly RoughLine[], clean: string, alone: readonly number[]): readonly number[] {
  const filled: number[] = []
  let count = 0
  for (const line of rough) {
    filled.push(count)
    if (!isEmpty(line)) count += 1
  }
  const figure = (i: number): number => Number(clean.slice(rough[i]?.start, rough[i]?.end))
  const row: number[] = []
  for (const i of alone) {
    const last = row.at(-1)
    const step = last === undefined ? figure(i) : figure(i) - figure(last)
    const lines = (filled[i] ?? 0) - (last === undefined ? 0 : (filled[last] ?? 0))
    if (step < 1 || step > (last === undefined ? 3 : 2) || lines < fewestLines) {
      // A number out of turn speaks for a table.
      if (last !== undefined && step === 1) return []
      continue
    }
    row.push(i)
  }
  return row
}
