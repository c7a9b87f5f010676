/** A Unit asks for a later day. */

export const askWhich = 'Anh/chị xin gia hạn việc nào?'
export const nothingToExtend = 'Đơn vị không có việc nào đang mở để xin gia hạn.'
export const waitingHead = 'Đang chờ lãnh đạo quyết định:'
export const waitingLine = (title: string, day: string, by: string): string =>
  `• ${title}: xin đến hết ${day} (${by} gửi)`
export const withdrawLabel = (title: string): string => `Rút đề nghị: ${title}`
export const alreadyAsked = (title: string, day: string): string =>
  `“${title}” đã có đề nghị gia hạn đến hết ${day}, đang chờ lãnh đạo. Muốn đổi ngày, anh/chị rút đề nghị đó trước (gõ /giahan).`
export const dayOvertaken = (day: string, due: string): string =>
  `Chưa gửi đề nghị: ngày ${day} đã qua hoặc không còn sau hạn hiện nay (${due}).`
export const asked = (title: string, day: string, due: string): string =>
  `Đã gửi lãnh đạo đề nghị gia hạn “${title}” đến hết ${day}. Trong khi chờ, hạn ${due} vẫn giữ nguyên; có quyết định tôi báo ngay.`
export const withdrawn = (title: string): string => `Đã rút đề nghị gia hạn “${title}”. Hạn cũ giữ nguyên.`
export const noLongerWaits = 'Đề nghị này không còn chờ quyết định.'
export const withdrawnNotice = (unit: string, title: string): string =>
  `${unit} đã rút đề nghị gia hạn “${title}”, lãnh đạo không cần quyết định nữa.`

export interface Wish {
  readonly unit: string
  readonly by: string
  readonly title: string
  readonly due: string
  readonly day: string
  /** Working days between the two days; null where the calendar is not known. */
  readonly more: number | null
  readonly reason: string
  /** The report that it feeds, and that report's day. */
  readonly report: { readonly title: string; readonly due: string } | null
}

/** What leaders are told; their buttons stand below. */
export const wishNotice = ({ unit, by, title, due, day, more, reason, report }: Wish): string =>
  [
    `${unit} xin gia hạn (${by}):`,
    `• ${title}`,
    `• Hạn hiện nay ${due}, xin đến hết ${day}${more === null ? '' : ` (thêm ${more} ngày làm việc)`}`,
    ...(report === null ? [] : [`• Góp vào báo cáo “${report.title}”, hạn ${report.due}`]),
    `• Lý do: ${reason}`,
  ].join('\n')
export const grantLabel = 'Đồng ý gia hạn'
export const refuseLabel = 'Không đồng ý'
