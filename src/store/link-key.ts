import { createHmac, randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { StartFailure } from '../app/ports/start-failure.ts'
import { syncFolder } from './files.ts'

const keyBytes = 32

/**
 * Gives a maker of tokens (256 bits, 43 signs of base64url) that is always the same for the same data folder. Its key
 * lies beside the kept files and not in the database, so that a copy of the records opens no link. Fails when the
 * folder cannot be written or the key in it is damaged.
 */
export async function openLinkKey(dataDir: string): Promise<(purpose: string) => string> {
  const key = dataDir === ':memory:' ? randomBytes(keyBytes) : await keyIn(dataDir)
  return (purpose) => createHmac('sha256', key).update(purpose).digest('base64url')
}

async function keyIn(dataDir: string): Promise<Buffer> {
  const path = join(dataDir, 'link-key')
  const known = await readFile(path).catch(notThere)
  if (known !== undefined) return checked(known, path)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  // Whole under another name first: a process that reads at the same time finds all of it or nothing.
  const unfinished = `${path}.${randomBytes(8).toString('hex')}`
  try {
    const file = await open(unfinished, 'wx', 0o600)
    try {
      await file.writeFile(randomBytes(keyBytes))
      await file.sync()
    } finally {
      await file.close()
    }
    await link(unfinished, path).catch((error: NodeJS.ErrnoException) => {
      // Another process of this office has made one meanwhile.
      if (error.code !== 'EEXIST') throw error
    })
    await syncFolder(dataDir)
  } finally {
    await rm(unfinished, { force: true })
  }
  return checked(await readFile(path), path)
}

function checked(key: Buffer, path: string): Buffer {
  if (key.length !== keyBytes) throw new StartFailure({ code: 'link-key', file: path })
  return key
}

function notThere(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
