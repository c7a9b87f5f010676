import { foldVietnamese } from '../fold.ts'
import { looksLikeTime, roleOfHeading } from './columns.ts'
import type { Line } from './lines.ts'
import { isUpper, markerOf } from './outline.ts'
import type { ColumnRole } from './source-text.ts'

/** A column of a table whose cells stand on lines of their own. */
export interface ListedColumn {
  readonly role: ColumnRole | null
  readonly heading: string
  readonly lines: readonly Line[]
}

/** "I", "A." alone on a line: a section's sign. */
export const SECTION_SIGN = /^\(?[IVXA-H]{1,4}\)?[.)]?$/

/** Headings that stand on two lines: which second halves a first half takes. */
const HALVES: readonly (readonly [RegExp, RegExp])[] = [
  [
    /^(?:(?:cac )?don vi|co quan|co quan,? don vi|nguoi|bo phan|(?:don vi|co quan),? ca nhan|ca nhan,? don vi|lanh dao)$/,
    /^(?:chu tri|phoi hop|thuc hien|phu trach|chiu trach nhiem|tham muu|trinh|chi dao|trien khai|bao cao|dau moi|tiep nhan)/,
  ],
  [
    /^(?:thoi gian|thoi han|ngay|tien do|thoi diem)$/,
    /^(?:hoan thanh|thuc hien|bat dau|ket thuc|du kien|trinh|trien khai|bao cao)/,
  ],
  [/^(?:noi dung|nhiem vu|ten)$/, /^(?:cong viec|nhiem vu|thuc hien|bao cao|giai phap|trien khai)/],
  [/^(?:san pham|ket qua)$/, /^(?:dau ra|hoan thanh|dat duoc|du kien|can dat|thuc hien)/],
  [/^so$/, /^(?:tt|thu tu)$/],
  [/^cap$/, /^(?:trinh|phe duyet|ban hanh)$/],
]

/** What never stands in a table: the text after it has begun. */
export const ENDS =
  /^(?:noi nhan|phu luc|(?:bieu|mau) (?:so|\d)|tren day la|\(?kem theo|yeu cau (?:cac|thu truong)|trong qua trinh)/

/** The run of column headings that begins at a line, or null. */
export function headingsAt(lines: readonly Line[], from: number): { columns: ListedColumn[]; next: number } | null {
  const columns: ListedColumn[] = []
  let at = from
  while (at < lines.length && columns.length < 12) {
    const line = lines[at] as Line
    if (line.parted !== null || line.clean.length > 110 || /[.;,:]$/.test(line.clean) || ENDS.test(line.plain)) break
    if (orderOf(line) !== null || markerOf(line.shown, line.clean, '') !== null || SECTION_SIGN.test(line.shown)) break
    // The first section's name: capitals under headings that are none.
    if (
      columns.length > 1 &&
      isUpper(line.shown) &&
      !columns.some((one) => isUpper(one.heading) && one.heading.length > 3)
    )
      break
    const held: Line[] = [line]
    let plain = line.plain
    while (at + held.length < lines.length && held.length < 4) {
      const next = lines[at + held.length] as Line
      if (next.parted !== null || next.clean.length > 60 || orderOf(next) !== null) break
      const goesOn = /^[\p{Ll}(]/u.test(next.shown) && !/^\(\d/.test(next.shown)
      if (!goesOn && !HALVES.some(([first, second]) => first.test(plain) && second.test(next.plain))) break
      held.push(next)
      plain = `${plain} ${next.plain}`
    }
    if (!/^[\p{Lu}(#]/u.test(line.shown) || plain.length > 110) break
    if (looksLikeTime(line.clean) === 2 && columns.length > 0) break
    const role = roleOfHeading(plain)
    // An unknown heading may stand between known ones when it is short.
    if (role === null && (columns.length === 0 || line.clean.length > 90)) break
    // The first row has begun: "Rà soát quy định …", "Báo cáo rà soát" stand behind all that a table needs.
    const whole = columns.some((one) => one.role === 'work') && columns.some((one) => one.role === 'time')
    if (whole && role === null && columns.length >= 3 && line.clean.length > 34) break
    if (whole && role === 'work' && columns.at(-1)?.role === null) break
    columns.push({ role, heading: held.map((one) => one.shown).join(' '), lines: held })
    at += held.length
  }
  // What follows the last known heading begins the table's text, unless a number says where that begins.
  const next = lines[at]
  const begins =
    next !== undefined &&
    (orderOf(next) !== null || SECTION_SIGN.test(next.shown) || markerOf(next.shown, next.clean, '') !== null)
  while (!begins && columns.length > 0 && columns[columns.length - 1]?.role === null) {
    at -= columns.pop()?.lines.length ?? 0
  }
  foldSubheadings(columns)
  if (columns.filter((one) => one.role === null).length * 2 > columns.length) return null
  const roles = columns.map((one) => one.role)
  const wide = columns.filter((one) => one.heading.length > 60).length
  if (wide * 2 > columns.length) return null
  const has = (...some: ColumnRole[]) => roles.some((role) => role !== null && some.includes(role))
  if (roles.lastIndexOf('order') > 0) return null
  const repeated = roles.filter((role) => role === 'work').length > 2
  if (columns.length < 3 && !(columns.length === 2 && has('work') && has('time'))) return null
  const first = roles[0]
  if (first !== 'order' && first !== 'work' && !(first === 'time' && has('work'))) return null
  if (!has('time', 'lead', 'coordinating', 'unit') || !has('work', 'order') || repeated) return null
  return { columns, next: at }
}

/** The number of a line that holds nothing else: "1", "02", "3.", "(4)". */
export function orderOf(line: Line | undefined): number | null {
  if (line === undefined) return null
  const found = /^\(?0?(\d{1,3})\)?[.)]?$/.exec(line.clean)
  return found === null ? null : Number(found[1])
}

/** "Thời gian thực hiện" over "Bắt đầu" and "Hoàn thành": the two stand last in the text and take its place. */
function foldSubheadings(columns: ListedColumn[]): void {
  const [first, second] = columns.slice(-2)
  if (first === undefined || second === undefined || columns.length < 5) return
  const pair = foldVietnamese(`${first.heading} ${second.heading}`)
  const times = /^(?:bat dau|tu(?: ngay)?|khoi cong) (?:hoan thanh|ket thuc|den(?: ngay)?)$/.test(pair)
  if (!times && !/^(?:don vi |co quan )?chu tri (?:don vi |co quan )?phoi hop$/.test(pair)) return
  const roles: readonly (ColumnRole | null)[] = times ? ['time'] : ['unit', 'lead']
  const at = columns.findIndex((one, i) => i < columns.length - 2 && roles.includes(one.role))
  const over = columns[at]
  if (over === undefined) return
  columns.splice(-2)
  const under = (one: ListedColumn, role: ColumnRole | null): ListedColumn => ({
    role,
    heading: `${over.heading} ${one.heading}`,
    lines: one === first ? [...over.lines, ...one.lines] : one.lines,
  })
  columns.splice(at, 1, under(first, times ? null : 'lead'), under(second, times ? 'time' : 'coordinating'))
}
