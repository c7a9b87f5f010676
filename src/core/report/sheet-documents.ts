import * as say from '../../text/vi-form-documents.ts'
import * as words from '../../text/vi-report.ts'
import type { Section } from './document-form.ts'
import type { Filled } from './filled.ts'
import { type FormInput, formDocument, type NamedDocument, paragraph, paragraphs } from './form-document.ts'
import { paragraphsOf } from './gathered.ts'
import { numbered } from './periodic-report.ts'
import type { Block } from './report.ts'
import { asciiName } from './report-file-name.ts'
import { formatNumber } from './vietnamese-number.ts'

/** Gương người tốt, việc tốt: an article for the website, confirmed by the Unit. */
export function exemplaryStory(input: FormInput): readonly NamedDocument[] {
  const { filled } = input
  const when = filled.text('when')
  const document = formDocument(input, 'unit', null, {
    title: say.titles.story,
    subject: filled.text('headline'),
    body: [
      paragraph(say.storyOf(filled.text('who'))),
      ...(when === '' ? [] : [paragraph(say.storyWhen(when))]),
      ...paragraphs(filled.text('story')),
      ...(filled.text('meaning') === '' ? [] : paragraphs(filled.text('meaning'))),
      paragraph(filled.raw('agreed') === 'yes' ? say.mayPublish : say.askBeforePublishing),
    ],
    confirmation: [say.writer],
    signature: [say.unitConfirms],
  })
  return [{ name: 'nguoi-tot-viec-tot', document }]
}

/** Phiếu tự đánh giá: every criterion with its mark, and the total where marks have points. */
export function selfAssessment(input: FormInput): readonly NamedDocument[] {
  const { filled, unit, personName } = input
  const marks = filled.marks('marks')
  const scores = marks.flatMap(({ score }) => (score === null ? [] : [score]))
  const sum = scores.reduce((all, one) => all + one.got, 0)
  const most = scores.reduce((all, one) => all + one.most, 0)
  const collective = filled.raw('who') === 'collective'
  const remarks = paragraphsOf(filled.text('remarks'))
  const document = formDocument(input, 'unit', null, {
    title: say.titles.assessment,
    subject: say.assessmentSubject(filled.text('period')),
    body: [
      paragraph(say.assessed(collective ? unit.name : `${personName}, ${unit.name}`)),
      {
        kind: 'table',
        columns: say.assessmentColumns.map((title, index) => ({
          title,
          share: [8, 58, 22, 12][index] ?? 0,
          align: index === 1 ? ('left' as const) : ('center' as const),
        })),
        rows: [
          ...marks.map(({ criterion, mark, score }, index) => [
            String(index + 1),
            criterion,
            mark,
            score === null ? '' : formatNumber(score.got),
          ]),
          ...(scores.length === 0 ? [] : [['', say.total, '', `${formatNumber(sum)}/${formatNumber(most)}`]]),
        ],
      },
      ...(remarks.length === 0 ? [] : [paragraph(say.labelled(say.remarksHead, remarks.join('; ')))]),
    ],
    confirmation: collective ? null : [say.unitConfirms],
    signature: [collective ? say.unitHead : say.assessor],
  })
  return [{ name: 'tu-danh-gia', document }]
}

const figureTable = (filled: Filled): Block => ({
  kind: 'table',
  columns: say.figureColumns.map((title, index) => ({
    title,
    share: [8, 40, 14, 14, 24][index] ?? 0,
    align: index === 1 || index === 4 ? ('left' as const) : ('center' as const),
  })),
  rows: filled
    .figures('figures')
    .map(({ label, unit, value, computed, remark }, index) => [
      String(index + 1),
      label,
      unit,
      value === null ? say.noData : formatNumber(value, 1),
      [...(computed ? [say.computed] : []), ...(remark === '' ? [] : [remark])].join('; '),
    ]),
})

/** Bảng số liệu: the figures of one period with what is computed from them; further questions follow as text. */
export function figuresTable(input: FormInput, notes: readonly string[]): readonly NamedDocument[] {
  const { filled, flow, title } = input
  const subject = say.figureSubjects[flow] ?? title
  const document = formDocument(input, 'unit', null, {
    title: say.titles.figures,
    subject: say.inPeriod(subject, filled.text('period')),
    body: [figureTable(filled), ...notes.flatMap((name) => paragraphsOf(filled.text(name)).map(paragraph))],
    confirmation: [say.tableMaker],
    signature: [say.unitHead],
  })
  return [{ name: `so-lieu-${asciiName(flow)}`, document }]
}

/** Any other form: each question that has a short name, with what was answered. */
export function plainSheet(
  input: FormInput,
  questions: readonly (readonly [string, string])[],
): readonly NamedDocument[] {
  const { filled, flow, title, unit } = input
  const sections = questions.flatMap(([name, label]): readonly Section[] => {
    const items = filled.list(name)
    const figures = filled.figures(name)
    const text = items.length > 0 ? items : paragraphsOf(filled.text(name))
    const lines = figures.length > 0 ? figures.map((one) => say.labelled(one.label, figureWords(one))) : text
    return lines.length === 0 ? [] : [{ title: label, blocks: lines.map(paragraph) }]
  })
  const document = formDocument(input, 'unit', null, {
    title: words.titles.report,
    subject: title,
    opening: [say.writtenBy(unit.name)],
    body: numbered(sections),
    confirmation: [say.tableMaker],
    signature: [say.unitHead],
  })
  return [{ name: asciiName(flow), document }]
}

const figureWords = ({ value, unit }: { readonly value: number | null; readonly unit: string }): string =>
  value === null ? say.noData : `${formatNumber(value, 1)} ${unit}`.trim()
