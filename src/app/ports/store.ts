import type { AnswerBody } from '../../core/answer.ts'
import type { FlowState } from '../../core/flow/session.ts'
import type { Correction } from '../../core/intake/corrections.ts'
import type { Board } from '../../core/plan/board.ts'
import type { Occurrence, Standing } from '../../core/plan/occurrence.ts'
import type { Plan } from '../../core/plan/plan.ts'
import type { FileRef } from '../../core/reply.ts'
import type { Instant } from '../../core/time.ts'
import type { Account } from './account.ts'
import type { AnswerVerdictRecords } from './answer-verdicts.ts'
import type { AnswerRow, HeldSession, SessionRow } from './answers.ts'
import type { BatchRecords } from './batches.ts'
import type { BroadcastRecords } from './broadcasts.ts'
import type { CalendarLinkRecords } from './calendar-links.ts'
import type { ChannelStateRecords } from './channel-state.ts'
import type { ConcernKind, ConcernRecords } from './concerns.ts'
import type { ConsentRecords } from './consents.ts'
import type { CrossingRecords } from './crossings.ts'
import type { DeliveryRecords } from './delivery.ts'
import type { EvidenceRecords } from './evidence.ts'
import type { ExtensionRecords } from './extensions.ts'
import type { FilledFormRecords } from './filled-forms.ts'
import type { InstructionRecords } from './instructions.ts'
import type { LedgerRecords } from './ledger.ts'
import type { LinkRecords } from './links.ts'
import type { ChannelName, Inbound, InboxRow, NewOutboxRow, OutboxRow } from './messages.ts'
import type { MovedDeadlineRecords } from './moved-deadlines.ts'
import type { OwnDataRecords } from './own-data.ts'
import type { PictureRecords } from './pictures.ts'
import type { CorrectionRow, DraftChange, DraftRow, DraftStatus, NewDraft } from './plan-drafts.ts'
import type { PromiseRecords } from './promises.ts'
import type { SubstituteRecords } from './substitutes.ts'
import type { TidyRecords } from './tidying.ts'
import type { TurnRecords } from './turns.ts'
import type { UnitChatRecords } from './unit-chats.ts'

export interface StoredPlan {
  readonly id: string
  readonly version: number
  readonly plan: Plan
  readonly status: 'active' | 'over'
  readonly since: Instant
}

export type ReportStatus = 'draft' | 'returned' | 'approved' | 'issued'

export interface ReportRow {
  /** The `report` Occurrence. */
  readonly occurrenceId: string
  /** Counts the drafts, from 1. */
  readonly draft: number
  readonly status: ReportStatus
  readonly compiledAt: Instant
  readonly file: FileRef
  /** What it was compiled from, in the order in which it was gathered. */
  readonly sources: readonly ReportSource[]
  /** What the leader said when returning it. */
  readonly note: string | null
  readonly number: string | null
  readonly issuedOn: string | null
}

/**
 * By its id and the SHA-256 of what it said: an Answer, what was raised by itself, a Unit's assessment (its form), a form
 * that names a further model or nominee; and of the days: that of the report, and what was asked for it and came late.
 */
export type ReportSource =
  | { readonly asked: string; readonly sha256: string }
  | { readonly answerId: number; readonly sha256: string }
  | { readonly raised: number; readonly kind: ConcernKind; readonly sha256: string }
  | { readonly assessment: number; readonly sha256: string }
  | { readonly form: number; readonly sha256: string }

export interface AuditLine {
  readonly at: Instant
  /** A person's id, `system` or `operator`. */
  readonly actor: string
  readonly action: string
  readonly subject: string
  /** Facts without message texts. */
  readonly detail: { readonly [name: string]: string | number | boolean | null }
}

export interface AuditRow extends AuditLine {
  readonly id: number
  readonly hash: string
}

