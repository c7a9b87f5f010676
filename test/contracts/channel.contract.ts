import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Channel, DeliveryError } from '../../src/app/ports/channel.ts'
import type { Files } from '../../src/app/ports/files.ts'
import type { Inbound, OutboxRow } from '../../src/app/ports/messages.ts'
import type { Reply } from '../../src/core/reply.ts'
import { type CapturedLog, shown } from '../fakes/captured-log.ts'

/** What a person at the other end of a channel sees and does. */
export interface PersonAtChannel {
  readonly address: string
  received(): readonly {
    readonly text: string
    readonly buttons: readonly string[]
    readonly files: readonly Uint8Array[]
  }[]
  say(text: string): Promise<void>
  press(label: string): Promise<void>
  sendFile(name: string, bytes: Uint8Array, caption?: string): Promise<void>
  /** The same message once more under the same number, as after a lost confirmation. */
  repeatLast(): Promise<void>
}

export interface ChannelAtHand {
  readonly channel: Channel
  readonly person: PersonAtChannel
  readonly files: Files
  readonly log: CapturedLog
  /** Resolves when `listen` has begun to hear. */
  hearing(): Promise<void>
  /** Makes the next send fail in this way; a way that the channel cannot fail in has its test left out. */
  breakSend(how: 'never' | 'later' | 'moved' | 'refused'): void
  close(): Promise<void>
}

let nextRow = 1

/** An outbox row to an address, queued. */
export function outboxRow(address: string, channel: Channel['name'], reply: Reply): OutboxRow {
  const id = nextRow++
  return {
    ...{ id, key: `row-${id}`, kind: 'answer', channel, address, personId: 'lan', reply, status: 'sending' },
    ...{ createdAt: 0, sentAt: null, providerId: null, attempts: 0, note: null, about: [] },
    ...{ deliveredAt: null, seenAt: null, instead: null, tried: [] },
  }
}

/** Keeps what a channel heard, once for each message id, like the store. */
export class TakenMessages {
  readonly kept: Inbound[] = []
  /** How often something came that was there already. */
  repeats = 0
  private waiting: (() => void)[] = []

  take = async (inbound: Inbound): Promise<boolean> => {
    const fresh = !this.kept.some(({ messageId }) => messageId === inbound.messageId)
    if (fresh) this.kept.push(inbound)
    else this.repeats += 1
    for (const wake of this.waiting.splice(0)) wake()
    return fresh
  }

  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => this.waiting.push(resolve))
  }

  async heard(count: number): Promise<readonly Inbound['heard'][]> {
    await this.until(() => this.kept.length >= count)
    return this.kept.map(({ heard }) => heard)
  }
}

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n')
const deliveryError = (run: Promise<unknown>): Promise<DeliveryError> =>
  run.then(
    () => expect.unreachable('the send should fail'),
    (error) => {
      expect(error).toBeInstanceOf(DeliveryError)
      return error
    },
  )

/**
 * What every channel keeps to. `secrets` may appear in no error and no log line. A skipped test gives its reason.
 */
