import { endOfWeek, readDays } from '../../core/intake/read-days.ts'
import { type Person, personOf } from '../../core/plan/board.ts'
import { standInFor } from '../../core/reminder/substitution.ts'
import type { Choice } from '../../core/reply.ts'
import { addDays, dateOf, daysBetween, isLocalDate, type LocalDate, shortDate } from '../../core/time.ts'
import * as vi from '../../text/vi.ts'
import * as words from '../../text/vi-substitute.ts'
import { type Notice, type Spoken, say, type Talk } from '../conversation/talk.ts'
import type { SubstituteRow } from '../ports/substitutes.ts'

/** So long the next message is the days of a substitution that is being made. */
const awaitMs = 30 * 60 * 1000
const longestDays = 366

const isAdmin = ({ person }: Talk): boolean => person.roles.includes('admin')
const mayAppoint = (talk: Talk): boolean => isAdmin(talk) || talk.person.roles.includes('head')

/** By whom the person may have others replaced: admins by anybody, heads the people of the own Unit by each other. */
const reach = (talk: Talk): readonly Person[] =>
  talk.office.board.people.filter((one) => isAdmin(talk) || one.unitId === talk.person.unitId)

/** Whom: a substitute of a leader decides about reports, so a head does not choose that one. */
const replaceable = (talk: Talk): readonly Person[] =>
  reach(talk).filter((one) => isAdmin(talk) || one.id === talk.person.id || !one.roles.includes('leader'))

const named = (talk: Talk, id: string): string => personOf(talk.office.board, id)?.name ?? id

const lineOf = (talk: Talk, { personId, substituteId, from, to }: Omit<SubstituteRow, 'id' | 'madeBy' | 'madeAt'>) =>
  words.substituteLine(named(talk, personId), named(talk, substituteId), shortDate(from), shortDate(to))

/** Those that run or are to come, and that the person may end. */
async function running(talk: Talk): Promise<readonly SubstituteRow[]> {
  const today = dateOf(talk.now)
  const mine = new Set(replaceable(talk).map(({ id }) => id))
  return (await talk.records.substitutes()).filter(({ personId, to }) => to >= today && mine.has(personId))
}

/** `/thaythe`: who stands in for whom, and what can be done about it. */
export async function substitutes(talk: Talk): Promise<Spoken> {
  if (!mayAppoint(talk)) return say(words.onlyAppointers)
  await forget(talk)
  const rows = await running(talk)
  const lines =
    rows.length === 0 ? [words.noSubstitutes] : [words.substitutesHead, ...rows.map((row) => lineOf(talk, row))]
  return say(lines.join('\n'), {
    choices: [
      { label: words.appointLabel, value: 'stand:new' },
      ...rows.slice(0, 7).map((row) => ({
        label: words.endLabel(named(talk, row.personId), named(talk, row.substituteId)),
        value: `stand:end:${row.id}`,
      })),
    ],
  })
}

/** A choice of `/thaythe` and of its questions. */
export async function chooseSubstitute(talk: Talk, value: string): Promise<Spoken> {
  if (!mayAppoint(talk)) return say(words.onlyAppointers)
  const [step, personId = '', substituteId = '', from = '', to = ''] = value.split(':')
  if (step === 'end') return endOne(talk, personId)
  if (step === 'new') return say(words.askAway, { choices: offers(replaceable(talk), ({ id }) => `stand:away:${id}`) })
  const within = reach(talk)
  const away = replaceable(talk).find(({ id }) => id === personId)
  if (away === undefined) return say(words.notYours)
  if (step === 'away') {
    const others = within.filter(({ id }) => id !== away.id)
    return say(words.askSubstitute(away.name), { choices: offers(others, ({ id }) => `stand:by:${away.id}:${id}`) })
  }
  const by = within.find(({ id }) => id === substituteId && id !== away.id)
  if (by === undefined) return say(words.notYours)
  if (step === 'by') return askDays(talk, away, by)
  if (step !== 'days' || !isLocalDate(from) || !isLocalDate(to)) return say(vi.staleButton)
  return appoint(talk, away, by, from, to)
}

const offers = (people: readonly Person[], value: (person: Person) => string): Choice[] =>
  people.map((person) => ({ label: person.name, value: value(person) }))

async function askDays(talk: Talk, away: Person, by: Person): Promise<Spoken> {
  const today = dateOf(talk.now)
  const sunday = endOfWeek(today)
  await talk.records.setFact(awaitsDays(talk), JSON.stringify({ away: away.id, by: by.id, at: talk.now }))
  const until = (to: LocalDate): string => `stand:days:${away.id}:${by.id}:${today}:${to}`
  const next = addDays(sunday, 7)
  return say(words.askDays(away.name, by.name), {
    choices: [
      { label: words.todayLabel(shortDate(today)), value: until(today) },
      { label: words.thisWeekLabel(shortDate(sunday)), value: until(sunday) },
      { label: words.nextWeekLabel(shortDate(next)), value: until(next) },
    ],
  })
}

