import * as say from '../../text/vi-report.ts'
import type { DocumentForm } from './document-form.ts'
import { numbered } from './periodic-report.ts'
import { resultsOf } from './results.ts'
import { dataEnd, missingOf, recommendationsOf } from './sections.ts'

/**
 * Tờ trình đề nghị khen thưởng: what the Units put forward. The council's session and votes are no facts of the
 * records, so people add them (vn-admin-facts 2.5).
 */
export const nominationSubmission: DocumentForm = {
  title: say.titles.submission,
  name: say.names.submission,
  type: 'TTr',
  opening: (gathered, cited) => say.openSubmission(cited, gathered.issuer.name, dataEnd(gathered)),
  body: (gathered) =>
    numbered([
      { title: say.sections.nominated, blocks: resultsOf(gathered, 'asked') },
      { title: say.sections.recommendations, blocks: recommendationsOf(gathered) },
      { title: say.sections.missing, blocks: missingOf(gathered) },
    ]),
  closing: (gathered, _subject, annexed) => say.closeSubmission(gathered.issuer.name, gathered.input.duty.to, annexed),
  confirmation: null,
}
