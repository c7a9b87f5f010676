import type { Heard } from '../core/flow/session.ts'
import { personOf } from '../core/plan/board.ts'
import type { Prepared } from '../core/reminder/due-messages.ts'
import type { Reply } from '../core/reply.ts'
import type { Instant } from '../core/time.ts'
import * as vi from '../text/vi.ts'
import { accountFor } from './account-choice.ts'
import { answerIn, resume } from './answering.ts'
import { choose, command, numberOf, pickFromList, pickNumber } from './commands.ts'
import type { Compiler } from './compile.ts'
import { enqueue } from './hand-over.ts'
import { hearStranger } from './joining.ts'
import type { Office } from './office.ts'
import type { Clock } from './ports/clock.ts'
import type { Files } from './ports/files.ts'
import type { Log } from './ports/log.ts'
import type { InboxRow, NewOutboxRow, OutboxRow } from './ports/messages.ts'
import type { Queue } from './ports/queue.ts'
import type { Records, Store } from './ports/store.ts'
import { hearFile } from './receiving.ts'
import { refusedFileText } from './refused-file.ts'
import { forgetWanted, keepWanted, type WantedBy, wantedReports } from './reports-wanted.ts'
import { activeReview, hearDraft } from './review-chat.ts'
import type { FormOf } from './review-form.ts'
import { type Notice, type Spoken, say, type Talk, type Wanted } from './talk.ts'

export interface InboxHandler {
  /** Handles everything that waits, oldest first; gives how many messages that was. */
  handleAll(): Promise<number>
  /** Compiles what messages asked for before the process died. */
  compileLeft(): Promise<void>
}

