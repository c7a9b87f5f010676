import { describe, expect, it } from 'vitest'
import type { Board } from '../../../src/core/plan/board.ts'
import type { Standing } from '../../../src/core/plan/occurrence.ts'
import type { PlannedMessage } from '../../../src/core/reminder/agenda.ts'
import { reminderKey } from '../../../src/core/reminder/agenda.ts'
import { dueMessages, nextMoment, prepareAgenda } from '../../../src/core/reminder/due-messages.ts'
import { workList } from '../../../src/core/reminder/work-list.ts'
import { dateOf, type Instant, instantAt } from '../../../src/core/time.ts'
import { agendaOf, board, planNamed } from './office.ts'

const giaLai = planNamed('gia-lai-2023')
const agenda = agendaOf([giaLai], instantAt('2023-01-02'))
const prepared = prepareAgenda(agenda)
const report = 'gia-lai-2023/bao-cao-6-thang/once/van-phong'
const parts = prepared.parts.get(report) ?? []
const nobody = new Map<string, Standing>()

const standing = (occurrenceId: string, change: Partial<Standing> = {}): Standing => ({
  occurrenceId,
  status: 'answered',
  answeredAt: 0,
  answeredBy: null,
  extendedTo: null,
  ...change,
})
const standings = (...all: Standing[]) => new Map(all.map((one) => [one.occurrenceId, one]))
const keysOf = (messages: readonly PlannedMessage[]) =>
  messages.flatMap((m) => m.rungs.map((rung) => reminderKey(rung.occurrenceId, rung.rung, m.personId)))

/** All that was sent by a server that ran until just before `now`. */
function sentBefore(now: Instant, told = nobody, from = prepared): Set<string> {
  const sent = new Set<string>()
  for (let at = nextMoment(from, told, sent, 0); at !== undefined && at < now; at = nextMoment(from, told, sent, at))
    for (const key of keysOf(dueMessages(from, told, sent, at))) sent.add(key)
  return sent
}
function at(date: string, time: string, told = nobody, from = prepared) {
  const now = instantAt(date, time)
  return dueMessages(from, told, sentBefore(now, told, from), now)
}
const to = (person: string, messages: readonly PlannedMessage[]) => messages.find((m) => m.personId === person)

describe('the morning’s digest', () => {
  it('opens the collection fifteen working days before the report', () => {
    expect(at('2023-04-12', '07:30')).toEqual([])
    const message = to('cv-dau-tu', at('2023-04-13', '07:30'))
    expect(message?.kind).toBe('digest')
    expect(message?.reply.text).toContain('hạn 27/4/2023 (còn 10 ngày làm việc)')
    expect(message?.reply.text).toMatch(/^1\. /m)
    const values = message?.reply.choices?.map(({ value }) => value)
    expect(values).toEqual(parts.filter((p) => p.unitId === 'dau-tu').map(({ id }) => `open:${id}`))
  })

  it('leaves out what has been answered and who has answered everything', () => {
    const mine = parts.filter((part) => part.unitId === 'dau-tu')
    const [first, ...rest] = mine
    const one = to('cv-dau-tu', at('2023-04-20', '07:30', standings(standing(first?.id ?? ''))))
    expect(one?.reply.choices).toHaveLength(rest.length)
    expect(to('cv-dau-tu', at('2023-04-20', '07:30', standings(...mine.map((p) => standing(p.id)))))).toBeUndefined()
  })

  it('says in one message everything that one person has open', () => {
    const messages = at('2023-04-28', '07:30')
    expect(new Set(messages.map(({ personId }) => personId)).size).toBe(messages.length)
    const focal = to('cv-van-phong', messages)
    expect(focal?.attach).toEqual([report])
    expect(focal?.reply.text).toContain('quá hạn 1 ngày làm việc')
    expect(focal?.reply.text).toContain('dự thảo gửi kèm')
  })

  it('pings once on the last day in the afternoon', () => {
    const message = to('cv-dau-tu', at('2023-04-27', '14:00'))
    expect(message?.kind).toBe('ping')
    expect(message?.reply.text).toContain('Hôm nay là ngày cuối')
  })

  it('tells the head of a late Unit, with the focal person’s name', () => {
    const answered = parts.filter((part) => part.unitId !== 'moi-truong').map((part) => standing(part.id))
    const messages = at('2023-04-28', '07:30', standings(...answered))
    const head = board.people.find((p) => p.unitId === 'moi-truong' && p.roles.includes('head'))
    const focal = board.people.find((p) => p.unitId === 'moi-truong' && p.roles.includes('focal'))
    const text = to(head?.id ?? '', messages)?.reply.text
    expect(text).toContain(`đầu mối: ${focal?.name}`)
    expect(text).toContain('quá hạn 1 ngày làm việc')
    expect(to('tp-dau-tu', messages)).toBeUndefined()
  })

  it('shows the leader who is missing, with the draft and what to decide', () => {
    const answered = parts.filter((part) => part.unitId !== 'moi-truong').map((part) => standing(part.id))
    const leader = to('truong-ban', at('2023-05-04', '07:30', standings(...answered)))
    expect(leader?.attach).toEqual([report])
    expect(leader?.reply.text).toContain('8/9 đơn vị đã trả lời; còn thiếu: Phòng Tài nguyên và Môi trường')
    expect(leader?.reply.choices?.map(({ value }) => value)).toEqual([`approve:${report}`, `return:${report}`])
  })

  it('asks nobody to approve twice, and says what is left to do', () => {
    const approved = standings(standing(report, { status: 'open', approved: true }))
    const leader = to('truong-ban', at('2023-05-08', '07:30', approved))
    expect(leader?.reply.text).toContain('đã duyệt, còn ký và phát hành')
    expect(leader?.reply.choices).toBeUndefined()
  })

  it('lets go of late parts once their report has been issued', () => {
    expect(at('2023-05-09', '07:30').length).toBeGreaterThan(0)
    expect(at('2023-05-09', '07:30', standings(standing(report)))).toEqual([])
  })
})

