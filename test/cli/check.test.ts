import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CheckOptions, check } from '../../src/cli/check.ts'
import { packageRoot } from '../../src/config-files.ts'
import { english } from '../../src/text/en.ts'
import { vietnamese } from '../../src/text/vi-operators.ts'

const root = fileURLToPath(packageRoot)

async function run(options: CheckOptions, say = english): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = []
  const code = await check({ out: (line) => lines.push(line), say }, { env: {}, today: '2022-01-03', ...options })
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

describe('check in Vietnamese', () => {
  const told = async (name: string, text: string): Promise<readonly string[]> => {
    writeFileSync(path.join(cwd, name), text)
    const { code, lines } = await run({ cwd, files: [name] }, vietnamese)
    expect(code).toBe(1)
    return lines.filter((line) => !line.startsWith('lưu ý: '))
  }

  it('tells a clerk what is wrong with a flow', async () => {
    const text = `id: hoi-y-kien
version: 1
facts: { unitName: text }
start: y-kien
blocks:
  y-kien:
    kind: select_one
    prompt: 'Ý kiến của {{unitNam}} thế nào?'
    choices:
      - { name: dong-y, label: Đồng ý, keywords: [nhất trí] }
      - { name: khong, label: Không đồng ý, keywords: [nhất trí], next: ly-di }
    next: ket-thuc
  ly-do: { kind: open }
  ket-thuc:
    kind: save
    effect: forms
    values: { lyDo: [{ value: ly-do }] }
`
    expect(await told('hoi-y-kien.yaml', text)).toEqual([
      'hoi-y-kien.yaml:8: blocks.y-kien.prompt: lời này dùng “unitNam” nhưng kịch bản không được cho biết; có phải “unitName” không?',
      'hoi-y-kien.yaml:11: blocks.y-kien.choices[1].next: không có câu “ly-di”; có phải “ly-do” không?',
      'hoi-y-kien.yaml:11: blocks.y-kien.choices[1].keywords[0]: “nhất trí” là từ khóa của nhiều lựa chọn (dong-y, khong); chỉ để cho một lựa chọn.',
      'hoi-y-kien.yaml:13: blocks.ly-do.prompt: câu “ly-do” chưa có lời; ghi lời hỏi hoặc lời nhắn.',
      'hoi-y-kien.yaml:16: blocks.ket-thuc.effect: không có cách lưu (effect) “forms”; có phải “form” không?',
      'Đã đọc 1 tệp, 5 lỗi.',
    ])
    expect(await told('hoi-y-kien.yaml', text.replace('    kind: select_one', '\tkind: select_one'))).toContainEqual(
      'hoi-y-kien.yaml:7: tệp viết sai quy cách YAML: thụt lề bằng phím Tab; dùng dấu cách.',
    )
    expect(await told('hoi-y-kien.yaml', text.replace('kind: open', 'kind: opne, nxt: a'))).toEqual([
      'hoi-y-kien.yaml:13: blocks.ly-do.kind: đang ghi “opne”; cần một trong: “message”, “select_one”, “numeric”, “open”, “files”, “each”, “list”, “select_each”, “figures”, “confirm”, “save” (có phải “open” không?).',
      'Đã đọc 1 tệp, 1 lỗi.',
    ])
  })

  it('tells what is wrong with a plan', async () => {
    const text = plan('{ from: 2023-12-31, to: 2023-01-01 }', '{ before: 2023-02-31, by: 2023-03-01, phrase: p }')
    const broken = text
      .replace('lead: van-phong', 'lead: van-phogn')
      .replace('what: Việc', 'what: ')
      .replace('  id: p', '  id: P')
    expect((await told('p.yaml', broken)).slice(0, -1)).toEqual([
      'p.yaml:2: plan.id: đang ghi “P”; cần mã (id) gồm chữ thường không dấu, chữ số, nối bằng một gạch ngang, như gia-lai-2023.',
      'p.yaml:7: plan.period: 2023-12-31 đến 2023-01-01: mốc cuối đứng trước mốc đầu; đổi chỗ hoặc sửa lại hai mốc.',
      'p.yaml:10: tasks[0].what: chưa ghi gì; cần chữ (đặt trong dấu nháy nếu trông giống số).',
      'p.yaml:12: tasks[0].lead[0]: không có đơn vị “van-phogn”; có phải “van-phong” không?',
      'p.yaml:13: tasks[0].due.before: đang ghi “2023-02-31”; cần một ngày có thật, viết như 2023-05-10.',
    ])
    const both = plan('{ from: 2023-01-01, to: 2023-12-31 }', '{ before: 2023-02-28, by: 2023-03-01, phrase: p }')
    expect(await told('q.yaml', both)).toContainEqual(
      'q.yaml:13: tasks[0].due: đang ghi before cùng với by; cần đúng một trong: before, by, on, within, recurring, continuous, relative.',
    )
    const far = plan('{ from: 2030-01-01, to: 2030-12-31 }', '{ by: 2030-05-10, phrase: p }')
    expect(await told('r.yaml', far)).toContainEqual(
      'r.yaml:9: chưa có lịch nghỉ năm 2030 nên không tính được ngày làm việc cho “Việc”; thêm tệp config/calendar/vn-2030.yaml.',
    )
  })

  it('tells what is wrong with a calendar', async () => {
    const days = '  - { date: 2031-01-01, kind: swap_work }\n  - { date: 2032-01-04, kind: tet }\n'
    expect(await told('vn-2031.yaml', `year: 2031\nsure: true\ndays:\n${days}`)).toEqual([
      'vn-2031.yaml:4: days[0].date: ngày 2031-01-01 không hợp lệ: ngày làm bù do hoán đổi (swap_work) phải là thứ Bảy hoặc Chủ nhật; sửa lại ngày này.',
      'vn-2031.yaml:5: days[1].date: ngày 2032-01-04 không hợp lệ: không thuộc năm 2031; sửa lại ngày này.',
      'Đã đọc 1 tệp, 2 lỗi.',
    ])
  })

  it('tells a wrong setting, and finds nothing wrong with the shipped files', async () => {
    const wrong = await run({ cwd: root, env: { PORT: 'abc' } }, vietnamese)
    expect(wrong.lines[0]).toBe(
      'PORT: đang ghi “abc”; cần số cổng từ 0 đến 65535; sửa trong biến môi trường, tệp .env hoặc câu lệnh.',
    )
    const good = await run({ cwd: root }, vietnamese)
    expect(good.code).toBe(0)
    expect(good.lines.at(-1)).toMatch(/^Đã đọc \d\d tệp, không có lỗi\.$/)
    expect(good.lines.slice(0, -1).every((line) => line.startsWith('lưu ý: '))).toBe(true)
    expect(good.lines.join('\n')).toMatch(
      /config\/plans\/tra-vinh-2019-2025\.yaml:\d+: .*chưa nêu chu kỳ nên chưa được nhắc/,
    )
  })
})
