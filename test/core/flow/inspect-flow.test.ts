import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { readFlow } from '../../../src/core/flow/read-flow.ts'
import { english } from '../../../src/text/en.ts'
import { sentenceOf } from '../../../src/text/operators.ts'
import { sampleFlowText } from './sample-flow.ts'

const good = `id: thu
version: 1
facts:
  title: text
  list:
    - { id: text, name: text }
start: state
blocks:
  state:
    kind: select_one
    prompt: 'Tình trạng của {{title}}?'
    choices:
      - { name: good, label: Tốt, keywords: [ổn] }
      - { name: bad, label: Xấu, next: why }
    next: figures
  why:
    kind: open
    prompt: Vì sao?
    next: figures
  figures:
    kind: each
    over: list
    as: key
    label: name
    none: Chưa có
    prompt: '{{item.name}}?'
    next: confirm
  confirm:
    kind: confirm
    save: save
    prompt: ['{{saved.state}}', '{{values.why}}']
  save:
    kind: save
    effect: done
    prompt: Xong.
    values:
      state: [{ value: state }]
      why: [{ value: why }, { fixed: null }]
`

const found = (text: string) =>
  readFlow(text, 'flows/thu.yaml').issues.map(({ file, line, path, ...reason }) => ({ ...reason, line, path, file }))

/** The good flow with some words replaced; every word must be there. */
const broken = (...changes: [from: string, to: string][]): string =>
  changes.reduce((text, [from, to]) => {
    expect(text).toContain(from)
    return text.replace(from, to)
  }, good)

