import { describe, expect, it } from 'vitest'
import type { Board } from '../../../src/core/plan/board.ts'
import { prepareAgenda } from '../../../src/core/reminder/due-messages.ts'
import { workList } from '../../../src/core/reminder/work-list.ts'
import { instantAt } from '../../../src/core/time.ts'
import { agendaOf, board, plans } from './office.ts'

const agenda = agendaOf(plans, instantAt('2019-01-02'))
const prepared = prepareAgenda(agenda)
/** The same office, whose leaders sit in a Unit that owes nothing. */
const apart: Board = {
  ...board,
  units: [...board.units, { ...board.units[0], id: 'lanh-dao-rieng', name: 'Lãnh đạo' } as Board['units'][number]],
  people: board.people.map((one) => (one.roles.includes('leader') ? { ...one, unitId: 'lanh-dao-rieng' } : one)),
}
const withoutOwn = prepareAgenda({ ...agenda, board: apart })
const card = { notes: new Map<string, readonly string[]>(), from: 0 }
const listOf = (person: string, date: string, of = prepared) =>
  workList(of, new Map(), person, instantAt(date, '09:00'), card)?.text ?? ''

/** Days on which much of all plans is late. */
const days = ['2022-11-15', '2023-05-12', '2023-11-14']

describe('the list of open work', () => {
  it('goes on one telephone screen for leaders without own matters, and says where all of it is', () => {
    for (const day of days)
      for (const person of ['truong-ban', 'pho-truong-ban']) {
        const text = listOf(person, day, withoutOwn)
        expect(text.length).toBeLessThanOrEqual(900)
        expect(text).toContain('Gõ /tiendo')
        expect(text).not.toMatch(/^1\. /m)
      }
  })

  it('keeps every own matter of a leader whole, and shortens what is only read', () => {
    for (const day of days) {
      const text = listOf('truong-ban', day)
      const own = text.split('\n').filter((line) => /^\d\. /.test(line))
      expect(own.length).toBeGreaterThanOrEqual(4)
      expect(text.length).toBeLessThanOrEqual(Math.max(900, own.join('\n').length + 800))
    }
  })

  it('keeps all of a Unit’s own matters', () => {
    const text = listOf('cv-van-phong', '2023-05-04')
    expect(text.length).toBeGreaterThan(1000)
    expect(text).toMatch(/^4\. /m)
    expect(text).not.toContain('Gõ /tiendo')
  })
})
