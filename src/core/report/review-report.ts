import * as say from '../../text/vi-report.ts'
import type { DocumentForm, Section } from './document-form.ts'
import type { Gathered } from './gathered.ts'
import { numbered, periodicReport, sectionsOf } from './periodic-report.ts'
import type { Block } from './report.ts'
import { toldOf, toldSection } from './told-sections.ts'
import { roman } from './vietnamese-number.ts'

const part = (index: number, title: string, sections: readonly Section[]): readonly Block[] => [
  { kind: 'heading', level: 0, text: `${say.partLabel(roman(index))}\n${title.toUpperCase()}` },
  ...numbered(sections),
]

/** What Units wrote beside results and figures of the phase. */
const lookedBack = (gathered: Gathered): readonly Section[] => [
  ...toldSection(gathered, 'comparison', say.sections.comparison),
  ...toldSection(gathered, 'models', say.sections.models),
  ...toldSection(gathered, 'commendation', say.sections.commendation),
]

/**
 * Sơ kết: what was reached up to the middle of a phase, and what is left until its end (vn-admin-facts 2.2).
 */
export const interimReview: DocumentForm = {
  ...periodicReport,
  body: (gathered) => {
    const all = sectionsOf(gathered)
    const lessons = toldSection(gathered, 'lessons', say.sections.lessons)
    const done = [all.leadership, all.results, all.indicators, ...lookedBack(gathered), all.obstacles, ...lessons]
    const adjusted = toldSection(gathered, 'adjustedTargets', say.sections.adjustedTargets)
    return [
      ...part(1, say.interimParts[0], [...done, all.missing]),
      ...part(2, say.interimParts[1], [all.next, ...adjusted, all.recommendations]),
    ]
  },
}

/**
 * Tổng kết: what was reached in the whole phase, what was learned where Units wrote it, then proposals and what follows.
 */
export const finalReview: DocumentForm = {
  ...periodicReport,
  body: (gathered) => {
    const all = sectionsOf(gathered)
    const done = [all.leadership, all.results, all.indicators, ...lookedBack(gathered), all.obstacles, all.missing]
    const lessons = toldOf(gathered, 'lessons')
    const coming = [all.recommendations, all.next]
    if (lessons.length === 0) return [...part(1, say.finalParts[0], done), ...part(2, say.finalParts[1], coming)]
    const [first, second, third] = say.finalPartsWithLessons
    return [...part(1, first, done), ...part(2, second, []), ...lessons, ...part(3, third, coming)]
  },
}
