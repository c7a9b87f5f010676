import { instructionState } from '../../core/reminder/desk.ts'
import type { Choice } from '../../core/reply.ts'
import { dateOf } from '../../core/time.ts'
import { asPart, instructionLine, reportOutcomeLabel } from '../../text/vi-desk.ts'
import type { Talk } from '../conversation/talk.ts'
import { answersFor } from '../people/standing-in.ts'
import type { InstructionRow } from '../ports/instructions.ts'
import { openInstruction } from '../reminders/read-desk.ts'

const lineLimit = 140
const labelLimit = 32

/** An instruction to the person's own Unit as a list shows it. */
export interface InstructionEntry {
  readonly row: InstructionRow
  readonly line: string
  /** Reports its outcome; null once that is done. */
  readonly choice: Choice | null
}

/** The open instructions to Units for which the person answers today, oldest first; for the list of open work. */
export async function instructionsFor(talk: Talk): Promise<readonly InstructionEntry[]> {
  const rows = (await talk.records.openInstructions()).filter(({ unitId }) => answersFor(talk, unitId))
  return rows.map((row) => ({
    row,
    line: instructionLine({
      unit: null,
      what: asPart(row.what, lineLimit),
      due: row.due,
      state: instructionState(openInstruction(row), dateOf(talk.now)),
    }),
    choice:
      row.doneAt === null
        ? { label: reportOutcomeLabel(asPart(row.what, labelLimit)), value: `instruction:${row.id}:report` }
        : null,
  }))
}
