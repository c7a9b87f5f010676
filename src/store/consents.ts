import type { ConsentRecords } from '../app/ports/consents.ts'
import { accountOf } from './accounts.ts'
import type { Scope } from './tables.ts'

/** What people agreed to, refused or took back; rows are only added. */
export const consentRecords = ({ db, boardId }: Scope): ConsentRecords => {
  const addConsents: ConsentRecords['addConsents'] = async (accounts, act, version, at) => {
    if (accounts.length === 0) return
    const said = { board_id: boardId, version, act, at }
    await db
      .insertInto('consents')
      .values(accounts.map(({ personId, channel }) => ({ ...said, person_id: personId, channel })))
      .execute()
    await db
      .updateTable('accounts')
      .set(act === 'given' ? { consent_version: version, consent_at: at } : { consent_version: null, consent_at: null })
      .where('board_id', '=', boardId)
      .where(
        'id',
        'in',
        accounts.map(({ id }) => id),
      )
      .execute()
  }
  return {
    addConsent(account, act, version, at) {
      return addConsents([account], act, version, at)
    },

    addConsents,

    async consentsOf(personId) {
      const rows = await db
        .selectFrom('consents')
        .selectAll()
        .where('board_id', '=', boardId)
        .where('person_id', '=', personId)
        .orderBy('id')
        .execute()
      return rows.map(({ person_id, channel, version, act, at }) => ({
        personId: person_id,
        channel,
        version,
        act,
        at,
      }))
    },

    async accountsWithoutConsent() {
      const rows = await db
        .selectFrom('accounts')
        .selectAll()
        .where('board_id', '=', boardId)
        .where('status', '=', 'active')
        .where('consent_version', 'is', null)
        .orderBy('id')
        .execute()
      return rows.map(accountOf)
    },

    async preferAccount(accountId, at) {
      await db
        .updateTable('accounts')
        .set({ preferred_at: at })
        .where('board_id', '=', boardId)
        .where('id', '=', accountId)
        .execute()
    },
  }
}