describe('inspecting a flow', () => {
  it('finds what would be saved under a name that nobody knows, where the names are given', () => {
    const read = (effects: readonly string[]) => readFlow(good, 'flows/thu.yaml', effects)
    expect(read(['done', 'form']).issues).toEqual([])
    expect(read(['donex', 'form'])).toMatchObject({
      value: undefined,
      issues: [{ code: 'name:unknown', kind: 'effect', found: 'done', near: 'donex', file: 'flows/thu.yaml' }],
    })
  })

  it('finds nothing wrong with a good one', () => {
    expect(found(good)).toEqual([])
    expect(readFlow(good, 'flows/thu.yaml').value?.id).toBe('thu')
  })

  it.each([
    ['a block nobody leads to', [['next: why', 'next: figures']], { code: 'flow:unreachable', found: 'why', line: 16 }],
    [
      'a block that is missing',
      [['next: why', 'next: whi']],
      { code: 'flow:no-such-block', found: 'whi', near: 'why', line: 14 },
    ],
    [
      'a start that is missing',
      [['start: state', 'start: stat']],
      { code: 'flow:no-such-block', found: 'stat', near: 'state', line: 7 },
    ],
    ['a block without a text', [['    prompt: Vì sao?\n', '']], { code: 'flow:text-missing', found: 'why', line: 16 }],
    [
      'a fact that is not declared',
      [['{{title}}', '{{titel}}']],
      { code: 'flow:fact-unknown', found: 'titel', near: 'title', line: 11 },
    ],
    [
      'a field that elements have not',
      [['{{item.name}}', '{{item.unit}}']],
      { code: 'flow:fact-unknown', found: 'item.unit', line: 26 },
    ],
    [
      'a value that is not saved',
      [['{{saved.state}}', '{{saved.stat}}']],
      { code: 'flow:fact-unknown', found: 'saved.stat', line: 31 },
    ],
    [
      'code in a template',
      [['{{title}}', '{{title.length()}}']],
      { code: 'flow:fact-unknown', found: 'title.length()', line: 11 },
    ],
    ['a choice without a label', [['label: Tốt, ', '']], { code: 'flow:label-missing', found: 'good', line: 13 }],
    [
      'a keyword of two choices',
      [['label: Xấu', 'label: Xấu, keywords: [ỔN]']],
      { code: 'flow:keyword-repeated', found: 'ỔN', choices: 'good, bad', line: 14 },
    ],
    ['a choice named twice', [['name: bad', 'name: good']], { code: 'id:repeated', found: 'good', line: 14 }],
    [
      'a condition on a choice that is missing',
      [['    prompt: Vì sao?', '    when: { value: state, is: bat }\n    prompt: Vì sao?']],
      { code: 'name:unknown', kind: 'choice', found: 'bat', near: 'bad', line: 18 },
    ],
    [
      'a condition on a fact that is missing',
      [['    prompt: Vì sao?', '    when: { fact: titles }\n    prompt: Vì sao?']],
      { code: 'flow:fact-unknown', found: 'titles', near: 'title', line: 18 },
    ],
    ['a list that is none', [['over: list', 'over: title']], { code: 'value:invalid', found: 'title', line: 22 }],
    [
      'a confirmation that saves nothing',
      [['save: save', 'save: why']],
      { code: 'value:invalid', found: 'why', line: 30 },
    ],
  ] as const)('tells %s, with its line', (_, changes, wanted) => {
    const issues = found(broken(...changes.map(([from, to]): [string, string] => [from, to])))
    expect(issues).toContainEqual(expect.objectContaining({ ...wanted, file: 'flows/thu.yaml' }))
    expect(readFlow(broken(...changes.map(([from, to]): [string, string] => [from, to])), 'x').value).toBeUndefined()
  })

  it('tells a circle that never waits, also when conditions may pass its questions over', () => {
    const circle = (block: object) =>
      stringify({
        id: 'vong',
        version: 1,
        facts: { more: 'text' },
        start: 'one',
        blocks: {
          one: { kind: 'message', prompt: 'Một.', next: 'two' },
          two: { ...block, prompt: 'Hai.', next: 'one' },
        },
      })
    const never = expect.objectContaining({
      code: 'flow:never-waits',
      found: 'one → two → one',
      line: expect.any(Number),
    })
    expect(found(circle({ kind: 'message' }))).toContainEqual(never)
    expect(found(circle({ kind: 'open', when: { fact: 'more' } }))).toContainEqual(never)
    expect(found(circle({ kind: 'open' }))).toEqual([])
  })

  it('tells a shape that is wrong with the key that was meant', () => {
    expect(found(broken(['    kind: open', '    kind: opne']))[0]).toMatchObject({ code: 'value:invalid', line: 17 })
    expect(found(broken(['    none: Chưa có', '    none: Chưa có\n    titel: x']))[0]).toMatchObject({
      code: 'key:unknown',
      found: 'titel',
      near: 'title',
    })
  })
})

