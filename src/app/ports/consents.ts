import type { Instant } from '../../core/time.ts'
import type { Account } from './account.ts'
import type { ChannelName } from './messages.ts'

/** What a person said to a text about the use of personal data (Luật 91/2025/QH15, art. 9: provable, per purpose). */
export interface ConsentRow {
  readonly personId: string
  readonly channel: ChannelName
  /** The version of the text that the person had before the eyes. */
  readonly version: string
  readonly act: 'given' | 'refused' | 'withdrawn'
  readonly at: Instant
}

export interface ConsentRecords {
  /** Appends what was said, and puts it on the account: consent when it was given, none when refused or withdrawn. */
  addConsent(account: Account, act: ConsentRow['act'], version: string, at: Instant): Promise<void>
  /** The same of several people at once. */
  addConsents(accounts: readonly Account[], act: ConsentRow['act'], version: string, at: Instant): Promise<void>
  /** In the order in which they were said. */
  consentsOf(personId: string): Promise<readonly ConsentRow[]>
  /** Every account that works and whose person has not been asked or has not answered yet. */
  accountsWithoutConsent(): Promise<readonly Account[]>
  /** The person wants to hear here first; the newest choice counts. */
  preferAccount(accountId: number, at: Instant): Promise<void>
}
