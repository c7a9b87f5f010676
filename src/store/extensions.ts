import type { Selectable } from 'kysely'
import type { ExtensionRecords, ExtensionRow } from '../app/ports/extensions.ts'
import { serialise } from './crossings.ts'
import type { Scope, Tables } from './tables.ts'

/** Wishes for later days, and what was decided about them. */
/** One granted day holds for an Occurrence, also when two are given at once. */
export const grantAlone = (occurrenceId: string): string => `granted|${occurrenceId}`

export const extensionRecords = (scope: Scope): ExtensionRecords => {
  const { db, boardId } = scope
  const rows = () => db.selectFrom('extensions').selectAll().where('board_id', '=', boardId).orderBy('id')
  return {
    async askExtension({ occurrenceId, extendedTo, askedBy, reason }, at) {
      // The row of the Occurrence is the turnstile: of two wishes at once only one is kept.
      await db
        .selectFrom('occurrences')
        .select('occurrence_id')
        .where('board_id', '=', boardId)
        .where('occurrence_id', '=', occurrenceId)
        .forUpdate()
        .executeTakeFirstOrThrow()
      const waiting = await rows()
        .where('occurrence_id', '=', occurrenceId)
        .where('status', '=', 'asked')
        .executeTakeFirst()
      if (waiting) return undefined
      const row = await db
        .insertInto('extensions')
        .values({
          board_id: boardId,
          occurrence_id: occurrenceId,
          status: 'asked',
          extended_to: extendedTo,
          asked_by: askedBy,
          asked_at: at,
          reason,
        })
        .returningAll()
        .executeTakeFirstOrThrow()
      return extensionOf(row)
    },

    async extension(id) {
      const row = await rows().where('id', '=', id).executeTakeFirst()
      return row && extensionOf(row)
    },

    async extensionsAsked() {
      return (await rows().where('status', '=', 'asked').execute()).map(extensionOf)
    },

    async extensionsOf(occurrenceId) {
      return (await rows().where('occurrence_id', '=', occurrenceId).execute()).map(extensionOf)
    },

    async decideExtension(id, decision, by, at, basis, newDate) {
      const asked = await rows().where('id', '=', id).executeTakeFirst()
      if (asked !== undefined) await serialise(scope, [grantAlone(asked.occurrence_id)])
      const decided = await db
        .updateTable('extensions')
        .set({
          status: decision,
          decided_by: by,
          decided_at: at,
          basis,
          ...(newDate === null ? {} : { extended_to: newDate }),
        })
        .where('board_id', '=', boardId)
        .where('id', '=', id)
        .where('status', '=', 'asked')
        .returning('occurrence_id')
        .executeTakeFirst()
      if (decided === undefined) return false
      if (decision === 'granted')
        await db
          .updateTable('extensions')
          .set({ status: 'withdrawn' })
          .where('board_id', '=', boardId)
          .where('occurrence_id', '=', decided.occurrence_id)
          .where('status', '=', 'granted')
          .where('id', '<>', id)
          .execute()
      return true
    },

    async withdrawExtension(id, at) {
      const withdrawn = await db
        .updateTable('extensions')
        .set({ status: 'withdrawn', decided_at: at })
        .where('board_id', '=', boardId)
        .where('id', '=', id)
        .where('status', '=', 'asked')
        .returning('id')
        .executeTakeFirst()
      return withdrawn !== undefined
    },
  }
}

const extensionOf = (row: Selectable<Tables['extensions']>): ExtensionRow => ({
  id: row.id,
  occurrenceId: row.occurrence_id,
  status: row.status,
  extendedTo: row.extended_to,
  askedBy: row.asked_by,
  askedAt: row.asked_at,
  reason: row.reason,
  decidedBy: row.decided_by,
  decidedAt: row.decided_at,
  basis: row.basis,
})
