import type { SourceText } from './source-text.ts'
import { actionAt, compoundAt, unitEndingAt, unitOpeningAt } from './unit-words.ts'

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
  /^(?:,|và|hoặc|,? ?cùng) ?(?:các )?(?:ban|ngành|đoàn thể|đơn vị|cơ quan|công chức|viên chức|người lao động|tổ chức|địa phương|doanh nghiệp|bộ phận|hội|xã|phường|đặc khu|thị trấn|huyện|thị xã|thành phố|trung tâm|tổ|chi cục|chi hội|phòng|khoa|trường|cá nhân|tập thể|hợp tác xã|học sinh|giáo viên|nhân viên|đảng viên|đoàn viên|hội viên|nhà đầu tư)(?![\p{L}\p{N}])/u

const isWordStart = (text: string, at: number): boolean => at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')
const isLower = (letter: string | undefined): boolean => letter !== undefined && letter === letter.toLowerCase()

/** Words of a name that stand in small letters although a capital would be right, and no verb begins with them. */
const endOfWord = (text: string, at: number): number => {
  let end = at
  while (end < text.length && /[\p{L}\p{N}.&'’]/u.test(text[end] ?? '')) end += 1
  return end
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
    if (!/[\p{L}\p{N}]/u.test(letter)) break
    const compound = compoundAt(clean, next)
    if (compound > 0) {
      end = next + compound
      words += 2
      continue
    }
    if (clean.startsWith('và ', next) || clean.startsWith('hoặc ', next)) {
      const after = next + (clean[next] === 'v' ? 3 : 5)
      if (unitOpeningAt(clean, after) !== undefined && !goesOn.test(clean.slice(next, next + 40))) break
      if (unitEndingAt(clean, after) !== undefined && isLower(shown[after])) break
    } else if (isLower(shown[next]) && unitEndingAt(clean, next) !== undefined) break
    const close = endOfWord(clean, next)
    // "Văn phòng." closes a sentence; "P. QLĐT" does not.
    if (clean[close - 1] === '.' && close - next > 3) {
      end = close - 1
      break
    }
    end = close
    words += 1
  }
  return Math.min(end, limit)
}

/** A name that begins exactly here, if one does. */
export function unitAt(text: SourceText, at: number, limit: number): NamedUnit | undefined {
  const { clean, shown } = text
  if (!isWordStart(clean, at) || unitOpeningAt(clean, at) === undefined) return undefined
  let end = endOfName(text, at, limit)
  // "các phòng, đơn vị trực thuộc"; "cán bộ, công chức, viên chức".
  for (let more = 0; more < 8; more += 1) {
    const rest = clean.slice(end, Math.min(limit, end + 60))
    const gap = /^ ?,? ?/.exec(rest)?.[0].length ?? 0
    const joined = goesOn.exec(rest.replace(/^ (?=,|và|hoặc|cùng)/, ''))
    if (joined === null) break
    const from = end + gap
    const word = clean.startsWith('và ', from) ? from + 3 : from
    if (!isLower(shown[word])) break
    end = endOfName(text, word, limit)
    if (end <= word) break
  }
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
    const joint = /^ ?(?:\([^)\n]{0,80}\) ?)?(?:,? ?(?:và|cùng với|cùng|hoặc) |[,;] ?|- |\+ )/u.exec(
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

/** Words that stand before the name of who is asked. */
const asking =
  /(?:^|[\s"(])(?:giao cho|giao|đề nghị|yêu cầu|phân công|ủy quyền cho|trách nhiệm của|do)\s+(?:đồng chí\s+)?/gu

/** A sentence has no more places than this where a subject may begin. */
const mostPlaces = 16

/** Where a subject may begin inside a sentence: "Căn cứ …, X", "Tài liệu: X", "… để X tổng hợp". */
const subjectPlace = /, |: |(?:^| )(?:để|đồng thời|sau đó|trên cơ sở đó,) /gu

/**
 * Who does it, from the sentence `[start, end)`: its subject, or whom it asks. Of several subjects the last one before
 * `near` counts, else the first.
 */
export function subjectOf(text: SourceText, start: number, end: number, near: number = end): readonly NamedUnit[] {
  const { clean, shown } = text
  const marker = /^(?:[\s\-+*•]|\(?[\p{L}\d]{1,4}[.)]\s|\d+(?:\.\d+)*\.?\s)*/u.exec(
    clean.slice(start, Math.min(end, start + 24)),
  )
  const first = start + (marker?.[0].length ?? 0)
  const helpers = helpersOf(text, start, end)
  const sentence = clean.slice(start, end)
  const places = [first]
  for (const place of sentence.matchAll(subjectPlace)) {
    if (places.length >= mostPlaces) break
    places.push(start + place.index + place[0].length)
  }
  let chosen: readonly NamedUnit[] = []
  for (const place of places) {
    // "Trước ngày 15/11, các đơn vị báo cáo …": only a time at the very front stands before its subject.
    if (place > near && (chosen.length > 0 || near - first > 12)) break
    if (helpers.some((helper) => place >= helper.start && place < helper.end)) continue
    const names = unitsFrom(text, place, end)
    const last = names.at(-1)
    // The end of a list that a subject opened before is no subject of its own.
    if (last === undefined || chosen.some((one) => place < one.end) || !acts(text, last.end, end)) continue
    if (
      chosen.length > 0 &&
      /(?:^| )(?:cho|với|của|và|các|về|đến) $/u.test(clean.slice(Math.max(start, place - 6), place))
    )
      continue
    chosen = names
  }
  if (chosen.length > 0) return chosen
  for (const asked of sentence.matchAll(asking)) {
    const names = unitsFrom(text, start + asked.index + asked[0].length, end)
    if (names.length > 0) return names
  }
  // A line that is nothing but a name: "2. Văn phòng Ban Quản lý:"
  const whole = unitsFrom(text, first, end)
  const close = whole.at(-1)?.end ?? end
  return whole.length > 0 && /^[\s:;.-]*$/u.test(shown.slice(close, end)) ? whole : []
}

/** Whether what follows a name is what it does, or a colon before what it does. */
const acts = (text: SourceText, at: number, end: number): boolean => {
  const rest = /^ ?(?:\([^)\n]{0,80}\))? ?(:)?/u.exec(text.clean.slice(at, Math.min(end, at + 100)))
  if (rest?.[1] === ':') return true
  const next = at + (rest?.[0].length ?? 0)
  return next < end && actionAt(text.clean, next) !== undefined
}

const together = /phối hợp (?:chặt chẽ |tốt |thường xuyên )?(?:với |cùng |cùng với )?(?:các )?/gu

/** Who helps: "phối hợp với Phòng Quản lý Đầu tư và các đơn vị liên quan". */
export function helpersOf(text: SourceText, start: number, end: number): readonly NamedUnit[] {
  for (const found of text.clean.slice(start, end).matchAll(together)) {
    const phrase = found[0].endsWith('các ') ? found[0].length - 4 : found[0].length
    const names = unitsFrom(text, start + found.index + phrase, end)
    if (names.length > 0) return names
  }
  return []
}

const sending =
  /(?<![\p{L}])(?:báo cáo|gửi|nộp|trình|chuyển|phản ánh|đăng ký|cung cấp|thông báo|kiến nghị|đề nghị)(?![\p{L}])/gu
const towards = /^(?:về|cho|tới|đến|lên|qua|gửi|với)$/u

/** Who receives it: "báo cáo về Sở Nội vụ", "trình Chủ tịch UBND tỉnh", "(qua Văn phòng Ban)". */
export function receiversOf(text: SourceText, start: number, end: number): readonly NamedUnit[] {
  const found: NamedUnit[] = []
  const { clean } = text
  for (const verb of clean.slice(start, end).matchAll(sending)) {
    let at = start + verb.index + verb[0].length + 1
    const direct = verb[0] === 'báo cáo' || verb[0] === 'trình' || verb[0] === 'gửi'
    for (let word = 0; word < 14 && at < end; word += 1) {
      const close = endOfWord(clean, at)
      const way = towards.test(clean.slice(at, close))
      const name = way ? unitAt(text, close + 1, end) : word === 0 && direct ? unitAt(text, at, end) : undefined
      if (name !== undefined) {
        for (const one of unitsFrom(text, name.start, end))
          if (!found.some((other) => other.name === one.name)) found.push(one)
        break
      }
      if (/[.;:]/.test(clean[close] ?? '') || close <= at) break
      at = clean[close] === ' ' ? close + 1 : clean[close] === ',' ? close + 2 : close + 1
    }
  }
  return found
}
