import type { Account } from '../ports/account.ts'

/** Whether the product may say anything here: without consent only the question for it goes out. */
export const mayBeTold = ({ consent }: Pick<Account, 'consent'>): boolean => consent !== null

/**
 * The account that a person can be reached at, whatever the state of its channel: the preferred one, else the one heard
 * last; a real channel before the demo's page. A message that cannot go out there is moved to another one later.
 */
export function accountFor(accounts: readonly Account[]): Account | undefined {
  const working = accounts.filter((account) => account.status === 'active' && mayBeTold(account))
  return working.sort(
    (a, b) =>
      Number(a.channel === 'local') - Number(b.channel === 'local') ||
      (b.preferredAt ?? 0) - (a.preferredAt ?? 0) ||
      (b.lastHeardAt ?? 0) - (a.lastHeardAt ?? 0) ||
      b.id - a.id,
  )[0]
}
