import { afterEach, beforeEach, expect, it } from 'vitest'
import { consentVersion } from '../../src/text/vi-consent.ts'
import { startTelegramServer, type TelegramServer } from '../fakes/telegram-server.ts'
import type { TelegramUser } from '../fakes/telegram-user.ts'
import { describeWhole } from '../whole.ts'
import { World } from '../world.ts'

const token = '123456:stand-in-token'
const plan = 'config/plans/gia-lai-2023.yaml'

describeWhole('the office on Telegram', () => {
  let telegram: TelegramServer
  let world: World
  let admin: TelegramUser
  let clerk: TelegramUser

  /** As after `/start CODE` and the consent that follows. */
  const join = async (user: TelegramUser, personId: string): Promise<void> => {
    user.started = true
    await world.running.store.write(async (records) => {
      const account = await records.join(personId, 'telegram', `${user.id}`, world.now)
      await records.addConsent(account, 'given', consentVersion, world.now)
    })
  }

  beforeEach(async () => {
    telegram = await startTelegramServer({ token, strict: false })
    world = await World.open({
      now: '2023-04-12T08:00',
      plans: [plan],
      config: { telegram: { token, apiRoot: telegram.apiRoot } },
    })
    admin = telegram.user(100)
    clerk = telegram.user(101)
    await join(admin, 'quan-tri')
    await join(clerk, 'cv-dau-tu')
  })
  afterEach(async () => {
    await world[Symbol.asyncDispose]()
    await telegram.close()
    expect(telegram.failures).toEqual([])
  })

  const linked = async (): Promise<{ readonly code: string; readonly after: number }> => {
    const after = admin.inbox.at(-1)?.id ?? 0
    admin.say('/nhom')
    const units = await admin.waitFor(({ text }) => text.includes('Nối nhóm của đơn vị nào'), { after })
    admin.press(units.id, 'Phòng Quản lý Đầu tư')
    const made = await admin.waitFor(({ text }) => text.includes('Mã nối nhóm'), { after })
    return { code: /\/nhom ([A-Z0-9-]+)/.exec(made.text)?.[1] ?? '', after: made.id }
  }

  it('tells a Unit’s group once in the morning, and people answer in private', async () => {
    const { code } = await linked()
    const group = telegram.group(-77)
    group.addBot(clerk.id, code)
    const welcome = await group.waitFor(({ text }) => text.includes('Đã nối nhóm này với Phòng Quản lý Đầu tư'))
    // A code links one group once.
    const foreign = telegram.group(-78)
    foreign.addBot(999, code)
    await foreign.waitFor(({ text }) => text.includes('Mã nối nhóm không đúng'))

    await world.passTo('2023-04-13T07:30')
    const morning = await group.waitFor(({ text }) => text.includes('việc đang mở ngày 13/4/2023'))
    expect(morning.buttons.flat().map(({ url }) => url)).toEqual(['https://t.me/dung_han_thu_bot?start=viec'])
    await world.passTo('2023-04-14T17:00')
    expect(group.inbox.map(({ id }) => id)).toEqual([welcome.id, morning.id])
    expect(foreign.inbox).toHaveLength(1)

    // What is said in the group is not read; a command is answered with where to go, not with what it asks for.
    group.say(clerk.id, 'đã xong việc này')
    group.say(clerk.id, '/viec@dung_han_thu_bot')
    const told = await group.waitFor(({ text }) => text.includes('nhắn riêng cho bot'), { after: morning.id })
    group.say(clerk.id, '/tinhhinh@dung_han_thu_bot')
    const before = clerk.inbox.at(-1)?.id ?? 0
    clerk.start('viec')
    await clerk.waitFor(({ text }) => text.includes('Việc đang mở'), { after: before })
    await world.running.app.settled()
    expect(group.inbox.at(-1)?.id).toBe(told.id)
  })

  it('follows a group to its new id and lets it go when it is removed; admins hear of each once', async () => {
    const { code, after } = await linked()
    const group = telegram.group(-77)
    group.addBot(clerk.id)
    group.say(clerk.id, `/nhom@dung_han_thu_bot ${code.toLowerCase()}`)
    await group.waitFor(({ text }) => text.includes('Đã nối nhóm này'))
    const upgraded = group.upgrade()
    await admin.waitFor(({ text }) => text.includes('đã được nâng cấp'), { after })
    await world.passTo('2023-04-13T07:30')
    await upgraded.waitFor(({ text }) => text.includes('việc đang mở'))

    // The bot is thrown out while nobody tells it: the next send finds out.
    upgraded.bot = 'kicked'
    await world.passTo('2023-04-20T17:00')
    await admin.waitFor(({ text }) => text.includes('Bot không còn ở trong nhóm'), { after })
    upgraded.removeBot(clerk.id)
    await world.passTo('2023-04-28T17:00')
    await world.running.app.settled()
    const told = admin.inbox.filter(({ id }) => id > after).map(({ text }) => text)
    expect(told.filter((text) => text.includes('Bot không còn'))).toHaveLength(1)
    expect(told.filter((text) => text.includes('nâng cấp'))).toHaveLength(1)
    expect(telegram.callsOf('sendMessage').filter(({ code: status }) => status === 403)).toHaveLength(1)
  })

  it('lets only admins and heads link a group, and a group guess few codes', async () => {
    const before = clerk.inbox.at(-1)?.id ?? 0
    clerk.say('/nhom')
    await clerk.waitFor(({ text }) => text.includes('dành cho quản trị viên và trưởng đơn vị'), { after: before })
    const group = telegram.group(-77)
    group.addBot(clerk.id)
    for (let n = 0; n < 7; n++) group.say(clerk.id, `/nhom@dung_han_thu_bot AAAA${n + 2}-BBBBB`)
    await telegram.waitFor(() => group.inbox.length === 6, 30_000)
    const refused = group.inbox.map(({ text }) => text.includes('Mã nối nhóm không đúng'))
    expect(refused.filter(Boolean)).toHaveLength(5)
    expect(group.inbox.some(({ text }) => text.includes('sai mã nhiều lần'))).toBe(true)
    const { code } = await linked()
    group.say(clerk.id, `/nhom@dung_han_thu_bot ${code}`)
    await telegram.waitFor(({ world: { updates, polling } }) => updates.length === 0 && polling)
    await world.running.app.settled()
    expect(await world.running.store.read((records) => records.unitChats())).toEqual([])
  })

  it('takes the buttons off a question that was answered, by a button or in words, and leaves a list its buttons', async () => {
    await world.passTo('2023-04-13T07:30')
    const morning = await clerk.waitFor(({ text }) => text.includes('27/4/2023'))
    const [first = ''] = morning.buttons.flat().map(({ label }) => label)
    clerk.press(morning.id, first)
    const state = await clerk.waitFor(({ text }) => text.includes('Tình trạng hiện nay?'), { after: morning.id })
    clerk.press(state.id, 'Đã hoàn thành')
    const result = await clerk.waitFor(({ text }) => text.includes('Kết quả'), { after: state.id })
    await telegram.waitFor(() => state.buttons.length === 0)
    expect(state.text).toMatch(/\n\n✓ Đã hoàn thành$/)
    expect(morning.buttons.length).toBeGreaterThan(0)

    clerk.say('Đã tổ chức hội nghị.')
    clerk.say('xong')
    await clerk.waitFor(({ text }) => text.includes('minh chứng'), { after: result.id })
    await telegram.waitFor(() => result.buttons.length === 0)
    expect(result.text).not.toContain('✓')
    await world.running.app.settled()
    expect(telegram.calls.filter(({ method, code }) => method.startsWith('edit') && code !== 200)).toEqual([])
  })

  it('answers all the same when a question cannot be settled, and does not try again', async () => {
    await world.passTo('2023-04-13T07:30')
    const morning = await clerk.waitFor(({ text }) => text.includes('27/4/2023'))
    clerk.press(morning.id)
    const state = await clerk.waitFor(({ text }) => text.includes('Tình trạng hiện nay?'), { after: morning.id })
    telegram.failNext(1, 500, { method: 'editMessageText' })
    clerk.press(state.id, 'Đang thực hiện')
    await clerk.waitFor(() => true, { after: state.id })
    await world.running.app.settled()
    const newest = clerk.inbox.at(-1)?.id ?? 0
    clerk.press(state.id, 'Đã hoàn thành')
    await clerk.waitFor(() => true, { after: newest })
    await world.running.app.settled()
    expect(telegram.callsOf('editMessageText').map(({ code }) => code)).toEqual([500])
    expect(state.text).not.toContain('✓')
  })
})
