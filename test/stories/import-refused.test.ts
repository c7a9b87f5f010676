import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { docxOf, p } from '../document/small-office.ts'
import { smallPdf } from '../document/small-pdf.ts'
import { itWhole } from '../whole.ts'
import { World } from '../world.ts'
import { planText } from './import-plan.ts'

const admin = 'quan-tri'
const sample = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(join(import.meta.dirname, '..', 'samples', 'intake', name)))
const word = (text: string): Promise<Uint8Array> =>
  docxOf(
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => p(line))
      .join(''),
  )
const letter = 'Kính gửi: Sở Nội vụ\nBan Quản lý xin gửi lời cảm ơn quý cơ quan đã phối hợp trong năm qua.\nTrân trọng.'
const english =
  'ANNUAL PLAN\nThe board shall submit its report to the committee before 30 June 2027.\nEvery unit shall review its work.'

itWhole.each<[string, string, () => Uint8Array | Promise<Uint8Array>, string]>([
  ['an empty file', 'ke-hoach.docx', () => new Uint8Array(0), 'trống, không có nội dung'],
  ['a Word file that breaks off', 'ke-hoach.docx', async () => (await word(planText)).slice(0, 700), 'bị hỏng'],
  ['a Word file with a password', 'ke-hoach.docx', () => sample('locked.docx'), 'bảo vệ bằng mật khẩu'],
  ['an Excel file with a password', 'phu-luc.xlsx', () => sample('locked.docx'), 'bảo vệ bằng mật khẩu'],
  ['an old Word file with a password', 'ke-hoach.doc', () => sample('locked.doc'), 'bảo vệ bằng mật khẩu'],
  ['a PDF with a password', 'ke-hoach.pdf', () => sample('encrypted.pdf'), 'bảo vệ bằng mật khẩu'],
  [
    'a name that promises another kind',
    'ke-hoach.docx',
    () => Buffer.from('{\\rtf1\\ansi x}'),
    'không đúng với đuôi tệp',
  ],
  ['a letter', 'cong-van.docx', () => word(letter), 'không phải kế hoạch'],
  ['a text in English', 'plan.docx', () => word(english), 'không phải tiếng Việt'],
  ['300 pages', 'ke-hoach.pdf', () => smallPdf(Array.from({ length: 300 }, () => [])), 'có 300 trang'],
  ['a photograph too dark to read', 'anh.jpg', () => sample('dark.jpg'), 'quá mờ hoặc quá tối'],
  ['an archive bomb', 'ke-hoach.docx', () => docxOf('<w:p/>'.repeat(1_200_000)), 'dung lượng bất thường'],
  ['25 MB', 'ke-hoach.pdf', () => new Uint8Array(25 * 1024 * 1024).fill(37), '20 MB'],
])(
  'the admin who hands in %s is told why in one sentence, and nothing of it stays but the ledger',
  async (_, name, bytes, sentence) => {
    await using world = await World.open({ now: '2026-01-20T08:00', plans: [] })
    await world.sendFile(admin, name, await bytes())
    await world.running.app.documentsRead()
    const heard = (await world.heard(admin)).filter((text) => !text.includes('đang đọc'))
    expect(heard).toHaveLength(1)
    expect(heard[0]).toContain(sentence)
    await world.running.store.read(async (records) => {
      expect(await records.draftsReading()).toEqual([])
      expect(await records.openDrafts(admin)).toEqual([])
      const kept = (await records.inboxFrom(admin, 5)).map((row) => row.heard.kind)
      expect(kept).toEqual(['refused-file'])
    })
    await world.end()
  },
  120_000,
)
