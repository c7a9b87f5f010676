import { z } from 'zod'
import type { AnswerBody } from '../../core/answer.ts'
import { answerSections } from '../../core/report/answer-sections.ts'

/** Characters of one text of an answer; above what any flow collects. */
const textLimit = 100_000

/** A file as it is kept with what somebody said. */
export const fileBody = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().min(1).max(255),
  mime: z.string().min(1).max(255),
  size: z.int().min(0),
})

const figure = z
  .strictObject({
    indicatorId: z.string().min(1).max(200),
    value: z.number(),
    numerator: z.number().exactOptional(),
    denominator: z.number().exactOptional(),
    remark: z.string().min(1).max(1000).exactOptional(),
  })
  .refine((one) => (one.numerator === undefined) === (one.denominator === undefined), 'both parts or none')
  .refine(
    ({ numerator, denominator }) =>
      numerator === undefined ||
      denominator === undefined ||
      (denominator > 0 && numerator >= 0 && numerator <= denominator),
    'a numerator from 0 to the denominator',
  )

const body: z.ZodType<AnswerBody> = z
  .strictObject({
    state: z.enum(['done', 'doing', 'obstacle', 'same']),
    percent: z.number().min(0).max(100).nullable(),
    text: z.string().min(1).max(textLimit),
    figures: z.array(figure).max(200),
    obstacle: z.string().min(1).max(textLimit).nullable(),
    recommendation: z.string().min(1).max(textLimit).nullable(),
    evidence: z.array(fileBody).max(200),
    sections: z.partialRecord(z.enum(answerSections), z.string().min(1).max(textLimit)).exactOptional(),
  })
  .refine((one) => new Set(one.figures.map((f) => f.indicatorId)).size === one.figures.length, 'one figure each')
  .refine((one) => (one.state === 'obstacle') === (one.obstacle !== null), 'an obstacle exactly when there is one')

/** What a flow saved, as an Answer; undefined when it is none (a flow that saves something else under this name). */
export function parseAnswer(values: unknown): AnswerBody | undefined {
  const read = body.safeParse(values)
  return read.success ? read.data : undefined
}
