import type { Operator } from '../plan/plan.ts'
import type { Figure } from './target-figure.ts'
import { farAtLeast, operatorBefore } from './target-words.ts'

/** What the words around a figure ask of it. */
export interface Signed {
  readonly op: Operator
  /** A word says it; else it is the plain figure. */
  readonly said: boolean
  /** "Ít nhất", "tối thiểu", "không dưới": a demand, where "trên" and "từ … trở lên" may tell of a kind of thing. */
  readonly least: boolean
  /** Where the sign begins, or the figure. */
  readonly start: number
}

const plain = { said: true, least: false } as const

const farUpward = /^(?:(?!(?<![\p{L}])(?:từ|đến)(?![\p{L}]))[^;.:]){0,70}?(?<![\p{L}])trở lên(?![\p{L}])/u

/** Reads the sign of a figure in its sentence (`clean`): "ít nhất", "… trở lên", or none. */
export function signOf(piece: string, figure: Figure): Signed {
  const before = piece.slice(Math.max(0, figure.start - 60), figure.start)
  const after = piece.slice(figure.end, figure.end + 90)
  const upward = /^[^,;.:\d]{0,40}?(?<![\p{L}])trở lên(?![\p{L}])/u.test(after)
  const downward = /^[^,;.:\d]{0,40}?(?<![\p{L}])trở xuống(?![\p{L}])/u.test(after)
  const from = /(?<![\p{L}])từ\s*$/u.exec(before)
  const start = (found: RegExpExecArray | null) =>
    found === null ? figure.start : figure.start - before.length + found.index
  if (figure.kind === 'rank') return { ...plain, op: '<=', start: start(from) }
  for (const [pattern, op] of operatorBefore) {
    const found = pattern.exec(before)
    if (found !== null) return { ...plain, op, least: op === '>=', start: start(found) }
  }
  if (upward) return { ...plain, op: '>=', start: start(from) }
  if (downward) return { ...plain, op: '<=', start: start(from) }
  // "Từ 15 sản phẩm đạt 4 sao trở lên", "từ 04 hội chợ, phiên chợ ngoài tỉnh trở lên".
  if (from !== null && farUpward.test(after)) return { ...plain, op: '>=', start: start(from) }
  const far = farAtLeast.exec(before)
  if (far !== null && figure.kind !== 'money') return { ...plain, op: '>=', least: true, start: start(far) }
  if (figure.rise)
    return { ...plain, op: /còn|xuống/u.test(piece.slice(figure.start, figure.end)) ? '<=' : '=', start: start(from) }
  if (figure.range) return { op: '>=', said: false, least: false, start: start(from) }
  if (from !== null) return { op: '>=', said: figure.kind === 'percent', least: false, start: start(from) }
  // "Giảm còn 2,5%": less is as good.
  if (figure.kind === 'percent' && /(?<![\p{L}])giảm[^,;:]{0,30}(?:còn|xuống)(?: còn)?\s*$/u.test(before))
    return { ...plain, op: '<=', start: figure.start }
  return { op: '=', said: false, least: false, start: figure.start }
}
