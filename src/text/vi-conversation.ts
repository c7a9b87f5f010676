/** What stands for the names in a conversation that leaves the office. */
export const standIns = {
  person: (number: number): string => `Cán bộ ${number}`,
  unit: (number: number): string => `Đơn vị ${number}`,
  board: 'Cơ quan mẫu',
  parent: 'CƠ QUAN CẤP TRÊN',
  place: 'Địa phương',
  /** With a number: who is speaking. */
  personId: 'can-bo',
  content: '(nội dung tệp đã được bỏ)',
  erased: '(đã xóa)',
  days: (person: string, from: string, to: string): string =>
    from === to ? `${person} ngày ${from}` : `${person} từ ngày ${from} đến ngày ${to}`,
} as const
