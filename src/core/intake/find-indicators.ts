import { yearOf } from '../time.ts'
import type { FoundTarget, Frame } from './found-target.ts'
import type { DraftIndicator } from './plan-draft.ts'
import { type Block, placeOf, type SourceText } from './source-text.ts'
import { horizonIn } from './target-horizon.ts'
import { saysNothing } from './target-name.ts'
import { targetsInSentence } from './target-sentence.ts'
import { targetsInRow } from './target-table.ts'
import type { TimeContext } from './time-phrase.ts'

/** Headings under which figures tell what was, or what money there is. */
const pastHeading =
  /^(?:đánh giá (?:tình hình|kết quả|thực trạng|chung|việc)|(?:những |một số )?kết quả (?!(?:cần|dự kiến|mong|phấn đấu|đầu ra))|(?:những |một số )?(?:tồn tại|hạn chế|khó khăn|ưu điểm|thuận lợi)|thực trạng|hiện trạng|đặc điểm(?:,? tình hình)?|thông tin (?:chung|về)|đánh giá (?:hiện trạng|công tác)|khó khăn|căn cứ|cơ sở pháp lý|cơ sở thực tiễn|tình hình|khái quát|sự cần thiết|bối cảnh|bài học kinh nghiệm|nguyên nhân)(?![\p{L}])/u
/** A marker of the outline before a heading's words: "I.", "Phần thứ nhất:", "1.2.". */
const outlineMark =
  /^(?:[\s\p{P}]*(?:(?:phần|chương|mục)\s(?:thứ\s\p{L}{1,4}|[ivx\d]{1,4})|[ivx]{1,5}|[a-zđ]|\d{1,2}(?:\.\d{1,2}){0,3})(?=[\s.:)/-])[\s.:)/-]*)*[\s\p{P}]*/u
const moneyHeading =
  /^(?:[\s\p{P}]*(?:[ivx]+|\d+|[a-z])[.)/]\s*)?(?:(?:dự toán |nguồn |nhu cầu |khái toán |tổng |về )?kinh phí|dự toán|cơ chế tài chính|nguồn (?:vốn|lực tài chính)|chế độ (?:chi|bồi dưỡng)|giải thưởng|cơ cấu giải|tổ chức bộ máy)/u
const targetHeading =
  /(?:mục tiêu|chỉ tiêu|phấn đấu|kết quả (?:cần đạt|dự kiến|mong đợi)|yêu cầu cần đạt|tiêu chí thi đua)/u
/** "Giải pháp thực hiện mục tiêu", "chương trình mục tiêu quốc gia": no heading of targets. */
const servesTargets =
  /chương trình mục tiêu|(?:nhiệm vụ|giải pháp|biện pháp|nội dung|tổ chức|phân công|thời gian|tiến độ|kế hoạch)(?: [^\s,;.:]+){0,4}? (?:thực hiện|để đạt|hoàn thành|theo|nhằm) (?:các )?(?:mục tiêu|chỉ tiêu)|công tác thi đua/gu
/** One heading for what was and what comes: "Kết quả năm 2022 và nhiệm vụ năm 2023". */
const aheadToo = /(?:,| và) (?:mục tiêu|chỉ tiêu|nhiệm vụ|phương hướng|kế hoạch|giải pháp)/u

/** Under these a point tells what is done, even where they stand in the section on targets or share its heading. */
const tasksHeading = /(?:nhiệm vụ|giải pháp|biện pháp|nội dung|quan điểm|tổ chức thực hiện)/u

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
  const target = above.findIndex(
    (words) => targetHeading.test(words.replace(servesTargets, ' ')) && !isPast(words, firstYear),
  )
  const due = above.map((words) => horizonIn(words)?.due).find((day) => day !== undefined)
  const goesOn = above[0] !== undefined && /:\s*$/u.test(above[0]) && /phấn đấu|mục tiêu|chỉ tiêu/u.test(above[0])
  return {
    due: due ?? null,
    target: target !== -1,
    listed: goesOn || (target !== -1 && above.slice(0, target + 1).every((words) => !tasksHeading.test(words))),
    past: past !== -1 && (target === -1 || past < target),
    money: above.some((words) => moneyHeading.test(words)),
    firstYear,
  }
}

/** What a point hangs under, as the name of a target that says only "đạt 100%". */
function wordsAbove(text: SourceText, block: Block): string | undefined {
  const above = block.parent === null ? undefined : text.blocks[block.parent]
  if (above === undefined || above.cells.length > 0) return undefined
  const words = text.shown.slice(above.wordsFrom, Math.min(above.end, above.wordsFrom + headingSize))
  return (
    words
      .normalize('NFC')
      .replace(/\s+/gu, ' ')
      .replace(/[\s:;,.]+$/u, '')
      .trim() || undefined
  )
}

/**
 * The targets that a plan sets, in the order of the text: per cents, counted things, money, scores and ranks with the
 * words that make them a target. Past results, norms, quotas of people and sums of funding are none. `due` is the last
 * day of the horizon that the phrase, its sentence or its list names. Of a range the lower bound is the target. Where
 * targets have a heading of their own, a plain number ("mở 02 lớp") among the tasks is none.
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
    else
      for (const one of targetsInSentence(text, block.wordsFrom, block.end, frame, context))
        found.push(saysNothing(one.name) ? { ...one, name: wordsAbove(text, block) ?? one.name } : one)
  }
  // A plan that states its targets under their own heading counts elsewhere only what there is to do.
  const apart = found.some((one) => one.stated === 'target')
  const targets = apart ? found.filter((one) => one.stated !== 'number') : found
  return targets.map(({ start, end, stated: _, ...target }) => {
    const at = placeOf(text, start, end)
    return { quote: text.raw.slice(at.start, at.end), at, ...target }
  })
}
