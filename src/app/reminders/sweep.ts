import { createHash } from 'node:crypto'
import { isUrgent } from '../../core/delivery/urgent.ts'
import type { Issue } from '../../core/issue.ts'
import { adminsOf, personOf } from '../../core/plan/board.ts'
import type { PlannedMessage } from '../../core/reminder/agenda.ts'
import { dueMessages, isAnythingDue, nextMoment, type Prepared } from '../../core/reminder/due-messages.ts'
import { nextInstructionMoment } from '../../core/reminder/instruction-calls.ts'
import type { Standings } from '../../core/reminder/prepare-agenda.ts'
import { isWorkingTime } from '../../core/reminder/working-time.ts'
import type { FileRef } from '../../core/reply.ts'
import type { Instant } from '../../core/time.ts'
import { unreachableText } from '../../text/vi-joining.ts'
import { tellBroadcasts } from '../delivery/broadcast-news.ts'
import { type TakenUp, takeUp } from '../delivery/catch-up.ts'
import { tellDeliveryNews } from '../delivery/delivery-news.ts'
import { type DeliveryReader, noticeMatter } from '../delivery/delivery-state.ts'
import { enqueue } from '../delivery/hand-over.ts'
import { releaseWaiting } from '../delivery/waiting.ts'
import type { Office } from '../office.ts'
import { createAgenda } from '../plans/followed-agenda.ts'
import type { Account } from '../ports/account.ts'
import type { ReminderRow } from '../ports/batches.ts'
import type { Log } from '../ports/log.ts'
import type { OutboxRow } from '../ports/messages.ts'
import type { Queue } from '../ports/queue.ts'
import type { Records, Store } from '../ports/store.ts'
import type { Compiler } from '../reports/compile.ts'
import { standingsWithReports } from '../reports/report-standing.ts'
import { nextDayEnd, writeDayEnds } from './day-end.ts'
import { followedInstruction, followInstructions } from './follow-instructions.ts'
import { writeGroupDigests } from './group-digests.ts'
import { morningPictures } from './morning-pictures.ts'
import type { DrawProgress } from './progress-pictures.ts'
import { readDesk } from './read-desk.ts'

/** A person who is in the middle of a long answer is left alone for so long. */
export const quietMs = 2 * 60 * 60 * 1000

/** Messages written down in one transaction: few enough that deliveries get their turn in between. */
const writtenAtOnce = 500

/** Whether a new message would interrupt a half-written answer. */
export async function isWriting(records: Records, personId: string, now: Instant): Promise<boolean> {
  const session = await records.activeSession(personId)
  return session?.state.halfWritten === true && now - session.updatedAt < quietMs
}

/** Joined, and not yet asked or not yet answered. */
const isUndecided = ({ status, consent }: Account): boolean => status === 'active' && consent === null

/** Another process has written one of these reminders down meanwhile: all is undone, the next sweep looks again. */
class AlreadySwept extends Error {
  override name = 'AlreadySwept'
}

/** What the messages of one sweep are written down with. */
interface Work {
  readonly files: ReadonlyMap<string, FileRef>
  /** By person. */
  readonly pictures: ReadonlyMap<string, FileRef>
  readonly agenda: { readonly prepared: Prepared; readonly standings: Standings; readonly sent: ReadonlySet<string> }
  readonly takenUp: TakenUp
}

export interface Sweep {
  /** Writes down every message that is due and hands it to the queue. Safe to run twice, also on two machines. */
  run(now: Instant): Promise<readonly OutboxRow[]>
  /** When the next message falls due, if nothing is answered until then. */
  next(after: Instant): Promise<Instant | undefined>
  /** The agenda as it is now; with `records`, as their transaction has it. */
  prepared(records?: Records): Promise<Prepared>
}

