import {
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { english } from '../text/en.ts'

/** The data folder is in use by another process. */
export class FolderHeld extends Error {
  override name = 'FolderHeld'
  readonly folder: string
  readonly pid: number
  readonly host: string
  readonly since: string

  constructor(folder: string, holder: { readonly pid: number; readonly host: string; readonly since: string }) {
    super(english.commands.folderHeld({ folder, ...holder }))
    this.folder = folder
    this.pid = holder.pid
    this.host = holder.host
    this.since = holder.since
  }
}

export interface FolderLock {
  release(): void
}

const holderSchema = z.object({
  pid: z.number().int(),
  host: z.string(),
  since: z.string(),
  /** The kernel's boot id, the process-id namespace and the start tick of the process, where the system tells them. */
  boot: z.string().nullable(),
  namespace: z.string().nullable(),
  started: z.string().nullable(),
  released: z.boolean(),
})
type Holder = z.infer<typeof holderSchema>

const beatMs = 1000
/** A holder that cannot be looked up by its process id is dead when its lock has not been touched for so long. */
const silenceMs = 5000

const heldHere = new Set<string>()

/**
 * Takes a data folder for this process. Locks are numbered files `lock.N`: the highest number counts, and the next one
 * is made by an exclusive create, so of two processes that start at once only one gets it. A lock whose process is
 * dead (also when its id belongs to another process now, or after a reboot) is followed by the next number. Where the
 * process cannot be looked up (another container), a living holder is known by the touches on its file.
 * Fails with FolderHeld when a living process has it.
 */
export async function lockFolder(folder: string, timing: { readonly silenceMs?: number } = {}): Promise<FolderLock> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = realpathSync(folder)
  const me = self()
  if (heldHere.has(path)) throw new FolderHeld(path, me)
  // Before anything is awaited: our own number in a lock means an earlier process, never this one.
  heldHere.add(path)
  try {
    return hold(path, await claim(path, me, timing.silenceMs ?? silenceMs), me)
  } catch (error) {
    heldHere.delete(path)
    throw error
  }
}

/** Makes the next number; gives it when it is ours alone. */
async function claim(path: string, me: Holder, silence: number): Promise<number> {
  for (;;) {
    const newest = generations(path).at(-1) ?? 0
    if (newest > 0) {
      const holder = await livingHolder(fileOf(path, newest), me, silence)
      if (holder) throw new FolderHeld(path, holder)
    }
    const mine = newest + 1
    if (!create(fileOf(path, mine), me)) continue
    // A slow start may have made a number that others had passed and removed meanwhile; the highest alone counts.
    if (generations(path).at(-1) !== mine) {
      rmSync(fileOf(path, mine), { force: true })
      continue
    }
    for (const old of generations(path)) if (old < mine) rmSync(fileOf(path, old), { force: true })
    return mine
  }
}

function hold(path: string, mine: number, me: Holder): FolderLock {
  const file = fileOf(path, mine)
  const beat = setInterval(() => touch(file), beatMs)
  beat.unref()
  return {
    release() {
      if (!heldHere.delete(path)) return
      clearInterval(beat)
      // The file stays, so that numbers only grow; the next holder removes it.
      writeFileSync(file, JSON.stringify({ ...me, released: true }))
    },
  }
}

const fileOf = (path: string, generation: number): string => join(path, `lock.${generation}`)

const generations = (path: string): number[] =>
  readdirSync(path)
    .map((name) => /^lock\.(\d{1,15})$/.exec(name)?.[1])
    .filter((digits) => digits !== undefined)
    .map(Number)
    .sort((a, b) => a - b)

function create(file: string, me: Holder): boolean {
  try {
    writeFileSync(file, JSON.stringify(me), { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function touch(file: string): void {
  const now = Date.now() / 1000
  try {
    utimesSync(file, now, now)
  } catch {
    // The folder was removed or is not reachable for a moment; the database will say so itself.
  }
}

/** The holder when it lives; undefined when the lock may be followed. */
async function livingHolder(file: string, me: Holder, silence: number): Promise<Holder | undefined> {
  const first = stampOf(file)
  for (let waited = 0; ; waited += 50) {
    const holder = read(file)
    if (stampOf(file) === undefined || holder?.released) return undefined
    const lives = holder ? judge(holder, me) : 'unknown'
    if (lives === 'dead') return undefined
    if (lives === 'alive') return holder
    if (holder && stampOf(file) !== first) return holder
    if (waited >= silence) return undefined
    await wait(50)
  }
}

function judge(holder: Holder, me: Holder): 'alive' | 'dead' | 'unknown' {
  if (holder.host === me.host && holder.boot !== me.boot) return 'dead'
  if (holder.boot !== me.boot || holder.namespace !== me.namespace) return 'unknown'
  if (holder.host !== me.host && holder.boot === null) return 'unknown'
  // Our own id and not held here: an earlier process of a container, which had the same number.
  if (holder.pid === me.pid) return 'dead'
  if (!runs(holder.pid)) return 'dead'
  const started = startOf(holder.pid)
  if (started === null || holder.started === null) return 'unknown'
  return started === holder.started ? 'alive' : 'dead'
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function read(file: string): Holder | undefined {
  const text = readText(file)
  if (!text) return undefined
  try {
    return holderSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

function stampOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs
}

function self(): Holder {
  return {
    pid: process.pid,
    host: hostname(),
    since: new Date().toISOString(),
    boot: readText('/proc/sys/kernel/random/boot_id'),
    namespace: linkOf('/proc/self/ns/pid'),
    started: startOf(process.pid),
    released: false,
  }
}

/** Ticks since boot at which a process started: field 22 of its `stat`; the name before it may hold spaces. */
function startOf(pid: number): string | null {
  const stat = readText(`/proc/${pid}/stat`)
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return null
  }
}

function linkOf(file: string): string | null {
  try {
    return readlinkSync(file)
  } catch {
    return null
  }
}
