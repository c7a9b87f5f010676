import type { Records } from '../ports/store.ts'

const fact = 'plans-closed'

/** Plans that an admin has closed in chat: a start does not take them up again, whatever the configuration names. */
export async function closedPlans(records: Pick<Records, 'fact'>): Promise<ReadonlySet<string>> {
  return idsIn(await records.fact(fact))
}

const idsIn = (text: string | undefined): ReadonlySet<string> => new Set(JSON.parse(text ?? '[]') as string[])

export async function keepClosed(
  records: Pick<Records, 'factToChange' | 'setFact'>,
  planId: string,
  isClosed: boolean,
): Promise<void> {
  const others = [...idsIn(await records.factToChange(fact))].filter((id) => id !== planId)
  await records.setFact(fact, JSON.stringify(isClosed ? [...others, planId] : others))
}
