import { setTimeout as wait } from 'node:timers/promises'
import { sql, type Transaction } from 'kysely'
import type { Records, Store } from '../app/ports/store.ts'
import { accountRecords } from './accounts.ts'
import { answerRecords } from './answers.ts'
import { type AuditRecords, auditRecords, firstBrokenAudit } from './audit.ts'
import { batchRecords } from './batches.ts'
import { boardRecords } from './board.ts'
import { channelTokenRecords } from './channel-tokens.ts'
import { usageRecords } from './channel-usage.ts'
import { consentRecords } from './consents.ts'
import { factRecords } from './facts.ts'
import { fileRecords } from './file-refs.ts'
import { inboxRecords } from './inbox.ts'
import { ledgerRecords } from './ledger.ts'
import { linkRecords } from './links.ts'
import { occurrenceRecords } from './occurrences.ts'
import type { Database } from './open-database.ts'
import { outboxRecords } from './outbox.ts'
import { ownDataRecords } from './own-data.ts'
import { pendingFileRecords } from './pending-files.ts'
import { draftRecords } from './plan-drafts.ts'
import { PlanMemory } from './plan-memory.ts'
import { planRecords } from './plans.ts'
import { reminderRecords } from './reminders.ts'
import { reportRecords } from './reports.ts'
import { sessionRecords } from './sessions.ts'
import { substituteRecords } from './substitutes.ts'
import type { Scope, Tables } from './tables.ts'
import { unitChatRecords } from './unit-chats.ts'
import { waitingRecords } from './waiting-rows.ts'

/** Tries of one write when PostgreSQL found that it crossed another one. */
const tries = 6

/**
 * The records of one Board. `write` runs `work` again when the database asks for it, so `work` must not send anything
 * by itself; a `write` inside a `write` waits for itself on the embedded database. `read` sees one moment and is
 * refused any change. Closing the store closes the database.
 */
export function openStore(database: Database, boardId: string): Store {
  const { db } = database
  const memory = new PlanMemory()
  return {
    async write(work) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await db.transaction().execute(async (transaction) => {
            const { records, audit } = recordsOf(transaction, boardId, memory)
            const result = await work(records)
            await audit.flush()
            // Work that swallowed a failed statement would be rolled back by its COMMIT without a word; this fails.
            await sql`select 1`.execute(transaction)
            return result
          })
        } catch (error) {
          if (attempt === tries || !asksForAnotherTry(error)) throw error
          await wait(2 ** attempt * 5 * (1 + Math.random()))
        }
      }
    },

    read(work) {
      return db
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((transaction) => work(recordsOf(transaction, boardId, memory).records))
    },

    async ping() {
      await sql`select 1`.execute(db)
    },

    async inboundWaits() {
      const row = await db
        .selectFrom('inbox')
        .select('id')
        .where('board_id', '=', boardId)
        .where('handled_at', 'is', null)
        .limit(1)
        .executeTakeFirst()
      return row !== undefined
    },

    firstBrokenAudit() {
      return db
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((transaction) => firstBrokenAudit({ db: transaction, boardId }))
    },

    close() {
      return database.close()
    },
  }
}

function recordsOf(
  db: Transaction<Tables>,
  boardId: string,
  memory: PlanMemory,
): { readonly records: Records; readonly audit: AuditRecords } {
  const scope: Scope = { db, boardId }
  const audit = auditRecords(scope)
  const records: Records = {
    ...boardRecords(scope),
    ...accountRecords(scope),
    ...consentRecords(scope),
    ...substituteRecords(scope),
    ...ownDataRecords(scope),
    ...planRecords(scope, memory),
    ...draftRecords(scope),
    ...occurrenceRecords(scope, memory),
    ...reminderRecords(scope),
    ...ledgerRecords(scope),
    ...outboxRecords(scope),
    ...batchRecords(scope),
    ...inboxRecords(scope),
    ...sessionRecords(scope),
    ...answerRecords(scope),
    ...reportRecords(scope),
    ...fileRecords(scope),
    ...linkRecords(scope),
    ...channelTokenRecords(scope),
    ...pendingFileRecords(scope),
    ...unitChatRecords(scope),
    ...usageRecords(scope),
    ...waitingRecords(scope),
    ...factRecords(scope),
    audit: audit.audit,
    auditTrail: audit.auditTrail,
  }
  return { records, audit }
}

/** serialization_failure and deadlock_detected: the same work succeeds when it is done again. */
const asksForAnotherTry = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && (error.code === '40001' || error.code === '40P01')
