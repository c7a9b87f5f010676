import type { Selectable } from 'kysely'
import type { LinkBody, LinkRecords, LinkRow } from '../app/ports/links.ts'
import { json } from './storable.ts'
import type { Scope, Tables } from './tables.ts'

/** Links that open one thing for a while, by the SHA-256 of their token. */
export const linkRecords = ({ db, boardId }: Scope): LinkRecords => ({
  async addLink(link) {
    const { kind, ...body } = link.body
    const added = await db
      .insertInto('links')
      .values({
        token_hash: link.tokenHash,
        board_id: boardId,
        kind,
        person_id: link.personId,
        body: json(body),
        created_at: link.createdAt,
        expires_at: link.expiresAt,
        uses_left: link.usesLeft,
      })
      .onConflict((conflict) => conflict.column('token_hash').doNothing())
      .returning('token_hash')
      .executeTakeFirst()
    return added !== undefined
  },

  async renewLink({ tokenHash, personId, body: { kind, ...body }, createdAt, expiresAt, usesLeft }) {
    const renewed = await db
      .updateTable('links')
      .set({ body: json(body), created_at: createdAt, expires_at: expiresAt, uses_left: usesLeft })
      .where('board_id', '=', boardId)
      .where('token_hash', '=', tokenHash)
      .where('kind', '=', kind)
      .where('person_id', personId === null ? 'is' : '=', personId)
      .where('expires_at', '<=', createdAt)
      .returning('token_hash')
      .executeTakeFirst()
    return renewed !== undefined
  },

  async link(tokenHash) {
    const row = await db
      .selectFrom('links')
      .selectAll()
      .where('board_id', '=', boardId)
      .where('token_hash', '=', tokenHash)
      .executeTakeFirst()
    return row && linkRowOf(row)
  },

  async useLink(tokenHash, kind, now) {
    const row = await db
      .updateTable('links')
      .set((column) => ({ uses_left: column('uses_left', '-', 1) }))
      .where('board_id', '=', boardId)
      .where('token_hash', '=', tokenHash)
      .where('kind', '=', kind)
      .where('uses_left', '>', 0)
      .where('expires_at', '>', now)
      .returningAll()
      .executeTakeFirst()
    return row && linkRowOf(row)
  },

  async endLink(tokenHash) {
    await db
      .updateTable('links')
      .set({ uses_left: 0 })
      .where('board_id', '=', boardId)
      .where('token_hash', '=', tokenHash)
      .execute()
  },

  async removeLinks(expiredBy) {
    const removed = await db
      .deleteFrom('links')
      .where('board_id', '=', boardId)
      .where('expires_at', '<=', expiredBy)
      .returning('token_hash')
      .execute()
    return removed.length
  },
})

const linkRowOf = (row: Selectable<Tables['links']>): LinkRow => ({
  tokenHash: row.token_hash,
  personId: row.person_id,
  body: { kind: row.kind, ...(row.body as object) } as LinkBody,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  usesLeft: row.uses_left,
})