describe('when nothing may be said', () => {
  const open = instantAt('2023-04-13', '07:30')

  it.each([
    '2023-04-13 07:29',
    '2023-04-13 11:30',
    '2023-04-13 12:00',
    '2023-04-13 17:00',
    '2023-04-15 09:00',
    '2023-05-03 09:00',
  ])('is silent at %s', (moment) => {
    const [date = '', time] = moment.split(' ')
    expect(dueMessages(prepared, nobody, new Set(), instantAt(date, time))).toEqual([])
  })

  it('waits for the next working hour', () => {
    const sent = new Set<string>()
    expect(nextMoment(prepared, nobody, sent, instantAt('2023-04-28', '17:30'))).toBe(instantAt('2023-05-04', '07:30'))
    expect(nextMoment(prepared, nobody, sent, instantAt('2023-04-28', '11:45'))).toBe(instantAt('2023-04-28', '13:30'))
    expect(nextMoment(prepared, nobody, sent, instantAt('2023-01-02'))).toBe(open)
    expect(nextMoment(prepared, nobody, sent, open, () => false)).toBeUndefined()
  })

  it('gives no message in a year without a calendar', () => {
    expect(dueMessages(prepared, nobody, new Set(), instantAt('2030-03-04', '09:00'))).toEqual([])
    expect(nextMoment(prepared, nobody, new Set(), instantAt('2030-03-04', '09:00'))).toBeUndefined()
  })
})

describe('a deadline that a new version of its plan moves', () => {
  const movedAt = instantAt('2023-04-26', '10:00')
  const later = {
    ...giaLai,
    duties: giaLai.duties.map((duty) =>
      duty.id === 'bao-cao-6-thang'
        ? { ...duty, due: { kind: 'before', date: '2023-06-20', phrase: 'trước ngày 20/6/2023' } as const }
        : duty,
    ),
  }
  const now = prepareAgenda(agendaOf([later], instantAt('2023-01-02')))
  const moved = [...prepared.occurrences.values()].filter((one) => now.occurrences.get(one.id)?.due !== one.due)
  const told = standings(...moved.map(({ id }) => standing(id, { status: 'open', answeredAt: null, movedAt })))
  /** What is sent from the move on to the day, with what had been sent before. */
  const sinceMove = (until: string): readonly { readonly at: Instant; readonly message: PlannedMessage }[] => {
    const sent = sentBefore(movedAt)
    const out: { at: Instant; message: PlannedMessage }[] = []
    const end = instantAt(until)
    for (let next = nextMoment(now, told, sent, movedAt); next !== undefined && next < end; ) {
      for (const message of dueMessages(now, told, sent, next)) {
        out.push({ at: next, message })
        for (const key of keysOf([message])) sent.add(key)
      }
      next = nextMoment(now, told, sent, next)
    }
    return out
  }

  it('is reminded of again at the new day, although every rung had been sent for the old one', () => {
    const focal = sinceMove('2023-06-08').filter(({ message }) => message.personId === 'cv-dau-tu')
    expect(focal.map(({ at, message }) => [dateOf(at), message.kind])).toEqual([
      ['2023-05-29', 'digest'],
      ['2023-06-05', 'digest'],
    ])
    expect(focal[0]?.message.reply.text).toContain('hạn 12/6/2023')
    expect(focal[0]?.message.rungs.every(({ rung }) => rung.endsWith('@2023-06-12'))).toBe(true)
  })

  it('says nothing of the old day, and nothing twice', () => {
    const all = sinceMove('2023-06-20')
    expect(all.filter(({ at }) => at < instantAt('2023-05-26'))).toEqual([])
    const keys = all.flatMap(({ message }) => keysOf([message]))
    expect(new Set(keys).size).toBe(keys.length)
  })
})

