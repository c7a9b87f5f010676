import type { Records, Store } from '../../src/app/ports/store.ts'
import type { Database } from '../../src/store/open-database.ts'

/** Looks at so short intervals for what no event tells. */
const lookMs = 5

/** Waits until so many connections to this database wait for a lock, or all of `ended` have. */
export async function untilWaiting(
  database: Database,
  count: number,
  ended: readonly Promise<unknown>[],
): Promise<void> {
  let over = false
  void Promise.allSettled(ended).then(() => {
    over = true
  })
  const waiting = async (): Promise<number> => {
    const { rows } = await database.pool.query(`select count(distinct l.pid)::int as count
      from pg_locks l join pg_stat_activity a using (pid) where not l.granted and a.datname = current_database()`)
    return rows[0].count
  }
  while (!over && (await waiting()) < count) await new Promise((again) => setTimeout(again, lookMs))
}

/**
 * Two writes that cross: when the first has done its work and is not yet committed, the second begins; when that waits
 * for the first, or has done its own work too, the first ends. Transactions of the embedded database never cross.
 */
export async function crossed<First, Second>(
  { store, database }: { readonly store: Store; readonly database: Database },
  first: (records: Records) => Promise<First>,
  second: (records: Records) => Promise<Second>,
): Promise<readonly [First, Second]> {
  let done = (): void => {}
  const isDone = new Promise<void>((resolve) => {
    done = resolve
  })
  let end = (): void => {}
  const mayEnd = new Promise<void>((resolve) => {
    end = resolve
  })
  const one = store.write(async (records) => {
    const result = await first(records)
    done()
    await mayEnd
    return result
  })
  await Promise.race([isDone, one])
  let worked = (): void => {}
  const hasWorked = new Promise<void>((resolve) => {
    worked = resolve
  })
  const two = store.write(async (records) => {
    const result = await second(records)
    worked()
    return result
  })
  if (database.kind === 'postgres') await untilWaiting(database, 1, [Promise.race([hasWorked, two])])
  end()
  return Promise.all([one, two])
}
