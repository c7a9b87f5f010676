import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reminderKey } from '../../../src/core/reminder/agenda.ts'
import { emptyDesk } from '../../../src/core/reminder/desk.ts'
import { dueMessages, nextMoment, prepareAgenda } from '../../../src/core/reminder/due-messages.ts'
import { rehearse } from '../../../src/core/reminder/rehearse.ts'
import { type Substitution, standInFor, standsInFor } from '../../../src/core/reminder/substitution.ts'
import { workList } from '../../../src/core/reminder/work-list.ts'
import { addDays, dateOf, instantAt } from '../../../src/core/time.ts'
import { agendaOf, planNamed } from './office.ts'

const plan = planNamed('gia-lai-2023')
const from = instantAt('2023-04-20')
const to = instantAt('2023-05-12')
const agenda = agendaOf([plan], from)
const away = (personId: string, substituteId: string, first: string, last: string): Substitution => ({
  personId,
  substituteId,
  from: first,
  to: last,
})

describe('whoever stands in', () => {
  it('is told from the first to the last day, and nobody else', () => {
    const rows = [away('a', 'b', '2023-05-02', '2023-05-04')]
    expect(['2023-05-01', '2023-05-02', '2023-05-04', '2023-05-05'].map((day) => standInFor(rows, 'a', day))).toEqual([
      'a',
      'b',
      'b',
      'a',
    ])
    expect(standsInFor(rows, 'b', '2023-05-03')).toEqual(['a'])
    expect(standsInFor(rows, 'b', '2023-05-05')).toEqual([])
  })

  it('hands on what came to them when they are away too, and keeps their own in a ring', () => {
    const days = ['2023-05-02', '2023-05-04'] as const
    const chain = [away('a', 'b', ...days), away('b', 'c', ...days)]
    expect(standInFor(chain, 'a', '2023-05-03')).toBe('c')
    expect(standsInFor(chain, 'c', '2023-05-03')).toEqual(['a', 'b'])
    const ring = [...chain, away('c', 'a', ...days)]
    expect(['a', 'b', 'c'].map((id) => standInFor(ring, id, '2023-05-03'))).toEqual(['a', 'b', 'c'])
  })

  it('is somebody for everybody, whatever was written down', () => {
    const person = fc.constantFrom('a', 'b', 'c', 'd')
    const row = fc
      .tuple(person, person, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }))
      .filter(([who, by]) => who !== by)
      .map(([who, by, first, length]) => {
        const begins = addDays('2023-05-01', first)
        return away(who, by, begins, addDays(begins, length))
      })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), fc.integer({ min: 0, max: 20 }), (rows, after) => {
        const day = addDays('2023-05-01', after)
        for (const who of ['a', 'b', 'c', 'd']) {
          const told = standInFor(rows, who, day)
          expect(told === who || standsInFor(rows, told, day).includes(who)).toBe(true)
        }
      }),
    )
  })
})

describe('reminders while somebody is away', () => {
  const substitutions = [away('cv-dau-tu', 'tp-dau-tu', '2023-04-24', '2023-04-28')]

  it('go to the substitute instead, who is told for whom, and come back afterwards', () => {
    const messages = rehearse({ ...agenda, substitutions }, from, to)
    const during = (at: number): boolean => dateOf(at) >= '2023-04-24' && dateOf(at) <= '2023-04-28'
    const toAway = messages.filter(({ personId }) => personId === 'cv-dau-tu')
    expect(toAway.filter(({ at }) => during(at))).toEqual([])
    expect(toAway.length).toBeGreaterThan(0)
    const instead = messages.filter(({ personId, at }) => personId === 'tp-dau-tu' && during(at))
    expect(instead[0]?.reply.text).toMatch(/hạn 27\/4\/2023[^\n]*; thay Chuyên viên Phòng Quản lý Đầu tư/)
    expect(instead[0]?.reply.choices?.length).toBeGreaterThan(0)
    for (const { reply } of messages.filter(({ at }) => !during(at))) expect(reply.text).not.toContain('; thay ')
  })

  it('are the same ones: none twice, none lost, each under the name of the person it belongs to', () => {
    const keysOf = (messages: ReturnType<typeof rehearse>): string[] =>
      messages
        .flatMap(({ rungs }) => rungs.map((rung) => reminderKey(rung.occurrenceId, rung.rung, rung.personId)))
        .sort()
    const people = agenda.board.people.map(({ id }) => id)
    const row = fc
      .tuple(fc.constantFrom(...people), fc.constantFrom(...people), fc.integer({ min: 0, max: 20 }), fc.nat(9))
      .filter(([who, by]) => who !== by)
      .map(([who, by, first, length]) => {
        const begins = addDays('2023-04-20', first)
        return away(who, by, begins, addDays(begins, length))
      })
    const plainly = keysOf(rehearse(agenda, from, to))
    expect(new Set(plainly).size).toBe(plainly.length)
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), (rows) => {
        expect(keysOf(rehearse({ ...agenda, substitutions: rows }, from, to))).toEqual(plainly)
      }),
      { numRuns: 10 },
    )
  })

  it('are rehearsed as a server sends them minute by minute', () => {
    const prepared = prepareAgenda({ ...agenda, substitutions })
    const sent = new Set<string>()
    const served = []
    for (let now = nextMoment(prepared, agenda.standings, sent, from); now !== undefined && now <= to; ) {
      const messages = dueMessages(prepared, agenda.standings, sent, now, emptyDesk)
      expect(messages.length).toBeGreaterThan(0)
      for (const { rungs } of messages)
        for (const rung of rungs) sent.add(reminderKey(rung.occurrenceId, rung.rung, rung.personId))
      served.push(...messages)
      now = nextMoment(prepared, agenda.standings, sent, now)
    }
    expect(served).toEqual(rehearse({ ...agenda, substitutions }, from, to))
  })

  it('leave the list of open work as it is for others, and add the work of the one who is away', () => {
    const prepared = prepareAgenda({
      ...agenda,
      substitutions: [away('cv-dau-tu', 'cv-doanh-nghiep', '2023-04-24', '2023-04-28')],
    })
    const during = instantAt('2023-04-25', '09:00')
    const list = workList(prepared, agenda.standings, 'cv-doanh-nghiep', during)
    expect(list?.text).toContain('; thay Chuyên viên Phòng Quản lý Đầu tư')
    const own = workList(prepareAgenda(agenda), agenda.standings, 'cv-doanh-nghiep', during)
    expect(list?.choices?.length).toBeGreaterThan(own?.choices?.length ?? 0)
    const after = instantAt('2023-05-02', '09:00')
    expect(workList(prepared, agenda.standings, 'cv-doanh-nghiep', after)?.text ?? '').not.toContain('; thay ')
  })
})
