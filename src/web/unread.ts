import type { ChatLine, Demo } from '../app/demo/demo.ts'

/** Counts messages that arrived while somebody else's chat was open. For the visitor's eyes only, hence not kept. */
export interface Unread {
  /** The lines up to here have been shown. */
  seen(personId: string, lines: readonly ChatLine[]): void
  /** Unread messages by person; the open chat has none. */
  counts(openPersonId: string | undefined): Promise<ReadonlyMap<string, number>>
}

export function createUnread(demo: Demo): Unread {
  // Whatever was said before this start is old: a restart does not make it unread again.
  const since = demo.now()
  const lastSeen = new Map<string, string>()
  const counted = new Map<string, number>()
  const changed = new Set(demo.people().map((person) => person.id))
  // For as long as the Demo lives; it has no other visitors.
  demo.subscribe((event) => {
    if (event.kind === 'chat') changed.add(event.personId)
  })

  const count = (personId: string, lines: readonly ChatLine[]): number => {
    const known = lines.findIndex((line) => line.id === lastSeen.get(personId))
    const fresh = known >= 0 ? lines.slice(known + 1) : lines.filter((line) => line.at >= since)
    return fresh.filter((line) => line.from === 'product').length
  }

  return {
    seen(personId, lines) {
      const last = lines.at(-1)
      if (last !== undefined) lastSeen.set(personId, last.id)
      changed.add(personId)
    },
    async counts(openPersonId) {
      for (const personId of [...changed]) {
        if (personId === openPersonId) continue
        changed.delete(personId)
        counted.set(personId, count(personId, (await demo.chat(personId)) ?? []))
      }
      if (openPersonId !== undefined) counted.delete(openPersonId)
      return counted
    },
  }
}
