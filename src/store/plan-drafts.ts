import { type Selectable, sql, type Updateable } from 'kysely'
import type { Inbound } from '../app/ports/messages.ts'
import type { CorrectionRow, DraftRow } from '../app/ports/plan-drafts.ts'
import type { Records } from '../app/ports/store.ts'
import type { Correction } from '../core/intake/corrections.ts'
import type { Decision } from '../core/intake/decision.ts'
import type { PlanDraft } from '../core/intake/plan-draft.ts'
import type { FileRef } from '../core/reply.ts'
import { json } from './storable.ts'
import type { Scope, Tables } from './tables.ts'

type DraftRecords = Pick<
  Records,
  | 'addDraft'
  | 'draft'
  | 'openDrafts'
  | 'peopleWithDrafts'
  | 'draftsReading'
  | 'updateDraft'
  | 'lastDraftOf'
  | 'forgetDraft'
  | 'isHeldFor'
  | 'importedPlans'
  | 'addCorrections'
  | 'corrections'
>

/** Documents on their way to a plan, and what reviewers corrected. */
export const draftRecords = ({ db, boardId }: Scope): DraftRecords => ({
  async addDraft({ personId, channel, address, inboxId, file }, at) {
    const row = await db
      .insertInto('plan_drafts')
      .values({
        board_id: boardId,
        person_id: personId,
        channel,
        address,
        inbox_id: inboxId,
        file: json(file),
        status: 'reading',
        created_at: at,
        updated_at: at,
      })
      .onConflict((conflict) => conflict.columns(['board_id', 'inbox_id']).doNothing())
      .returningAll()
      .executeTakeFirst()
    return row && draftOf(row)
  },

  async draft(id) {
    const row = await db
      .selectFrom('plan_drafts')
      .selectAll()
      .where('board_id', '=', boardId)
      .where('id', '=', id)
      .executeTakeFirst()
    return row && draftOf(row)
  },

  async openDrafts(personId) {
    const rows = await db
      .selectFrom('plan_drafts')
      .selectAll()
      .where('board_id', '=', boardId)
      .where('person_id', '=', personId)
      .where('status', 'in', ['reading', 'review'])
      .orderBy('id')
      .execute()
    return rows.map(draftOf)
  },

  async peopleWithDrafts() {
    const rows = await db
      .selectFrom('plan_drafts')
      .distinct()
      .select('person_id')
      .where('board_id', '=', boardId)
      .where('status', 'in', ['reading', 'review'])
      .execute()
    return new Set(rows.map((row) => row.person_id))
  },

  async draftsReading() {
    const rows = await db
      .selectFrom('plan_drafts')
      .selectAll()
      .where('board_id', '=', boardId)
      .where('status', '=', 'reading')
      .orderBy('id')
      .execute()
    return rows.map(draftOf)
  },

  async updateDraft(id, change, when) {
    const columns: Updateable<Tables['plan_drafts']> = { updated_at: change.updatedAt }
    if (change.status !== undefined) columns.status = change.status
    if (change.text !== undefined) columns.body = change.text
    if (change.pages !== undefined) columns.pages = change.pages
    if (change.origin !== undefined) columns.origin = change.origin
    if (change.confidence !== undefined) columns.confidence = change.confidence
    if (change.draft !== undefined) columns.draft = change.draft === null ? null : json(change.draft)
    if (change.decisions !== undefined) columns.decisions = json(change.decisions)
    if (change.talk !== undefined) columns.talk = change.talk === null ? null : json(change.talk)
    if (change.replaces !== undefined) columns.replaces = change.replaces
    if (change.planId !== undefined) columns.plan_id = change.planId
    if (change.version !== undefined) columns.version = change.version
    const changed = await db
      .updateTable('plan_drafts')
      .set(columns)
      .where('board_id', '=', boardId)
      .where('id', '=', id)
      .$if(when !== undefined, (query) => query.where('status', '=', when ?? 'reading'))
      .returning('id')
      .executeTakeFirst()
    return changed !== undefined
  },

  async lastDraftOf(planId) {
    const row = await db
      .selectFrom('plan_drafts')
      .selectAll()
      .where('board_id', '=', boardId)
      .where('plan_id', '=', planId)
      .where('status', '=', 'active')
      .orderBy('id', 'desc')
      .executeTakeFirst()
    return row && draftOf(row)
  },

  async forgetDraft(id) {
    const gone = await db
      .deleteFrom('plan_drafts')
      .where('board_id', '=', boardId)
      .where('id', '=', id)
      .where('status', '=', 'reading')
      .returning('inbox_id')
      .executeTakeFirst()
    if (gone === undefined) return false
    const row = await db
      .selectFrom('inbox')
      .select('heard')
      .where('board_id', '=', boardId)
      .where('id', '=', gone.inbox_id)
      .executeTakeFirst()
    const heard = row?.heard as Inbound['heard'] | undefined
    if (heard?.kind === 'file') {
      const left: Inbound['heard'] = { kind: 'refused-file', name: heard.file.name, why: 'document' }
      await db
        .updateTable('inbox')
        .set({ heard: json(left) })
        .where('board_id', '=', boardId)
        .where('id', '=', gone.inbox_id)
        .execute()
    }
    return true
  },

  async isHeldFor(sha256) {
    const found = await sql<{ wanted: boolean }>`
      select exists (
        select 1 from plan_drafts
          where board_id = ${boardId} and status = 'reading' and file ->> 'sha256' = ${sha256}
        union all
        select 1 from inbox
          where board_id = ${boardId} and handled_at is null and heard -> 'file' ->> 'sha256' = ${sha256}
      ) as wanted`.execute(db)
    return found.rows[0]?.wanted ?? false
  },

  async importedPlans() {
    const rows = await db
      .selectFrom('plan_drafts')
      .select('plan_id')
      .distinct()
      .where('board_id', '=', boardId)
      .where('status', '=', 'active')
      .execute()
    return new Set(rows.flatMap((row) => row.plan_id ?? []))
  },

  async addCorrections(draftId, personId, at, corrections) {
    if (corrections.length === 0) return
    const of = { board_id: boardId, draft_id: draftId, person_id: personId, at }
    await db
      .insertInto('intake_corrections')
      .values(corrections.map((one) => ({ ...of, body: json(one) })))
      .execute()
  },

  async corrections() {
    const rows = await db
      .selectFrom('intake_corrections')
      .innerJoin('plan_drafts', (join) =>
        join
          .onRef('plan_drafts.board_id', '=', 'intake_corrections.board_id')
          .onRef('plan_drafts.id', '=', 'intake_corrections.draft_id'),
      )
      .select([
        'intake_corrections.draft_id',
        'intake_corrections.person_id',
        'intake_corrections.at',
        'intake_corrections.body',
        'plan_drafts.file',
        'plan_drafts.plan_id',
        'plan_drafts.origin',
      ])
      .where('intake_corrections.board_id', '=', boardId)
      .orderBy('intake_corrections.id')
      .execute()
    return rows.map(
      (row): CorrectionRow => ({
        draftId: row.draft_id,
        personId: row.person_id,
        at: row.at,
        document: (row.file as FileRef).sha256,
        origin: row.origin,
        planId: row.plan_id,
        correction: row.body as Correction,
      }),
    )
  },
})

const draftOf = (row: Selectable<Tables['plan_drafts']>): DraftRow => ({
  id: row.id,
  personId: row.person_id,
  channel: row.channel,
  address: row.address,
  inboxId: row.inbox_id,
  file: row.file as FileRef,
  status: row.status,
  text: row.body,
  pages: row.pages,
  origin: row.origin,
  confidence: row.confidence,
  draft: row.draft as PlanDraft | null,
  decisions: row.decisions as readonly Decision[],
  talk: row.talk as DraftRow['talk'],
  replaces: row.replaces,
  planId: row.plan_id,
  version: row.version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})
