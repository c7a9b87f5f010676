import { type Selectable, sql } from 'kysely'
import type { Account } from '../app/ports/account.ts'
import type { Records } from '../app/ports/store.ts'
import { serialise } from './crossings.ts'
import { json } from './storable.ts'
import type { Scope, Tables } from './tables.ts'

type AccountRecords = Pick<
  Records,
  | 'accounts'
  | 'accountsAt'
  | 'accountAt'
  | 'join'
  | 'joinAll'
  | 'closeAccount'
  | 'moveAccount'
  | 'addInvite'
  | 'useInvite'
>

/** Who can be reached where, and the codes that join a Person to an address. */
export const accountRecords = (scope: Scope): AccountRecords => {
  const { db, boardId } = scope
  const joinAll: Records['joinAll'] = async (channel, people, at) => {
    if (people.length === 0) return []
    // Whoever joins is asked anew: what was agreed to before was said by another, or taken back since.
    const joined = {
      status: 'active',
      joined_at: at,
      closed_at: null,
      // To join is to have written.
      last_heard_at: at,
      preferred_at: null,
      consent_version: null,
      consent_at: null,
    } as const
    const rows = await db
      .insertInto('accounts')
      .values(
        people.map(({ personId, address }) => ({
          board_id: boardId,
          channel,
          address,
          person_id: personId,
          ...joined,
        })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['board_id', 'channel', 'address'])
          .doUpdateSet(({ ref }) => ({ ...joined, person_id: ref('excluded.person_id') })),
      )
      .returningAll()
      .execute()
    return rows.map(accountOf)
  }
  return {
    async accounts(personId) {
      const rows = await db
        .selectFrom('accounts')
        .selectAll()
        .where('board_id', '=', boardId)
        .where('person_id', '=', personId)
        .orderBy('id')
        .execute()
      return rows.map(accountOf)
    },

    async accountAt(channel, address) {
      const row = await db
        .selectFrom('accounts')
        .selectAll()
        .where('board_id', '=', boardId)
        .where('channel', '=', channel)
        .where('address', '=', address)
        .executeTakeFirst()
      return row && accountOf(row)
    },

    async accountsAt(places) {
      if (places.length === 0) return []
      const asked = json(places.map(({ channel, address }) => [channel, address]))
      const rows = await db
        .selectFrom('accounts')
        .selectAll()
        .where('board_id', '=', boardId)
        .where(sql<boolean>`(channel, address) in (
        select place ->> 0, place ->> 1 from json_array_elements(${asked}::json) place)`)
        .execute()
      return rows.map(accountOf)
    },

    async join(personId, channel, address, at) {
      const [account] = await joinAll(channel, [{ personId, address }], at)
      if (account === undefined) throw new Error('The database kept no account.')
      return account
    },

    joinAll,

    async closeAccount(accountId, at) {
      await db
        .updateTable('accounts')
        .set({ status: 'closed', closed_at: at })
        .where('board_id', '=', boardId)
        .where('id', '=', accountId)
        .where('status', '=', 'active')
        .execute()
    },

    async moveAccount(accountId, address) {
      const mine = db
        .selectFrom('accounts')
        .select('channel')
        .where('board_id', '=', boardId)
        .where('id', '=', accountId)
      await db
        .deleteFrom('accounts')
        .where('board_id', '=', boardId)
        .where('channel', '=', mine)
        .where('address', '=', address)
        .where('id', '<>', accountId)
        .execute()
      await db
        .updateTable('accounts')
        .set({ address })
        .where('board_id', '=', boardId)
        .where('id', '=', accountId)
        .execute()
    },

    async addInvite(personId, codeHash, at, expiresAt) {
      // Of two codes that are made at once the first one ends too.
      await serialise(scope, [`invite|${personId}`])
      await db
        .updateTable('invites')
        .set({ ended_at: at })
        .where('board_id', '=', boardId)
        .where('person_id', '=', personId)
        .where('ended_at', 'is', null)
        .execute()
      await db
        .insertInto('invites')
        .values({ board_id: boardId, person_id: personId, code_hash: codeHash, created_at: at, expires_at: expiresAt })
        .execute()
    },

    async useInvite(codeHash, at) {
      // One statement: of two who send the same code at once only one gets in.
      const row = await db
        .updateTable('invites')
        .set({ ended_at: at })
        .where('board_id', '=', boardId)
        .where('code_hash', '=', codeHash)
        .where('ended_at', 'is', null)
        .where('expires_at', '>', at)
        .returning('person_id')
        .executeTakeFirst()
      return row?.person_id
    },
  }
}

/** A row as the product knows it. */
export const accountOf = (row: Selectable<Tables['accounts']>): Account => ({
  id: row.id,
  personId: row.person_id,
  channel: row.channel,
  address: row.address,
  status: row.status,
  lastHeardAt: row.last_heard_at,
  preferredAt: row.preferred_at,
  consent:
    row.consent_version === null || row.consent_at === null
      ? null
      : { version: row.consent_version, at: row.consent_at },
})
