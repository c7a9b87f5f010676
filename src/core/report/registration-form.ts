import * as say from '../../text/vi-report.ts'
import type { AnswerBody } from '../answer.ts'
import { yearOf } from '../time.ts'
import type { DocumentForm } from './document-form.ts'
import { type Gathered, paragraphsOf, rowsByUnit } from './gathered.ts'
import { goalsCell } from './model-documents.ts'
import { numbered } from './periodic-report.ts'
import type { Block } from './report.ts'
import { dataEnd, missingOf } from './sections.ts'

const shares = [24, 11, 27, 38] as const

/** A model as its form was filled in. */
function modelRow(unit: string, sections: NonNullable<AnswerBody['sections']>, year: string): readonly string[] {
  const about = [sections.level, sections.kind, sections.field, sections.owner && say.inCharge(sections.owner)]
  const known = about.flatMap((one) => (one ? [one] : []))
  return [
    [say.modelOf(unit, sections.model ?? ''), ...(known.length === 0 ? [] : [say.modelAbout(known)])].join('\n'),
    /\d{4}/.exec(sections.year ?? '')?.[0] ?? year,
    paragraphsOf(sections.difficulties ?? '').join('\n') || say.noData,
    goalsCell(paragraphsOf(sections.targets ?? ''), paragraphsOf(sections.solutions ?? '')) || say.noData,
  ]
}

/** One row per Answer and per model filed beside it: the year, the difficulties as they are, and targets with solutions (vn-admin-facts 2.3). */
function modelsOf(gathered: Gathered): readonly Block[] {
  if (gathered.answered.length === 0 && (gathered.input.filed ?? []).length === 0)
    return [{ kind: 'paragraph', text: say.nobodyAnswered }]
  const year = String(yearOf(gathered.input.occurrence.due))
  return [
    {
      kind: 'table',
      columns: say.registrationColumns(say.unitColumn).map((title, index) => ({
        title,
        share: shares[index] ?? 0,
        align: index === 1 ? 'center' : 'left',
      })),
      rows: rowsByUnit(gathered, gathered.answered, {
        filed: ({ unitId, sections }) => modelRow(gathered.unitName(unitId), sections, year),
        answered: ({ occurrence, answer: { body } }) => {
          const unit = gathered.unitName(occurrence.unitId)
          return body.sections?.model === undefined
            ? [
                unit,
                year,
                paragraphsOf(body.obstacle ?? '').join('\n') || say.noData,
                [...paragraphsOf(body.text), ...paragraphsOf(body.recommendation ?? '')].join('\n') || say.noData,
              ]
            : modelRow(unit, body.sections, year)
        },
      }),
    },
  ]
}

/** Bản đăng ký mô hình: no number of its own, confirmed by the party committee on the left. */
export const registrationForm: DocumentForm = {
  title: say.titles.registration,
  name: say.names.registration,
  type: null,
  opening: (gathered, cited) => say.openRegistration(cited, gathered.issuer.name, dataEnd(gathered)),
  body: (gathered) =>
    numbered([
      { title: say.sections.registered, blocks: modelsOf(gathered) },
      { title: say.sections.missing, blocks: missingOf(gathered) },
    ]),
  closing: () => null,
  confirmation: [say.partyConfirms],
}
