import { describe, expect, it } from 'vitest'
import { DeliveryError } from '../../src/app/ports/channel.ts'
import { ChatPace } from '../../src/channel/chat-pace.ts'

const sendAt = (pace: ChatPace, chat: string, sent: number[]) =>
  pace.inLine(chat, (apart) => apart(async () => void sent.push(Date.now())))

describe('the pace of one chat', () => {
  it('keeps messages apart, counted from the end of the one before', async () => {
    const pace = new ChatPace(40, 1_000)
    const sent: number[] = []
    await Promise.all([1, 2, 3, 4].map(() => sendAt(pace, 'a', sent)))
    const gaps = sent.slice(1).map((at, i) => at - (sent[i] ?? 0))
    expect(gaps).toHaveLength(3)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(40)
  })

  it('does not mix the parts of two messages', async () => {
    const pace = new ChatPace(1, 1_000)
    const sent: string[] = []
    const message = (name: string) =>
      pace.inLine('a', async (apart) => {
        for (const part of [1, 2, 3]) await apart(async () => void sent.push(`${name}${part}`))
      })
    await Promise.all([message('a'), message('b')])
    expect(sent).toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'b3'])
  })

  it('goes on with the next message after one that failed', async () => {
    const pace = new ChatPace(1, 1_000)
    const sent: number[] = []
    const failing = pace.inLine('a', (apart) => apart(() => Promise.reject(new Error('no'))))
    const next = sendAt(pace, 'a', sent)
    await expect(failing).rejects.toThrow('no')
    await next
    expect(sent).toHaveLength(1)
  })

  it('sends away who would wait too long, with the time to come back, and serves the others', async () => {
    const pace = new ChatPace(100, 250)
    const sent: number[] = []
    const results = await Promise.allSettled([1, 2, 3, 4, 5].map(() => sendAt(pace, 'a', sent)))
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'rejected'])
    const refused = results[3]?.status === 'rejected' ? results[3].reason : undefined
    expect(refused).toBeInstanceOf(DeliveryError)
    expect(refused).toMatchObject({ retry: 'later', afterMs: 300 })
  })

  it('keeps quiet as long as the provider asked, and only in that chat', async () => {
    const pace = new ChatPace(1, 250)
    const sent: number[] = []
    pace.hold('a', 60_000)
    await expect(sendAt(pace, 'a', sent)).rejects.toMatchObject({ retry: 'later', afterMs: expect.any(Number) })
    await sendAt(pace, 'b', sent)
    expect(sent).toHaveLength(1)
  })
})
