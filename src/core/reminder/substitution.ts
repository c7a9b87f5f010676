import type { LocalDate } from '../time.ts'

/** A person is away; from the first to the last of these days somebody else is told and answers. */
export interface Substitution {
  readonly personId: string
  readonly substituteId: string
  readonly from: LocalDate
  readonly to: LocalDate
}

/**
 * Who is told on a day what is meant for a person: the person, or whoever stands in. Where the substitute is away too,
 * that one's substitute; people who stand in for each other in a ring each keep their own.
 */
export function standInFor(substitutions: readonly Substitution[], personId: string, day: LocalDate): string {
  const passed = new Set<string>()
  let who = personId
  for (;;) {
    passed.add(who)
    const next = substitutions.find((one) => one.personId === who && one.from <= day && day <= one.to)
    if (next === undefined) return who
    if (passed.has(next.substituteId)) return personId
    who = next.substituteId
  }
}

/** Those for whom a person stands in on a day, in the order in which they were named. */
export function standsInFor(
  substitutions: readonly Substitution[],
  substituteId: string,
  day: LocalDate,
): readonly string[] {
  const away = new Set(substitutions.map(({ personId }) => personId))
  return [...away].filter((id) => id !== substituteId && standInFor(substitutions, id, day) === substituteId)
}
