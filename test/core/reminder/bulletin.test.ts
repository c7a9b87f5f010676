import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bulletin } from '../../../src/core/reminder/bulletin.ts'
import { type Desk, emptyDesk } from '../../../src/core/reminder/desk.ts'
import { prepareAgenda } from '../../../src/core/reminder/due-messages.ts'
import { addDays, instantAt } from '../../../src/core/time.ts'
import { deskHeadings } from '../../../src/text/vi-desk.ts'
import { agendaOf, planNamed } from './office.ts'

const prepared = prepareAgenda(agendaOf([planNamed('gia-lai-2023')], instantAt('2023-01-02')))
const parts = [...prepared.occurrences.values()].filter(({ stage }) => stage === 'check-in')
const now = instantAt('2023-05-04', '09:00')
const long = 'Đề nghị bổ sung kinh phí tổ chức hội nghị đối thoại với doanh nghiệp trong khu công nghiệp năm 2023 '

const desk = (count: number): Desk => ({
  extensions: parts
    .slice(0, count)
    .map(({ id, unitId }, n) => ({ id: n + 1, occurrenceId: id, unitId, extendedTo: '2023-05-08' })),
  concerns: parts
    .slice(0, count)
    .map(({ unitId }, n) => ({ kind: 'obstacle', id: n + 1, unitId, what: `${long}${n}` })),
  instructions: parts.slice(0, count).map(({ unitId }, n) => ({
    ...{ id: n + 1, unitId, what: `${long}${n}`, due: '2023-05-03', givenAt: 0 },
    ...{ reported: n % 2 === 1, returned: false },
  })),
  shortfalls: parts
    .slice(0, count)
    .map(({ unitId }, n) => ({ name: `${long}${n}`, value: '62%', target: 'trên 85%', unitIds: [unitId] })),
})
const said = (person: string, of: Desk, at = now) => bulletin(prepared, new Map(), of, person, at)

const units = prepared.board.units.map(({ id }) => id)
const unitId = fc.constantFrom(...units)
const what = fc.oneof(
  fc.constantFrom(long, 'x'.repeat(400), 'Kinh phí', '\n'),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
)
const id = fc.nat(1e6)
const anyDesk: fc.Arbitrary<Desk> = fc.record({
  extensions: fc.array(
    fc.record({
      ...{ id, unitId, occurrenceId: fc.constantFrom(...prepared.occurrences.keys(), 'gone') },
      extendedTo: fc.constantFrom('2023-05-08', '2023-11-30'),
    }),
    { maxLength: 30 },
  ),
  concerns: fc.array(
    fc.record({ kind: fc.constantFrom('obstacle' as const, 'recommendation' as const), id, unitId, what }),
    { maxLength: 30 },
  ),
  instructions: fc.array(
    fc.record({
      ...{ id, unitId, what, due: fc.constantFrom(null, '2023-05-03', '2023-05-20'), givenAt: fc.constant(0) },
      ...{ reported: fc.boolean(), returned: fc.boolean() },
    }),
    { maxLength: 30 },
  ),
  shortfalls: fc.array(
    fc.record({
      ...{ name: what, value: fc.constantFrom('62%', '1.234.567,89 tỷ đồng'), target: fc.constant('trên 85%') },
      unitIds: fc.subarray(units),
    }),
    { maxLength: 30 },
  ),
})

describe('the bulletin', () => {
  it('fits on one screen with at most three buttons, however much waits', () => {
    // On the first three a report waits for its leader beside everything else.
    const days = fc.oneof(
      fc.constantFrom('2023-05-04', '2023-04-28', '2023-11-06'),
      fc.integer({ min: 0, max: 330 }).map((count) => addDays('2023-01-04', count)),
    )
    const leads = prepared.board.people.filter(({ roles }) => roles.includes('leader'))
    const reader = fc.oneof(fc.constantFrom(...leads), fc.constantFrom(...prepared.board.people))
    fc.assert(
      fc.property(anyDesk, reader, days, (any, who, day) => {
        const reply = said(who.id, any, instantAt(day, '09:00'))
        expect(reply?.text.length ?? 0).toBeLessThanOrEqual(900)
        expect(reply?.choices?.length ?? 0).toBeLessThanOrEqual(3)
        const waits = any.extensions.length + any.concerns.length > 0
        if (who.roles.includes('leader') && waits) expect(reply?.text).toContain(deskHeadings.decide)
      }),
      { numRuns: 40 },
    )
  })

  it('fits on one screen where a report waits beside two of everything else with long names', () => {
    const unitId = 'doanh-nghiep'
    const two = <T>(one: T): readonly T[] => [one, one]
    const occurrenceId = 'gia-lai-2023/bao-cao-6-thang/once/van-phong'
    const given = { id: 1, unitId, what: long, givenAt: 0, returned: false }
    const text = said(
      'truong-ban',
      {
        extensions: two({ id: 1, unitId, occurrenceId, extendedTo: '2023-05-08' }),
        concerns: two({ kind: 'obstacle', id: 1, unitId, what: long }),
        instructions: [true, true, false, false].map((reported) => ({ ...given, due: '2023-05-03', reported })),
        shortfalls: two({ name: long, value: '1.234.567,89 tỷ đồng', target: 'trên 2.000.000 tỷ đồng', unitIds: [] }),
      },
      instantAt('2023-11-06', '09:00'),
    )?.text
    expect(text).toContain(deskHeadings.decide)
    expect(text?.length).toBeLessThanOrEqual(900)
  })

  it('tells a leader what is late, what waits for a decision and what is below its target', () => {
    const text = said('truong-ban', desk(2))?.text ?? ''
    expect(text).toContain('0/9 đơn vị đã trả lời')
    for (const part of ['Xin gia hạn: ', 'Vướng mắc: ', 'Kết quả bút phê: ', 'Bút phê quá hạn:', '62% (giao trên 85%)'])
      expect(text).toContain(part)
  })

  it('counts what it does not name', () => {
    const text = said('truong-ban', desk(12))?.text ?? ''
    expect(text).toMatch(/… và \d+ đề nghị gia hạn khác \(\/xingiahan\)/)
    expect(text).toMatch(/… và \d+ vướng mắc, kiến nghị khác \(\/choykien\)/)
  })

  it('shows a head the own Unit alone', () => {
    const unit = parts[0]?.unitId ?? ''
    const head = prepared.board.people.find((one) => one.unitId !== unit && one.roles.includes('head'))
    const only: Desk = { ...emptyDesk, concerns: [{ kind: 'obstacle', id: 1, unitId: unit, what: 'Chuyện riêng' }] }
    expect(said(head?.id ?? '', only)?.text).not.toContain('Chuyện riêng')
    expect(said(head?.id ?? '', only)?.text).not.toContain('Đang chờ lãnh đạo')
    const own = prepared.board.people.find((one) => one.unitId === unit && one.roles.includes('head'))
    expect(said(own?.id ?? '', only)?.text).toContain('Đang chờ lãnh đạo: 1 vướng mắc, kiến nghị.')
  })

  it('is nothing when nothing is asked and nothing waits', () => {
    expect(said('truong-ban', emptyDesk, instantAt('2023-02-01', '09:00'))).toBeUndefined()
  })
})
