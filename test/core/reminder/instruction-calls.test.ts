import { describe, expect, it } from 'vitest'
import { prepareAgenda } from '../../../src/core/reminder/due-messages.ts'
import {
  dueInstructions,
  type FollowedInstruction,
  nextInstructionMoment,
} from '../../../src/core/reminder/instruction-calls.ts'
import { instantAt, isoInstant } from '../../../src/core/time.ts'
import { agendaOf, planNamed } from './office.ts'

const prepared = prepareAgenda(agendaOf([planNamed('gia-lai-2023')], instantAt('2023-01-02')))
/** Due on a Sunday. */
const one: FollowedInstruction = {
  id: 1,
  unitId: 'dau-tu',
  what: 'Rà soát quy chế',
  due: '2023-03-05',
  givenAt: instantAt('2023-03-01', '09:00'),
  reported: false,
  returned: false,
  told: null,
}
const stages = (given: Partial<FollowedInstruction>, day: string, time = '07:30') =>
  dueInstructions(prepared, [{ ...one, ...given }], instantAt(day, time)).map(({ stage }) => stage)

describe('an instruction with a day', () => {
  it('is called to mind on the last working day and on the first one after it', () => {
    expect(stages({}, '2023-03-02')).toEqual([])
    expect(stages({}, '2023-03-03', '07:29')).toEqual([])
    expect(stages({}, '2023-03-03')).toEqual(['last-day'])
    expect(stages({ told: 'last-day' }, '2023-03-03', '09:00')).toEqual([])
    expect(stages({ told: 'last-day' }, '2023-03-06')).toEqual(['overdue'])
    expect(stages({ told: 'overdue' }, '2023-03-20')).toEqual([])
  })

  it('is named once after a long outage, as what it is by then', () => {
    expect(stages({}, '2023-03-10')).toEqual(['overdue'])
  })

  it('is left alone without a day, once it is reported, at night, and on the day on which it was given', () => {
    expect(stages({ due: null }, '2023-03-10')).toEqual([])
    expect(stages({ reported: true }, '2023-03-10')).toEqual([])
    expect(stages({}, '2023-03-05', '09:00')).toEqual([])
    expect(stages({ givenAt: instantAt('2023-03-03', '08:00') }, '2023-03-03', '09:00')).toEqual([])
  })

  it('is waited for in time', () => {
    const next = (given: Partial<FollowedInstruction>, after: string) => {
      const moment = nextInstructionMoment(prepared, [{ ...one, ...given }], instantAt(after))
      return moment === undefined ? undefined : isoInstant(moment).slice(0, 16)
    }
    expect(next({}, '2023-03-01')).toBe('2023-03-03T07:30')
    expect(next({ told: 'last-day' }, '2023-03-04')).toBe('2023-03-06T07:30')
    expect(next({ told: 'overdue' }, '2023-03-04')).toBeUndefined()
    expect(next({ due: '2999-01-01' }, '2023-03-04')).toBeUndefined()
  })
})
