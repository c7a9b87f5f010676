import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { program } from '../../src/cli/program.ts'

/** What a command line prints, and its exit code, with these settings. */
async function run(args: readonly string[], env: { readonly [name: string]: string }) {
  const printed: string[] = []
  const keep = (line: unknown): void => void printed.push(String(line))
  const spies = [
    vi.spyOn(console, 'log').mockImplementation(keep),
    vi.spyOn(console, 'error').mockImplementation(keep),
    vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      keep(chunk)
      return true
    }),
    vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
      keep(chunk)
      return true
    }),
  ]
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  try {
    const code = await program(args)
    return { code, lines: printed.flatMap((text) => text.replace(/\n$/, '').split('\n')) }
  } finally {
    for (const spy of spies) spy.mockRestore()
    vi.unstubAllEnvs()
  }
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dung-han-language-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the language of the command line', () => {
  const wrong = { PORT: 'abc', ZALO_OA_APP_ID: '1', ZALO_OA_APP_SECRET: 'x', ZALO_OA_SECRET_KEY: 'y' }

  it('is Vietnamese with LANGUAGE=vi: settings that allow no start end with 78', async () => {
    const { code, lines } = await run(['serve'], { ...wrong, LANGUAGE: 'vi' })
    expect(code).toBe(78)
    expect(lines).toEqual([
      'PORT: đang ghi “abc”; cần số cổng từ 0 đến 65535; sửa trong biến môi trường, tệp .env hoặc câu lệnh.',
      'PUBLIC_URL: cần địa chỉ https://… để bên ngoài truy cập máy chủ này, vì đã đặt ZALO_OA_APP_ID; sửa trong biến môi trường, tệp .env hoặc câu lệnh.',
      'Chưa khởi động gì. Sửa các dòng trên rồi khởi động lại.',
    ])
  })

  it.each([['en'], [''], ['vi_VN:vi']])('is English with LANGUAGE=“%s”', async (LANGUAGE) => {
    const { code, lines } = await run(['serve'], { ...wrong, LANGUAGE })
    expect(code).toBe(78)
    expect(lines).toEqual([
      'PORT: found “abc”; wanted a port number from 0 to 65535; correct it in the environment, .env or the command.',
      'PUBLIC_URL: wanted where this server is reached from outside, https://…, because ZALO_OA_APP_ID is set; correct it in the environment, .env or the command.',
      'Nothing was started. Correct the lines above and start again.',
    ])
  })

  it('tells in English that LANGUAGE is no language it knows', async () => {
    const { code, lines } = await run(['report', 'a', 'b'], { LANGUAGE: 'fr' })
    expect([code, lines]).toEqual([
      78,
      ['LANGUAGE: found “fr”; wanted vi or en; correct it in the environment, .env or the command.'],
    ])
  })

  it.each([
    [['conversation', 'cv-dau-t'], 'Cơ quan không có người nào mang mã “cv-dau-t”; có phải “cv-dau-tu” không?'],
    [
      ['conversation', 'cv-dau-tu', '--session', '1', '--last'],
      'Chỉ chọn một: một cuộc trò chuyện (--session), một khoảng ngày, hoặc ngày gần nhất.',
    ],
    [
      ['intake-corrections'],
      'Thư mục dữ liệu FOLDER chưa có gì; dùng --data để chỉ thư mục mà lệnh “serve” đang dùng.',
    ],
    [['report', 'a', 'b'], 'Thư mục dữ liệu FOLDER chưa có gì; dùng --data để chỉ thư mục mà lệnh “serve” đang dùng.'],
  ])('speaks Vietnamese in %j', async (args, line) => {
    const { code, lines } = await run([...args, '--data', folder], { LANGUAGE: 'vi' })
    expect([code, lines]).toEqual([1, [line.replace('FOLDER', folder)]])
  })

  it('speaks Vietnamese of a document that is not there, and of a rehearsal', async () => {
    const nowhere = path.join(folder, 'a.pdf')
    expect(await run(['import', nowhere], { LANGUAGE: 'vi' })).toEqual({
      code: 1,
      lines: [`không đọc được ${nowhere}; kiểm tra tên tệp và quyền đọc tệp.`],
    })
    const days = ['--from', '2023-05-09', '--to', '2023-05-09']
    const { code, lines } = await run(['rehearse', 'config/plans/gia-lai-2023.yaml', ...days], { LANGUAGE: 'vi' })
    expect(code).toBe(0)
    expect(lines.at(-1)).toMatch(/^\d+ tin nhắn\.$/)
  })

  it('leaves JSON as it is', async () => {
    const args = ['rehearse', 'config/plans/gia-lai-2023.yaml', '--from', '2023-05-09', '--to', '2023-05-09', '--json']
    const [vietnamese, english] = [await run(args, { LANGUAGE: 'vi' }), await run(args, { LANGUAGE: 'en' })]
    expect(vietnamese).toEqual(english)
    expect(JSON.parse(english.lines.join('\n'))).not.toEqual([])
  })

  it('has its help and its complaints about a mistyped line in Vietnamese', async () => {
    const help = await run(['check', '--help'], { LANGUAGE: 'vi' })
    expect(help).toEqual({
      code: 0,
      lines: [
        'Cách dùng: dung-han check [tùy chọn] [files...]',
        '',
        'kiểm tra cài đặt, cơ quan, kế hoạch, thang nhắc, lịch, kịch bản',
        '',
        'Tham số:',
        '  files       chỉ kiểm tra các tệp này',
        '',
        'Tùy chọn:',
        '  -h, --help  in hướng dẫn của lệnh',
      ],
    })
    const mistyped = async (...args: string[]) => (await run(args, { LANGUAGE: 'vi' })).lines.slice(0, 2)
    expect(await mistyped('chek')).toEqual(['lỗi: không có lệnh “chek”.', '(Có phải check không?)'])
    expect(await mistyped('serve', '--dat', 'x')).toEqual([
      'lỗi: không có tùy chọn “--dat”.',
      '(Có phải --data không?)',
    ])
    expect((await mistyped('import'))[0]).toBe('lỗi: thiếu tham số “file”.')
    expect((await mistyped('serve', '--port'))[0]).toBe('lỗi: tùy chọn “--port <number>” thiếu giá trị.')
    expect((await mistyped('serve', 'x'))[0]).toBe('lỗi: thừa tham số.')
    expect((await run(['chek'], { LANGUAGE: 'en' })).lines[0]).toBe("error: unknown command 'chek'")
  })
})
