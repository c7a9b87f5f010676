import type { Operator } from '../plan/plan.ts'
import type { Figure } from './target-number.ts'
import { farAtLeast, operatorBefore } from './target-words.ts'

/** What the words around a figure ask of it. */
export interface Signed {
  readonly op: Operator
  /** A word says it; else it is the plain figure. */
  readonly said: boolean
  /** Where the sign begins, or the figure. */
  readonly start: number
}

/** Reads the sign of a figure in its sentence (`clean`): "ít nhất", "… trở lên", or none. */
export function signOf(piece: string, figure: Figure): Signed {
  const before = piece.slice(Math.max(0, figure.start - 60), figure.start)
  const after = piece.slice(figure.end, figure.end + 60)
  const upward = /^[^,;.:\d]{0,40}?(?<![\p{L}])trở lên(?![\p{L}])/u.test(after)
  const downward = /^[^,;.:\d]{0,40}?(?<![\p{L}])trở xuống(?![\p{L}])/u.test(after)
  const from = /(?<![\p{L}])từ\s*$/u.exec(before)
  const start = (found: RegExpExecArray | null) =>
    found === null ? figure.start : figure.start - before.length + found.index
  if (figure.kind === 'rank') return { op: '<=', said: true, start: start(from) }
  for (const [pattern, op] of operatorBefore) {
    const found = pattern.exec(before)
    if (found !== null) return { op, said: true, start: start(found) }
  }
  if (upward) return { op: '>=', said: true, start: start(from) }
  if (downward) return { op: '<=', said: true, start: start(from) }
  const far = farAtLeast.exec(before)
  if (far !== null && figure.kind !== 'money') return { op: '>=', said: true, start: start(far) }
  if (figure.rise)
    return { op: /còn|xuống/u.test(piece.slice(figure.start, figure.end)) ? '<=' : '=', said: true, start: start(from) }
  if (figure.range) return { op: '>=', said: false, start: start(from) }
  if (from !== null) return { op: '>=', said: figure.kind === 'percent', start: start(from) }
  return { op: '=', said: false, start: figure.start }
}
