import type { DutyKind } from '../plan/plan.ts'

/** Abbreviations of NĐ 30/2020, Phụ lục III; a registration form has none there, DK is the office's habit. */
export const typeOf = (kind: DutyKind): string =>
  kind === 'registration' ? 'DK' : kind === 'nomination' ? 'TTr' : 'BC'

/**
 * Number and symbol as the records clerk means them: a bare number is completed (`5` → `05/BC-BQLKKT`; below 10 it
 * gets a zero, NĐ 30/2020, Phụ lục I), anything else is kept as typed, without a leading "Số:".
 */
export function documentNumber(typed: string, kind: DutyKind, symbol: string): string {
  const number = typed.replace(/^số:?\s*/i, '').trim()
  return /^\d+$/.test(number) ? `${number.replace(/^0+(?=\d)/, '').padStart(2, '0')}/${typeOf(kind)}-${symbol}` : number
}
