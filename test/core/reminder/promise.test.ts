import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Standing } from '../../../src/core/plan/occurrence.ts'
import type { PlannedMessage } from '../../../src/core/reminder/agenda.ts'
import { reminderKey } from '../../../src/core/reminder/agenda.ts'
import { dueMessages, nextMoment, prepareAgenda } from '../../../src/core/reminder/due-messages.ts'
import { longestPromise, mostPromises, promiseHolds, refusePromise } from '../../../src/core/reminder/promise.ts'
import { rehearse } from '../../../src/core/reminder/rehearse.ts'
import { addDays, dateOf, type Instant, instantAt } from '../../../src/core/time.ts'
import { agendaOf, planNamed } from './office.ts'

const agenda = agendaOf([planNamed('phu-yen-2022')], instantAt('2022-01-03'))
const prepared = prepareAgenda(agenda)
const isTask = (id: string) => prepared.occurrences.get(id)?.stage === 'task'
/** Due on the last day of June 2022. */
const late = [...prepared.occurrences.keys()].find((id) => isTask(id) && id.endsWith('/cong-doan')) ?? ''

const promisedOn = (day: string): ReadonlyMap<string, Standing> =>
  new Map([
    [
      late,
      {
        ...{ occurrenceId: late, status: 'open', answeredAt: null, answeredBy: null, extendedTo: null },
        promisedOn: day,
      },
    ],
  ])

/** The instants at which a leader is told of the late work by a reminder, while nobody answers. */
function escalations(standings: ReadonlyMap<string, Standing>, until: Instant): readonly string[] {
  const sent = new Set<string>()
  const days: string[] = []
  const keys = ({ rungs }: PlannedMessage) => rungs.map((one) => reminderKey(one.occurrenceId, one.rung, one.personId))
  for (let at = nextMoment(prepared, standings, sent, 0); at !== undefined && at <= until; ) {
    for (const message of dueMessages(prepared, standings, sent, at)) {
      const mine = message.rungs.filter(({ occurrenceId }) => occurrenceId === late)
      if (message.personId === 'truong-ban') days.push(...mine.map(({ rung }) => `${dateOf(at ?? 0)} ${rung}`))
      if (message.personId === 'truong-ban') expect(message.kind).not.toBe('catch-up')
      for (const key of keys(message)) sent.add(key)
    }
    at = nextMoment(prepared, standings, sent, at)
  }
  return days
}

describe('a promised day', () => {
  it('keeps late work from the leaders until it is over, and then takes it to them at once', () => {
    const until = instantAt('2022-07-31')
    expect(escalations(new Map(), until)).toEqual(['2022-07-04 overdue-2', '2022-07-07 overdue-5'])
    expect(escalations(promisedOn('2022-07-06'), until)).toEqual(['2022-07-07 overdue-2', '2022-07-07 overdue-5'])
    expect(escalations(promisedOn('2022-07-14'), until)).toEqual(['2022-07-15 overdue-2', '2022-07-15 overdue-5'])
    // Friday: the next working morning is Monday's.
    expect(escalations(promisedOn('2022-07-08'), until)).toEqual(['2022-07-11 overdue-2', '2022-07-11 overdue-5'])
  })

  it('takes no reminder away and gives none twice, whichever day it is', () => {
    const until = instantAt('2022-09-01')
    fc.assert(
      fc.property(fc.integer({ min: 1, max: longestPromise }), (days) => {
        const told = escalations(promisedOn(addDays('2022-07-01', days)), until)
        expect(told.map((one) => one.slice(11)).toSorted()).toEqual(['overdue-2', 'overdue-5'])
      }),
      { numRuns: 12 },
    )
  })

  it('is kept by the rehearsal as by the server', () => {
    const from = instantAt('2022-06-30', '17:00')
    const to = instantAt('2022-07-31')
    const days = (standings: ReadonlyMap<string, Standing>) =>
      rehearse({ ...agenda, standings }, from, to)
        .filter(({ personId, rungs }) => personId === 'truong-ban' && rungs.some((one) => one.occurrenceId === late))
        .map(({ at }) => dateOf(at))
    expect(days(promisedOn('2022-07-12'))).toEqual(['2022-07-13'])
  })

  it('is shown to the leader who hears of other late work meanwhile', () => {
    const now = instantAt('2022-07-04', '07:30')
    const message = dueMessages(prepared, promisedOn('2022-07-06'), new Set(), now).find(
      ({ personId }) => personId === 'truong-ban',
    )
    expect(message?.reply.text).toContain('hẹn xong 06/7/2022')
  })
})

describe('what may be promised', () => {
  const occurrence = { workDue: '2022-06-30', rolledDue: null }
  const today = '2022-07-04'

  it.each([
    [[], '2022-07-04', undefined],
    [[], '2022-07-03', 'past'],
    [['2022-07-06'], '2022-07-06', 'not-later'],
    [['2022-07-06'], '2022-07-07', undefined],
    [['2022-07-06', '2022-07-08'], '2022-07-20', 'too-many'],
    [[], addDays(today, longestPromise), undefined],
    [[], addDays(today, longestPromise + 1), 'too-far'],
  ] as const)('after %j: %s is %s', (before, day, refused) => {
    expect(refusePromise(occurrence, before, day, today)).toBe(refused)
  })

  it('is nothing for work that is in time, also where the law moves its last day', () => {
    expect(refusePromise(occurrence, [], '2022-07-06', '2022-06-30')).toBe('not-late')
    expect(refusePromise({ ...occurrence, rolledDue: today }, [], '2022-07-06', today)).toBe('not-late')
    expect(mostPromises).toBe(2)
  })

  it('holds until the end of the day itself', () => {
    const standing = promisedOn('2022-07-06').get(late)
    expect(promiseHolds(standing, '2022-07-06')).toBe('2022-07-06')
    expect(promiseHolds(standing, '2022-07-07')).toBeNull()
    expect(promiseHolds(undefined, '2022-07-07')).toBeNull()
  })
})
