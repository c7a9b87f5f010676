import { type ChannelForecast, isOver, totalOf } from '../core/delivery/quota-forecast.ts'
import { dateOf, type Instant, shortDate, timeOf } from '../core/time.ts'
import { channelNames } from './vi-ledger.ts'

const channelOf = (channel: string): string => channelNames[channel] ?? channel
const whenOf = (at: Instant): string => `${timeOf(at)} ngày ${shortDate(dateOf(at))}`

/** "5/2023" of "2023-05". */
const monthOf = (month: string): string => `${Number(month.slice(5))}/${month.slice(0, 4)}`
const number = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, '.')

/** The fullest month of a channel that counts, before a plan becomes active. */
export function quotaLine(forecast: ChannelForecast): string {
  const { channel, month, first, answers, used, quota, people, peopleLimit } = forecast
  const before = used === 0 ? '' : `đã gửi ${number(used)}, `
  const counts = `${before}nhắc ${number(first)}, hỏi đáp ${number(answers)}`
  const line = `${channelOf(channel)}: tháng ${monthOf(month)} dự kiến khoảng ${number(totalOf(forecast))}/${number(quota)} tin (${counts}); ${people}/${peopleLimit} người.`
  if (!isOver(forecast)) return line
  return `${line} Vượt hạn mức: nên mời một số người dùng thêm kênh khác; khi gần hết, kênh này chỉ còn nhắc việc đến ngày cuối và quá hạn.`
}

/** Nothing goes out on a channel until somebody acts. `why` is the operator's: a code and a few words. */
export const channelNeedsAdmin = (channel: string, since: Instant, why: string): string =>
  `Kênh ${channelOf(channel)} không gửi được từ ${whenOf(since)} và cần quản trị viên xử lý (${why}). Tin nhắn của kênh này được giữ lại, không mất; ai có kênh khác thì được gửi qua kênh đó.`
/** Nothing goes in or out: the platform takes the bot's token no more. */
export const tokenRefused = (channel: string): string =>
  `Kênh ${channelOf(channel)} không dùng được: token của bot bị từ chối (đã đặt lại hoặc thu hồi). Xin quản trị viên lấy token mới, ghi vào tệp cài đặt của máy chủ và khởi động lại. Tin nhắn của kênh này được giữ lại, không mất; ai có kênh khác thì được gửi qua kênh đó.`
export const channelIsOut = (channel: string, since: Instant): string =>
  `Kênh ${channelOf(channel)} gián đoạn từ ${whenOf(since)}. Tin nhắn được giữ lại; khi có lại, mỗi người chỉ nhận một tin nhắc bù. Ai có kênh khác thì được gửi qua kênh đó.`
export const channelUsedUp = (channel: string): string =>
  `Kênh ${channelOf(channel)} đã hết hạn mức tin nhắn của tháng. Ai có kênh khác thì được gửi qua kênh đó; tin của những người còn lại được giữ đến khi có hạn mức mới.`
export const channelWorksAgain = (channel: string, since: Instant, until: Instant): string =>
  `Kênh ${channelOf(channel)} đã gửi được trở lại (gián đoạn từ ${whenOf(since)} đến ${whenOf(until)}).`

/** Why an account could not serve, by the first word that the ledger keeps. */
const reasons: { readonly [why: string]: string } = {
  window: 'quá hạn trao đổi của kênh, chờ người nhận nhắn tin trước',
  quota: 'hết hạn mức tin nhắn',
  operator: 'kênh cần quản trị viên xử lý',
  out: 'kênh gián đoạn',
  never: 'người nhận đã chặn hoặc rời kênh',
  file: 'kênh không chuyển được tệp',
  later: 'thử nhiều lần không được',
}
export const reasonText = (why: string): string => reasons[why] ?? 'không gửi được'

export interface DeliveryNews {
  readonly name: string
  readonly channel: string
  readonly why: string
  /** The account that served instead; null: it waits. */
  readonly instead: string | null
}

const newsShown = 15

/** The admins' line a day: who could not be reached where, and what was used instead. */
export function deliveryNews(news: readonly DeliveryNews[]): string {
  const lines = news.slice(0, newsShown).map(({ name, channel, why, instead }) => {
    const then = instead === null ? 'tin đang chờ' : `đã gửi qua ${channelOf(instead)}`
    return `• ${name}: ${channelOf(channel)} không gửi được (${reasonText(why)}); ${then}.`
  })
  const rest = news.length - lines.length
  return ['Gửi tin:', ...lines, ...(rest > 0 ? [`… và ${rest} trường hợp khác; xem /nhatky.`] : [])].join('\n')
}

export const channelIsFull = (channel: string, limit: number): string =>
  `Kênh ${channelOf(channel)} đã đủ ${limit} người theo gói đang dùng nên chưa nhận thêm được. Xin anh/chị liên hệ quản trị viên để dùng kênh khác.`
export const channelIsFullNotice = (channel: string, limit: number): string =>
  `Có người chưa kết nối được qua ${channelOf(channel)}: kênh đã đủ ${limit} người. Mã mời của người đó vẫn dùng được ở kênh khác.`
