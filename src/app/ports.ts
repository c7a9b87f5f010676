import type { AnswerBody } from '../core/answer.ts'
import type { FlowState } from '../core/flow/session.ts'
import type { Correction } from '../core/intake/corrections.ts'
import type { PlanDraft } from '../core/intake/plan-draft.ts'
import type { Decision } from '../core/intake/review-draft.ts'
import type { ReviewTalk } from '../core/intake/review-talk.ts'
import type { Board } from '../core/plan/board.ts'
import type { Occurrence, Standing } from '../core/plan/occurrence.ts'
import type { Plan } from '../core/plan/plan.ts'
import type { FileRef, Reply } from '../core/reply.ts'
import type { Instant } from '../core/time.ts'

/** Asked once for each message or job; a virtual clock is the same port. */
export interface Clock {
  now(): Instant
}

export type ChannelName = 'local' | 'telegram'

// ── Records ────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Account {
  readonly id: number
  readonly personId: string
  readonly channel: ChannelName
  /** The channel's own address: a chat id. Never logged. */
  readonly address: string
  readonly status: 'active' | 'closed'
}

export interface StoredPlan {
  readonly id: string
  readonly version: number
  readonly plan: Plan
  readonly status: 'active' | 'over'
  readonly since: Instant
}

export type DraftStatus = 'reading' | 'review' | 'active' | 'dropped'

/** A document that somebody wants to be followed as a plan, from its receipt until it is active or dropped. */
export interface DraftRow {
  readonly id: number
  /** Who sent it; nobody else may see it. */
  readonly personId: string
  /** Where it came from, and where its summary goes. */
  readonly channel: ChannelName
  readonly address: string
  readonly inboxId: number
  readonly file: FileRef
  readonly status: DraftStatus
  /** The rest is null while it is being read. */
  readonly text: string | null
  readonly pages: number | null
  readonly origin: DocumentText['origin'] | null
  readonly confidence: number | null
  readonly draft: PlanDraft | null
  readonly decisions: readonly Decision[]
  readonly talk: ReviewTalk | null
  /** The followed Plan that it is a new version of. */
  readonly replaces: string | null
  /** What it has become. */
  readonly planId: string | null
  readonly version: number | null
  readonly createdAt: Instant
  readonly updatedAt: Instant
}

export type NewDraft = Pick<DraftRow, 'personId' | 'channel' | 'address' | 'inboxId' | 'file'>

export type DraftChange = Partial<
  Pick<
    DraftRow,
    | 'status'
    | 'text'
    | 'pages'
    | 'origin'
    | 'confidence'
    | 'draft'
    | 'decisions'
    | 'talk'
    | 'replaces'
    | 'planId'
    | 'version'
  >
> &
  Pick<DraftRow, 'updatedAt'>

/** What a reviewer changed, and in which document; without the document's text. */
export interface CorrectionRow {
  readonly draftId: number
  readonly personId: string
  readonly at: Instant
  /** SHA-256 of the document. */
  readonly document: string
  readonly origin: DocumentText['origin'] | null
  readonly planId: string | null
  readonly correction: Correction
}

export type OutboxStatus = 'queued' | 'sending' | 'sent' | 'failed' | 'cancelled' | 'held'

/** A message to a person: written in the transaction of its cause, delivered by the queue. */
export interface OutboxRow {
  readonly id: number
  /** Unique for the Board; a second insert with the same key changes nothing. */
  readonly key: string
  readonly kind: 'digest' | 'ping' | 'catch-up' | 'answer' | 'notice'
  readonly channel: ChannelName
  readonly address: string
  /** null: a stranger. */
  readonly personId: string | null
  readonly reply: Reply
  readonly status: OutboxStatus
  readonly createdAt: Instant
  readonly sentAt: Instant | null
  readonly providerId: string | null
  readonly attempts: number
  /** Why it failed or was cancelled, or `again` when a crash made the send ambiguous. */
  readonly note: string | null
  /** Occurrences a reminder speaks of: when none of them is open any more it is not sent. Empty for other messages. */
  readonly about: readonly string[]
}

export type NewOutboxRow = Pick<
  OutboxRow,
  'key' | 'kind' | 'channel' | 'address' | 'personId' | 'reply' | 'createdAt' | 'about'
>

