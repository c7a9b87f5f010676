import type { Value } from '../../core/flow/session.ts'
import type { Instant, LocalDate } from '../../core/time.ts'
import type { ChannelName } from './messages.ts'

/** What somebody did beside answering and filling in forms. */
export type OwnAct =
  | 'obstacle'
  | 'recommendation'
  | 'concern-closed'
  | 'extension-asked'
  | 'extension-decided'
  | 'deadline-moved'
  | 'promise'
  | 'instruction-given'
  | 'instruction-done'
  | 'verdict'
  | 'broadcast'
  | 'calendar'

/** Everything that is kept about one person, beside the person's consents and substitutes. */
export interface OwnData {
  readonly accounts: readonly {
    readonly channel: ChannelName
    readonly address: string
    readonly joinedAt: Instant
    readonly closedAt: Instant | null
  }[]
  readonly answers: readonly {
    readonly planId: string
    readonly title: string
    readonly revision: number
    readonly at: Instant
    readonly text: string
    readonly evidence: readonly string[]
    /** For whom it was given, where the person stood in for somebody. */
    readonly insteadOf: string | null
  }[]
  /** Each revision that the person saved, oldest first. */
  readonly forms: readonly {
    readonly title: string
    readonly revision: number
    readonly at: Instant
    readonly body: { readonly [block: string]: Value }
  }[]
  /** Oldest first; `about`: the matter's title, `day`: the day that was asked for, promised or set. */
  readonly acts: readonly {
    readonly kind: OwnAct
    readonly at: Instant
    readonly about: string | null
    readonly day: LocalDate | null
    readonly text: string
  }[]
  /** What was said to the person and what the person said, oldest first; choices by their label. */
  readonly messages: readonly {
    readonly from: 'product' | 'person'
    readonly channel: ChannelName
    readonly at: Instant
    readonly kind: string
    readonly text: string
  }[]
}

/** What an erasure took away. */
export interface Erased {
  readonly accounts: number
  readonly heard: number
  readonly said: number
  /** SHA-256 of tables (copies of own data, ledgers) that were sent in messages that are blank now. */
  readonly tables: readonly string[]
}

export interface OwnDataRecords {
  ownData(personId: string): Promise<OwnData>
  /**
   * Closes every account of a person and takes away its address; blanks what was heard from and said to the person,
   * what was not finished, and links. What stays is the office's record: answers and forms with their evidence, what was
   * raised, asked for, promised, instructed, decided and moved, what was sent to many, and that and when reminders were
   * sent. Messages that are still on their way are left; a second run takes them too.
   */
  eraseChats(personId: string, at: Instant): Promise<Erased>
  /** Whether something to the person still waits or is being sent. */
  isBeingTold(personId: string): Promise<boolean>
}
