import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWorkingDay } from '../../../src/core/calendar.ts'
import type { Standing } from '../../../src/core/plan/occurrence.ts'
import { type PlannedMessage, reminderKey } from '../../../src/core/reminder/agenda.ts'
import { emptyDesk } from '../../../src/core/reminder/desk.ts'
import { dueMessages, isAnythingDue, nextMoment, prepareAgenda } from '../../../src/core/reminder/due-messages.ts'
import { asItStands, isOpen } from '../../../src/core/reminder/prepare-agenda.ts'
import { rehearse } from '../../../src/core/reminder/rehearse.ts'
import type { Substitution } from '../../../src/core/reminder/substitution.ts'
import { workList } from '../../../src/core/reminder/work-list.ts'
import { addDays, dateOf, type Instant, instantAt, timeOf } from '../../../src/core/time.ts'
import { whole } from '../../whole.ts'
import { agendaOf, board, calendar, planNamed } from './office.ts'

const begins = instantAt('2023-04-10')
const ends = instantAt('2023-05-15')
const agenda = agendaOf([planNamed('gia-lai-2023')], instantAt('2023-01-02'))
const plain = prepareAgenda(agenda)
const inReach = [...plain.occurrences.values()].filter(({ due }) => due >= '2023-03-01' && due <= '2023-06-30')
const people = board.people.map(({ id }) => id)

const day = fc.integer({ min: -20, max: 90 }).map((count) => addDays('2023-03-15', count))
const instant = fc.tuple(day, fc.constantFrom('06:00', '09:17', '12:00', '16:59')).map(([on, at]) => instantAt(on, at))
const standing: fc.Arbitrary<Standing> = fc
  .record({
    of: fc.constantFrom(...inReach),
    status: fc.constantFrom(
      'open' as const,
      'open' as const,
      'open' as const,
      'answered' as const,
      'cancelled' as const,
    ),
    later: fc.option(fc.integer({ min: -40, max: 60 })),
    extendedAt: fc.option(instant, { freq: 9 }),
    promisedOn: fc.option(day),
    movedAt: fc.option(instant),
  })
  .map(({ of, status, later, ...more }) => ({
    ...{ occurrenceId: of.id, status, answeredAt: null, answeredBy: null, ...more },
    extendedTo: later === null ? null : addDays(of.due, later),
  }))
const standings = fc
  .array(standing, { maxLength: 12 })
  .map((all): ReadonlyMap<string, Standing> => new Map(all.map((one) => [one.occurrenceId, one])))
const substitutions = fc.array(
  fc
    .tuple(fc.constantFrom(...people), fc.constantFrom(...people), day, fc.nat(14))
    .filter(([who, by]) => who !== by)
    .map(
      ([personId, substituteId, from, length]): Substitution => ({
        ...{ personId, substituteId, from, to: addDays(from, length) },
      }),
    ),
  { maxLength: 4 },
)

/** What a server says that looks at each moment at which something is due. */
function served(of: Parameters<typeof rehearse>[0], from: Instant, to: Instant): readonly PlannedMessage[] {
  const prepared = prepareAgenda(of)
  const sent = new Set<string>()
  const said: PlannedMessage[] = []
  for (let now = nextMoment(prepared, of.standings, sent, from); now !== undefined && now <= to; ) {
    expect(isAnythingDue(prepared, of.standings, sent, now)).toBe(true)
    const messages = dueMessages(prepared, of.standings, sent, now, emptyDesk)
    expect(messages.length).toBeGreaterThan(0)
    expect(isWorkingDay(calendar, dateOf(now))).toBe(true)
    expect(board.hours.some((hours) => timeOf(now ?? 0) >= hours.from && timeOf(now ?? 0) < hours.to)).toBe(true)
    for (const { rungs, personId } of messages) {
      for (const rung of rungs) {
        const key = reminderKey(rung.occurrenceId, rung.rung, rung.personId)
        expect(sent.has(key), key).toBe(false)
        sent.add(key)
      }
      expect(messages.filter((one) => one.personId === personId)).toHaveLength(1)
    }
    said.push(...messages)
    now = nextMoment(prepared, of.standings, sent, now)
  }
  return said
}

/** As `expect(…).toEqual`, which takes long for hundreds of messages. */
function expectSame(actual: unknown, wanted: unknown): void {
  if (!isDeepStrictEqual(actual, wanted)) expect(actual).toStrictEqual(wanted)
}

describe('whatever days were granted, promised and moved, whoever is away', () => {
  it('the rehearsal says what the server says, each reminder once, of open work only and of the day that holds', () => {
    fc.assert(
      fc.property(standings, substitutions, (stands, away) => {
        const of = { ...agenda, standings: stands, substitutions: away }
        const said = served(of, begins, ends)
        expectSame(rehearse(of, begins, ends), said)
        for (const { rungs, at } of said)
          for (const { occurrenceId, rung } of rungs) {
            const first = plain.occurrences.get(occurrenceId)
            if (first === undefined) throw new Error(occurrenceId)
            expect(isOpen(stands, first)).toBe(true)
            const held = asItStands(plain, first, stands)
            const [, named = first.due] = rung.split('@')
            expect(named, rung).toBe(held.due)
            const decided = held.due === first.due ? null : stands.get(occurrenceId)?.extendedAt
            if (decided) expect(at, rung).toBeGreaterThan(decided)
            if (!rung.startsWith('overdue')) continue
            expect(dateOf(at) > held.workDue, `${rung} ${dateOf(at)} ${held.due}`).toBe(true)
          }
      }),
      { numRuns: whole ? 20 : 2 },
    )
  })

  it('the list of open work is each person’s own, with every matter once', () => {
    fc.assert(
      fc.property(standings, substitutions, instant, fc.constantFrom(...people), (stands, away, now, who) => {
        const prepared = prepareAgenda({ ...agenda, substitutions: away })
        const list = workList(prepared, stands, who, now)
        if (list === undefined) return
        const values = (list.choices ?? []).map(({ value }) => value)
        expect(new Set(values).size).toBe(values.length)
        for (const value of values) {
          const id = value.slice(value.indexOf(':') + 1)
          const occurrence = plain.occurrences.get(id)
          if (occurrence !== undefined) expect(isOpen(stands, occurrence), value).toBe(true)
        }
        expect(list.text).not.toMatch(/undefined|null|NaN/)
      }),
      { numRuns: whole ? 100 : 15 },
    )
  })
})
