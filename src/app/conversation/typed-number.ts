import { newestLooked } from './remembered-records.ts'
import type { Talk } from './talk.ts'

/** The number that a message is, if it is nothing else: `2`, `2.`, `2)`. */
export const numberOf = (text: string): number | undefined => {
  const found = /^\s*(\d{1,2})[.)]?\s*$/.exec(text)
  return found ? Number(found[1]) : undefined
}

/** A number typed without a question: the choice of that number in the newest message that has any. */
export async function pickNumber(talk: Talk, number: number): Promise<string | undefined> {
  const rows = await talk.records.newestTo([talk.person.id], newestLooked)
  const newest = rows.findLast((row) => (row.reply.choices?.length ?? 0) > 0)
  return newest?.reply.choices?.[number - 1]?.value
}

/**
 * A number typed right after a list that the person asked for in the middle of a conversation: that list's choice, and
 * no answer to the question that stands. What has come since with choices stands below the list, and is meant then.
 */
export async function pickFromList(talk: Talk, inboxId: number, number: number): Promise<string | undefined> {
  const before = (await talk.records.inboundsBefore([{ id: inboxId, personId: talk.person.id }])).get(inboxId)
  if (before === undefined) return undefined
  const rows = await talk.records.newestTo([talk.person.id], newestLooked)
  const list = rows.findLast((row) => row.key.startsWith(`in|${before}|`) && row.reply.choices !== undefined)
  if (list === undefined) return undefined
  const shown = rows.findLast((row) => row.id >= list.id && (row.reply.choices?.length ?? 0) > 0)
  const value = shown?.reply.choices?.[number - 1]?.value
  return value?.startsWith('s:') ? undefined : value
}
