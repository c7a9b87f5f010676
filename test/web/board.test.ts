import { describe, expect, it } from 'vitest'
import type { Overview, ReportLine } from '../../src/app/demo/demo.ts'
import { instantAt } from '../../src/core/time.ts'
import { BoardView } from '../../src/web/page/board.tsx'

const report = (planTitle: string, due: string, more: Partial<ReportLine> = {}): ReportLine => ({
  occurrenceId: `${planTitle}/${due}`,
  planTitle,
  title: `Báo cáo ${due}`,
  unitName: 'Văn phòng',
  due,
  status: 'collecting',
  asked: 2,
  answered: 1,
  missing: ['Phòng A'],
  file: null,
  draft: 0,
  ...more,
})
const shown = (overview: Partial<Overview>): string =>
  String(
    BoardView({
      overview: { now: instantAt('2023-05-03', '08:00'), boardName: 'Ban', dues: [], reports: [], ...overview },
    }),
  )

describe('the board', () => {
  it('puts the plan whose report comes next first, and a plan that is only overdue last', () => {
    const html = shown({
      reports: [
        report('Cũ', '2022-09-30'),
        report('Xa', '2023-10-29'),
        report('Gần', '2023-10-29'),
        report('Gần', '2023-05-09'),
      ],
    })
    expect([...html.matchAll(/<h3>([^<]+)/g)].map((found) => found[1])).toEqual(['Gần', 'Xa', 'Cũ'])
  })

  it('offers the compiled file, and no draft of a report that is issued', () => {
    const file = { sha256: 'a'.repeat(64), name: 'Báo cáo.docx', mime: 'x/y', size: 2048 }
    const html = shown({ reports: [report('Một', '2023-05-09', { status: 'issued', file, missing: [], answered: 2 })] })
    expect(html).toContain(`href="/chat/files/${file.sha256}/B%C3%A1o%20c%C3%A1o.docx"`)
    expect(html).toContain('Tải bản phát hành')
    expect(html).toContain('Các đơn vị đã trả lời đủ.')
    expect(html).not.toContain('draft.docx')
  })

  it('gathers what several Units were asked under one entry', () => {
    const part = {
      occurrenceId: 'x',
      planTitle: 'Một',
      title: 'Tiến độ',
      due: '2023-05-09',
      dueText: '09/5/2023',
      late: false,
    }
    const html = shown({
      dues: [
        { ...part, unitName: 'Phòng A', status: 'answered', answeredBy: 'Lan', late: true },
        { ...part, unitName: 'Phòng B', status: 'open', answeredBy: null },
      ],
    })
    expect(html.match(/subject-title/g)).toHaveLength(1)
    expect(html).toContain('do Lan trả lời')
    expect(html).toContain('>muộn<')
    expect(html).toContain('(1/2)')
  })

  it('says what to do while nothing has been asked', () => {
    expect(shown({})).toContain('Cho thời gian trôi để bắt đầu.')
  })
})
