import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readPlan } from '../../../src/core/intake/read-plan.ts'
import { examplePlans, labelledPlans } from './labelled-plans.ts'
import { overlap, Passages } from './passages.ts'
import { scoreReading } from './score.ts'

const present = existsSync(examplePlans)
const plans = present ? labelledPlans(examplePlans) : []

describe.skipIf(!present)('the example plans', () => {
  it('are all there', () => {
    expect(plans.map(({ name }) => name.slice(0, 3))).toEqual(['000', '001', '002', '003'])
  })

  it.each(plans)('$name: every deadline, date, kind and indicator is found', ({ text, labels }) => {
    const score = scoreReading(text, readPlan(text), labels)
    const all = { right: labels.deadlines.length, of: labels.deadlines.length }
    expect({ found: score.found, dated: score.dated, kinds: score.kinds }, score.misses.join('\n')).toEqual({
      found: all,
      dated: all,
      kinds: all,
    })
    expect(score.reports.right, score.misses.join('\n')).toBe(score.reports.of)
    expect(score.indicators.right, score.misses.join('\n')).toBe(score.indicators.of)
  })

  it.each(plans)('$name: nothing else is taken for a deadline', ({ text, labels }) => {
    const score = scoreReading(text, readPlan(text), labels)
    expect(score.taken, score.misses.join('\n')).toBe(0)
    expect(score.precision.right, score.misses.join('\n')).toBe(score.precision.of)
  })

  it.each(plans)('$name: number, date, issuer and period are read', ({ text, labels }) => {
    const { number, issued, issuer, period, misses } = scoreReading(text, readPlan(text), labels)
    expect({ number, issued, issuer, period }, misses.join('\n')).toEqual({
      number: true,
      issued: true,
      issuer: true,
      period: true,
    })
  })

  it.each(plans.filter(({ labels }) => labels.deadlines.length === 0))(
    '$name states no deadline, and none is invented',
    ({ text, labels }) => {
      const passages = new Passages(text)
      const optional = labels.optional.flatMap((passage) => passages.every(passage))
      const invented = readPlan(text).items.filter((item) => !optional.some((place) => overlap(item.at, place)))
      expect(invented).toEqual([])
    },
  )
})
