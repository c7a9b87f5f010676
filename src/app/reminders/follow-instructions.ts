import { peopleOf, unitOf } from '../../core/plan/board.ts'
import type { Prepared } from '../../core/reminder/due-messages.ts'
import { dueInstructions, type FollowedInstruction } from '../../core/reminder/instruction-calls.ts'
import { standInFor } from '../../core/reminder/substitution.ts'
import { dateOf, type Instant } from '../../core/time.ts'
import { asPart, reportOutcomeLabel } from '../../text/vi-desk.ts'
import { followedUp } from '../../text/vi-instruction.ts'
import { insteadOfHead } from '../../text/vi-substitute.ts'
import { type DeliveryReader, noticeMatter } from '../delivery/delivery-state.ts'
import type { InstructionRow } from '../ports/instructions.ts'
import type { OutboxRow } from '../ports/messages.ts'
import type { Records } from '../ports/store.ts'
import { openInstruction } from './read-desk.ts'

const labelLimit = 30

export const followedInstruction = (row: InstructionRow): FollowedInstruction => ({
  ...openInstruction(row),
  told: row.told,
})

/**
 * Reminds the Units of instructions whose last day has come or passed. Whoever has a digest of this morning (`digested`)
 * reads it there and gets no second message.
 */
export async function followInstructions(
  records: Records,
  reader: DeliveryReader,
  prepared: Prepared,
  digested: ReadonlySet<string>,
  now: Instant,
): Promise<OutboxRow[]> {
  const { board } = prepared
  const today = dateOf(now)
  const all = await records.openInstructions()
  const due = dueInstructions(prepared, all.map(followedInstruction), now)
  const written: OutboxRow[] = []
  for (const { instruction, stage } of due) {
    const { id, unitId, what } = instruction
    const people = new Set([...peopleOf(board, unitId, 'head'), ...peopleOf(board, unitId, 'focal')])
    const to = [...people].map((person) => ({ person, id: standInFor(prepared.substitutions, person.id, today) }))
    const state = await reader.read(
      records,
      to.map((one) => one.id),
      now,
    )
    for (const one of to) {
      const account = digested.has(one.id) ? undefined : state.accountFor(one.id, noticeMatter())
      if (!account) continue
      const text = followedUp(stage, unitOf(board, unitId)?.name ?? unitId, what, instruction.due)
      const row = await records.addOutbox({
        key: `instruction|${id}|${stage}|${one.id}`,
        kind: 'notice',
        channel: account.channel,
        address: account.address,
        personId: one.id,
        reply: {
          text: one.id === one.person.id ? text : `${insteadOfHead(one.person.name)}\n${text}`,
          choices: [{ label: reportOutcomeLabel(asPart(what, labelLimit)), value: `instruction:${id}:report` }],
        },
        createdAt: now,
        about: [],
      })
      if (row) written.push(row)
    }
  }
  for (const stage of ['last-day', 'overdue'] as const)
    await records.noteInstructionsTold(
      due.filter((one) => one.stage === stage).map((one) => one.instruction.id),
      stage,
    )
  return written
}
