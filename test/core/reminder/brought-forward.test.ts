import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extendedDay } from '../../../src/core/plan/extended-day.ts'
import type { Standing } from '../../../src/core/plan/occurrence.ts'
import { type PlannedMessage, reminderKey } from '../../../src/core/reminder/agenda.ts'
import { dueMessages, nextMoment, opensAt, prepareAgenda } from '../../../src/core/reminder/due-messages.ts'
import { asItStands } from '../../../src/core/reminder/prepare-agenda.ts'
import { workList } from '../../../src/core/reminder/work-list.ts'
import { addDays, dateOf, type Instant, instantAt, type LocalDate } from '../../../src/core/time.ts'
import { agendaOf, planNamed } from './office.ts'

const prepared = prepareAgenda(agendaOf([planNamed('gia-lai-2023')], instantAt('2023-01-02')))
const report = 'gia-lai-2023/bao-cao-6-thang/once/van-phong'
/** Due 27/4/2023. */
const part = (prepared.parts.get(report) ?? []).find(({ unitId }) => unitId === 'moi-truong')
const id = part?.id ?? ''

const brought = (to: LocalDate, at: Instant, change: Partial<Standing> = {}): ReadonlyMap<string, Standing> =>
  new Map([
    [
      id,
      {
        ...{ occurrenceId: id, status: 'open', answeredAt: null, answeredBy: null },
        ...{ extendedTo: to, extendedAt: at, ...change },
      } satisfies Standing,
    ],
  ])

const none: ReadonlyMap<string, Standing> = new Map()
const about = (messages: readonly PlannedMessage[]) =>
  messages.flatMap(({ rungs, at, personId }) =>
    rungs.filter(({ occurrenceId }) => occurrenceId === id).map(({ rung, missed }) => ({ rung, missed, at, personId })),
  )

/** What is said from a moment on, by a server that had run until then with the plan's own day. */
function saidFrom(moved: Instant, standings: ReadonlyMap<string, Standing>, until: Instant) {
  const sent = new Set<string>()
  const said: ReturnType<typeof about> = []
  const run = (with_: ReadonlyMap<string, Standing>, from: Instant, to: Instant, keep: boolean): void => {
    for (
      let at = nextMoment(prepared, with_, sent, from);
      at !== undefined && at < to;
      at = nextMoment(prepared, with_, sent, at)
    ) {
      const messages = dueMessages(prepared, with_, sent, at)
      if (keep) said.push(...about(messages))
      for (const message of messages)
        for (const rung of message.rungs) sent.add(reminderKey(rung.occurrenceId, rung.rung, rung.personId))
    }
  }
  run(none, instantAt('2023-01-02'), moved, false)
  run(standings, moved, until, true)
  return said
}

