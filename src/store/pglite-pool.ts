import { EventEmitter } from 'node:events'
import type { PGlite, Results } from '@electric-sql/pglite'
import { listenSql, listenStatement } from './listen-statement.ts'
import { runStatement } from './pglite-statement.ts'
import type { Pool, PoolClient, QueryAnswer, QueryConfig } from './pool.ts'

/** A statement (or script) that waits for the one connection. */
interface Task {
  readonly client: PgliteClient
  readonly run: () => Promise<QueryAnswer>
  readonly done: (answer: QueryAnswer) => void
  readonly failed: (error: unknown) => void
}

/**
 * One PGlite behind the shape of a `pg.Pool`, for Kysely and BullMQ alike.
 *
 * PGlite has a single connection. A statement runs alone; the client whose statement left a transaction open holds
 * the connection until it commits or rolls back, and the others wait in order. A client that is checked out and idle
 * holds nothing, so one may listen for ever. A client that is released in an open transaction is rolled back.
 */
export class PglitePool extends EventEmitter implements Pool {
  /** Nothing can drop a connection inside the process; BullMQ reads this before it decides to wait for long. */
  readonly options = { keepAlive: true }
  readonly #db: PGlite
  readonly #queue: Task[] = []
  readonly #clients = new Set<PgliteClient>()
  #holder: PgliteClient | undefined
  #busy = false
  #ending: Promise<void> | undefined
  #settled: (() => void) | undefined

