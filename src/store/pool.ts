import type { EventEmitter } from 'node:events'

export interface QueryAnswer {
  readonly command: string
  readonly rowCount: number | null
  // biome-ignore lint/suspicious/noExplicitAny: the shape of a row is known only to who wrote the statement
  readonly rows: any[]
}

/** A statement with its values apart, as `pg` also takes it. */
export interface QueryConfig {
  readonly text: string
  readonly values?: readonly unknown[]
}

export interface PoolClient extends EventEmitter {
  query(text: string | QueryConfig, values?: readonly unknown[]): Promise<QueryAnswer>
  /** Gives the client back; `true` or an error ends it. An open transaction is rolled back. */
  release(destroy?: boolean | Error): void
}

/** What Kysely and BullMQ ask of a `pg.Pool`; the embedded database has the same shape. */
export interface Pool extends EventEmitter {
  query(text: string | QueryConfig, values?: readonly unknown[]): Promise<QueryAnswer>
  connect(): Promise<PoolClient>
  end(): Promise<void>
}
