import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startTelegramServer, type TelegramServer } from './telegram-server.ts'

const token = '42:stand-in'
type Answer = {
  readonly ok: boolean
  readonly error_code?: number
  readonly description?: string
  readonly parameters?: object
  readonly result?: unknown
}

/** What the Bot API documents, kept by the stand-in: https://core.telegram.org/bots/api */
describe('the stand-in of the Bot API', () => {
  let server: TelegramServer
  beforeEach(async () => {
    server = await startTelegramServer({ token })
  })
  afterEach(() => server.close())

  const call = async (method: string, params: object = {}, as = token): Promise<Answer> => {
    const response = await fetch(`${server.apiRoot}/bot${as}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
    })
    return (await response.json()) as Answer
  }
  const numbers = ({ result }: Answer) => (result as { update_id: number }[]).map(({ update_id }) => update_id)

  it('keeps updates until a later offset confirms them', async () => {
    const sent = ['một', 'hai', 'ba'].map((text) => server.user(1).say(text))
    expect(numbers(await call('getUpdates'))).toEqual(sent)
    expect(numbers(await call('getUpdates', { limit: 2 }))).toEqual(sent.slice(0, 2))
    expect(numbers(await call('getUpdates', { offset: sent[1] }))).toEqual(sent.slice(1))
    expect(numbers(await call('getUpdates', { offset: -1 }))).toEqual(sent.slice(2))
    expect(numbers(await call('getUpdates', { offset: (sent[2] ?? 0) + 1 }))).toEqual([])
  })

  it('holds a poll until there is news, and ends it when another one comes', async () => {
    const waiting = call('getUpdates', { timeout: 30 })
    await server.waitFor(({ world }) => world.polling)
    const second = call('getUpdates', { timeout: 30 })
    expect(await waiting).toMatchObject({ ok: false, error_code: 409 })
    const number = server.user(1).say('chào')
    expect(numbers(await second)).toEqual([number])
  })

  it('refuses a wrong token, a chat that never began, one that blocked, and names a moved one', async () => {
    expect(await call('getMe', {}, '42:other')).toMatchObject({ error_code: 401 })
    const send = () => call('sendMessage', { chat_id: '7', text: 'chào' })
    expect(await send()).toMatchObject({ error_code: 400, description: 'Bad Request: chat not found' })
    server.user(7).start()
    expect(await send()).toMatchObject({ ok: true })
    server.user(7).block()
    expect(await send()).toMatchObject({ error_code: 403 })
    server.migrate(7, -1007)
    expect(await send()).toMatchObject({ error_code: 400, parameters: { migrate_to_chat_id: -1007 } })
  })

  it('checks texts and buttons', async () => {
    server.user(7).start()
    const send = (text: string, data?: string) => {
      const inline_keyboard = [[{ text: 'Có', callback_data: data }]]
      return call('sendMessage', {
        chat_id: 7,
        text,
        ...(data === undefined ? {} : { reply_markup: { inline_keyboard } }),
      })
    }
    for (const text of ['', ' \n', 'x'.repeat(4_097)]) expect(await send(text)).toMatchObject({ error_code: 400 })
    for (const data of ['', 'x'.repeat(65), 'ộ'.repeat(30)])
      expect(await send('Chọn', data)).toMatchObject({ error_code: 400 })
    expect(await send('Chọn', 'x'.repeat(64))).toMatchObject({ ok: true })
    expect(server.user(7).inbox).toHaveLength(1)
  })

  it('keeps the limits of rate: one message a second in a chat, thirty over all', async () => {
    for (let id = 1; id <= 40; id++) server.user(id).start()
    expect(await call('sendMessage', { chat_id: 1, text: 'a' })).toMatchObject({ ok: true })
    expect(await call('sendMessage', { chat_id: 1, text: 'b' })).toMatchObject({
      error_code: 429,
      parameters: { retry_after: 1 },
    })
    const burst = Array.from({ length: 39 }, (_, i) => call('sendMessage', { chat_id: i + 2, text: 'a' }))
    const refused = (await Promise.all(burst)).filter(({ error_code }) => error_code === 429)
    expect(refused.length).toBeGreaterThan(0)
  })

  it('brings updates to a webhook with the secret until they are taken, and refuses polling meanwhile', async () => {
    const seen: { readonly secret: string | undefined; readonly update: number }[] = []
    const codes = [500, 404, 200]
    const http = createServer(async (request, response) => {
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part)
      const { update_id } = JSON.parse(Buffer.concat(parts).toString('utf8'))
      seen.push({ secret: String(request.headers['x-telegram-bot-api-secret-token']), update: update_id })
      response.writeHead(codes.shift() ?? 200)
      response.end()
    })
    http.listen(0, '127.0.0.1')
    await once(http, 'listening')
    const place = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
    server.hook.reach.set('https://bot.example', place)
    const update = server.user(1).say('một')
    for (const url of ['http://bot.example/', 'https://bot.example:8080/', 'bot'])
      expect(await call('setWebhook', { url })).toMatchObject({ error_code: 400 })
    expect(await call('setWebhook', { url: 'https://bot.example/', secret_token: 'a b' })).toMatchObject({
      error_code: 400,
    })
    expect(await call('setWebhook', { url: 'https://bot.example/x', secret_token: 'bi_mat-1' })).toMatchObject({
      ok: true,
    })
    expect(await call('getUpdates')).toMatchObject({ error_code: 409 })
    await server.waitFor(({ world }) => world.updates.length === 0)
    expect(seen).toEqual(Array.from({ length: 3 }, () => ({ secret: 'bi_mat-1', update })))
    expect(await call('deleteWebhook')).toMatchObject({ ok: true })
    const later = server.user(1).say('hai')
    expect(numbers(await call('getUpdates'))).toEqual([later])
    expect(seen).toHaveLength(3)
    http.close()
  })

  it('changes messages of the bot, and refuses what Telegram refuses', async () => {
    server.world.strict = false
    server.user(7).start()
    const reply_markup = { inline_keyboard: [[{ text: 'Có', callback_data: 'o1:0' }]] }
    const sent = (await call('sendMessage', { chat_id: 7, text: 'Chọn', reply_markup })).result as {
      message_id: number
    }
    const place = { chat_id: 7, message_id: sent.message_id }
    const edit = (more: object) => call('editMessageText', { ...place, ...more })
    expect(await edit({ text: 'Chọn', reply_markup })).toMatchObject({
      description: expect.stringContaining('message is not modified'),
    })
    expect(await edit({ text: '', reply_markup })).toMatchObject({ error_code: 400 })
    expect(await edit({ text: 'Chọn\n✓ Có' })).toMatchObject({ ok: true })
    expect(server.user(7).inbox).toMatchObject([{ text: 'Chọn\n✓ Có', buttons: [] }])
    expect(await call('editMessageReplyMarkup', place)).toMatchObject({ error_code: 400 })
    expect(await edit({ text: 'a', message_id: 9_999 })).toMatchObject({
      description: 'Bad Request: message to edit not found',
    })
    server.user(7).block()
    expect(await edit({ text: 'b' })).toMatchObject({ error_code: 403 })
  })

  it('shows the bot of a group what is meant for it, and takes 20 messages a minute for one', async () => {
    const group = server.group(-5)
    expect(await call('sendMessage', { chat_id: -5, text: 'a' })).toMatchObject({ error_code: 403 })
    group.addBot(1, 'ma-nhom')
    expect(group.say(2, 'chuyện riêng')).toBeUndefined()
    expect(group.say(2, '/viec')).toBeUndefined()
    expect(group.say(2, '/viec@bot_khac')).toBeUndefined()
    expect(group.say(2, '/viec@dung_han_thu_bot')).toBeDefined()
    server.world.strict = false
    for (let n = 1; n <= 20; n++)
      expect(await call('sendMessage', { chat_id: -5, text: `${n}` })).toMatchObject({ ok: true })
    server.world.strict = true
    const refused = await call('sendMessage', { chat_id: -5, text: '21' })
    expect(refused).toMatchObject({ error_code: 429, parameters: { retry_after: expect.any(Number) } })
    expect((refused.parameters as { retry_after: number }).retry_after).toBeGreaterThan(30)
    expect(group.say(2, '/viec')).toBeDefined()
    expect(group.say(2, 'trả lời', { replyTo: group.inbox[0]?.id ?? 0 })).toBeDefined()
    const to = group.upgrade()
    expect(await call('sendMessage', { chat_id: -5, text: 'a' })).toMatchObject({
      error_code: 400,
      parameters: { migrate_to_chat_id: to.id },
    })
    to.removeBot(1)
    expect(await call('sendMessage', { chat_id: to.id, text: 'a' })).toMatchObject({ error_code: 403 })
  })

  it('records a call that nobody should make', async () => {
    expect(await call('sendDice', { chat_id: 1 })).toMatchObject({ error_code: 404 })
    expect(server.failures).toEqual(['unexpected method sendDice'])
  })

  it('takes a message whose answer it then drops', async () => {
    server.user(7).start()
    server.dropAnswers(1, 'sendMessage')
    await expect(call('sendMessage', { chat_id: 7, text: 'chào' })).rejects.toThrow()
    expect(server.user(7).inbox.map(({ text }) => text)).toEqual(['chào'])
  })

  it('runs as a program of its own, whose people another process plays', async () => {
    const program = fileURLToPath(new URL('./telegram-server.ts', import.meta.url))
    const child = spawn(process.execPath, ['--import', 'tsx', program, '--token', token], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    try {
      const root = await new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve))
      const post = async (path: string, body: object) =>
        (
          await fetch(`${root}${path}`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          })
        ).json()
      const { update } = (await post('/_control/say', { user: 9, text: 'xin chào' })) as { update: number }
      expect(numbers((await post(`/bot${token}/getUpdates`, {})) as Answer)).toEqual([update])
      const waiting = post('/_control/wait', { user: 9, text: 'Kính gửi' })
      const inline_keyboard = [[{ text: 'Có', callback_data: 'o1:0' }]]
      await post(`/bot${token}/sendMessage`, {
        chat_id: 9,
        text: 'Kính gửi anh/chị',
        reply_markup: { inline_keyboard },
      })
      expect(await waiting).toMatchObject({ text: 'Kính gửi anh/chị' })
      expect(await post('/_control/press', { user: 9, label: 'Có' })).toMatchObject({ query: expect.any(String) })
      const inbox = await (await fetch(`${root}/_control/inbox?user=9`)).json()
      expect(inbox).toMatchObject([{ text: 'Kính gửi anh/chị', buttons: [[{ label: 'Có', data: 'o1:0' }]] }])
    } finally {
      child.kill()
    }
  })
})
