import * as say from '../../text/vi-report.ts'
import type { AnswerBody } from '../answer.ts'
import type { DocumentForm } from './document-form.ts'
import { type Gathered, isAnswered, paragraphsOf, rowsByUnit } from './gathered.ts'
import { numbered } from './periodic-report.ts'
import type { Block } from './report.ts'
import { resultsOf } from './results.ts'
import { dataEnd, missingOf, recommendationsOf } from './sections.ts'

const shares = [6, 20, 18, 28, 14, 14] as const

/** Whom the Units put forward by the form, one row each; then what was answered otherwise, and who has not answered. */
function nominatedOf(gathered: Gathered): readonly Block[] {
  const named = gathered.answered.filter((one) => one.answer.body.sections?.nominee !== undefined)
  if (named.length === 0 && (gathered.input.filed ?? []).length === 0) return resultsOf(gathered, 'asked')
  const row = (unitId: string, sections: NonNullable<AnswerBody['sections']>, text: string): readonly string[] => [
    sections.nominee ?? '',
    gathered.unitName(unitId),
    paragraphsOf(sections.achievements ?? text).join('\n'),
    sections.reward ?? say.noData,
    sections.votes ?? say.noVotes,
  ]
  const rows = rowsByUnit(gathered, named, {
    answered: ({ occurrence, answer: { body } }) => row(occurrence.unitId, body.sections ?? {}, body.text),
    filed: ({ unitId, sections }) => row(unitId, sections, ''),
  }).map((cells, index) => [String(index + 1), ...cells])
  const parts = gathered.parts.filter((one) => one.answer?.body.sections?.nominee === undefined)
  const rest = { ...gathered, parts, answered: parts.filter(isAnswered) }
  return [
    {
      kind: 'table',
      columns: say.nomineeColumns.map((title, index) => ({
        title,
        share: shares[index] ?? 0,
        align: index === 1 || index === 3 ? 'left' : 'center',
      })),
      rows,
    },
    ...(parts.length === 0 ? [] : resultsOf(rest, 'asked')),
  ]
}

/**
 * Tờ trình đề nghị khen thưởng: what the Units put forward. The council's votes stand where the form was filled in with
 * them (vn-admin-facts 2.5).
 */
export const nominationSubmission: DocumentForm = {
  title: say.titles.submission,
  name: say.names.submission,
  type: 'TTr',
  opening: (gathered, cited) => say.openSubmission(cited, gathered.issuer.name, dataEnd(gathered)),
  body: (gathered) =>
    numbered([
      { title: say.sections.nominated, blocks: nominatedOf(gathered) },
      { title: say.sections.recommendations, blocks: recommendationsOf(gathered) },
      { title: say.sections.missing, blocks: missingOf(gathered) },
    ]),
  closing: (gathered, _subject, annexed) => say.closeSubmission(gathered.issuer.name, gathered.input.duty.to, annexed),
  confirmation: null,
}
