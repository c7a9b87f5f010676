import { expect, it } from 'vitest'
import { shownError } from '../../src/cli/open-log.ts'
import { startTelegramServer } from '../fakes/telegram-server.ts'
import { joinOnTelegram } from '../joiners.ts'
import { Page, Process, temporaryFolder } from '../served.ts'
import { describeWhole } from '../whole.ts'

const token = '987654:log-story-token'
const said = [
  'Bí mật của phòng: 45 doanh nghiệp',
  'Phần thứ hai, cũng không ai được đọc trong nhật ký',
  'Kiến nghị riêng với lãnh đạo',
]
const chats = [700_100_200, 700_100_201, 700_100_202] as const

describeWhole('what an operator reads', () => {
  it('at info names no message text, no token and no chat, while things go well and while they fail', async () => {
    const telegram = await startTelegramServer({ token, strict: true })
    await using folder = await temporaryFolder()
    const args = ['serve', '--port', '0', '--data', folder.path, '--clock', '2023-04-24T07:00+07:00']
    await using server = Process.start([...args, '--plan', 'config/plans/gia-lai-2023.yaml'], {
      TELEGRAM_BOT_TOKEN: token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      LOG_LEVEL: 'info',
    })
    const page = new Page(await server.ready())
    const [, code = ''] = await server.printed(/Invitation for Quản trị viên .*\/start ([A-Z0-9-]+)/)
    const [admin, clerk, away] = [telegram.user(chats[0]), telegram.user(chats[1]), telegram.user(chats[2])]
    await joinOnTelegram(admin, code)
    for (const [user, id] of [
      [clerk, 'cv-doanh-nghiep'],
      [away, 'cv-dau-tu'],
    ] as const) {
      const after = admin.inbox.at(-1)?.id ?? 0
      admin.say(`/moi ${id}`)
      const { text } = await admin.waitFor((message) => message.text.includes('Mã mời'), { after })
      await joinOnTelegram(user, /\/start ([A-Z0-9-]+)/.exec(text)?.[1] ?? '')
    }

    // One has blocked the bot, one message is refused with a quotation, one connection breaks.
    away.block()
    telegram.failNext(1, 400, {
      method: 'sendMessage',
      description: `Bad Request: can't parse "${said[0]}" of ${chats[1]}`,
    })
    await page.passTo('2023-04-24T07:30:00+07:00')
    clerk.say('/viec')
    const list = await clerk.waitFor(({ text }) => text.includes('27/4/2023'))
    clerk.press(list.id)
    clerk.press((await clerk.waitFor(({ text }) => text.includes('Tình trạng hiện nay?'))).id, 'Có vướng mắc')
    await clerk.waitFor(({ text }) => text.includes('phần trăm'))
    clerk.say('60')
    await clerk.waitFor(({ text }) => text.includes('Kết quả đã làm được'))
    clerk.say(said[0] ?? '')
    await clerk.waitFor(({ text }) => text.includes('gửi tiếp hoặc bấm Xong'))
    clerk.say('xong')
    await clerk.waitFor(({ text }) => text.includes('Vướng mắc là gì'))
    clerk.say(said[1] ?? '')
    await clerk.waitFor(({ text }) => text.includes('kiến nghị, đề xuất gì'))
    clerk.say(said[2] ?? '')
    await clerk.waitFor(({ text }) => text.includes('văn bản minh chứng'))
    telegram.failNext(1, 500, { method: 'getFile' })
    clerk.sendFile('bien-ban-mat.pdf', new TextEncoder().encode('%PDF-1.4\ntrailer\n<<>>\n%%EOF\n'))
    clerk.sendFile('la.exe', new TextEncoder().encode('MZ'))
    clerk.pressRaw(`${chats[2]}:${token}`)
    clerk.send({ location: { latitude: 1, longitude: 2 } })
    await clerk.waitFor(({ text }) => text.includes('la.exe'), { timeoutMs: 20_000 })
    await telegram.waitFor(({ world }) => world.updates.length === 0)
    await page.passTo('2023-04-28T08:00:00+07:00')
    telegram.tokenRevoked = true
    clerk.say('khi khóa bị thu hồi')
    await page.passTo('2023-05-04T08:00:00+07:00')
    telegram.tokenRevoked = false
    expect(await server.kill('SIGTERM')).toBe(0)
    await telegram.close()

    const printed = `${server.out}\n${server.err}`
    // It did log something: what it sent, and what failed.
    expect(server.err).toContain('messages written down')
    expect(server.err).toMatch(/"level":40/)
    for (const secret of [token, token.slice(7), ...said, ...chats.map(String), 'bien-ban-mat', 'Bí mật', 'Kính gửi'])
      expect(printed).not.toContain(secret)
  })

  it('of an error is its kind, its place and no quotation', () => {
    const query = Object.assign(new Error('invalid input syntax for type json: "Bí mật của phòng"'), {
      code: '22P02',
      detail: 'Token "Bí mật"',
      query: 'insert into answers',
      params: ['Bí mật của phòng'],
    })
    const shown = JSON.stringify(shownError(query))
    expect(shown).toContain('22P02')
    expect(shown).toContain('invalid input syntax for type json: …')
    expect(shown).toContain('log.test.ts')
    expect(shown).not.toMatch(/Bí mật|insert/)
    expect(shownError('no error')).toBe('no error')
  })
})
