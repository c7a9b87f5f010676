import type { Instant } from '../../core/time.ts'
import type { AnswerRow } from './answers.ts'

/** A file as it was handed in earlier. */
export interface HandedInBefore {
  readonly sha256: string
  readonly occurrenceId: string
  readonly personId: string
  readonly at: Instant
}

export interface EvidenceRecords {
  /** Of each of these files the first time that it came with an Answer to another Occurrence than `except`. */
  handedInBefore(sha256s: readonly string[], except: string): Promise<readonly HandedInBefore[]>
  /** Every revision of an Answer that was given from an instant on, oldest first. */
  answersSince(from: Instant): Promise<readonly AnswerRow[]>
}
