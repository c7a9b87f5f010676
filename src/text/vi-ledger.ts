import type { LedgerCount, LedgerState } from '../core/ledger/ledger.ts'
import { dateOf, type Instant, type LocalDate, shortDate, timeOf } from '../core/time.ts'

/** Words of the ledger: who was reminded of what, when, through which channel, with what result. */

export const channelNames: { readonly [channel: string]: string } = {
  telegram: 'Telegram',
  'zalo-bot': 'Zalo Bot',
  'zalo-oa': 'Zalo OA',
  local: 'Trang thử',
}

export const stateNames: { readonly [state in LedgerState]: string } = {
  planned: 'dự kiến',
  unreached: 'chưa có kênh nhận',
  queued: 'chờ gửi',
  held: 'chờ người nhận viết xong câu trả lời khác',
  waiting: 'chờ đến khi gửi được',
  sending: 'đang gửi',
  sent: 'đã gửi',
  delivered: 'đã đến máy',
  seen: 'đã xem',
  answered: 'đã trả lời',
  cancelled: 'không gửi nữa',
  bundled: 'gộp vào tin khác',
  expired: 'quá lúc, không gửi',
  failed: 'không gửi được',
}

/** A reminder that somebody sent by hand; the moment stands behind it. */
export const nudgeRung = 'nudge@'

/** "trước hạn 5 ngày làm việc" */
export function rungWords(days: number | null, rung: string | null): string {
  if (days === null) return rung?.startsWith(nudgeRung) ? 'nhắc thêm' : (rung ?? '')
  if (days === 0) return 'ngày cuối'
  return days < 0 ? `trước hạn ${-days} ngày làm việc` : `quá hạn ${days} ngày làm việc`
}

export const stamp = (at: Instant | null): string => (at === null ? '' : `${timeOf(at)} ${shortDate(dateOf(at))}`)

export const csvHead: readonly string[] = [
  'Việc',
  'Đơn vị',
  'Hạn',
  'Người được nhắc',
  'Lần nhắc',
  'Lúc nhắc',
  'Nhắc bù',
  'Kênh',
  'Kết quả',
  'Lúc có kết quả',
  'Gửi lúc',
  'Đến máy lúc',
  'Xem lúc',
  'Số lần gửi',
  'Có thể trùng',
  'Chỉ gửi tin mẫu',
  'Kênh đã thử trước đó',
  'Tin số',
  'Ghi chú',
]

export const yes = 'có'

const notes: { readonly [note: string]: string } = {
  again: 'tiến trình dừng giữa lúc gửi nên có thể đã gửi hai lần',
  'waits: window': 'chờ người nhận nhắn lại cho OA (quá 7 ngày chưa nhắn)',
  'waits: quota': 'hết hạn mức tin của tháng',
  'waits: operator': 'kênh chờ quản trị viên xử lý',
  'waits: out': 'kênh đang gián đoạn',
  'waits: bundle': 'chờ gộp với các việc khác vào một tin',
  'answered before it was sent': 'đã được trả lời trước khi gửi',
  'its time was over before it could be sent': 'đã qua lúc cần nhắc',
}

/** What a message's note says, in words for the office; a provider's own words stay as they are. */
export function noteWords(note: string | null): string {
  if (note === null) return ''
  const said = /^said in (\d+)$/.exec(note)
  if (said !== null) return `đã nói trong tin số ${said[1]}`
  const base = note.startsWith('waits: ') ? note.replace(/ again$/, '') : note
  return notes[base] ?? note
}

export const onlyFollowed = 'Chưa có kế hoạch nào được theo dõi nên sổ nhắc việc còn trống.'
export const chooseLedger = 'Anh/chị muốn xem sổ nhắc việc của kế hoạch nào?'
export const ledgerUnknown = (name: string): string =>
  `Không có kế hoạch nào đang theo dõi có số hoặc tên “${name}”. Gõ /nhatky để chọn trong danh sách.`

export const ledgerHead = (plan: string, now: Instant): string => `Sổ nhắc việc – ${plan}, đến ${stamp(now)}:`

/** Counted by person and matter, so that one who was reminded three times counts once. */
export function ledgerCounts(count: LedgerCount): string {
  const part = (number: number, words: string): string[] => (number === 0 ? [] : [`${number} ${words}`])
  const parts = [
    ...part(count.answered, 'đã trả lời'),
    ...part(count.reached, 'đã được nhắc nhưng chưa trả lời'),
    ...part(count.onItsWay, 'có tin nhắc đang chờ gửi'),
    ...part(count.notReached, 'chưa nhận được nhắc'),
    ...part(count.toCome, 'chưa đến lúc nhắc'),
  ]
  return parts.length === 0 ? 'Chưa có lần nhắc nào.' : `Tính theo người và việc: ${parts.join('; ')}.`
}

export const notReachedHead = 'Chưa nhận được nhắc:'
export const reachedHead = 'Đã được nhắc, chưa trả lời:'

export const matterOfPerson = (person: string, title: string, due: LocalDate, last: string): string =>
  `• ${person}: ${title} – hạn ${shortDate(due)}${last === '' ? '' : ` (${last})`}`

export const lastWords = (state: string, channel: string | null, at: Instant | null): string =>
  [state, channel === null ? '' : `qua ${channel}`, at === null ? '' : `lúc ${stamp(at)}`].filter(Boolean).join(' ')

export const andMore = (count: number): string => `… và ${count} trường hợp khác, xem trong tệp.`
export const ledgerFile = 'Toàn bộ từng lần nhắc ở trong tệp kèm theo (mở bằng Excel).'
export const ledgerFileName = (plan: string, day: LocalDate): string =>
  `So nhac viec ${plan.replace(/[^\p{L}\p{N}]+/gu, '-')} ${day}.csv`
