import { type Person, personOf } from '../../core/plan/board.ts'
import type { Prepared } from '../../core/reminder/due-messages.ts'
import type { Reply } from '../../core/reply.ts'
import type { Instant } from '../../core/time.ts'
import * as vi from '../../text/vi.ts'
import { rememberedRecords } from '../conversation/remembered-records.ts'
import type { Notice, Spoken, Talk } from '../conversation/talk.ts'
import { numberOf } from '../conversation/typed-number.ts'
import { accountFor } from '../delivery/account-choice.ts'
import { isAway } from '../delivery/database-away.ts'
import type { DeliveryReader } from '../delivery/delivery-state.ts'
import { enqueue } from '../delivery/hand-over.ts'
import type { Office } from '../office.ts'
import { askAgain, hearUndecided, rowTo } from '../people/consent.ts'
import { hearGroup } from '../people/group-chats.ts'
import type { InviteWays } from '../people/inviting.ts'
import { hearStranger } from '../people/joining.ts'
import { redirected } from '../people/standing-in.ts'
import type { FormOf } from '../plans/review-form.ts'
import type { Account } from '../ports/account.ts'
import type { MenuCommand } from '../ports/channel.ts'
import type { Clock } from '../ports/clock.ts'
import type { Files } from '../ports/files.ts'
import type { Log } from '../ports/log.ts'
import type { InboxRow, NewOutboxRow, OutboxRow } from '../ports/messages.ts'
import type { Queue } from '../ports/queue.ts'
import type { Records, Store } from '../ports/store.ts'
import type { DrawProgress } from '../reminders/progress-pictures.ts'
import type { Compiler } from '../reports/compile.ts'
import { applyEffect, commandsFor } from './commands.ts'
import { hearMessage } from './hear-message.ts'
import { forgetWanted, keepWanted, type WantedBy, wantedReports } from './reports-wanted.ts'

/** So many messages, each of another person, are answered in one transaction when so many wait. */
const mostTogether = 48

/** What one transaction has answered. */
interface Answered {
  /** Messages to people, by the message that causes them. */
  readonly said: readonly { readonly row: InboxRow; readonly out: readonly OutboxRow[] }[]
  readonly wanted: readonly WantedBy[]
  /** Messages that were written down by themselves, reminders for example. */
  readonly written: readonly OutboxRow[]
  /** A document waits to be read. */
  readonly received: boolean
}

/** What an address says within so long is one visit. */
const heardApartMs = 60_000

export interface InboxHandler {
  /** Handles everything that waits, oldest first; gives how many messages that was. */
  handleAll(): Promise<number>
  /** Compiles what messages asked for before the process died. */
  compileLeft(): Promise<void>
  /** What the menu of commands shows whoever has this account; undefined before the consent and for strangers. */
  commandsOf(records: Records, account: Account): Promise<readonly MenuCommand[] | undefined>
}

/**
 * Answers stored messages. Several that wait, each of another person, are answered one after another in one transaction
 * with all that they cause; when one of them fails, each is answered in a transaction of its own, so that it harms only
 * itself.
 */
