import type { Records } from './ports/store.ts'
import type { Wanted } from './talk.ts'

const fact = 'reports-wanted'

/** What one stored message asked to be compiled. */
export interface WantedBy {
  readonly inboxId: number
  readonly wanted: readonly Wanted[]
}

/** Everything that was asked for and has not been compiled yet. */
export async function wantedReports(records: Records): Promise<readonly WantedBy[]> {
  return JSON.parse((await records.fact(fact)) ?? '[]') as WantedBy[]
}

/** Keeps what a message asks for in the message's own transaction, so that a crash before the compiling loses nothing. */
export async function keepWanted(records: Records, inboxId: number, wanted: readonly Wanted[]): Promise<void> {
  if (wanted.length === 0) return
  await records.setFact(fact, JSON.stringify([...(await wantedReports(records)), { inboxId, wanted }]))
}

/** It has been compiled. */
export async function forgetWanted(records: Records, inboxId: number): Promise<void> {
  const left = (await wantedReports(records)).filter((one) => one.inboxId !== inboxId)
  await records.setFact(fact, JSON.stringify(left))
}
