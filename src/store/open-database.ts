import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite, type PGliteOptions } from '@electric-sql/pglite'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { StartFailure } from '../app/ports/start-failure.ts'
import { syncFolder } from './files.ts'
import { FolderHeld, lockFolder } from './folder-lock.ts'
import { migrate } from './migrate.ts'
import { PglitePool } from './pglite-pool.ts'
import type { Pool } from './pool.ts'
import { readPreparedDatabase } from './prepared-database.ts'
import { StorableTexts } from './storable.ts'
import type { Tables } from './tables.ts'

export interface Database {
  readonly kind: 'pglite' | 'postgres'
  /** For BullMQ; `public` and its own schema `bullmq` are on the search path. */
  readonly pool: Pool
  readonly db: Kysely<Tables>
  /** The whole embedded database as a tar; only PGlite has it. */
  dump?(): Promise<Blob>
  /** May be called twice. */
  close(): Promise<void>
}

const searchPath = 'public,bullmq'

/** Oids of the types that are read otherwise than a library does by default. */
const int8 = 20
const bytea = 17
const date = 1082

// Ids and instants in milliseconds stay far below 2^53.
const readInteger = (text: string): number => Number(text)
// A calendar day has no time zone; a Date would give it one.
const readText = (text: string): string => text

/**
 * Opens the database with its tables up to date: the PostgreSQL of `databaseUrl`, or a PGlite in `<dataDir>/db`
 * (`:memory:`: one that is gone at close, for tests).
 * Fails with FolderHeld when another process has the folder, else with an error that says where to look.
 * @param options.lost hears of a connection that dropped while nobody used it; the pool makes another one.
 */
export async function openDatabase(options: {
  readonly databaseUrl?: string
  readonly dataDir: string
  readonly lost?: (error: Error) => void
  /** Do not start from the prepared database. */
  readonly fromNothing?: boolean
}): Promise<Database> {
  const prepared = options.fromNothing ? undefined : readPreparedDatabase
  const database = options.databaseUrl
    ? openServer(options.databaseUrl, options.lost)
    : await openEmbedded(options.dataDir, prepared)
  try {
    await migrate(database.db)
  } catch (error) {
    await database.close()
    if (!options.databaseUrl) throw error
    throw new StartFailure({ code: 'database', why: whyOf(error) }, error)
  }
  return database
}

/** ` (ECONNREFUSED)`: the code and the text of a failure, which name no password. */
function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const told = code !== '' && error.message.includes(code) ? error.message : `${code} ${error.message}`.trim()
  return told === '' ? '' : ` (${told})`
}

function openServer(databaseUrl: string, lost: (error: Error) => void = () => {}): Database {
  const pool = new pg.Pool({
    ...withSearchPath(databaseUrl),
    application_name: 'dung-han',
    // BullMQ keeps one connection for each worker that listens.
    max: 16,
    keepAlive: true,
    types: { getTypeParser: pgTypeParser as typeof pg.types.getTypeParser },
  })
  pool.on('error', lost)
  // Each queue and worker of BullMQ listens for errors too.
  pool.setMaxListeners(0)
  return databaseOf('postgres', pool as unknown as Pool, async () => {})
}

function pgTypeParser(oid: number, format?: 'text' | 'binary'): unknown {
  if (format !== 'binary') {
    if (oid === int8) return readInteger
    if (oid === date) return readText
  }
  return pg.types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text')
}

// Options in the URL would replace the ones given apart, so both go where the URL has them.
function withSearchPath(databaseUrl: string): { connectionString: string; options?: string } {
  const ours = `-c search_path=${searchPath}`
  const url = URL.canParse(databaseUrl) ? new URL(databaseUrl) : undefined
  const theirs = url?.searchParams.get('options')
  if (!url || !theirs) return { connectionString: databaseUrl, options: ours }
  url.searchParams.set('options', `${theirs} ${ours}`)
  return { connectionString: url.href }
}

async function openEmbedded(dataDir: string, prepared?: () => Promise<Blob | undefined>): Promise<Database> {
  const first = async (): Promise<PGliteOptions> => {
    const tar = await prepared?.()
    return tar ? { ...pgliteOptions, loadDataDir: tar } : pgliteOptions
  }
  if (dataDir === ':memory:') return embedded(await PGlite.create(await first()), () => {})
  const folder = join(dataDir, 'db')
  const lock = await lockFolder(dataDir).catch((error: unknown) => {
    if (error instanceof FolderHeld) throw error
    throw new StartFailure({ code: 'data-folder', folder: dataDir, why: whyOf(error) }, error)
  })
  try {
    if (!existsSync(folder)) await createFolder(dataDir, folder, await first())
    return await embedded(await openFolder(folder), () => lock.release())
  } catch (error) {
    lock.release()
    throw error
  }
}

// Durability stays strict: a commit is in the folder before it is answered.
const pgliteOptions: PGliteOptions = {
  parsers: {
    [int8]: readInteger,
    [date]: readText,
    [bytea]: (text: string) => Buffer.from(text.slice(2), 'hex'),
  },
}

const openFolder = (folder: string): Promise<PGlite> =>
  PGlite.create(folder, pgliteOptions).catch((cause: unknown) => {
    throw new StartFailure({ code: 'damaged-database', folder }, cause)
  })

/** Made under another name first: a start that is killed half-way leaves nothing that looks like a database. */
async function createFolder(dataDir: string, folder: string, options: PGliteOptions): Promise<void> {
  const unfinished = `${folder}.new`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { recursive: true, mode: 0o700 })
  const db = await PGlite.create(unfinished, options)
  await db.close()
  await rename(unfinished, folder)
  await syncFolder(dataDir)
}

async function embedded(pglite: PGlite, closed: () => void): Promise<Database> {
  // Counts of what was read and run are for vacuum's own process and for who looks on; neither is there.
  await pglite.exec(`set search_path to ${searchPath}; set track_activities to off; set track_counts to off`)
  const database = databaseOf('pglite', new PglitePool(pglite), async () => closed())
  return { ...database, dump: () => pglite.dumpDataDir('none') }
}

function databaseOf(kind: Database['kind'], pool: Pool, closed: () => Promise<void>): Database {
  const dialect = new PostgresDialect({ pool: pool as never })
  const db = new Kysely<Tables>({ dialect, plugins: [new StorableTexts()] })
  let closing: Promise<void> | undefined
  const close = async () => {
    try {
      await db.destroy()
      // Kysely ends the pool only when it has used it.
      if (!(pool as { ended?: boolean }).ended) await pool.end()
    } finally {
      await closed()
    }
  }
  return {
    kind,
    pool,
    db,
    close() {
      closing ??= close()
      return closing
    },
  }
}
