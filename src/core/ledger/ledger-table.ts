import { channelNames, csvHead, noteWords, rungWords, stamp, stateNames, yes } from '../../text/vi-ledger.ts'
import { shortDate } from '../time.ts'
import type { LedgerLine } from './ledger.ts'

/** The ledger as a table for people: a heading row, then one row for each line. */
export function ledgerTable(lines: readonly LedgerLine[]): readonly (readonly string[])[] {
  return [csvHead, ...lines.map(rowOf)]
}

function rowOf(line: LedgerLine): readonly string[] {
  const { occurrence, message } = line
  const again = message?.note === 'again' || message?.note?.endsWith(' again') === true
  return [
    occurrence.title,
    line.unitName,
    shortDate(occurrence.due),
    line.personName,
    rungWords(line.days, line.rung),
    stamp(line.at),
    line.missed ? yes : '',
    message === null ? '' : (channelNames[message.channel] ?? message.channel),
    stateNames[line.state],
    stamp(line.stateAt),
    stamp(message?.sentAt ?? null),
    stamp(message?.deliveredAt ?? null),
    stamp(message?.seenAt ?? null),
    message === null || message.attempts === 0 ? '' : String(message.attempts),
    again ? yes : '',
    message?.instead === 'template' ? yes : '',
    (message?.tried ?? [])
      .map(({ channel, at, why }) => `${channelNames[channel] ?? channel} ${stamp(at)}: ${why}`)
      .join('; '),
    message === null ? '' : String(message.outboxId),
    noteWords(message?.note ?? null),
  ]
}
