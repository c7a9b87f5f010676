import JSZip from 'jszip'
import { expect, it } from 'vitest'
import { startTelegramServer } from '../fakes/telegram-server.ts'
import { joinOnTelegram } from '../joiners.ts'
import { Page, Process, temporaryFolder } from '../served.ts'
import { describeWhole } from '../whole.ts'

const token = '123456:stand-in-token'
const plan = 'config/plans/gia-lai-2023.yaml'

describeWhole('the Gia Lai plan on Telegram', () => {
  it('is asked, answered, compiled and approved over the Bot API, with only the address and the clock changed', async () => {
    const telegram = await startTelegramServer({ token, strict: true })
    await using folder = await temporaryFolder()
    await using server = Process.start(
      ['serve', '--port', '0', '--data', folder.path, '--clock', '2023-04-24T07:00+07:00', '--plan', plan],
      { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: telegram.apiRoot },
    )
    const page = new Page(await server.ready())
    const [, adminCode = ''] = await server.printed(/Invitation for Quản trị viên .*\/start ([A-Z0-9-]+)/)

    // The administrator joins with the printed code and invites three people; nobody else learns anything.
    const admin = telegram.user(100)
    const stranger = telegram.user(999)
    stranger.say('xin chào, có kế hoạch gì không?')
    await joinOnTelegram(admin, adminCode)
    const clerk = telegram.user(101)
    const head = telegram.user(102)
    const leader = telegram.user(103)
    for (const [user, id] of [
      [clerk, 'cv-doanh-nghiep'],
      [head, 'tp-doanh-nghiep'],
      [leader, 'truong-ban'],
    ] as const) {
      const after = admin.inbox.at(-1)?.id ?? 0
      admin.say(`/moi ${id}`)
      const { text } = await admin.waitFor((message) => message.text.includes('Mã mời'), { after })
      await joinOnTelegram(user, /\/start ([A-Z0-9-]+)/.exec(text)?.[1] ?? '')
    }
    await stranger.waitFor(({ text }) => text.includes('kênh nhắc việc nội bộ'))
    expect(stranger.inbox).toHaveLength(1)

    // The menu shows each the commands of the own roles.
    await telegram.waitFor(({ world }) => [100, 101, 103].every((id) => world.menus.has(String(id))))
    const menuOf = (id: number) => telegram.world.menus.get(String(id)) ?? []
    expect(menuOf(100)).toEqual(expect.arrayContaining(['viec', 'moi', 'nhap']))
    expect(menuOf(101)).toContain('viec')
    expect(menuOf(101)).not.toContain('moi')
    expect(menuOf(103)).toContain('baocao')

    // The morning's message, the answer, the receipt.
    await page.passTo('2023-04-24T07:30:00+07:00')
    const morning = await clerk.waitFor(({ text }) => text.includes('27/4/2023'))
    expect(morning.buttons.flat()).toHaveLength(1)
    clerk.press(morning.id)
    await clerk.waitFor(({ text }) => text.includes('Tình trạng hiện nay?'))
    clerk.press('Đã hoàn thành')
    await clerk.waitFor(({ text }) => text.includes('Kết quả đã làm được'))
    clerk.say('Đã tổ chức 02 hội nghị đối thoại với 45 doanh nghiệp.')
    clerk.say('Tiếp thu 12 kiến nghị, đã giải quyết 10.')
    clerk.say('xong')
    await clerk.waitFor(({ text }) => text.includes('văn bản minh chứng'))
    clerk.sendFile('bien-ban.pdf', new TextEncoder().encode('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'))
    const kept = await clerk.waitFor(({ buttons }) => buttons.flat().some(({ label }) => label === 'Xong'), {
      after: clerk.inbox.findLast(({ text }) => text.includes('văn bản minh chứng'))?.id ?? 0,
    })
    clerk.press(kept.id, 'Xong')
    const summary = await clerk.waitFor(({ text }) => text.includes('xem lại'))
    expect(summary.text).toContain('bien-ban.pdf')
    clerk.press('Lưu')
    await clerk.waitFor(({ text }) => text.includes('trả lời hết'))

    // Nobody else answers: heads and leaders are told, the report is compiled and approved.
    await page.passTo('2023-05-04T08:00:00+07:00')
    const review = await leader.waitFor(({ document }) => document !== undefined)
    const said = leader.inbox.map(({ text }) => text).join('\n')
    expect(said).toContain('1/9 đơn vị đã trả lời')
    expect(review.document?.name).toBe('BC-gia-lai-2023-bao-cao-6-thang_DT1.docx')
    const word = await JSZip.loadAsync(review.document?.bytes ?? new Uint8Array())
    expect(await word.file('word/document.xml')?.async('string')).toContain('Đã tổ chức 02 hội nghị đối thoại')
    // The picture of how things stand comes last, with the buttons below it.
    const asked = await leader.waitFor(({ buttons }) => buttons.flat().some(({ label }) => label.startsWith('Duyệt')))
    expect(asked.photo?.name).toMatch(/\.png$/)
    leader.press(asked.id, asked.buttons.flat().find(({ label }) => label.startsWith('Duyệt'))?.label ?? 'Duyệt')
    await leader.waitFor(({ text }) => text.includes('Đã ghi nhận: duyệt'))
    expect(head.inbox.filter(({ text }) => text.includes('quá hạn'))).toEqual([])
    expect((await page.texts('chanh-van-phong')).at(-1)).toContain('đã được Trưởng ban duyệt')

    expect(telegram.failures).toEqual([])
    expect(`${server.out}${server.err}`).not.toContain(token)
    expect(await server.kill('SIGTERM')).toBe(0)
    await telegram.close()
  })
})
