import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readFlow } from '../../../src/core/flow/read-flow.ts'
import type { Facts } from '../../../src/core/flow/session.ts'
import { sentenceOf } from '../../../src/text/operators.ts'
import { vietnamese } from '../../../src/text/vi-operators.ts'
import { begin } from './sample-flow.ts'

const guide = readFileSync(new URL('../../../docs/huong-dan/viet-kich-ban.md', import.meta.url), 'utf8')
const examples = [...guide.matchAll(/```yaml\n(.*?)```/gs)].map((found) => found[1] ?? '')
const [flowText = '', factsText = '', whenText = ''] = examples

const read = readFlow(flowText, 'flows/tiep-cong-dan.yaml')

describe('the guide to writing a flow', () => {
  it('has an example without any mistake, named as its file is', () => {
    expect(read.issues).toEqual([])
    expect(guide).toContain(`\`flows/${read.value?.id}.yaml\``)
  })

  it('has sample facts that name every fact of the example', () => {
    expect(Object.keys(parse(factsText)).sort()).toEqual(Object.keys(read.value?.facts ?? {}).sort())
  })

  it('has an example that can be played to its end', () => {
    if (read.value === undefined) throw new Error('the example cannot be read')
    const facts = parse(factsText) as Facts
    const shown = begin(undefined, facts, read.value)
      .say('6 tháng', '14', '40, 45')
      .say('lui', '50', '1 2', 'Tiếp dân lưu động tại khu công nghiệp', 'xong', 'không có', 'không')
    expect(shown.told).toBe(
      [
        'Anh/chị xem lại:',
        '– Kỳ: 6 tháng đầu năm',
        '– Số liệu:',
        '• Số buổi: 14 buổi',
        '• Lượt người: 50 lượt',
        '• Đã giải quyết: 45 lượt',
        '• Tỷ lệ giải quyết: 90 %',
        '– Tự đánh giá:',
        '• Niêm yết lịch tiếp công dân: Tốt',
        '• Ghi sổ tiếp công dân đầy đủ: Chưa đầy đủ',
        'Tổng điểm: 3/4',
        '– Việc nổi bật:',
        '1. Tiếp dân lưu động tại khu công nghiệp',
      ].join('\n'),
    )
    expect(shown.say('lưu').turn.effects).toEqual([
      {
        kind: 'save',
        name: 'form',
        values: {
          period: 'half',
          figures: { meetings: 14, people: 50, solved: 45, rate: 90 },
          duties: [
            { dutyId: 'lich', value: 'good' },
            { dutyId: 'so', value: 'partly' },
          ],
          work: ['Tiếp dân lưu động tại khu công nghiệp'],
          obstacle: null,
          evidence: [],
        },
      },
    ])
  })

  it('shows conditions that are read as they stand', () => {
    const lines = whenText.split('\n').filter((line) => line.startsWith('when:'))
    expect(lines.length).toBeGreaterThan(3)
    for (const line of lines) {
      const text = flowText.replace(
        "    prompt: 'Có ảnh, văn bản minh chứng thì gửi vào đây.'",
        `    prompt: Gửi ảnh?\n    ${line}`,
      )
      expect(text).not.toBe(flowText)
      expect(readFlow(text, 'x').issues).toEqual([])
    }
  })

  it('shows what check says in Vietnamese of the mistakes that it names', () => {
    const mistakes = [
      ["'Số liệu tiếp công dân của {{unitName}} là", "'Số liệu tiếp công dân của {{unitNam}} là"],
      ['label: Tốt, score: 2', 'score: 2'],
      ['    next: detail\n', '    next: detai\n'],
    ] as const
    const broken = mistakes.reduce((text, [from, to]) => {
      expect(text).toContain(from)
      return text.replace(from, to)
    }, flowText)
    const said = readFlow(broken, 'flows/tiep-cong-dan.yaml').issues.map((issue) => sentenceOf(issue, vietnamese))
    expect(said).toHaveLength(mistakes.length)
    const shown = [
      '$ LANGUAGE=vi npx dung-han check flows/tiep-cong-dan.yaml',
      ...said,
      vietnamese.commands.checked(1, said.length),
    ]
    expect(guide).toContain(['```', ...shown, '```'].join('\n'))
  })

  it('explains messages that check really gives, and the usual ones', () => {
    const table = guide.slice(guide.indexOf('| báo | sửa |'))
    const told = [...table.matchAll(/^\| `([^`]+)` \|/gm)].map((found) => found[1] ?? '')
    const said = [
      { code: 'flow:no-such-block', found: '…' },
      { code: 'flow:unreachable', found: '…' },
      { code: 'flow:fact-unknown', found: '…' },
      { code: 'flow:text-missing', found: '…' },
      { code: 'flow:label-missing', found: '…' },
      { code: 'flow:keyword-repeated', found: '…', choices: '' },
      { code: 'name:unknown', kind: 'figure', found: '…' },
      { code: 'flow:never-waits', found: '…' },
      { code: 'key:unknown', found: '…' },
      { code: 'yaml:syntax', found: { code: 'not-utf-8' } },
    ] as const
    expect(told).toHaveLength(said.length)
    for (const [index, issue] of said.entries()) expect(sentenceOf(issue, vietnamese)).toContain(told[index])
  })

  it('names every kind of block and no other', () => {
    const told = guide.slice(guide.indexOf('## Các loại câu'), guide.indexOf('## Số liệu tự kiểm tra'))
    const kinds = [...told.matchAll(/^\| `(\w+)` \|/gm)].map((found) => found[1])
    const wanted = readFlow('id: x\nversion: 1\nstart: a\nblocks: { a: { kind: nothing } }\n', 'x').issues
    for (const kind of kinds) expect(JSON.stringify(wanted)).toContain(String(kind))
    expect(kinds).toHaveLength(11)
  })
})
