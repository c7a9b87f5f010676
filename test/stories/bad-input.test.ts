import { existsSync } from 'node:fs'
import { chmod, cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import JSZip from 'jszip'
import { expect, it } from 'vitest'
import type { RehearsedMessage } from '../../src/cli/rehearse.ts'
import { Page, Process, temporaryFolder } from '../served.ts'
import { describeWhole } from '../whole.ts'

const root = resolve(import.meta.dirname, '../..')

/** Runs a command to its end. */
async function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  where: Parameters<typeof Process.start>[2] = {},
): Promise<{
  readonly code: number | null
  readonly out: string
  readonly err: string
  readonly lines: readonly string[]
}> {
  await using process = Process.start(args, env, where)
  const code = await process.ended()
  const { out, err } = process
  return { code, out, err, lines: err.split('\n').filter((line) => line !== '') }
}

/** A package of one's own, whose configuration may be broken. */
async function copyOfPackage(folder: string): Promise<string> {
  const home = join(folder, 'package')
  await mkdir(home)
  const program = process.env.DUNG_HAN_TEST_PROGRAM
  // The prepared program is a copy of `src`.
  const parts = [program === undefined ? 'src' : dirname(program), 'config', 'flows', 'package.json']
  for (const part of parts) await cp(join(root, part), join(home, part), { recursive: true })
  await symlink(join(root, 'node_modules'), join(home, 'node_modules'))
  return home
}

async function change(file: string, from: string | RegExp, to: string): Promise<void> {
  const before = await readFile(file, 'utf8')
  const after = before.replace(from, to)
  expect(after).not.toBe(before)
  await writeFile(file, after)
}

/** Ways to break a file, and the lines that must name the place. */
const broken: readonly {
  readonly file: string
  readonly from: string | RegExp
  readonly to: string
  readonly says: RegExp
}[] = [
  {
    file: 'config/plans/gia-lai-2023.yaml',
    from: 'due: { before: 2023-05-10, phrase',
    to: 'due: { before: 2023-02-31, phrase',
    says: /^config\/plans\/gia-lai-2023\.yaml:\d+: duties\[0\]\.due\.before: found “2023-02-31”/,
  },
  {
    file: 'config/plans/phu-yen-2022.yaml',
    from: 'section: ',
    to: 'secton: ',
    says: /^config\/plans\/phu-yen-2022\.yaml:\d+: tasks\[0\]\.secton: .*did you mean “section”/,
  },
  {
    file: 'config/boards/sample.yaml',
    from: 'unit: van-phong, roles: [leader]',
    to: 'unit: van-phnog, roles: [leader]',
    says: /^config\/boards\/sample\.yaml:\d+: people\[0\]\.unit: .*“van-phnog”.*“van-phong”/,
  },
  {
    file: 'config/ladder.yaml',
    from: "digestAt: '07:30'",
    to: "digestAt: '05:30'",
    says: /^config\/ladder\.yaml:\d+: digestAt: 05:30 is outside working hours/,
  },
  {
    file: 'config/calendar/vn-2023.yaml',
    from: 'year: 2023',
    to: 'year: 2023\nyears: 2',
    says: /^config\/calendar\/vn-2023\.yaml:\d+: years: the key “years” is not known/,
  },
  {
    file: 'flows/tien-do.yaml',
    from: 'next: percent',
    to: 'next: precent',
    says: /^flows\/tien-do\.yaml:\d+: .*no block “precent”.*“percent”/,
  },
  {
    file: 'flows/tra-lai.yaml',
    from: /^/,
    to: 'id: [\n',
    says: /^flows\/tra-lai\.yaml:\d+: this is not valid YAML/,
  },
]

