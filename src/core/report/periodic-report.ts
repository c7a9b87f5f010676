import * as say from '../../text/vi-report.ts'
import type { DocumentForm, Section } from './document-form.ts'
import type { Gathered } from './gathered.ts'
import { indicatorsOf } from './indicator-table.ts'
import type { Block } from './report.ts'
import { resultsOf } from './results.ts'
import { dataEnd, leadershipOf, missingOf, nextStepsOf, obstaclesOf, recommendationsOf } from './sections.ts'
import { assessmentOf } from './told-sections.ts'
import { roman } from './vietnamese-number.ts'

/** "I. TIÊU ĐỀ" and what stands under it, numbered from I. */
export const numbered = (sections: readonly Section[]): readonly Block[] =>
  sections.flatMap(({ title, blocks }, index) => [
    { kind: 'heading' as const, level: 1 as const, text: `${roman(index + 1)}. ${title.toUpperCase()}` },
    ...blocks,
  ])

/** The sections that every report has, by name (vn-admin-facts 2.1). */
export const sectionsOf = (gathered: Gathered) =>
  ({
    leadership: { title: say.sections.leadership, blocks: leadershipOf(gathered) },
    results: { title: say.sections.results, blocks: resultsOf(gathered) },
    indicators: { title: say.sections.indicators, blocks: indicatorsOf(gathered) },
    obstacles: assessmentOf(gathered, { title: say.sections.obstacles, blocks: obstaclesOf(gathered) }),
    recommendations: { title: say.sections.recommendations, blocks: recommendationsOf(gathered) },
    next: { title: say.sections.next, blocks: nextStepsOf(gathered) },
    missing: { title: say.sections.missing, blocks: missingOf(gathered) },
  }) satisfies Record<string, Section>

/** Half-year, yearly, other periodic and ad-hoc reports: one run of sections I–VII. */
export const periodicReport: DocumentForm = {
  title: say.titles.report,
  name: say.names.report,
  type: 'BC',
  opening: (gathered, cited, subject) => say.openReport(cited, gathered.issuer.name, subject, dataEnd(gathered)),
  body: (gathered) => {
    const all = sectionsOf(gathered)
    return numbered([
      all.leadership,
      all.results,
      all.indicators,
      all.obstacles,
      all.recommendations,
      all.next,
      all.missing,
    ])
  },
  closing: (gathered, subject, annexed) =>
    say.closeReport(subject, gathered.issuer.name, gathered.input.duty.to, annexed),
  confirmation: null,
}
