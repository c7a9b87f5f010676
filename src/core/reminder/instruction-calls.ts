import { addWorkingDays, UnknownYear, workingDayOnOrBefore } from '../calendar.ts'
import { type Instant, instantAt, type LocalDate } from '../time.ts'
import type { OpenInstruction } from './desk.ts'
import type { Prepared } from './prepare-agenda.ts'
import { isWorkingTime, workingTimeFrom } from './working-time.ts'

/** Of what a Unit is told: that the last working day has come, that it has passed. */
export type InstructionStage = 'last-day' | 'overdue'

/** An instruction with what its Unit has been told of already. */
export interface FollowedInstruction extends OpenInstruction {
  readonly told: InstructionStage | null
}

interface InstructionCall {
  readonly instruction: FollowedInstruction
  readonly stage: InstructionStage
  readonly at: Instant
}

/** In the morning of the last working day, and of the first one after the last day. */
function momentsOf({ calendar, ladder }: Prepared, due: LocalDate): { [S in InstructionStage]: Instant } | undefined {
  try {
    const lastDay = instantAt(workingDayOnOrBefore(calendar, due), ladder.digestAt)
    return { 'last-day': lastDay, overdue: instantAt(addWorkingDays(calendar, due, 1), ladder.digestAt) }
  } catch (error) {
    if (error instanceof UnknownYear) return undefined
    throw error
  }
}

/** What is still to be said of an instruction, the next first; nothing without a day or once it is reported. */
function callsOf(prepared: Prepared, instruction: FollowedInstruction): readonly InstructionCall[] {
  const { due, reported, told, givenAt } = instruction
  const moments = due === null || reported || told === 'overdue' ? undefined : momentsOf(prepared, due)
  if (moments === undefined) return []
  const stages: InstructionStage[] = told === 'last-day' ? ['overdue'] : ['last-day', 'overdue']
  // Whoever got it on its last day has just been told.
  return stages.map((stage) => ({ instruction, stage, at: moments[stage] })).filter(({ at }) => at > givenAt)
}

/** What is to be said of instructions at `now`, in working time; of each only the newest stage. */
export function dueInstructions(
  prepared: Prepared,
  instructions: readonly FollowedInstruction[],
  now: Instant,
): readonly { readonly instruction: FollowedInstruction; readonly stage: InstructionStage }[] {
  if (!isWorkingTime(prepared.board.hours, prepared.calendar, now)) return []
  return instructions.flatMap((one) => {
    const newest = callsOf(prepared, one).findLast(({ at }) => at <= now)
    return newest === undefined ? [] : [newest]
  })
}

/** When next something is to be said of an instruction; undefined when nothing is. */
export function nextInstructionMoment(
  prepared: Prepared,
  instructions: readonly FollowedInstruction[],
  after: Instant,
): Instant | undefined {
  const moments = instructions
    .flatMap((one) => callsOf(prepared, one))
    .flatMap(({ at }) => workingTimeFrom(prepared.board.hours, prepared.calendar, Math.max(at, after)) ?? [])
  return moments.length === 0 ? undefined : Math.min(...moments)
}
