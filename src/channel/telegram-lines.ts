import type { NumberedUpdate } from './telegram-receive.ts'
import { readUpdate } from './telegram-update.ts'
import { Stopped } from './within-time.ts'

/** `again`: it could not be taken, or one before it in its chat, and Telegram is to be asked for it once more. */
type Standing = 'under way' | 'taken' | 'again'

/**
 * Updates that are being taken: those of one chat one after another, those of different chats side by side. What
 * Telegram may forget ends before the first that has not been taken.
 */
export class TelegramLines {
  private readonly standings = new Map<number, Standing>()
  private readonly lines = new Map<string, Promise<void>>()
  private readonly receive: (update: NumberedUpdate) => Promise<void>
  private readonly failed: (error: unknown) => void
  private readonly stop: AbortSignal
  private settledUpTo: number | undefined

  constructor(parts: {
    readonly receive: (update: NumberedUpdate) => Promise<void>
    /** One could not be taken; not told when everything stops. */
    readonly failed: (error: unknown) => void
    readonly stop: AbortSignal
  }) {
    this.receive = parts.receive
    this.failed = parts.failed
    this.stop = parts.stop
  }

  /** The first update that has not been taken; undefined when Telegram holds none that was. */
  get offset(): number | undefined {
    const open = [...this.standings].flatMap(([id, standing]) => (standing === 'taken' ? [] : [id]))
    return open.length > 0 ? Math.min(...open) : this.settledUpTo
  }

  /**
   * Begins with those of a poll that are not known yet, in their order; gives whether there were any. What could not be
   * taken and is not among them, Telegram has given up. `asked`: the offset that the poll was asked with.
   */
  begin(updates: readonly NumberedUpdate[], asked: number | undefined): boolean {
    // Looked for before anything is cleared away: one may have been taken while the poll that gives it was on its way.
    const isFresh = ({ update_id: id }: NumberedUpdate): boolean => {
      const standing = this.standings.get(id)
      if (standing === 'taken') return asked !== undefined && id < asked
      return standing !== 'under way'
    }
    const fresh = updates.filter(isFresh)
    const given = new Set(updates.map(({ update_id }) => update_id))
    const last = Math.max(...given)
    for (const [id, standing] of this.standings)
      if (standing === 'again' && id < last && !given.has(id)) this.standings.delete(id)
    const first = this.offset
    // What lies before is not asked for again.
    for (const [id, standing] of this.standings)
      if (standing === 'taken' && first !== undefined && id < first) this.standings.delete(id)
    for (const update of fresh) this.enter(update)
    return fresh.length > 0
  }

  /**
   * Telegram holds nothing any more. After a quiet week it numbers anew from anywhere, and a number kept from before would
   * hide what comes.
   */
  forget(): void {
    for (const [id, standing] of this.standings) if (standing === 'again') this.standings.delete(id)
    if (this.lines.size > 0) return
    this.standings.clear()
    this.settledUpTo = undefined
  }

  /** Whether one waits to be asked for again. */
  get hasFailed(): boolean {
    return [...this.standings.values()].includes('again')
  }

  get isBusy(): boolean {
    return this.lines.size > 0
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.lines.size > 0) await Promise.all(this.lines.values())
  }

  private enter(update: NumberedUpdate): void {
    const read = readUpdate(update)
    const chat = 'address' in read ? read.address : `update ${update.update_id}`
    this.standings.set(update.update_id, 'under way')
    const line = (this.lines.get(chat) ?? Promise.resolve()).then(() => this.take(update, chat))
    this.lines.set(chat, line)
    void line.finally(() => {
      if (this.lines.get(chat) === line) {
        this.lines.delete(chat)
        this.failedIn.delete(chat)
      }
    })
  }

  /** Chats in which one could not be taken: those behind it wait for it. */
  private readonly failedIn = new Set<string>()

  private async take(update: NumberedUpdate, chat: string): Promise<void> {
    const id = update.update_id
    if (this.stop.aborted || this.failedIn.has(chat)) {
      this.standings.set(id, 'again')
      return
    }
    try {
      await this.receive(update)
      this.standings.set(id, 'taken')
      this.settledUpTo = Math.max(this.settledUpTo ?? 0, id + 1)
    } catch (error) {
      this.standings.set(id, 'again')
      this.failedIn.add(chat)
      if (!(error instanceof Stopped)) this.failed(error)
    }
  }
}
