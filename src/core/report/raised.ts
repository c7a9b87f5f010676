import * as say from '../../text/vi-report.ts'
import type { RaisedAlone } from './compile-input.ts'
import { type Gathered, paragraphsOf } from './gathered.ts'
import type { Block } from './report.ts'

/** One bullet for each of a kind, in the Board's order of Units; every paragraph that was typed is there. */
export function raisedAlone(gathered: Gathered, kind: RaisedAlone['kind']): readonly Block[] {
  const all: readonly RaisedAlone[] = gathered.input.raised ?? []
  const places = new Map(gathered.input.board.units.map(({ id }, index) => [id, index]))
  return all
    .filter((one) => one.kind === kind)
    .map((one, index) => ({ one, index }))
    .sort((a, b) => (places.get(a.one.unitId) ?? 0) - (places.get(b.one.unitId) ?? 0) || a.index - b.index)
    .flatMap(({ one }): readonly Block[] => {
      const [first = '', ...others] = paragraphsOf(one.what)
      const about = one.title === null ? first : say.raisedAbout(one.title, first)
      const text = one.addressee === null ? about : say.raisedTo[kind](one.addressee, about)
      return [
        { kind: 'bullet', level: 1, text: say.unitRaises(gathered.unitName(one.unitId), text) },
        ...others.map((other): Block => ({ kind: 'paragraph', text: other })),
      ]
    })
}