describe('inspecting questions that ask for several things', () => {
  const changed = (...changes: [from: string, to: string][]) =>
    found(
      changes.reduce((text, [from, to]) => {
        expect(text).toContain(from)
        return text.replace(from, to)
      }, sampleFlowText),
    )
  const lineOf = (part: string): number => sampleFlowText.slice(0, sampleFlowText.indexOf(part)).split('\n').length

  it('finds nothing wrong with a good one', () => {
    expect(found(sampleFlowText)).toEqual([])
  })

  it.each([
    [
      'a check on a figure that is missing',
      ['sum: [early, intime, late]', 'sum: [early, intine, late]'],
      { code: 'name:unknown', kind: 'figure', found: 'intine', near: 'intime' },
      'sum: [early',
    ],
    [
      'a computed figure of nothing',
      ['of: [early, intime]', 'of: [early, sooner]'],
      { code: 'name:unknown', kind: 'figure', found: 'sooner' },
      '{ name: share',
    ],
    ['a figure named twice', ['name: late,', 'name: early,'], { code: 'id:repeated', found: 'early' }, 'name: late'],
    [
      'a computed figure named as a figure is',
      ['name: share', 'name: late'],
      { code: 'id:repeated', found: 'late' },
      'name: share',
    ],
    [
      'a figure without its question',
      ["ask: 'Đúng hạn bao nhiêu?', ", ''],
      { code: 'flow:text-missing', found: 'intime' },
      'name: intime',
    ],
    [
      'limits that leave nothing over',
      ["ask: 'Đúng hạn bao nhiêu?'", "ask: 'Đúng hạn bao nhiêu?', min: 5, max: 4"],
      { code: 'value:invalid', found: '4', wanted: { code: 'at-least-key', key: 'min', limit: 5 } },
      'name: intime',
    ],
    [
      'a period before that is not told',
      ['previous: before\n', 'previous: befor\n'],
      { code: 'flow:fact-unknown', found: 'befor', near: 'before' },
      'previous: before\n',
    ],
    [
      'a period before that is no record',
      ['previous: before\n', 'previous: title\n'],
      { code: 'value:invalid', found: 'title', wanted: { code: 'fact-that-is', shape: 'record' } },
      'previous: before\n',
    ],
    [
      'a number held against a record',
      ['previous: before.received', 'previous: before'],
      { code: 'value:invalid', found: 'before', wanted: { code: 'fact-that-is', shape: 'number' } },
      'previous: before.received',
    ],
    [
      'a figure in a text that the block has not',
      ['{{values.hs.received}}', '{{values.hs.receved}}'],
      { code: 'flow:fact-unknown', found: 'values.hs.receved', near: 'values.hs.received' },
      'name: early',
    ],
    [
      'a list that asks for more than it takes',
      ['least: 1', 'least: 9'],
      { code: 'value:invalid', found: '5', wanted: { code: 'at-least-key', key: 'least', limit: 9 } },
      'most: 5',
    ],
    [
      'a list to go over that is neither told nor given',
      ['over: criteria', 'over: criterias'],
      { code: 'flow:fact-unknown', found: 'criterias', near: 'criteria' },
      'over: criteria',
    ],
    [
      'elements without an id',
      [
        '- { id: c1, name: Đoàn kết nội bộ }\n    - { id: c2, name: Chấp hành kỷ luật }\n    - { id: c3, name:',
        '- { name:',
      ],
      { code: 'value:invalid', found: 'criteria' },
      undefined,
    ],
    [
      'a label that elements have not',
      ['label: name\n', 'label: nam\n'],
      { code: 'name:unknown', kind: 'field', found: 'nam', near: 'name' },
      'label: name\n',
    ],
    [
      'a word of two choices',
      ['keywords: [tốt lắm]', 'keywords: [khá]'],
      { code: 'flow:keyword-repeated', found: 'Khá', choices: 'good, fair' },
      'name: fair',
    ],
    [
      'a constant that has the name of a fact',
      ['given:\n', 'given:\n  title: Khác\n'],
      { code: 'id:repeated', found: 'title' },
      'criteria:',
    ],
    [
      'a remark of something that has none',
      ['remark: people', 'remark: hs'],
      { code: 'value:invalid', found: 'hs' },
      'remark: people',
    ],
    [
      'an answer that hides its own name',
      ['as: criterionId', 'as: value'],
      { code: 'value:invalid', found: 'value' },
      'as: criterionId',
    ],
    [
      'a field that is called as the remarks are',
      ['name: received', 'name: remarks'],
      { code: 'value:invalid' },
      'name: received',
    ],
    [
      'a key nobody knows',
      ['least: 1', 'leats: 1'],
      { code: 'key:unknown', found: 'leats', near: 'least' },
      'least: 1',
    ],
  ] as [string, [string, string], object, string | undefined][])('tells %s, with its line', (_, change, wanted, at) => {
    const issues = changed(change)
    const line = at === undefined ? expect.any(Number) : lineOf(at)
    expect(issues).toContainEqual(expect.objectContaining({ ...wanted, line, file: 'flows/thu.yaml' }))
    for (const issue of readFlow(sampleFlowText.replace(...change), 'flows/thu.yaml').issues)
      expect(sentenceOf(issue, english)).toMatch(/^flows\/thu\.yaml:\d+: .{20,}[.?]$/u)
  })
})
