import { type Kysely, type Migration, Migrator } from 'kysely'
import * as records from './migrations/0001-records.ts'
import * as planDrafts from './migrations/0002-plan-drafts.ts'
import * as channels from './migrations/0003-channels.ts'
import * as conversations from './migrations/0004-conversations.ts'

/** In order; a migration that was once released is never changed, another one is added. */
const migrations: Readonly<Record<string, Migration>> = {
  '0001-records': records,
  '0002-plan-drafts': planDrafts,
  '0003-channels': channels,
  '0004-conversations': conversations,
}

const migratorOf = <T>(db: Kysely<T>): Migrator =>
  new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) }, migrationTableSchema: 'public' })

/** Brings the tables up to date; of two processes at once one waits for the other. Fails when a migration fails. */
export async function migrate<T>(db: Kysely<T>): Promise<void> {
  const { error } = await migratorOf(db).migrateToLatest()
  if (error) throw error
}

/** The names of migrations that the database does not have yet. */
export async function pendingMigrations<T>(db: Kysely<T>): Promise<readonly string[]> {
  const known = await migratorOf(db).getMigrations()
  return known.filter((migration) => !migration.executedAt).map((migration) => migration.name)
}
