import type { Instant, LocalDate } from '../../core/time.ts'

/** A Unit's wish for a later day. Only one of an Occurrence is `asked` at a time. */
export interface ExtensionRow {
  readonly id: number
  readonly occurrenceId: string
  readonly status: 'asked' | 'granted' | 'refused' | 'withdrawn'
  /** The day that is asked for; once granted, the day that holds. */
  readonly extendedTo: LocalDate
  /** null: a leader or an admin has moved the day without being asked. */
  readonly askedBy: string | null
  readonly askedAt: Instant | null
  readonly reason: string | null
  readonly decidedBy: string | null
  readonly decidedAt: Instant | null
  /** The legal basis of a decision. */
  readonly basis: string | null
}

export interface NewExtension {
  readonly occurrenceId: string
  readonly extendedTo: LocalDate
  readonly askedBy: string
  readonly reason: string
}

export interface ExtensionRecords {
  /** Gives undefined and changes nothing while another wish for this Occurrence waits. */
  askExtension(wish: NewExtension, at: Instant): Promise<ExtensionRow | undefined>
  extension(id: number): Promise<ExtensionRow | undefined>
  /** All that wait for a decision, oldest first. */
  extensionsAsked(): Promise<readonly ExtensionRow[]>
  /** All wishes and moves of one Occurrence, oldest first. */
  extensionsOf(occurrenceId: string): Promise<readonly ExtensionRow[]>
  /**
   * Decides what waits; false and nothing changed when it waits no more. `newDate` is the day that is granted, null:
   * the one that was asked for. What was granted before for the same Occurrence holds no more.
   */
  decideExtension(
    id: number,
    decision: 'granted' | 'refused',
    by: string,
    at: Instant,
    basis: string | null,
    newDate: LocalDate | null,
  ): Promise<boolean>
  /** The asker takes it back; false when it waits no more. */
  withdrawExtension(id: number, at: Instant): Promise<boolean>
}
