import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { ChatLine, Overview } from '../../src/app/demo/demo.ts'
import { Page, Process, temporaryFolder } from '../served.ts'
import { chromiumArgs, Visitor } from '../visitor.ts'

const executablePath = process.env.DUNG_HAN_TEST_CHROMIUM ?? ''
const soffice = process.env.DUNG_HAN_TEST_SOFFICE ?? ''
/** Where to put a picture of the page in the middle of the story; the README's is docs/chat.png. */
const picture = process.env.DUNG_HAN_SCREENSHOT

const plan = 'config/plans/gia-lai-2023.yaml'

/** What those who are not watched answer to everything; nobody answers for the Party cell. */
const colleagues = {
  'cv-doanh-nghiep': 'Đã tổ chức 02 hội nghị đối thoại với 45 doanh nghiệp.',
  'uv-cong-doan': 'Đã góp ý 03 dự thảo nội quy, quy chế của cơ quan.',
  'cv-ban-qlda': 'Đã giải ngân 38% kế hoạch vốn, bàn giao mặt bằng 02 gói thầu.',
  'cv-moi-truong': 'Đã kiểm tra môi trường tại 06 cơ sở, hướng dẫn khắc phục 02 cơ sở.',
  'cv-quy-hoach': 'Đã công khai đồ án quy hoạch phân khu tại trụ sở và trên trang thông tin điện tử.',
  'pho-bi-thu-doan': 'Đã tuyên truyền trong sinh hoạt chi đoàn tháng 3 cho 21 đoàn viên.',
} as const

/** Answers everything that is open for somebody, by the requests that the page itself makes. */
async function answerAll(server: Page, person: string, result: string): Promise<void> {
  const newest = async (): Promise<ChatLine | undefined> =>
    (await server.get<readonly ChatLine[]>(`/chat/${person}/lines.json`)).findLast(({ from }) => from === 'product')
  await server.post(`/chat/${person}/say`, { text: '/viec' })
  for (let turn = 0; turn < 30; turn += 1) {
    const line = await newest()
    if (line?.text.includes('trả lời hết')) return
    const choice = ['Đã hoàn thành', 'Không có', 'Lưu'].flatMap(
      (label) => line?.choices.filter((one) => one.label === label) ?? [],
    )[0]
    if (choice) await server.post(`/chat/${person}/press`, choice)
    else if (line?.text.includes('Kết quả đã làm được')) {
      await server.post(`/chat/${person}/say`, { text: result })
      await server.post(`/chat/${person}/say`, { text: 'xong' })
    } else await server.post(`/chat/${person}/say`, { text: '1' })
  }
  throw new Error(`${person} is asked without end`)
}

/** The pages of a Word file as LibreOffice sets them, each as text. */
function pagesOf(docx: string, folder: string): readonly string[] {
  const profile = `-env:UserInstallation=file://${join(folder, 'office')}`
  execFileSync(soffice, [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, docx], {
    stdio: 'ignore',
    env: { ...process.env, HOME: folder },
  })
  const pdf = docx.replace(/\.docx$/, '.pdf')
  const count = Number(/^Pages:\s+(\d+)$/m.exec(execFileSync('pdfinfo', [pdf], { encoding: 'utf8' }))?.[1])
  const page = (n: number): string =>
    execFileSync('pdftotext', ['-layout', '-f', String(n), '-l', String(n), pdf, '-'], { encoding: 'utf8' })
  return Array.from({ length: count }, (_, index) => page(index + 1).normalize('NFC'))
}

const firstLine = (page: string | undefined): string => (page ?? '').trimStart().split('\n')[0]?.trim() ?? ''

// Left out unless DUNG_HAN_TEST_CHROMIUM and DUNG_HAN_TEST_SOFFICE are the paths of Chromium and LibreOffice, with
// pdfinfo and pdftotext of poppler-utils: the story is of what a person sees on a screen and on paper.
const equipped = existsSync(executablePath) && existsSync(soffice) && spawnSync('pdfinfo', ['-v']).error === undefined

