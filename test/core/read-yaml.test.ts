import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readYaml, refuse } from '../../src/core/read-yaml.ts'

const schema = z.strictObject({
  title: z.string(),
  due: z.strictObject({ before: z.string(), count: z.int().min(1).optional() }),
  units: z.array(z.strictObject({ id: z.string(), kind: z.enum(['office', 'department']) })).default([]),
  rule: z.union([z.strictObject({ every: z.enum(['month', 'year']) }), z.literal('once')]).optional(),
})

const read = (text: string) => readYaml(text, 'x.yaml', schema)

describe('readYaml', () => {
  it('keeps dates, times and dd/mm numbers as the text they were written as', () => {
    const text = 'title: 79/KH-UBND\ndue: { before: 2023-05-10 }\nunits: [{ id: 07:30, kind: office }]\n'
    expect(read(text)).toMatchObject({
      issues: [],
      value: { title: '79/KH-UBND', due: { before: '2023-05-10' }, units: [{ id: '07:30' }] },
    })
  })

  it('tells every problem of the shape at once, each with its line and path', () => {
    const text = [
      'titel: A',
      'due:',
      '  before: 3',
      '  count: 0',
      'units:',
      '  - id: a',
      '    kind: ofice',
      '  - kind: office',
      'rule: { every: yaer }',
    ].join('\n')
    expect(read(text).issues).toEqual([
      {
        code: 'value:invalid',
        found: { code: 'nothing' },
        wanted: { code: 'text' },
        file: 'x.yaml',
        line: 1,
        path: 'title',
      },
      { code: 'key:unknown', found: 'titel', near: 'title', file: 'x.yaml', line: 1, path: 'titel' },
      {
        code: 'value:invalid',
        found: '3',
        wanted: { code: 'text' },
        file: 'x.yaml',
        line: 3,
        path: 'due.before',
      },
      {
        code: 'value:invalid',
        found: '0',
        wanted: { code: 'at-least', limit: 1 },
        file: 'x.yaml',
        line: 4,
        path: 'due.count',
      },
      {
        code: 'value:invalid',
        found: '“ofice”',
        wanted: { code: 'one-of', values: ['office', 'department'], near: 'office' },
        file: 'x.yaml',
        line: 7,
        path: 'units[0].kind',
      },
      {
        code: 'value:invalid',
        found: { code: 'nothing' },
        wanted: { code: 'text' },
        file: 'x.yaml',
        line: 8,
        path: 'units[1].id',
      },
      {
        code: 'value:invalid',
        found: '“yaer”',
        wanted: { code: 'one-of', values: ['month', 'year'], near: 'year' },
        file: 'x.yaml',
        line: 9,
        path: 'rule.every',
      },
    ])
  })

  it('tells all syntax errors at once, doubled keys among them', () => {
    const { value, issues } = read('title: A\ntitle: B\ndue: { before: "2023\nunits: []\n')
    expect(value).toBeUndefined()
    expect(issues.length).toBeGreaterThan(1)
    expect(issues.every((issue) => issue.code === 'yaml:syntax' && issue.file === 'x.yaml')).toBe(true)
    expect(issues.map((issue) => issue.line)).toContain(2)
  })

  it('refuses a second document, tags and an empty file', () => {
    expect(read('title: A\ndue: { before: x }\n---\ntitle: B\n').issues).toMatchObject([{ code: 'yaml:syntax' }])
    expect(read('title: !!js/function x\ndue: { before: x }\n').issues).toMatchObject([
      { code: 'yaml:syntax', line: 1 },
    ])
    expect(read('').issues).toMatchObject([
      { code: 'value:invalid', found: { code: 'nothing' }, wanted: { code: 'keys-with-values' } },
    ])
  })

  it('does not let aliases multiply', () => {
    const bomb = ['a: &a [1,1,1,1,1,1,1,1,1]']
    for (let i = 1; i < 10; i++) {
      const before = `*${String.fromCharCode(96 + i)}`
      bomb.push(`${String.fromCharCode(97 + i)}: &${String.fromCharCode(97 + i)} [${Array(9).fill(before).join(',')}]`)
    }
    expect(read(bomb.join('\n')).issues).toMatchObject([{ code: 'yaml:syntax' }])
  })

  it('survives brackets nested a hundred thousand deep and refuses texts over the size limit', () => {
    expect(read('['.repeat(100_000)).issues[0]?.code).toBe('yaml:syntax')
    expect(read(`title: ${'x'.repeat(1_000_001)}`).issues).toMatchObject([{ code: 'yaml:syntax' }])
  })

  it('follows an alias to the line where the wrong value stands', () => {
    const text = 'title: A\ndue: { before: x }\nunits:\n  - &one\n    id: a\n    kind: wrong\n  - *one\n'
    expect(read(text).issues.map((issue) => issue.line)).toEqual([6, 6])
  })

  it('reads decomposed letters as the composed ones', () => {
    expect(read(`title: ${'Văn phòng'.normalize('NFD')}\ndue: { before: x }\n`).value?.title).toBe('Văn phòng')
  })

  it('puts the place to an Issue that a refinement reports', () => {
    const even = z.strictObject({
      id: z.string().superRefine((found, context) => refuse(context, { code: 'id:repeated', found })),
    })
    expect(readYaml('# first\nid: a\n', 'y.yaml', even).issues).toEqual([
      { code: 'id:repeated', found: 'a', file: 'y.yaml', line: 2, path: 'id' },
    ])
  })

  it('gives the line of the nearest key above when a path is not there', () => {
    const { lineOf } = read('title: A\n\ndue:\n  before: x\n')
    expect([lineOf(['due']), lineOf(['due', 'before']), lineOf(['due', 'gone', 0]), lineOf([])]).toEqual([3, 4, 3, 1])
  })
})

describe('the readers of configuration files', () => {
  it('say what would do in phrases with a code, so that it can be told in every language', () => {
    const core = new URL('../../src/core/', import.meta.url)
    const readers = readdirSync(core, { recursive: true, encoding: 'utf8' }).filter(
      (name) => /(^|\/)(read|inspect)-[\w-]+\.ts$/.test(name) && !/^intake\/|^read-yaml/.test(name),
    )
    expect(readers.length).toBeGreaterThan(7)
    const texts = readers.flatMap((name) =>
      readFileSync(new URL(name, core), 'utf8')
        .replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '')
        .split('\n')
        .filter((line) => /['"`][a-z]+ [a-z]+ /.test(line))
        .map((line) => `${name}: ${line.trim()}`),
    )
    expect(texts).toEqual([])
  })
})
