import * as say from '../../text/vi-report.ts'
import type { DocumentForm } from './document-form.ts'
import { numbered, periodicReport, type Section, sectionsOf } from './periodic-report.ts'
import type { Block } from './report.ts'
import { roman } from './vietnamese-number.ts'

const part = (index: number, title: string, sections: readonly Section[]): readonly Block[] => [
  { kind: 'heading', level: 0, text: `${say.partLabel(roman(index))}\n${title.toUpperCase()}` },
  ...numbered(sections),
]

/**
 * Sơ kết: what was reached up to the middle of a phase, and what is left until its end (vn-admin-facts 2.2).
 */
export const interimReview: DocumentForm = {
  ...periodicReport,
  body: (gathered) => {
    const all = sectionsOf(gathered)
    return [
      ...part(1, say.interimParts[0], [all.leadership, all.results, all.indicators, all.obstacles, all.missing]),
      ...part(2, say.interimParts[1], [all.next, all.recommendations]),
    ]
  },
}

/**
 * Tổng kết: what was reached in the whole phase, then proposals and what follows. Lessons learned are for people to
 * write: no Answer holds them.
 */
export const finalReview: DocumentForm = {
  ...periodicReport,
  body: (gathered) => {
    const all = sectionsOf(gathered)
    return [
      ...part(1, say.finalParts[0], [all.leadership, all.results, all.indicators, all.obstacles, all.missing]),
      ...part(2, say.finalParts[1], [all.recommendations, all.next]),
    ]
  },
}
