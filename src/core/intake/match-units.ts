import { foldVietnamese } from '../fold.ts'
import type { Board, Unit } from '../plan/board.ts'

/** What a name in a document means among the Board's Units. */
export interface UnitMatch {
  /** Ids in the Board's order; empty when the name means none of them, or may mean several. */
  readonly units: readonly string[]
  /** false: probably meant, and a person should look. */
  readonly sure: boolean
  /** Ids between which nothing decides. */
  readonly between: readonly string[]
}

const nothing: UnitMatch = { units: [], sure: false, between: [] }

/** Longer texts are sentences and no names. */
const longestName = 160

/** Words in the order in which people shorten them; both spellings become the same. */
const shortForms: { readonly [word: string]: string } = {
  p: 'phong',
  ph: 'phong',
  vp: 'van phong',
  bql: 'ban quan ly',
  ql: 'quan ly',
  qlda: 'quan ly du an',
  kkt: 'khu kinh te',
  kcn: 'khu cong nghiep',
  cd: 'cong doan',
  cdcs: 'cong doan co so',
  dtn: 'doan thanh nien',
  tn: 'thanh nien',
}

/** Words by which two Units cannot be told apart. */
const joining = new Set(['va', 'cua', 'co', 'quan', 'cac', 'thuoc', 'ban'])

/** Who speaks for a Unit is that Unit. */
const heads =
  /^(?:lanh dao|thu truong|nguoi dung dau|truong phong|truong|chanh|pho chanh|giam doc|chu tich|bi thu|dau moi|bo phan)\s+(?:cac\s+)?/

