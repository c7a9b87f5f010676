/** What stands for the names in a conversation that leaves the office. */
export const standIns = {
  person: (number: number): string => `Cán bộ ${number}`,
  unit: (number: number): string => `Đơn vị ${number}`,
  board: 'Cơ quan mẫu',
  parent: 'CƠ QUAN CẤP TRÊN',
  place: 'Địa phương',
} as const
