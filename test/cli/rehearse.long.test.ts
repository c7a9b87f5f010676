import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type RehearsedMessage, type RehearseOptions, rehearse } from '../../src/cli/rehearse.ts'
import { english } from '../../src/text/en.ts'
import { docxOf, p } from '../document/small-office.ts'
import { planText } from '../stories/import-plan.ts'

const folder = mkdtempSync(join(tmpdir(), 'dung-han-rehearse-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

async function run(files: readonly string[], options: RehearseOptions = { json: true }) {
  const out: string[] = []
  const wrong: string[] = []
  const lines = { out: (line: string) => out.push(line), complain: (line: string) => wrong.push(line), say: english }
  const code = await rehearse(files, options, lines)
  const messages = code === 0 && options.json ? (JSON.parse(out.join('\n')) as RehearsedMessage[]) : []
  return { code, wrong, messages }
}

describe('the rehearsal of a document', () => {
  it('lists the messages of what was read without doubt and says what it leaves out', async () => {
    const { code, wrong, messages } = await run([file('ke-hoach.txt', planText)])
    expect(code).toBe(0)
    expect(wrong).toEqual([expect.stringMatching(/ke-hoach\.txt: \d of 7 readings are unclear or name no unit/)])
    const texts = messages.map(({ text }) => text).join('\n')
    expect(texts).toContain('niêm yết công khai kế hoạch tài chính')
    // The board has no such Unit, so that nobody can be asked.
    expect(texts).not.toContain('kiểm tra việc thực hiện quy chế dân chủ')
    expect(messages.filter(({ person }) => person === 'cv-van-phong').length).toBeGreaterThan(1)
  })

  it('reads a Word file as well, and one beside a plan file', async () => {
    const paragraphs = planText.split('\n').filter((line) => line.trim() !== '')
    const word = file('ke-hoach.docx', await docxOf(paragraphs.map((line) => p(line)).join('')))
    const alone = await run([word])
    expect(alone.code).toBe(0)
    const both = await run(['config/plans/gia-lai-2023.yaml', word], { json: true, from: '2026-01-01' })
    expect(both.messages.map(({ text }) => text)).toEqual(
      (await run([word], { json: true, from: '2026-01-01' })).messages.map(({ text }) => text),
    )
  })

  it.each([
    ['trống.docx', '', 'the file holds no text'],
    ['thư.txt', 'Kính gửi: Sở Nội vụ\nXin cảm ơn quý cơ quan.', 'the document is not a plan'],
    ['mật.txt', `TỐI MẬT\n\n${planText}`, 'secrecy stamp'],
    ['anh.txt', 'The board shall submit its annual report before the end of each fiscal year.', 'not Vietnamese'],
    [
      'không hạn.txt',
      planText.replace(/\d{1,2}\/\d{1,2}\/2026|hằng quý|quý II năm 2026/g, ''),
      'nothing in the document',
    ],
  ])('is refused for %s, in one sentence that names the file', async (name, text, sentence) => {
    const { code, wrong } = await run([file(name, text)])
    expect(code).toBe(1)
    expect(wrong.filter((line) => !line.startsWith('notice: '))).toEqual([expect.stringContaining(sentence)])
    expect(wrong.join('\n')).toContain(name)
  })

  it('is refused for a file that is not there', async () => {
    const { code, wrong } = await run([join(folder, 'nowhere.pdf')])
    expect([code, wrong]).toEqual([1, [expect.stringContaining('nowhere.pdf cannot be read')]])
  })
})
