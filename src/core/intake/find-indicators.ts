import { yearOf } from '../time.ts'
import type { FoundTarget, Frame } from './found-target.ts'
import type { DraftIndicator } from './plan-draft.ts'
import { type Block, placeOf, type SourceText } from './source-text.ts'
import { horizonIn } from './target-horizon.ts'
import { targetsInSentence } from './target-sentence.ts'
import { targetsInRow } from './target-table.ts'
import type { TimeContext } from './time-phrase.ts'

/** Headings under which figures tell what was, or what money there is. */
const pastHeading =
  /^(?:đánh giá (?:tình hình|kết quả|thực trạng|chung|việc)|(?:những |một số )?kết quả (?!(?:cần|dự kiến|mong|phấn đấu|đầu ra))|(?:những |một số )?(?:tồn tại|hạn chế|khó khăn|ưu điểm|thuận lợi)|thực trạng|đặc điểm,? tình hình|tình hình|khái quát|sự cần thiết|bối cảnh|bài học kinh nghiệm|nguyên nhân)(?![\p{L}])/u
/** A marker of the outline before a heading's words: "I.", "Phần thứ nhất:", "1.2.". */
const outlineMark =
  /^(?:[\s\p{P}]*(?:(?:phần|chương|mục)\s(?:thứ\s\p{L}{1,4}|[ivx\d]{1,4})|[ivx]{1,5}|[a-zđ]|\d{1,2}(?:\.\d{1,2}){0,3})(?=[\s.:)/-])[\s.:)/-]*)*[\s\p{P}]*/u
const moneyHeading =
  /^(?:[\s\p{P}]*(?:[ivx]+|\d+|[a-z])[.)/]\s*)?(?:(?:dự toán |nguồn |nhu cầu |khái toán |tổng |về )?kinh phí|dự toán|cơ chế tài chính|nguồn (?:vốn|lực tài chính)|chế độ (?:chi|bồi dưỡng)|giải thưởng|cơ cấu giải|tổ chức bộ máy)/u
const targetHeading =
  /(?:mục tiêu|chỉ tiêu|phấn đấu|kết quả (?:cần đạt|dự kiến|mong đợi)|yêu cầu cần đạt|tiêu chí thi đua)/u
/** One heading for what was and what comes: "Kết quả năm 2022 và nhiệm vụ năm 2023". */
const aheadToo = /(?:,| và) (?:mục tiêu|chỉ tiêu|nhiệm vụ|phương hướng|kế hoạch|giải pháp)/u

const headingSize = 200

function isPast(heading: string, firstYear: number | null): boolean {
  const words = heading.replace(outlineMark, '')
  if (aheadToo.test(words)) return false
  if (pastHeading.test(words)) return true
  const year = /(?:thực hiện|đạt được|kết quả|tình hình)[^.;:]{0,80}năm (20\d\d)/u.exec(words)?.[1]
  return year !== undefined && firstYear !== null && Number(year) < firstYear
}

function frameOf(text: SourceText, block: Block, firstYear: number | null): Frame {
  const above: string[] = []
  let at = block.parent
  // A chain is as long as the outline is deep; a ring cannot occur in one.
  for (let depth = 0; at !== null && depth < 12; depth += 1) {
    const parent = text.blocks[at]
    if (parent === undefined) break
    above.push(text.clean.slice(parent.start, Math.min(parent.end, parent.start + headingSize)))
    at = parent.parent
  }
  const past = above.findIndex((words) => isPast(words, firstYear))
  const target = above.findIndex((words) => targetHeading.test(words) && !isPast(words, firstYear))
  const due = above.map((words) => horizonIn(words)?.due).find((day) => day !== undefined)
  const goesOn = above[0] !== undefined && /:\s*$/u.test(above[0]) && /phấn đấu|mục tiêu|chỉ tiêu/u.test(above[0])
  return {
    due: due ?? null,
    target: target !== -1,
    listed: target === 0 || goesOn,
    past: past !== -1 && (target === -1 || past < target),
    money: above.some((words) => moneyHeading.test(words)),
    firstYear,
  }
}

/**
 * The targets that a plan sets, in the order of the text: per cents, counted things, money, scores and ranks with the
 * words that make them a target. Past results, norms, quotas of people and sums of funding are none. `due` is the last
 * day of the horizon that the phrase, its sentence or its list names. Of a range the lower bound is the target.
 */
export function findIndicators(text: SourceText, context: TimeContext): readonly DraftIndicator[] {
  const start = context.period?.from ?? context.issuedOn
  const firstYear = start === null ? null : yearOf(start)
  const found: FoundTarget[] = []
  const seen = new Set<number>()
  for (const block of text.blocks) {
    if (block.part === 'head' || block.part === 'bases' || block.part === 'recipients') continue
    const frame = frameOf(text, block, firstYear)
    const own = text.clean.slice(block.start, Math.min(block.end, block.start + headingSize))
    if (frame.past || frame.money || moneyHeading.test(own)) continue
    if (block.cells.length > 0) found.push(...targetsInRow(text, block, frame, context, seen))
    else found.push(...targetsInSentence(text, block.wordsFrom, block.end, frame, context))
  }
  return found.map(({ start, end, ...target }) => {
    const at = placeOf(text, start, end)
    return { quote: text.raw.slice(at.start, at.end), at, ...target }
  })
}
