import type { Conversation, Spoken } from '../../core/flow/conversation.ts'
import { type Heard, type Replaced, retell } from '../../core/flow/retell.ts'
import type { Value } from '../../core/flow/session.ts'
import type { Board } from '../../core/plan/board.ts'
import { standIns } from '../../text/vi-conversation.ts'
import type { Office } from '../office.ts'
import type { HeldSession } from '../ports/answers.ts'
import type { InboxRow, OutboxRow } from '../ports/messages.ts'
import type { Records } from '../ports/store.ts'

/** So many of a person's newest messages are looked through. */
const looked = 2_000

/** What stands for the people, Units and the office itself in a conversation that leaves the house. */
export function replacedNames({ name, parent, place, units, people }: Board): readonly Replaced[] {
  return [
    ...people.map((one, n) => ({ name: one.name, by: standIns.person(n + 1) })),
    ...units.flatMap((one, n) => [one.name, ...one.aliases].map((each) => ({ name: each, by: standIns.unit(n + 1) }))),
    { name, by: standIns.board },
    { name: parent, by: standIns.parent },
    { name: place, by: standIns.place },
  ]
}

/**
 * A conversation that a person has held, as a golden one: what the person sent is taken from the inbox, what the
 * product says comes from playing it again. `why` says what stands in the way: the flow is gone or was changed, or
 * messages have been erased since.
 */
export async function heldConversation(
  records: Records,
  office: Office,
  held: HeldSession,
): Promise<{ readonly kept: Conversation } | { readonly why: 'no-flow' | 'not-the-same' }> {
  const flow = office.flows.get(held.session.state.flow)
  if (!flow || flow.version !== held.session.state.version) return { why: 'no-flow' }
  const inbox = await records.inboxFrom(held.session.personId, looked)
  const outbox = new Map((await records.outboxTo(held.session.personId, looked)).map((row) => [row.id, row]))
  const said = saidIn(held, inbox, outbox)
  for (const values of await beginnings(records, held)) {
    const heard: Heard = {
      flow,
      facts: held.session.state.facts,
      values,
      began: held.begunAt,
      said,
      state: held.session.state,
    }
    const kept = retell(heard, replacedNames(office.board))
    if (kept) return { kept }
  }
  return { why: 'not-the-same' }
}

/** It began empty, or with one of the revisions that were there. */
async function beginnings(records: Records, { session, begunAt }: HeldSession): Promise<readonly Heard['values'][]> {
  if (session.occurrenceId === null) return [undefined]
  const earlier = (await records.answersOf(session.occurrenceId)).filter(({ at }) => at <= begunAt)
  const newest = earlier.at(-1)
  return newest === undefined
    ? [undefined]
    : [JSON.parse(JSON.stringify(newest.body)) as { [k: string]: Value }, undefined]
}

/** What the person sent in this conversation, and when he or she came back to it. */
function saidIn(
  { session, begunAt }: HeldSession,
  inbox: readonly InboxRow[],
  outbox: ReadonlyMap<number, OutboxRow>,
): readonly Spoken[] {
  const own = `s:${session.id}:`
  /** Conversations whose buttons stand under the answer to a message. */
  const answersTo = new Map<number, boolean>()
  for (const { key, reply } of outbox.values()) {
    const source = Number(/^in\|(\d+)\|/.exec(key)?.[1])
    const value = reply.choices?.find((choice) => choice.value.startsWith('s:'))?.value
    if (value !== undefined) answersTo.set(source, (answersTo.get(source) ?? false) || value.startsWith(own))
  }
  let begun = false
  return inbox
    .filter(({ receivedAt }) => receivedAt >= begunAt - 60_000 && receivedAt <= session.updatedAt)
    .flatMap(({ id, heard }): readonly Spoken[] => {
      const isOwn = answersTo.get(id)
      if (heard.kind === 'choice') {
        const value = outbox.get(heard.outboxId)?.reply.choices?.[heard.index]?.value ?? ''
        if (value.startsWith(own)) return [{ button: value.slice(own.length) }]
        if (isOwn !== true) return []
        // The button that opened it, or one that led back to it.
        const first = !begun
        begun = true
        return first ? [] : [{ resume: true }]
      }
      if (isOwn === true && !begun) {
        begun = true
        return []
      }
      if (isOwn === false || !begun) return []
      if (heard.kind === 'text') return heard.text.startsWith('/') ? [] : [{ person: heard.text }]
      return heard.kind === 'file' ? [{ file: heard.file, caption: heard.caption }] : []
    })
}
