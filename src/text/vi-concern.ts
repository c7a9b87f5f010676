/** As in the flow and in the records. */
type ConcernKind = 'obstacle' | 'recommendation'

/** Obstacles and recommendations that are raised at any time. */

export const askAbout = 'Vướng mắc, kiến nghị của anh/chị thuộc việc nào?'
export const aboutNone = 'Không thuộc việc nào ở trên'

export const kindNames: { readonly [K in ConcernKind]: string } = {
  obstacle: 'vướng mắc',
  recommendation: 'kiến nghị',
}

/** What the choices of flows/vuong-mac.yaml mean; anything else is a name that was typed. */
export const addressees: { readonly [choice: string]: string } = {
  leaders: 'Lãnh đạo Ban',
  office: 'Văn phòng',
  province: 'UBND tỉnh',
}

export const raised = (kind: ConcernKind, addressee: string): string =>
  `Đã ghi nhận ${kindNames[kind]} (gửi ${addressee}) và báo lãnh đạo Ban. Nội dung được đưa vào báo cáo của kỳ này; có ý kiến chỉ đạo tôi báo ngay.`

export interface Raised {
  readonly kind: ConcernKind
  readonly unit: string
  readonly by: string
  readonly title: string | null
  readonly what: string
  readonly addressee: string | null
  readonly files: number
  /** It stands in the place of one that was raised before. */
  readonly anew?: boolean
}

export const raisedNotice = ({ kind, unit, by, title, what, addressee, files, anew }: Raised): string =>
  [
    `${unit} nêu ${kindNames[kind]} (${by})${anew === true ? `, thay cho ${kindNames[kind]} đã nêu trước đó` : ''}:`,
    ...(title === null ? [] : [`• Việc: ${title}`]),
    `• Nội dung: ${what}`,
    ...(addressee === null ? [] : [`• Đề nghị giải quyết: ${addressee}`]),
    ...(files === 0 ? [] : [`• Kèm ${files} tệp`]),
  ].join('\n')
export const closeLabel = 'Cho ý kiến chỉ đạo'

// Kiến nghị trong đánh giá chung của đơn vị

export const ofAssessment = (report: string): string => `Đánh giá chung cho “${report}”`
export const recommendationRaised = 'Kiến nghị của đơn vị được báo lãnh đạo Ban; có ý kiến chỉ đạo tôi báo ngay.'
export const takenBack = (unit: string): string =>
  `${unit} đã sửa hoặc rút nội dung này nên không còn chờ ý kiến. Gõ /choykien để xem những nội dung đang chờ.`