export function createSweep(parts: {
  readonly store: Store
  readonly queue: Queue
  readonly office: Office
  readonly compiler: Compiler
  readonly log: Log
  readonly reader: DeliveryReader
  readonly drawProgress: DrawProgress
}): Sweep {
  const { store, queue, office, compiler, log, reader, drawProgress } = parts
  const agenda = createAgenda(office)
  let shown = ''

  const look = () =>
    store.read(async (records) => {
      const prepared = agenda(await records.plans(), await records.substitutes())
      return { prepared, standings: await standingsWithReports(records), sent: await records.remindersSent() }
    })

  const tellIssues = (issues: readonly Issue[]): void => {
    const mark = JSON.stringify(issues)
    if (issues.length > 0 && mark !== shown)
      log.warn({ issues }, 'some items give no reminders until they are completed')
    shown = mark
  }

  /** Drafts that go with the messages; one that cannot be compiled leaves its message without a file. */
  const compileAttached = async (messages: readonly PlannedMessage[], now: Instant): Promise<Map<string, FileRef>> => {
    const files = new Map<string, FileRef>()
    for (const id of new Set(messages.flatMap((message) => message.attach))) {
      try {
        const row = await compiler.draft(id, now)
        if (row) files.set(id, row.file)
      } catch (error) {
        log.error({ report: id, error }, 'report could not be compiled')
      }
    }
    return files
  }

  /** Writes down some of the messages, and gives those that go out now and those that reach nobody. */
  const writeDown = async (
    records: Records,
    messages: readonly PlannedMessage[],
    { files, pictures, agenda: seen, takenUp }: Work,
    now: Instant,
  ): Promise<{ readonly rows: readonly OutboxRow[]; readonly missed: readonly PlannedMessage[] }> => {
    const state = await reader.read(
      records,
      messages.map(({ personId }) => personId),
      now,
      seen,
    )
    const writing = await records.peopleWriting(now - quietMs)
    const missed: PlannedMessage[] = []
    const said: PlannedMessage[] = []
    const down: ReminderRow[] = []
    for (const message of messages) {
      const matter = {
        kind: message.kind,
        urgent: isUrgent(seen.prepared, message),
        files: message.attach.length > 0,
      }
      const plan = state.plan(message.personId, matter)
      const account = plan.accounts[0]?.account ?? plan.waitsAt
      if (!account) {
        missed.push(message)
        continue
      }
      // It goes into the person's next digest.
      if (plan.thin && message.kind === 'ping') continue
      said.push(message)
      const can = reader.abilities.get(account.channel)
      // A picture is a help to the eye: it goes along where it can be shown, and never as a link.
      const shows = can !== undefined && (can.files || can.pictures === true) && !plan.thin
      const attached = [
        ...message.attach.flatMap((id) => files.get(id) ?? []),
        ...(shows ? [pictures.get(message.personId) ?? []].flat() : []),
      ]
      down.push({
        row: {
          key: message.key,
          kind: message.kind,
          channel: account.channel,
          address: account.address,
          personId: message.personId,
          reply: attached.length > 0 ? { ...message.reply, files: attached } : message.reply,
          createdAt: now,
          about: [...new Set(message.rungs.map((rung) => rung.occurrenceId))],
        },
        status: writing.has(message.personId) ? 'held' : 'queued',
        rungs: message.rungs,
      })
    }
    if (!(await takenUp.takeBack(records, said))) throw new AlreadySwept()
    const rows = await records.addReminderRows(down, now)
    if (rows === undefined) throw new AlreadySwept()
    await takenUp.noteSaidIn(records, said, rows)
    return { rows: rows.filter(({ status }) => status === 'queued'), missed }
  }

  /** Tells the admins who could not be reached; the reminder itself stays due until the person has joined. */
  const tellUnreachable = async (
    records: Records,
    missed: readonly PlannedMessage[],
    now: Instant,
  ): Promise<OutboxRow[]> => {
    if (missed.length === 0) return []
    const mark = createHash('sha256')
      .update(missed.map((message) => message.key).join('\n'))
      .digest('hex')
    const accounts = await records.accountsOf(missed.map(({ personId }) => personId))
    const named = (undecided: boolean): readonly string[] =>
      missed
        .filter(({ personId }) => (accounts.get(personId) ?? []).some(isUndecided) === undecided)
        .map(({ personId }) => personOf(office.board, personId)?.name ?? personId)
    const text = unreachableText(named(false), named(true))
    const rows: OutboxRow[] = []
    const admins = adminsOf(office.board)
    const state = await reader.read(
      records,
      admins.map(({ id }) => id),
      now,
    )
    for (const admin of admins) {
      const account = state.accountFor(admin.id, noticeMatter())
      if (!account) continue
      const row = await records.addOutbox({
        key: `unreachable|${admin.id}|${mark}`,
        kind: 'notice',
        channel: account.channel,
        address: account.address,
        personId: admin.id,
        reply: { text },
        createdAt: now,
        about: [],
      })
      if (row) rows.push(row)
    }
    return rows
  }

  /** Messages that waited for an answer to be finished. */
  const release = async (records: Records, now: Instant): Promise<OutboxRow[]> => {
    const rows: OutboxRow[] = []
    const held = await records.held()
    const writing = held.length === 0 ? new Set<string>() : await records.peopleWriting(now - quietMs)
    for (const row of held) {
      if (row.personId !== null && writing.has(row.personId)) continue
      await records.updateOutbox(row.id, { status: 'queued' })
      rows.push({ ...row, status: 'queued' })
    }
    return rows
  }

  /** Writes everything down in turns, and hands over what a turn has written while the next one is written. */
  const writeAll = async (
    messages: readonly PlannedMessage[],
    work: Work,
    now: Instant,
  ): Promise<readonly OutboxRow[]> => {
    const out: OutboxRow[] = []
    const missed: PlannedMessage[] = []
    const handing: Promise<void>[] = []
    const handOver = (rows: readonly OutboxRow[]): void => {
      out.push(...rows)
      if (rows.length > 0) handing.push(enqueue(queue, rows))
    }
    try {
      handOver(await store.write((records) => release(records, now)))
      for (let from = 0; from < messages.length; from += writtenAtOnce) {
        const some = messages.slice(from, from + writtenAtOnce)
        const written = await store
          .write((records) => writeDown(records, some, work, now))
          .catch((error: unknown) => {
            if (error instanceof AlreadySwept) return { rows: [], missed: [] }
            throw error
          })
        handOver(written.rows)
        missed.push(...written.missed)
      }
      handOver(await store.write((records) => tellDeliveryNews(records, reader, office, now)))
      handOver(await store.write((records) => tellBroadcasts(records, reader, office, now)))
      if (missed.length > 0) handOver(await store.write((records) => tellUnreachable(records, missed, now)))
    } finally {
      // What is written and could not be handed over goes out after the next start.
      const failed = (await Promise.allSettled(handing)).find((one) => one.status === 'rejected')
      if (failed) log.error({ error: failed.reason }, 'messages were written down and could not be handed over')
    }
    return out
  }

  return {
    async run(now) {
      const { queued, stale } = await store.write((records) => releaseWaiting(records, reader, now))
      await enqueue(queue, queued)
      const { prepared, standings, sent } = await look()
      tellIssues(prepared.issues)
      // Outside working time nothing is said anew, so what has waited goes on waiting.
      const works = isWorkingTime(prepared.board.hours, prepared.calendar, now)
      const takenUp = await store.read((records) => takeUp(records, works ? stale : []))
      const seen = { prepared, standings, sent: takenUp.sentWithout(sent) }
      const isDue = isAnythingDue(prepared, standings, seen.sent, now)
      const desk = isDue ? await store.read((records) => readDesk(records, prepared, now)) : undefined
      const messages = isDue ? dueMessages(prepared, standings, seen.sent, now, desk) : []
      const files = await compileAttached(messages, now)
      const pictures = await morningPictures({ store, office, log, drawProgress }, prepared, messages, now)
      const told = await writeAll(messages, { files, pictures, agenda: seen, takenUp }, now)
      const toPeople = [...queued, ...told]
      if (works && stale.length > 0) await store.write((records) => takenUp.endRest(records, messages))
      const toGroups = await store.write((records) => writeGroupDigests(records, prepared, standings, now))
      const digested = new Set(messages.flatMap(({ kind, personId }) => (kind === 'ping' ? [] : [personId])))
      const followed = await store.write((records) => followInstructions(records, reader, prepared, digested, now))
      const dayEnds = await store.write((records) => writeDayEnds(records, reader, office, prepared, now))
      await enqueue(queue, [...toGroups, ...followed, ...dayEnds])
      const rows = [...toPeople, ...toGroups, ...followed, ...dayEnds]
      if (rows.length > 0) log.info({ messages: rows.length }, 'messages written down')
      return rows
    },

    async next(after) {
      const { prepared, standings, sent } = await look()
      const instructions = await store.read((records) => records.openInstructions())
      const moments = [
        nextMoment(prepared, standings, sent, after),
        nextInstructionMoment(prepared, instructions.map(followedInstruction), after),
        await store.read((records) => nextDayEnd(records, prepared, after)),
      ].flatMap((moment) => moment ?? [])
      return moments.length === 0 ? undefined : Math.min(...moments)
    },

    prepared: (within) => {
      const look = async (records: Records) => agenda(await records.plans(), await records.substitutes())
      return within ? look(within) : store.read(look)
    },
  }
}
