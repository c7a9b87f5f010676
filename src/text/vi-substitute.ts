/** Somebody stands in for a person who is away. */

export const onlyAppointers = 'Lệnh này dành cho quản trị viên và trưởng đơn vị.'
export const substituteLine = (away: string, by: string, from: string, to: string): string =>
  `• ${away}: ${by} thay, từ ${from} đến ${to}`
export const noSubstitutes = 'Hiện không có ai được thay.'
export const substitutesHead = 'Người thay đang và sắp có hiệu lực:'
export const appointLabel = 'Cử người thay'
export const endLabel = (away: string, by: string): string => `Kết thúc sớm: ${by} thay ${away}`
export const askAway = 'Ai vắng mặt?'
export const askSubstitute = (away: string): string => `Ai thay ${away}?`
export const askDays = (away: string, by: string): string =>
  `${by} thay ${away} trong những ngày nào? Gõ ngày, ví dụ: từ 05/5 đến 12/5, hoặc đến hết 12/5.`
export const todayLabel = (day: string): string => `Hôm nay (${day})`
export const thisWeekLabel = (to: string): string => `Đến hết tuần này (${to})`
export const nextWeekLabel = (to: string): string => `Đến hết tuần sau (${to})`
export const daysNotRead =
  'Tôi chưa đọc được những ngày này. Xin gõ lại, ví dụ: từ 05/5 đến 12/5, hoặc đến hết 12/5. Gõ /thaythe để bắt đầu lại.'
export const daysOver = 'Ngày cuối đã qua. Xin gõ những ngày từ hôm nay trở đi.'
export const daysTooLong = 'Thời gian thay dài nhất là một năm. Xin gõ khoảng ngắn hơn.'
export const confirmDays = (away: string, by: string, from: string, to: string): string =>
  `${by} thay ${away} từ ${from} đến hết ${to}. Đúng không?`
export const rightLabel = 'Đúng'
export const againLabel = 'Gõ lại ngày'
export const overlaps = (line: string): string =>
  `Những ngày này đã có người thay:\n${line}\nXin kết thúc sớm lần thay đó trước (gõ /thaythe).`
export const inARing = (by: string, away: string): string =>
  `${by} cũng đang được ${away} thay trong những ngày này, nên không thể thay lẫn nhau.`
export const notYours = 'Anh/chị chỉ cử người thay trong đơn vị mình.'
export const appointed = (away: string, by: string, from: string, to: string): string =>
  `Đã ghi nhận: ${by} thay ${away} từ ${from} đến hết ${to}. Trong những ngày này lời nhắc gửi cho người thay; người thay xem và trả lời được việc của đơn vị đó.`
export const appointedSubstitute = (away: string, by: string, from: string, to: string): string =>
  `Kính gửi ${by}. Anh/chị được cử thay ${away} từ ${from} đến hết ${to}. Trong những ngày này lời nhắc của ${away} gửi đến anh/chị và anh/chị trả lời thay được; câu trả lời ghi tên cả hai người.`
export const appointedAway = (away: string, by: string, from: string, to: string): string =>
  `Kính gửi ${away}. Từ ${from} đến hết ${to}, ${by} thay anh/chị; lời nhắc trong những ngày này gửi cho người thay.`
export const ended = (away: string, by: string): string => `Đã kết thúc: ${by} không còn thay ${away}.`
export const endedBefore = 'Lần thay này đã kết thúc trước đó.'
export const substituteOver =
  'Anh/chị hiện không trả lời cho đơn vị này (đã hết thời gian thay hoặc đã chuyển đơn vị) nên nội dung này không lưu được. Xin báo người phụ trách trả lời.'
/** Before a message that was meant for somebody who is away. */
export const insteadOfHead = (away: string): string => `(Gửi anh/chị vì đang thay ${away}.)`
export const togetherWith = (by: string, away: string): string => `${by} (thay ${away})`
