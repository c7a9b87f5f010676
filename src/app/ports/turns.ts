import type { Instant } from '../../core/time.ts'
import type { Account } from './account.ts'
import type { AnswerRow, SessionRow } from './answers.ts'
import type { ChannelName, Inbound, InboxRow, NewOutboxRow, OutboxRow } from './messages.ts'

/** Where a message came from. */
export interface Place {
  readonly channel: ChannelName
  readonly address: string
}

/** What is asked of an earlier message to tell what a typed number means. */
export type SaidBefore = Pick<OutboxRow, 'id' | 'key' | 'personId' | 'reply'>

/** What many messages that are answered in one transaction need, each asked for all of them at once. */
export interface TurnRecords {
  /** Stores what was heard, in this order; gives of each whether it is new (of a repeated one only the first is). */
  addInbounds(heard: readonly Inbound[], at: Instant): Promise<readonly boolean[]>
  /**
   * The oldest row of each address that nobody has handled, oldest first, locked until the transaction ends (other
   * processes skip them, and whatever the same addresses sent later).
   */
  nextInbounds(limit: number): Promise<readonly InboxRow[]>
  inboundsDone(ids: readonly number[], at: Instant): Promise<void>
  /** By the id of each of these messages: the id of what its person sent before it. */
  inboundsBefore(
    of: readonly { readonly id: number; readonly personId: string }[],
  ): Promise<ReadonlyMap<number, number>>
  accountsAt(places: readonly Place[]): Promise<readonly Account[]>
  /** The active and the parked sessions of these people, oldest first. */
  openSessionsOf(personIds: readonly string[]): Promise<readonly SessionRow[]>
  /** Writes status, state and time of sessions that are there. */
  putSessions(sessions: readonly Pick<SessionRow, 'id' | 'status' | 'state' | 'updatedAt'>[]): Promise<void>
  /** Ids that nobody else gets, in ascending order, for rows that are written later. */
  reserveIds(of: 'sessions' | 'answers', count: number): Promise<readonly number[]>
  /** Writes new sessions under ids that were reserved. */
  addSessions(sessions: readonly SessionRow[]): Promise<void>
  /**
   * Appends answers under ids that were reserved and with the revisions that they are to have, as `addAnswer` does it.
   * When another process has given one of these revisions meanwhile, the whole `write` is undone and done again.
   */
  addAnswers(answers: readonly AnswerRow[]): Promise<void>
  /** Marks Occurrences as answered; who answered first, and when, stays. */
  markAnswered(answers: readonly Pick<AnswerRow, 'occurrenceId' | 'personId' | 'at'>[]): Promise<void>
  /** Everybody who has a document in reading or in review. */
  peopleWithDrafts(): Promise<ReadonlySet<string>>
  outboxRows(ids: readonly number[]): Promise<readonly OutboxRow[]>
  /** What each of these people was told last, at most `limit` rows for each, oldest first. */
  newestTo(personIds: readonly string[], limit: number): Promise<readonly SaidBefore[]>
  /** Writes queued rows in this order and gives those whose keys were new. */
  addOutboxRows(rows: readonly NewOutboxRow[]): Promise<readonly OutboxRow[]>
  /** The newest revision of each of these Occurrences that has an Answer. */
  newestAnswersTo(occurrenceIds: readonly string[]): Promise<readonly AnswerRow[]>
}