export function createInboxHandler(parts: {
  readonly store: Store
  readonly queue: Queue
  readonly office: Office
  readonly clock: Clock
  readonly log: Log
  readonly prepared: (records: Records) => Promise<Prepared>
  readonly inviteWays: InviteWays
  readonly compiler: Compiler
  readonly files: Files
  readonly keepTable: Talk['keepTable']
  readonly drawProgress: DrawProgress
  readonly keepDocument: Talk['keepDocument']
  readonly reader?: DeliveryReader
  readonly groupLinks: Talk['groupLinks']
  /** Takes the buttons off the question that was answered; nobody waits for it. */
  readonly settled?: (row: InboxRow, replies: readonly OutboxRow[]) => void
  /** This message has been answered; nobody waits for it. */
  readonly answered?: (row: InboxRow) => void
  readonly formOf: FormOf
  /** A document waits to be read. */
  readonly received: () => void
  /** Once aborted no further message is begun; those that wait are handled after the next start. */
  readonly stop: AbortSignal
  readonly changed: (personId: string) => void
}): InboxHandler {
  const { store, queue, office, clock, log, compiler, stop, changed } = parts

  /** Brings drafts up to date after changes, each once; whoever asked for one gets the file. */
  const compile = async (asked: readonly WantedBy[], now: Instant): Promise<OutboxRow[]> => {
    const out: OutboxRow[] = []
    if (asked.length === 0) return out
    const all = asked.flatMap(({ inboxId, wanted }) => wanted.map((one) => ({ inboxId, ...one })))
    for (const occurrenceId of new Set(all.map((one) => one.occurrenceId))) {
      try {
        const report = await compiler.draft(occurrenceId, now)
        if (!report) continue
        const reply = { text: vi.draftReady(report.draft), files: [report.file] }
        const notices = all.flatMap(({ inboxId, tell, ...one }) =>
          tell !== null && one.occurrenceId === occurrenceId
            ? [{ key: `draft|${inboxId}|${occurrenceId}`, personId: tell, reply }]
            : [],
        )
        if (notices.length === 0) continue
        out.push(
          ...(await store.write(async (records) => records.addOutboxRows(await noticeRows(records, notices, now)))),
        )
      } catch (error) {
        log.error({ report: occurrenceId, error }, 'report could not be compiled')
      }
    }
    await store.write((records) =>
      forgetWanted(
        records,
        asked.map(({ inboxId }) => inboxId),
      ),
    )
    return out
  }

  const talkOf = (records: Records, prepared: Prepared, account: Account, person: Person, now: Instant): Talk => ({
    records,
    office,
    prepared,
    person,
    account,
    now,
    form: parts.formOf(account.channel),
    keepTable: parts.keepTable,
    drawProgress: (chart) => parts.drawProgress(chart, now),
    keepDocument: parts.keepDocument,
    apply: applyEffect,
    groupLinks: parts.groupLinks,
    ...(parts.reader === undefined ? {} : { reader: parts.reader }),
  })

  const respond = async (
    records: Records,
    row: InboxRow,
    prepared: Prepared,
    now: Instant,
  ): Promise<{ readonly rows: readonly NewOutboxRow[]; readonly spoken?: Spoken }> => {
    if (row.heard.kind === 'group') return { rows: await hearGroup(records, office, row, now) }
    const account = await records.accountAt(row.channel, row.address)
    if (row.heard.kind === 'left') {
      if (account) await records.closeAccount(account.id, now)
      return { rows: [] }
    }
    if (account && (account.lastHeardAt ?? 0) < now - heardApartMs) await records.heardAt([row], now)
    const person = account?.status === 'active' ? personOf(office.board, account.personId) : undefined
    if (!account || !person) return { rows: await hearStranger(records, office, row, now, placesOn(row.channel)) }
    if (account.consent === null) return { rows: await hearUndecided(records, office, row, account, person, now) }
    const talk = talkOf(records, prepared, account, person, now)
    const spoken = await hearMessage(talk, row, parts)
    const rows = spoken.replies.map(
      (reply: Reply, n): NewOutboxRow => ({
        key: `in|${row.id}|${n}`,
        kind: 'answer',
        channel: row.channel,
        address: row.address,
        personId: person.id,
        reply,
        createdAt: now,
        about: [],
      }),
    )
    const notices = (spoken.notices ?? []).map((notice) => redirected(talk, notice))
    const asked = (await askAgain(talk)).map(({ key, reply }) => rowTo(account, key, reply, now))
    return { rows: [...rows, ...asked, ...(await noticeRows(records, notices, now))], spoken }
  }

  const placesOn = (channel: InboxRow['channel']): number | undefined =>
    parts.reader?.abilities.get(channel)?.quota?.people

  /** Answers the messages one after another, each in sight of what those before it have changed. */
  const respondToAll = async (
    records: Records,
    rows: readonly InboxRow[],
    prepared: Prepared,
    now: Instant,
  ): Promise<{ readonly said: readonly Said[] } & Omit<Answered, 'said'>> => {
    const said: Said[] = []
    const wanted: WantedBy[] = []
    const written: OutboxRow[] = []
    let received = false
    for (const row of rows) {
      const response = await respond(records, row, prepared, now)
      said.push({ row, rows: response.rows })
      const { compile: asked = [], received: document } = response.spoken ?? {}
      if (asked.length > 0) wanted.push({ inboxId: row.id, wanted: asked })
      if (document) received = true
      written.push(...(response.spoken?.written ?? []))
    }
    return { said, wanted, written, received }
  }

  /** A message that cannot be handled is set aside, its sender is told, and the others go on. */
  const setAside = (row: InboxRow, now: Instant): Promise<readonly OutboxRow[]> =>
    store.write(async (records) => {
      await records.inboundDone(row.id, now, 'could not be handled')
      const account = await records.accountAt(row.channel, row.address)
      return records.addOutboxRows([
        {
          key: `in|${row.id}|problem`,
          kind: 'answer',
          channel: row.channel,
          address: row.address,
          personId: account?.personId ?? null,
          reply: { text: vi.failedToHandle },
          createdAt: now,
          about: [],
        },
      ])
    })

  /** A file that nobody has taken is not kept: neither a stranger's nor one that belongs to no question. */
  const letGo = async ({ heard }: InboxRow): Promise<void> => {
    if (heard.kind !== 'file') return
    const { sha256 } = heard.file
    if (!(await store.read((records) => records.isHeldFor(sha256)))) await parts.files.discard(sha256)
  }

  /** Tells everybody what came of it, once it is stored. */
  const follow = async (answered: Answered, now: Instant): Promise<void> => {
    const out = answered.said.flatMap((one) => one.out)
    const rows = [...out, ...answered.written, ...(await compile(answered.wanted, now))]
    await enqueue(queue, rows)
    for (const { row, out } of answered.said) parts.settled?.(row, out)
    for (const { row } of answered.said) parts.answered?.(row)
    for (const personId of new Set(rows.flatMap((row) => row.personId ?? []))) changed(personId)
    for (const { row } of answered.said) await letGo(row)
    if (answered.received) parts.received()
  }

  /** Answers at most so many of the messages that wait, in one transaction; gives how many it were. */
  const handleSome = async (most: number): Promise<number> => {
    const now = clock.now()
    let current: readonly InboxRow[] = []
    let answered: Answered
    try {
      answered = await store.write(async (stored) => {
        current = []
        const { records, prepare, flush } = rememberedRecords(stored)
        const waiting = await stored.nextInbounds(most)
        if (waiting.length === 0) return { said: [], wanted: [], written: [], received: false }
        await prepare(waiting, (text) => numberOf(text) !== undefined)
        const rows = await oneOfEach(records, waiting)
        const prepared = await parts.prepared(records)
        current = rows
        const { said, wanted, written, received } = await respondToAll(records, rows, prepared, now)
        await flush()
        const out = await stored.addOutboxRows(said.flatMap((one) => one.rows))
        await keepWanted(stored, wanted)
        await stored.inboundsDone(
          rows.map(({ id }) => id),
          now,
        )
        return { said: bySource(said, out), wanted, written, received }
      })
    } catch (error) {
      const [first] = current
      // The database is away: nothing is wrong with the message, and the next look finds it again.
      if (first === undefined || isAway(error)) throw error
      if (current.length > 1) return handleEach(current.length)
      log.error({ inbox: first.id, channel: first.channel, error }, 'message could not be handled')
      answered = { said: [{ row: first, out: await setAside(first, now) }], wanted: [], written: [], received: false }
    }
    await follow(answered, now)
    return answered.said.length
  }

  /** Answers so many messages, each in a transaction of its own. */
  const handleEach = async (count: number): Promise<number> => {
    let handled = 0
    for (let left = count; left > 0 && !stop.aborted; left -= 1) handled += await handleSome(1)
    return handled
  }

  return {
    async handleAll() {
      let count = 0
      while (!stop.aborted) {
        const handled = await handleSome(mostTogether)
        count += handled
        if (handled === 0 || !(await store.inboundWaits())) break
      }
      return count
    },

    async commandsOf(records, account) {
      const person = account.status === 'active' ? personOf(office.board, account.personId) : undefined
      if (!person || account.consent === null) return undefined
      const talk = talkOf(records, await parts.prepared(records), account, person, clock.now())
      return commandsFor(talk).map(({ name, text }) => ({ name, what: text.menu }))
    },

    async compileLeft() {
      await enqueue(queue, await compile(await store.read(wantedReports), clock.now()))
    },
  }
}

