import type { Missing } from '../core/intake/review-draft.ts'
import { type LocalDate, shortDate } from '../core/time.ts'
import { type Replaced, replacesLine, versionBefore } from './vi-replaced.ts'

/** What is said before and after a reviewed plan becomes active, and of a new version of one. */

// Kích hoạt

const missingWords: { readonly [W in Missing['what']]: string } = {
  title: 'tên kế hoạch (gõ “tên …”)',
  period: 'thời gian thực hiện (gõ “thời gian 2026” hoặc “thời gian 01/3/2026 - 31/12/2026”)',
  'nothing-kept': 'ít nhất một mục được giữ (gõ “thêm” để thêm)',
  unit: 'đơn vị chủ trì',
  interval: 'chu kỳ',
  look: 'anh/chị xem và quyết định',
}
/** What is missing, a line for each kind; an item that lacks something is not named again for its look. */
export function missing(list: readonly Missing[]): string {
  const lacking = new Set(list.flatMap((one) => ('number' in one && one.what !== 'look' ? [one.number] : [])))
  const lines = (Object.keys(missingWords) as Missing['what'][]).flatMap((what) => {
    const found = list.filter(
      (one) => one.what === what && !(what === 'look' && 'number' in one && lacking.has(one.number)),
    )
    if (found.length === 0) return []
    const numbers = found.flatMap((one) => ('number' in one ? [one.number] : []))
    const count = numbers.length > numbersShown ? `${numbers.length} mục: ` : 'mục '
    return [`• ${missingWords[what]}${numbers.length === 0 ? '' : `: ${count}${someNumbers(numbers)}`}`]
  })
  return ['Chưa kích hoạt được, còn thiếu:', ...lines].join('\n')
}

const numbersShown = 15
export const someNumbers = (numbers: readonly (number | string)[]): string =>
  `${numbers.slice(0, numbersShown).join(', ')}${numbers.length > numbersShown ? '…' : ''}`

export interface LastFacts {
  readonly title: string
  readonly tasks: number
  readonly reports: number
  readonly indicators: number
  /** Numbers of items that nobody has looked at one by one. */
  readonly unseen: number
  /** The first deadlines, already lines. */
  readonly first: readonly string[]
  readonly people: readonly string[]
  /** When the first reminder goes out, to whom, and of what; null when none is to come. */
  readonly reminder: {
    readonly when: string
    readonly people: readonly string[]
    readonly what: readonly string[]
  } | null
  /** What lies behind already and is made up for in one message. */
  readonly late: number
  /** Items that nobody is asked about: their numbers in the review. */
  readonly unassigned: readonly number[]
  /** Items of which nothing is asked before a day is known. */
  readonly silent: readonly string[]
  readonly changes: readonly string[]
  /** What channels with a quota will need in their fullest month, already lines. */
  readonly quota: readonly string[]
}

const peopleShown = 12
const someOf = (names: readonly string[], most: number): string =>
  `${names.slice(0, most).join('; ')}${names.length > most ? '…' : ''}`

