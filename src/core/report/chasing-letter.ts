import * as say from '../../text/vi-chasing-letter.ts'
import { placeAndDateLine } from '../../text/vi-report.ts'
import type { Board } from '../plan/board.ts'
import type { Plan } from '../plan/plan.ts'
import { type LocalDate, monthOf, shortDate, yearOf } from '../time.ts'
import { citePlan, lowerOpening, subjectOf } from './citation.ts'
import type { ReportDocument } from './report.ts'

/** All that a letter to late Units says; nothing else is in it. */
export interface ChasingLetter {
  readonly board: Board
  readonly plan: Plan
  /** What is chased: a report's title; null: the plan's tasks in general. */
  readonly report: string | null
  /** The deadline that has been set, in words; null: the tasks had several. */
  readonly deadline: string | null
  /** The day of the state of receipt. */
  readonly today: LocalDate
  readonly asked: number
  /** Names of the Units that have not answered, in the Board's order. */
  readonly missing: readonly string[]
  readonly newDue: LocalDate
  /** Whom to call or write to; null where nobody was named. */
  readonly contact: string | null
}

const upper = (text: string): string => text.normalize('NFC').toUpperCase()
/** Padded only when it is 1 or 2 (NĐ 30/2020, Phụ lục I). */
const monthWritten = (month: number): string => (month < 3 ? `0${month}` : String(month))

/**
 * The draft of a "công văn đôn đốc" (NĐ 30/2020, Phụ lục III, form of a letter): what was set, what has come in, what is
 * asked by when. Number and day stay blank; who signs is a post, and the office strikes out what its rules do not allow.
 */
export function chasingLetter(letter: ChasingLetter): ReportDocument {
  const { board, plan, report, deadline, missing, newDue, contact } = letter
  // A report is called one, however its plan has named it.
  const what = report === null ? null : say.reportOn(lowerOpening(subjectOf(report)))
  const received = letter.asked - missing.length
  return {
    head: {
      parent: upper(board.parent).replace(/[ỦU][ỶY] BAN NHÂN DÂN/u, 'UBND'),
      issuer: upper(board.name),
      number: say.letterNumber(board.symbol, board.drafter),
      placeAndDate: placeAndDateLine(board.place, monthWritten(monthOf(letter.today)), yearOf(letter.today)),
    },
    draftMark: say.draftMark,
    about: say.about(what, yearOf(plan.period.to)),
    title: '',
    subject: '',
    addressees: [say.addressee],
    opening: [
      say.setBy(citePlan(plan), board.name, what, deadline),
      say.receipt(shortDate(letter.today), received, letter.asked, missing),
      say.request(what, shortDate(newDue)),
      say.channelAndContact(contact),
      say.answerable,
    ],
    body: [],
    closing: say.closing,
    recipients: [say.asAbove, say.leadersForInformation, say.archive(board.drafter)],
    signature: say.signature(board.signer),
    confirmation: null,
    annexes: [],
  }
}
