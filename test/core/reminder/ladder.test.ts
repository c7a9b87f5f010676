import { describe, expect, it } from 'vitest'
import { stages } from '../../../src/core/reminder/ladder.ts'
import { readLadder } from '../../../src/core/reminder/read-ladder.ts'
import { board, ladder, shipped } from './office.ts'

const text = shipped('ladder.yaml')
const changed = (from: string, to: string) => {
  expect(text).toContain(from)
  return readLadder(text.replace(from, to), 'ladder.yaml', board.hours)
}
const lineOf = (part: string): number => text.slice(0, text.indexOf(part)).split('\n').length

describe('the ladder', () => {
  it('is shipped with rungs in order for every stage', () => {
    for (const stage of stages) {
      const days = ladder.rungs[stage].map((rung) => rung.days)
      expect(days).toEqual([...days].sort((a, b) => a - b))
    }
    expect(ladder.backplan).toEqual({ open: -15, answers: -5, draft: -4, review: -3, dispatch: -1 })
    expect(ladder.rungs.task[0]?.at).toBe(ladder.digestAt)
  })

  it('opens a report’s parts on the day that the back-plan names', () => {
    const open = ladder.rungs['check-in'].find(({ id }) => id === 'open')?.days ?? 0
    expect(ladder.backplan.answers + open).toBe(ladder.backplan.open)
    const dayOf = (id: string) => ladder.rungs.report.find((rung) => rung.id === id)?.days
    expect([dayOf('draft'), dayOf('review'), dayOf('dispatch')]).toEqual([-4, -3, -1])
  })

  it('refuses a time outside the Board’s hours', () => {
    const { value, issues } = changed("at: '14:00'", "at: '12:15'")
    expect(value).toBeUndefined()
    expect(issues).toMatchObject([{ code: 'ladder:outside-hours', found: '12:15', line: lineOf("at: '14:00'") }])
    expect(changed("digestAt: '07:30'", "digestAt: '17:00'").issues).toMatchObject([{ code: 'ladder:outside-hours' }])
  })

  it('refuses rungs out of order, a name twice, a back-plan that runs backwards', () => {
    expect(changed('{ id: week, days: -5', '{ id: week, days: -12').issues).toMatchObject([
      { code: 'ladder:not-monotonic', line: lineOf('{ id: week, days: -5') },
    ])
    expect(changed('{ id: week,', '{ id: open,').issues).toMatchObject([{ code: 'id:repeated', found: 'open' }])
    expect(changed('draft: -4', 'draft: -2').issues).toMatchObject([{ code: 'ladder:not-monotonic' }])
  })

  it('refuses whom it does not know, with the line', () => {
    expect(changed('tell: [focal]', 'tell: [boss]').issues).toMatchObject([{ line: lineOf('tell: [focal]') }])
    expect(changed('digestAt:', 'digestat:').issues.map(({ code }) => code)).toContain('key:unknown')
  })
})
