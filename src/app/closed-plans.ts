import type { Records } from './ports/store.ts'

const fact = 'plans-closed'

/** Plans that an admin has closed in chat: a start does not take them up again, whatever the configuration names. */
export async function closedPlans(records: Pick<Records, 'fact'>): Promise<ReadonlySet<string>> {
  return new Set(JSON.parse((await records.fact(fact)) ?? '[]') as string[])
}

export async function keepClosed(
  records: Pick<Records, 'fact' | 'setFact'>,
  planId: string,
  isClosed: boolean,
): Promise<void> {
  const others = [...(await closedPlans(records))].filter((id) => id !== planId)
  await records.setFact(fact, JSON.stringify(isClosed ? [...others, planId] : others))
}