/** What a channel heard, as it is kept until it has been handled. */
export interface Inbound {
  readonly channel: ChannelName
  /** Unique within the channel; a repeated delivery is ignored. */
  readonly messageId: string
  readonly address: string
  readonly heard:
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'choice'; readonly outboxId: number; readonly index: number }
    | { readonly kind: 'file'; readonly file: FileRef; readonly caption: string }
    /**
     * A file that was not taken: too large or of a kind that is not accepted. `document`: it was read as a plan and
     * refused, and nothing of it is kept.
     */
    | {
        readonly kind: 'refused-file'
        readonly name: string
        readonly why: 'too-large' | 'kind' | 'unreadable' | 'empty' | 'encrypted' | 'document'
      }
    /** The person blocked or left; nothing more can be sent to this address. */
    | { readonly kind: 'left' }
}

export interface InboxRow extends Inbound {
  readonly id: number
  readonly receivedAt: Instant
}

export interface SessionRow {
  readonly id: number
  readonly personId: string
  readonly occurrenceId: string | null
  readonly status: 'active' | 'parked' | 'done'
  readonly state: FlowState
  readonly updatedAt: Instant
}

export interface AnswerRow {
  readonly id: number
  readonly occurrenceId: string
  readonly revision: number
  readonly personId: string
  readonly at: Instant
  readonly body: AnswerBody
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
  /** Ids and SHA-256 of the Answers it was compiled from. */
  readonly sources: readonly { readonly answerId: number; readonly sha256: string }[]
  /** What the leader said when returning it. */
  readonly note: string | null
  readonly number: string | null
  readonly issuedOn: string | null
}

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
export interface Records {
  /** Writes the Board, its Units and Persons as the configuration names them now. */
  putBoard(board: Board): Promise<void>

  // accounts and invitations
  accounts(personId: string): Promise<readonly Account[]>
  accountAt(channel: ChannelName, address: string): Promise<Account | undefined>
  /** Joins an address to a person; the address leaves whoever had it before. */
  join(personId: string, channel: ChannelName, address: string, at: Instant): Promise<Account>
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
    change: Partial<Pick<OutboxRow, 'status' | 'sentAt' | 'providerId' | 'attempts' | 'note' | 'channel' | 'address'>>,
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
  addSession(personId: string, occurrenceId: string | null, state: FlowState, at: Instant): Promise<SessionRow>
  updateSession(id: number, change: Partial<Pick<SessionRow, 'status' | 'state' | 'updatedAt'>>): Promise<void>
  /** Appends the next revision; also keeps Evidence, Obstacles and Recommendations of the body as rows. */
  addAnswer(occurrenceId: string, personId: string, at: Instant, body: AnswerBody): Promise<AnswerRow>
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
  fact(name: string): Promise<string | undefined>
  setFact(name: string, value: string): Promise<void>
}

/** The database. `write` commits or changes nothing; it is tried again when the database asks for it. */
export interface Store {
  write<T>(work: (records: Records) => Promise<T>): Promise<T>
  read<T>(work: (records: Records) => Promise<T>): Promise<T>
  ping(): Promise<void>
  /** Whether the audit chain is unbroken; gives the id of the first row that does not fit, or null. */
  firstBrokenAudit(): Promise<number | null>
  close(): Promise<void>
}

/** Bytes by their SHA-256, beside the database. */
export interface Files {
  keep(bytes: Uint8Array, name: string, mime: string): Promise<FileRef>
  open(sha256: string): Promise<Uint8Array | undefined>
  /** Puts bytes aside until it is known whether they may be kept; `open` does not give them. */
  hold(bytes: Uint8Array, name: string, mime: string): Promise<FileRef>
  openHeld(sha256: string): Promise<Uint8Array | undefined>
  /** Keeps what was held; changes nothing when nothing of this hash is held. */
  admit(sha256: string): Promise<void>
  /** Forgets what was held; what is kept stays. */
  discard(sha256: string): Promise<void>
  /** What has been held for longer than so many milliseconds. */
  heldLongerThan(ms: number): Promise<readonly string[]>
}

/** A job is an outbox row's id. `add` with an id that waits already changes nothing. */
export interface Queue {
  add(channel: ChannelName, outboxIds: readonly number[]): Promise<void>
  /** Starts delivering; `deliver` says what became of it. */
  run(channels: readonly Channel[], deliver: (outboxId: number, lastTry: boolean) => Promise<Delivered>): Promise<void>
  /** Resolves when nothing waits or runs that could run now. */
  idle(): Promise<void>
  close(): Promise<void>
}

/** `later` asks for another try, after so many milliseconds if the channel said so. */
export type Delivered = { readonly done: true } | { readonly later: true; readonly afterMs?: number }

