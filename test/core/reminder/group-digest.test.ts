import { describe, expect, it } from 'vitest'
import type { Standing } from '../../../src/core/plan/occurrence.ts'
import { dueMessages, nextMoment, prepareAgenda } from '../../../src/core/reminder/due-messages.ts'
import { groupDigests } from '../../../src/core/reminder/group-digest.ts'
import { type Instant, instantAt } from '../../../src/core/time.ts'
import { agendaOf, board, planNamed } from './office.ts'

const prepared = prepareAgenda(agendaOf([planNamed('gia-lai-2023')], instantAt('2023-01-02')))
const units = board.units.map(({ id }) => id)
const nobody = new Map<string, Standing>()
const answered = (...ids: string[]) =>
  new Map(
    ids.map((occurrenceId): [string, Standing] => [
      occurrenceId,
      { occurrenceId, status: 'answered', answeredAt: 0, answeredBy: null, extendedTo: null },
    ]),
  )
const at = (date: string, time: string, standings: ReadonlyMap<string, Standing> = nobody, of = units) =>
  groupDigests(prepared, standings, of, instantAt(date, time))
const own = (unitId: string) => [...prepared.occurrences.values()].filter((one) => one.unitId === unitId)

describe('what a Unit’s group is told', () => {
  it('names the Unit’s open matters and their days on the morning on which they are called to mind', () => {
    const [digest] = at('2023-04-13', '07:30', nobody, ['dau-tu'])
    expect(digest).toMatchObject({ unitId: 'dau-tu', day: '2023-04-13', reply: { privately: true } })
    expect(digest?.reply.choices).toBeUndefined()
    expect(digest?.reply.text.split('\n')[0]).toBe('Phòng Quản lý Đầu tư: việc đang mở ngày 13/4/2023')
    expect(digest?.reply.text).toContain('hạn 27/4/2023 (còn 10 ngày làm việc)')
    expect(digest?.about).toEqual(expect.arrayContaining([...(digest?.about ?? [])]))
    for (const id of digest?.about ?? []) expect(prepared.occurrences.get(id)?.unitId).toBe('dau-tu')
  })

  it('names no person', () => {
    for (const { reply } of at('2023-04-13', '07:30'))
      for (const { name } of board.people) expect(reply.text).not.toContain(name)
  })

  it('is silent on mornings without a reminder, in the afternoon, on days off and outside working hours', () => {
    expect(at('2023-04-14', '07:30')).toEqual([])
    expect(at('2023-04-13', '07:29')).toEqual([])
    expect(at('2023-04-13', '11:29')).not.toEqual([])
    expect(at('2023-04-13', '11:30')).toEqual([])
    expect(at('2023-04-13', '14:00')).toEqual([])
    expect(at('2023-04-15', '07:30')).toEqual([])
  })

  it('leaves out what was answered, and a Unit that has nothing left', () => {
    const mine = own('dau-tu').map(({ id }) => id)
    const [first = '', ...rest] = at('2023-04-13', '07:30', nobody, ['dau-tu'])[0]?.about ?? []
    expect(at('2023-04-13', '07:30', answered(first), ['dau-tu'])[0]?.about).toEqual(rest)
    expect(at('2023-04-13', '07:30', answered(...mine), ['dau-tu'])).toEqual([])
  })

  it('follows an Extension: its own reminders count, and its new day is named', () => {
    const [first = ''] = at('2023-04-13', '07:30', nobody, ['dau-tu'])[0]?.about ?? []
    const others = own('dau-tu').flatMap(({ id }) => (id === first ? [] : [id]))
    const standings = answered(...others)
    standings.set(first, {
      ...{ occurrenceId: first, status: 'open', answeredAt: null, answeredBy: null },
      ...{ extendedTo: '2023-05-12', extendedAt: instantAt('2023-04-13', '10:00') },
    })
    expect(at('2023-04-20', '07:30', standings, ['dau-tu'])).toEqual([])
    const mornings = ['2023-04-26', '2023-04-27', '2023-05-05', '2023-05-10'].flatMap((day) =>
      at(day, '07:30', standings, ['dau-tu']),
    )
    expect(mornings.map(({ day }) => day)).toEqual(['2023-05-05', '2023-05-10'])
    expect(mornings[0]?.reply.text).toContain('hạn 12/5/2023')
  })

  it('comes only on mornings on which somebody is reminded of that Unit’s work', () => {
    const sent = new Set<string>()
    let seen = 0
    const end: Instant = instantAt('2023-12-31')
    for (let now = nextMoment(prepared, nobody, sent, 0); now !== undefined && now < end; ) {
      const messages = dueMessages(prepared, nobody, sent, now)
      const reminded = new Set(
        messages.flatMap(({ rungs }) => rungs.map((one) => prepared.occurrences.get(one.occurrenceId)?.unitId)),
      )
      for (const { unitId } of groupDigests(prepared, nobody, units, now)) {
        seen += 1
        expect(reminded).toContain(unitId)
      }
      for (const { rungs } of messages)
        for (const one of rungs) sent.add(`${one.occurrenceId}|${one.rung}|${one.personId}`)
      now = nextMoment(prepared, nobody, sent, now)
    }
    expect(seen).toBeGreaterThan(5)
  })
})
