import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { packageRoot, readConfiguration } from '../src/config-files.ts'

const root = fileURLToPath(packageRoot)

const board = (plans: string): string => `board:
  id: b
  name: Ban Quản lý
  symbol: BQL
  parent: UBND TỈNH
  place: Gia Lai
  signer: TRƯỞNG BAN
  drafter: VP
  hours: [{ from: 07:30, to: 17:00 }]
units: [{ id: van-phong, name: Văn phòng, kind: office }]
people: [{ id: a, name: Trưởng ban, unit: van-phong, roles: [head, leader, admin] }]
plans: ${plans}
`
const plan = (lead: string): string => `plan:
  id: p
  title: Kế hoạch
  issuer: Ban
  parent: UBND TỈNH
  place: Gia Lai
  period: { from: 2023-01-01, to: 2023-12-31 }
tasks:
  - { id: t, what: Việc, section: Mục, lead: ${lead}, due: { by: 2023-05-10, phrase: chậm nhất ngày 10/5/2023 } }
`

let cwd: string
const put = (name: string, text: string | Uint8Array): void => {
  mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true })
  writeFileSync(path.join(cwd, name), text)
}
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'dung-han-config-'))
})
afterEach(() => rmSync(cwd, { recursive: true, force: true }))

describe('readConfiguration', () => {
  it('reads every shipped file without a problem', async () => {
    const read = await readConfiguration({ cwd: root })
    expect(read.issues).toEqual([])
    expect(read.value?.plans.map((one) => one.id)).toEqual([
      'tra-vinh-2019-2025',
      'phu-yen-2022',
      'phu-quoc-2022',
      'gia-lai-2023',
    ])
    expect([...(read.value?.calendar.years.keys() ?? [])]).toEqual([
      2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027,
    ])
    expect(read.value?.flows.has('tien-do')).toBe(true)
    expect(read.files).toContain('config/plans/gia-lai-2023.yaml')
  })

  it("reads an office's own board from any working directory, its plans beside it", async () => {
    put('office/board.yaml', board('[plans/p.yaml]'))
    put('office/plans/p.yaml', plan('van-phong'))
    const read = await readConfiguration({ cwd, boardFile: 'office/board.yaml' })
    expect(read.issues).toEqual([])
    expect(read.value?.plans.map((one) => one.id)).toEqual(['p'])
    expect(read.files.slice(0, 2)).toEqual(['office/board.yaml', 'office/plans/p.yaml'])
  })

  it('takes plans relative to the folder that holds `boards`', async () => {
    put('config/boards/b.yaml', board('[plans/p.yaml]'))
    put('config/plans/p.yaml', plan('van-phong'))
    expect((await readConfiguration({ cwd, boardFile: 'config/boards/b.yaml' })).plans).toHaveLength(1)
  })

  it('reads given plans in the place of those that the board lists', async () => {
    put('board.yaml', board('[gone.yaml]'))
    put('mine.yaml', plan('van-phong'))
    const read = await readConfiguration({ cwd, boardFile: 'board.yaml', plans: ['mine.yaml'] })
    expect([read.issues, read.plans.map(({ file }) => file)]).toEqual([[], ['mine.yaml']])
  })

  it('collects the problems of all files at once and gives nothing half-loaded', async () => {
    put('board.yaml', board('[p.yaml, gone.yaml, q.yaml]').replace('drafter: VP', 'draftr: VP'))
    put('p.yaml', plan('van-phogn'))
    put('q.yaml', 'plan: [\n')
    put(
      'calendar/vn-2023.yaml',
      'year: 2023\nsure: true\ndays:\n  - { date: 2023-02-31, kind: tet }\n  - { date: 2023-05-01, kind: labor }\n',
    )
    put('ladder.yaml', "digestAt: '07:30'\nbackplan: { open: -15, answers: -5, draft: -4, review: -3 }\n")
    put('flows/x.yaml', 'id: x\nversion: 1\nstart: a\nblocks: {}\nfacs: {}\n')
    const read = await readConfiguration({
      cwd,
      boardFile: 'board.yaml',
      calendars: ['calendar'],
      ladder: 'ladder.yaml',
      flows: ['flows'],
    })
    expect(read.value).toBeUndefined()
    expect(read.issues.map(({ file, line, code }) => `${file}:${line} ${code}`)).toEqual([
      'board.yaml:1 value:invalid',
      'board.yaml:8 key:unknown',
      'p.yaml:9 name:unknown',
      'board.yaml:12 file:missing',
      'q.yaml:2 yaml:syntax',
      'calendar/vn-2023.yaml:4 value:invalid',
      'calendar/vn-2023.yaml:5 value:invalid',
      'ladder.yaml:1 value:invalid',
      'ladder.yaml:2 value:invalid',
      'flows/x.yaml:5 key:unknown',
    ])
  })

  it('tells two plans, year tables or flows that claim one name', async () => {
    put('board.yaml', board('[p.yaml, q.yaml]'))
    put('p.yaml', plan('van-phong'))
    put('q.yaml', plan('van-phong'))
    put('calendar/a.yaml', 'year: 2023\nsure: true\ndays: []\n')
    put('calendar/b.yaml', 'year: 2023\nsure: false\ndays: []\n')
    const read = await readConfiguration({ cwd, boardFile: 'board.yaml', calendars: ['calendar'] })
    expect(read.issues).toMatchObject([
      { code: 'id:repeated', found: 'p', file: 'q.yaml' },
      { code: 'id:repeated', found: '2023', file: 'calendar/b.yaml' },
    ])
    expect(read.notices).toMatchObject([{ code: 'calendar:not-sure', year: 2023 }])
  })

  it('says which board file is missing, and that a file is not UTF-8', async () => {
    expect((await readConfiguration({ cwd, boardFile: 'none.yaml' })).issues).toMatchObject([
      { code: 'file:missing', found: 'none.yaml' },
    ])
    put('board.yaml', Uint8Array.from([0x62, 0xff, 0xfe]))
    expect((await readConfiguration({ cwd, boardFile: 'board.yaml' })).issues).toMatchObject([
      { code: 'yaml:syntax', file: 'board.yaml', found: { code: 'not-utf-8' } },
    ])
  })
})
