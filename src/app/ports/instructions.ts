import type { Instant, LocalDate } from '../../core/time.ts'
import type { ConcernKind } from './concerns.ts'

/** Of what the Unit has been told since the instruction was given: that its last day has come, that it is past. */
export type InstructionTold = 'last-day' | 'overdue'

/** What a leader has told a Unit to do; it is followed until a leader closes it. */
export interface InstructionRow {
  readonly id: number
  readonly unitId: string
  /** The work it speaks of; null: it stands by itself. */
  readonly occurrenceId: string | null
  /** That work's title. */
  readonly title: string | null
  readonly givenBy: string
  readonly givenAt: Instant
  readonly what: string
  readonly due: LocalDate | null
  /** The Obstacle or Recommendation that it answers. */
  readonly about: { readonly kind: ConcernKind; readonly id: number } | null
  /** Who reported the outcome; null: nobody has, or it was sent back. */
  readonly doneBy: string | null
  readonly doneAt: Instant | null
  readonly outcome: string | null
  /** What a leader said when sending the outcome back. */
  readonly remark: string | null
  readonly closedBy: string | null
  readonly closedAt: Instant | null
  readonly told: InstructionTold | null
}

export type NewInstruction = Pick<InstructionRow, 'unitId' | 'occurrenceId' | 'givenBy' | 'what' | 'due' | 'about'>

export interface InstructionRecords {
  addInstruction(instruction: NewInstruction, at: Instant): Promise<InstructionRow>
  instruction(id: number): Promise<InstructionRow | undefined>
  /** All that no leader has closed, oldest first. */
  openInstructions(): Promise<readonly InstructionRow[]>
  /** Keeps the Unit's outcome; false and nothing changed when there is one already or it is closed. */
  reportInstruction(id: number, by: string, at: Instant, outcome: string): Promise<boolean>
  /** The outcome does not do: it is open again; false when there is no outcome or it is closed. */
  returnInstruction(id: number, remark: string): Promise<boolean>
  /** False when it is closed already or not there. */
  closeInstruction(id: number, by: string, at: Instant): Promise<boolean>
  noteInstructionsTold(ids: readonly number[], told: InstructionTold): Promise<void>
}
