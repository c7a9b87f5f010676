import { foldVietnamese } from '../../core/fold.ts'
import { type Person, peopleOf, personOf, unitOf } from '../../core/plan/board.ts'
import type { Occurrence } from '../../core/plan/occurrence.ts'
import { composeReply, type Matter } from '../../core/reminder/digest.ts'
import { asItStands, isOpen, opensAt } from '../../core/reminder/prepare-agenda.ts'
import { standInFor } from '../../core/reminder/substitution.ts'
import type { Choice } from '../../core/reply.ts'
import { dateOf, type Instant, isoInstant, type LocalDate, timeOf } from '../../core/time.ts'
import { nudgeRung } from '../../text/vi-ledger.ts'
import * as vi from '../../text/vi-nudge.ts'
import { pingHeading } from '../../text/vi-reminder.ts'
import { choicePage, pageOf } from '../conversation/choice-pages.ts'
import { type Spoken, say, type Talk } from '../conversation/talk.ts'
import { accountsFor, atWork, costLines } from '../delivery/addressed.ts'
import { leadsToday } from '../people/standing-in.ts'
import type { Account } from '../ports/account.ts'
import type { ReminderRow } from '../ports/batches.ts'
import { quietMs } from '../reminders/sweep.ts'
import { standingsWithReports } from '../reports/report-standing.ts'

/** Half a working day: who was nudged in the morning may be nudged again in the afternoon, not before. */
export const nudgeApartMs = 4 * 60 * 60 * 1000

const factOf = (personId: string): string => `nudged:${personId}`

/** Who may remind by hand and write to many. */
export const mayAddress = (talk: Talk): boolean => talk.person.roles.includes('admin') || leadsToday(talk)

/** Everything that Units have been asked and have not answered. */
export async function missingNow(talk: Talk): Promise<readonly Occurrence[]> {
  const standings = await standingsWithReports(talk.records)
  const followed = new Set((await talk.records.plans()).filter(({ status }) => status === 'active').map(({ id }) => id))
  return (await talk.records.occurrences())
    .filter((one) => one.stage !== 'report' && followed.has(one.planId) && isOpen(standings, one))
    .filter((one) => (opensAt(talk.prepared, one, standings) ?? Number.POSITIVE_INFINITY) <= talk.now)
    .map((one) => asItStands(talk.prepared, one, standings))
    .sort((a, b) => a.due.localeCompare(b.due) || a.id.localeCompare(b.id))
}

/** Somebody to be reminded, and of what. */
interface Reminded {
  readonly person: Person
  readonly of: readonly Occurrence[]
}

/** Whom a Unit's open matters are asked of. */
const remindedOf = (talk: Talk, unitId: string, open: readonly Occurrence[]): readonly Reminded[] => {
  const of = open.filter((one) => one.unitId === unitId)
  return of.length === 0 ? [] : peopleOf(talk.office.board, unitId, 'focal').map((person) => ({ person, of }))
}

const everybody = (talk: Talk, open: readonly Occurrence[]): readonly Reminded[] =>
  talk.office.board.units.flatMap(({ id }) => remindedOf(talk, id, open))

/** Who is meant by `all`, `unit:…`, `report:…` (its missing parts) or `person:…`; only those who have something to answer. */
function targeted(talk: Talk, target: string, open: readonly Occurrence[]): readonly Reminded[] {
  const [kind, id = ''] = target.split(':')
  if (kind === 'all') return everybody(talk, open)
  if (kind === 'unit') return remindedOf(talk, id, open)
  if (kind === 'report')
    return everybody(
      talk,
      open.filter(({ feeds }) => feeds === id),
    )
  const person = personOf(talk.office.board, id)
  // Leaders and admins sit in a Unit; its work is not asked of them.
  const answers = person?.roles.some((role) => role === 'focal' || role === 'head' || role === 'staff')
  const of = answers ? open.filter(({ unitId }) => unitId === person?.unitId) : []
  return person === undefined || of.length === 0 ? [] : [{ person, of }]
}

/** `/nhac`: whom; a name behind it goes straight to the preview. */
export async function nudge(talk: Talk, name: string | undefined): Promise<Spoken> {
  if (!mayAddress(talk)) return say(vi.onlyAdminsNudge)
  const { board } = talk.office
  const open = await missingNow(talk)
  if (name !== undefined) {
    const wanted = foldVietnamese(name).trim()
    const is = (...words: readonly string[]): boolean => words.some((word) => foldVietnamese(word) === wanted)
    if (vi.everybodyWords.includes(wanted)) return showNudge(talk, 'all')
    const person = board.people.find((one) => is(one.id, one.name))
    if (person !== undefined) return showNudge(talk, `person:${person.id}`)
    const unit = board.units.find((one) => is(one.id, one.name, ...one.aliases))
    return unit === undefined ? say(vi.nobodyNamed(name)) : showNudge(talk, `unit:${unit.id}`)
  }
  if (open.length === 0) return say(vi.nobodyMissing)
  const units = board.units.filter(({ id }) => open.some(({ unitId }) => unitId === id))
  const people = everybody(talk, open)
  const choices: readonly Choice[] = [
    { label: vi.everybodyLabel(people.length), value: 'nudge:all' },
    ...units.map((unit) => ({
      label: vi.unitLabel(unit.name, open.filter(({ unitId }) => unitId === unit.id).length),
      value: `nudge:unit:${unit.id}`,
    })),
    { label: vi.onePersonLabel, value: 'nudge-people:0' },
  ]
  return say(vi.chooseWhom(open.length, units.length), { choices })
}

