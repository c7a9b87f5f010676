import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countOf, ledgerOf, mattersOf, verdictOf } from '../../../src/core/ledger/ledger.ts'
import { ledgerTable } from '../../../src/core/ledger/ledger-table.ts'
import type { CarriedBy, ReminderRecord } from '../../../src/core/ledger/reminder-record.ts'
import type { Standing } from '../../../src/core/plan/occurrence.ts'
import { reminderKey } from '../../../src/core/reminder/agenda.ts'
import { prepareAgenda } from '../../../src/core/reminder/due-messages.ts'
import { instantAt } from '../../../src/core/time.ts'
import { agendaOf, planNamed } from '../reminder/office.ts'

const prepared = prepareAgenda(agendaOf([planNamed('gia-lai-2023')], instantAt('2023-01-02')))
const part = (prepared.parts.get('gia-lai-2023/bao-cao-6-thang/once/van-phong') ?? []).find(
  ({ unitId }) => unitId === 'dau-tu',
)
const id = part?.id ?? ''
const clerk = 'cv-dau-tu'
const opened = instantAt('2023-04-13', '07:30')

const message = (change: Partial<CarriedBy> = {}): CarriedBy => ({
  ...{ outboxId: 1, kind: 'digest', channel: 'zalo-oa', status: 'sent', sentAt: opened, deliveredAt: null },
  ...{ seenAt: null, instead: null, attempts: 1, note: null, tried: [] },
  ...change,
})
const record = (carried = message(), rung = 'open'): ReminderRecord => ({
  ...{ occurrenceId: id, rung, personId: clerk, at: opened, missed: false, message: carried },
})
const answered = (at: string): Standing => ({
  ...{ occurrenceId: id, status: 'answered', answeredAt: instantAt(at), answeredBy: clerk, extendedTo: null },
})
const nobody = new Map<string, Standing>()
const sentOf = (records: readonly ReminderRecord[]) =>
  new Set(
    records.flatMap(({ occurrenceId, rung, personId }) => (rung ? reminderKey(occurrenceId, rung, personId) : [])),
  )

/** The lines of the one clerk and the one matter. */
function linesOf(records: readonly ReminderRecord[], standings = nobody, now = instantAt('2023-04-13', '09:00')) {
  const all = ledgerOf('gia-lai-2023', records, prepared, standings, sentOf(records), now)
  return all.filter(({ occurrence, personId }) => occurrence.id === id && personId === clerk)
}
const statesOf = (...given: Parameters<typeof linesOf>) => linesOf(...given).map(({ state }) => state)

describe('the ledger of a plan', () => {
  it('goes from what was sent to what is still to come, in order of time', () => {
    const lines = linesOf([record()])
    expect(lines.map(({ rung, state }) => [rung, state])).toEqual([
      ['open', 'sent'],
      ['week', 'planned'],
      ['soon', 'planned'],
      ['last-day', 'planned'],
      ['overdue-1', 'planned'],
    ])
    expect(lines[0]).toMatchObject({ unitName: 'Phòng Quản lý Đầu tư', days: -10, stateAt: opened })
    for (const [index, line] of lines.entries()) expect(line.at).toBeGreaterThanOrEqual(lines[index - 1]?.at ?? 0)
  })

  it('names a reminder whose moment has passed without any account it could go to', () => {
    expect(statesOf([], nobody, instantAt('2023-04-21', '09:00')).slice(0, 3)).toEqual([
      'unreached',
      'unreached',
      'planned',
    ])
  })

  it('follows a message as far as its channel tells', () => {
    const at = (change: Partial<CarriedBy>) => linesOf([record(message(change))])[0]
    expect(at({})).toMatchObject({ state: 'sent', stateAt: opened })
    expect(at({ deliveredAt: opened + 1 })).toMatchObject({ state: 'delivered', stateAt: opened + 1 })
    expect(at({ deliveredAt: opened + 1, seenAt: opened + 2 })).toMatchObject({ state: 'seen', stateAt: opened + 2 })
    expect(at({ status: 'failed', sentAt: null, note: 'zalo-oa: gone' })).toMatchObject({ state: 'failed' })
    expect(at({ status: 'expired', sentAt: null })).toMatchObject({ state: 'expired', stateAt: null })
  })

  it('calls a reminder answered only when the answer came after it', () => {
    const standings = (at: string) => new Map([[id, answered(at)]])
    expect(statesOf([record()], standings('2023-04-14'))).toEqual(['answered'])
    expect(statesOf([record()], standings('2023-04-12'))).toEqual(['sent'])
  })

  it('tells what waits for its channel from what waits for its person', () => {
    const held = (note: string | null) => linesOf([record(message({ status: 'held', sentAt: null, note }))])[0]?.state
    expect(held('waits: window')).toBe('waiting')
    expect(held('waits: out again')).toBe('waiting')
    expect(held(null)).toBe('held')
  })

  it('keeps what was bundled beside what was said in its place', () => {
    const bundled = message({ outboxId: 1, status: 'bundled', sentAt: null, note: 'said in 2' })
    const lines = linesOf([{ ...record(bundled), rung: null }, record(message({ outboxId: 2 }))])
    expect(lines.slice(0, 2).map(({ state, rung, days }) => [state, rung, days])).toEqual([
      ['bundled', null, null],
      ['sent', 'open', -10],
    ])
    expect(ledgerTable(lines)[1]?.at(-1)).toBe('đã nói trong tin số 2')
  })

  it('knows the rung of an Extension', () => {
    const [line] = linesOf([record(message(), 'soon@2023-05-20')])
    expect(line).toMatchObject({ rung: 'soon@2023-05-20', days: -2 })
  })

  it('says nothing of other plans', () => {
    expect(ledgerOf('cap-nuoc', [record()], prepared, nobody, new Set(), opened)).toEqual([])
  })
})

