import { collected, itemsIn } from './collected.ts'
import type { Flow } from './flow.ts'
import type { FlowState } from './session.ts'
import { numbered, shower } from './show-value.ts'

const typedKinds: ReadonlySet<string> = new Set(['open', 'list', 'numeric', 'each', 'figures', 'files'])

/** What a person typed at one question. */
export interface Typed {
  /** The question's short name; undefined where the Flow gives none. */
  readonly title: string | undefined
  readonly text: string
}

/**
 * What was typed in a conversation, by the order of the questions: texts whole, days and figures as they are shown,
 * files that were attached by their names.
 */
export function typedIn(flow: Flow, { facts, values }: Pick<FlowState, 'facts' | 'values'>): readonly Typed[] {
  const ground = { flow, facts, values }
  const show = shower(ground, 0)
  return Object.entries(flow.blocks).flatMap(([name, { kind, title, ...block }]) => {
    const value = collected(ground, name)
    if (!typedKinds.has(kind) || value === undefined || value === null) return []
    const whole = kind === 'open' && !('expect' in block && block.expect !== undefined) && typeof value === 'string'
    const text = whole ? value : kind === 'list' ? numbered(itemsIn(value)) : show(`values.${name}`)
    return text === undefined || text === '' ? [] : [{ title, text }]
  })
}
