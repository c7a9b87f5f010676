import { blockOf } from '../../../src/core/flow/collected.ts'
import type { Flow } from '../../../src/core/flow/flow.ts'
import type { FlowState, Heard, Value } from '../../../src/core/flow/session.ts'
import { isRecord } from '../../../src/core/flow/value.ts'
import type { Choice } from '../../../src/core/reply.ts'
import { addDays, dateOf, type Instant, shortDate } from '../../../src/core/time.ts'

const isValue = (loop: Value | undefined): boolean => isRecord(loop) && loop.part === 'value'

const typed = (text: string): Heard => ({ kind: 'text', text })

/**
 * What somebody would send who answers what is asked: the first choice, a figure within the limits, a line and then
 * "xong", a day that is still to come.
 */
export function sensible(flow: Flow, state: FlowState, choices: readonly Choice[], now: Instant): Heard {
  const block = state.at === null ? undefined : blockOf(flow, state.at)
  const choose = (name: string): Heard | undefined => {
    const value = choices.find((choice) => choice.value.endsWith(`:${name}`))?.value
    return value === undefined ? undefined : { kind: 'choice', value }
  }
  const sure = choose('sure')
  if (sure !== undefined) return sure
  switch (block?.kind) {
    case 'numeric':
      return typed(String(Math.max(block.min ?? 0, Math.min(block.max ?? 10, 10))))
    case 'each':
      return typed(isValue(state.memory.loop) ? '9' : '9/10')
    case 'figures': {
      const field = block.fields.find((one) => isRecord(state.memory.loop) && one.name === state.memory.loop.element)
      return typed(String(Math.max(field?.min ?? 0, Math.min(field?.max ?? 10, 10))))
    }
    case 'open':
      if ((state.memory.parts as readonly unknown[]).length > 0) return typed('xong')
      if (block.expect === 'day') return typed('1/6/2023')
      if (block.expect !== undefined) {
        const due = block.after === undefined ? undefined : state.facts[block.after]
        const today = dateOf(now)
        return typed(shortDate(addDays(typeof due === 'string' && due > today ? due : today, 10)))
      }
      return typed('Đã thực hiện đầy đủ.')
    case 'list': {
      const kept = state.values[state.at ?? '']
      const items = Array.isArray(kept) ? kept.length : 0
      return items < block.least ? typed(`Mục ${items + 1}`) : typed('xong')
    }
    default: {
      const [first] = choices
      return first === undefined ? typed('xong') : { kind: 'choice', value: first.value }
    }
  }
}
