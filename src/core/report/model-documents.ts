import * as say from '../../text/vi-form-documents.ts'
import { partyConfirms } from '../../text/vi-report.ts'
import { signatureOf } from './document-head.ts'
import {
  type FormInput,
  formDocument,
  khoan,
  type NamedDocument,
  paragraph,
  paragraphs,
  votesOf,
} from './form-document.ts'
import type { Block } from './report.ts'
import { asciiName } from './report-file-name.ts'

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

/** "năm 2022" typed for a year is the year. */
const yearIn = (typed: string): string => /\d{4}/.exec(typed)?.[0] ?? typed

/** What one model registers: the cell with targets and solutions, as the form has it. */
export const goalsCell = (targets: readonly string[], solutions: readonly string[]): string =>
  [
    ...(targets.length === 0 ? [] : [say.targetsHead, ...targets.map(say.item)]),
    ...(solutions.length === 0 ? [] : [say.solutionsHead, ...solutions.map(say.item)]),
  ].join('\n')

/** Bản đăng ký mô hình "Dân vận khéo" by the form of plan 002 (vn-admin-facts 2.3): both sign. */
export function modelRegistration(input: FormInput): readonly NamedDocument[] {
  const { filled, unit, board } = input
  const level = lower(filled.text('level'))
  const year = yearIn(filled.text('year'))
  const about = [
    [say.registrant, unit.name],
    [say.kindLabel, filled.text('kind')],
    [say.fieldLabel, filled.text('field')],
    [say.ownerLabel, filled.text('owner')],
  ] as const
  const body: readonly Block[] = [
    { kind: 'heading', level: 2, text: say.modelName(filled.text('name')) },
    ...about.flatMap(([label, text]) => (text === '' ? [] : [paragraph(say.ended(say.labelled(label, text)))])),
    {
      kind: 'table',
      columns: say.registrationColumns(level).map((title, index) => ({
        title,
        share: [17, 35, 48][index] ?? 0,
        align: index === 0 ? ('center' as const) : ('left' as const),
      })),
      rows: [
        [
          say.inYear(year),
          filled.list('difficulties').join('\n') || say.noInformation,
          goalsCell(filled.list('targets'), filled.list('solutions')) || say.noInformation,
        ],
      ],
    },
  ]
  const document = formDocument(input, 'board', null, {
    title: say.titles.registration,
    subject: say.registrationSubject(level, year),
    body,
    confirmation: [partyConfirms],
    signature: signatureOf(board),
  })
  return [{ name: `DK-dan-van-kheo-${asciiName(year)}`, document }]
}

/** Tờ trình đề nghị công nhận mô hình: what was reached against what was registered, and the council's vote. */
export function modelRecognition(input: FormInput): readonly NamedDocument[] {
  const { filled, unit, board } = input
  const [model, results, effect, opinion] = say.recognitionParts
  const recognition = lower(filled.text('recognition'))
  const year = yearIn(filled.text('year'))
  const reached = filled.list('results')
  const document = formDocument(input, 'unit', null, {
    title: say.titles.submission,
    subject: say.recognitionSubject(year),
    addressees: [say.council(board.name)],
    opening: [say.recognitionOpening(unit.name, recognition)],
    body: [
      khoan(1, model),
      paragraph(say.modelLine(filled.text('name'))),
      paragraph(say.carriedOutBy(filled.text('owner'))),
      paragraph(say.proposal(recognition)),
      khoan(2, results),
      ...(reached.length === 0
        ? [paragraph(say.noInformation)]
        : reached.map((text): Block => ({ kind: 'bullet', level: 1, text: say.ended(text) }))),
      khoan(3, effect),
      ...paragraphs(filled.text('effect')),
      khoan(4, opinion),
      paragraph(votesOf(filled)),
    ],
    closing: say.closeSubmission(unit.name),
    recipients: say.submissionRecipients(board.drafter),
    signature: [say.unitHead],
  })
  return [{ name: `TTr-cong-nhan-mo-hinh-${asciiName(year)}`, document }]
}
