import type { ColumnType, Generated, GeneratedAlways, Kysely } from 'kysely'
import type { ChannelName, OutboxRow, OutboxStatus } from '../app/ports/messages.ts'
import type { DraftStatus } from '../app/ports/plan-drafts.ts'
import type { ReportStatus } from '../app/ports/store.ts'
import type { Stage } from '../core/plan/occurrence.ts'
import type { Precision } from '../core/plan/plan.ts'

/** Written as text (see `json` in storable.ts), read as the value. */
type Json = ColumnType<unknown, string, string>
type Id = GeneratedAlways<number>

interface OfBoard {
  board_id: string
}

interface PlanItems extends OfBoard {
  plan_id: string
  item_id: string
  position: number
  content: Json
}

interface Raised extends OfBoard {
  id: Id
  /** null: it was raised by itself, by the Person for the Unit below. */
  answer_id: number | null
  raised_at: number
  what: string
  unit_id: Generated<string | null>
  person_id: Generated<string | null>
  occurrence_id: Generated<string | null>
  addressee: Generated<string | null>
  /** Files of one that was raised by itself. */
  evidence: ColumnType<unknown, string | null | undefined, string | null>
  instruction: Generated<string | null>
  closed_by: Generated<string | null>
  closed_at: Generated<number | null>
}

