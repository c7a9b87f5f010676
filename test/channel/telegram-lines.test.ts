import { describe, expect, it } from 'vitest'
import { TelegramLines } from '../../src/channel/telegram-lines.ts'
import type { NumberedUpdate } from '../../src/channel/telegram-receive.ts'

const from = (chat: number, id: number): NumberedUpdate => ({
  update_id: id,
  message: {
    ...{ message_id: id, date: 1, text: 'chào' },
    chat: { id: chat, type: 'private', first_name: 'Lan' },
    from: { id: chat, is_bot: false, first_name: 'Lan' },
  },
})

/** After everything that is ready has gone on. */
const soon = (): Promise<void> => new Promise((done) => setImmediate(done))

function linesOf() {
  const received: number[] = []
  const failing = new Set<number>()
  const held = new Map<number, () => void>()
  const lines = new TelegramLines({
    receive: async ({ update_id: id }) => {
      received.push(id)
      if (failing.has(id)) throw new Error('the database is away')
      if (held.has(id)) await new Promise<void>((done) => held.set(id, done))
    },
    failed: () => {},
    stop: new AbortController().signal,
  })
  return {
    lines,
    received,
    failing,
    hold: (id: number) => held.set(id, () => {}),
    finish: (id: number) => held.get(id)?.(),
  }
}

describe('updates that are being taken', () => {
  it('are taken once, also when one ends while the poll that gives it again is on its way', async () => {
    const { lines, received, hold, finish } = linesOf()
    hold(5)
    lines.begin([from(1, 5)], undefined)
    await soon()
    expect(lines.offset).toBe(5)
    // Asked from 5 on, Telegram gives it again; meanwhile it has been taken.
    finish(5)
    await lines.idle()
    lines.begin([from(1, 5), from(1, 6)], 5)
    await lines.idle()
    expect(received).toEqual([5, 6])
    expect(lines.offset).toBe(7)
    // What Telegram repeats although it was asked for later ones is handed on; the records know it.
    lines.begin([from(1, 6)], 7)
    await lines.idle()
    expect(received).toEqual([5, 6, 6])
    expect(lines.offset).toBe(7)
  })

  it('hold up nothing once Telegram has given one up that could not be taken', async () => {
    const { lines, received, failing } = linesOf()
    failing.add(5)
    lines.begin([from(1, 5), from(2, 6)], lines.offset)
    await lines.idle()
    expect([lines.offset, lines.hasFailed]).toEqual([5, true])
    // A day later: Telegram has forgotten 5, and would hide what comes after the next hundred.
    lines.begin([from(2, 6), from(1, 8)], lines.offset)
    await lines.idle()
    expect(received).toEqual([5, 6, 8])
    expect([lines.offset, lines.hasFailed]).toEqual([9, false])
  })

  it('that could not be taken are asked for again, with those behind them in their chat and no others', async () => {
    const { lines, received, failing } = linesOf()
    failing.add(5)
    lines.begin([from(1, 5), from(2, 6), from(1, 7)], lines.offset)
    await lines.idle()
    expect(received).toEqual([5, 6])
    expect(lines.offset).toBe(5)
    failing.clear()
    lines.begin([from(1, 5), from(2, 6), from(1, 7)], lines.offset)
    await lines.idle()
    expect(received).toEqual([5, 6, 5, 7])
    expect(lines.offset).toBe(8)
  })

  it('are forgotten with an empty answer, though another chat still takes', async () => {
    const { lines, failing, hold, finish } = linesOf()
    failing.add(5)
    hold(6)
    lines.begin([from(1, 5), from(2, 6)], lines.offset)
    await soon()
    lines.forget()
    expect(lines.hasFailed).toBe(false)
    finish(6)
    await lines.idle()
    expect(lines.offset).toBe(7)
  })
})
