import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { ask, type Running, running } from './running-web.ts'
import { clerk, smallDemo } from './small-demo.ts'

let web: Running
afterEach(() => web.close())

describe('health', () => {
  it('says that the process lives and that its parts answer', async () => {
    web = await running()
    expect(await ask(web.port, '/healthz')).toMatchObject({ status: 200, body: 'ok' })
    const ready = await fetch(`${web.url}/readyz`)
    expect([ready.status, await ready.json()]).toEqual([200, { ok: true, parts: { database: 'ok' } }])
  })

  it('answers 503 when a part is failing, and names it', async () => {
    web = await running(undefined, { ready: async () => ({ ok: false, parts: { database: 'ok', queue: 'failing' } }) })
    const ready = await fetch(`${web.url}/readyz`)
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { ok: false, parts: { database: 'ok', queue: 'failing' } },
    ])
  })

  it('answers 503 and logs when the check itself fails', async () => {
    web = await running(undefined, { ready: () => Promise.reject(new Error('no connection')) })
    expect((await fetch(`${web.url}/readyz`)).status).toBe(503)
    expect(web.logged.map((line) => line.level)).toEqual(['error'])
  })

  it('answers any Host, as probes do not come by name', async () => {
    web = await running(smallDemo().demo)
    expect(await ask(web.port, '/healthz', { headers: { host: '10.0.0.7:3000' } })).toMatchObject({ status: 200 })
  })
})

describe('without a demo', () => {
  it('has a plain page and no chat', async () => {
    web = await running()
    const first = await fetch(web.url)
    expect(await first.text()).toContain('Chương trình đang chạy')
    expect((await fetch(`${web.url}/chat`)).status).toBe(404)
    expect((await fetch(`${web.url}/chat/clock`, { method: 'POST', body: 'next=true' })).status).toBe(404)
  })
})

