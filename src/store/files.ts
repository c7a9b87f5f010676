import { createHash, randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Files } from '../app/ports/files.ts'
import type { FileRef } from '../core/reply.ts'
import { storableText } from './storable.ts'

const nameLimit = 120

/**
 * Opens the store of bytes under `<dataDir>/files`, each file under its SHA-256 (`ab/cd/abcd…`), written completely or
 * not at all. What is held waits under `files/held` until it is admitted or discarded. `:memory:` keeps everything in
 * the process, for tests.
 */
export function openFiles(dataDir: string): Files {
  return dataDir === ':memory:' ? filesInMemory() : filesInFolder(join(dataDir, 'files'))
}

function filesInFolder(folder: string): Files {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  const held = join(folder, 'held')
  const heldPathOf = (sha256: string) => join(held, sha256)
  return {
    async keep(bytes, name, mime) {
      const ref = refOf(bytes, name, mime)
      const path = pathOf(ref.sha256)
      if (hashOf(await bytesAt(path)) !== ref.sha256 || !(await touch(path))) await writeWhole(folder, path, bytes)
      return ref
    },
    async open(sha256) {
      if (!isSha256(sha256)) return undefined
      const bytes = await bytesAt(pathOf(sha256))
      if (bytes && hashOf(bytes) !== sha256) {
        throw new Error(`The kept file ${sha256} is damaged; restore it from a backup.`)
      }
      return bytes
    },
    async hold(bytes, name, mime) {
      const ref = refOf(bytes, name, mime)
      await writeWhole(folder, heldPathOf(ref.sha256), bytes)
      return ref
    },
    async openHeld(sha256) {
      if (!isSha256(sha256)) return undefined
      const bytes = await bytesAt(heldPathOf(sha256))
      return hashOf(bytes) === sha256 ? bytes : undefined
    },
    async admit(sha256) {
      if (!isSha256(sha256)) return
      const path = pathOf(sha256)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      try {
        // Held before, kept now.
        await touch(heldPathOf(sha256))
        await rename(heldPathOf(sha256), path)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
        throw error
      }
      await syncFolder(dirname(path))
    },
    async discard(sha256) {
      if (isSha256(sha256)) await rm(heldPathOf(sha256), { force: true })
    },
    async remove(sha256) {
      if (isSha256(sha256)) await rm(pathOf(sha256), { force: true })
    },
    async keptLongerThan(ms) {
      const old: string[] = []
      for (const first of (await namesIn(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name)))
        for (const second of await namesIn(join(folder, first)))
          for (const name of (await namesIn(join(folder, first, second))).filter(isSha256))
            if (await isOlder(pathOf(name), ms)) old.push(name)
      return old
    },
    async removeOlder(sha256, ms) {
      if (!isSha256(sha256) || !(await isOlder(pathOf(sha256), ms))) return false
      await rm(pathOf(sha256), { force: true })
      return true
    },
    async heldLongerThan(ms) {
      const old: string[] = []
      for (const name of (await namesIn(held)).filter(isSha256)) if (await isOlder(join(held, name), ms)) old.push(name)
      return old
    },
  }
}

function filesInMemory(): Files {
  const kept = new Map<string, { readonly bytes: Uint8Array; readonly at: number }>()
  const held = new Map<string, { readonly bytes: Uint8Array; readonly at: number }>()
  return {
    async keep(bytes, name, mime) {
      const ref = refOf(bytes, name, mime)
      kept.set(ref.sha256, { bytes: Uint8Array.from(bytes), at: Date.now() })
      return ref
    },
    async open(sha256) {
      const found = kept.get(sha256)
      return found && Uint8Array.from(found.bytes)
    },
    async hold(bytes, name, mime) {
      const ref = refOf(bytes, name, mime)
      held.set(ref.sha256, { bytes: Uint8Array.from(bytes), at: Date.now() })
      return ref
    },
    async openHeld(sha256) {
      const found = held.get(sha256)
      return found && Uint8Array.from(found.bytes)
    },
    async admit(sha256) {
      const found = held.get(sha256)
      if (found) kept.set(sha256, { bytes: found.bytes, at: Date.now() })
      held.delete(sha256)
    },
    async discard(sha256) {
      held.delete(sha256)
    },
    async remove(sha256) {
      kept.delete(sha256)
    },
    async keptLongerThan(ms) {
      return [...kept].filter(([, { at }]) => Date.now() - at > ms).map(([sha256]) => sha256)
    },
    async removeOlder(sha256, ms) {
      const found = kept.get(sha256)
      return found !== undefined && Date.now() - found.at > ms && kept.delete(sha256)
    },
    async heldLongerThan(ms) {
      return [...held].filter(([, { at }]) => Date.now() - at > ms).map(([sha256]) => sha256)
    },
  }
}

/**
 * A file's name as it may be shown, sent and written to a disk: no folders, no control or direction characters, not
 * hidden, at most 120 characters with its extension kept.
 * @example safeName('../../etc/báo cáo.docx') // 'báo cáo.docx'
 */
export function safeName(name: string): string {
  const last = storableText(name).normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const plain = last.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"|?*]/gu, '').replace(/^[\s.]+|[\s.]+$/g, '')
  if (plain === '') return 'tep'
  const letters = Array.from(plain)
  if (letters.length <= nameLimit) return plain
  const extension = /\.[\p{L}\d]{1,10}$/u.exec(plain)?.[0] ?? ''
  return letters.slice(0, nameLimit - extension.length).join('') + extension
}

const refOf = (bytes: Uint8Array, name: string, mime: string): FileRef => ({
  sha256: hashOf(bytes) ?? '',
  name: safeName(name),
  mime,
  size: bytes.byteLength,
})

const hashOf = (bytes: Uint8Array | undefined): string | undefined =>
  bytes && createHash('sha256').update(bytes).digest('hex')

// Checked before a path is made of it, so that no path can leave the folder.
const isSha256 = (text: string): boolean => /^[0-9a-f]{64}$/.test(text)

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => [])

async function isOlder(path: string, ms: number): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return found !== undefined && Date.now() - found.mtimeMs > ms
}

/** As if it had been written now; false when it is not there. */
async function touch(path: string): Promise<boolean> {
  const now = new Date()
  return utimes(path, now, now).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      // A folder that cannot be written to says so when something is written.
      return error.code !== 'ENOENT'
    },
  )
}

async function bytesAt(path: string): Promise<Uint8Array | undefined> {
  try {
    // A link in the place of a file would lead out of the folder.
    const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
    try {
      return await file.readFile()
    } finally {
      await file.close()
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'ELOOP') return undefined
    throw error
  }
}

/** Under a temporary name first: a crash leaves a stray file, never half of one under its hash. */
async function writeWhole(folder: string, path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const temporary = join(folder, `.new-${randomUUID()}`)
  try {
    const file = await open(temporary, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
    await syncFolder(dirname(path))
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

/** Makes a new name in a folder durable; systems that cannot open a folder do it by themselves. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined)
  if (!folder) return
  await folder.sync().catch(() => {})
  await folder.close()
}