async function choosePerson(talk: Talk, page: string): Promise<Spoken> {
  if (!mayAddress(talk)) return say(vi.onlyAdminsNudge)
  const people = everybody(talk, await missingNow(talk))
  if (people.length === 0) return say(vi.nobodyMissing)
  const all = people.map(({ person }) => ({ label: person.name, value: `nudge:person:${person.id}` }))
  return say(vi.choosePerson, { choices: choicePage(all, pageOf(page), (next) => `nudge-people:${next}`) })
}

/** What a nudge would send now, and who is passed over. */
interface Nudge {
  readonly told: readonly (Reminded & { readonly account: Account; readonly to: string })[]
  readonly passed: readonly string[]
}

async function nudgeOf(talk: Talk, target: string): Promise<Nudge> {
  const { records, prepared, now } = talk
  const reminded = targeted(talk, target, await missingNow(talk))
  const standIn = (id: string): string => standInFor(prepared.substitutions, id, dateOf(now))
  const accounts = await accountsFor(talk, [...new Set(reminded.map(({ person }) => standIn(person.id)))])
  const told: (Reminded & { readonly account: Account; readonly to: string })[] = []
  const passed: string[] = []
  for (const one of reminded) {
    const to = standIn(one.person.id)
    const account = accounts.get(to)
    const last: Instant = Number((await records.fact(factOf(one.person.id))) ?? Number.NEGATIVE_INFINITY)
    if (now - last < nudgeApartMs) passed.push(vi.passedOverLine(one.person.name, 'recent', timeOf(last)))
    else if (account === undefined) passed.push(vi.passedOverLine(one.person.name, 'unreached', ''))
    else told.push({ ...one, account, to })
  }
  return { told, passed }
}

/** Shows whom a nudge reaches and what it is about, before anything goes out. */
async function showNudge(talk: Talk, target: string): Promise<Spoken> {
  if (!mayAddress(talk)) return say(vi.onlyAdminsNudge)
  const { told, passed } = await nudgeOf(talk, target)
  if (told.length === 0 && passed.length === 0) return say(vi.nothingWaits(whoIs(talk, target)))
  if (told.length === 0) return say(vi.nobodyLeft(passed))
  const today = dateOf(talk.now)
  const lines = told.map(({ person, of }) =>
    vi.nudgeLine(person.name, of.length, nearest(of, today), of.filter(({ due }) => due < today).length),
  )
  const outside = !atWork(talk)
  const cost = await costLines(talk, new Map(told.map(({ to, account }) => [to, account])))
  const label = outside ? vi.sendOutsideLabel(told.length) : vi.sendLabel(told.length)
  return say(vi.preview(lines, passed, cost, outside), {
    choices: [
      { label, value: `${outside ? 'nudge-outside' : 'nudge-send'}:${target}` },
      { label: vi.noLabel, value: 'nudge-no:' },
    ],
  })
}

const nearest = (of: readonly Occurrence[], today: LocalDate): LocalDate =>
  (of.find(({ due }) => due >= today) ?? of.at(-1))?.due ?? today

const whoIs = ({ office: { board } }: Talk, target: string): string => {
  const id = target.split(':')[1] ?? ''
  return personOf(board, id)?.name ?? unitOf(board, id)?.name ?? 'Các đơn vị'
}

/** Writes the reminders down, in the ledger as any other one. */
const send =
  (outsideIsMeant: boolean) =>
  async (talk: Talk, target: string): Promise<Spoken> => {
    if (!mayAddress(talk)) return say(vi.onlyAdminsNudge)
    const { records, prepared, now, person: by } = talk
    // The preview was shown in working time and is answered after it.
    if (!outsideIsMeant && !atWork(talk)) return showNudge(talk, target)
    // Of two who nudge the same people at once the second one is told that they have just been nudged.
    await records.serialise(['nudge'])
    const { told, passed } = await nudgeOf(talk, target)
    if (told.length === 0) return say(passed.length > 0 ? vi.nobodyLeft(passed) : vi.nobodyMissing)
    const standings = await standingsWithReports(records)
    const writing = await records.peopleWriting(now - quietMs)
    const rows = told.map(({ person, of, account, to }): ReminderRow => {
      const matters = of.map(
        (occurrence): Matter => ({
          occurrence,
          as: new Set(['focal']),
          missedOn: null,
          insteadOf: to === person.id ? [] : [person.id],
        }),
      )
      const name = personOf(prepared.board, to)?.name ?? to
      return {
        row: {
          key: `nudge|${person.id}|${now}`,
          kind: 'ping',
          channel: account.channel,
          address: account.address,
          personId: to,
          reply: composeReply({ prepared, standings, now, attach: [], brief: true }, pingHeading(name), matters),
          createdAt: now,
          about: of.map(({ id }) => id),
        },
        status: writing.has(to) ? 'held' : 'queued',
        rungs: of.map(({ id }) => ({
          occurrenceId: id,
          rung: `${nudgeRung}${isoInstant(now)}`,
          personId: person.id,
          missed: false,
        })),
      }
    })
    const written = await records.addReminderRows(rows, now)
    if (written === undefined) return say(vi.nobodyLeft(passed))
    for (const { person, of } of told) {
      await records.setFact(factOf(person.id), String(now))
      await records.audit({
        at: now,
        actor: by.id,
        action: 'reminder.nudged',
        subject: person.id,
        detail: { matters: of.length, outsideHours: outsideIsMeant },
      })
    }
    const out = written.filter(({ key }) => rows.some(({ row, status }) => row.key === key && status === 'queued'))
    return { ...say(vi.nudged(told.length)), written: out }
  }

export const nudgeButtons = {
  nudge: showNudge,
  'nudge-people': choosePerson,
  'nudge-send': send(false),
  'nudge-outside': send(true),
  'nudge-no': async (): Promise<Spoken> => say(vi.notSent),
}
