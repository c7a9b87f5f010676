import { describe, expect, it } from 'vitest'
import type { Board } from '../../../src/core/plan/board.ts'
import { dueMessages, prepareAgenda } from '../../../src/core/reminder/due-messages.ts'
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

  it('has at each number the choice that opens what stands there, in every message and beside any decisions', () => {
    const several: Board = {
      ...board,
      people: board.people.map((one) => ({ ...one, roles: [...new Set([...one.roles, 'focal', 'leader'] as const)] })),
    }
    const everything = prepareAgenda({ ...agenda, board: several })
    let seen = 0
    for (const day of days.slice(0, 2)) {
      const now = instantAt(day, '09:00')
      const given = dueMessages(everything, new Map(), new Set(), now).map(({ reply }) => reply)
      const ids = ['truong-ban', 'cv-van-phong', 'quan-tri', 'cv-dau-tu']
      const lists = ids.flatMap((id) =>
        [0, 4, 8].flatMap((from) => workList(everything, new Map(), id, now, { ...card, from }) ?? []),
      )
      for (const { text, choices = [] } of [...given, ...lists]) {
        const numbers = text.split('\n').flatMap((line) => /^(\d+)\. /.exec(line)?.[1] ?? [])
        seen += numbers.length
        expect(numbers).toEqual(numbers.map((_, index) => String(index + 1)))
        for (const number of numbers) expect(choices[Number(number) - 1]?.value).toMatch(/^open:/)
        const values = choices.map(({ value }) => value)
        for (const value of values)
          if (value.startsWith('approve:')) expect(values).toContain(value.replace('approve:', 'return:'))
      }
    }
    expect(seen).toBeGreaterThan(100)
  })
})