/** Answers stored messages: each in one transaction with all that it causes. */
export function createInboxHandler(parts: {
  readonly store: Store
  readonly queue: Queue
  readonly office: Office
  readonly clock: Clock
  readonly log: Log
  readonly prepared: () => Promise<Prepared>
  /** Makes the links of an invitation code, one for each channel that has such links. */
  readonly inviteLinks: (code: string) => Promise<readonly string[]>
  readonly compiler: Compiler
  readonly files: Files
  readonly formOf: FormOf
  /** A document waits to be read. */
  readonly received: () => void
  /** Once aborted no further message is begun; those that wait are handled after the next start. */
  readonly stop: AbortSignal
  readonly changed: (personId: string) => void
}): InboxHandler {
  const { store, queue, office, clock, log, compiler, stop, changed } = parts

  /** Brings drafts up to date after a change; whoever asked for one gets the file. */
  const compile = async ({ wanted, inboxId }: WantedBy, now: Instant): Promise<OutboxRow[]> => {
    const out: OutboxRow[] = []
    if (wanted.length === 0) return out
    for (const { occurrenceId, tell } of wanted) {
      try {
        const report = await compiler.draft(occurrenceId, now)
        if (!report || tell === null) continue
        const reply = { text: vi.draftReady(report.draft), files: [report.file] }
        const notice = { key: `draft|${inboxId}|${occurrenceId}`, personId: tell, reply }
        out.push(...(await store.write((records) => addNotices(records, [notice], now))))
      } catch (error) {
        log.error({ report: occurrenceId, error }, 'report could not be compiled')
      }
    }
    await store.write((records) => forgetWanted(records, inboxId))
    return out
  }

  const respond = async (
    records: Records,
    row: InboxRow,
    prepared: Prepared,
    now: Instant,
    wanted: Wanted[],
    after: { received: boolean },
  ): Promise<OutboxRow[]> => {
    const account = await records.accountAt(row.channel, row.address)
    if (row.heard.kind === 'left') {
      if (account) await records.closeAccount(account.id, now)
      return []
    }
    const person = account?.status === 'active' ? personOf(office.board, account.personId) : undefined
    if (!person) return addAll(records, await hearStranger(records, office, row, now))
    const talk: Talk = { records, office, prepared, person, now, form: parts.formOf(row.channel) }
    const spoken = await answer(talk, row, parts)
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
    wanted.push(...(spoken.compile ?? []))
    if (spoken.received) after.received = true
    return [...(await addAll(records, rows)), ...(await addNotices(records, spoken.notices ?? [], now))]
  }

  /** A message that cannot be handled is set aside, its sender is told, and the others go on. */
  const setAside = (row: InboxRow, now: Instant): Promise<OutboxRow[]> =>
    store.write(async (records) => {
      await records.inboundDone(row.id, now, 'could not be handled')
      const account = await records.accountAt(row.channel, row.address)
      return addAll(records, [
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

  const handleOne = async (): Promise<boolean> => {
    const prepared = await parts.prepared()
    const now = clock.now()
    let current: InboxRow | undefined
    let wanted: Wanted[] = []
    const after = { received: false }
    let rows: OutboxRow[]
    try {
      rows = await store.write(async (records) => {
        wanted = []
        after.received = false
        current = await records.nextInbound()
        if (!current) return []
        const out = await respond(records, current, prepared, now, wanted, after)
        await keepWanted(records, current.id, wanted)
        await records.inboundDone(current.id, now, null)
        return out
      })
      if (current) rows = [...rows, ...(await compile({ inboxId: current.id, wanted }, now))]
    } catch (error) {
      if (!current) throw error
      log.error({ inbox: current.id, channel: current.channel, error }, 'message could not be handled')
      rows = await setAside(current, now)
    }
    await enqueue(queue, rows)
    for (const personId of new Set(rows.flatMap((row) => row.personId ?? []))) changed(personId)
    if (current) await letGo(current)
    if (after.received) parts.received()
    return current !== undefined
  }

  return {
    async handleAll() {
      let count = 0
      while (!stop.aborted && (await handleOne())) count += 1
      return count
    },

    async compileLeft() {
      for (const left of await store.read(wantedReports)) await enqueue(queue, await compile(left, clock.now()))
    },
  }
}

async function addNotices(records: Records, notices: readonly Notice[], now: Instant): Promise<OutboxRow[]> {
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
  return addAll(records, rows)
}

async function addAll(records: Records, rows: readonly NewOutboxRow[]): Promise<OutboxRow[]> {
  const added: OutboxRow[] = []
  for (const row of rows) {
    const one = await records.addOutbox(row)
    if (one) added.push(one)
  }
  return added
}

async function answer(
  talk: Talk,
  row: InboxRow,
  { inviteLinks, files }: { readonly inviteLinks: (code: string) => Promise<readonly string[]>; readonly files: Files },
): Promise<Spoken> {
  const { heard } = row
  const session = await talk.records.activeSession(talk.person.id)
  switch (heard.kind) {
    case 'refused-file': {
      const told = say(refusedFileText(heard))
      if (!session && talk.person.roles.includes('admin'))
        await talk.records.audit({
          at: talk.now,
          actor: talk.person.id,
          action: 'document.refused',
          subject: `inbox:${row.id}`,
          detail: { reason: heard.why },
        })
      if (!session) return told
      // The question stands again below the refusal, with its buttons.
      return { replies: [...told.replies, ...(await resume(talk, session)).replies] }
    }
    case 'file':
      return hearFile(talk, row, session, files)
    case 'choice': {
      const from = await talk.records.outbox(heard.outboxId)
      // Somebody else's message is answered as if it did not exist.
      const value = from?.personId === talk.person.id ? from.reply.choices?.[heard.index]?.value : undefined
      return value === undefined ? say(vi.staleButton) : choose(talk, value, inviteLinks)
    }
    case 'text': {
      const asCommand = await command(talk, heard.text, inviteLinks)
      if (asCommand) return asCommand
      const number = numberOf(heard.text)
      const listed = number === undefined ? undefined : await pickFromList(talk, row.id, number)
      const review = session ? undefined : await activeReview(talk)
      // In an open review a number is an item's, whatever buttons stand under its last message.
      if (listed !== undefined && !(review && listed.startsWith('review:'))) return choose(talk, listed, inviteLinks)
      if (review) return hearDraft(talk, review, textOf(heard.text))
      if (session) return answerIn(talk, session, textOf(heard.text))
      const value = number === undefined ? undefined : await pickNumber(talk, number)
      return value === undefined ? say(vi.notUnderstood) : choose(talk, value, inviteLinks)
    }
    case 'left':
      return { replies: [] }
  }
}

const textOf = (text: string): Extract<Heard, { kind: 'text' }> => ({ kind: 'text', text })