/** All that an admin confirms before a plan becomes active. */
export const lastSummary = (facts: LastFacts): string =>
  [
    `Sắp kích hoạt: ${facts.title}`,
    `Sẽ theo dõi và nhắc ${facts.tasks} việc, ${facts.reports} báo cáo; hỏi số liệu ${facts.indicators} chỉ tiêu.${
      facts.unseen === 0 ? '' : ` ${facts.unseen} mục anh/chị chưa xem từng mục, được giữ như đã đọc.`
    }`,
    ...facts.changes,
    ...(facts.first.length === 0 ? ['Không còn thời hạn nào ở phía trước.'] : ['Các hạn đầu tiên:', ...facts.first]),
    ...(facts.reminder === null
      ? ['Chưa có lời nhắc nào sắp gửi.']
      : [
          `Lời nhắc đầu tiên: ${facts.reminder.when}, gửi ${someOf(facts.reminder.people, 3)} về “${facts.reminder.what[0] ?? ''}”${
            facts.reminder.what.length > 1 ? ` và ${facts.reminder.what.length - 1} việc khác` : ''
          }.`,
        ]),
    ...(facts.late === 0 ? [] : [`${facts.late} việc đã qua hạn hoặc qua ngày nhắc được nhắc bù trong một tin.`]),
    ...(facts.people.length === 0
      ? []
      : [`Sẽ được hỏi (${facts.people.length} người): ${someOf(facts.people, peopleShown)}.`]),
    ...(facts.unassigned.length === 0
      ? []
      : [
          `Chưa có đơn vị nên chưa nhắc ai: mục ${someNumbers(facts.unassigned)} (gõ “giao ${facts.unassigned[0]} VP” để giao).`,
        ]),
    ...(facts.silent.length === 0 ? [] : [`Chưa nhắc cho tới khi có ngày: ${facts.silent.join('; ')}.`]),
    ...facts.quota,
    'Kích hoạt?',
  ].join('\n')
export const firstLine = (date: string, what: string, unit: string): string => `• ${date}: ${what} (${unit})`
export const activated = (title: string, version: number): string =>
  version === 1
    ? `Đã kích hoạt: ${title}. Các đơn vị được nhắc theo lịch từ buổi làm việc tới.`
    : `Đã kích hoạt bản thứ ${version} của: ${title}. Chỉ những người có việc thay đổi được báo.`
export const stillAllowed = 'Chưa kích hoạt. Anh/chị có thể sửa tiếp; gõ “danh sách” để xem lại.'

// Bản sửa đổi

export const planName = (number: string | null, title: string): string =>
  number === null ? `“${title}”` : `số ${number} “${title}”`
export const chooseReplaced = 'Bản này thay cho kế hoạch nào?'
export const closedPlanLabel = (name: string): string => `${name} (đã kết thúc)`
export const replacesNone = 'Không thay kế hoạch nào'
export const replacesSet = (plan: Replaced | null): string =>
  plan === null ? 'Bản này được theo dõi như một kế hoạch mới.' : replacesLine(plan)
export const nothingFollowed = 'Chưa có kế hoạch nào đang theo dõi.'

const shownChanges = 12
const some = (lines: readonly string[]): readonly string[] =>
  lines.length <= shownChanges
    ? lines
    : [...lines.slice(0, shownChanges), `… và ${lines.length - shownChanges} mục khác`]

export const changesHead = (
  closedSince: LocalDate | null,
  added: number,
  moved: number,
  droppedCount: number,
  reassigned: number,
): string =>
  `So với ${versionBefore(closedSince)}: thêm ${added}, dời hạn ${moved}, bỏ ${droppedCount}, đổi đơn vị ${reassigned}.`
export const addedLines = (lines: readonly { readonly what: string; readonly due: string }[]): readonly string[] =>
  lines.length === 0 ? [] : ['Thêm:', ...some(lines.map(({ what, due }) => `• ${what} – ${due}`))]
export const movedLines = (
  lines: readonly { readonly what: string; readonly before: string; readonly after: string }[],
): readonly string[] =>
  lines.length === 0
    ? []
    : ['Dời hạn:', ...some(lines.map(({ what, before, after }) => `• ${what}: ${before} → ${after}`))]
export const droppedLines = (lines: readonly { readonly what: string; readonly due: string }[]): readonly string[] =>
  lines.length === 0 ? [] : ['Bỏ:', ...some(lines.map(({ what, due }) => `• ${what} – ${due}`))]
export const reassignedLines = (
  lines: readonly { readonly what: string; readonly before: string; readonly after: string }[],
): readonly string[] =>
  lines.length === 0
    ? []
    : ['Đổi đơn vị:', ...some(lines.map(({ what, before, after }) => `• ${what}: ${before} → ${after}`))]
export const noChanges = (closedSince: LocalDate | null): string =>
  `Không có thay đổi về việc, hạn và đơn vị so với ${versionBefore(closedSince)}.`

