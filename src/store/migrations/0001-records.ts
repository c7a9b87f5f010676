import { type Kysely, sql } from 'kysely'

/**
 * The first tables. Every row belongs to a Board; instants are milliseconds since 1970 (`bigint`), calendar days are
 * `date`. Values that the core made are kept as `json`, which keeps the order of their keys.
 */
const statements = [
  `create table boards (
     board_id text primary key,
     name text not null,
     body json not null,
     audit_last bigint,
     audit_hash text not null default ''
   )`,
  `create table units (
     board_id text not null references boards,
     unit_id text not null,
     name text not null,
     kind text not null,
     aliases json not null,
     present boolean not null default true,
     primary key (board_id, unit_id)
   )`,
  `create table persons (
     board_id text not null references boards,
     person_id text not null,
     unit_id text not null,
     name text not null,
     roles json not null,
     present boolean not null default true,
     primary key (board_id, person_id),
     foreign key (board_id, unit_id) references units
   )`,
  `create table accounts (
     id bigint generated always as identity primary key,
     board_id text not null references boards,
     person_id text not null,
     channel text not null,
     address text not null,
     status text not null check (status in ('active', 'closed')),
     joined_at bigint not null,
     closed_at bigint,
     unique (board_id, channel, address),
     foreign key (board_id, person_id) references persons
   )`,
  'create index accounts_of_person on accounts (board_id, person_id)',
  `create table invites (
     id bigint generated always as identity primary key,
     board_id text not null references boards,
     person_id text not null,
     code_hash text not null,
     created_at bigint not null,
     expires_at bigint not null,
     ended_at bigint,
     unique (board_id, code_hash),
     foreign key (board_id, person_id) references persons
   )`,
  `create table plans (
     board_id text not null references boards,
     plan_id text not null,
     version integer not null,
     status text not null check (status in ('active', 'over')),
     since bigint not null,
     hash text not null,
     content json not null,
     primary key (board_id, plan_id)
   )`,
  `create table plan_versions (
     board_id text not null,
     plan_id text not null,
     version integer not null,
     stored_at bigint not null,
     hash text not null,
     content json not null,
     primary key (board_id, plan_id, version),
     foreign key (board_id, plan_id) references plans
   )`,
  ...['tasks', 'duties', 'indicators'].map(
    (table) => `create table ${table} (
     board_id text not null,
     plan_id text not null,
     item_id text not null,
     position integer not null,
     content json not null,
     primary key (board_id, plan_id, item_id),
     foreign key (board_id, plan_id) references plans
   )`,
  ),
  `create table occurrences (
     board_id text not null,
     occurrence_id text not null,
     plan_id text not null,
     position integer not null,
     item_id text not null,
     stage text not null check (stage in ('task', 'check-in', 'contribution', 'report')),
     feeds text,
     unit_id text not null,
     title text not null,
     period_from date not null,
     period_to date not null,
     due date not null,
     work_due date not null,
     rolled_due date,
     precision text not null,
     dropped boolean not null default false,
     status text not null default 'open' check (status in ('open', 'answered', 'cancelled')),
     answered_at bigint,
     answered_by text,
     primary key (board_id, occurrence_id),
     foreign key (board_id, plan_id) references plans,
     foreign key (board_id, unit_id) references units
   )`,
  'create index occurrences_of_plan on occurrences (board_id, plan_id, position)',
  `create table extensions (
     id bigint generated always as identity primary key,
     board_id text not null,
     occurrence_id text not null,
     status text not null check (status in ('asked', 'granted', 'refused', 'withdrawn')),
     extended_to date not null,
     asked_by text,
     asked_at bigint,
     reason text,
     decided_by text,
     decided_at bigint,
     basis text,
     foreign key (board_id, occurrence_id) references occurrences
   )`,
  'create index extensions_of_occurrence on extensions (board_id, occurrence_id, id)',
  `create table outbox (
     id bigint generated always as identity primary key,
     board_id text not null references boards,
     key text not null,
     kind text not null,
     channel text not null,
     address text not null,
     person_id text,
     reply json not null,
     status text not null check (status in ('queued', 'sending', 'sent', 'failed', 'cancelled', 'held')),
     created_at bigint not null,
     sent_at bigint,
     provider_id text,
     attempts integer not null default 0,
     note text,
     about json not null,
     unique (board_id, key),
     unique (board_id, id),
     foreign key (board_id, person_id) references persons
   )`,
  `create index outbox_open on outbox (board_id, status, id) where status in ('queued', 'sending', 'held')`,
  'create index outbox_of_person on outbox (board_id, person_id, id)',
  `create table reminders (
     board_id text not null,
     occurrence_id text not null,
     rung text not null,
     person_id text not null,
     at bigint not null,
     missed boolean not null,
     outbox_id bigint not null,
     primary key (board_id, occurrence_id, rung, person_id),
     foreign key (board_id, occurrence_id) references occurrences,
     foreign key (board_id, person_id) references persons,
     foreign key (board_id, outbox_id) references outbox (board_id, id)
   )`,
  `create table inbox (
     id bigint generated always as identity primary key,
     board_id text not null references boards,
     channel text not null,
     message_id text not null,
     address text not null,
     person_id text,
     heard json not null,
     received_at bigint not null,
     handled_at bigint,
     problem text,
     unique (board_id, channel, message_id),
     foreign key (board_id, person_id) references persons
   )`,
  'create index inbox_open on inbox (board_id, channel, address, id) where handled_at is null',
  'create index inbox_of_person on inbox (board_id, person_id, id)',
  `create table sessions (
     id bigint generated always as identity primary key,
     board_id text not null references boards,
     person_id text not null,
     occurrence_id text,
     status text not null check (status in ('active', 'parked', 'done')),
     state json not null,
     created_at bigint not null,
     updated_at bigint not null,
     foreign key (board_id, person_id) references persons,
     foreign key (board_id, occurrence_id) references occurrences
   )`,
  `create index sessions_open on sessions (board_id, person_id, status, id) where status <> 'done'`,
  `create table answers (
     id bigint generated always as identity primary key,
     board_id text not null,
     occurrence_id text not null,
     revision integer not null,
     person_id text not null,
     at bigint not null,
     body json not null,
     hash text not null,
     unique (board_id, occurrence_id, revision),
     unique (board_id, id),
     foreign key (board_id, occurrence_id) references occurrences,
     foreign key (board_id, person_id) references persons
   )`,
  `create table evidence (
     id bigint generated always as identity primary key,
     board_id text not null,
     answer_id bigint not null,
     sha256 text not null,
     name text not null,
     mime text not null,
     size bigint not null,
     foreign key (board_id, answer_id) references answers (board_id, id)
   )`,
  'create index evidence_of_answer on evidence (board_id, answer_id)',
  'create index evidence_of_file on evidence (board_id, sha256)',
  ...['obstacles', 'recommendations'].map(
    (table) => `create table ${table} (
     id bigint generated always as identity primary key,
     board_id text not null,
     answer_id bigint not null,
     raised_at bigint not null,
     what text not null,
     instruction text,
     closed_by text,
     closed_at bigint,
     foreign key (board_id, answer_id) references answers (board_id, id)
   )`,
  ),
  ...['registrations', 'nominations'].map(
    (table) => `create table ${table} (
     id bigint generated always as identity primary key,
     board_id text not null,
     occurrence_id text not null,
     person_id text not null,
     at bigint not null,
     body json not null,
     foreign key (board_id, occurrence_id) references occurrences,
     foreign key (board_id, person_id) references persons
   )`,
  ),
  `create table reports (
     board_id text not null,
     occurrence_id text not null,
     draft integer not null,
     status text not null check (status in ('draft', 'returned', 'approved', 'issued')),
     compiled_at bigint not null,
     file json not null,
     sources json not null,
     note text,
     number text,
     issued_on date,
     primary key (board_id, occurrence_id, draft),
     foreign key (board_id, occurrence_id) references occurrences
   )`,
  `create table facts (
     board_id text not null references boards,
     name text not null,
     value text not null,
     primary key (board_id, name)
   )`,
  `create table audit (
     id bigint generated always as identity primary key,
     board_id text not null references boards,
     at bigint not null,
     actor text not null,
     action text not null,
     subject text not null,
     detail json not null,
     hash text not null
   )`,
  'create index audit_of_board on audit (board_id, id)',
  `create function refuse_change() returns trigger language plpgsql as $$
   begin
     raise exception '% only grows: % is refused', tg_table_name, lower(tg_op) using errcode = 'restrict_violation';
   end $$`,
  ...['audit', 'answers', 'plan_versions'].map(
    (table) => `create trigger ${table}_only_grows before update or delete or truncate on ${table}
       for each statement execute function refuse_change()`,
  ),
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
