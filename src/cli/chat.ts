import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import {
  keepConversation,
  openConversation,
  type Playing,
  type Spoken,
  speak,
  writeConversation,
} from '../core/flow/conversation.ts'
import type { Flow } from '../core/flow/flow.ts'
import { readFlow } from '../core/flow/read-flow.ts'
import type { Facts, Value } from '../core/flow/session.ts'
import type { Issue, Read } from '../core/issue.ts'
import { readYaml } from '../core/read-yaml.ts'
import type { FileRef } from '../core/reply.ts'
import { type Instant, instantAt } from '../core/time.ts'
import type { Operators } from '../text/operators.ts'
import { printIssues } from './print-issues.ts'

export interface ChatOptions {
  /** Who is talking: a name for the transcript. */
  readonly as?: string
  /** Where to keep the conversation. */
  readonly save?: string
  /** The folder with `<flow>.yaml` and `samples/<flow>.facts.yaml`; the package's own by default. */
  readonly flows?: string
}

export interface ChatIo {
  readonly input: NodeJS.ReadableStream
  readonly output: { write(text: string): unknown }
}

/** Always the same instant, so that a kept conversation says the same when it is played again. */
const fixedNow: Instant = instantAt('2023-06-12', '08:10')

const ownFlows = fileURLToPath(new URL('../../flows/', import.meta.url))

const mimes: { readonly [extension: string]: string } = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.pdf': 'application/pdf',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}

const value: z.ZodType<Value> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(value), z.record(z.string(), value)]),
)

/**
 * Talks to a flow in the terminal, line by line, with the facts of `samples/<flow>.facts.yaml`. `/tep PATH` sends a
 * file, `/thoat` ends. Gives the exit code: 1 when the flow, its facts or the place to save cannot be used.
 */
export async function chat(flowId: string, options: ChatOptions, io: ChatIo, say: Operators): Promise<number> {
  const print = (line: string): void => {
    io.output.write(`${line}\n`)
  }
  const folder = options.flows ?? ownFlows
  const flow = await readOne(folder, `${flowId}.yaml`, readFlow)
  const facts = await readOne(folder, `samples/${flowId}.facts.yaml`, (text, file) =>
    readYaml<Facts>(text, file, z.record(z.string(), value)),
  )
  if (flow.value === undefined || facts.value === undefined) {
    printIssues([...flow.issues, ...facts.issues], print, say)
    return 1
  }
  const playing = await talk(flow.value, facts.value, io, { print, say })
  if (options.save === undefined) return 0
  const kept = keepConversation(flow.value, options.as ?? 'person', fixedNow, facts.value, playing)
  try {
    await writeFile(options.save, writeConversation(kept))
  } catch {
    print(say.commands.cannotBeWritten(options.save))
    return 1
  }
  print(say.commands.kept(options.save))
  return 0
}

async function readOne<T>(
  folder: string,
  name: string,
  read: (text: string, file: string) => Read<T>,
): Promise<Read<T>> {
  // A flow is named, not a path: nothing outside of the folder is read.
  if (!/^(samples\/)?[a-z][a-z0-9_-]*(\.facts)?\.yaml$/.test(name)) return missing(`flows/${name}`)
  try {
    return read(await readFile(join(folder, name), 'utf8'), `flows/${name}`)
  } catch {
    return missing(`flows/${name}`)
  }
}

const missing = (file: string): { value: undefined; issues: readonly Issue[] } => ({
  value: undefined,
  issues: [{ code: 'file:missing', file, found: file }],
})

interface Printing {
  readonly print: (line: string) => void
  readonly say: Operators
}

async function talk(flow: Flow, facts: Facts, io: ChatIo, { print, say }: Printing): Promise<Playing> {
  let playing = openConversation(flow, facts, fixedNow)
  show(playing, 0, print)
  const lines = createInterface({ input: io.input, crlfDelay: Number.POSITIVE_INFINITY })
  try {
    for await (const line of lines) {
      if (line.trim() === '/thoat') break
      const spoken = await spokenLine(line)
      const next = spoken === undefined ? undefined : speak(flow, playing, spoken, fixedNow)
      if (next === undefined) {
        print(say.commands.unreadable)
        continue
      }
      show(next, playing.lines.length + 1, print)
      playing = next
      if (playing.turn.state.at === null) break
    }
  } finally {
    lines.close()
  }
  return playing
}

async function spokenLine(line: string): Promise<Spoken | undefined> {
  const path = /^\/tep\s+(.+)$/.exec(line.trim())?.[1]
  if (path === undefined) return { person: line }
  const file = await readFileRef(path)
  return file === undefined ? undefined : { file }
}

async function readFileRef(path: string): Promise<FileRef | undefined> {
  try {
    const bytes = await readFile(path)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const mime = mimes[extname(path).toLowerCase()] ?? 'application/octet-stream'
    return { sha256, name: basename(path), mime, size: bytes.length }
  } catch {
    return undefined
  }
}

/** Prints what came since a line: texts with their choices numbered, and what would be saved. */
function show(playing: Playing, from: number, print: (line: string) => void): void {
  for (const line of playing.lines.slice(from)) {
    if ('bot' in line) {
      print(line.bot)
      for (const [index, label] of (line.choices ?? []).entries()) print(`  ${index + 1}. ${label}`)
      print('')
    } else if ('effect' in line) print(`→ ${line.effect} ${JSON.stringify(line.values)}`)
  }
}
