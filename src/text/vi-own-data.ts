/** What a person is shown and asked about what is kept about him or her (Luật 91/2025/QH15, art. 4 and 14). */

export interface OwnFacts {
  readonly name: string
  readonly unit: string
  readonly roles: readonly string[]
  readonly accounts: readonly {
    readonly channel: string
    readonly address: string
    readonly since: string
    readonly closed: boolean
  }[]
  readonly consents: readonly {
    readonly act: string
    readonly version: string
    readonly channel: string
    readonly on: string
  }[]
  readonly plans: readonly { readonly title: string; readonly answers: number; readonly files: number }[]
  readonly forms: number
  /** How many of each kind; a kind of which there is none is not in it. */
  readonly acts: readonly { readonly name: string; readonly count: number }[]
  readonly heard: number
  readonly said: number
}

export const roleNames = {
  staff: 'nhập kết quả',
  focal: 'đầu mối',
  head: 'trưởng đơn vị',
  leader: 'lãnh đạo',
  admin: 'quản trị viên',
} as const

export const actNames = { given: 'đồng ý', refused: 'không đồng ý', withdrawn: 'rút đồng ý' } as const

export const ownDataText = (facts: OwnFacts): string =>
  [
    'Dữ liệu về anh/chị trong hệ thống:',
    `• Họ tên hoặc chức danh: ${facts.name}; đơn vị: ${facts.unit}; vai trò: ${facts.roles.join(', ') || 'không'}`,
    ...facts.accounts.map(
      ({ channel, address, since, closed }) =>
        `• Kênh ${channel} (${address}): từ ${since}${closed ? ', đã ngắt' : ''}`,
    ),
    ...facts.consents.map(
      ({ act, version, channel, on }) => `• Ý kiến về dữ liệu cá nhân: ${act} (bản ${version}, ${channel}, ${on})`,
    ),
    ...facts.plans.map(({ title, answers, files }) => `• ${title}: ${answers} câu trả lời, ${files} tệp minh chứng`),
    ...(facts.forms > 0 ? [`• Phiếu, biểu mẫu đã lập: ${facts.forms} bản`] : []),
    ...facts.acts.map(({ name, count }) => `• ${name}: ${count}`),
    `• Tin nhắn: ${facts.heard} tin anh/chị gửi, ${facts.said} tin hệ thống gửi`,
    'Tệp kèm theo là bản sao đầy đủ (mở bằng Excel); tên người khác được lược bỏ. Cần sửa điều gì, xin báo quản trị viên; muốn xóa, gõ /xoadulieu.',
  ].join('\n')

/** Heading of the copy, and what stands for somebody else's name in it. */
export const copyHead = ['Thời gian', 'Loại', 'Kênh', 'Thuộc về', 'Nội dung'] as const
export const copyKinds = {
  person: 'Hồ sơ',
  account: 'Tài khoản',
  consent: 'Ý kiến về dữ liệu cá nhân',
  substitute: 'Thay thế',
  answer: 'Câu trả lời',
  form: 'Phiếu đã lập',
  heard: 'Tin anh/chị gửi',
  said: 'Tin hệ thống gửi',
} as const
/** What somebody did beside answering, by what it is called in the records. */
export const actKinds = {
  obstacle: 'Vướng mắc đã nêu',
  recommendation: 'Kiến nghị đã nêu',
  'concern-closed': 'Ý kiến về vướng mắc, kiến nghị',
  'extension-asked': 'Đề nghị gia hạn',
  'extension-decided': 'Quyết định về gia hạn',
  'deadline-moved': 'Hạn đã dời theo văn bản',
  promise: 'Ngày hẹn xong',
  'instruction-given': 'Bút phê đã ghi',
  'instruction-done': 'Kết quả thực hiện bút phê',
  verdict: 'Ý kiến về câu trả lời của đơn vị',
  broadcast: 'Thông báo đã gửi',
  calendar: 'Liên kết lịch',
} as const
export const somebodyElse = '[người khác]'
export const copyName = 'du-lieu-cua-toi.csv'
export const masked = (address: string): string =>
  address.length <= 4 ? '…' : `…${address.slice(-Math.min(3, address.length - 4))}`
export const insteadOfSomebody = 'trả lời thay'
export const revisionWord = (revision: number): string => `lần ${revision}`
export const substituteDays = (from: string, to: string, away: boolean): string =>
  `${away ? 'vắng mặt, có người thay' : 'thay người khác'} từ ${from} đến ${to}`

export const askErase = [
  'Anh/chị muốn xóa dữ liệu của mình?',
  '• Sẽ xóa ngay, không khôi phục được: địa chỉ của các tài khoản chat, nội dung tin nhắn đã trao đổi, câu trả lời, phiếu và thông báo đang viết dở, liên kết lịch. Mọi kênh của anh/chị bị ngắt kết nối.',
  '• Phải giữ lại: câu trả lời, phiếu đã lưu kèm minh chứng, vướng mắc, kiến nghị, đề nghị gia hạn, hạn đã dời, ngày hẹn, bút phê, thông báo đã gửi, báo cáo và sổ nhắc việc (ai được nhắc việc gì, khi nào), vì đó là hồ sơ công việc của cơ quan theo pháp luật về lưu trữ; tên và chức danh trong danh sách của cơ quan do quản trị viên sửa.',
  'Nên gõ /dulieucuatoi để nhận bản sao trước khi xóa.',
].join('\n')
export const eraseLabel = 'Xóa dữ liệu'
export const keepLabel = 'Không xóa'
export const keptAll = 'Không có gì bị xóa.'
export const erasedReply =
  'Đã xóa địa chỉ chat và nội dung tin nhắn của anh/chị; các kênh đã ngắt kết nối. Tin này cũng sẽ được xóa khỏi hệ thống sau khi gửi. Muốn quay lại, xin quản trị viên của cơ quan cấp mã mời mới.'
export const erasedNotice = (name: string, open: readonly string[]): string =>
  [
    `${name} đã yêu cầu xóa dữ liệu: địa chỉ chat và nội dung tin nhắn đã được xóa, các kênh đã ngắt kết nối. Câu trả lời, phiếu, minh chứng và sổ nhắc việc được giữ.`,
    'Lời nhắc cho người này không còn gửi được. Gõ /moi để mời lại hoặc /thaythe để cử người thay.',
    ...(open.length > 0 ? ['Việc đang mở của đơn vị:', ...open.map((title) => `• ${title}`)] : []),
  ].join('\n')
