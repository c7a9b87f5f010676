import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { program } from '../../src/cli/program.ts'
import { compose } from '../../src/compose.ts'
import { readConfiguration } from '../../src/config-files.ts'
import { officeConversationIn } from '../office-conversation.ts'
import { temporaryFolder } from '../served.ts'
import { silentLog } from '../silent-log.ts'
import { instant } from '../world.ts'

async function run(...args: readonly string[]): Promise<{ code: number; printed: string }> {
  const lines: string[] = []
  const keep = (line: unknown): void => void lines.push(String(line))
  const write = (chunk: unknown): boolean => {
    keep(chunk)
    return true
  }
  const spies = [
    vi.spyOn(console, 'log').mockImplementation(keep),
    vi.spyOn(console, 'error').mockImplementation(keep),
    vi.spyOn(process.stdout, 'write').mockImplementation(write),
    vi.spyOn(process.stderr, 'write').mockImplementation(write),
  ]
  try {
    return { code: await program(args), printed: lines.join('\n') }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

it('prints or keeps what was said in some days from a data folder, and tells when there is nothing', async () => {
  await using folder = await temporaryFolder()
  const office = (await readConfiguration({})).value
  if (!office) throw new Error('the sample cannot be read')
  const running = await compose(
    { dataDir: folder.path, port: 0, logLevel: 'silent', language: 'vi', production: false },
    office,
    {
      clockFrom: instant('2023-04-24T10:00+07:00'),
      demo: true,
      role: 'all',
      sweepsWhenMoved: true,
      log: silentLog,
      version: 'test',
    },
  )
  await running.demo?.say('cv-dau-tu', '/viec')
  await running.close()

  const asked = ['conversation', 'cv-dau-tu', '--data', folder.path]
  const day = await run(...asked, '--from', '2023-04-24')
  expect(day.code).toBe(0)
  const kept = officeConversationIn(day.printed, 'printed')
  expect(kept.turns).toContainEqual({ 'can-bo-8': '/viec' })
  expect(day.printed).not.toContain('Phòng Quản lý Đầu tư')

  const file = join(folder.path, 'last.yaml')
  const last = await run(...asked, '--last', '--save', file)
  expect(last).toEqual({ code: 0, printed: expect.stringContaining(`Kept in ${file}.`) })
  expect(officeConversationIn(await readFile(file, 'utf8'), file)).toEqual(kept)

  expect(await run(...asked, '--from', '2023-04-01', '--to', '2023-04-02')).toEqual({
    code: 1,
    printed: 'Nothing was said between cv-dau-tu and the product in these days.',
  })
  for (const wrong of [
    ['--from', '24/4/2023'],
    ['--from', '2023-04-25', '--to', '2023-04-24'],
    ['--last', '--session', '1'],
    ['--last', '--from', '2023-04-24'],
  ])
    expect((await run(...asked, ...wrong)).code).toBe(1)
})
