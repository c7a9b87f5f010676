import type { Occurrence, Standing } from '../../core/plan/occurrence.ts'
import type { Instant } from '../../core/time.ts'
import type { Account } from '../ports/account.ts'
import type { AnswerRow, SessionRow } from '../ports/answers.ts'
import type { ChannelName, InboxRow, OutboxRow } from '../ports/messages.ts'
import type { Records, ReportRow, StoredPlan } from '../ports/store.ts'
import type { Place, SaidBefore } from '../ports/turns.ts'

/** So many of the newest messages to a person are looked at for what a typed number means. */
export const newestLooked = 20

export interface RememberedRecords {
  readonly records: Records
  /** Reads what the answers to these messages begin with, for all of them together. */
  prepare(rows: readonly InboxRow[], isNumber: (text: string) => boolean): Promise<void>
  /** Writes what was kept back. */
  flush(): Promise<void>
}

/** So many ids are reserved at once for rows that are kept back. */
const reserved = 24

/** What these read or write is nothing that is remembered here, nor anything that is kept back. */
const apart: ReadonlySet<string> = new Set<keyof Records>([
  'addCorrections',
  'addForm',
  'addInstruction',
  'addInvite',
  'addReminder',
  'addVerdict',
  'anyOpen',
  'audit',
  'closeConcern',
  'closeInstruction',
  'corrections',
  'draft',
  'extension',
  'extensionsAsked',
  'extensionsOf',
  'fact',
  'factToChange',
  'form',
  'formFor',
  'formRevisions',
  'formsAbout',
  'formsOf',
  'importedPlans',
  'instruction',
  'isHeldFor',
  'lastDraftOf',
  'openInstructions',
  'promisesOf',
  'recentAudit',
  'reminderRecords',
  'remindersSent',
  'reportInstruction',
  'returnInstruction',
  'setFact',
  'useInvite',
  'verdicts',
])

const placeOf = (channel: ChannelName, address: string): string => `${channel} ${address}`

/**
 * The Records of one transaction in which several messages are answered one after another. What one of them has read is
 * not read again for the next, changes of sessions and standings are seen at once by all that follow, and sessions,
 * Answers and the time at which an address was heard are written together at the end. Whatever else is read or written
 * goes to the database as it is; after a write that is not known here everything is read anew.
 *
 * Messages to people (`outbox`, `newestTo`) are remembered as they were when the answering began: nobody has seen yet
 * what is said in the same transaction.
 */
