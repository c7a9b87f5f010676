import type { FileRef } from '../../core/reply.ts'
import type { Instant, LocalDate } from '../../core/time.ts'

/** One line of a person's chat, oldest first. */
export interface ChatLine {
  /** `out-17` or `in-9`: unique and stable. */
  readonly id: string
  readonly from: 'product' | 'person'
  readonly at: Instant
  readonly text: string
  /** For a line of the product: how it came about (a reminder in the morning, an answer in the conversation, …). */
  readonly kind: 'digest' | 'ping' | 'catch-up' | 'answer' | 'notice' | null
  /** What may be pressed; `pressed` once the person has chosen it. */
  readonly choices: readonly { readonly label: string; readonly outboxId: number; readonly index: number }[]
  readonly files: readonly FileRef[]
}

export interface DuePart {
  readonly occurrenceId: string
  readonly planTitle: string
  readonly title: string
  readonly unitName: string
  readonly due: LocalDate
  /** The due day as people read it: `quý II/2022`, `27/4/2023`. */
  readonly dueText: string
  readonly status: 'answered' | 'open' | 'overdue' | 'cancelled'
  readonly answeredBy: string | null
  readonly late: boolean
}

export interface ReportLine {
  readonly occurrenceId: string
  readonly planTitle: string
  readonly title: string
  readonly unitName: string
  readonly due: LocalDate
  readonly status: 'collecting' | 'draft' | 'returned' | 'approved' | 'issued' | 'overdue'
  readonly asked: number
  readonly answered: number
  /** Names of Units that have not answered everything. */
  readonly missing: readonly string[]
  /** The newest compiled file, if any; a draft of this moment is always to be had by `draftOf`. */
  readonly file: FileRef | null
  readonly draft: number
}

/** What the Board looks like at this moment: answered, due, missing, and the reports. */
export interface Overview {
  readonly now: Instant
  readonly boardName: string
  /** Everything asked by now and due within sight, nearest first. */
  readonly dues: readonly DuePart[]
  readonly reports: readonly ReportLine[]
}

/** What happened, so that an open page can ask again: lines of a person's chat, or the overview. */
export type DemoEvent = { readonly kind: 'chat'; readonly personId: string } | { readonly kind: 'overview' }

/** What the local chat page needs: the visitor plays anybody of the sample Board and moves the clock. */
export interface Demo {
  people(): readonly {
    readonly id: string
    readonly name: string
    readonly unitName: string
    readonly roles: readonly string[]
  }[]
  /** The newest lines of a person's chat (200 of each side unless told), oldest first; undefined for no such person. */
  chat(personId: string, newest?: number): Promise<readonly ChatLine[] | undefined>
  overview(): Promise<Overview>
  say(personId: string, text: string): Promise<void>
  press(personId: string, outboxId: number, index: number): Promise<void>
  /** Takes a file; one that is too large or of a forbidden kind is answered in the chat. */
  sendFile(personId: string, bytes: Uint8Array, name: string, mime: string): Promise<void>
  /** A file that this page may show: evidence or a report. */
  file(sha256: string): Promise<{ readonly ref: FileRef; readonly bytes: Uint8Array } | undefined>
  /** Compiles a report of this moment, without keeping it. */
  draftOf(occurrenceId: string): Promise<{ readonly ref: FileRef; readonly bytes: Uint8Array } | undefined>
  now(): Instant
  /** When the next message is due; undefined when none is left. */
  nextEvent(): Promise<Instant | undefined>
  /** Moves the clock forward to an instant and lets everything between happen; gives false for a past one. */
  passTo(instant: Instant): Promise<boolean>
  /** Calls back after each change; gives the way to stop. */
  subscribe(listener: (event: DemoEvent) => void): () => void
}