describe('a deadline that a document brings forward', () => {
  it('is reminded of by the earlier day, and no more by the old one', () => {
    const moved = instantAt('2023-04-14', '09:00')
    const said = saidFrom(moved, brought('2023-04-21', moved), instantAt('2023-04-28'))
    const focal = said.filter(({ personId }) => personId === 'cv-moi-truong').map(({ rung, at }) => [dateOf(at), rung])
    expect(focal).toEqual([
      ['2023-04-19', 'soon@2023-04-21'],
      ['2023-04-21', 'last-day@2023-04-21'],
      ['2023-04-24', 'overdue-1@2023-04-21'],
    ])
  })

  it('stands with its new day in the list of work, and is late when that is over', () => {
    const standings = brought('2023-04-21', instantAt('2023-04-14', '09:00'))
    expect(part && asItStands(prepared, part, standings).due).toBe('2023-04-21')
    expect(workList(prepared, standings, 'cv-moi-truong', instantAt('2023-04-20', '09:00'))?.text).toContain(
      'hạn 21/4/2023',
    )
    expect(workList(prepared, standings, 'cv-moi-truong', instantAt('2023-04-24', '09:00'))?.text).toContain('quá hạn')
  })

  it('opens at once where it had not opened yet', () => {
    const moved = instantAt('2023-03-20', '09:00')
    const standings = brought('2023-03-24', moved)
    const first = part && opensAt(prepared, part, none)
    expect(first).toBe(instantAt('2023-04-13', '07:30'))
    expect(part && (opensAt(prepared, part, standings) ?? 0) <= moved).toBe(true)
    expect(workList(prepared, standings, 'cv-moi-truong', moved)?.text).toContain('hạn 24/3/2023')
  })

  it('holds no more when a newer version of the plan gives another day', () => {
    const moved = instantAt('2023-04-14', '09:00')
    const later = brought('2023-04-21', moved, { movedAt: instantAt('2023-04-17', '09:00') }).get(id)
    expect(part && extendedDay(part, later)).toBeNull()
    expect(part && extendedDay(part, brought('2023-04-21', moved, { movedAt: moved - 1 }).get(id))).toBe('2023-04-21')
    // Where it is not known when it was decided, the plan's day holds.
    expect(part && extendedDay(part, brought('2023-04-21', moved, { extendedAt: null }).get(id))).toBeNull()
  })

  it('is never made up for: whatever the days, no reminder of a passed rung and none twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 }), (movedOn, ahead) => {
        const day = addDays('2023-03-06', movedOn)
        const moved = instantAt(day, '10:07')
        const to = addDays(day, ahead)
        if (part === undefined || to >= part.due) return
        const said = saidFrom(moved, brought(to, moved), instantAt('2023-06-01'))
        for (const { missed, at, rung } of said) {
          expect(missed).toBe(false)
          expect(at).toBeGreaterThan(moved)
          expect(rung).toContain(`@${to}`)
        }
        const keys = said.map(({ rung, personId }) => `${rung}|${personId}`)
        expect(new Set(keys).size).toBe(keys.length)
      }),
      { numRuns: 40 },
    )
  })

  it('lets leaders decide on a report as early as its new day asks for', () => {
    const moved = instantAt('2023-04-20', '09:00')
    const standings = new Map([
      [report, { ...(brought('2023-05-04', moved).get(id) as Standing), occurrenceId: report }],
    ])
    const decisions = (of: ReadonlyMap<string, Standing>, date: LocalDate): number =>
      (workList(prepared, of, 'truong-ban', instantAt(date, '09:00'))?.choices ?? []).filter(({ value }) =>
        value.startsWith('approve:'),
      ).length
    expect(decisions(none, '2023-04-28')).toBe(0)
    expect(decisions(standings, '2023-04-20')).toBe(0)
    expect(decisions(standings, '2023-04-28')).toBe(1)
  })

  it('says nothing of the days between when the first day holds again', () => {
    const forward = instantAt('2023-04-10', '09:00')
    const sent = new Set<string>()
    const keep = (standings: ReadonlyMap<string, Standing>, from: Instant, until: Instant): readonly string[] => {
      const said: string[] = []
      for (
        let at = nextMoment(prepared, standings, sent, from);
        at !== undefined && at < until;
        at = nextMoment(prepared, standings, sent, at)
      )
        for (const message of dueMessages(prepared, standings, sent, at)) {
          for (const one of message.rungs) sent.add(reminderKey(one.occurrenceId, one.rung, one.personId))
          said.push(
            ...about([message])
              .filter(({ personId }) => personId === 'cv-moi-truong')
              .map((one) => `${dateOf(at ?? 0)} ${one.rung}${one.missed ? ' missed' : ''}`),
          )
        }
      return said
    }
    keep(none, instantAt('2023-01-02'), forward)
    const back = instantAt('2023-04-20', '09:00')
    expect(keep(brought('2023-04-21', forward), forward, back)).toEqual([
      '2023-04-14 week@2023-04-21',
      '2023-04-19 soon@2023-04-21',
    ])
    const again = brought('2023-04-27', back)
    expect(part && asItStands(prepared, part, again).due).toBe('2023-04-27')
    expect(keep(again, back, instantAt('2023-04-29'))).toEqual([
      '2023-04-25 soon',
      '2023-04-27 last-day',
      '2023-04-28 overdue-1',
    ])
  })

  it('is said once for each day that held, whatever moves follow one another, and nothing passed is made up for', () => {
    const decision = fc.oneof(
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('moved' as const), to: fc.integer({ min: 0, max: 45 }) }) },
      { weight: 1, arbitrary: fc.constant({ kind: 'own-day' as const }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('version' as const), of: fc.nat({ max: 2 }) }) },
    )
    const decisions = fc.array(fc.record({ wait: fc.integer({ min: 0, max: 14 }), what: decision }), {
      minLength: 1,
      maxLength: 5,
    })
    fc.assert(
      fc.property(decisions, (wanted) => expectOnce(wanted)),
      { numRuns: 20 },
    )
  })

  it('is not said anew when a version brings the own day forward behind a first day that had been granted again', () => {
    expectOnce([
      { wait: 16, what: { kind: 'moved', to: 0 } },
      { wait: 13, what: { kind: 'own-day' } },
      { wait: 9, what: { kind: 'version', of: 2 } },
    ])
  })
})

