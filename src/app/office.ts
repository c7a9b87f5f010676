import type { Calendar } from '../core/calendar.ts'
import type { Flow } from '../core/flow/flow.ts'
import type { Board } from '../core/plan/board.ts'
import type { Plan } from '../core/plan/plan.ts'
import type { Ladder } from '../core/reminder/ladder.ts'

/** What the configuration folder says: read and checked at the start, the same until the next one. */
export interface Office {
  readonly board: Board
  readonly plans: readonly Plan[]
  readonly calendar: Calendar
  readonly ladder: Ladder
  /** By Flow id. */
  readonly flows: ReadonlyMap<string, Flow>
}
