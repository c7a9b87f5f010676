import { headLines } from './head-lines.ts'
import { inCapitals } from './office-name.ts'
import type { SourceText } from './source-text.ts'

/** The list is short; what stands further below belongs to an annex. */
const listSize = 3_000

const heading = /(?<![\p{L}\p{N}])n[ơo]i nh[ậâ]n(?![\p{L}\p{N}])\s?:?/gu

/** What stands beside or below the list: who signs. */
const signer =
  /(?:^|\s)(?:(?:TM|KT|TL|TUQ|Q|ICT|T\/M|T\/L)\.?\s?(?=\p{Lu}{2})|(?:PHÓ |Q\. ?)?(?:TRƯỞNG BAN|CHỦ TỊCH|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|HIỆU TRƯỞNG|BÍ THƯ|CỤC TRƯỞNG|CHI CỤC TRƯỞNG|TRƯỞNG PHÒNG|THỦ TRƯỞNG|CHÁNH THANH TRA|TỔNG GIÁM ĐỐC|NGƯỜI LẬP|XÁC NHẬN|VIỆN TRƯỞNG|CHỈ HUY TRƯỞNG|TỔ TRƯỞNG|THƯỜNG TRỰC)).*$/u

const mark = /^\s*(?:[-–—•+*✓▪]|\d{1,2}[.)])\s*/u

/** Names under "Nơi nhận:", with marks such as "(b/c)" as they are written; [] where there is no such list. */
export function recipientsOf(text: SourceText): readonly string[] {
  let from: number | undefined
  for (const found of text.clean.matchAll(heading)) {
    const before = text.clean.slice(Math.max(0, found.index - 2), found.index)
    const after = text.clean.slice(found.index + found[0].length, found.index + found[0].length + 3)
    if (found[0].endsWith(':') || (/(?:^|[\n| ])$/u.test(before) && /[\n|:]|^ -/u.test(after)))
      from = found.index + found[0].length
    if (from !== undefined) break
  }
  if (from === undefined) return []
  const names: string[] = []
  let open = false
  for (const line of headLines(text, from, listSize)) {
    const words = line.text.replace(/^[:\s]+/u, '')
    const cut = words.replace(signer, '').trim()
    const begins = mark.test(words)
    if (cut === '') {
      // The signer's lines may stand between the recipients of two columns.
      open = false
      continue
    }
    if (!begins && inCapitals(cut) && !/^[A-ZĐ.,:\s]{2,8}[;.]?$/u.test(cut)) {
      if (names.length > 0 && /^(?:PHỤ LỤC|BIỂU|DANH MỤC|KẾ HOẠCH|MẪU|PHÂN CÔNG)/u.test(cut)) break
      open = false
      continue
    }
    const pieces = cut
      .split(/;\s*(?:[-–•+]\s*)?|\s[-–•]\s(?=\p{Lu})/u)
      .map((piece) =>
        piece
          .replace(mark, '')
          .replace(/[\s;.,/]+$/u, '')
          .trim(),
      )
      .filter((piece) => piece !== '')
    const [first, ...others] = pieces
    if (first === undefined) continue
    if (begins || names.length === 0) names.push(first)
    else if (open) names[names.length - 1] = `${names.at(-1) ?? ''} ${first}`
    else if (names.length > 0 && /^Lưu/u.test(first)) names.push(first)
    else if (/^\p{Lu}[\p{Ll}\p{M}]+(?: \p{Lu}[\p{Ll}\p{M}]+){1,4}$/u.test(first)) continue
    else if (names.some((name) => /^Lưu/u.test(name))) break
    else names.push(first)
    names.push(...others)
    open = !/[;.]\s*$/u.test(cut)
    if (/^Lưu/u.test(names.at(-1) ?? '') && !open) break
  }
  return names.map((name) => name.replace(/\s+/gu, ' ')).slice(0, 60)
}
