import { deepStrictEqual } from 'node:assert'
import { isAbsolute } from 'node:path'
import type { ChatLine } from '../src/app/demo/demo.ts'
import type { Channel } from '../src/app/ports/channel.ts'
import type { DocumentReader } from '../src/app/ports/document-reader.ts'
import { compose, type Running } from '../src/compose.ts'
import type { Config } from '../src/config.ts'
import { readConfiguration } from '../src/config-files.ts'
import { type Instant, parseInstant } from '../src/core/time.ts'
import { type Database, openDatabase } from '../src/store/open-database.ts'
import { silentLog } from './silent-log.ts'

/** One database for the worlds of a test file; each has a Board of its own in it, as several offices would. */
let shared: Promise<Database> | undefined
let worlds = 0

/** Closes the database of the worlds. Its timers would keep a program that is no test from ending. */
export async function endWorlds(): Promise<void> {
  const database = await shared
  shared = undefined
  await database?.close()
}

type Files = { readonly plans?: readonly string[]; readonly boardFile?: string }
/** Offices as they were read from files of the project, which no test changes. */
const offices = new Map<string, Awaited<ReturnType<typeof readConfiguration>>>()

async function officeOf(files: Files): ReturnType<typeof readConfiguration> {
  if ([...(files.plans ?? []), files.boardFile ?? ''].some(isAbsolute)) return readConfiguration(files)
  const key = JSON.stringify(files)
  const office = offices.get(key) ?? (await readConfiguration(files))
  offices.set(key, office)
  return office
}

/** What is looked at first; when nobody has read the oldest of it, as much as anybody is told between two looks. */
const linesLooked = [8, 40]

/**
 * The whole product on an in-memory database with a clock to push: what people say goes in by the chat page's channel,
 * what they are told is read message by message, and `end` fails on any message that nobody read.
 */
export class World implements AsyncDisposable {
  #running: Running
  readonly #begin: (at: Instant) => Promise<Running>
  readonly #said: () => Promise<ReadonlyMap<string, string>>
  /** Ids of lines that were read. */
  readonly #seen = new Set<string>()
  /** Counts what has happened in chats. */
  #changes = 0
  /** Chats as they were looked at last; one that has changed since is not here. */
  readonly #chats = new Map<string, readonly ChatLine[]>()

  private constructor(
    running: Running,
    begin: (at: Instant) => Promise<Running>,
    said: () => Promise<ReadonlyMap<string, string>>,
  ) {
    this.#running = running
    this.#begin = begin
    this.#said = said
    this.#follow()
  }

