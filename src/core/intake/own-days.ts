import { joined, lastsFor } from './judge-words.ts'
import type { TimePhrase } from './time-phrase.ts'

/** "(từ 15/11 đến 15/12)" behind the name of a campaign, "(2010 - 2025)" behind a movement. */
export function isOwnOfJoined(phrase: TimePhrase, before: string, after: string): boolean {
  if (!joined.test(before) || !/^ ?\)/.test(after)) return false
  // "Tổ chức tuyên truyền hưởng ứng Tháng Công nhân (từ 01/5 đến 31/5)" is done in these days.
  if (phrase.form !== 'every' && /tổ chức(?! năm)/u.test(before)) return false
  const named =
    /(?:tháng hành động|tháng cao điểm|tháng (?:công nhân|thanh niên)|tuần lễ|chiến dịch|ngày (?=[\p{L}"])|cuộc vận động|phong trào|giải thưởng|lễ hội|năm thực hiện)/u
  const said = phrase.form === 'range' || phrase.form === 'day' || phrase.form === 'every' || phrase.form === 'stretch'
  return said && named.test(before)
}

/** "Thời hạn 36 tháng kể từ ngày ban hành", "thời hạn 01 năm" behind what is granted. */
export function isValidity({ rule }: TimePhrase, words: string, before: string): boolean {
  if (rule.kind !== 'relative' || (rule.unit !== 'month' && rule.unit !== 'year')) return false
  return /^(?:trong )?(?:thời hạn|thời gian|vòng)?/u.test(words) && lastsFor.test(before)
}