  constructor(db: PGlite) {
    super()
    this.setMaxListeners(0)
    this.#db = db
    db.onNotification((channel, payload) => {
      for (const client of this.#clients) client.notify(channel, payload)
    })
  }

  /** Runs one statement on a client of its own. */
  async query(text: string | QueryConfig, values?: readonly unknown[]): Promise<QueryAnswer> {
    const client = await this.connect()
    try {
      return await client.query(text, values)
    } finally {
      client.release()
    }
  }

  async connect(): Promise<PoolClient> {
    if (this.#ending) throw new Error('Cannot use a pool after calling end on the pool')
    const client = new PgliteClient(this)
    this.#clients.add(client)
    this.emit('connect', client)
    return client
  }

  /** Lets the statements that were asked for and an open transaction finish, then closes the database. */
  end(): Promise<void> {
    this.#ending ??= this.#close()
    return this.#ending
  }

  async #close(): Promise<void> {
    if (this.#busy || this.#queue.length > 0 || this.#holder) {
      await new Promise<void>((resolve) => {
        this.#settled = resolve
      })
    }
    for (const client of this.#clients) client.emit('end')
    this.#clients.clear()
    await this.#db.close()
  }

  /** For clients only: queues a statement. */
  run(client: PgliteClient, text: string, values: readonly unknown[] | undefined): Promise<QueryAnswer> {
    const listen = values?.length ? undefined : listenStatement(text)
    const work = listen ? () => this.#listen(client, listen.listen, listen.channel) : () => this.#execute(text, values)
    return this.#enqueue(client, work)
  }

  /** For clients only: forgets a released client; what it still waited for is refused. */
  leave(client: PgliteClient): void {
    if (!this.#clients.delete(client)) return
    for (let at = this.#queue.length - 1; at >= 0; at -= 1) {
      const task = this.#queue[at]
      if (task?.client !== client) continue
      this.#queue.splice(at, 1)
      task.failed(new Error('The client was released before this statement could run'))
    }
    for (const channel of client.channels) {
      if (!this.#heardBy(channel, client))
        void this.#enqueue(client, () => this.#execute(listenSql(false, channel))).catch(() => {})
    }
    this.#rollBack(client)
  }

  // The statement that opened the transaction may still run while its client is released: asked again after each task.
  #rollBack(client: PgliteClient): void {
    if (this.#holder !== client || this.#busy) return
    const ignore = () => {}
    this.#queue.unshift({ client, run: () => this.#execute('ROLLBACK'), done: ignore, failed: ignore })
    void this.#pump()
  }

  #enqueue(client: PgliteClient, run: () => Promise<QueryAnswer>): Promise<QueryAnswer> {
    return new Promise((done, failed) => {
      this.#queue.push({ client, run, done, failed })
      void this.#pump()
    })
  }

  #next(): Task | undefined {
    if (!this.#holder) return this.#queue.shift()
    const at = this.#queue.findIndex((task) => task.client === this.#holder)
    return at < 0 ? undefined : this.#queue.splice(at, 1)[0]
  }

  async #pump(): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    for (let task = this.#next(); task; task = this.#next()) {
      let settle: () => void
      try {
        const answer = await task.run()
        settle = () => task.done(answer)
      } catch (error) {
        settle = () => task.failed(error)
      }
      // Also true for a transaction that has failed and waits for its ROLLBACK.
      this.#holder = !this.#db.closed && this.#db.isInTransaction() ? task.client : undefined
      settle()
    }
    this.#busy = false
    const holder = this.#holder
    if (holder && !this.#clients.has(holder)) this.#rollBack(holder)
    else if (!holder && this.#queue.length === 0) this.#settled?.()
  }

  async #listen(client: PgliteClient, listen: boolean, channel: string | null): Promise<QueryAnswer> {
    const names = channel === null ? [...client.channels] : [channel]
    for (const name of names) {
      const alone = !this.#heardBy(name, client)
      if (listen) client.channels.add(name)
      else client.channels.delete(name)
      if (alone) await this.#db.exec(listenSql(listen, name))
    }
    return { command: listen ? 'LISTEN' : 'UNLISTEN', rowCount: null, rows: [] }
  }

  #heardBy(channel: string, except: PgliteClient): boolean {
    for (const client of this.#clients) if (client !== except && client.channels.has(channel)) return true
    return false
  }

  async #execute(text: string, values?: readonly unknown[]): Promise<QueryAnswer> {
    if (values?.length) return answerOf(await runStatement(this.#db, text, values.map(asParameter)))
    const answers = (await this.#db.exec(text)).map(answerOf)
    if (answers[0]?.command === 'ROLLBACK' && /^\s*commit\s*;?\s*$/i.test(text)) throw new UndoneCommit()
    // A script answers as in `pg`: one answer for each statement.
    if (answers.length > 1) return answers as unknown as QueryAnswer
    return answers[0] ?? { command: '', rowCount: null, rows: [] }
  }
}

/** A COMMIT that was answered with ROLLBACK: a statement before it had failed and nobody had looked. */
export class UndoneCommit extends Error {
  override readonly name = 'UndoneCommit'
  /** in_failed_sql_transaction, as a statement in such a transaction fails. */
  readonly code = '25P02'

  constructor() {
    super('The transaction was rolled back: one of its statements had failed.')
  }
}

class PgliteClient extends EventEmitter implements PoolClient {
  /** Channels that this client listens to. */
  readonly channels = new Set<string>()
  readonly #pool: PglitePool
  #released = false

  constructor(pool: PglitePool) {
    super()
    this.#pool = pool
  }

  async query(text: string | QueryConfig, values?: readonly unknown[]): Promise<QueryAnswer> {
    if (this.#released) throw new Error('The client was released and cannot be used any more')
    if (typeof text === 'string') return this.#pool.run(this, text, values)
    return this.#pool.run(this, text.text, values ?? text.values)
  }

  release(_destroy?: boolean | Error): void {
    if (this.#released) return
    this.#released = true
    this.#pool.leave(this)
  }

  /** For the pool only. */
  notify(channel: string, payload: string): void {
    if (this.channels.has(channel)) this.emit('notification', { channel, payload, processId: process.pid })
  }
}

const answerOf = (result: Results): QueryAnswer => ({
  command: result.command ?? '',
  rowCount: result.rowCount ?? null,
  rows: result.rows,
})

// As `pg` does it: objects are JSON; bytes, dates and arrays are understood by PGlite itself.
function asParameter(value: unknown): unknown {
  if (value === undefined || value === null) return null
  if (typeof value !== 'object' || value instanceof Date || value instanceof Uint8Array || Array.isArray(value))
    return value
  return JSON.stringify(value)
}
