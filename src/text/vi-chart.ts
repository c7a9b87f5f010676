/** Words in pictures. Short: they are read on a phone. */

export const states = {
  answered: 'Đã trả lời đúng hạn',
  late: 'Trả lời muộn',
  overdue: 'Quá hạn, chưa trả lời',
  open: 'Còn trong hạn',
} as const

export const progressTitle = 'Tiến độ trả lời của các đơn vị'
export const progressSubtitle = (boardName: string, date: string): string => `${boardName}, đến ngày ${date}`
export const unitTitle = 'Tiến độ trả lời theo kế hoạch'
export const indicatorsTitle = 'Chỉ tiêu so với mức giao'

/** "7/9": answered of all that was asked. */
export const answeredOfAsked = (answered: number, asked: number): string => `${answered}/${asked}`

export const targetOf = (target: string): string => `giao: ${target}`
export const reached = (value: string, target: string): string => `${value} (giao ${target})`

export const otherUnits = (count: number): string => `${count} đơn vị khác`

/** The name of the picture's file. */
export const pictureName = (date: string): string => `Tien do ${date}.png`
