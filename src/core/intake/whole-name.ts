import { inCapitals, officeCase } from './office-name.ts'
import { opensName } from './office-openings.ts'
import { writtenOut } from './office-short-forms.ts'
import { provinceKind, provinceNamed } from './place-names.ts'
import type { SourceText } from './source-text.ts'

const small = (text: string): string => text.toLowerCase()

const placeWord = /(?:^|\s)(tỉnh|thành phố|tp\.?|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu)$/u

/** A run of syllables with a capital each: a place's name after an office. */
function capitalRun(text: SourceText, from: number): string {
  const run = /^\s?(\p{Lu}[\p{Ll}\p{M}]*(?:(?: - | )\p{Lu}[\p{Ll}\p{M}]*){0,4})/u.exec(
    text.shown.slice(from, from + 60),
  )
  if (run?.[1] === undefined) return ''
  const start = from + run[0].length - run[1].length
  // "… Nhơn Hội / Hưởng ứng …": a name of two syllables that a line ends is complete.
  for (let i = run[1].indexOf(' ', run[1].indexOf(' ') + 1); i > 0; i = run[1].indexOf(' ', i + 1)) {
    const between = text.raw.slice(text.offsets[start + i - 1], text.offsets[start + i + 1])
    if (between.includes('\n')) return run[1].slice(0, i)
  }
  return run[1]
}

/** Words of a zone's kind between its name and its place: "Khu kinh tế cửa khẩu Lao Bảo". */
const zoneKind = /^ (?:mở|cửa khẩu(?: quốc tế)?|ven biển)(?= )/u
const placeKind = /^ (?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|đặc khu)(?= )/u

/** The name with the place that the document itself gives it elsewhere; the most usual of several. */
function longerForm(text: SourceText, name: string, wanted: string, place: string | null): string | undefined {
  const counts = new Map<string, number>()
  for (let at = text.clean.indexOf(wanted); at !== -1; at = text.clean.indexOf(wanted, at + wanted.length)) {
    const last = at + wanted.length
    if (/[\p{L}\p{N}]/u.test(text.clean[last] ?? '') || inCapitals(text.shown.slice(at, last))) continue
    const zone = zoneKind.exec(text.clean.slice(last, last + 22))?.[0] ?? ''
    const end = last + zone.length
    const kind = placeKind.exec(text.clean.slice(end, end + 14))?.[0] ?? ''
    const run = capitalRun(text, end + kind.length)
    const syllables = run === '' ? 0 : run.split(' ').length
    const known = provinceNamed(run) ?? firstProvince(run)
    const written = text.clean.slice(last, end + kind.length)
    const found = known ?? (kind !== '' || syllables >= 2 || (place !== null && run === place) ? run : '')
    if (found === '' || (kind === '' && placeWord.test(wanted) && found === '')) continue
    if (known === undefined && kind === '' && ((syllables > 3 && !run.includes(' - ')) || opensName(small(run))))
      continue
    const whole = `${name}${written} ${found}`
    counts.set(whole, (counts.get(whole) ?? 0) + 1)
  }
  return mostUsual(counts)
}

function mostUsual(counts: ReadonlyMap<string, number>): string | undefined {
  let best: string | undefined
  for (const [one, count] of counts) if (best === undefined || count > (counts.get(best) ?? 0)) best = one
  return best
}

const zone = '(?:các )?khu (?:kinh tế(?: (?:mở|cửa khẩu|ven biển))?|công nghiệp|công nghệ cao|chế xuất)'
const boardOfZones = new RegExp(`(?<![\\p{L}\\p{N}])ban quản lý ${zone}(?: (?:và|,) ${zone})?(?![\\p{L}\\p{N}])`, 'gu')

/** What a document that says no more than "Ban Quản lý" manages, from its other sentences. */
function boardNamed(text: SourceText): string | undefined {
  const counts = new Map<string, number>()
  for (const { 0: name } of text.clean.matchAll(boardOfZones)) counts.set(name, (counts.get(name) ?? 0) + 1)
  const usual = mostUsual(counts)
  return usual === undefined ? undefined : officeCase(usual)
}

/** The province at the beginning of a run of capitals, if there is one. */
function firstProvince(run: string): string | undefined {
  const syllables = run.split(' ')
  for (let length = syllables.length - 1; length > 1; length -= 1) {
    const name = provinceNamed(syllables.slice(0, length).join(' '))
    if (name !== undefined) return name
  }
  return undefined
}

/** Whether a name ends with its place. */
function hasPlace(name: string): boolean {
  const words = name.split(' ')
  for (let length = 1; length <= 4; length += 1)
    if (
      words.length > length &&
      provinceNamed(words.slice(-length).join(' ')) !== undefined &&
      (length > 1 || words.at(-1) === 'Huế')
    )
      return true
  if (/\s(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu)\s\p{Lu}/u.test(name)) return true
  // "… Khu kinh tế Phú Quốc": two capitals at the end, and no field of work.
  return (
    / \p{Ll}\S* \p{Lu}\p{Ll}*(?:(?: - | )\p{Lu}\p{Ll}*){1,3}$/u.test(name) &&
    !/(?:Công Thương|Mặt trận Tổ quốc|Việt Nam)$/u.test(name)
  )
}

