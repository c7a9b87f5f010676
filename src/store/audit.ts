import { type Selectable, sql } from 'kysely'
import type { AuditLine, AuditRow, Records } from '../app/ports/store.ts'
import { canonicalJson, sha256Of } from './canonical-json.ts'
import { serialise } from './crossings.ts'
import { json } from './storable.ts'
import type { Scope, Tables } from './tables.ts'

/** Lines in one statement; PostgreSQL takes 65,535 values. */
const batch = 500

/** The audit lines of one transaction. They are written last, so that the chain is locked only for a moment. */
export interface AuditRecords extends Pick<Records, 'audit' | 'auditTrail' | 'recentAudit'> {
  flush(): Promise<void>
}

/**
 * The ledger of a Board. Each row's hash is the SHA-256 of the hash before it and the row as canonical JSON, so that a
 * row that was changed, removed or put between shows; the Board keeps the last hash, so that a cut end shows too.
 */
export const auditRecords = (scope: Scope): AuditRecords => {
  const { db, boardId } = scope
  let waiting: AuditLine[] = []

  const flush = async () => {
    if (waiting.length === 0) return
    const lines = waiting
    waiting = []
    await serialise(scope, ['audit'])
    const board = await db
      .selectFrom('boards')
      .select('audit_hash')
      .where('board_id', '=', boardId)
      .executeTakeFirstOrThrow()
    let hash = board.audit_hash
    let last = 0
    const rows = lines.map((line) => {
      const kept: AuditLine = JSON.parse(json(line))
      hash = hashOf(hash, boardId, kept)
      const { at, actor, action, subject } = kept
      return { board_id: boardId, at, actor, action, subject, detail: json(kept.detail), hash }
    })
    for (let from = 0; from < rows.length; from += batch) {
      // Ids are given in the order of the rows.
      const part = rows.slice(from, from + batch)
      for (const { id } of await db.insertInto('audit').values(part).returning('id').execute())
        last = Math.max(last, id)
    }
    await db.updateTable('boards').set({ audit_hash: hash, audit_last: last }).where('board_id', '=', boardId).execute()
  }

  return {
    async audit(line) {
      waiting.push(line)
    },

    async auditTrail() {
      await flush()
      return (await trailOf(scope)).map(auditRowOf)
    },

    async recentAudit({ planId, actor, limit }) {
      await flush()
      const rows = await db
        .selectFrom('audit')
        .selectAll()
        .where('board_id', '=', boardId)
        .$if(planId !== undefined, (query) =>
          query.where(({ eb }) =>
            eb.or([eb('subject', '=', planId ?? ''), sql<boolean>`starts_with(subject, ${`${planId}/`})`]),
          ),
        )
        .$if(actor !== undefined, (query) => query.where('actor', '=', actor ?? ''))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute()
      return rows.map(auditRowOf)
    },

    flush,
  }
}

/** The id of the first row of a Board's ledger that does not fit, or null when the chain is whole. */
export async function firstBrokenAudit(scope: Scope): Promise<number | null> {
  let hash = ''
  for (const row of await trailOf(scope)) {
    hash = hashOf(hash, scope.boardId, auditRowOf(row))
    if (hash !== row.hash) return row.id
  }
  const board = await scope.db
    .selectFrom('boards')
    .select(['audit_hash', 'audit_last'])
    .where('board_id', '=', scope.boardId)
    .executeTakeFirst()
  return !board || board.audit_hash === hash ? null : (board.audit_last ?? 0)
}

const trailOf = ({ db, boardId }: Scope) =>
  db.selectFrom('audit').selectAll().where('board_id', '=', boardId).orderBy('id').execute()

const hashOf = (before: string, boardId: string, { at, actor, action, subject, detail }: AuditLine): string =>
  sha256Of(`${before}\n${canonicalJson({ boardId, at, actor, action, subject, detail })}`)

const auditRowOf = (row: Selectable<Tables['audit']>): AuditRow => ({
  id: row.id,
  at: row.at,
  actor: row.actor,
  action: row.action,
  subject: row.subject,
  detail: row.detail as AuditLine['detail'],
  hash: row.hash,
})
