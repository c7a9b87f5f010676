import type { AnswerBody, CarriedForward } from './answer.ts'
import { dateOf, type Instant } from './time.ts'

interface Earlier {
  readonly at: Instant
  readonly body: Pick<AnswerBody, 'state' | 'carried'>
}

const carriedBefore = ({ at, body }: Earlier): CarriedForward =>
  body.carried ?? { from: dateOf(at), times: body.state === 'same' ? 1 : 0 }

/** What "as in the period before" says of an Answer, given the Answer of that period; evidence that comes with it is fresh. */
export function carriedForward(previous: Earlier, freshEvidence: boolean): CarriedForward {
  const { from, times } = carriedBefore(previous)
  return { from, times: freshEvidence ? 0 : times + 1 }
}

/**
 * From when on and for how many periods the Answer of the period before stands, when it may not be carried forward once
 * more; null while it may. `most`: periods in a row, from config/ladder.yaml.
 */
export function carriedTooOften(previous: Earlier, most: number): CarriedForward | null {
  const before = carriedBefore(previous)
  return before.times >= most ? before : null
}
