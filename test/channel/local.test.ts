import { describe, expect, it } from 'vitest'
import type { OutboxRow } from '../../src/app/ports/messages.ts'
import { localChannel } from '../../src/channel/local.ts'
import { type ChannelAtHand, channelContract, outboxRow, TakenMessages } from '../contracts/channel.contract.ts'
import { CapturedLog } from '../fakes/captured-log.ts'
import { keptFiles } from '../fakes/kept-files.ts'

/** A page that shows what it is told of, and posts what its person does. */
async function localAtHand(): Promise<ChannelAtHand> {
  const files = keptFiles()
  const rows: OutboxRow[] = []
  let broken = false
  const channel = localChannel({
    onSent(row) {
      if (broken) throw new Error('the page is gone')
      rows.push(row)
    },
    files,
  })
  let count = 0
  let last: () => Promise<unknown> = async () => undefined
  const post = async (run: (messageId: string) => Promise<unknown>) => {
    const messageId = `page-${++count}`
    last = () => run(messageId)
    await last()
  }
  const to = { channel: 'local', address: 'lan' } as const
  return {
    channel,
    files,
    log: new CapturedLog(),
    hearing: async () => undefined,
    breakSend: () => {
      broken = true
    },
    close: async () => undefined,
    person: {
      address: 'lan',
      received: () =>
        rows.map(({ reply }) => ({
          text: reply.text,
          buttons: (reply.choices ?? []).map(({ label }) => label),
          files: (reply.files ?? []).map(({ sha256 }) => files.bytes.get(sha256) ?? new Uint8Array()),
        })),
      say: (text) => post((messageId) => channel.hear({ ...to, messageId, heard: { kind: 'text', text } })),
      press: (label) =>
        post((messageId) => {
          const row = rows.findLast(({ reply }) => reply.choices?.some((choice) => choice.label === label))
          const index = row?.reply.choices?.findIndex((choice) => choice.label === label) ?? -1
          return channel.hear({ ...to, messageId, heard: { kind: 'choice', outboxId: row?.id ?? 0, index } })
        }),
      sendFile: (name, bytes, caption = '') =>
        post((messageId) => channel.hearFile({ messageId, address: 'lan', name, bytes, caption })),
      repeatLast: async () => void (await last()),
    },
  }
}

describe('the local channel', () => {
  const never = 'the page cannot block, move or refuse'
  channelContract(
    localAtHand,
    [],
    (['never', 'moved', 'refused'] as const).map((how) => ({
      test: `says “${how}” when that is how a send failed, and no secret`,
      because: never,
    })),
  )

  it('tells the page whether its message was stored, or was there already', async () => {
    const channel = localChannel({ onSent: () => undefined })
    const stop = new AbortController()
    const taken = new TakenMessages()
    const listening = channel.listen(taken.take, stop.signal)
    const said = { channel: 'local', messageId: '1', address: 'lan', heard: { kind: 'text', text: 'xong' } } as const
    expect(await channel.hear(said)).toBe(true)
    expect(await channel.hear(said)).toBe(false)
    stop.abort()
    await listening
  })

  it('passes on that a message could not be stored, so that the page can say so', async () => {
    const channel = localChannel({ onSent: () => undefined })
    const stop = new AbortController()
    const listening = channel.listen(() => Promise.reject(new Error('disk full')), stop.signal)
    const said = { channel: 'local', messageId: '1', address: 'lan', heard: { kind: 'left' } } as const
    await expect(channel.hear(said)).rejects.toThrow('disk full')
    stop.abort()
    await listening
    await expect(channel.hear(said)).rejects.toThrow('nobody listens')
  })

  it('finishes storing what it has heard before it stops', async () => {
    const channel = localChannel({ onSent: () => undefined })
    const stop = new AbortController()
    let store: (fresh: boolean) => void = () => undefined
    const order: string[] = []
    const listening = channel
      .listen(() => new Promise((resolve) => (store = resolve)), stop.signal)
      .then(() => order.push('stopped'))
    const heard = channel
      .hear({ channel: 'local', messageId: '1', address: 'lan', heard: { kind: 'text', text: 'x' } })
      .then(() => order.push('stored'))
    stop.abort()
    await new Promise(setImmediate)
    expect(order).toEqual([])
    store(true)
    await Promise.all([listening, heard])
    expect(order).toEqual(['stored', 'stopped'])
  })

  it('has no link for an invitation and no limit of rate', async () => {
    const channel = localChannel({ onSent: () => undefined })
    expect(await channel.inviteLink('abc')).toBeUndefined()
    expect(channel.can).toMatchObject({ perSecond: null, textLimit: 20_000 })
    expect(await channel.send(outboxRow('lan', 'local', { text: 'chào' }))).toEqual({ providerId: null })
  })
})
