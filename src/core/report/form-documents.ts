import type { Flow } from '../flow/flow.ts'
import type { FormInput, NamedDocument } from './form-document.ts'
import { modelRecognition, modelRegistration } from './model-documents.ts'
import { nominationDocuments } from './nomination-documents.ts'
import { asciiName } from './report-file-name.ts'
import { exemplaryStory, figuresTable, plainSheet, selfAssessment } from './sheet-documents.ts'

const own: { readonly [flow: string]: (input: FormInput) => readonly NamedDocument[] } = {
  'dang-ky-mo-hinh': modelRegistration,
  'cong-nhan-mo-hinh': modelRecognition,
  'de-nghi-khen-thuong': nominationDocuments,
  'nguoi-tot-viec-tot': exemplaryStory,
  'tu-danh-gia': selfAssessment,
  'thu-tuc-hanh-chinh': (input) => figuresTable(input, ['reason']),
  'hai-long': (input) => figuresTable(input, ['opinions']),
  'doi-thoai-doanh-nghiep': (input) => figuresTable(input, ['waiting']),
}

/** The Word documents of a filled form, drafts all of them; a form of the office's own is written question by question. */
export function formDocuments(flow: Flow, input: FormInput, revision: number): readonly NamedDocument[] {
  const write = Object.hasOwn(own, flow.id) ? own[flow.id] : undefined
  const questions = Object.entries(flow.blocks).flatMap(([name, block]) =>
    block.title === undefined || block.kind === 'files' ? [] : [[name, block.title] as const],
  )
  const made = write?.(input) ?? plainSheet(input, questions)
  return made.map(({ name, document }) => ({
    name: `${name}-${asciiName(input.unit.id)}_L${revision}.docx`,
    document,
  }))
}
