import type { Account } from './ports/store.ts'

/** The account a message goes to: the newest that still works, a real channel before the demo's page. */
export function accountFor(accounts: readonly Account[]): Account | undefined {
  const working = accounts.filter((account) => account.status === 'active')
  return working.sort((a, b) => Number(a.channel === 'local') - Number(b.channel === 'local') || b.id - a.id)[0]
}
