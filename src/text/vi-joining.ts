/** How the channels are called; the chat page is only there in a demo. */
export const channelNames = {
  local: 'trang dùng thử',
  telegram: 'Telegram',
  'zalo-oa': 'Zalo OA',
  'zalo-bot': 'Zalo Bot',
} as const

type ChannelName = keyof typeof channelNames

/** What the invited person does with the link of a channel: one line each. */
const wayLines: { readonly [name in ChannelName]: (link: string) => string } = {
  local: (link) => `• ${channelNames.local}: ${link}`,
  telegram: (link) => `• Telegram: mở ${link} rồi bấm “Bắt đầu” (Start).`,
  'zalo-oa': (link) => `• Zalo OA: mở ${link}, bấm “Quan tâm”, rồi gửi mã trên vào khung chat.`,
  'zalo-bot': (link) => `• Zalo Bot: mở ${link}, rồi gửi mã trên vào khung chat.`,
}

export interface InviteFacts {
  readonly name: string
  readonly code: string
  readonly ways: readonly { readonly channel: ChannelName; readonly link: string }[]
  /** Whether a picture for the telephone's camera goes with it. */
  readonly pictured: boolean
  readonly days: number
  /** A day as offices write it. */
  readonly lastDay: string
}

/** All that an admin passes on to the person who is invited. */
export const inviteText = ({ name, code, ways, pictured, days, lastDay }: InviteFacts): string =>
  [
    `Mã mời của ${name}: ${code}`,
    ...(ways.length > 0 ? ['Người được mời chọn một cách:'] : []),
    ...ways.map(({ channel, link }) => wayLines[channel](link)),
    ...(pictured ? ['Có thể quét mã QR kèm theo thay cho liên kết.'] : []),
    `Mã dùng một lần, hết hạn sau ${days} ngày (đến ${lastDay}). Ở kênh nào cũng có thể gõ mã này vào khung chat (hoặc gõ: /start ${code}).`,
  ].join('\n')

/** Name of the picture with the code of a channel's link. */
export const qrName = (channel: ChannelName): string => `ma-moi-${channel}.png`

/** Many wrong codes in a day, from whatever addresses: told once a day. */
export const guessedNotice = (count: number): string =>
  `Hôm nay đã có ${count} lần gửi mã mời sai từ nhiều địa chỉ. Hệ thống đã giảm số lần được thử; mã đúng vẫn dùng được. Nếu anh/chị vừa cấp mã, xin nhắc người nhận gõ đúng mã.`

/** People who cannot be reminded, by reason. */
export const unreachableText = (strangers: readonly string[], undecided: readonly string[]): string =>
  [
    ...(strangers.length === 0
      ? []
      : [
          `Chưa gửi được nhắc việc cho: ${strangers.join('; ')}. Những người này chưa kết nối kênh nào. Gõ /moi để cấp mã mời; lời nhắc sẽ được gửi bù khi họ tham gia.`,
        ]),
    ...(undecided.length === 0
      ? []
      : [
          `Chưa gửi được nhắc việc cho: ${undecided.join('; ')}. Những người này đã kết nối nhưng chưa trả lời câu hỏi về dữ liệu cá nhân; lời nhắc sẽ được gửi bù khi họ đồng ý.`,
        ]),
  ].join('\n')

const leaveTail =
  'Lời nhắc sẽ không đến tài khoản này nữa. Muốn quay lại, anh/chị xin quản trị viên của cơ quan cấp mã mời mới rồi gửi mã vào đây.'
export const askLeave = (channel: string, others: readonly string[], lastAdmin: boolean): string =>
  [
    `Anh/chị muốn rời kênh ${channel}?`,
    leaveTail,
    ...(others.length > 0 ? [`Anh/chị vẫn nhận nhắc việc qua: ${others.join(', ')}.`] : []),
    ...(lastAdmin ? ['Lưu ý: anh/chị là quản trị viên duy nhất đang kết nối.'] : []),
  ].join('\n')
export const askWithdraw = (channel: string, others: readonly string[], lastAdmin: boolean): string =>
  [
    `Anh/chị muốn rút sự đồng ý xử lý dữ liệu cá nhân qua ${channel}? Việc rút không ảnh hưởng đến những gì đã xử lý trước đó.`,
    leaveTail,
    ...(others.length > 0 ? [`Sự đồng ý ở kênh khác vẫn giữ nguyên: ${others.join(', ')}.`] : []),
    ...(lastAdmin ? ['Lưu ý: anh/chị là quản trị viên duy nhất đang kết nối.'] : []),
  ].join('\n')
export const leaveLabel = 'Rời kênh'
export const withdrawLabel = 'Rút đồng ý'
export const stayLabel = 'Ở lại'
export const stayed = 'Không có gì thay đổi; anh/chị vẫn nhận nhắc việc tại đây.'
export const hasLeft =
  'Anh/chị đã rời kênh này. Xin cảm ơn! Muốn quay lại, xin quản trị viên của cơ quan cấp mã mời mới rồi gửi mã vào đây.'
export const hasWithdrawn =
  'Đã ghi nhận: anh/chị rút sự đồng ý; tài khoản này được ngắt kết nối. Muốn xóa cả tin nhắn đã trao đổi, xin liên hệ quản trị viên. Muốn quay lại, xin mã mời mới rồi gửi mã vào đây.'
export const leftNotice = (
  name: string,
  channel: string,
  withdrawn: boolean,
  others: readonly string[],
  open: readonly string[],
): string =>
  [
    withdrawn ? `${name} đã rút sự đồng ý xử lý dữ liệu cá nhân và rời ${channel}.` : `${name} đã rời ${channel}.`,
    others.length > 0
      ? `Lời nhắc cho người này vẫn đến qua: ${others.join(', ')}.`
      : 'Lời nhắc cho người này không còn gửi được. Gõ /moi để mời lại hoặc /thaythe để cử người thay.',
    ...(open.length > 0 ? ['Việc đang mở của đơn vị:', ...open.map((title) => `• ${title}`)] : []),
  ].join('\n')

export const oneChannel = (channel: string): string =>
  `Anh/chị đang dùng một kênh: ${channel}. Muốn thêm kênh khác, xin quản trị viên cấp mã mời rồi gửi mã từ kênh đó.`
export const channelLine = (channel: string, address: string, facts: readonly string[]): string =>
  `• ${channel} (${address})${facts.length === 0 ? '' : ` – ${facts.join(', ')}`}`
export const channelFacts = { here: 'đang dùng để nhắn', preferred: 'được ưu tiên', unanswered: 'chưa đồng ý' } as const
export const channelsHead = 'Các kênh của anh/chị:'
export const channelsAsk = 'Anh/chị muốn nhận nhắc việc trước hết qua kênh nào?'
export const preferredSet = (channel: string): string =>
  `Từ nay lời nhắc gửi qua ${channel} trước; khi kênh này không gửi được, hệ thống dùng kênh khác của anh/chị.`