/** A message and what is to be said because of it. */
interface Said {
  readonly row: InboxRow
  readonly rows: readonly NewOutboxRow[]
}

/** Stored rows by the message that caused them. */
function bySource(said: readonly Said[], stored: readonly OutboxRow[]): Answered['said'] {
  const byKey = new Map(stored.map((one) => [one.key, one]))
  return said.map(({ row, rows }) => ({
    row,
    out: rows.flatMap(({ key }) => {
      const one = byKey.get(key)
      // Said by two of them, it was written for the first.
      byKey.delete(key)
      return one ?? []
    }),
  }))
}

/** Without further messages of one person, who may write from several addresses: those are answered next. */
async function oneOfEach(records: Records, rows: readonly InboxRow[]): Promise<readonly InboxRow[]> {
  const seen = new Set<string>()
  const first: InboxRow[] = []
  for (const row of rows) {
    const personId = (await records.accountAt(row.channel, row.address))?.personId
    if (personId !== undefined && seen.has(personId)) continue
    if (personId !== undefined) seen.add(personId)
    first.push(row)
  }
  return first
}

async function noticeRows(records: Records, notices: readonly Notice[], now: Instant): Promise<NewOutboxRow[]> {
  const rows: NewOutboxRow[] = []
  for (const { key, personId, reply } of notices) {
    const to = accountFor(await records.accounts(personId))
    if (to)
      rows.push({
        key,
        kind: 'notice',
        channel: to.channel,
        address: to.address,
        personId,
        reply,
        createdAt: now,
        about: [],
      })
  }
  return rows
}
