import { describe, expect, it } from 'vitest'
import { readPlan } from '../../../src/core/intake/read-plan.ts'
import { labelledPlans, ownPlans } from './labelled-plans.ts'
import { overlap, Passages } from './passages.ts'
import { ratio, type Share, scoreReading, together } from './score.ts'

const plans = labelledPlans(ownPlans)

describe('the labels of our own plans', () => {
  it('are there for at least twenty-two whole plans', () => {
    expect(plans.length).toBeGreaterThanOrEqual(22)
    expect(plans.filter(({ text }) => text.length < 2500).map(({ name }) => name)).toEqual([])
  })

  it.each(plans)('$name: every quote stands in the text', ({ text, labels }) => {
    const passages = new Passages(text)
    const all = [...labels.deadlines, ...labels.indicators, ...labels.notDeadlines, ...labels.optional]
    expect(all.filter((passage) => passages.every(passage).length === 0)).toEqual([])
  })

  it.each(plans)('$name: a deadline has the days its kind asks for', ({ labels }) => {
    for (const { quote, kinds, due, from } of labels.deadlines) {
      const dayless = kinds.every((kind) => kind === 'recurring' || kind === 'continuous' || kind === 'relative')
      expect(due === null, quote).toBe(dayless)
      if (from !== null && from !== 'any') expect(kinds.includes('within') && from <= (due ?? from), quote).toBe(true)
    }
  })

  it.each(plans)('$name: nothing is both a deadline and none', ({ text, labels }) => {
    const passages = new Passages(text)
    const forbidden = labels.notDeadlines.flatMap((passage) => passages.every(passage))
    const both = labels.deadlines.filter((label) => {
      const place = passages.one(label)
      return place !== undefined && forbidden.some((other) => overlap(place, other))
    })
    expect(both).toEqual([])
  })
})

describe('reading our own plans', () => {
  const read = plans.map(({ name, text, labels }) => ({ name, score: scoreReading(text, readPlan(text), labels) }))
  const misses = read
    .filter(({ score }) => score.misses.length > 0)
    .map(({ name, score }) => `${name}\n  ${score.misses.join('\n  ')}`)
    .join('\n')
  const over = (pick: (score: (typeof read)[number]['score']) => Share): number =>
    ratio(together(read.map(({ score }) => pick(score))))
  const heads = (key: 'number' | 'issued' | 'issuer'): number =>
    read.filter(({ score }) => score[key]).length / read.length

  it.each([
    ['finds deadlines with the right day', () => over(({ dated }) => dated), 0.95],
    ['takes hardly anything that is no deadline', () => over(({ precision }) => precision), 0.95],
    ['recognises reports', () => over(({ reports }) => reports), 0.9],
    ['finds indicators with operator, value and unit', () => over(({ indicators }) => indicators), 0.85],
    ['reads the number', () => heads('number'), 0.95],
    ['reads the date', () => heads('issued'), 0.95],
    ['reads the issuer', () => heads('issuer'), 0.95],
  ] as const)('%s', (_, share, bar) => {
    expect(share(), misses).toBeGreaterThanOrEqual(bar)
  })
})