/** The province that the text names most: "tỉnh Gia Lai". */
function usualProvince(text: SourceText): string | undefined {
  const counts = new Map<string, number>()
  for (const found of text.clean.matchAll(/(?<![\p{L}])(?:tỉnh|ubnd tỉnh|thành phố) /gu)) {
    const run = capitalRun(text, found.index + found[0].length)
    const name = provinceNamed(run) ?? firstProvince(run)
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return mostUsual(counts)
}

/** Names that many places have: they need their own to be a proper name. */
const general =
  /^(?:ủy ban nhân dân|hội đồng nhân dân|ban quản lý|sở |phòng |ban dân tộc|ban dân vận|ban an toàn giao thông|tỉnh ủy|thành ủy|huyện ủy|tỉnh đoàn|liên đoàn lao động|thanh tra tỉnh|đảng ủy|công đoàn (?:các )?khu|công đoàn viên chức|đoàn khối|hội (?:nông dân|cựu|liên hiệp|chữ))/u

/** Names that say nothing without the office above them. */
function belowParent(name: string, parent: string | null): string {
  if (
    parent === null ||
    !/^(?:Văn phòng|Hội đồng Thi đua(?: - Khen thưởng)?|Hội đồng Thi đua, Khen thưởng)$/u.test(name)
  )
    return name
  const above = officeCase(writtenOut(parent))
  const place = /^Ủy ban nhân dân (.+)$/u.exec(above)?.[1]
  return `${name} ${place !== undefined && name !== 'Văn phòng' ? place : above}`
}

/** The place at the end of the parent's name: "tỉnh Phú Yên" of a province's office, "Phú Yên" of a youth union. */
function placeOfParent(parent: string | null): { readonly whole: string; readonly bare: string } | undefined {
  if (parent === null) return undefined
  const name = officeCase(writtenOut(parent))
  const named = /(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|đặc khu)\s(\p{Lu}.*)$/u.exec(name)
  if (named?.[1] !== undefined) return { whole: named[0], bare: named[1] }
  const words = name.split(' ')
  for (let length = 4; length > 1; length -= 1) {
    const province = words.length > length ? provinceNamed(words.slice(-length).join(' ')) : undefined
    if (province !== undefined) return { whole: `${provinceKind(province) ?? 'tỉnh'} ${province}`, bare: province }
  }
  return undefined
}

/**
 * Makes a name whole: short forms written out, and the place that it lacks, from the text itself, then from the
 * office above, then from the date line.
 */
export function wholeName(text: SourceText, name: string, place: string | null, parent: string | null): string {
  const written = writtenOut(name).replace(/[\s,;.]+$/u, '')
  const tidy = inCapitals(written) ? officeCase(written) : written
  const first = belowParent(tidy.charAt(0).toUpperCase() + tidy.slice(1), parent)
  // "HỘI CHỮ THẬP ĐỎ VIỆT NAM / TỈNH HỘI LẠNG SƠN": the province's own branch.
  const branch = /^(Hội .+?)(?: Việt Nam)? (tỉnh|thành) [Hh]ội (\p{Lu}.*)$/u.exec(first)
  if (branch !== null) return `${branch[1]} ${branch[2] === 'thành' ? 'thành phố' : 'tỉnh'} ${branch[3]}`
  const named = /^Ban [Qq]uản lý$/u.test(first) ? (boardNamed(text) ?? first) : first
  if (hasPlace(named)) return named
  const longer = longerForm(text, named, small(named), place) ?? longerForm(text, named, small(name), place)
  if (longer !== undefined) return longer
  const seat = place === null ? undefined : provinceNamed(place.replace(/^(?:tp\.?|thành phố|tỉnh)\s+/iu, ''))
  const above = placeOfParent(parent)
  const ending = placeWord.exec(small(named))?.[1]
  if (ending === 'tỉnh') return `${named} ${seat ?? above?.bare ?? usualProvince(text) ?? place ?? ''}`.trim()
  if (ending !== undefined)
    return place === null ? named : `${named} ${place.replace(/^(?:tp\.?|thành phố|thị xã|huyện)\s+/iu, '')}`
  if (!general.test(small(named))) return named
  if (above !== undefined) return `${named} ${above.whole}`
  const province = seat ?? usualProvince(text)
  const kind = province === undefined ? undefined : provinceKind(province)
  if (province === undefined || kind === undefined) return named
  if (/^(?:tỉnh ủy|thành ủy|tỉnh đoàn|thành đoàn)$/u.test(small(named))) return `${named} ${province}`
  return `${named} ${kind} ${province}`
}
