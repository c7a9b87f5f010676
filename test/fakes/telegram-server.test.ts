import { spawn } from 'node:child_process'
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
