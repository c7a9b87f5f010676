import { createCanvas, loadImage } from '@napi-rs/canvas'
import { encode } from 'uqr'
import { expect, it } from 'vitest'
import { consentAsked, joinOnTelegram } from '../joiners.ts'
import { describeWhole } from '../whole.ts'
import { allHandled, quietWorldWithTelegram } from './first-morning.ts'

describeWhole('an invitation', () => {
  it('gives the code, a line and a picture for the channel, and its last day; the code alone joins', async () => {
    await using both = await quietWorldWithTelegram()
    const { telegram, world } = both
    await world.say('quan-tri', '/moi cv-dau-tu')
    const [invitation] = await world.read('quan-tri')
    const text = invitation?.text ?? ''
    const code = /: ([A-Z2-9]{5}-[A-Z2-9]{5})/.exec(text)?.[1] ?? ''
    const link = /• Telegram: mở (https:\/\/\S+) rồi bấm/.exec(text)?.[1] ?? ''
    expect(link).toMatch(new RegExp(`\\?start=${code}$`))
    expect(text).toContain('hết hạn sau 7 ngày (đến 13/02/2023)')
    expect(invitation?.files.map(({ name, mime }) => [name, mime])).toEqual([['ma-moi-telegram.png', 'image/png']])
    const picture = await world.running.demo?.file(invitation?.files[0]?.sha256 ?? '')
    const image = await loadImage(Buffer.from(picture?.bytes ?? []))
    const canvas = createCanvas(image.width, image.height)
    const paper = canvas.getContext('2d')
    paper.drawImage(image, 0, 0)
    const { data, size } = encode(link, { ecc: 'M', border: 4 })
    const step = image.width / size
    for (const [y, row] of data.entries())
      for (const [x, dark] of row.entries())
        expect(paper.getImageData((x + 0.5) * step, (y + 0.5) * step, 1, 1).data[0]).toBe(dark ? 0 : 255)

    const clerk = telegram.user(902)
    clerk.say(` mã mời: ${code.toLowerCase().replace('-', ' ')}. `)
    await clerk.waitFor((message) => message.text.includes(consentAsked))
    clerk.say('đồng ý')
    await clerk.waitFor((message) => message.text.includes('Đã kết nối'))
    await world.unread()
    await world.end()
  })

  it('that many addresses guess at is slowed down, told to the admins once, and still good for its owner', async () => {
    await using both = await quietWorldWithTelegram()
    const { telegram, world } = both
    const { code } = await world.running.app.invite('cv-dau-tu', 'quan-tri')
    // Chats are heard side by side, so the later addresses come when the first ten have been heard.
    for (const addresses of [
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      [11, 12],
    ]) {
      for (const address of addresses) {
        const guesser = telegram.user(9_000 + address)
        for (let tried = 2; tried <= 6; tried += 1) guesser.say(`SAYSA-SAF${tried}${(address % 7) + 2}`)
      }
      await allHandled(telegram, world)
    }
    const refused = (address: number): readonly string[] => telegram.user(9_000 + address).inbox.map(({ text }) => text)
    const wrong = Array.from({ length: 12 }, (_, index) => refused(index + 1)).flat()
    // Fifty wrong codes, then one for each further address.
    expect(wrong.filter((text) => text.includes('Mã mời này không đúng'))).toHaveLength(52)
    expect(await world.heard('quan-tri')).toEqual([expect.stringContaining('50 lần gửi mã mời sai')])
    const clerk = telegram.user(902)
    await joinOnTelegram(clerk, code)
    await world.unread()
    // The next day everything is as before.
    await world.passTo('2023-02-07T00:10')
    const guesser = telegram.user(9_100)
    for (let tried = 2; tried <= 4; tried += 1) guesser.say(`SAYSA-SAF${tried}9`)
    await allHandled(telegram, world)
    expect(guesser.inbox.filter(({ text }) => text.includes('Mã mời này không đúng'))).toHaveLength(3)
    await world.unread()
  })
})

describeWhole('somebody with several channels', () => {
  it('sees them with their ends hidden, and chooses where to be told first', async () => {
    await using both = await quietWorldWithTelegram()
    const { telegram, world } = both
    await world.say('cv-dau-tu', '/kenh')
    expect(await world.heard('cv-dau-tu')).toEqual([expect.stringContaining('một kênh: trang dùng thử')])
    const clerk = telegram.user(123_456_789)
    await joinOnTelegram(clerk, (await world.running.app.invite('cv-dau-tu', 'quan-tri')).code)
    clerk.say('kênh của tôi')
    const shown = await clerk.waitFor(({ text }) => text.startsWith('Các kênh của anh/chị'))
    expect(shown.text).toContain('• Telegram (…789) – đang dùng để nhắn')
    expect(shown.text).not.toContain('123456789')
    clerk.press(shown.id, 'trang dùng thử (…-tu)')
    await clerk.waitFor(({ text }) => text.includes('gửi qua trang dùng thử trước'))
    const preferred = await world.running.store.read((records) => records.accounts('cv-dau-tu'))
    expect(preferred.map(({ channel, preferredAt }) => [channel, preferredAt !== null])).toEqual([
      ['local', true],
      ['telegram', false],
    ])
    await world.unread()
  })

  it('who agreed to an earlier text is served as before and asked again, not in the middle of an answer', async () => {
    await using both = await quietWorldWithTelegram()
    const { telegram, world } = both
    const clerk = telegram.user(902)
    await joinOnTelegram(clerk, (await world.running.app.invite('cv-dau-tu', 'quan-tri')).code)
    await world.running.store.write(async (records) => {
      const account = await records.accountAt('telegram', '902')
      if (account) await records.addConsent(account, 'given', '0', world.now)
    })
    clerk.say('/tinhhinh')
    const asked = await clerk.waitFor(({ text }) => text.startsWith('Nội dung về dữ liệu cá nhân đã thay đổi'))
    expect(clerk.inbox.at(-2)?.text).toMatch(/Tình hình|Chưa có việc/)
    clerk.say('/tinhhinh')
    await allHandled(telegram, world)
    expect(clerk.inbox.filter(({ text }) => text.includes(consentAsked))).toHaveLength(2)
    clerk.press(asked.id, 'Đồng ý')
    await clerk.waitFor(({ text }) => text.startsWith('Đã ghi nhận sự đồng ý'), { after: asked.id })
    expect(await world.running.store.read((records) => records.accountAt('telegram', '902'))).toMatchObject({
      consent: { version: '1' },
    })
    await world.unread()
  })
})
