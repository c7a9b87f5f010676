import { sql } from 'kysely'
import type { CrossingRecords } from '../app/ports/crossings.ts'
import { factRecords } from './facts.ts'
import { json } from './storable.ts'
import type { Scope } from './tables.ts'

/** Waits until no other transaction of the Board has one of these names, and has them to its own end. */
export async function serialise({ db, boardId, alone }: Scope, what: readonly string[]): Promise<void> {
  // The transactions of the embedded database wait for each other anyway.
  if (alone || what.length === 0) return
  const names = [...new Set(what)].map((one) => `alone|${boardId}|${one}`)
  // In one order, so that two who want the same names do not wait for each other in a ring.
  await sql`select pg_advisory_xact_lock(hashtextextended(waits.name, 0)) from (
    select name from json_array_elements_text(${json(names)}::json) name order by name) waits`.execute(db)
}

/** What several processes do one after the other. */
export const crossingRecords = (scope: Scope): CrossingRecords => ({
  serialise: (what) => serialise(scope, what),

  async factToChange(name) {
    await serialise(scope, [`fact|${name}`])
    return factRecords(scope).fact(name)
  },
})
