import { setTimeout as wait } from 'node:timers/promises'
import type { Log } from '../app/ports/log.ts'
import type { Database } from '../store/open-database.ts'

/** The connection of a process that was killed may outlive it by a moment. */
const patienceMs = 2_000
const againMs = 100

/** A mark in the database that one process delivers; it ends with the process, however that ends. */
export interface OnlyWorker {
  /** Whether no other process that lives has the mark. Asks once; the answer holds for the life of this one. */
  isAlone(): Promise<boolean>
  close(): Promise<void>
}

/**
 * Marks this process as the one that delivers for `name`: an advisory lock of the server, on a connection of its own.
 * The embedded database belongs to one process anyway. Without a database nothing is known of others.
 */
export function onlyWorker(database: Pick<Database, 'kind' | 'pool'> | undefined, name: string, log: Log): OnlyWorker {
  if (database === undefined) return { isAlone: async () => false, close: async () => {} }
  if (database.kind === 'pglite') return { isAlone: async () => true, close: async () => {} }
  let release = (): void => {}
  let asked: Promise<boolean> | undefined

  const ask = async (): Promise<boolean> => {
    const client = await database.pool.connect()
    let mine = false
    try {
      for (let waited = 0; !mine && waited <= patienceMs; waited += againMs) {
        if (waited > 0) await wait(againMs)
        const { rows } = await client.query('select pg_try_advisory_lock(hashtextextended($1, 0)) as mine', [name])
        mine = rows[0]?.mine === true
      }
    } finally {
      // Without the mark the connection is of no use here; with it, it is kept as long as the process lives.
      if (!mine) client.release()
    }
    if (!mine) {
      log.warn({ name }, 'Another process delivers already. Run one worker; this one takes over only what is new.')
      return false
    }
    client.on('error', () => log.warn({ name }, 'The mark of the only worker is lost; run one worker at a time.'))
    release = () => client.release(true)
    return true
  }

  return {
    isAlone: () => {
      asked ??= ask()
      return asked
    },
    async close() {
      await asked?.catch(() => undefined)
      release()
    },
  }
}
