import { foldVietnamese } from '../../core/fold.ts'
import { staleButton } from '../../text/vi.ts'
import { sentences } from '../../text/vi-flow.ts'
import type { Channel } from '../ports/channel.ts'
import type { Log } from '../ports/log.ts'
import type { ChannelName, InboxRow, OutboxRow } from '../ports/messages.ts'
import type { Records, Store } from '../ports/store.ts'

/** Buttons above these have scrolled away. */
const rowsLookedAt = 20
/** One question is seldom said more often than this before it is answered. */
const repeatsSettled = 3
/** Settling is a courtesy: when so many wait, further ones are left out. */
const mostWaiting = 100
/** Messages that are not settled a second time; far more than one conversation has. */
const remembered = 2_000

/** What all buttons of one message ask about; a list, of which other buttons still serve, asks nothing. */
type Question =
  | { readonly kind: 'step'; readonly session: number; readonly turn: number }
  | { readonly kind: 'report'; readonly id: string }
  | { readonly kind: 'switch' }

export interface PromptSettler {
  /**
   * After a message was handled and `replies` were written down: takes the buttons off the question it answered, where
   * the channel can. Best effort, each message at most once; nobody waits for it and it never fails.
   */
  settled(row: InboxRow, replies: readonly OutboxRow[]): void
  /** Resolves when nothing is under way. */
  idle(): Promise<void>
}

export function createPromptSettler(parts: {
  readonly store: Store
  readonly channels: ReadonlyMap<ChannelName, Channel>
  readonly log: Log
  readonly stop: AbortSignal
}): PromptSettler {
  const { store, channels, log, stop } = parts
  const done = new Set<number>()
  let waiting = 0
  let line: Promise<void> = Promise.resolve()

  const settle = async (channel: Channel, { row, label }: Settled): Promise<void> => {
    if (done.has(row.id) || stop.aborted) return
    const oldest = done.values().next()
    if (done.size >= remembered && !oldest.done) done.delete(oldest.value)
    done.add(row.id)
    await channel.settle?.(row, label, stop)
  }

  const settleAll = async (channel: Channel, row: InboxRow, replies: readonly OutboxRow[]): Promise<void> => {
    if (stop.aborted) return
    const found = await store.read((records) => answeredBy(records, row, replies))
    for (const one of found)
      await settle(channel, one).catch((error: unknown) => {
        const why = error instanceof Error ? error.message : 'unknown'
        log.debug({ channel: row.channel, outbox: one.row.id, why }, 'The buttons of an answered question stay.')
      })
  }

  return {
    settled(row, replies) {
      const channel = channels.get(row.channel)
      const { kind } = row.heard
      if (!channel?.can.edit || (kind !== 'choice' && kind !== 'text' && kind !== 'file') || waiting >= mostWaiting)
        return
      waiting += 1
      line = line
        .then(() => settleAll(channel, row, replies))
        .catch((error: unknown) => {
          const why = error instanceof Error ? error.name : 'unknown'
          log.debug({ channel: row.channel, inbox: row.id, why }, 'An answered question was not looked for.')
        })
        .finally(() => {
          waiting -= 1
        })
    },
    idle: () => line,
  }
}

interface Settled {
  readonly row: OutboxRow
  /** The button that was chosen; null: it was answered in other words, or is of no use any more. */
  readonly label: string | null
}

/** The messages whose question this one has answered. */
async function answeredBy(records: Records, row: InboxRow, replies: readonly OutboxRow[]): Promise<readonly Settled[]> {
  const account = await records.accountAt(row.channel, row.address)
  if (account === undefined) return []
  const first = Math.min(...replies.map(({ id }) => id))
  const before = (await records.outboxTo(account.personId, rowsLookedAt)).filter((one) => one.id < first)
  const pressed = row.heard.kind === 'choice' ? await records.outbox(row.heard.outboxId) : undefined
  if (row.heard.kind === 'choice' && pressed?.personId !== account.personId) return []
  const asked = pressed ?? before.findLast((one) => questionOf(one) !== undefined)
  const question = asked && questionOf(asked)
  if (asked === undefined || question === undefined || !(await isOver(records, question))) return []
  const label = labelOf(row, asked, replies)
  const same = before
    .filter((one) => one.id !== asked.id && isSame(questionOf(one), question))
    .slice(1 - repeatsSettled)
  return [asked, ...same]
    .filter((one) => one.status === 'sent' && one.channel === row.channel && one.address === row.address)
    .map((one) => ({ row: one, label }))
}

function questionOf({ reply }: OutboxRow): Question | undefined {
  const questions = (reply.choices ?? []).map(({ value }) => askedBy(value))
  const [first] = questions
  return first !== undefined && questions.every((one) => isSame(one, first)) ? first : undefined
}

/** What a button's value asks about. */
function askedBy(value: string): Question | undefined {
  const step = /^s:(\d{1,15}):(\d{1,9}):/.exec(value)
  if (step) return { kind: 'step', session: Number(step[1]), turn: Number(step[2]) }
  const colon = value.indexOf(':')
  const verb = value.slice(0, colon)
  if (verb === 'approve' || verb === 'return') return { kind: 'report', id: value.slice(colon + 1) }
  return verb === 'resume' || verb === 'switch' ? { kind: 'switch' } : undefined
}

const isSame = (a: Question | undefined, b: Question): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Whether the question does not stand any more. */
async function isOver(records: Records, question: Question): Promise<boolean> {
  if (question.kind === 'switch') return true
  if (question.kind === 'report') return (await records.report(question.id))?.status !== 'draft'
  const session = await records.sessionById(question.session)
  // One that was left for later is asked again, with buttons of its own, when it is taken up.
  return session?.status !== 'active' || session.state.at === null || session.state.turn !== question.turn
}

function labelOf(row: InboxRow, asked: OutboxRow, replies: readonly OutboxRow[]): string | null {
  const { heard } = row
  const choices = asked.reply.choices ?? []
  if (heard.kind === 'choice') {
    const said = replies[0]?.reply.text ?? ''
    const refused = said.startsWith(staleButton) || said.startsWith(sentences.stale)
    return refused ? null : (choices[heard.index]?.label ?? null)
  }
  if (heard.kind !== 'text' || heard.text.length > 200) return null
  const typed = foldVietnamese(heard.text)
  return choices.find(({ label }) => foldVietnamese(label) === typed)?.label ?? null
}