describeWhole('a configuration that is wrong', () => {
  it('starts nothing: every problem of every file and setting is told at once, with file and line', async () => {
    await using folder = await temporaryFolder()
    const home = await copyOfPackage(folder.path)
    const data = join(folder.path, 'data')
    for (const { file, from, to } of broken) await change(join(home, file), from, to)
    const env = {
      PORT: 'abc',
      LOG_LEVEL: 'loud',
      TELEGRAM_BOT_TOKEN: 'my-secret-token',
      DATABASE_URL: 'mysql://u:secret@h/d',
    }
    const { code, out, err, lines } = await run(
      ['serve', '--data', data, '--clock', 'yesterday', '--role', 'cook'],
      env,
      { root: home },
    )
    expect(code).toBe(78)
    expect(out).toBe('')
    for (const { says } of broken) expect(lines).toContainEqual(expect.stringMatching(says))
    for (const name of ['PORT', 'LOG_LEVEL', 'TELEGRAM_BOT_TOKEN', 'DATABASE_URL', '--clock', '--role'])
      expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^${name}: `)))
    expect(err).not.toContain('secret')
    expect(lines.at(-1)).toBe('Nothing was started. Correct the lines above and start again.')
    expect(existsSync(data)).toBe(false)
  }, 60_000)

  it.concurrent.each(broken)(
    'in $file alone starts nothing',
    async ({ file, from, to, says }) => {
      await using folder = await temporaryFolder()
      const home = await copyOfPackage(folder.path)
      const data = join(folder.path, 'data')
      await change(join(home, file), from, to)
      const { code, out, lines } = await run(['serve', '--port', '0', '--data', data], {}, { root: home })
      expect([code, out]).toEqual([78, ''])
      expect(lines).toContainEqual(expect.stringMatching(says))
      // Nothing that only follows from it in other files, and no flood of lines.
      expect(lines.length).toBeLessThanOrEqual(3)
      expect(lines.slice(0, -1).filter((line) => !line.startsWith(file))).toEqual([])
      expect(existsSync(data)).toBe(false)
    },
    60_000,
  )

  it('is refused by check with exit code 1, and passes with 0 when it is right', async () => {
    await using folder = await temporaryFolder()
    const home = await copyOfPackage(folder.path)
    expect(await run(['check'], {}, { root: home })).toMatchObject({
      code: 0,
      out: expect.stringMatching(/, 0 problems\n$/),
    })
    for (const { file, from, to } of broken) await change(join(home, file), from, to)
    const { code, out } = await run(['check'], {}, { root: home })
    expect(code).toBe(1)
    for (const { says } of broken) expect(out.split('\n')).toContainEqual(expect.stringMatching(says))
    expect((await run(['check', 'config/ladder.yaml'], {}, { root: home })).code).toBe(1)
    expect(
      (await run(['check', 'config/plans/tra-vinh-2019-2025.yaml', '--board', 'x'], {}, { root: home })).code,
    ).toBe(1)
    expect((await run(['check', 'nowhere.yaml'])).code).toBe(1)
    expect((await run(['check', 'config/plans/phu-quoc-2022.yaml'])).code).toBe(0)
  }, 60_000)
})

describeWhole('a file that is no plan', () => {
  it('is refused by name, whatever is in it, and nothing is started', async () => {
    await using folder = await temporaryFolder()
    const data = join(folder.path, 'data')
    const files: Record<string, Uint8Array | string> = {
      'binary.yaml': Uint8Array.from({ length: 5_000 }, (_, index) => (index * 197 + 13) % 256),
      'nul.yaml': 'plan:\n  id: a\u0000b\n',
      'word.docx.yaml': await new JSZip()
        .file('word/document.xml', '<w:document/>')
        .generateAsync({ type: 'uint8array' }),
      'utf16.yaml': Buffer.from('\ufeffplan:\n  id: x\n', 'utf16le'),
      'huge.yaml': `plan:\n${'  # một dòng chú thích dài\n'.repeat(60_000)}`,
      'larger.yaml': new Uint8Array(5_000_000),
      'deep.yaml': `plan: ${'['.repeat(20_000)}`,
      'bomb.yaml': `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefghij'
        .split('')
        .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(', ')}]`)
        .join('\n')}\n`,
      'empty.yaml': '',
      'list.yaml': '- 1\n- 2\n',
      'two.yaml': 'plan: {}\n---\nplan: {}\n',
      'tab.yaml': 'plan:\n\tid: x\n',
    }
    const names = Object.keys(files)
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder.path, name), content)
    await mkdir(join(folder.path, 'folder.yaml'))
    await symlink(join(folder.path, 'loop.yaml'), join(folder.path, 'loop.yaml'))
    await writeFile(join(folder.path, 'closed.yaml'), 'plan: {}\n')
    await chmod(join(folder.path, 'closed.yaml'), 0)
    const all = [...names, 'folder.yaml', 'loop.yaml', 'closed.yaml', 'missing.yaml']
    const { code, out, err, lines } = await run(
      ['serve', '--port', '0', '--data', data, '--plan', ...all],
      {},
      { cwd: folder.path },
    )
    expect([code, out]).toEqual([78, ''])
    for (const name of all)
      expect(
        lines.filter((line) => line.startsWith(`${name}:`) || line.startsWith(`${name} cannot be read`)),
        name,
      ).not.toEqual([])
    // Each in one line that a person can read.
    for (const line of lines) expect(line.length).toBeLessThan(400)
    expect(lines.length).toBeLessThan(80)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    expect(err).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/)
    expect(err).not.toMatch(/\n\s+at /)
    expect(existsSync(data)).toBe(false)
  }, 60_000)
})