describe('an Extension', () => {
  const mine = parts.find((part) => part.unitId === 'moi-truong')
  const id = mine?.id ?? ''
  const others = parts.filter((part) => part.id !== id).map((part) => standing(part.id))
  const extended = standings(
    ...others,
    standing(id, { status: 'open', extendedTo: '2023-05-06', extendedAt: instantAt('2023-04-26', '09:00') }),
  )

  it('is not late on the old day, and is reminded of by the new one', () => {
    const focal = board.people.find((p) => p.unitId === 'moi-truong' && p.roles.includes('focal'))?.id ?? ''
    const sent = sentBefore(instantAt('2023-04-26', '09:00'))
    const keys: string[] = []
    for (const [date, time] of [
      ['2023-04-27', '14:00'],
      ['2023-04-28', '07:30'],
      ['2023-05-04', '07:30'],
      ['2023-05-05', '14:00'],
    ] as const) {
      const messages = dueMessages(prepared, extended, sent, instantAt(date, time)).filter((m) => m.personId === focal)
      for (const message of messages) {
        expect(message.kind).not.toBe('catch-up')
        for (const rung of message.rungs) keys.push(`${date} ${rung.rung}`)
      }
      for (const key of keysOf(dueMessages(prepared, extended, sent, instantAt(date, time)))) sent.add(key)
    }
    expect(keys).toEqual(['2023-04-28 soon@2023-05-06', '2023-05-05 last-day@2023-05-06'])
  })
})

describe('a role that nobody fills', () => {
  const without = (...roles: string[]): Board => ({
    ...board,
    people: board.people.filter((person) => !person.roles.some((role) => roles.includes(role))),
  })
  const told = (changed: Board) => prepareAgenda({ ...agenda, board: changed })

  it('is stood in for by the head, then by the admin', () => {
    const noFocal = at('2023-04-13', '07:30', nobody, told(without('focal')))
    expect(to('tp-dau-tu', noFocal)?.reply.choices?.length).toBeGreaterThan(0)
    const nobodyThere = at('2023-04-13', '07:30', nobody, told(without('focal', 'head')))
    expect(nobodyThere.map(({ personId }) => personId)).toEqual(['quan-tri'])
    expect(nobodyThere[0]?.reply.text).toContain('Phòng Quản lý Đầu tư')
  })

  it('lets the admin hear what a leader would', () => {
    expect(to('quan-tri', at('2023-05-04', '07:30', nobody, told(without('leader'))))).toBeDefined()
  })

  it('is an Issue when nobody is left at all', () => {
    const { issues } = told({ ...board, people: [] })
    expect(issues.map(({ code }) => code)).toContain('board:role-missing')
  })
})

describe('the list on request', () => {
  it('shows a Unit’s people what is open, and nothing before it opens', () => {
    expect(workList(prepared, nobody, 'cv-dau-tu', instantAt('2023-03-01', '09:00'))).toBeUndefined()
    const list = workList(prepared, nobody, 'cv-dau-tu', instantAt('2023-04-15', '20:00'))
    expect(list?.text).toContain('1. ')
    expect(list?.choices?.every(({ value }) => value.startsWith('open:'))).toBe(true)
  })

  it('shows a leader the reports in the making', () => {
    const list = workList(prepared, nobody, 'truong-ban', instantAt('2023-04-20', '09:00'))
    expect(list?.text).toContain('0/9 đơn vị đã trả lời')
  })

  it('shows a stranger nothing', () => {
    expect(workList(prepared, nobody, 'nobody', instantAt('2023-04-20', '09:00'))).toBeUndefined()
  })
})

describe('a counted period that ends on a day off', () => {
  const counted = {
    ...giaLai,
    id: 'counted',
    period: { from: '2022-01-01', to: '2022-12-31' },
    duties: [],
    tasks: [
      {
        id: 'reply',
        what: 'Trả lời kiến nghị',
        section: 'Mục',
        lead: ['dau-tu'],
        coordinating: [],
        indicators: [],
        // Ends on Saturday 30/4, a holiday; the next working day is 4/5.
        due: { kind: 'relative', after: '2022-04-20', event: '', count: 10, unit: 'day', phrase: '' },
      },
    ],
  } as const
  const own = prepareAgenda(agendaOf([counted], instantAt('2022-01-01')))

  it('is reminded of on the last working day before, and late only after the day to which the law moves it', () => {
    expect(to('cv-dau-tu', at('2022-04-29', '14:00', nobody, own))?.kind).toBe('ping')
    expect(at('2022-05-04', '07:30', nobody, own)).toEqual([])
    const late = to('cv-dau-tu', at('2022-05-05', '07:30', nobody, own))
    expect(late?.reply.text).toContain('quá hạn 1 ngày làm việc')
  })
})
