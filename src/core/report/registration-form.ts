import * as say from '../../text/vi-report.ts'
import { yearOf } from '../time.ts'
import type { DocumentForm } from './document-form.ts'
import { type Gathered, paragraphsOf } from './gathered.ts'
import { numbered } from './periodic-report.ts'
import type { Block } from './report.ts'
import { dataEnd, missingOf } from './sections.ts'

const shares = [18, 12, 30, 40] as const

/** One row per Answer: the year, the difficulties as they are, and targets with solutions (vn-admin-facts 2.3). */
function modelsOf(gathered: Gathered): readonly Block[] {
  if (gathered.answered.length === 0) return [{ kind: 'paragraph', text: say.nobodyAnswered }]
  const year = String(yearOf(gathered.input.occurrence.due))
  return [
    {
      kind: 'table',
      columns: say.registrationColumns(say.unitColumn).map((title, index) => ({
        title,
        share: shares[index] ?? 0,
        align: index === 1 ? 'center' : 'left',
      })),
      rows: gathered.answered.map(({ occurrence, answer: { body } }) => [
        gathered.unitName(occurrence.unitId),
        year,
        paragraphsOf(body.obstacle ?? '').join('\n') || say.noData,
        [...paragraphsOf(body.text), ...paragraphsOf(body.recommendation ?? '')].join('\n') || say.noData,
      ]),
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
