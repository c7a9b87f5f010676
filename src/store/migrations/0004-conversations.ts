import { type Kysely, sql } from 'kysely'

/**
 * What is said in chat beside answers: filled forms, obstacles and recommendations that belong to no answer,
 * instructions that are followed up, promises that hold an escalation, what became of single answers, calendar links.
 */
const statements = [
  // One table for all forms; nothing was ever written to these two.
  'drop table registrations',
  'drop table nominations',
  `create table filled_forms (
     id bigint generated always as identity primary key,
     board_id text not null,
     /** The first revision's id: all revisions of one form have it. */
     series bigint not null,
     revision integer not null,
     flow text not null,
     unit_id text not null,
     person_id text not null,
     occurrence_id text,
     title text not null,
     at bigint not null,
     body json not null,
     hash text not null,
     /** The documents that were made of it. */
     file json,
     unique (board_id, series, revision),
     foreign key (board_id, person_id) references persons,
     foreign key (board_id, unit_id) references units,
     foreign key (board_id, occurrence_id) references occurrences
   )`,
  'create index filled_forms_of_unit on filled_forms (board_id, unit_id, id)',
  ...['obstacles', 'recommendations'].flatMap((table) => [
    `alter table ${table} alter column answer_id drop not null`,
    `alter table ${table} add column unit_id text`,
    `alter table ${table} add column person_id text`,
    `alter table ${table} add column occurrence_id text`,
    `alter table ${table} add column addressee text`,
    `alter table ${table} add column evidence json`,
    `alter table ${table} add foreign key (board_id, occurrence_id) references occurrences`,
    `alter table ${table} add constraint ${table}_by_somebody check (answer_id is not null or (unit_id is not null and person_id is not null))`,
    `create index ${table}_open on ${table} (board_id, id) where closed_at is null`,
  ]),
  `create table instructions (
     id bigint generated always as identity primary key,
     board_id text not null,
     unit_id text not null,
     occurrence_id text,
     given_by text not null,
     given_at bigint not null,
     what text not null,
     due date,
     /** The obstacle or recommendation that it answers. */
     about_kind text check (about_kind in ('obstacle', 'recommendation')),
     about_id bigint,
     done_by text,
     done_at bigint,
     outcome text,
     /** What a leader said when sending the outcome back. */
     remark text,
     closed_by text,
     closed_at bigint,
     told text check (told in ('last-day', 'overdue')),
     foreign key (board_id, unit_id) references units,
     foreign key (board_id, occurrence_id) references occurrences,
     foreign key (board_id, given_by) references persons
   )`,
  'create index instructions_open on instructions (board_id, id) where closed_at is null',
  `create table promises (
     id bigint generated always as identity primary key,
     board_id text not null,
     occurrence_id text not null,
     person_id text not null,
     at bigint not null,
     promised_on date not null,
     foreign key (board_id, occurrence_id) references occurrences,
     foreign key (board_id, person_id) references persons
   )`,
  'create index promises_of_occurrence on promises (board_id, occurrence_id, id)',
  `create table answer_verdicts (
     id bigint generated always as identity primary key,
     board_id text not null,
     answer_id bigint not null,
     verdict text not null check (verdict in ('accepted', 'returned')),
     by text not null,
     at bigint not null,
     remark text,
     foreign key (board_id, answer_id) references answers (board_id, id),
     foreign key (board_id, by) references persons
   )`,
  'create index answer_verdicts_of_answer on answer_verdicts (board_id, answer_id, id)',
  `create table calendar_links (
     board_id text not null,
     token_hash text not null,
     person_id text not null,
     created_at bigint not null,
     ended_at bigint,
     primary key (board_id, token_hash),
     foreign key (board_id, person_id) references persons
   )`,
  `create trigger filled_forms_only_grow before delete or truncate on filled_forms
     for each statement execute function refuse_change()`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