/** The tables of migrations/, for Kysely. */
export interface Tables {
  boards: OfBoard & { name: string; body: Json; audit_last: Generated<number | null>; audit_hash: Generated<string> }
  units: OfBoard & { unit_id: string; name: string; kind: string; aliases: Json; present: boolean }
  persons: OfBoard & { person_id: string; unit_id: string; name: string; roles: Json; present: boolean }
  accounts: OfBoard & {
    id: Id
    person_id: string
    channel: ChannelName
    address: string
    status: 'active' | 'closed'
    joined_at: number
    closed_at: Generated<number | null>
    /** When the address was heard last. */
    last_heard_at: Generated<number | null>
    /** When the Person chose this account for what the product says first. */
    preferred_at: Generated<number | null>
    consent_version: Generated<string | null>
    consent_at: Generated<number | null>
  }
  consents: OfBoard & {
    id: Id
    person_id: string
    channel: ChannelName
    version: string
    act: 'given' | 'refused' | 'withdrawn'
    at: number
  }
  substitutes: OfBoard & {
    id: Id
    person_id: string
    substitute_id: string
    from_day: string
    to_day: string
    made_by: string
    made_at: number
    ended_at: Generated<number | null>
  }
  unit_chats: OfBoard & {
    id: Id
    unit_id: string
    channel: ChannelName
    address: string
    joined_by: string
    joined_at: number
    closed_at: Generated<number | null>
  }
  unit_chat_codes: OfBoard & {
    id: Id
    unit_id: string
    code_hash: string
    made_by: string
    created_at: number
    expires_at: number
    ended_at: Generated<number | null>
  }
  channel_usage: OfBoard & { channel: ChannelName; month: string; sent: number }
  links: OfBoard & {
    token_hash: string
    kind: 'upload' | 'document' | 'picture'
    person_id: string | null
    body: Json
    created_at: number
    expires_at: number
    uses_left: number
  }
  channel_tokens: OfBoard & { channel: ChannelName; version: number; body: Json; updated_at: number }
  pending_files: OfBoard & { channel: ChannelName; message_id: string; body: Json; created_at: number }
  invites: OfBoard & {
    id: Id
    person_id: string
    code_hash: string
    created_at: number
    expires_at: number
    ended_at: Generated<number | null>
  }
  plans: OfBoard & {
    plan_id: string
    version: number
    status: 'active' | 'over'
    since: number
    hash: string
    content: Json
  }
  plan_versions: OfBoard & { plan_id: string; version: number; stored_at: number; hash: string; content: Json }
  tasks: PlanItems
  duties: PlanItems
  indicators: PlanItems
  occurrences: OfBoard & {
    occurrence_id: string
    plan_id: string
    position: number
    item_id: string
    stage: Stage
    feeds: string | null
    unit_id: string
    title: string
    period_from: string
    period_to: string
    due: string
    work_due: string
    rolled_due: string | null
    precision: Precision
    /** No longer in its plan; kept for what was said about it. */
    dropped: Generated<boolean>
    status: Generated<'open' | 'answered' | 'cancelled'>
    answered_at: Generated<number | null>
    answered_by: Generated<string | null>
    /** When a new version of its plan gave it another day. */
    moved_at: Generated<number | null>
  }
  extensions: OfBoard & {
    id: Id
    occurrence_id: string
    status: 'asked' | 'granted' | 'refused' | 'withdrawn'
    extended_to: string
    asked_by: Generated<string | null>
    asked_at: Generated<number | null>
    reason: Generated<string | null>
    decided_by: Generated<string | null>
    decided_at: Generated<number | null>
    basis: Generated<string | null>
  }
  outbox: OfBoard & {
    id: Id
    key: string
    kind: OutboxRow['kind']
    channel: ChannelName
    address: string
    person_id: string | null
    reply: Json
    status: OutboxStatus
    created_at: number
    sent_at: Generated<number | null>
    provider_id: Generated<string | null>
    attempts: Generated<number>
    note: Generated<string | null>
    about: Json
    delivered_at: Generated<number | null>
    seen_at: Generated<number | null>
    instead: Generated<'template' | null>
    tried: ColumnType<unknown, string | undefined, string>
  }
  reminders: OfBoard & {
    occurrence_id: string
    rung: string
    person_id: string
    at: number
    missed: boolean
    outbox_id: number
  }
  inbox: OfBoard & {
    id: Id
    channel: ChannelName
    message_id: string
    address: string
    person_id: string | null
    heard: Json
    received_at: number
    handled_at: Generated<number | null>
    problem: Generated<string | null>
  }
  sessions: OfBoard & {
    id: Id
    person_id: string
    occurrence_id: string | null
    status: 'active' | 'parked' | 'done'
    state: Json
    created_at: number
    updated_at: number
  }
  answers: OfBoard & {
    id: Id
    occurrence_id: string
    revision: number
    person_id: string
    at: number
    body: Json
    /** For whom the Person answered, as a substitute. */
    instead_of: Generated<string | null>
    hash: string
  }
  evidence: OfBoard & { id: Id; answer_id: number; sha256: string; name: string; mime: string; size: number }
  obstacles: Raised
  recommendations: Raised
  filled_forms: OfBoard & {
    id: Id
    /** The first revision's id. */
    series: number
    revision: number
    flow: string
    unit_id: string
    person_id: string
    occurrence_id: string | null
    title: string
    at: number
    body: Json
    hash: string
    file: Json | null
  }
  instructions: OfBoard & {
    id: Id
    unit_id: string
    occurrence_id: string | null
    given_by: string
    given_at: number
    what: string
    due: string | null
    about_kind: 'obstacle' | 'recommendation' | null
    about_id: number | null
    done_by: Generated<string | null>
    done_at: Generated<number | null>
    outcome: Generated<string | null>
    remark: Generated<string | null>
    closed_by: Generated<string | null>
    closed_at: Generated<number | null>
    told: Generated<'last-day' | 'overdue' | null>
  }
  promises: OfBoard & { id: Id; occurrence_id: string; person_id: string; at: number; promised_on: string }
  answer_verdicts: OfBoard & {
    id: Id
    answer_id: number
    verdict: 'accepted' | 'returned'
    by: string
    at: number
    remark: string | null
  }
  calendar_links: OfBoard & {
    token_hash: string
    person_id: string
    created_at: number
    ended_at: Generated<number | null>
  }
  reports: OfBoard & {
    occurrence_id: string
    draft: number
    status: ReportStatus
    compiled_at: number
    file: Json
    sources: Json
    note: string | null
    number: string | null
    issued_on: string | null
  }
  plan_drafts: OfBoard & {
    id: Id
    person_id: string
    channel: ChannelName
    address: string
    inbox_id: number
    file: Json
    status: DraftStatus
    /** The document's text. */
    body: Generated<string | null>
    pages: Generated<number | null>
    origin: Generated<'text' | 'scan' | null>
    confidence: Generated<number | null>
    draft: ColumnType<unknown, string | undefined, string | null>
    decisions: ColumnType<unknown, string | undefined, string>
    talk: ColumnType<unknown, string | undefined, string | null>
    replaces: Generated<string | null>
    plan_id: Generated<string | null>
    version: Generated<number | null>
    created_at: number
    updated_at: number
  }
  intake_corrections: OfBoard & { id: Id; draft_id: number; person_id: string; at: number; body: Json }
  facts: OfBoard & { name: string; value: string }
  audit: OfBoard & {
    id: Id
    at: number
    actor: string
    action: string
    subject: string
    detail: Json
    hash: string
  }
}

/** What a file of this folder works with: one transaction, one Board. */
export interface Scope {
  readonly db: Kysely<Tables>
  readonly boardId: string
  /** No other transaction of this database can run meanwhile. */
  readonly alone?: boolean
}
