import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWorkingDay } from '../../../src/core/calendar.ts'
import { type PlannedMessage, reminderKey } from '../../../src/core/reminder/agenda.ts'
import { emptyDesk } from '../../../src/core/reminder/desk.ts'
import { dueMessages, nextMoment, prepareAgenda } from '../../../src/core/reminder/due-messages.ts'
import { rehearse } from '../../../src/core/reminder/rehearse.ts'
import { dateOf, type Instant, instantAt, timeOf } from '../../../src/core/time.ts'
import { shortTitle } from '../../../src/text/vi-reminder.ts'
import { describeWhole } from '../../whole.ts'
import { agendaOf, board, calendar, planNamed, plans } from './office.ts'

const minute = 60_000
const day = 24 * 60 * minute
const keysOf = (messages: readonly PlannedMessage[]) =>
  messages.flatMap((m) => m.rungs.map((rung) => reminderKey(rung.occurrenceId, rung.rung, m.personId)))
const agenda = agendaOf(plans, instantAt('2019-01-01'))
const all = prepareAgenda(agenda)
const everything = rehearse(agenda, instantAt('2019-01-01'), instantAt('2026-06-30'))

describe('a rehearsal of the shipped plans', () => {
  it('never speaks outside working hours or on days off', () => {
    expect(everything.length).toBeGreaterThan(300)
    for (const { at } of everything) {
      expect(isWorkingDay(calendar, dateOf(at))).toBe(true)
      expect(board.hours.some(({ from, to }) => timeOf(at) >= from && timeOf(at) < to)).toBe(true)
    }
  })

  it('gives every reminder once', () => {
    const keys = keysOf(everything)
    expect(new Set(keys).size).toBe(keys.length)
    expect(new Set(everything.map(({ key }) => key)).size).toBe(everything.length)
    expect(new Set(keys)).toEqual(new Set(all.calls.map(({ key }) => key)))
  })

  it('gives no rung but the overdue ones after the last working day', () => {
    for (const { rungs, at } of everything)
      for (const { occurrenceId, rung } of rungs) {
        const workDue = all.occurrences.get(occurrenceId)?.workDue ?? ''
        expect(dateOf(at) <= workDue).toBe(!rung.startsWith('overdue'))
      }
  })

  it('climbs the rungs of each Occurrence in order', () => {
    const order = new Map<string, number>()
    for (const message of everything)
      for (const { occurrenceId, rung } of message.rungs) {
        const stage = all.occurrences.get(occurrenceId)?.stage ?? 'task'
        const index = agenda.ladder.rungs[stage].findIndex(({ id }) => id === rung)
        const key = `${occurrenceId} ${message.personId}`
        expect(index).toBeGreaterThan(order.get(key) ?? -1)
        order.set(key, index)
      }
  })

  it('misses nothing when it runs from the beginning', () => {
    expect(everything.filter(({ kind }) => kind === 'catch-up')).toEqual([])
  })

  it('keeps each message short enough to read, and never without words', () => {
    for (const { reply } of everything) {
      expect(reply.text.split('\n').length).toBeLessThan(70)
      expect(reply.choices?.length ?? 0).toBeLessThanOrEqual(8)
      expect(reply.text).toBe(reply.text.normalize('NFC'))
    }
  })

  it('takes no more than a moment for a year of all plans', () => {
    const yearOnly = agendaOf(plans, instantAt('2022-01-01'))
    rehearse(yearOnly, instantAt('2022-01-01'), instantAt('2022-12-31'))
    const start = performance.now()
    rehearse(yearOnly, instantAt('2022-01-01'), instantAt('2022-12-31'))
    expect(performance.now() - start).toBeLessThan(1500)
  })
})

describeWhole('a server that looks each minute', () => {
  it('says what the rehearsal says, minute by minute', () => {
    const from = instantAt('2023-04-10')
    const to = instantAt('2023-05-20')
    const one = agendaOf([planNamed('gia-lai-2023')], from)
    const prepared = prepareAgenda(one)
    const sent = new Set<string>()
    const said: PlannedMessage[] = []
    for (let now = from; now <= to; now += minute) {
      const messages = dueMessages(prepared, one.standings, sent, now, emptyDesk)
      for (const key of keysOf(messages)) sent.add(key)
      said.push(...messages)
    }
    expect(said.length).toBeGreaterThan(50)
    expect(said).toEqual(rehearse(one, from, to))
  })
})

/** Looks at given instants, forward only, and hands over everything that was said. */
function lookAt(prepared: ReturnType<typeof prepareAgenda>, moments: readonly Instant[]): PlannedMessage[] {
  const sent = new Set<string>()
  return moments.flatMap((now) => {
    const messages = dueMessages(prepared, new Map(), sent, now)
    for (const key of keysOf(messages)) sent.add(key)
    // Looking twice at one moment changes nothing.
    expect(dueMessages(prepared, new Map(), sent, now)).toEqual([])
    return [...messages]
  })
}

const someInstant = fc
  .integer({ min: 0, max: 300 * 24 * 60 })
  .map((minutes) => instantAt('2023-02-01') + minutes * minute)