describe('with a demo', () => {
  it('leads from the root to the chat', async () => {
    web = await running(smallDemo().demo)
    const first = await fetch(web.url, { redirect: 'manual' })
    expect([first.status, first.headers.get('location')]).toEqual([302, '/chat'])
  })

  it.each([
    'evil.example',
    'evil.example:3000',
    'localhost.evil.example',
    '127.0.0.1.nip.io',
    '192.168.1.5:3000',
    '[::2]',
  ])('refuses the Host %s', async (host) => {
    web = await running(smallDemo().demo)
    for (const path of ['/', '/chat', '/chat/overview.json'])
      expect(await ask(web.port, path, { headers: { host } })).toMatchObject({ status: 403 })
  })

  it.each(['localhost', 'localhost:3000', 'LOCALHOST:80', '127.0.0.1', '[::1]:3000'])(
    'serves the Host %s',
    async (host) => {
      web = await running(smallDemo().demo)
      expect(await ask(web.port, '/chat', { headers: { host } })).toMatchObject({ status: 200 })
    },
  )

  it.each(['x-forwarded-for', 'x-forwarded-host', 'forwarded'])(
    'refuses what a proxy hands on with %s, though the Host is its own',
    async (name) => {
      web = await running(smallDemo().demo)
      for (const path of ['/', '/chat', '/chat/overview.json'])
        expect(await ask(web.port, path, { headers: { host: 'localhost', [name]: '203.0.113.7' } })).toMatchObject({
          status: 403,
        })
      expect(await ask(web.port, '/healthz', { headers: { [name]: '203.0.113.7' } })).toMatchObject({ status: 200 })
    },
  )

  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  it.each([
    ['a foreign Origin', { origin: 'http://evil.example' }],
    ['the Origin of another port', { origin: 'http://localhost:9' }],
    ['an opaque Origin alone', { origin: 'null' }],
    ['Sec-Fetch-Site: cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['Sec-Fetch-Site: same-site', { 'sec-fetch-site': 'same-site' }],
    ['an opaque Origin from another site', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
  ])('refuses a POST with %s and changes nothing', async (_, headers) => {
    const { demo } = smallDemo()
    web = await running(demo)
    const before = demo.now()
    const sent = { method: 'POST', headers: { host: 'localhost:3000', ...form, ...headers }, body: 'days=1&text=x' }
    for (const path of ['/chat/clock', `/chat/${clerk.id}/say`])
      expect(await ask(web.port, path, sent)).toMatchObject({ status: 403 })
    expect(demo.now()).toBe(before)
    expect(await demo.chat(clerk.id)).toEqual([])
  })

  it.each([
    ['its own Origin', { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' }],
    ['its own form without script', { origin: 'null', 'sec-fetch-site': 'same-origin' }],
    ['neither header, as programs do', {}],
  ])('takes a POST with %s', async (_, headers) => {
    const { demo } = smallDemo()
    web = await running(demo)
    const sent = { method: 'POST', headers: { host: 'localhost:3000', ...form, ...headers }, body: 'text=xong' }
    expect(await ask(web.port, `/chat/${clerk.id}/say`, sent)).toMatchObject({ status: 303 })
    expect((await demo.chat(clerk.id))?.[0]?.text).toBe('xong')
  })

  it('forbids framing, foreign and inline script, sniffing and referrers on every kind of answer', async () => {
    web = await running(smallDemo().demo)
    for (const path of ['/chat', '/chat/board', '/chat/overview.json', '/assets/chat.js', '/nowhere']) {
      const { headers } = await fetch(web.url + path)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("script-src 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
    }
  })

  it('serves every asset that its page names, and no other file', async () => {
    web = await running(smallDemo().demo)
    const text = await (await fetch(`${web.url}/chat`)).text()
    const named = [...text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((found) => found[1] ?? '')
    expect(named.length).toBe(9)
    for (const path of named) expect((await fetch(web.url + path)).status, path).toBe(200)
    for (const path of ['/assets/../server.ts', '/assets/%2e%2e/server.ts', '/assets/chat.tsx'])
      expect(await ask(web.port, path), path).toMatchObject({ status: 404 })
  })

  it('has neither inline script nor style nor a foreign address in its page', async () => {
    const { demo } = smallDemo()
    await demo.passTo(demo.now() + 2 * 86_400_000)
    web = await running(demo)
    const text = await (await fetch(`${web.url}/chat/${clerk.id}`)).text()
    expect(text).not.toMatch(/<script(?![^>]* src=)/)
    expect(text).not.toMatch(/<style|\sstyle=|\son\w+=/)
    expect(text).not.toMatch(/(?:src|href|action|hx-\w+)="(?:https?:|\/\/)/)
  })

  it('says that something broke without saying what was sent', async () => {
    const { demo } = smallDemo()
    web = await running({ ...demo, say: () => Promise.reject(new Error('disk full')) })
    const answer = await fetch(`${web.url}/chat/${clerk.id}/say`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'bí mật' }),
    })
    expect(answer.status).toBe(500)
    expect(JSON.stringify([await answer.json(), web.logged])).not.toMatch(/bí mật/)
    expect(web.logged).toMatchObject([{ level: 'error', message: 'a web request failed' }])
  })
})

describe('listening', () => {
  it('stops at once though a browser holds a connection that it has not used', async () => {
    web = await running()
    const socket = connect(web.port, '127.0.0.1')
    await once(socket, 'connect')
    const gone = once(socket, 'close')
    const start = performance.now()
    await web.close()
    // A connection that nobody uses would be waited for a minute.
    expect(performance.now() - start).toBeLessThan(20_000)
    await gone
    web = await running()
  })

  it('lets a request in flight finish before it stops', async () => {
    const { demo } = smallDemo()
    let arrived = (): void => {}
    let go = (): void => {}
    const inside = new Promise<void>((resolve) => {
      arrived = resolve
    })
    const gate = new Promise<void>((resolve) => {
      go = resolve
    })
    web = await running({
      ...demo,
      overview: async () => {
        arrived()
        await gate
        return demo.overview()
      },
    })
    const answer = fetch(`${web.url}/chat/overview.json`)
    await inside
    const closed = web.close()
    go()
    expect((await answer).status).toBe(200)
    expect(await (await answer).json()).toMatchObject({ boardName: 'Ban Quản lý Khu kinh tế tỉnh' })
    await closed
    web = await running()
  })

  it('says which port is in use', async () => {
    web = await running()
    const { createWeb, listen } = await import('../../src/web/server.ts')
    const log = { debug() {}, info() {}, warn() {}, error() {} }
    const second = createWeb({ health: { ready: async () => ({ ok: true, parts: {} }) }, log, version: '1' })
    await expect(listen(second, { port: web.port, host: '127.0.0.1' })).rejects.toThrow(
      `port ${web.port} on 127.0.0.1 is in use`,
    )
  })
})
