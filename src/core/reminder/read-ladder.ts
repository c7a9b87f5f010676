import { z } from 'zod'
import type { Read } from '../issue.ts'
import { wanted } from '../phrase.ts'
import type { Hours } from '../plan/board.ts'
import { inOrder, placed, readYaml } from '../read-yaml.ts'
import { inspectLadder, type Ladder } from './ladder.ts'

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, wanted({ code: 'morning-time' }))
const before = z.int().min(-60).max(0)

const rung = z.strictObject({
  // `@` parts a moved rung's name from its new day, `|` the parts of a reminder's key.
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, wanted({ code: 'rung-id' })),
  days: z.int().min(-60).max(60),
  at: time.optional(),
  tell: z.array(z.enum(['focal', 'head', 'leader', 'admin'])).min(1),
  how: z.enum(['digest', 'ping']),
  attach: z.boolean().default(false),
})

const rungs = z.array(rung).min(1).max(40)

const schema = z.strictObject({
  digestAt: time,
  dayEndAt: time.optional(),
  carriedAtMost: z.int().min(0).max(24).optional(),
  backplan: z.strictObject({ open: before, answers: before, draft: before, review: before, dispatch: before }),
  rungs: z.strictObject({ task: rungs, 'check-in': rungs, contribution: rungs, report: rungs }),
})

/**
 * Reads `config/ladder.yaml` for a Board with these working hours. A rung without `at` gets the digest's time. Every
 * problem is an Issue with file and line; with any of them there is no value.
 */
export function readLadder(text: string, file: string, hours: readonly Hours[]): Read<Ladder> {
  const read = readYaml(text, file, schema)
  if (read.value === undefined) return { value: undefined, issues: read.issues }
  const { digestAt, backplan, rungs: raw, dayEndAt, carriedAtMost } = read.value
  const timed = (list: z.infer<typeof rungs>) => list.map((one) => ({ ...one, at: one.at ?? digestAt }))
  const ladder: Ladder = {
    digestAt,
    backplan,
    ...(dayEndAt === undefined ? {} : { dayEndAt }),
    ...(carriedAtMost === undefined ? {} : { carriedAtMost }),
    rungs: {
      task: timed(raw.task),
      'check-in': timed(raw['check-in']),
      contribution: timed(raw.contribution),
      report: timed(raw.report),
    },
  }
  const found = inspectLadder(ladder, hours)
  const issues = found.map(({ path, reason }) => placed({ file, lineOf: read.lineOf }, path, reason))
  return { value: issues.length === 0 ? ladder : undefined, issues: inOrder(issues) }
}