describeWhole('any stepping of the clock', () => {
  const prepared = prepareAgenda(
    agendaOf([planNamed('gia-lai-2023'), planNamed('tra-vinh-2019-2025')], instantAt('2023-02-01')),
  )

  it('never gives the same reminder twice, in however coarse or fine steps', () => {
    const step = fc.oneof(
      fc.integer({ min: 1, max: 90 }).map((n) => n * minute),
      fc.integer({ min: 1, max: 40 * 24 }).map((n) => n * 60 * minute),
    )
    fc.assert(
      fc.property(someInstant, fc.array(step, { minLength: 5, maxLength: 60 }), (start, steps) => {
        let now = start
        const moments = steps.map((length) => {
          now += length
          return now
        })
        const keys = keysOf(lookAt(prepared, moments))
        expect(new Set(keys).size).toBe(keys.length)
      }),
      { numRuns: 40 },
    )
  })

  it('finds the next moment exactly: nothing before it, something at it', () => {
    fc.assert(
      fc.property(someInstant, someInstant, (a, b) => {
        const sent = new Set(keysOf(lookAt(prepared, [Math.min(a, b)])))
        const after = Math.max(a, b)
        const next = nextMoment(prepared, new Map(), sent, after)
        if (next === undefined) return
        expect(next).toBeGreaterThanOrEqual(after)
        expect(dueMessages(prepared, new Map(), sent, next).length).toBeGreaterThan(0)
        for (let now = after; now < next; now += Math.max(minute, Math.floor((next - after) / 20)))
          expect(dueMessages(prepared, new Map(), sent, now)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

describe('a plan that is taken up late', () => {
  it('gives each person one catch-up that names what was missed, and never a passed rung again', () => {
    fc.assert(
      fc.property(someInstant, (since) => {
        const late = agendaOf([planNamed('gia-lai-2023'), planNamed('tra-vinh-2019-2025')], since)
        const prepared = prepareAgenda(late)
        const said = rehearse(late, since, since + 60 * day)
        const passed = prepared.calls.filter(({ at }) => at < since)
        for (const person of new Set(passed.map(({ personId }) => personId))) {
          const mine = said.filter(({ personId }) => personId === person)
          const catchUps = mine.filter(({ kind }) => kind === 'catch-up')
          expect(catchUps.length).toBe(1)
          expect(mine[0]).toBe(catchUps[0])
          const [first] = catchUps
          const missed = passed.filter(({ personId }) => personId === person)
          const recorded = new Set(keysOf(catchUps))
          for (const { key } of missed) expect(recorded.has(key)).toBe(true)
          const text = first?.reply.text ?? ''
          for (const { occurrence } of missed) {
            const parent = occurrence.feeds === null ? undefined : prepared.occurrences.get(occurrence.feeds)
            const names = [occurrence.title, parent?.title ?? occurrence.title].map((t) =>
              shortTitle(t, 60).slice(0, 25),
            )
            expect(names.some((name) => text.includes(name)) || text.includes('việc khác')).toBe(true)
          }
          expect(text).toContain('lẽ ra nhắc ngày')
        }
        for (const message of said)
          if (message.kind !== 'catch-up') for (const rung of message.rungs) expect(rung.missed).toBe(false)
      }),
      { numRuns: 40 },
    )
  })

  it('says when, also where only work that is nearer has room on the screen', () => {
    const since = instantAt('2023-10-20', '17:00')
    const late = agendaOf([planNamed('gia-lai-2023'), planNamed('tra-vinh-2019-2025')], since)
    const head = rehearse(late, since, since + 4 * day).find(({ personId }) => personId === 'chanh-van-phong')
    expect(head?.kind).toBe('catch-up')
    expect(head?.reply.text).toMatch(/Trong các việc khác có việc lẽ ra nhắc ngày \d{1,2}\/\d{1,2}\/2023\./)
  })

  it('speaks only of the newest passed rung, with its day', () => {
    const since = instantAt('2023-04-21', '10:00')
    const [message] = rehearse(agendaOf([planNamed('gia-lai-2023')], since), since, since).filter(
      ({ personId }) => personId === 'cv-dau-tu',
    )
    expect(message?.kind).toBe('catch-up')
    expect(message?.reply.text).toContain('lẽ ra nhắc ngày 20/4/2023')
    expect(message?.reply.text).not.toContain('13/4/2023')
    expect(message?.rungs.map(({ rung }) => rung)).toEqual(['open', 'open', 'week', 'week'])
    expect(message?.reply.text).toContain('theo dõi từ ngày 21/4/2023')
  })

  it('cuts a long list and says how much more there is', () => {
    const since = instantAt('2023-05-08', '08:00')
    const late = rehearse(agendaOf(plans, since), since, since)
    const focal = late.find(({ personId }) => personId === 'cv-van-phong')
    expect(focal?.reply.text).toMatch(/… và \d+ việc khác \(gõ \/viec\)/)
    expect(focal?.reply.text).toContain('\n8. ')
    expect(focal?.reply.text).not.toContain('\n9. ')
  })
})

describe('a server that was down', () => {
  it('makes up for what it missed in one message', () => {
    const prepared = prepareAgenda(agendaOf([planNamed('gia-lai-2023')], instantAt('2023-01-02')))
    const messages = lookAt(prepared, [instantAt('2023-04-13', '07:30'), instantAt('2023-04-25', '09:00')])
    const mine = messages.filter(({ personId }) => personId === 'cv-dau-tu')
    expect(mine.map(({ kind }) => kind)).toEqual(['digest', 'catch-up'])
    expect(mine[1]?.reply.text).toContain('không gửi được đúng lúc')
  })

  it('says nothing of it when it is less than an hour late', () => {
    const prepared = prepareAgenda(agendaOf([planNamed('gia-lai-2023')], instantAt('2023-01-02')))
    const [message] = lookAt(prepared, [instantAt('2023-04-13', '08:20')])
    expect(message?.kind).toBe('digest')
  })
})