/** Everything below runs in one transaction; the Board is fixed when the store is opened. */
export interface Records
  extends AnswerVerdictRecords,
    BatchRecords,
    BroadcastRecords,
    MovedDeadlineRecords,
    CalendarLinkRecords,
    ChannelStateRecords,
    ConcernRecords,
    EvidenceRecords,
    ExtensionRecords,
    LinkRecords,
    LedgerRecords,
    ConsentRecords,
    CrossingRecords,
    DeliveryRecords,
    FilledFormRecords,
    SubstituteRecords,
    OwnDataRecords,
    PictureRecords,
    TidyRecords,
    PromiseRecords,
    InstructionRecords,
    TurnRecords,
    UnitChatRecords {
  /** Writes the Board, its Units and Persons as the configuration names them now. */
  putBoard(board: Board): Promise<void>

  // accounts and invitations
  accounts(personId: string): Promise<readonly Account[]>
  accountAt(channel: ChannelName, address: string): Promise<Account | undefined>
  /** Joins an address to a person; the address leaves whoever had it before, and consent is asked anew. */
  join(personId: string, channel: ChannelName, address: string, at: Instant): Promise<Account>
  /** The same for several addresses of one channel, each named once; in any order. */
  joinAll(
    channel: ChannelName,
    people: readonly { readonly personId: string; readonly address: string }[],
    at: Instant,
  ): Promise<readonly Account[]>
  closeAccount(accountId: number, at: Instant): Promise<void>
  /** The chat got another address (a group became a supergroup). */
  moveAccount(accountId: number, address: string): Promise<void>
  /** Keeps only the code's SHA-256. A person's earlier unused codes end. */
  addInvite(personId: string, codeHash: string, at: Instant, expiresAt: Instant): Promise<void>
  /** Uses a code once; undefined when it is unknown, used or expired. */
  useInvite(codeHash: string, at: Instant): Promise<string | undefined>

  // plans and what they give
  plans(): Promise<readonly StoredPlan[]>
  /** Adds a plan, its items and Occurrences; one that is already there with the same content is left alone. */
  putPlan(
    plan: Plan,
    status: 'active' | 'over',
    since: Instant,
    occurrences: readonly Occurrence[],
  ): Promise<'added' | 'unchanged' | 'changed'>
  /** Whether a plan is followed; `since` then says from when it is (again). */
  setPlanStatus(planId: string, status: 'active' | 'over', since: Instant): Promise<void>
  occurrences(): Promise<readonly Occurrence[]>
  occurrence(id: string): Promise<Occurrence | undefined>
  standings(): Promise<ReadonlyMap<string, Standing>>
  standing(occurrenceId: string): Promise<Standing | undefined>
  setStanding(standing: Standing): Promise<void>
  /** Whether any of these Occurrences is still open. */
  anyOpen(occurrenceIds: readonly string[]): Promise<boolean>

  // documents on their way to a plan
  /** Gives undefined and changes nothing when this message has a draft already. */
  addDraft(draft: NewDraft, at: Instant): Promise<DraftRow | undefined>
  draft(id: number): Promise<DraftRow | undefined>
  /** What a person has in reading or in review, oldest first. */
  openDrafts(personId: string): Promise<readonly DraftRow[]>
  /** Everything that still has to be read, oldest first. */
  draftsReading(): Promise<readonly DraftRow[]>
  /** With `when` only a draft that has this status is changed; gives whether it was. */
  updateDraft(id: number, change: DraftChange, when?: DraftStatus): Promise<boolean>
  /** The newest draft that has become a version of this plan. */
  lastDraftOf(planId: string): Promise<DraftRow | undefined>
  /** Removes a draft that was being read, and its file from the message that brought it; false when there is none. */
  forgetDraft(id: number): Promise<boolean>
  /** Whether a message that waits, or a draft in reading, still needs this held file. */
  isHeldFor(sha256: string): Promise<boolean>
  /** Ids of the plans that have come from documents and not (only) from the configuration. */
  importedPlans(): Promise<ReadonlySet<string>>
  addCorrections(draftId: number, personId: string, at: Instant, corrections: readonly Correction[]): Promise<void>
  /** In the order in which they were made. */
  corrections(): Promise<readonly CorrectionRow[]>

  // reminders: one key, once
  remindersSent(): Promise<ReadonlySet<string>>
  /** Gives false and changes nothing when the key is there already. */
  addReminder(
    occurrenceId: string,
    rung: string,
    personId: string,
    at: Instant,
    missed: boolean,
    outboxId: number,
  ): Promise<boolean>

  // outbox and inbox
  /** Gives undefined and changes nothing when the key is there already. */
  addOutbox(row: NewOutboxRow, status?: 'queued' | 'held'): Promise<OutboxRow | undefined>
  outbox(id: number): Promise<OutboxRow | undefined>
  /** Rows that still have to go out: queued or (after a crash) sending. Oldest first. */
  outboxWaiting(): Promise<readonly OutboxRow[]>
  /** Everything said to a person, oldest first, at most `limit` of the newest. */
  outboxTo(personId: string, limit: number): Promise<readonly OutboxRow[]>
  /** Rows that wait until their person has finished a half-written answer. Oldest first. */
  held(): Promise<readonly OutboxRow[]>
  updateOutbox(
    id: number,
    change: Partial<
      Pick<
        OutboxRow,
        'status' | 'sentAt' | 'providerId' | 'attempts' | 'note' | 'channel' | 'address' | 'instead' | 'tried'
      >
    >,
  ): Promise<void>
  /** Stores what was heard; false when this message id is there already. */
  addInbound(inbound: Inbound, at: Instant): Promise<boolean>
  /** The oldest row that nobody has handled, locked until the transaction ends (other processes skip it). */
  nextInbound(): Promise<InboxRow | undefined>
  inboundDone(id: number, at: Instant, problem: string | null): Promise<void>
  inboxFrom(personId: string, limit: number): Promise<readonly (InboxRow & { readonly handledAt: Instant | null })[]>

  // sessions and answers
  activeSession(personId: string): Promise<SessionRow | undefined>
  sessionById(id: number): Promise<SessionRow | undefined>
  parkedSessions(personId: string): Promise<readonly SessionRow[]>
  /** The newest conversations of a person, whatever became of them, newest first. */
  heldSessions(personId: string, limit: number): Promise<readonly HeldSession[]>
  addSession(personId: string, occurrenceId: string | null, state: FlowState, at: Instant): Promise<SessionRow>
  updateSession(id: number, change: Partial<Pick<SessionRow, 'status' | 'state' | 'updatedAt'>>): Promise<void>
  /** Appends the next revision; also keeps Evidence, Obstacles and Recommendations of the body as rows. */
  addAnswer(
    occurrenceId: string,
    personId: string,
    at: Instant,
    body: AnswerBody,
    insteadOf?: string | null,
  ): Promise<AnswerRow>
  /** Newest revision of every answered Occurrence. */
  newestAnswers(): Promise<readonly AnswerRow[]>
  answersOf(occurrenceId: string): Promise<readonly AnswerRow[]>

  // reports
  reports(): Promise<readonly ReportRow[]>
  report(occurrenceId: string): Promise<ReportRow | undefined>
  putReport(row: ReportRow): Promise<void>

  /** A file that an answer, a message or a report of this Board speaks of. */
  fileRef(sha256: string): Promise<FileRef | undefined>

  // audit, and single facts such as the last sweep
  audit(line: AuditLine): Promise<void>
  auditTrail(): Promise<readonly AuditRow[]>
  /** The newest lines, newest first; of one plan and what belongs to it, or by one person, where these are given. */
  recentAudit(of: {
    readonly planId?: string
    readonly actor?: string
    readonly limit: number
  }): Promise<readonly AuditRow[]>
  fact(name: string): Promise<string | undefined>
  setFact(name: string, value: string): Promise<void>
}

/** The database. `write` commits or changes nothing; it is tried again when the database asks for it. */
export interface Store {
  write<T>(work: (records: Records) => Promise<T>): Promise<T>
  read<T>(work: (records: Records) => Promise<T>): Promise<T>
  ping(): Promise<void>
  /** Whether a message waits that nobody has handled; another process may be about to. */
  inboundWaits(): Promise<boolean>
  /** Whether the audit chain is unbroken; gives the id of the first row that does not fit, or null. */
  firstBrokenAudit(): Promise<number | null>
  close(): Promise<void>
}
