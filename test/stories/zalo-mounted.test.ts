import { expect, it } from 'vitest'
import { describeWhole } from '../whole.ts'
import { botSecret, botToken, oaApp, zaloBotOffice, zaloOaOffice } from './zalo-office.ts'

describeWhole('an office on a Zalo bot', () => {
  it.each(['webhook', 'polling'] as const)(
    'lets its administrator join with the printed code and answers, hearing by %s',
    async (hears) => {
      await using office = await zaloBotOffice(hears)
      const { zalo, server } = office
      expect(server.out).toMatch(/\/start [A-Z0-9-]+ {2}https:\/\/bot\.zaloplatforms\.com\/bots\/1459232241454765289/)
      const admin = zalo.user('6ede9afa66b88fe6d6a9')
      admin.say(`/start ${office.adminCode}`)
      await admin.waitFor(({ text }) => text.includes('Anh/chị có đồng ý không?'))
      admin.choose('Đồng ý')
      await admin.waitFor(({ text }) => text.includes('Đã ghi nhận sự đồng ý'))
      const before = admin.inbox.length
      admin.say('/viec')
      await admin.waitFor(({ text }) => /việc/i.test(text), { skip: before })
      expect(await office.stop()).toBe(0)
      expect(zalo.failures).toEqual([])
      for (const secret of [botToken, botSecret]) expect(`${server.out}${server.err}`).not.toContain(secret)
      expect(zalo.callsOf('getUpdates').length > 0).toBe(hears === 'polling')
    },
    90_000,
  )
})

describeWhole('an office on a Zalo Official Account', () => {
  it('is connected by the printed address, lets its administrator join and answers', async () => {
    await using office = await zaloOaOffice()
    const { zalo, server } = office
    const admin = zalo.user('2512523625412515')
    admin.follow()
    await admin.waitFor(({ text }) => text.includes('kênh nhắc việc nội bộ'))
    admin.say(`/start ${office.adminCode}`)
    await admin.waitFor(({ text }) => text.includes('Anh/chị có đồng ý không?'))
    admin.tap('Đồng ý')
    await admin.waitFor(({ text }) => text.includes('Đã ghi nhận sự đồng ý'))
    const before = admin.inbox.length
    admin.say('/viec')
    await admin.waitFor(({ text }) => /việc/i.test(text), { after: before })
    expect(await office.stop()).toBe(0)
    expect(zalo.failures).toEqual([])
    const printed = `${server.out}${server.err}`
    const tokens = zalo.oauth.pairs.flatMap(({ access, refresh }) => [access, refresh])
    for (const secret of [oaApp.appSecret, oaApp.secretKey, ...tokens]) expect(printed).not.toContain(secret)
  })
})
