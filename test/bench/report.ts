import { Document, Packer, Paragraph, TextRun } from 'docx'
import { readConfiguration } from '../../src/config-files.ts'
import { occurrencesOf } from '../../src/core/plan/occurrences.ts'
import type { Contribution } from '../../src/core/report/compile-input.ts'
import { compileReport } from '../../src/core/report/compile-report.ts'
import { linesOf, type ReportDocument } from '../../src/core/report/report.ts'
import { writeDocx } from '../../src/document/write-docx.ts'
import { inTurn, type Ratio, seconds } from './measure.ts'

const parts = 14
const paragraph =
  'Đã tổ chức 03 buổi tuyên truyền, quán triệt với sự tham gia của toàn thể cán bộ, đảng viên và người lao động; ' +
  'tiếp nhận và giải quyết đúng hạn các kiến nghị của doanh nghiệp trong khu kinh tế.'

/** The half-year report of the Gia Lai plan with every part answered in ten paragraphs. */
async function fullReport(): Promise<ReportDocument> {
  const { value: office } = await readConfiguration({ plans: ['config/plans/gia-lai-2023.yaml'] })
  const [plan] = office?.plans ?? []
  const duty = plan?.duties.find((one) => one.id === 'bao-cao-6-thang')
  if (office === undefined || plan === undefined || duty === undefined) throw new Error('the sample plan has changed')
  const { occurrences } = occurrencesOf(plan, office.calendar, office.ladder)
  const report = occurrences.find((one) => one.stage === 'report' && one.itemId === duty.id)
  if (report === undefined) throw new Error('the sample plan gives no half-year report')
  const contributions = occurrences
    .filter((one) => one.feeds === report.id)
    .map(
      (occurrence, index): Contribution => ({
        occurrence,
        answer: {
          revision: 1,
          personName: 'Chuyên viên',
          late: false,
          body: {
            state: 'doing',
            percent: 50,
            text: Array.from({ length: 10 }, (_, at) => `${index + 1}.${at + 1}. ${paragraph}`).join('\n'),
            figures: [],
            obstacle: null,
            recommendation: null,
            evidence: [],
          },
        },
      }),
    )
  if (contributions.length !== parts) throw new Error(`the report has ${contributions.length} parts, not ${parts}`)
  return compileReport({ board: office.board, plan, duty, occurrence: report, contributions })
}

/** The same lines as paragraphs of a bare document. */
function bareDocument(lines: readonly string[]): Promise<Buffer> {
  const children = lines.map((text) => new Paragraph({ children: [new TextRun(text)] }))
  return Packer.toBuffer(new Document({ sections: [{ children }] }))
}

/** A report of 14 answers as Word file in its layout, the same bytes each time, against the same text without any. */
export async function reportFile(): Promise<Ratio> {
  const document = await fullReport()
  const lines = linesOf(document).flatMap((line) => line.split('\n'))
  const [ours = Number.NaN, bare = Number.NaN] = await inTurn(9, 5_000, [
    () => writeDocx(document),
    () => bareDocument(lines),
  ])
  return {
    what: `Word file of ${parts} answers (${lines.length} lines) / bare text`,
    measured: seconds(ours),
    against: seconds(bare),
    ratio: ours / bare,
    bound: { atMost: 8 },
  }
}
