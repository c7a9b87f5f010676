import { describe, expect, it } from 'vitest'
import { readConfiguration } from '../../../src/config-files.ts'
import {
  answersPerMatter,
  endOfMonth,
  forecastQuota,
  fullestMonths,
  isOver,
  messagesToCome,
  monthNameOf,
} from '../../../src/core/delivery/quota-forecast.ts'
import { prepareAgenda } from '../../../src/core/reminder/due-messages.ts'
import { rehearse } from '../../../src/core/reminder/rehearse.ts'
import { instantAt, isoInstant } from '../../../src/core/time.ts'
import { quotaLine } from '../../../src/text/vi-delivery.ts'

const from = instantAt('2023-03-01')
const to = instantAt('2023-12-31', '23:59')

async function sample() {
  const { value: office } = await readConfiguration({ plans: ['config/plans/gia-lai-2023.yaml'] })
  if (!office) throw new Error('the sample cannot be read')
  const { board, calendar, ladder } = office
  const plans = office.plans.map((plan) => ({ plan, since: from }))
  return { board, calendar, ladder, plans, standings: new Map() }
}

describe('messages to come', () => {
  it('are those of a rehearsal, person by person and moment by moment', async () => {
    const agenda = await sample()
    const counted = messagesToCome(prepareAgenda(agenda), new Map(), new Set(), from, to)
    const rehearsed = rehearse(agenda, from, to)
    const shown = (all: readonly { readonly at: number; readonly personId: string }[]) =>
      all.map(({ at, personId }) => `${isoInstant(at)} ${personId}`).sort()
    expect(rehearsed.length).toBeGreaterThan(50)
    expect(shown(counted)).toEqual(shown(rehearsed))
  })
})

describe('a month’s quota', () => {
  const quotas = new Map([['zalo-bot', { messages: 20, people: 50 }]])
  const at = instantAt('2023-05-03', '07:30')
  const messages = [
    { personId: 'lan', at, occurrenceIds: ['a', 'b'] },
    { personId: 'minh', at, occurrenceIds: ['b'] },
    { personId: 'hoa', at, occurrenceIds: ['c'] },
    { personId: 'lan', at: instantAt('2023-06-01', '07:30'), occurrenceIds: ['a'] },
  ]
  const forecast = () =>
    forecastQuota({
      ...{ messages, quotas, now: instantAt('2023-05-01') },
      channelOf: (person) => (person === 'hoa' ? 'telegram' : 'zalo-bot'),
      usedNow: new Map([['zalo-bot', 3]]),
      people: new Map([['zalo-bot', 2]]),
    })

  it('is counted for the channel that each person uses, with the answers that each matter draws once', () => {
    expect(forecast()).toEqual([
      { ...limits, month: '2023-05', first: 2, answers: 2 * answersPerMatter, used: 3 },
      { ...limits, month: '2023-06', first: 1, answers: 0, used: 0 },
    ])
  })
  const limits = { channel: 'zalo-bot', quota: 20, people: 2, peopleLimit: 50 }

  it('is shown by its fullest month, and says when it will not do', () => {
    const [may] = fullestMonths(forecast())
    if (may === undefined) throw new Error('no month')
    expect(isOver(may)).toBe(true)
    expect(quotaLine(may)).toBe(
      'Zalo Bot: tháng 5/2023 dự kiến khoảng 21/20 tin (đã gửi 3, nhắc 2, hỏi đáp 16); 2/50 người. Vượt hạn mức: nên mời một số người dùng thêm kênh khác; khi gần hết, kênh này chỉ còn nhắc việc đến ngày cuối và quá hạn.',
    )
    expect(quotaLine({ ...may, quota: 3_000 })).toBe(
      'Zalo Bot: tháng 5/2023 dự kiến khoảng 21/3.000 tin (đã gửi 3, nhắc 2, hỏi đáp 16); 2/50 người.',
    )
  })

  it('begins and ends by the office’s clock', () => {
    expect(monthNameOf(Date.UTC(2023, 3, 30, 16, 59))).toBe('2023-04')
    expect(monthNameOf(Date.UTC(2023, 3, 30, 17, 0))).toBe('2023-05')
    expect(endOfMonth(Date.UTC(2023, 3, 30, 17, 0))).toBe(Date.UTC(2023, 4, 31, 17, 0) - 1)
  })
})