const awaitsDays = ({ person }: Talk): string => `awaits-days|${person.id}`
const forget = (talk: Talk): Promise<void> => talk.records.setFact(awaitsDays(talk), '')

/** The days that were asked for; undefined when none were, or when what is typed is a number or a command. */
export async function hearDays(talk: Talk, text: string): Promise<Spoken | undefined> {
  if (!mayAppoint(talk) || text.startsWith('/') || /^\s*\d{1,2}[.)]?\s*$/.test(text)) return undefined
  const kept = await talk.records.fact(awaitsDays(talk))
  if (kept === undefined || kept === '') return undefined
  const asked = JSON.parse(kept) as { readonly away: string; readonly by: string; readonly at: number }
  if (talk.now - asked.at > awaitMs) return undefined
  const [away, by] = [personOf(talk.office.board, asked.away), personOf(talk.office.board, asked.by)]
  if (away === undefined || by === undefined) return undefined
  const days = readDays(text, dateOf(talk.now))
  if (days === undefined) return say(words.daysNotRead)
  const wrong = await hindrance(talk, away, by, days.from, days.to)
  if (wrong !== undefined) return say(wrong)
  return say(words.confirmDays(away.name, by.name, shortDate(days.from), shortDate(days.to)), {
    choices: [
      { label: words.rightLabel, value: `stand:days:${away.id}:${by.id}:${days.from}:${days.to}` },
      { label: words.againLabel, value: `stand:by:${away.id}:${by.id}` },
    ],
  })
}

/** Why somebody cannot stand in on these days; undefined when nothing speaks against it. */
async function hindrance(
  talk: Talk,
  away: Person,
  by: Person,
  from: LocalDate,
  to: LocalDate,
): Promise<string | undefined> {
  if (to < dateOf(talk.now)) return words.daysOver
  if (from > to || daysBetween(from, to) >= longestDays) return words.daysTooLong
  const all = await talk.records.substitutes()
  const double = all.find((row) => row.personId === away.id && row.from <= to && from <= row.to)
  if (double !== undefined) return words.overlaps(lineOf(talk, double))
  // Whoever stands in must not be handed on, on any of these days, to the one who is away.
  for (let day = from; day <= to; day = addDays(day, 1))
    if (standInFor(all, by.id, day) === away.id) return words.inARing(by.name, away.name)
  return undefined
}

async function appoint(talk: Talk, away: Person, by: Person, from: LocalDate, to: LocalDate): Promise<Spoken> {
  // Of two that are made at once the second one is looked at beside the first.
  await talk.records.serialise(['substitutes'])
  const wrong = await hindrance(talk, away, by, from, to)
  if (wrong !== undefined) return say(wrong)
  await forget(talk)
  const { records, person, now } = talk
  const row = await records.addSubstitute({ personId: away.id, substituteId: by.id, from, to }, person.id, now)
  await records.audit({
    at: now,
    actor: person.id,
    action: 'substitute.made',
    subject: away.id,
    detail: { substitute: by.id, from, to },
  })
  const said = [away.name, by.name, shortDate(from), shortDate(to)] as const
  const notices: Notice[] = [
    notice(`substitute|${row.id}|by`, by, words.appointedSubstitute(...said)),
    notice(`substitute|${row.id}|away`, away, words.appointedAway(...said)),
  ].filter(({ personId }) => personId !== person.id)
  return { ...say(words.appointed(...said)), notices }
}

const notice = (key: string, { id }: Person, text: string): Notice => ({
  personId: id,
  key,
  reply: { text },
  personal: true,
})

async function endOne(talk: Talk, id: string): Promise<Spoken> {
  const row = (await running(talk)).find((one) => String(one.id) === id)
  if (row === undefined || !(await talk.records.endSubstitute(row.id, talk.now))) return say(words.endedBefore)
  await talk.records.audit({
    at: talk.now,
    actor: talk.person.id,
    action: 'substitute.ended',
    subject: row.personId,
    detail: { substitute: row.substituteId },
  })
  const text = words.ended(named(talk, row.personId), named(talk, row.substituteId))
  const told = [row.substituteId, row.personId].filter((one) => one !== talk.person.id)
  return {
    ...say(text),
    notices: told.map((personId) => ({
      personId,
      key: `substitute|${row.id}|ended|${personId}`,
      reply: { text },
      personal: true,
    })),
  }
}
