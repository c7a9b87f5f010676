import type { SourceText } from './source-text.ts'
import { compoundAt, unitEndingAt, unitOpeningAt } from './unit-words.ts'

/** A body, post or group as the document names it; places in `clean`. */
export interface NamedUnit {
  readonly start: number
  readonly end: number
  readonly name: string
}

/** A name with more words than this is no name any more. */
const mostWords = 16

/** "Các phòng, đơn vị": these words go on with the name before them and begin none of their own. */
const goesOn =
  /^(?:,|và|hoặc|,? ?cùng) ?(?:các )?(?:ban|ngành|đoàn thể|đơn vị|cơ quan|công chức|viên chức|người lao động|tổ chức|địa phương|doanh nghiệp|bộ phận|hội|xã|phường|đặc khu|thị trấn|huyện|thị xã|thị|thành phố|thôn|bản|làng|ấp|cụm|khối|trung tâm|tổ|chi cục|chi hội|phòng|khoa|trường|cá nhân|tập thể|hợp tác xã|học sinh|giáo viên|nhân viên|đảng viên|đoàn viên|hội viên|nhà đầu tư)(?![\p{L}\p{N}])/u

const isWordStart = (text: string, at: number): boolean => at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')
const isLower = (letter: string | undefined): boolean => letter !== undefined && letter === letter.toLowerCase()

