import { type Kysely, sql } from 'kysely'

/**
 * What several channels need: a ledger that goes on after the send, quotas, windows and wishes of accounts, consents,
 * substitutes, chats of Units, one-time links, tokens that are used up, files that are still to be fetched.
 */
const statements = [
  'alter table outbox drop constraint outbox_status_check',
  `alter table outbox add constraint outbox_status_check
     check (status in ('queued', 'sending', 'sent', 'failed', 'cancelled', 'held', 'bundled', 'expired'))`,
  'alter table outbox add column delivered_at bigint',
  'alter table outbox add column seen_at bigint',
  `alter table outbox add column instead text check (instead in ('template'))`,
  `alter table outbox add column tried json not null default '[]'`,
  // Without the status in any index, and with room on the page, a claim changes a row in its place.
  'drop index outbox_open',
  'create index outbox_unsent on outbox (board_id, id) where sent_at is null',
  'alter table outbox set (fillfactor = 60)',
  'alter table reminders drop constraint reminders_board_id_person_id_fkey',
  'alter table reminders drop constraint reminders_board_id_outbox_id_fkey',
  `create index outbox_of_provider on outbox (board_id, channel, provider_id) where provider_id is not null`,
  'alter table answers add column instead_of text',
  `create index outbox_tried on outbox (board_id, id) where tried::text <> '[]'`,
  'alter table accounts add column last_heard_at bigint',
  'alter table accounts add column preferred_at bigint',
  'alter table accounts add column consent_version text',
  'alter table accounts add column consent_at bigint',
  `create table consents (
     id bigint generated always as identity primary key,
     board_id text not null,
     person_id text not null,
     channel text not null,
     version text not null,
     act text not null check (act in ('given', 'refused', 'withdrawn')),
     at bigint not null,
     foreign key (board_id, person_id) references persons
   )`,
  'create index consents_of_person on consents (board_id, person_id, id)',
  `create table substitutes (
     id bigint generated always as identity primary key,
     board_id text not null,
     person_id text not null,
     substitute_id text not null,
     from_day date not null,
     to_day date not null,
     made_by text not null,
     made_at bigint not null,
     ended_at bigint,
     check (from_day <= to_day),
     check (person_id <> substitute_id),
     foreign key (board_id, person_id) references persons,
     foreign key (board_id, substitute_id) references persons
   )`,
  'create index substitutes_open on substitutes (board_id, person_id) where ended_at is null',
  `create table unit_chats (
     id bigint generated always as identity primary key,
     board_id text not null,
     unit_id text not null,
     channel text not null,
     address text not null,
     joined_by text not null,
     joined_at bigint not null,
     closed_at bigint,
     unique (board_id, channel, address),
     foreign key (board_id, unit_id) references units
   )`,
  `create table unit_chat_codes (
     id bigint generated always as identity primary key,
     board_id text not null,
     unit_id text not null,
     code_hash text not null,
     made_by text not null,
     created_at bigint not null,
     expires_at bigint not null,
     ended_at bigint,
     unique (board_id, code_hash),
     foreign key (board_id, unit_id) references units,
     foreign key (board_id, made_by) references persons
   )`,
  `create table channel_usage (
     board_id text not null references boards,
     channel text not null,
     month text not null,
     sent integer not null,
     primary key (board_id, channel, month)
   )`,
  `create table links (
     token_hash text primary key,
     board_id text not null references boards,
     kind text not null check (kind in ('upload', 'document', 'picture')),
     person_id text,
     body json not null,
     created_at bigint not null,
     expires_at bigint not null,
     uses_left integer not null check (uses_left >= 0)
   )`,
  'create index links_of_board on links (board_id, expires_at)',
  `create table channel_tokens (
     board_id text not null,
     channel text not null,
     version bigint not null,
     body json not null,
     updated_at bigint not null,
     primary key (board_id, channel)
   )`,
  `create table pending_files (
     board_id text not null,
     channel text not null,
     message_id text not null,
     body json not null,
     created_at bigint not null,
     primary key (board_id, channel, message_id)
   )`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
