import type { Selectable } from 'kysely'
import type { CalendarLinkRecords, CalendarLinkRow } from '../app/ports/calendar-links.ts'
import type { Scope, Tables } from './tables.ts'

/** Links to people's own calendars. */
export const calendarLinkRecords = ({ db, boardId }: Scope): CalendarLinkRecords => {
  const open = () =>
    db.selectFrom('calendar_links').selectAll().where('board_id', '=', boardId).where('ended_at', 'is', null)
  const end = async (personId: string, at: number): Promise<void> => {
    await db
      .updateTable('calendar_links')
      .set({ ended_at: at })
      .where('board_id', '=', boardId)
      .where('person_id', '=', personId)
      .where('ended_at', 'is', null)
      .execute()
  }
  return {
    async putCalendarLink({ tokenHash, personId, createdAt }) {
      await end(personId, createdAt)
      await db
        .insertInto('calendar_links')
        .values({ board_id: boardId, token_hash: tokenHash, person_id: personId, created_at: createdAt })
        .execute()
    },

    async calendarLink(tokenHash) {
      const row = await open().where('token_hash', '=', tokenHash).executeTakeFirst()
      return row && linkOf(row)
    },

    async calendarLinkOf(personId) {
      const row = await open().where('person_id', '=', personId).orderBy('created_at', 'desc').executeTakeFirst()
      return row && linkOf(row)
    },

    endCalendarLinks: end,
  }
}

const linkOf = (row: Selectable<Tables['calendar_links']>): CalendarLinkRow => ({
  tokenHash: row.token_hash,
  personId: row.person_id,
  createdAt: row.created_at,
})
