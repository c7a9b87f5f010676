import { setTimeout as wait } from 'node:timers/promises'
import { sql, type Transaction } from 'kysely'
import type { Records, Store } from '../app/ports/store.ts'
import { accountRecords } from './accounts.ts'
import { answerVerdictRecords } from './answer-verdicts.ts'
import { answerRecords } from './answers.ts'
import { type AuditRecords, auditRecords, firstBrokenAudit } from './audit.ts'
import { batchRecords } from './batches.ts'
import { boardRecords } from './board.ts'
import { broadcastRecords } from './broadcasts.ts'
import { calendarLinkRecords } from './calendar-links.ts'
import { channelTokenRecords } from './channel-tokens.ts'
import { usageRecords } from './channel-usage.ts'
import { concernRecords } from './concerns.ts'
import { consentRecords } from './consents.ts'
import { crossingRecords } from './crossings.ts'
import { evidenceRecords } from './evidence.ts'
import { extensionRecords } from './extensions.ts'
import { factRecords } from './facts.ts'
import { fileRecords } from './file-refs.ts'
import { filledFormRecords } from './filled-forms.ts'
import { inboxRecords } from './inbox.ts'
import { instructionRecords } from './instructions.ts'
import { ledgerRecords } from './ledger.ts'
import { linkRecords } from './links.ts'
import { movedDeadlineRecords } from './moved-deadlines.ts'
import { occurrenceRecords } from './occurrences.ts'
import type { Database } from './open-database.ts'
import { outboxRecords } from './outbox.ts'
import { ownDataRecords } from './own-data.ts'
import { pendingFileRecords } from './pending-files.ts'
import { pictureRecords } from './pictures.ts'
import { draftRecords } from './plan-drafts.ts'
import { PlanMemory } from './plan-memory.ts'
import { planRecords } from './plans.ts'
import { promiseRecords } from './promises.ts'
import { reminderRecords } from './reminders.ts'
import { reportRecords } from './reports.ts'
import { sessionRecords } from './sessions.ts'
import { substituteRecords } from './substitutes.ts'
import type { Scope, Tables } from './tables.ts'
import { tidyRecords } from './tidying.ts'
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
  const alone = database.kind === 'pglite'
  const memory = new PlanMemory()
  return {
    async write(work) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await db.transaction().execute(async (transaction) => {
            const { records, audit } = recordsOf({ db: transaction, boardId, alone }, memory)
            const result = await work(records)
            await audit.flush()
            // Work that swallowed a failed statement would be rolled back by its COMMIT without a word; this fails. The
            // pool of the embedded database looks at the answer to COMMIT itself.
            if (database.kind !== 'pglite') await sql`select 1`.execute(transaction)
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
        .execute((transaction) => work(recordsOf({ db: transaction, boardId, alone }, memory).records))
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

/** What makes the parts of the Records of one transaction. */
const makers = [
  boardRecords,
  accountRecords,
  consentRecords,
  substituteRecords,
  ownDataRecords,
  (scope: Scope, memory: PlanMemory) => planRecords(scope, memory),
  draftRecords,
  (scope: Scope, memory: PlanMemory) => occurrenceRecords(scope, memory),
  reminderRecords,
  ledgerRecords,
  outboxRecords,
  batchRecords,
  inboxRecords,
  sessionRecords,
  answerRecords,
  answerVerdictRecords,
  broadcastRecords,
  movedDeadlineRecords,
  reportRecords,
  fileRecords,
  filledFormRecords,
  linkRecords,
  calendarLinkRecords,
  evidenceRecords,
  extensionRecords,
  concernRecords,
  instructionRecords,
  promiseRecords,
  channelTokenRecords,
  pendingFileRecords,
  pictureRecords,
  tidyRecords,
  unitChatRecords,
  usageRecords,
  waitingRecords,
  factRecords,
  crossingRecords,
] as const

/** All parts as one type, so that a method which no part gives does not compile. */
type Together<Part> = (Part extends unknown ? (part: Part) => void : never) extends (all: infer All) => void
  ? All
  : never
type Made = Together<ReturnType<(typeof makers)[number]>> & Omit<AuditRecords, 'flush'>

const partAt = Symbol('the part at this place')

/**
 * The Records of one transaction, each part of which is made when it is first asked for: most transactions use two or
 * three of them, and to make all took longer than their statements. What is assigned stays on the object.
 */
class LazyRecords {
  /** Gives the part that `makers` has at this place, the audit at 0. A symbol: no method of the Records. */
  readonly [partAt]: (at: number) => Partial<Records>

  constructor(scope: Scope, memory: PlanMemory, audit: Omit<AuditRecords, 'flush'>) {
    const made: Partial<Records>[] = [audit]
    this[partAt] = (at) => {
      const part = made[at] ?? makers[at - 1]?.(scope, memory) ?? {}
      made[at] = part
      return part
    }
  }
}

/** Names of the methods by the place of their part; no part looks at the database while it is made. */
function namesOf(): readonly (readonly string[])[] {
  const nothing = { db: undefined as unknown as Transaction<Tables>, boardId: '' }
  const memory = new PlanMemory()
  const audit = Object.keys(auditRecords(nothing)).filter((name) => name !== 'flush')
  return [audit, ...makers.map((make) => Object.keys(make(nothing, memory)))]
}

for (const [at, names] of namesOf().entries())
  for (const name of names)
    Object.defineProperty(LazyRecords.prototype, name, {
      enumerable: true,
      configurable: true,
      get(this: LazyRecords) {
        const method: unknown = this[partAt](at)[name as keyof Records]
        Object.defineProperty(this, name, { value: method, enumerable: true, configurable: true, writable: true })
        return method
      },
      set(this: LazyRecords, value: unknown) {
        Object.defineProperty(this, name, { value, enumerable: true, configurable: true, writable: true })
      },
    })

function recordsOf(scope: Scope, memory: PlanMemory): { readonly records: Records; readonly audit: AuditRecords } {
  const audit = auditRecords(scope)
  const records: Records = new LazyRecords(scope, memory, audit) as unknown as Made
  return { records, audit }
}

/**
 * serialization_failure, deadlock_detected and unique_violation (PostgreSQL documentation, 13.5): the same work succeeds
 * when it is done again. Two writes that both looked, found nothing and added the same row meet in the last one; done
 * again, the later sees the row of the earlier.
 */
const crossed = new Set<unknown>(['40001', '40P01', '23505'])

const asksForAnotherTry = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && crossed.has(error.code)