describeWhole('serve', () => {
  it('says who has the data folder and leaves that one alone', async () => {
    await using folder = await temporaryFolder()
    await using first = Process.start(['serve', '--port', '0', '--data', folder.path])
    const base = await first.ready()
    for (const args of [
      ['serve', '--port', '0'],
      ['report', 'gia-lai-2023', 'bao-cao-nam'],
      ['invite', 'quan-tri'],
    ]) {
      const { code, err } = await run([...args, '--data', folder.path])
      expect(code).toBe(78)
      expect(err).toContain(`is in use by process ${first.child.pid} on `)
      expect(err).not.toMatch(/\n\s+at /)
    }
    expect((await fetch(`${base}/readyz`)).status).toBe(200)
    await new Page(base).post('/chat/quan-tri/say', { text: '/trogiup' })
    expect(await new Page(base).texts('quan-tri')).toEqual([expect.stringContaining('/viec')])
    expect(await first.kill('SIGTERM')).toBe(0)
  }, 60_000)

  it('says that a port is taken and which one to try, and gives the data folder back', async () => {
    await using folder = await temporaryFolder()
    const taken = createServer()
    await new Promise<void>((listening) => taken.listen(0, '127.0.0.1', listening))
    const { port } = taken.address() as { port: number }
    const { code, lines } = await run(['serve', '--port', String(port), '--data', folder.path])
    expect(code).toBe(1)
    expect(lines.at(-1)).toBe(`Port ${port} is in use. Choose another one: dung-han serve --port ${port + 1}`)
    taken.close()
    await using again = Process.start(['serve', '--port', String(port), '--data', folder.path])
    expect(await again.ready()).toBe(`http://127.0.0.1:${port}`)
    expect(await again.kill('SIGTERM')).toBe(0)
  }, 60_000)

  it('refuses a virtual clock and the demo in production, and production without a channel', async () => {
    await using folder = await temporaryFolder()
    const data = join(folder.path, 'data')
    const production = { NODE_ENV: 'production', TELEGRAM_BOT_TOKEN: '1:x', TELEGRAM_API_ROOT: 'http://127.0.0.1:9' }
    const clock = ['--clock', '2023-04-24T07:00']
    expect(await run(['serve', '--data', data, ...clock], production)).toMatchObject({
      code: 78,
      err: expect.stringMatching(/^--clock: .*no virtual clock when NODE_ENV=production/),
    })
    expect(await run(['serve', '--data', data, '--demo'], production)).toMatchObject({
      code: 78,
      err: expect.stringMatching(/^--demo: .*no demo when NODE_ENV=production/),
    })
    expect(await run(['serve', '--data', data], { NODE_ENV: 'production' })).toMatchObject({
      code: 78,
      err: expect.stringMatching(/^ZALO_BOT_TOKEN, ZALO_OA_APP_ID, TELEGRAM_BOT_TOKEN: wanted a real channel/),
    })
    expect(existsSync(data)).toBe(false)
  }, 60_000)

  it('says in one line what is wrong with a data folder or a database that cannot be used', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'a-file')
    await writeFile(file, '')
    const asFile = await run(['serve', '--port', '0', '--data', file])
    expect(asFile.code).not.toBe(0)
    expect(asFile.lines).toEqual([expect.stringMatching(/a-file/)])
    const url = 'postgresql://user:secret-word@127.0.0.1:9/db'
    const away = await run(['serve', '--port', '0', '--data', folder.path], { DATABASE_URL: url })
    expect(away.code).not.toBe(0)
    expect(away.lines).toEqual([expect.stringMatching(/database.*DATABASE_URL|DATABASE_URL.*database/i)])
    expect(away.err).not.toContain('secret-word')
  }, 60_000)

  it('knows no other command or option, and says what was perhaps meant', async () => {
    await using folder = await temporaryFolder()
    const at = { cwd: folder.path }
    expect(await run(['serve', '--prot', '1'], {}, at)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/--prot.*\n?.*--port/),
    })
    expect(await run(['sreve'], {}, at)).toMatchObject({ code: 1, err: expect.stringMatching(/sreve.*\n?.*serve/) })
    expect(await run(['serve', 'too', 'much'], {}, at)).toMatchObject({
      code: 1,
      err: expect.stringContaining('too many arguments'),
    })
    expect(await run(['report', 'one'], {}, at)).toMatchObject({ code: 1, err: expect.stringContaining("'duty'") })
    expect(await run(['rehearse'], {}, at)).toMatchObject({ code: 1, err: expect.stringContaining("'plan'") })
    expect(existsSync(join(folder.path, 'data'))).toBe(false)
  }, 60_000)
})

