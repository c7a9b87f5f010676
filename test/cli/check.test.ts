import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CheckOptions, check } from '../../src/cli/check.ts'
import { packageRoot } from '../../src/config-files.ts'

const root = fileURLToPath(packageRoot)

async function run(options: CheckOptions): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = []
  const code = await check((line) => lines.push(line), { env: {}, today: '2022-01-03', ...options })
  return { code, lines }
}

let cwd: string
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'dung-han-check-'))
})
afterEach(() => rmSync(cwd, { recursive: true, force: true }))

const plan = (period: string, due: string): string => `plan:
  id: p
  title: Kế hoạch
  issuer: Ban
  parent: UBND TỈNH
  place: Gia Lai
  period: ${period}
tasks:
  - id: viec
    what: Việc
    section: Mục
    lead: van-phong
    due: ${due}
`

describe('check', () => {
  it('finds no problem in the shipped files and tells what is worth knowing', async () => {
    const { code, lines } = await run({ cwd: root })
    expect(lines.filter((line) => !line.startsWith('notice: '))).toEqual([
      expect.stringMatching(/^\d\d files read, 0 problems$/),
    ])
    expect(code).toBe(0)
    expect(lines).toContainEqual(
      expect.stringMatching(/^notice: config\/plans\/tra-vinh-2019-2025\.yaml:\d+: .*no interval is stated/),
    )
    expect(lines).toContainEqual(expect.stringMatching(/^notice: config\/calendar\/vn-2027\.yaml: /))
  })

  it('tells that a plan is over without failing', async () => {
    const { code, lines } = await run({ cwd: root, today: '2024-01-02' })
    expect(code).toBe(0)
    expect(lines.filter((line) => line.includes('ended on'))).toHaveLength(3)
  })

  it('fails on a wrong setting and names it', async () => {
    const { code, lines } = await run({ cwd: root, env: { PORT: 'abc', LOG_LEVEL: 'loud' } })
    expect(code).toBe(1)
    expect(lines.slice(0, 2)).toEqual([expect.stringMatching(/^LOG_LEVEL: /), expect.stringMatching(/^PORT: /)])
    expect(lines.at(-1)).toMatch(/ 2 problems$/)
  })

  it('checks only the files that are given, with file and line', async () => {
    writeFileSync(
      path.join(cwd, 'p.yaml'),
      plan('{ from: 2023-01-01, to: 2022-12-31 }', '{ before: 2023-02-31, phrase: p }'),
    )
    const { code, lines } = await run({ cwd, files: ['p.yaml'] })
    expect(code).toBe(1)
    expect(lines.filter((line) => !line.startsWith('notice'))).toEqual([
      expect.stringMatching(/^p\.yaml:7: plan\.period: .*ends before it starts/),
      expect.stringMatching(/^p\.yaml:13: tasks\[0\]\.due\.before: found “2023-02-31”; wanted a day that exists/),
      expect.stringMatching(/files read, 2 problems$/),
    ])
  })

  it('tells the line of an item whose year has no calendar', async () => {
    writeFileSync(
      path.join(cwd, 'p.yaml'),
      plan('{ from: 2030-01-01, to: 2030-12-31 }', '{ by: 2030-05-10, phrase: p }'),
    )
    const { code, lines } = await run({ cwd, files: ['p.yaml'] })
    expect(code).toBe(1)
    expect(lines[0]).toMatch(/^p\.yaml:9: the days off of 2030 are not known.*vn-2030\.yaml/)
  })

  it('checks a calendar alone without looking at the rest', async () => {
    writeFileSync(
      path.join(cwd, 'vn-2031.yaml'),
      'year: 2031\nsure: true\ndays:\n  - { date: 2031-13-01, kind: tet }\n',
    )
    const { code, lines } = await run({ cwd, files: ['vn-2031.yaml'] })
    expect(code).toBe(1)
    expect(lines).toEqual([expect.stringMatching(/^vn-2031\.yaml:4: days\[0\]\.date: /), '1 file read, 1 problem'])
  })

  it('says that a file is missing', async () => {
    const { code, lines } = await run({ cwd, files: ['none.yaml'] })
    expect([code, lines[0]]).toEqual([1, expect.stringMatching(/^none\.yaml cannot be read/)])
  })
})