describe('the verdict', () => {
  const verdict = (...changes: Partial<CarriedBy>[]) =>
    verdictOf(
      linesOf(changes.map((change, index) => record(message(change), ['open', 'week', 'soon'][index]))),
      undefined,
    )

  it('tells who did not get it from who did not do it', () => {
    expect(verdict({})).toBe('reached')
    expect(verdict({ status: 'failed' })).toBe('not-reached')
    expect(verdict({ status: 'failed' }, {})).toBe('reached')
    expect(verdict({ status: 'queued' })).toBe('on-its-way')
    expect(verdict({ instead: 'template' })).toBe('not-reached')
    expect(verdict({ status: 'bundled' })).toBe('on-its-way')
    expect(verdictOf(linesOf([], nobody, opened - 1), undefined)).toBe('to-come')
    expect(verdictOf(linesOf([record(message({ status: 'failed' }))]), answered('2023-04-20'))).toBe('answered')
  })

  it('is one for each person and matter, whatever became of each message', () => {
    const status = fc.constantFrom('queued', 'sending', 'sent', 'failed', 'cancelled', 'held', 'bundled', 'expired')
    const written = fc.uniqueArray(fc.tuple(fc.constantFrom('open', 'week', 'soon', 'last-day'), status), {
      selector: ([rung]) => rung,
    })
    fc.assert(
      fc.property(written, (some) => {
        const lines = linesOf(
          some.map(([rung, how]) => record(message({ status: how, sentAt: how === 'sent' ? opened : null }), rung)),
        )
        const matters = mattersOf(lines, nobody)
        expect(matters).toHaveLength(1)
        expect(matters[0]?.lines).toHaveLength(5)
        const count = countOf(matters)
        expect(Object.values(count).reduce((sum, each) => sum + each, 0)).toBe(1)
        expect(count.reached).toBe(some.some(([, how]) => how === 'sent') ? 1 : 0)
      }),
    )
  })
})

describe('the ledger as a table', () => {
  it('says everything about a reminder in words', () => {
    const tried = [{ channel: 'telegram', at: opened, why: 'telegram: blocked' }]
    const lines = linesOf([record(message({ note: 'again', attempts: 2, tried, seenAt: opened + 60_000 }))])
    const [head, first, second] = ledgerTable(lines)
    const row = Object.fromEntries((head ?? []).map((name, index) => [name, first?.[index]]))
    expect(row).toMatchObject({
      'Đơn vị': 'Phòng Quản lý Đầu tư',
      'Lần nhắc': 'trước hạn 10 ngày làm việc',
      Kênh: 'Zalo OA',
      'Kết quả': 'đã xem',
      'Lúc có kết quả': '07:31 13/4/2023',
      'Số lần gửi': '2',
      'Có thể trùng': 'có',
      'Kênh đã thử trước đó': 'Telegram 07:30 13/4/2023: telegram: blocked',
    })
    expect(second?.[8]).toBe('dự kiến')
    for (const each of ledgerTable(lines)) expect(each).toHaveLength(head?.length ?? 0)
  })
})