/** Words of a name that stand in small letters although a capital would be right, and no verb begins with them. */
const endOfWord = (text: string, at: number): number => {
  let end = at
  while (end < text.length && /[\p{L}\p{N}.&'’]/u.test(text[end] ?? '')) end += 1
  return end
}

/** "Sở Văn hóa, Thể thao và Du lịch": words in capitals behind the comma that open no name, closed by "và". */
function namesMore({ clean, shown }: SourceText, at: number, comma: number): boolean {
  const next = comma + 2
  if (!/\p{Lu}/u.test(shown[next] ?? '') || unitOpeningAt(clean, next) !== undefined) return false
  const name = shown.slice(Math.max(at, comma - 60), comma)
  if (!/ \p{Lu}/u.test(name)) return false
  // "Ủy ban nhân dân các huyện Bảo Thắng, Bát Xát"
  if (
    /(?<!\p{L})(?:các|những) (?:huyện|xã|phường|thị xã|thị trấn|thành phố|quận|tỉnh|trường|khu công nghiệp) \p{Lu}/u.test(
      name,
    )
  )
    return true
  return /^(?:\p{Lu}\p{Ll}*(?: \p{Ll}+){0,2},? ){1,4}và \p{Lu}\p{Ll}+/u.test(shown.slice(next, next + 60))
}

const many = /^(?:các|mỗi|từng|những|toàn|tất cả|thủ trưởng|trưởng các) /u

/** "Phòng Tổ chức và các đơn vị trực thuộc": one body, and then several others. */
const isOther = (clean: string, at: number, next: number): boolean =>
  clean.startsWith('các ', next) && !many.test(clean.slice(at, at + 12)) && !/ các /u.test(clean.slice(at, next))

/** "Tổ ngày 20", "Sở quý III": a time stands behind the name. */
const timeNext =
  /^(?:(?:ngày|tháng|quý|năm|đợt) (?:\d|[ivx]+(?![\p{L}])|đầu|cuối|nay|học)|\d{1,2} (?:giờ|tháng|ngày|lần|đợt|tuần)(?![\p{L}]))/u

/** "Các phòng: Tổ chức, Tài chính": what they are called, each in a capital, none of it a name by itself. */
function calledAfterColon({ clean, shown }: SourceText, at: number, end: number, limit: number): number {
  if (clean[end] !== ':' || !many.test(clean.slice(at, at + 12))) return end
  const list = /^: (?:\p{Lu}[\p{L}&-]*(?: (?:- )?[\p{L}&]+){0,5}, ){1,12}\p{Lu}[\p{L}&-]*/u.exec(
    shown.slice(end, Math.min(limit, end + 300)),
  )
  if (list === null) return end
  const last = Math.max(list[0].lastIndexOf(', '), 0)
  if (unitOpeningAt(clean, end + 2) !== undefined || unitOpeningAt(clean, end + last + 2) !== undefined) return end
  let close = end + list[0].length
  while (close < limit) {
    const more = /^(?:,? (?:và |- )?)(?=[\p{L}&])/u.exec(shown.slice(close, close + 6))
    if (more === null) break
    const next = close + more[0].length
    if (isLower(shown[next]) && unitEndingAt(clean, next) !== undefined) break
    close = endOfWord(clean, next)
  }
  return close
}

/** Where the name that begins at `at` ends: before a verb, a mark, or a further name. */
function endOfName(text: SourceText, at: number, limit: number): number {
  const { clean, shown } = text
  const opening = unitOpeningAt(clean, at)
  let end = at + (opening?.length ?? 0)
  let words = 0
  while (end < limit && words < mostWords) {
    const blank = clean[end] === ' '
    const next = blank ? end + 1 : end
    const letter = clean[next] ?? ''
    // "Phòng Quy hoạch - Xây dựng": a hyphen between words of a name.
    if (letter === '-' || letter === '&' || letter === '/') {
      const after = clean[next + 1] === ' ' ? next + 2 : next + 1
      if (!/[\p{L}\p{N}]/u.test(clean[after] ?? '')) break
      if (letter === '-' && clean[next + 1] === ' ' && isLower(shown[after])) break
      end = endOfWord(clean, after)
      words += 1
      continue
    }
    if (letter === ',' && namesMore(text, at, end)) {
      end = endOfWord(clean, end + 2)
      words += 1
      continue
    }
    if (/^\d[\d.,]*(?:%|\d{2})/.test(clean.slice(next, next + 8))) break
    if (!/[\p{L}\p{N}]/u.test(letter) || (isLower(shown[next]) && timeNext.test(clean.slice(next, next + 12)))) break
    const compound = compoundAt(clean, next)
    if (compound > 0) {
      end = next + compound
      words += 2
      continue
    }
    if (clean.startsWith('và ', next) || clean.startsWith('hoặc ', next)) {
      const after = next + (clean[next] === 'v' ? 3 : 5)
      const other = unitOpeningAt(clean, after) !== undefined
      if (other && (!goesOn.test(clean.slice(next, next + 40)) || isOther(clean, at, after))) break
      // "Mặt trận Tổ quốc và Hội Nông dân": a further name in capitals.
      if (other && !isLower(shown[after]) && /\p{Lu}/u.test(shown.slice(after + 1, after + 14))) break
      if (unitEndingAt(clean, after) !== undefined && isLower(shown[after])) break
    }
    const ending = unitEndingAt(clean, next)
    if (ending !== undefined && isLower(shown[next])) break
    // "Văn phòng Đăng ký đất đai": a verb in a capital is a part of the name, to its last word.
    const close = endOfWord(clean, next + (ending?.lastIndexOf(' ') ?? -1) + 1)
    // "Văn phòng." closes a sentence; "P. QLĐT" does not.
    if (clean[close - 1] === '.' && !/^[\p{Lu}&.]{1,5}$/u.test(shown.slice(next, close))) {
      end = close - 1
      break
    }
    end = close
    words += 1
  }
  return Math.min(end, limit)
}

const places = '(?:xã|phường|thị trấn|đặc khu|huyện|thị xã|thành phố|cụm|khối)'
const endsWithPlace = new RegExp(`(?:^|[ ,])${places}$`, 'u')
const beginsWithPlace = new RegExp(`^${places}(?![\\p{L}\\p{N}])`, 'u')

/** "Các Xã, Phường": kinds of places in capitals, the second without a name of its own. */
function kindOfPlace({ clean, shown }: SourceText, from: number, word: number): boolean {
  const next = beginsWithPlace.exec(clean.slice(word, word + 12))
  if (
    next === null ||
    !endsWithPlace.test(clean.slice(Math.max(from, word - 14), word).replace(/[\s,]*(?:và )?$/u, ''))
  )
    return false
  return isLower(shown[word + next[0].length + 1] ?? '.') || !/\p{L}/u.test(shown[word + next[0].length + 1] ?? '')
}

const title = /^(?:(?:các |mỗi )?(?:đồng chí|đ\/c|đc)|ông|bà(?! con)|cô|thầy)[.:]? (?:ông |bà )?/u
const personName = /^\p{Lu}\p{Ll}*(?: \p{Lu}\p{Ll}*){0,4}(?![\p{L}])/u

/** "Đồng chí Nguyễn Văn An - Phó Trưởng ban", "bà Lò Thị Mai, Chủ tịch Hội": a person, with the post beside the name. */
function personAt(text: SourceText, at: number, limit: number): NamedUnit | undefined {
  const { clean, shown } = text
  const lead = title.exec(clean.slice(at, Math.min(limit, at + 24)))
  if (lead === null) return undefined
  const from = at + lead[0].length
  const post = unitOpeningAt(clean, from)
  const called = post === undefined ? personName.exec(shown.slice(from, Math.min(limit, from + 60))) : null
  if (post === undefined && called === null) return undefined
  let end = post === undefined ? from + (called?.[0].length ?? 0) : endOfName(text, from, limit)
  const beside = /^(?: ?[-–(]|,) ?/u.exec(clean.slice(end, end + 3))
  if (called !== null && beside !== null && unitOpeningAt(clean, end + beside[0].length) !== undefined) {
    end = endOfName(text, end + beside[0].length, limit)
    if (beside[0].includes('(') && clean[end] === ')') end += 1
  }
  // "Đồng chí Trưởng phòng": the post is the name; a person keeps the form of address.
  const start = post === undefined ? at : from
  return { start, end, name: shown.slice(start, end).trim() }
}

/** A name that begins exactly here, if one does. */
export function unitAt(text: SourceText, at: number, limit: number): NamedUnit | undefined {
  const { clean, shown } = text
  if (!isWordStart(clean, at)) return undefined
  const person = personAt(text, at, limit)
  if (person !== undefined) return person
  if (unitOpeningAt(clean, at) === undefined) return undefined
  let end = endOfName(text, at, limit)
  // "các phòng, đơn vị trực thuộc"; "cán bộ, công chức, viên chức".
  for (let more = 0; more < 8; more += 1) {
    const rest = clean.slice(end, Math.min(limit, end + 60))
    const gap = /^ ?,? ?/.exec(rest)?.[0].length ?? 0
    const joined = goesOn.exec(rest.replace(/^ (?=,|và|hoặc|cùng)/, ''))
    if (joined === null || isOther(clean, at, clean.startsWith('và ', end + gap) ? end + gap + 3 : end + gap)) break
    const from = end + gap
    const word = clean.startsWith('và ', from) ? from + 3 : from
    if (!isLower(shown[word]) && !kindOfPlace(text, at, word)) break
    // "Các cơ quan, tổ chức, đơn vị": no verb stands between commas.
    const noun = /^tổ chức(?= ?(?:,|và |chính trị|đoàn thể|đảng|liên quan|có liên quan))/u.exec(
      clean.slice(word, word + 24),
    )
    end = noun === null ? endOfName(text, word, limit) : word + noun[0].length
    if (end <= word) {
      end = from - gap
      break
    }
  }
  end = calledAfterColon(text, at, end, limit)
  const name = shown.slice(at, end).trim()
  return name === '' ? undefined : { start: at, end: at + name.length, name }
}

/** The names that follow one another from `at`: "Văn phòng, Phòng Quản lý Đầu tư và các đơn vị trực thuộc". */
export function unitsFrom(text: SourceText, at: number, limit: number): readonly NamedUnit[] {
  const found: NamedUnit[] = []
  let from = at
  while (from < limit && found.length < 30) {
    const one = unitAt(text, from, limit)
    if (one === undefined) break
    found.push(one)
    const joint =
      /^ ?(?:\([^)\n]{0,80}\) ?)?(?:,? ?(?:và|cùng với|cùng|hoặc) |[,;] ?|- (?!(?:cơ quan|đơn vị|bộ phận) )|\+ )/u.exec(
        text.clean.slice(one.end, Math.min(limit, one.end + 100)),
      )
    if (joint === null) break
    from = one.end + joint[0].length
  }
  return found
}

/**
 * All names in a piece of text that holds nothing but names: a table's cell, or what follows "Đơn vị chủ trì:". What
 * is no known kind of body is taken as it stands ("Các trưởng thôn").
 */
export function unitsListed(text: SourceText, start: number, end: number): readonly NamedUnit[] {
  const { clean, shown } = text
  const found: NamedUnit[] = []
  let from = start
  while (from < end && found.length < 40) {
    const skip = /^(?:[\s,;.+•·-]|và |cùng |\d{1,2}[.)] )+/u.exec(clean.slice(from, Math.min(end, from + 40)))
    if (skip !== null) from += skip[0].length
    if (from >= end) break
    const named = unitAt(text, from, end)
    let close = named?.end ?? from
    if (named === undefined || !/^\s*(?:[,;.\n(+]|-|và |cùng |$)/u.test(clean.slice(close, Math.min(end, close + 8)))) {
      while (close < end && !/[,;\n]/.test(clean[close] ?? '')) close += 1
    }
    const name = shown
      .slice(from, close)
      .replace(/[\s.]+$/u, '')
      .trim()
    const last = found.at(-1)
    if (/\p{L}{2}/u.test(name)) {
      // "Phòng Quy hoạch, Xây dựng": what opens no name goes on with the one before.
      if (named === undefined && last !== undefined && clean[last.end] === ',') {
        found[found.length - 1] = { start: last.start, end: close, name: shown.slice(last.start, close).trim() }
      } else found.push({ start: from, end: from + name.length, name })
    }
    from = close
    const aside = /^ ?\([^)\n]{0,120}\)/u.exec(clean.slice(from, Math.min(end, from + 130)))
    if (aside !== null) from += aside[0].length
    if (from === close && !/[\s,;.+•·-]/u.test(clean[from] ?? ' ')) from += 1
  }
  return found
}

const together = /phối hợp (?:chặt chẽ |tốt |thường xuyên )?(?:với |cùng |cùng với )?(?:các )?/gu

/** Who helps: "phối hợp với Phòng Quản lý Đầu tư và các đơn vị liên quan"; "Văn phòng chủ trì, các phòng phối hợp". */
export function helpersOf(text: SourceText, start: number, end: number): readonly NamedUnit[] {
  const sentence = text.clean.slice(start, end)
  for (const found of sentence.matchAll(together)) {
    const phrase = found[0].endsWith('các ') ? found[0].length - 4 : found[0].length
    const names = unitsFrom(text, start + found.index + phrase, end)
    if (names.length > 0) return names
  }
  const leads = sentence.indexOf('chủ trì')
  if (leads < 0) return []
  for (const found of sentence.slice(leads).matchAll(/[,;] /gu)) {
    const names = unitsFrom(text, start + leads + found.index + 2, end)
    const last = names.at(-1)
    if (last !== undefined && text.clean.startsWith(' phối hợp', last.end)) return names
  }
  return []
}

const sending =
  /(?<![\p{L}])(?:báo cáo|gửi|nộp|trình|chuyển|phản ánh|đăng ký|cung cấp|thông báo|kiến nghị|đề nghị)(?![\p{L}])/gu
const towards = /^(?:về|cho|tới|đến|lên|qua|gửi|với)$/u

/** No more words than this stand between "gửi" and "về". */
const mostToReceiver = 22

/** Who receives it: "báo cáo về Sở Nội vụ", "trình Chủ tịch UBND tỉnh", "(qua Văn phòng Ban)". */
export function receiversOf(text: SourceText, start: number, end: number): readonly NamedUnit[] {
  const found: NamedUnit[] = []
  const { clean } = text
  for (const verb of clean.slice(start, end).matchAll(sending)) {
    let at = start + verb.index + verb[0].length + 1
    const direct = verb[0] === 'báo cáo' || verb[0] === 'trình' || verb[0] === 'gửi'
    for (let word = 0; word < mostToReceiver && at < end; word += 1) {
      const close = endOfWord(clean, at)
      const way = towards.test(clean.slice(at, close))
      const name = way ? unitAt(text, close + 1, end) : word === 0 && direct ? unitAt(text, at, end) : undefined
      if (name !== undefined) {
        for (const one of unitsFrom(text, name.start, end))
          if (!found.some((other) => other.name === one.name)) found.push(one)
        break
      }
      if (close <= at && /[\s"“”'(]/.test(clean[at] ?? '')) {
        at += 1
        continue
      }
      if (/[.;:]/.test(clean[close] ?? '') || close <= at) break
      at = clean[close] === ' ' ? close + 1 : clean[close] === ',' ? close + 2 : close + 1
    }
  }
  return found
}
