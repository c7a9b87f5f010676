import { type LocalDate, shortDate } from '../core/time.ts'

/** The plan that a document is a new version of, and since when it is followed no more. */
export interface Replaced {
  readonly name: string
  readonly closedSince: LocalDate | null
}

export const replacesLine = ({ name, closedSince }: Replaced): string =>
  closedSince === null
    ? `Bản này thay cho kế hoạch đang theo dõi: ${name}.`
    : `Bản này thay cho kế hoạch ${name}, kế hoạch này đã kết thúc theo dõi từ ngày ${shortDate(closedSince)}. Kích hoạt là theo dõi lại theo bản này: phần việc chưa trả lời được nhắc từ đó, câu trả lời trước đây được giữ nguyên.`

/** What a new version is compared with. */
export const versionBefore = (closedSince: LocalDate | null): string =>
  closedSince === null ? 'bản đang theo dõi' : `bản đã kết thúc theo dõi từ ngày ${shortDate(closedSince)}`

/** A version of a closed plan, before and after it becomes active. */
export const followedAgain =
  'Kế hoạch được theo dõi lại từ khi kích hoạt: phần việc chưa trả lời được nhắc, câu trả lời trước đây được giữ nguyên.'
export const activatedAgain = (title: string, version: number): string =>
  `Đã kích hoạt bản thứ ${version} của: ${title}. Kế hoạch được theo dõi lại từ bây giờ; phần việc chưa trả lời được nhắc, phần đã quá hạn được nhắc bù một lần.`