  #follow(): void {
    this.#demo.subscribe((event) => {
      if (event.kind !== 'chat') return
      this.#changes += 1
      this.#chats.delete(event.personId)
    })
  }

  /** The newest lines, or all when none of these has a choice with this label: an old button is pressed too. */
  async #allLines(person: string, label: string): Promise<readonly ChatLine[]> {
    const newest = await this.#chat(person)
    const isThere = newest.some(({ choices }) => choices.some((one) => one.label.startsWith(label)))
    return isThere ? newest : ((await this.#demo.chat(person)) ?? [])
  }

  async #chat(person: string): Promise<readonly ChatLine[]> {
    const known = this.#chats.get(person)
    if (known !== undefined) return known
    const changes = this.#changes
    let lines: readonly ChatLine[] = []
    for (const newest of linesLooked) {
      lines = (await this.#demo.chat(person, newest)) ?? []
      const told = lines.filter(({ from }) => from === 'product')
      if (told.length < newest || this.#seen.has(told[0]?.id ?? '')) break
    }
    if (changes === this.#changes) this.#chats.set(person, lines)
    return lines
  }

  get running(): Running {
    return this.#running
  }

  static async open(options: {
    readonly now: string
    readonly plans?: readonly string[]
    readonly boardFile?: string
    readonly config?: Partial<Config>
    readonly documents?: DocumentReader
    /** What the chat page's channel can do other than usual: `{ buttons: false }` is Zalo's form. */
    readonly can?: Partial<Channel['can']>
  }): Promise<World> {
    const office = await officeOf({
      ...(options.plans ? { plans: options.plans } : {}),
      ...(options.boardFile ? { boardFile: options.boardFile } : {}),
    })
    deepStrictEqual(office.issues, [])
    if (!office.value) throw new Error('the configuration gives no office')
    const config: Config = {
      dataDir: ':memory:',
      port: 0,
      logLevel: 'silent',
      language: 'vi',
      production: false,
      ...options.config,
    }
    shared ??= openDatabase({ dataDir: ':memory:' })
    worlds += 1
    const board = { ...office.value.board, id: `${office.value.board.id}-${worlds}` }
    const database = await shared
    const { value } = office
    const begin = async (at: Instant): Promise<Running> => {
      const running = await compose(
        config,
        { ...value, board },
        {
          database,
          clockFrom: at,
          demo: true,
          role: 'all',
          // What happens between two messages must not depend on how long they take.
          sweepsWhenMoved: true,
          log: silentLog,
          version: 'test',
          ...(options.documents === undefined ? {} : { documents: options.documents }),
          ...(options.can === undefined ? {} : { pageCan: options.can }),
        },
      )
      // What is due at once has been said before anybody looks.
      await running.app.settled()
      return running
    }
    const world = new World(await begin(instant(options.now)), begin, () => saidTo(database, board.id))
    for (const { id } of world.#demo.people()) world.#chats.set(id, [])
    await world.#forgetChanged(new Map())
    return world
  }

  /** Forgets the chats of those to or by whom something was said while nobody followed. */
  async #forgetChanged(before: ReadonlyMap<string, string>): Promise<void> {
    for (const [person, said] of await this.#said()) if (said !== before.get(person)) this.#chats.delete(person)
  }

  /** Stops the product and begins it anew on the same records, at the same moment. */
  async restart(): Promise<void> {
    const at = this.now
    const before = await this.#said()
    await this.running.close()
    this.#running = await this.#begin(at)
    this.#follow()
    await this.#forgetChanged(before)
  }

  get now(): Instant {
    return this.running.clock.now()
  }

  /** Moves the clock to an instant of the office, letting everything between happen. */
  async passTo(when: string): Promise<void> {
    await this.#demo.passTo(instant(when))
  }

  async say(person: string, text: string): Promise<void> {
    await this.#demo.say(person, text)
  }

  async sendFile(person: string, name: string, bytes: Uint8Array): Promise<void> {
    await this.#demo.sendFile(person, bytes, name, 'application/octet-stream')
  }

  /** Sends a file and waits until it has been read, if it is read at all. */
  async handIn(person: string, name: string, text: string): Promise<void> {
    await this.sendFile(person, name, new TextEncoder().encode(text))
    await this.running.app.documentsRead()
  }

  /** Presses a button of the newest message that has one with this label (or a label that starts so). */
  async press(person: string, label: string): Promise<void> {
    const lines = await this.#allLines(person, label)
    for (const line of lines.toReversed()) {
      const choice = line.choices.find((one) => one.label.startsWith(label))
      if (choice) return this.#demo.press(person, choice.outboxId, choice.index)
    }
    throw new Error(
      `${person} has no button "${label}"; the newest are: ${JSON.stringify(lines.at(-1)?.choices ?? [])}`,
    )
  }

  /** The number that somebody types on a channel without buttons for a choice of the newest message that has it. */
  async numberOf(person: string, label: string): Promise<number> {
    const lines = await this.#allLines(person, label)
    for (const line of lines.toReversed()) {
      const at = line.choices.findIndex((one) => one.label.startsWith(label))
      if (at >= 0) return at + 1
    }
    throw new Error(
      `${person} has no choice "${label}"; the newest are: ${JSON.stringify(lines.at(-1)?.choices ?? [])}`,
    )
  }

  /** The bytes of a file that somebody was sent. */
  async fileBytes(sha256: string): Promise<Uint8Array> {
    const file = await this.#demo.file(sha256)
    if (file === undefined) throw new Error(`no message, answer or report speaks of the file ${sha256}`)
    return file.bytes
  }

  /** What a person has been told since this was asked last, oldest first. */
  async read(person: string): Promise<readonly ChatLine[]> {
    const lines = (await this.#chat(person)).filter(({ id, from }) => from === 'product' && !this.#seen.has(id))
    for (const { id } of lines) this.#seen.add(id)
    return lines
  }

  /** Texts of what a person has been told since this was asked last. */
  async heard(person: string): Promise<readonly string[]> {
    return (await this.read(person)).map((line) => line.text)
  }

  /** Everything nobody has read yet, by person. */
  async unread(): Promise<Record<string, readonly string[]>> {
    const left: Record<string, readonly string[]> = {}
    for (const { id } of this.#demo.people()) {
      const texts = await this.heard(id)
      if (texts.length > 0) left[id] = texts
    }
    return left
  }

  /** The same as lines, with their buttons and files. */
  async unreadLines(): Promise<Record<string, readonly ChatLine[]>> {
    const left: Record<string, readonly ChatLine[]> = {}
    for (const { id } of this.#demo.people()) {
      const lines = await this.read(id)
      if (lines.length > 0) left[id] = lines
    }
    return left
  }

  /** Fails when somebody was told something that the scenario did not expect. */
  async end(): Promise<void> {
    deepStrictEqual(await this.unread(), {})
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.running.close()
  }

  get #demo() {
    const { demo } = this.running
    if (!demo) throw new Error('the world has no chat page')
    return demo
  }
}

/** By person: how much was said, in words that change with each message. */
async function saidTo({ db }: Database, boardId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('outbox')
    .where('board_id', '=', boardId)
    .where('person_id', 'is not', null)
    .groupBy('person_id')
    .select(({ fn }) => ['person_id', fn.countAll<number>().as('rows'), fn.count<number>('sent_at').as('sent')])
    .execute()
  return new Map(rows.map((row) => [row.person_id ?? '', `${row.rows} rows, ${row.sent} sent`]))
}

export function instant(text: string): Instant {
  const read = parseInstant(text)
  if (read === undefined) throw new Error(`no instant: ${text}`)
  return read
}