const ownBoard = `board:
  id: rieng
  name: Ban Quản lý Khu công nghệ cao
  symbol: BQLKCNC
  parent: ỦY BAN NHÂN DÂN TỈNH
  place: Huế
  signer: TRƯỞNG BAN
  drafter: VP
  hours:
    - { from: 08:00, to: 12:00 }
    - { from: 13:30, to: 17:30 }
units:
  - { id: van-phong, name: Văn phòng, kind: office }
  - { id: to-chuc, name: Phòng Tổ chức, kind: department }
people:
  - { id: gd, name: Giám đốc, unit: van-phong, roles: [leader, admin] }
  - { id: lan, name: Lê Thị Lan, unit: van-phong, roles: [focal, head] }
  - { id: minh, name: Trần Minh, unit: to-chuc, roles: [focal, head] }
plans:
  - ke-hoach.yaml
`
const ownPlan = `plan:
  id: rieng-2023
  title: Thực hiện dân chủ ở cơ sở năm 2023
  issuer: Ban Quản lý Khu công nghệ cao
  parent: ỦY BAN NHÂN DÂN TỈNH
  place: Huế
  period: { from: 2023-01-01, to: 2023-12-31 }
tasks:
  - id: cong-khai
    what: Công khai tài chính
    section: Dân chủ
    lead: [to-chuc]
    due: { continuous: true, phrase: trong năm }
duties:
  - id: quy
    kind: periodic
    title: Kết quả thực hiện dân chủ hằng quý
    to: [Sở Nội vụ]
    lead: van-phong
    collectFrom: all
    due: { recurring: { every: quarter }, phrase: hằng quý }
`