const plain = (name: string): string =>
  foldVietnamese(name)
    .replace(/&/g, ' va ')
    .replace(/\([^()]{0,80}\)/g, ' ')
    .replace(/[^a-z0-9 ]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

const spelledOut = (name: string): string =>
  plain(name)
    .split(' ')
    .map((word) => (Object.hasOwn(shortForms, word) ? (shortForms[word] ?? word) : word))
    .join(' ')

/** "Văn phòng Ban", "Phòng Đầu tư thuộc Ban Quản lý": the office itself adds nothing to its Unit's name. */
const withoutOffice = (name: string): string =>
  name
    .replace(/ (?:(?:thuoc|cua|truc thuoc) )?(?:ban|ban quan ly|co quan)(?: quan ly)?(?: (?:cac )?khu .*)?$/, '')
    .trim()

interface Named {
  readonly unit: Unit
  readonly names: readonly string[]
}

const namesOf = (unit: Unit): readonly string[] => [
  ...new Set([unit.name, unit.id, ...unit.aliases].flatMap((name) => [plain(name), spelledOut(name)])),
]

const inOrder = (board: Board, units: readonly Unit[], sure: boolean): UnitMatch => ({
  units: board.units.filter((unit) => units.includes(unit)).map(({ id }) => id),
  sure,
  between: [],
})

/** "Các phòng, đơn vị trực thuộc", "Tổ chức đoàn thể": several kinds of Units at once. */
function groupOf(name: string, board: Board): readonly Unit[] | undefined {
  const many =
    /^(?:cac |tat ca |toan the |toan bo )/.test(name) ||
    /^(?:to chuc |doan the|don vi truc thuoc|phong chuyen mon)/.test(name)
  if (!many) return undefined
  const words = name.replace(/^(?:cac |tat ca |toan the |toan bo )+/, '')
  const has = (pattern: RegExp): boolean => pattern.test(words)
  const kinds = new Set<Unit['kind']>()
  if (has(/^(?:co quan,? ?|co quan don vi|don vi thuoc)/) && !has(/phong|truc thuoc/)) {
    for (const kind of ['office', 'department', 'subordinate'] as const) kinds.add(kind)
  }
  if (has(/\bphong\b(?! trao)/)) {
    kinds.add('department')
    if (has(/don vi|trung tam/)) kinds.add('subordinate')
    if (has(/don vi/) || has(/van phong/)) kinds.add('office')
  } else if (has(/don vi|trung tam|ban quan ly du an/)) {
    kinds.add('subordinate')
    // "Các đơn vị" alone: everybody who works in the office.
    if (!has(/su nghiep|trung tam/)) for (const kind of ['office', 'department'] as const) kinds.add(kind)
  }
  if (has(/doan the|to chuc (?:chinh tri|doan|quan chung)|to chuc xa hoi/)) kinds.add('organisation')
  if (kinds.size === 0) return undefined
  return board.units.filter(({ kind }) => kinds.has(kind))
}

/** "Ban Quản lý Khu kinh tế tỉnh …", "Ban", "cơ quan": the Board as a whole; its office compiles. */
function isBoardItself(name: string, board: Board, issuer: string | null): boolean {
  if (['ban', 'ban quan ly', 'co quan', 'ban giam doc', 'lanh dao ban'].includes(name)) return true
  const own = [board.name, board.symbol, ...(issuer === null ? [] : [issuer])]
    .map(spelledOut)
    .filter((one) => one !== '')
  if (own.some((one) => one === name)) return true
  return /^ban quan ly (?:cac )?(?:khu|kkt|kcn)/.test(name) && !/du an/.test(name)
}

/** The number of letters to change; Infinity beyond `most`. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return Number.POSITIVE_INFINITY
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(change, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    last = row
  }
  return last.at(-1) ?? Number.POSITIVE_INFINITY
}

const only = (found: readonly Unit[], board: Board, sure: boolean): UnitMatch | undefined => {
  const units = [...new Set(found)]
  if (units.length === 1) return inOrder(board, units, sure)
  if (units.length > 1) return { units: [], sure: false, between: inOrder(board, units, false).units }
  return undefined
}

/** Every word of the name, in its order, within a Unit's name: "Phòng Đầu tư" is "Phòng Quản lý Đầu tư". */
function partOf(words: readonly string[], name: string): boolean {
  let at = 0
  const all = name.split(' ')
  for (const word of words) {
    at = all.indexOf(word, at) + 1
    if (at === 0) return false
  }
  return true
}

/**
 * The Units that a name in a document means: by name, other name or abbreviation, by a word for several Units, the
 * Board itself as its office, then by what is nearly so. Between two Units that fit equally it never guesses; they are
 * in `between`. `issuer` is the plan's own issuer.
 * @example matchUnits('Văn phòng Ban', board).units // ['van-phong']
 */
export function matchUnits(name: string, board: Board, issuer: string | null = null): UnitMatch {
  if (name.length > longestName) return nothing
  const asked = [...new Set([plain(name), spelledOut(name)])].filter((one) => one !== '')
  if (asked.length === 0) return nothing
  const known: readonly Named[] = board.units.map((unit) => ({ unit, names: namesOf(unit) }))
  const exactly = (wanted: readonly string[]): UnitMatch | undefined =>
    only(
      known.filter(({ names }) => wanted.some((one) => names.includes(one))).map(({ unit }) => unit),
      board,
      true,
    )

  const exact = exactly(asked)
  if (exact !== undefined) return exact
  for (const one of asked) {
    const group = groupOf(
      one.replace(heads, (head) => (/ (?:cac )$/.test(head) ? 'cac ' : '')),
      board,
    )
    if (group !== undefined && group.length > 0) return inOrder(board, group, true)
  }
  const shorter = [
    ...new Set(asked.flatMap((one) => [withoutOffice(one), withoutOffice(one.replace(heads, ''))])),
  ].filter((one) => one !== '' && !asked.includes(one))
  const headed = asked.filter((one) => /^truong phong /.test(one)).map((one) => one.replace(/^truong /, ''))
  const near = exactly([...shorter, ...headed])
  if (near !== undefined) return near
  if (asked.some((one) => isBoardItself(one, board, issuer))) {
    const offices = board.units.filter(({ kind }) => kind === 'office')
    return offices.length === 1 ? inOrder(board, offices, false) : nothing
  }
  const wanted = [...asked, ...shorter, ...headed]
  const contained = wanted.flatMap((one) => {
    const words = one.split(' ').filter((word) => !joining.has(word))
    // One word ("phòng") is a part of many names.
    if (words.length < 2) return []
    return known.filter(({ names }) => names.some((each) => partOf(words, each))).map(({ unit }) => unit)
  })
  const inside = only(contained, board, true)
  if (inside !== undefined) return inside
  return nearestOf(wanted, known, board) ?? nothing
}

/** At most one letter in six differs, and no other Unit is as near. */
function nearestOf(wanted: readonly string[], known: readonly Named[], board: Board): UnitMatch | undefined {
  let best = Number.POSITIVE_INFINITY
  let found: Unit[] = []
  for (const { unit, names } of known) {
    for (const one of wanted) {
      const most = Math.floor(one.length / 6)
      if (most === 0) continue
      for (const each of names) {
        const far = distance(one, each, most)
        if (far > most || far > best) continue
        if (far < best) found = []
        best = far
        found.push(unit)
      }
    }
  }
  return only(found, board, false)
}

/** What a typed list of Units means. */
export interface UnitsTyped {
  readonly units: readonly string[]
  /** Parts that mean no Unit, or several. */
  readonly unknown: readonly { readonly name: string; readonly between: readonly string[] }[]
}

/**
 * Reads Units as people type them: names, abbreviations or their numbers in the Board's list, parted by commas,
 * semicolons, plus signs or "và".
 * @example readUnits('VP, P. QLĐT', board)
 */
export function readUnits(text: string, board: Board): UnitsTyped {
  const units = new Set<string>()
  const unknown: { name: string; between: readonly string[] }[] = []
  const take = (name: string): boolean => {
    const number = /^\d{1,2}$/.exec(name)
    const match = number ? undefined : matchUnits(name, board)
    const found = number ? [board.units[Number(name) - 1]?.id].filter((id) => id !== undefined) : (match?.units ?? [])
    for (const id of found) units.add(id)
    return found.length > 0
  }
  for (const part of text.slice(0, 1000).split(/[,;+\n]/)) {
    const name = part.trim()
    if (name === '' || take(name)) continue
    const halves = name.split(/\s+(?:và|va)\s+/i)
    if (
      halves.length > 1 &&
      halves.every((half) => matchUnits(half, board).units.length > 0 || /^\d{1,2}$/.test(half))
    ) {
      for (const half of halves) take(half)
      continue
    }
    unknown.push({ name, between: matchUnits(name, board).between })
  }
  return { units: board.units.filter(({ id }) => units.has(id)).map(({ id }) => id), unknown }
}
