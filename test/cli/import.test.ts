import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { type ImportOptions, importPlan } from '../../src/cli/import.ts'
import { english } from '../../src/text/en.ts'
import { docxOf, p } from '../document/small-office.ts'
import { smallPdf } from '../document/small-pdf.ts'
import { planText } from '../stories/import-plan.ts'
import { describeWhole } from '../whole.ts'

const samples = join(import.meta.dirname, '..', 'samples', 'intake')
const folder = mkdtempSync(join(tmpdir(), 'dung-han-import-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const file = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

async function run(path: string, options: ImportOptions = {}) {
  const out: string[] = []
  const wrong: string[] = []
  const lines = { out: (line: string) => out.push(line), complain: (line: string) => wrong.push(line), say: english }
  const code = await importPlan(path, options, lines)
  return { code, out: out.join('\n'), wrong }
}

describeWhole('import', () => {
  it('prints what is due, when and by whom, with the phrase', async () => {
    const { code, out, wrong } = await run(join(samples, 'same-prose.docx'))
    expect([code, wrong]).toEqual([0, []])
    expect(out).toContain('Số: 18/KH-BQLKKT')
    expect(out).toContain('hết ngày 19/3/2027')
    expect(out).toContain('“trước ngày 20/3/2027”')
  })

  it('prints JSON whose places are those of the text that it prints', async () => {
    const path = join(samples, 'same-table.pdf')
    const draft = JSON.parse((await run(path, { json: true })).out)
    const { out: text } = await run(path, { text: true })
    expect(draft.items.length).toBeGreaterThan(7)
    for (const { quote, at } of draft.items) expect(text.slice(at.start, at.end)).toBe(quote)
  })

  it.each<[string, () => string | Uint8Array | Promise<Uint8Array>, string]>([
    ['trong.docx', () => '', 'the file holds no text'],
    ['dut.docx', async () => (await docxOf(p('Kế hoạch'))).slice(0, 400), 'damaged or cut off'],
    ['khac.docx', () => '{\\rtf1\\ansi x}', 'not what its name says'],
    ['dai.pdf', () => smallPdf(Array.from({ length: 300 }, () => [])), 'longer than 200 pages'],
    ['bom.docx', () => docxOf('<w:p/>'.repeat(1_200_000)), 'inflates to more'],
    ['lon.pdf', () => new Uint8Array(25 * 1024 * 1024).fill(37), 'larger than 20 MB'],
    ['thu.txt', () => 'Kính gửi: Sở Nội vụ\nXin cảm ơn quý cơ quan đã phối hợp.', 'not a plan'],
    ['anh.md', () => 'The board shall submit its annual report before the end of June 2027.', 'not Vietnamese'],
    ['mat.txt', () => `TỐI MẬT\n\n${planText}`, 'secrecy stamp'],
  ])('refuses %s in one sentence and prints nothing', async (name, content, sentence) => {
    const path = file(name, await content())
    const before = readdirSync(folder)
    const { code, out, wrong } = await run(path)
    expect([code, out, wrong]).toEqual([1, '', [expect.stringContaining(sentence)]])
    expect(wrong[0]).toContain(name)
    expect(readdirSync(folder)).toEqual(before)
  })

  it.each([
    ['locked.docx', 'password'],
    ['locked.doc', 'password'],
    ['encrypted.pdf', 'password'],
    ['dark.jpg', 'too dark'],
  ])('refuses %s in one sentence', async (name, sentence) => {
    const { code, out, wrong } = await run(join(samples, name))
    expect([code, out]).toEqual([1, ''])
    expect(wrong.filter((line) => !line.startsWith('page '))).toEqual([expect.stringContaining(sentence)])
  })
})