export const askBasis = (count: number): string =>
  count === 1
    ? 'Căn cứ dời hạn? Gõ số, ký hiệu và ngày của văn bản.'
    : `Căn cứ dời ${count} hạn? Gõ số, ký hiệu và ngày của văn bản nếu dùng chung; gõ “từng mục” để nêu riêng.`
export const askBasisOf = (what: string, before: string, after: string): string =>
  `Căn cứ dời hạn “${what}” (${before} → ${after})?`
export const basisNeeded = 'Cần một căn cứ có nội dung, ví dụ: Công văn số 215/BQLKKT-VP ngày 12/5/2026.'
export const oneByOneLabel = 'Nêu từng mục'

export const changeNotice = (plan: string, version: number, lines: readonly string[]): string =>
  [`Kế hoạch ${plan} có bản sửa đổi (lần ${version}). Phần liên quan đến đơn vị của anh/chị:`, ...lines].join('\n')
export const movedNotice = (what: string, before: string, after: string, basis: string): string =>
  `• Dời hạn: ${what}: ${before} → ${after}. Căn cứ: ${basis}.`
export const droppedNotice = (what: string): string => `• Không còn phải thực hiện: ${what}.`
export const takenNotice = (what: string): string => `• Không còn giao cho đơn vị: ${what}.`
export const givenNotice = (what: string, due: string): string => `• Được giao: ${what} – hạn ${due}.`

/** A target that is another one now, or is there no more. */
export const figureLines = (
  lines: readonly { readonly name: string; readonly before: string | null; readonly after: string | null }[],
): readonly string[] =>
  lines.length === 0
    ? []
    : [
        'Chỉ tiêu:',
        ...some(
          lines.map(({ name, before, after }) => `• ${name}: ${before ?? '(chưa có)'} → ${after ?? '(không còn)'}`),
        ),
      ]
export const sameAsFollowed = (plan: string, version: number, buttons: boolean): string =>
  `Đã đọc xong: nội dung trùng với kế hoạch đang theo dõi ${plan} (bản thứ ${version}), không có việc, hạn, đơn vị hay chỉ tiêu nào thay đổi. Anh/chị không cần làm gì thêm; nếu vẫn muốn sửa đơn vị hoặc hạn rồi kích hoạt lại thì ${buttons ? 'bấm “Xem và duyệt”' : 'gõ “xem lại”'}.`
/** The same as a plan that is followed no more; `may`: whether it can be followed again. */
export const sameAsClosed = (plan: string, since: LocalDate, may: boolean, buttons: boolean): string =>
  [
    `Đã đọc xong: nội dung trùng với kế hoạch ${plan}, kế hoạch này đã kết thúc theo dõi từ ngày ${shortDate(since)}.`,
    may
      ? `Muốn theo dõi lại như cũ, anh/chị ${buttons ? 'bấm “Theo dõi lại”' : 'gõ /kehoach, chọn kế hoạch rồi chọn “Theo dõi lại”'}; câu trả lời trước đây được giữ nguyên.`
      : 'Kế hoạch đã hết thời gian thực hiện và mọi hạn đã qua nên không theo dõi lại như cũ được.',
    `Muốn sửa đơn vị hoặc hạn rồi kích hoạt thì ${buttons ? 'bấm “Xem và duyệt”' : 'gõ “xem lại”'}.`,
  ].join(' ')
export const alreadyInReview = (name: string): string =>
  `Tệp “${name}” vừa gửi trùng với bản anh/chị đang duyệt; tôi giữ nguyên bản đang duyệt, không tạo bản mới.`
export const carriedOver = (keptCount: number, changed: number): string =>
  `Đã đối chiếu với lần duyệt trước: ${keptCount} mục không đổi được giữ sẵn${
    changed === 0 ? '' : `, áp lại ${changed} chỗ anh/chị đã sửa`
  } (“hoàn tác” để bỏ việc này). Chỉ còn phần mới hoặc thay đổi cần xem.`
