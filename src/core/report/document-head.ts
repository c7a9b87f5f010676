import * as say from '../../text/vi-report.ts'
import type { Board } from '../plan/board.ts'
import { type LocalDate, monthOf, yearOf } from '../time.ts'
import type { DocumentHead, Signature } from './report.ts'

export const upper = (text: string): string => text.normalize('NFC').toUpperCase()

/** The month on the line of place and date: padded only when it is 1 or 2 (NĐ 30/2020, Phụ lục I). */
export const monthWritten = (date: LocalDate): string => {
  const month = monthOf(date)
  return month < 3 ? `0${month}` : String(month)
}

/** The head of a document; its number and day stay blank. `type`: as in the number, null where there is none. */
export const documentHead = (
  issuer: { readonly name: string; readonly parent: string; readonly place: string },
  type: string | null,
  symbol: string,
  month: LocalDate,
): DocumentHead => ({
  parent: upper(issuer.parent).replace(/[ỦU][ỶY] BAN NHÂN DÂN/u, 'UBND'),
  issuer: upper(issuer.name),
  number: type === null ? null : say.numberLine(type, symbol),
  placeAndDate: say.placeAndDateLine(issuer.place, monthWritten(month), yearOf(month)),
})

/** The lines under which the head of the Board signs. */
export const signatureOf = (board: Board): Signature =>
  board.signer
    .split(/\n|\s\/\s/)
    .map((line) => upper(line.trim()))
    .filter((line) => line !== '')
