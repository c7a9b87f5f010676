import type { Wanted } from '../conversation/talk.ts'
import type { Records } from '../ports/store.ts'

const fact = 'reports-wanted'

/** What one stored message asked to be compiled. */
export interface WantedBy {
  readonly inboxId: number
  readonly wanted: readonly Wanted[]
}

/** Everything that was asked for and has not been compiled yet. */
export async function wantedReports(records: Records): Promise<readonly WantedBy[]> {
  return wantedIn(await records.fact(fact))
}

const wantedIn = (text: string | undefined): readonly WantedBy[] => JSON.parse(text ?? '[]') as WantedBy[]

/** Keeps what messages ask for in their own transaction, so that a crash before the compiling loses nothing. */
export async function keepWanted(records: Records, wanted: readonly WantedBy[]): Promise<void> {
  if (wanted.length === 0) return
  await records.setFact(fact, JSON.stringify([...wantedIn(await records.factToChange(fact)), ...wanted]))
}

/** What these messages asked for has been compiled. */
export async function forgetWanted(records: Records, inboxIds: readonly number[]): Promise<void> {
  const left = wantedIn(await records.factToChange(fact)).filter((one) => !inboxIds.includes(one.inboxId))
  await records.setFact(fact, JSON.stringify(left))
}
