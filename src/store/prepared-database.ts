import { readFileSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * An embedded database with all its tables, made when the program is built: to make one from nothing takes seconds.
 * It belongs to one version of PGlite; without the file, or with another version, a database is made from nothing.
 */
export const preparedDatabase = fileURLToPath(
  new URL(`../../dist/database-pglite-${pgliteVersion()}.tar`, import.meta.url),
)

function pgliteVersion(): string {
  // The package exports no package.json; its entry stands one folder below it.
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  const text = readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}

let kept: Promise<Blob | undefined> | undefined

/** The prepared database as a tar; undefined when there is none. Read once in a process. */
export function readPreparedDatabase(): Promise<Blob | undefined> {
  kept ??= readFile(preparedDatabase).then(
    (bytes) => new Blob([bytes]),
    () => undefined,
  )
  return kept
}

/** Puts a tar in its place; whoever reads at the same time gets the old one or the new one, whole. */
export async function writePreparedDatabase(tar: Blob): Promise<void> {
  await mkdir(dirname(preparedDatabase), { recursive: true })
  const unfinished = `${preparedDatabase}.${process.pid}`
  await writeFile(unfinished, new Uint8Array(await tar.arrayBuffer()))
  await rename(unfinished, preparedDatabase)
}