describe.skipIf(!equipped)('the Gia Lai plan in a browser', () => {
  it('is asked, answered by hand, chased, compiled and printed, in front of the visitor', async () => {
    await using folder = await temporaryFolder()
    await using server = Process.start([
      ...['serve', '--clock', '2023-04-24T07:00', '--plan', plan, '--port', '0'],
      ...['--data', join(folder.path, 'data')],
    ])
    const base = await server.ready()
    const json = new Page(base)
    await using browser = await chromium.launch({ executablePath, args: chromiumArgs })
    await using visitor = await Visitor.arrive(browser, base)
    const { page, board, lines } = visitor

    // The morning comes by the clock's button, and with it everything that waits for this clerk.
    await visitor.play('cv-van-phong')
    await lines.getByText('Chưa có tin nhắn nào.').waitFor()
    await visitor.pass('Sự kiện tiếp theo', 'Thứ Hai, 24/4/2023 07:30')
    const morning = await visitor.told('hạn 27/4/2023 (còn 3 ngày làm việc)')
    expect(await morning.getByRole('button').count()).toBe(3)
    await board.getByText('0/14 nội dung đã có trả lời').waitFor()

    // Colleagues answer meanwhile; the board follows without a reload.
    for (const [person, result] of Object.entries(colleagues)) await answerAll(json, person, result)
    await board.getByText('7/14 nội dung đã có trả lời').waitFor()

    // One piece of work is done: a button, two messages, a button.
    await visitor.press(/^Cải cách hành chính/, 'Tình trạng hiện nay?')
    await visitor.press('Đã hoàn thành', 'Kết quả đã làm được')
    await visitor.type('Đã rà soát 25 thủ tục, đơn giản hóa 07 thủ tục.', 'Đã ghi nhận')
    await visitor.say('Không có hồ sơ trễ hẹn; 98,5% hồ sơ nộp trực tuyến.')
    await visitor.press('Xong', 'minh chứng')
    const summary = await visitor.press('Không có', 'xem lại')
    for (const text of ['25 thủ tục', '98,5% hồ sơ']) expect(await summary.textContent()).toContain(text)
    await visitor.press('Lưu', 'Còn 2 việc đang mở')
    await board.getByText('8/14 nội dung đã có trả lời').waitFor()

    // In the evening whoever gave several answers reads what was noted; this clerk has given one, with its receipt.
    await visitor.pass('Sự kiện tiếp theo', 'Thứ Hai, 24/4/2023 16:45')

    // The next morning asks for what is left. This one has an Indicator, and a file comes with it.
    await visitor.pass('Sự kiện tiếp theo', 'Thứ Ba, 25/4/2023 07:30')
    const second = await visitor.told('còn 2 ngày làm việc')
    expect(await second.getByRole('button').count()).toBe(2)
    await visitor.press(/^Thi đua yêu nước/, 'Tình trạng hiện nay?')
    await board.getByText('8/14 nội dung đã có trả lời').waitFor()
    if (picture) await page.screenshot({ path: picture })
    await visitor.press('Đang thực hiện', 'phần trăm')
    await visitor.type('60%', 'Kết quả đã làm được')
    await visitor.type('Duy trì mô hình “Thủ tục không chờ”; đang nhân rộng ra khu công nghiệp Trà Đa.', 'Đã ghi nhận')
    await visitor.press('Xong', 'kết quả là bao nhiêu mô hình')
    await visitor.type('02', 'minh chứng')
    const minutes = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
    await visitor.attach({ name: 'Biên bản.pdf', mimeType: 'application/pdf', buffer: minutes }, 'Biên bản')
    await visitor.press('Xong', 'Biên bản.pdf')
    await visitor.press('Lưu', 'Còn 1 việc đang mở')

    // The last one is stuck, and says on what.
    await visitor.press(/^Bảo đảm quyền tiếp cận thông tin/, 'Tình trạng hiện nay?')
    await visitor.press('Có vướng mắc', 'phần trăm')
    await visitor.press('Bỏ qua', 'Kết quả đã làm được')
    await visitor.type('Đã tiếp 14 lượt công dân, giải quyết 11/12 đơn.', 'Đã ghi nhận')
    await visitor.press('Xong', 'Vướng mắc là gì')
    await visitor.type('Một đơn liên quan đền bù kéo dài, chờ ý kiến của huyện.', 'kiến nghị, đề xuất')
    await visitor.type('Đề nghị Ủy ban nhân dân huyện sớm trả lời bằng văn bản.', 'minh chứng')
    await visitor.press('Không có', 'xem lại')
    await visitor.press('Lưu', 'trả lời hết')
    await board.getByText('10/14 nội dung đã có trả lời').waitFor()

    // Another office's clerk, who joins the page from the list at the left.
    await visitor.play('cv-dau-tu')
    for (const [title, result, next] of [
      [/^Gặp gỡ, đối thoại/, 'Đã gỡ thủ tục đất đai cho 04 dự án.', 'Còn 1 việc'],
      [/^Kết quả những việc/, 'Đã cấp mới 05 dự án, vốn đăng ký 1.250 tỷ đồng.', 'trả lời hết'],
    ] as const) {
      await visitor.press(title, 'Tình trạng hiện nay?')
      await visitor.press('Đã hoàn thành', 'Kết quả đã làm được')
      await visitor.type(result, 'Đã ghi nhận')
      await visitor.press('Xong', 'minh chứng')
      await visitor.press('Không có', 'xem lại')
      await visitor.press('Lưu', next)
    }
    await board.getByText('12/14 nội dung đã có trả lời').waitFor()
    const missing = board.locator('.missing')
    expect((await missing.textContent())?.trim()).toBe('Còn thiếu: Chi bộ cơ quan')

    // Days go by. The one unit that says nothing is chased: itself, then its head, then the leaders learn of it.
    for (const day of ['Thứ Tư, 26/4', 'Thứ Năm, 27/4']) await visitor.pass('+1 ngày', day)
    await visitor.play('chi-uy-vien')
    await visitor.told('còn 2 ngày làm việc')
    await visitor.pass('Sự kiện tiếp theo', 'Thứ Năm, 27/4/2023 14:00')
    await visitor.told('hôm nay là ngày cuối')
    await visitor.pass('+1 ngày', 'Thứ Sáu, 28/4')
    await visitor.told('quá hạn 1 ngày làm việc')
    await page.getByRole('link', { name: /^Bí thư Chi bộ 1 tin chưa đọc/ }).waitFor()
    await visitor.play('bi-thu-chi-bo')
    await visitor.told('quá hạn 1 ngày làm việc')
    expect(await page.locator('#people a[aria-current] .unread').count()).toBe(0)
    await board.locator('.sum-overdue dd', { hasText: '2' }).waitFor()
    for (const day of [
      'Thứ Bảy, 29/4',
      'Chủ Nhật, 30/4',
      'Thứ Hai, 01/5',
      'Thứ Ba, 02/5',
      'Thứ Tư, 03/5',
      'Thứ Năm, 04/5',
    ])
      await visitor.pass('+1 ngày', day)
    await visitor.play('truong-ban')
    const review = await visitor.told('còn thiếu: Chi bộ cơ quan')

    // The report is there before it is due, and is downloaded where the leader reads of it.
    const { now, reports } = await json.get<Overview>('/chat/overview.json')
    expect(now).toBeLessThan(Date.parse('2023-05-09T17:00+07:00'))
    expect(reports.map(({ due, status }) => ({ due, status }))).toEqual([{ due: '2023-05-09', status: 'draft' }])
    const word = await visitor.download(review.getByRole('link', { name: /^Tải về BC-gia-lai-2023/ }))
    expect(word.suggestedFilename()).toBe('BC-gia-lai-2023-bao-cao-6-thang_DT1.docx')
    const docx = join(folder.path, 'bao-cao.docx')
    await word.saveAs(docx)

    // On paper.
    const pages = pagesOf(docx, folder.path)
    expect(pages.length).toBeGreaterThanOrEqual(2)
    const printed = pages.join(' ').replace(/\s+/g, ' ')
    for (const text of [
      'DỰ THẢO',
      'Gia Lai, ngày',
      'Đã rà soát 25 thủ tục, đơn giản hóa 07 thủ tục.',
      'Duy trì mô hình “Thủ tục không chờ”',
      'Một đơn liên quan đền bù kéo dài',
      'Đề nghị Ủy ban nhân dân huyện sớm trả lời bằng văn bản.',
      'Biên bản.pdf',
      'Đã gỡ thủ tục đất đai cho 04 dự án.',
      'vốn đăng ký 1.250 tỷ đồng',
      ...Object.values(colleagues),
    ])
      expect(printed).toContain(text)
    expect(printed).toMatch(/Số:\s+\/BC-BQLKKT/)
    expect(printed).toContain('ĐƠN VỊ CHƯA BÁO CÁO - Chi bộ cơ quan: ')
    expect(firstLine(pages[0])).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
    expect(firstLine(pages[1])).toBe('2')

    // The leader approves on the page, and the office sees it on the board.
    await visitor.press(/^Duyệt: /, 'Đã ghi nhận: duyệt')
    await board.getByText('Đã duyệt', { exact: true }).waitFor()
    expect(visitor.complaints).toEqual([])
    expect(server.err).toBe('')
    expect(await server.kill('SIGTERM')).toBe(0)
  }, 180_000)
})
