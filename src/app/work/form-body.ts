import { z } from 'zod'
import type { Value } from '../../core/flow/session.ts'

/** Characters of a whole form as JSON; above what the Flows collect. */
const bodyLimit = 600_000

const value: z.ZodType<Value> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(value), z.record(z.string(), value)]),
)

/** What whoever saves a Unit's form about an Occurrence serialises: the second one is a revision of the first. */
export const formAlone = (occurrenceId: string, unitId: string): string => `form|${occurrenceId}|${unitId}`

/** What a Flow saved as a form. */
export const formBody = z
  .record(z.string().min(1).max(60), value)
  .refine((body) => JSON.stringify(body).length <= bodyLimit, 'too long')
