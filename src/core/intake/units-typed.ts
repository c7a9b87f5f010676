import type { Board } from '../plan/board.ts'
import { readUnits } from './match-units.ts'

/** Lead and coordinating Units of "VP, P. QLĐT; phối hợp: Công đoàn". */
export function unitsTyped(words: string, board: Board) {
  const [lead = '', ...rest] = words.split(/;?\s*(?:phối hợp|phoi hop)\s*:?\s*/i)
  const led = readUnits(lead.replace(/[;\s]+$/, ''), board)
  const helped = rest.length === 0 ? null : readUnits(rest.join(','), board)
  return {
    lead: led.units,
    coordinating: helped === null ? null : helped.units,
    unknown: [...led.unknown, ...(helped?.unknown ?? [])],
  }
}
