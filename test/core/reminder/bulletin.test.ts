import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bulletin } from '../../../src/core/reminder/bulletin.ts'
import { type Desk, emptyDesk } from '../../../src/core/reminder/desk.ts'
import { prepareAgenda } from '../../../src/core/reminder/due-messages.ts'
import { instantAt } from '../../../src/core/time.ts'
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

describe('the bulletin', () => {
  it('fits on one screen with at most three buttons, however much waits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 16 }), fc.constantFrom('truong-ban', 'quan-tri', 'tp-dau-tu'), (n, who) => {
        const reply = said(who, desk(n))
        expect(reply?.text.length).toBeLessThanOrEqual(900)
        expect(reply?.choices?.length ?? 0).toBeLessThanOrEqual(3)
      }),
      { numRuns: 40 },
    )
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