/** A channel says what it can do; shared code asks that and never the name. */
export interface Channel {
  readonly name: ChannelName
  readonly can: {
    readonly buttons: boolean
    readonly files: boolean
    /** characters in one message */
    readonly textLimit: number
    /** messages per second over all chats; null: no limit */
    readonly perSecond: number | null
    /** bytes of a file that can be received */
    readonly fileLimit: number
  }
  /**
   * Sends one message (in several parts if it is too long). Fails with a DeliveryError; once `stop` is aborted nothing
   * new goes out, and what only waits for its turn fails with `later`.
   */
  send(row: OutboxRow, stop?: AbortSignal): Promise<{ readonly providerId: string | null }>
  /**
   * Hears until `stop` is aborted. `take` stores the message before the channel is told that it has arrived, and
   * gives false for one that was there already.
   */
  listen(take: (inbound: Inbound) => Promise<boolean>, stop: AbortSignal): Promise<void>
  /** A link that joins a person who has this code, when the channel has such links. */
  inviteLink(code: string): Promise<string | undefined>
}

/**
 * A message could not be sent. `never`: this address is closed; `later`: try again; `moved`: the chat has another
 * address; `refused`: this message is wrong, the address is not. The text names no token, address or content.
 */
export class DeliveryError extends Error {
  override name = 'DeliveryError'
  readonly channel: ChannelName
  readonly retry: 'never' | 'later' | 'moved' | 'refused'
  readonly afterMs: number | undefined
  readonly newAddress: string | undefined
  /** The way back broke: the message may have arrived, and another try may repeat it. */
  readonly perhapsSent: boolean

  constructor(
    channel: ChannelName,
    retry: 'never' | 'later' | 'moved' | 'refused',
    why: string,
    more: {
      readonly afterMs?: number
      readonly newAddress?: string
      readonly perhapsSent?: boolean
      readonly cause?: unknown
    } = {},
  ) {
    super(`${channel}: ${why}`, { cause: more.cause })
    this.channel = channel
    this.retry = retry
    this.afterMs = more.afterMs
    this.newAddress = more.newAddress
    this.perhapsSent = more.perhapsSent ?? false
  }
}

/** A document's text, ready for `core/intake`. */
export interface DocumentText {
  /** What offsets speak of: for text files the text before any normalisation, else what `import --text` prints. */
  readonly text: string
  /** Pages (or sheets) that were read. */
  readonly pages: number
  /** How the text was won; what comes from a scan needs a look. */
  readonly origin: 'text' | 'scan'
  /** 0 to 100, how sure the recognition was over all; null where nothing was recognised. */
  readonly confidence: number | null
}

/** Why a document is not read. Sentences for users in `text/vi-intake.ts`, for operators in `text/en.ts`. */
export type RefusalReason =
  | 'empty'
  | 'too-large'
  | 'too-many-pages'
  | 'encrypted'
  | 'damaged'
  | 'kind-unknown'
  /** The name says one kind and the bytes another that is not read. */
  | 'wrong-extension'
  | 'archive-bomb'
  | 'secret'
  | 'legacy-font'
  | 'unreadable-scan'
  | 'not-vietnamese'
  | 'not-a-plan'

/** The document is not read, and nothing of it is kept. */
export class DocumentRefused extends Error {
  override name = 'DocumentRefused'
  readonly reason: RefusalReason
  /** Facts for the sentence: the limit, the number of pages, what it is instead. Never content. */
  readonly facts: { readonly [name: string]: string | number }

  constructor(reason: RefusalReason, facts: { readonly [name: string]: string | number } = {}, cause?: unknown) {
    super(`document refused: ${reason}`, { cause })
    this.reason = reason
    this.facts = facts
  }
}

/** Reads a file that somebody handed in. */
export interface DocumentReader {
  /**
   * `name` as the sender gave it; the bytes decide what it is. `progress` is called after each page of a scan. Fails
   * with a DocumentRefused; once `stop` is aborted, with the signal's reason.
   */
  read(
    file: { readonly name: string; readonly bytes: Uint8Array },
    progress?: (done: { readonly page: number; readonly pages: number }) => void,
    stop?: AbortSignal,
  ): Promise<DocumentText>
  /** Ends what it keeps running (the worker that recognises scans). It may be used again afterwards. */
  close(): Promise<void>
}

/** Where lines for operators go (pino). Never a token, phone number or message text at `info`. */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}