/** The plan as it stood in three versions: only the report's day is another, and with it that of its parts. */
const versions = ['2023-05-10', '2023-05-16', '2023-04-26'].map((date) => {
  const plan = planNamed('gia-lai-2023')
  const duties = plan.duties.map((duty) =>
    duty.id === 'bao-cao-6-thang' && duty.due.kind === 'before' ? { ...duty, due: { ...duty.due, date } } : duty,
  )
  return prepareAgenda(agendaOf([{ ...plan, duties }], instantAt('2023-01-02')))
})

type Decision =
  | { readonly kind: 'moved'; readonly to: number }
  | { readonly kind: 'own-day' }
  | { readonly kind: 'version'; readonly of: number }

/** Lets a server run through decisions as the records keep them, and looks at all that it says of the Occurrence. */
function expectOnce(wanted: readonly { readonly wait: number; readonly what: Decision }[]): void {
  const sent = new Set<string>()
  const said = new Set<string>()
  let agenda = versions[0] ?? prepared
  let standing: Standing = { occurrenceId: id, status: 'open', answeredAt: null, answeredBy: null, extendedTo: null }
  let changed = instantAt('2023-01-02')
  const own = () => agenda.occurrences.get(id)?.due ?? ''
  const run = (from: Instant, until: Instant): void => {
    const standings = new Map([[id, standing]])
    let at = nextMoment(agenda, standings, sent, from)
    while (at !== undefined && at < until) {
      const messages = dueMessages(agenda, standings, sent, at)
      expect(messages.length).toBeGreaterThan(0)
      for (const { rungs } of messages)
        for (const one of rungs) {
          sent.add(reminderKey(one.occurrenceId, one.rung, one.personId))
          if (one.occurrenceId !== id) continue
          const [rung, day = own()] = one.rung.split('@')
          expect(day).toBe(extendedDay({ due: own() }, standing) ?? own())
          const what = `${rung}|${day}|${one.personId}`
          expect(said.has(what), what).toBe(false)
          said.add(what)
          // Only a new version of the plan tells at once what its day would have asked for by now.
          if ((standing.movedAt ?? 0) < changed) expect(one.missed, what).toBe(false)
        }
      expect(dueMessages(agenda, standings, sent, at)).toEqual([])
      at = nextMoment(agenda, standings, sent, at)
    }
  }
  expect(new Set(versions.map((one) => one.occurrences.get(id)?.due)).size).toBe(versions.length)
  let now = instantAt('2023-03-06', '10:07')
  run(changed, now)
  for (const { wait, what } of wanted) {
    const next = now + wait * 24 * 60 * 60 * 1000 + 60_000
    run(now, next)
    now = next
    if (what.kind === 'version') {
      const before = own()
      agenda = versions[what.of] ?? agenda
      if (own() !== before) standing = { ...standing, movedAt: now }
      else continue
    } else {
      const to = what.kind === 'own-day' ? own() : addDays(dateOf(now), what.to)
      if (to < dateOf(now)) continue
      standing = { ...standing, extendedTo: to, extendedAt: now }
    }
    changed = now
  }
  run(now, instantAt('2023-07-03'))
}