export function rememberedRecords(records: Records): RememberedRecords {
  let plans: Promise<readonly StoredPlan[]> | undefined
  let substitutes: ReturnType<Records['substitutes']> | undefined
  let occurrences: Promise<readonly Occurrence[]> | undefined
  let byId: ReadonlyMap<string, Occurrence> | undefined
  let standings: Map<string, Standing> | undefined
  let reports: Promise<readonly ReportRow[]> | undefined
  let drafters: Promise<ReadonlySet<string>> | undefined
  const places = new Map<string, Account | undefined>()
  const accounts = new Map<string, readonly Account[]>()
  const sessions = new Map<number, SessionRow>()
  /** People whose open sessions are all in `sessions`. */
  const sessionsKnown = new Set<string>()
  const told = new Map<number, OutboxRow | undefined>()
  const newest = new Map<string, readonly SaidBefore[]>()
  const before = new Map<number, number | undefined>()
  const changed = new Set<number>()
  const begun = new Set<number>()
  const given: AnswerRow[] = []
  /** The newest Answer to an Occurrence; null: nobody has answered. */
  const answered = new Map<string, AnswerRow | null>()
  const marked = new Map<string, Pick<AnswerRow, 'occurrenceId' | 'personId' | 'at'>>()
  const heard = new Map<string, Place>()
  let heardAt: Instant | undefined
  const ids = { sessions: [] as number[], answers: [] as number[] }

  const idOf = async (of: keyof typeof ids): Promise<number> => {
    const next = ids[of].shift()
    if (next !== undefined) return next
    ids[of] = [...(await records.reserveIds(of, reserved))]
    return idOf(of)
  }
  const rowsOf = (of: ReadonlySet<number>): SessionRow[] => [...of].flatMap((id) => sessions.get(id) ?? [])
  const flush = async (): Promise<void> => {
    await records.addSessions(rowsOf(begun))
    await records.putSessions(rowsOf(changed))
    await records.addAnswers(given)
    await records.markAnswered([...marked.values()])
    if (heardAt !== undefined) await records.heardAt([...heard.values()], heardAt)
    for (const kept of [begun, changed, marked, heard]) kept.clear()
    given.length = 0
  }
  const forget = (): void => {
    plans = substitutes = occurrences = reports = drafters = undefined
    standings = byId = undefined
    for (const known of [places, accounts, sessions, sessionsKnown, told, newest, before, answered]) known.clear()
  }

  const learnSessions = async (personIds: readonly string[]): Promise<void> => {
    const unknown = personIds.filter((id) => !sessionsKnown.has(id))
    if (unknown.length === 0) return
    for (const row of await records.openSessionsOf(unknown)) if (!sessions.has(row.id)) sessions.set(row.id, row)
    for (const id of unknown) sessionsKnown.add(id)
  }
  const sessionsOf = async (personId: string, status: SessionRow['status']): Promise<readonly SessionRow[]> => {
    await learnSessions([personId])
    return [...sessions.values()]
      .filter((one) => one.personId === personId && one.status === status)
      .sort((a, b) => a.id - b.id)
  }
  const occurrencesById = async (): Promise<ReadonlyMap<string, Occurrence>> => {
    occurrences ??= records.occurrences()
    byId ??= new Map((await occurrences).map((one) => [one.id, one]))
    return byId
  }
  const newestOf = async (personId: string): Promise<readonly SaidBefore[]> => {
    const rows = newest.get(personId) ?? (await records.newestTo([personId], newestLooked))
    newest.set(personId, rows)
    return rows
  }

  const standingsNow = async (): Promise<ReadonlyMap<string, Standing>> => {
    standings ??= new Map(await records.standings())
    return standings
  }
  const newestAnswers = async (occurrenceIds: readonly string[]): Promise<readonly AnswerRow[]> => {
    const now = await standingsNow()
    // What has never been answered has no Answer to be looked for.
    const unknown = occurrenceIds.filter((id) => !answered.has(id) && now.get(id)?.answeredAt !== null)
    for (const row of await records.newestAnswersTo(unknown)) answered.set(row.occurrenceId, row)
    for (const id of unknown) if (!answered.has(id)) answered.set(id, null)
    return [...new Set(occurrenceIds)].flatMap((id) => answered.get(id) ?? [])
  }
  /** A list of Answers as it is in the database, with those that were kept back. */
  const afterFlush =
    <Given extends readonly unknown[], Result>(read: (...given: Given) => Promise<Result>) =>
    async (...given: Given): Promise<Result> => {
      await flush()
      return read(...given)
    }

  const remembering: Partial<Records> = {
    plans: () => {
      plans ??= records.plans()
      return plans
    },
    substitutes: () => {
      substitutes ??= records.substitutes()
      return substitutes
    },
    occurrences: () => {
      occurrences ??= records.occurrences()
      return occurrences
    },
    // One that is no longer in its plan is not among the others.
    occurrence: async (id) => (await occurrencesById()).get(id) ?? records.occurrence(id),
    standings: standingsNow,
    // Asked for by whoever is about to change it, so never from memory: another process may have changed it.
    standing: async (id) => {
      await flush()
      const found = await records.standing(id)
      if (found) standings?.set(id, found)
      return found
    },
    setStanding: async (standing) => {
      await flush()
      await records.setStanding(standing)
      const kept = standings?.get(standing.occurrenceId)
      standings?.set(standing.occurrenceId, {
        ...standing,
        ...(kept?.movedAt === undefined ? {} : { movedAt: kept.movedAt }),
        ...(kept?.promisedOn === undefined ? {} : { promisedOn: kept.promisedOn }),
      })
    },
    markAnswered: async (rows) => {
      for (const row of rows) {
        if (!marked.has(row.occurrenceId)) marked.set(row.occurrenceId, row)
        const kept = standings?.get(row.occurrenceId)
        if (kept === undefined) continue
        standings?.set(row.occurrenceId, {
          ...kept,
          status: 'answered',
          answeredAt: kept.answeredAt ?? row.at,
          answeredBy: kept.answeredBy ?? row.personId,
        })
      }
    },
    addAnswer: async (occurrenceId, personId, at, body, insteadOf = null) => {
      const [earlier] = await newestAnswers([occurrenceId])
      const row = { occurrenceId, personId, at, body, insteadOf, revision: (earlier?.revision ?? 0) + 1 }
      const answer: AnswerRow = { id: await idOf('answers'), ...row }
      given.push(answer)
      answered.set(occurrenceId, answer)
      return answer
    },
    newestAnswersTo: newestAnswers,
    newestAnswers: afterFlush(records.newestAnswers),
    answersOf: afterFlush(records.answersOf),
    fileRef: afterFlush(records.fileRef),
    reports: () => {
      reports ??= records.reports()
      return reports
    },
    report: async (id) => {
      reports ??= records.reports()
      return (await reports).find((one) => one.occurrenceId === id)
    },
    openDrafts: async (personId) => {
      drafters ??= records.peopleWithDrafts()
      return (await drafters).has(personId) ? records.openDrafts(personId) : []
    },

    accountAt: async (channel, address) => {
      const place = placeOf(channel, address)
      if (!places.has(place)) places.set(place, await records.accountAt(channel, address))
      return places.get(place)
    },
    heardAt: async (those, at) => {
      if (heardAt !== at) await flush()
      heardAt = at
      for (const one of those) {
        const place = placeOf(one.channel, one.address)
        heard.set(place, one)
        const known = places.get(place)
        if (known) places.set(place, { ...known, lastHeardAt: at })
        if (known) accounts.delete(known.personId)
      }
    },
    accounts: async (personId) => {
      if (heard.size > 0 && !accounts.has(personId)) await flush()
      const known = accounts.get(personId) ?? (await records.accounts(personId))
      accounts.set(personId, known)
      return known
    },

    activeSession: async (personId) => (await sessionsOf(personId, 'active')).at(-1),
    parkedSessions: (personId) => sessionsOf(personId, 'parked'),
    openSessionsOf: async (personIds) => {
      await learnSessions(personIds)
      return [...sessions.values()]
        .filter((one) => one.status !== 'done' && personIds.includes(one.personId))
        .sort((a, b) => a.id - b.id)
    },
    sessionById: async (id) => {
      const row = sessions.get(id) ?? (await records.sessionById(id))
      if (row) sessions.set(id, row)
      return row
    },
    addSession: async (personId, occurrenceId, state, at) => {
      const id = await idOf('sessions')
      const row: SessionRow = { id, personId, occurrenceId, status: 'active', state, updatedAt: at }
      sessions.set(id, row)
      begun.add(id)
      return row
    },
    updateSession: async (id, change) => {
      const row = sessions.get(id)
      if (!row) return records.updateSession(id, change)
      sessions.set(id, { ...row, ...change })
      // One that is written for the first time is written as it is then.
      if (!begun.has(id)) changed.add(id)
    },

    outbox: async (id) => {
      if (!told.has(id)) told.set(id, await records.outbox(id))
      return told.get(id)
    },
    newestTo: async (personIds, limit) => {
      const [only] = personIds
      if (only === undefined || personIds.length > 1 || limit !== newestLooked)
        return records.newestTo(personIds, limit)
      return newestOf(only)
    },
    inboundsBefore: async (of) => {
      const unknown = of.filter(({ id }) => !before.has(id))
      const found = unknown.length === 0 ? new Map<number, number>() : await records.inboundsBefore(unknown)
      for (const { id } of unknown) before.set(id, found.get(id))
      return new Map(of.flatMap(({ id }) => [[id, before.get(id)] as const]).filter(isKnown))
    },
  }

  const others: { [name: string]: (...given: unknown[]) => Promise<unknown> } = {}
  // Also what `records` has from its prototype: nothing may go past what is kept back.
  for (const name in records) {
    if (name in remembering || apart.has(name)) continue
    others[name] = async (...given) => {
      const method = records[name as keyof Records] as (...given: unknown[]) => Promise<unknown>
      await flush()
      const result = await method(...given)
      forget()
      return result
    }
  }

  return {
    records: Object.assign(Object.create(records) as Records, others, remembering),
    flush,

    async prepare(rows, isNumber) {
      for (const { channel, address } of rows) places.set(placeOf(channel, address), undefined)
      for (const account of await records.accountsAt(rows))
        places.set(placeOf(account.channel, account.address), account)
      const people = rows.flatMap((row) => {
        const account = places.get(placeOf(row.channel, row.address))
        return account?.status === 'active' ? [{ row, personId: account.personId }] : []
      })
      const those = [...new Set(people.map(({ personId }) => personId))]
      // Who writes by two channels at once is answered by one process after the other.
      await records.serialise(those.map((personId) => `person|${personId}`))
      await learnSessions(those)
      const pressed = people.flatMap(({ row: { heard } }) => (heard.kind === 'choice' ? [heard.outboxId] : []))
      for (const id of pressed) told.set(id, undefined)
      for (const row of await records.outboxRows([...new Set(pressed)])) told.set(row.id, row)
      const counting = people.filter(({ row: { heard } }) => heard.kind === 'text' && isNumber(heard.text))
      if (counting.length === 0) return
      const found = await records.inboundsBefore(counting.map(({ row, personId }) => ({ id: row.id, personId })))
      for (const { row } of counting) before.set(row.id, found.get(row.id))
      const lookers = [...new Set(counting.map(({ personId }) => personId))]
      const theirs = await records.newestTo(lookers, newestLooked)
      for (const personId of lookers)
        newest.set(
          personId,
          theirs.filter((row) => row.personId === personId),
        )
    },
  }
}

const isKnown = (pair: readonly [number, number | undefined]): pair is readonly [number, number] =>
  pair[1] !== undefined
