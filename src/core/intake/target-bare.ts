import { countedNoun } from './target-counted.ts'
import type { Figure } from './target-figure.ts'

/** A figure without any unit, where a sentence or its part ends: "đạt từ 3,60 trở lên;". */
const bare =
  /(?<=(?:đạt|từ|trên|hơn|dưới|quá|nhất|thiểu|đa|lên|còn|là|xuống|vượt|≥|≤|>|<|:)\s{0,2})(\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{1,3})?)(?=(?:\s(?:trở lên|trở xuống))?\s?(?:[;,)(](?!\d)|\.(?!\d)|$|\sso với(?![\p{L}])))/gu
/** What is measured in points. */
const points =
  /(?<![\p{L}])(?:điểm (?:số|trung bình|bình quân|đánh giá|chỉ số|chung|thi|xếp hạng|hài lòng)|tổng điểm|số điểm|chỉ số (?!giá|phát triển))[^;:.]{0,120}$/u
const howMany = /(?:^|[:,]\s|(?<![\p{L}])(?:và|phấn đấu|giảm|tăng|để|duy trì)\s)(?:tổng )?số (?:lượng )?(?=\p{L})/gu

/**
 * Figures whose unit stands with what they measure: "Điểm trung bình … đạt 3,6", "Số vụ cháy không quá 02". `piece` is
 * of `clean`; `free` tells whether a stretch of it belongs to no other figure.
 */
export function bareFigures(piece: string, free: (from: number, to: number) => boolean): readonly Figure[] {
  const found: Figure[] = []
  for (const one of piece.matchAll(bare)) {
    const [value = ''] = one
    const end = one.index + value.length
    if (/^(?:19|20)\d\d$/u.test(value) || !free(one.index, end)) continue
    const before = piece.slice(Math.max(0, one.index - 160), one.index)
    const measured = unitBefore(before)
    if (measured === undefined) continue
    found.push({
      start: one.index,
      end,
      numberEnd: end,
      value: Number(value.includes(',') ? value.replace(/\./gu, '').replace(',', '.') : value.replace(/\./gu, '')),
      unit: measured,
      noun: measured,
      kind: measured === 'điểm' ? 'score' : 'count',
      range: false,
      rise: false,
      spelled: false,
      bare: true,
    })
  }
  return found
}

function unitBefore(before: string): string | undefined {
  const clause = /[^;.]*$/u.exec(before)?.[0] ?? ''
  if (points.test(clause)) return 'điểm'
  const many = [...clause.matchAll(howMany)].at(-1)
  if (many === undefined) return undefined
  const after = clause.slice(many.index + many[0].length)
  return /\d/u.test(after) ? undefined : countedNoun(after)?.noun
}
