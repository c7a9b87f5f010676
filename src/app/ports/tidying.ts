import type { Instant, LocalDate } from '../../core/time.ts'

/** What is kept no longer than it is needed. */
export interface TidyRecords {
  /** Forgets how many wrong codes were counted on days before this one; gives how many counts that were. */
  removeTries(before: LocalDate): Promise<number>
  /**
   * Forgets what addresses that are no Person's said until then and was handled, and what was answered to them, at most
   * `limit` of each; what linked groups were sent stays. Gives how many messages that were.
   */
  removeStrangers(until: Instant, limit: number): Promise<{ readonly heard: number; readonly said: number }>
  /**
   * Those of these files that were heard, or belong to a conversation that has ended, until then, and that no Answer has. A
   * file that the records do not know at all is none of them.
   */
  filesHeardOnly(sha256s: readonly string[], until: Instant): Promise<readonly string[]>
  /** Those of these files that an Answer, a report, a message, a plan or anything unfinished, or later than that, speaks of. */
  filesSpokenOf(sha256s: readonly string[], until: Instant): Promise<readonly string[]>
}
