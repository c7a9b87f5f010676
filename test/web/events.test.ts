import { Hono } from 'hono'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { streamEvents } from '../../src/web/chat-events.ts'
import type { WebEnv } from '../../src/web/web-env.ts'
import { type Running, running } from './running-web.ts'
import { clerk, other, smallDemo } from './small-demo.ts'

let web: Running
let small: ReturnType<typeof smallDemo>
let own: number
beforeEach(async () => {
  small = smallDemo()
  web = await running(small.demo)
  own = small.listeners()
})
afterEach(() => web.close())

/** Reads a stream until its text fits. */
async function until(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  fits: (text: string) => boolean,
): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  while (!fits(text)) {
    const { done, value } = await reader.read()
    if (done) return text
    text += decoder.decode(value, { stream: true })
  }
  return text
}

async function open(personId: string) {
  const leave = new AbortController()
  const answer = await fetch(`${web.url}/chat/${personId}/events`, { signal: leave.signal })
  const reader = answer.body?.getReader()
  if (reader === undefined) throw new Error('no body')
  await until(reader, (text) => text.includes(': here'))
  return { answer, reader, leave: () => leave.abort() }
}

describe('events for an open page', () => {
  it('tell of the open chat, of other chats and of the overview, without content', async () => {
    const { answer, reader, leave } = await open(clerk.id)
    expect(answer.headers.get('content-type')).toBe('text/event-stream')
    await small.demo.say(clerk.id, 'riêng tư')
    const first = await until(reader, (text) => text.includes('overview'))
    expect(first).toContain('event: chat\ndata: chat\n\n')
    expect(first).toContain('event: overview\ndata: overview\n\n')
    expect(first).not.toContain('riêng tư')
    small.add(other.id, { from: 'product', text: 'x' })
    expect(await until(reader, (text) => text.includes('\n\n'))).toBe('event: people\ndata: people\n\n')
    leave()
  })

  it('make up for what happened between the page and its stream, and only then', async () => {
    const connect = async () => {
      const path = /sse-connect="([^"]+)"/.exec(await (await fetch(`${web.url}/chat/${clerk.id}`)).text())?.[1] ?? ''
      return { path, read: async () => (await fetch(web.url + path)).body?.getReader() }
    }
    const missed = await connect()
    small.add(clerk.id, { from: 'product', text: 'x' })
    const late = await missed.read()
    if (late === undefined) throw new Error('no body')
    expect(await until(late, (text) => text.includes('event: overview'))).toContain('event: chat')
    const { read } = await connect()
    const current = await read()
    if (current === undefined) throw new Error('no body')
    await until(current, (text) => text.includes(': here'))
    small.add(other.id, { from: 'product', text: 'y' })
    expect(await until(current, (text) => text.includes('\n\n'))).toBe('event: people\ndata: people\n\n')
    await Promise.all([late.cancel(), current.cancel()])
  })

  it('are few while much happens at once', async () => {
    const { reader, leave } = await open(clerk.id)
    for (let count = 0; count < 500; count += 1) small.add(clerk.id, { from: 'product', text: String(count) })
    small.add(other.id, { from: 'product', text: 'cuối' })
    const text = await until(reader, (heard) => heard.includes('event: people'))
    expect(text.match(/event: chat/g)?.length).toBeLessThanOrEqual(2)
    leave()
  })

  it('stop listening when the browser leaves', async () => {
    const one = await open(clerk.id)
    const two = await open(other.id)
    expect(small.listeners()).toBe(own + 2)
    one.leave()
    two.leave()
    await vi.waitFor(() => expect(small.listeners()).toBe(own), { timeout: 60_000 })
  })

  it('end when the server stops, which takes no time', async () => {
    const { reader } = await open(clerk.id)
    const start = performance.now()
    await web.close()
    expect(performance.now() - start).toBeLessThan(20_000)
    expect((await reader.read()).done).toBe(true)
    expect(small.listeners()).toBe(own)
    web = await running()
  })

  it('carry a heartbeat', async () => {
    const app = new Hono<WebEnv>()
    app.get('/', (c) => streamEvents(c, small.demo, clerk.id, false, 10))
    const reader = (await app.request('/')).body?.getReader()
    if (reader === undefined) throw new Error('no body')
    await until(reader, (text) => (text.match(/: here/g)?.length ?? 0) >= 4)
    await reader.cancel()
    await vi.waitFor(() => expect(small.listeners()).toBe(own), { timeout: 60_000 })
  })
})