describeWhole('a board and a plan of one’s own', () => {
  it('are rehearsed from another working directory, with the names of the other folder', async () => {
    await using folder = await temporaryFolder()
    await using elsewhere = await temporaryFolder()
    const near = join(folder.path, 'co-quan')
    await mkdir(near)
    await writeFile(join(near, 'board.yaml'), ownBoard.replace('from: 08:00, to: 12:00', 'from: 07:30, to: 12:00'))
    await writeFile(join(near, 'ke-hoach.yaml'), ownPlan)
    const args = ['rehearse', join(near, 'ke-hoach.yaml'), '--from', '2023-03-01', '--to', '2023-04-30', '--json']
    const absolute = await run([...args, '--board', join(near, 'board.yaml')], {}, { cwd: elsewhere.path })
    expect(absolute).toMatchObject({ code: 0, err: '' })
    const messages = JSON.parse(absolute.out) as RehearsedMessage[]
    expect(new Set(messages.map(({ name }) => name))).toEqual(new Set(['Giám đốc', 'Lê Thị Lan', 'Trần Minh']))
    // Relative to where the command runs, and by the setting.
    const relative = ['rehearse', 'ke-hoach.yaml', ...args.slice(2)]
    expect((await run([...relative, '--board', 'board.yaml'], {}, { cwd: near })).out).toBe(absolute.out)
    expect((await run([...relative], { BOARD_FILE: 'board.yaml' }, { cwd: near })).out).toBe(absolute.out)
    // Somebody else's board knows no such unit.
    const wrong = await run(relative, {}, { cwd: near })
    expect(wrong.code).toBe(1)
    expect(wrong.err).toMatch(/^ke-hoach\.yaml:\d+: .*“to-chuc”/m)
    expect(
      await run(['rehearse', 'ke-hoach.yaml', '--from', '30/4/2023'], { BOARD_FILE: 'board.yaml' }, { cwd: near }),
    ).toMatchObject({ code: 1, err: expect.stringMatching(/^--from: found “30\/4\/2023”; wanted a day such as/) })
  }, 60_000)

  it('are served, and report names what there is when it is asked for something else', async () => {
    await using folder = await temporaryFolder()
    const data = join(folder.path, 'data')
    await writeFile(
      join(folder.path, 'board.yaml'),
      ownBoard.replace('from: 08:00, to: 12:00', 'from: 07:30, to: 12:00'),
    )
    await writeFile(join(folder.path, 'ke-hoach.yaml'), ownPlan)
    const env = { BOARD_FILE: 'board.yaml' }
    const at = { cwd: folder.path }
    const nothing = await run(['report', 'rieng-2023', 'quy'], env, at)
    expect(nothing).toMatchObject({ code: 1, err: expect.stringContaining('no records') })
    expect(existsSync(data)).toBe(false)

    await using server = Process.start(['serve', '--port', '0', '--clock', '2023-03-01T08:00'], env, at)
    await server.ready()
    expect(await server.kill('SIGTERM')).toBe(0)
    const report = (...args: readonly string[]) => run(['report', ...args], env, at)
    expect(await report('rieng', 'quy')).toMatchObject({
      code: 1,
      err: 'The data folder follows no plan "rieng"; it has: rieng-2023.\n',
    })
    expect(await report('rieng-2023', 'quyy')).toMatchObject({
      code: 1,
      err: 'Plan "rieng-2023" has no duty "quyy"; did you mean "quy"? It has: quy.\n',
    })
    const several = await report('rieng-2023', 'quy')
    expect(several.code).toBe(1)
    expect(several.err).toMatch(/^Duty "quy" falls due several times; choose one: (--due 2023-\d\d-\d\d(, )?){4}\.\n$/)
    const day = /--due (\S+?),/.exec(several.err)?.[1] ?? ''
    expect(await report('rieng-2023', 'quy', '--due', '2023-13-45')).toMatchObject({
      code: 1,
      err: expect.stringContaining(`has no report due 2023-13-45; it has: ${day}`),
    })
    const made = await report('rieng-2023', 'quy', '--due', day, '--out', 'bao-cao.docx')
    expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^bao-cao\.docx \(\d+ bytes\)\n$/), err: '' })
    const word = await JSZip.loadAsync(await readFile(join(folder.path, 'bao-cao.docx')))
    expect(await word.file('word/document.xml')?.async('string')).toContain('Sở Nội vụ')
    const unwritable = await report('rieng-2023', 'quy', '--due', day, '--out', 'no/such/folder.docx')
    expect(unwritable.code).toBe(1)
    expect(unwritable.lines).toEqual([expect.stringContaining('no/such/folder.docx')])
    expect(await run(['invite', 'Le Thi Lan'], env, at)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\/start [A-Z2-9]{5}-[A-Z2-9]{5}\n/),
    })
    expect(await run(['invite', 'lna'], env, at)).toMatchObject({
      code: 1,
      err: expect.stringContaining('did you mean "lan"'),
    })
  }, 90_000)
})
