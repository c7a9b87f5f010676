import { isWorkingTime } from '../../core/reminder/working-time.ts'
import { costLine } from '../../text/vi-nudge.ts'
import type { Talk } from '../conversation/talk.ts'
import type { Account } from '../ports/account.ts'
import { accountFor } from './account-choice.ts'
import { noticeMatter } from './delivery-state.ts'

/** Whether the office is at work now; outside of it nobody is disturbed without asking. */
export const atWork = ({ office, now }: Talk): boolean => isWorkingTime(office.board.hours, office.calendar, now)

/** By which account each of these people would be told something now; one who cannot be reached is not in it. */
export async function accountsFor(talk: Talk, personIds: readonly string[]): Promise<ReadonlyMap<string, Account>> {
  const { records, reader, now } = talk
  const state = await reader?.read(records, personIds, now)
  const all = await records.accountsOf(personIds)
  return new Map(
    personIds.flatMap((id) => {
      const account = state === undefined ? accountFor([...(all.get(id) ?? [])]) : state.accountFor(id, noticeMatter())
      return account === undefined ? [] : [[id, account] as const]
    }),
  )
}

/** What one message to each of these accounts takes of the quotas, a line for each channel that counts. */
export async function costLines(talk: Talk, accounts: ReadonlyMap<string, Account>): Promise<readonly string[]> {
  const { reader, records, now } = talk
  if (reader === undefined) return []
  const { situation } = await reader.read(records, [], now)
  const channels = [...accounts.values()].map(({ channel }) => channel)
  return [...reader.abilities].flatMap(([name, { quota }]) => {
    const count = channels.filter((channel) => channel === name).length
    return quota === null || count === 0 ? [] : [costLine(name, count, situation.used.get(name) ?? 0, quota.messages)]
  })
}