export function channelContract(
  make: () => Promise<ChannelAtHand>,
  secrets: readonly string[],
  skip: readonly { readonly test: string; readonly because: string }[] = [],
): void {
  const check = (name: string, run: () => Promise<void>) => {
    const left = skip.find(({ test }) => test === name)
    it.skipIf(left !== undefined)(left === undefined ? name : `${name} (left out: ${left.because})`, run)
  }

  describe('keeps to the contract of channels', () => {
    let at: ChannelAtHand
    let taken: TakenMessages
    let stop: AbortController
    let listening: Promise<void>

    beforeEach(async () => {
      at = await make()
      taken = new TakenMessages()
      stop = new AbortController()
      listening = at.channel.listen(taken.take, stop.signal)
      await at.hearing()
      await at.person.say('/start')
      await taken.heard(1)
    })

    afterEach(async () => {
      stop.abort()
      await listening
      await at.close()
      for (const secret of secrets) expect(at.log.everything()).not.toContain(secret)
    })

    const send = (reply: Reply) => at.channel.send(outboxRow(at.person.address, at.channel.name, reply))

    check('delivers a text as it was written', async () => {
      const text = 'Kính gửi anh/chị: <b>85,5 %</b> & *ký tự* _đặc biệt_ [1](2) 👨‍👩‍👧 “Đúng Hạn”'
      await send({ text })
      expect(at.person.received().map((message) => message.text)).toEqual([text])
    })

    check('gives a pressed choice back as the message and its place', async () => {
      const row = outboxRow(at.person.address, at.channel.name, {
        text: 'Việc đã xong chưa?',
        choices: [
          { label: 'Đã xong', value: 'done' },
          { label: 'Đang làm', value: 'doing' },
          { label: 'Có vướng mắc, cần báo cáo cấp trên', value: 'x'.repeat(500) },
        ],
      })
      await at.channel.send(row)
      expect(at.person.received().at(-1)?.buttons).toHaveLength(3)
      await at.person.press('Đang làm')
      await at.person.press('Có vướng mắc, cần báo cáo cấp trên')
      const heard = await taken.heard(3)
      expect(heard.slice(1)).toEqual([
        { kind: 'choice', outboxId: row.id, index: 1 },
        { kind: 'choice', outboxId: row.id, index: 2 },
      ])
    })

    check('delivers a long text whole and in order', async () => {
      const lines = Array.from(
        { length: 260 },
        (_, i) => `${i + 1}. Nội dung thực hiện nhiệm vụ số ${i + 1} của đơn vị.`,
      )
      await send({ text: lines.join('\n'), choices: [{ label: 'Đã đọc', value: 'ok' }] })
      const messages = at.person.received()
      expect(
        messages
          .map(({ text }) => text)
          .join('\n')
          .split(/\n+/),
      ).toEqual(lines)
      expect(messages.every(({ text }) => text.length <= at.channel.can.textLimit)).toBe(true)
      expect(messages.map(({ buttons }) => buttons.length)).toEqual([...messages.slice(1).map(() => 0), 1])
    })

    check('delivers files byte by byte', async () => {
      const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 31) % 256)
      const file = await at.files.keep(bytes, 'Báo cáo 6 tháng (dự thảo).docx', 'application/octet-stream')
      await send({ text: 'Dự thảo báo cáo', files: [file] })
      const received = at.person.received().flatMap(({ files }) => files)
      expect(received.map((each) => Buffer.from(each).equals(bytes))).toEqual([true])
    })

    check('hears a text and who wrote it', async () => {
      await at.person.say('đã đạt 85,5 %\0')
      await taken.heard(2)
      expect(taken.kept[1]).toMatchObject({
        channel: at.channel.name,
        address: at.person.address,
        heard: { kind: 'text', text: 'đã đạt 85,5 %' },
      })
    })

    check('holds a file before it is heard', async () => {
      await at.person.sendFile('minh chứng.pdf', pdf, 'Biên bản')
      const heard = (await taken.heard(2))[1]
      expect(heard).toMatchObject({ kind: 'file', caption: 'Biên bản', file: { name: 'minh chứng.pdf' } })
      if (heard?.kind !== 'file') return
      expect(heard.file.mime).toBe('application/pdf')
      expect(Buffer.from((await at.files.openHeld(heard.file.sha256)) ?? []).equals(pdf)).toBe(true)
    })

    check('refuses files that are too large or of a forbidden kind, and says why', async () => {
      await at.person.sendFile('lon.pdf', Buffer.concat([pdf, Buffer.alloc(at.channel.can.fileLimit)]))
      await at.person.sendFile('phan-mem.exe', Buffer.from('MZ'))
      await at.person.sendFile('gia-danh.pdf', Buffer.from('MZ this is a program'))
      expect((await taken.heard(4)).slice(1)).toEqual([
        { kind: 'refused-file', name: 'lon.pdf', why: 'too-large' },
        { kind: 'refused-file', name: 'phan-mem.exe', why: 'kind' },
        { kind: 'refused-file', name: 'gia-danh.pdf', why: 'content' },
      ])
    })

    check('hands on a repeated message under the same number', async () => {
      await at.person.say('một lần')
      await taken.heard(2)
      await at.person.repeatLast()
      await taken.until(() => taken.repeats === 1)
      expect(taken.kept).toHaveLength(2)
    })

    check('stops within a second while it waits for messages', async () => {
      const before = Date.now()
      stop.abort()
      await listening
      expect(Date.now() - before).toBeLessThan(1_000)
    })

    for (const how of ['never', 'later', 'moved', 'refused'] as const)
      check(`says “${how}” when that is how a send failed, and no secret`, async () => {
        at.breakSend(how)
        const error = await deliveryError(send({ text: 'Nội dung mật của cơ quan' }))
        expect(error).toMatchObject({ channel: at.channel.name, retry: how })
        if (how === 'moved') expect(error.newAddress).toMatch(/^-?\d+$/)
        for (const secret of [...secrets, at.person.address, 'Nội dung mật'])
          expect(error.message).not.toContain(secret)
        for (const secret of [...secrets, 'Nội dung mật']) expect(shown(error)).not.toContain(secret)
      })
  })
}
