import { type Kysely, sql } from 'kysely'

/**
 * Plans that are being read and reviewed, what reviewers corrected, and when a deadline was moved. A document that is
 * refused leaves no row here.
 */
const statements = [
  `create table plan_drafts (
     id bigint generated always as identity primary key,
     board_id text not null references boards,
     person_id text not null,
     channel text not null,
     address text not null,
     inbox_id bigint not null,
     file json not null,
     status text not null check (status in ('reading', 'review', 'active', 'dropped')),
     body text,
     pages integer,
     origin text check (origin in ('text', 'scan')),
     confidence real,
     draft json,
     decisions json not null default '[]',
     talk json,
     replaces text,
     plan_id text,
     version integer,
     created_at bigint not null,
     updated_at bigint not null,
     unique (board_id, inbox_id),
     unique (board_id, id),
     foreign key (board_id, person_id) references persons
   )`,
  `create index plan_drafts_open on plan_drafts (board_id, person_id, id) where status in ('reading', 'review')`,
  `create index plan_drafts_active on plan_drafts (board_id, plan_id) where status = 'active'`,
  `create table intake_corrections (
     id bigint generated always as identity primary key,
     board_id text not null,
     draft_id bigint not null,
     person_id text not null,
     at bigint not null,
     body json not null,
     foreign key (board_id, draft_id) references plan_drafts (board_id, id)
   )`,
  'create index intake_corrections_of_draft on intake_corrections (board_id, draft_id, id)',
  'alter table occurrences add column moved_at bigint',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
