import { createHash } from 'node:crypto'
import type { Issue } from '../core/issue.ts'
import { adminsOf, personOf } from '../core/plan/board.ts'
import type { PlannedMessage } from '../core/reminder/agenda.ts'
import { dueMessages, nextMoment, type Prepared } from '../core/reminder/due-messages.ts'
import type { FileRef } from '../core/reply.ts'
import type { Instant } from '../core/time.ts'
import { unreachableNotice } from '../text/vi.ts'
import { accountFor } from './account-choice.ts'
import type { Compiler } from './compile.ts'
import { createAgenda } from './followed-agenda.ts'
import { enqueue } from './hand-over.ts'
import type { Office } from './office.ts'
import type { Log } from './ports/log.ts'
import type { OutboxRow } from './ports/messages.ts'
import type { Queue } from './ports/queue.ts'
import type { Records, Store } from './ports/store.ts'
import { standingsWithReports } from './report-standing.ts'

/** A person who is in the middle of a long answer is left alone for so long. */
export const quietMs = 2 * 60 * 60 * 1000

/** Whether a new message would interrupt a half-written answer. */
export async function isWriting(records: Records, personId: string, now: Instant): Promise<boolean> {
  const session = await records.activeSession(personId)
  return session?.state.halfWritten === true && now - session.updatedAt < quietMs
}

/** Another process has written one of these reminders down meanwhile: all is undone, the next sweep looks again. */
class AlreadySwept extends Error {
  override name = 'AlreadySwept'
}

export interface Sweep {
  /** Writes down every message that is due and hands it to the queue. Safe to run twice, also on two machines. */
  run(now: Instant): Promise<readonly OutboxRow[]>
  /** When the next message falls due, if nothing is answered until then. */
  next(after: Instant): Promise<Instant | undefined>
  /** The agenda as it is now. */
  prepared(): Promise<Prepared>
}

export function createSweep(parts: {
  readonly store: Store
  readonly queue: Queue
  readonly office: Office
  readonly compiler: Compiler
  readonly log: Log
}): Sweep {
  const { store, queue, office, compiler, log } = parts
  const agenda = createAgenda(office)
  let shown = ''

  const look = () =>
    store.read(async (records) => {
      const prepared = agenda(await records.plans())
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

  const writeDown = async (
    records: Records,
    message: PlannedMessage,
    files: ReadonlyMap<string, FileRef>,
    now: Instant,
  ): Promise<OutboxRow | 'unreachable' | undefined> => {
    const account = accountFor(await records.accounts(message.personId))
    if (!account) return 'unreachable'
    const attached = message.attach.flatMap((id) => files.get(id) ?? [])
    const reply = attached.length > 0 ? { ...message.reply, files: attached } : message.reply
    const row = await records.addOutbox(
      {
        key: message.key,
        kind: message.kind,
        channel: account.channel,
        address: account.address,
        personId: message.personId,
        reply,
        createdAt: now,
        about: [...new Set(message.rungs.map((rung) => rung.occurrenceId))],
      },
      (await isWriting(records, message.personId, now)) ? 'held' : 'queued',
    )
    if (!row) return undefined
    for (const rung of message.rungs) {
      const added = await records.addReminder(rung.occurrenceId, rung.rung, message.personId, now, rung.missed, row.id)
      if (!added) throw new AlreadySwept()
    }
    return row
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
    const names = missed.map((message) => personOf(office.board, message.personId)?.name ?? message.personId)
    const rows: OutboxRow[] = []
    for (const admin of adminsOf(office.board)) {
      const account = accountFor(await records.accounts(admin.id))
      if (!account) continue
      const row = await records.addOutbox({
        key: `unreachable|${admin.id}|${mark}`,
        kind: 'notice',
        channel: account.channel,
        address: account.address,
        personId: admin.id,
        reply: { text: unreachableNotice(names) },
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
    for (const row of await records.held()) {
      if (row.personId !== null && (await isWriting(records, row.personId, now))) continue
      await records.updateOutbox(row.id, { status: 'queued' })
      rows.push({ ...row, status: 'queued' })
    }
    return rows
  }

  const writeAll = (messages: readonly PlannedMessage[], files: ReadonlyMap<string, FileRef>, now: Instant) =>
    store.write(async (records) => {
      const out = await release(records, now)
      const missed: PlannedMessage[] = []
      for (const message of messages) {
        const row = await writeDown(records, message, files, now)
        if (row === 'unreachable') missed.push(message)
        else if (row?.status === 'queued') out.push(row)
      }
      out.push(...(await tellUnreachable(records, missed, now)))
      return out
    })

  return {
    async run(now) {
      const { prepared, standings, sent } = await look()
      tellIssues(prepared.issues)
      const messages = dueMessages(prepared, standings, sent, now)
      const files = await compileAttached(messages, now)
      const rows = await writeAll(messages, files, now).catch((error: unknown) => {
        if (error instanceof AlreadySwept) return []
        throw error
      })
      await enqueue(queue, rows)
      if (rows.length > 0) log.info({ messages: rows.length }, 'messages written down')
      return rows
    },

    async next(after) {
      const { prepared, standings, sent } = await look()
      return nextMoment(prepared, standings, sent, after)
    },

    prepared: () => store.read(async (records) => agenda(await records.plans())),
  }
}
