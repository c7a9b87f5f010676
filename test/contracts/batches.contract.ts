import { expect, it } from 'vitest'
import type { ReminderRow, SentRow } from '../../src/app/ports/batches.ts'
import type { NewOutboxRow, OutboxRow } from '../../src/app/ports/messages.ts'
import type { Store } from '../../src/app/ports/store.ts'
import type { FlowState } from '../../src/core/flow/session.ts'

const now = Date.UTC(2023, 3, 24, 0, 30)

const message = (key: string, more: Partial<NewOutboxRow> = {}): NewOutboxRow => ({
  ...{ key, kind: 'digest', channel: 'local', address: 'lan', personId: 'lan' },
  ...{ reply: { text: 'Chào buổi sáng' }, createdAt: now, about: [] },
  ...more,
})
const reminder = (key: string, rung: string, more: Partial<ReminderRow> = {}): ReminderRow => ({
  row: message(key, { about: ['o1'] }),
  status: 'queued',
  rungs: [{ occurrenceId: 'o1', rung, personId: 'lan', missed: false }],
  ...more,
})
const sent = (id: number, more: Partial<SentRow> = {}): SentRow => ({
  ...{ id, sentAt: now + 5, providerId: `p${id}`, instead: null, channel: 'local', parts: 1 },
  ...more,
})
const state: FlowState = {
  ...{ flow: 'hoi-ket-qua', version: 1, at: 'ket-qua', turn: 2, facts: {}, values: {}, memory: {} },
  halfWritten: true,
}

/** What every store does with many messages at once, on a Board with the Occurrences o1 and o2 and the person lan. */
export function batchesContract(stores: () => { readonly store: Store; readonly other: Store }): void {
  const add = (...rows: readonly NewOutboxRow[]): Promise<number[]> =>
    stores().store.write(async (records) => {
      const ids: number[] = []
      for (const row of rows) ids.push((await records.addOutbox(row))?.id ?? 0)
      return ids
    })
  const join = () =>
    stores().store.write(async (records) => {
      const account = await records.join('lan', 'local', 'lan', now)
      await records.addConsent(account, 'given', '1', now)
      return account
    })
  const claim = (...ids: readonly number[]): Promise<readonly OutboxRow[]> =>
    stores().store.write((records) => records.claimOutbox(ids))
  const ledger = async (id: number) => stores().store.read((records) => records.outbox(id))

  it('claims what waits, once as such and then as sent again, and nothing else', async () => {
    const [a = 0, b = 0, c = 0, d = 0] = await add(message('a'), message('b'), message('c'), message('d'))
    await stores().store.write(async (records) => {
      await records.updateOutbox(b, { status: 'sent', sentAt: now })
      await records.updateOutbox(c, { status: 'cancelled' })
      await records.updateOutbox(d, { note: 'after telegram' })
    })
    const first = await claim(a, b, c, d, 4_000_000)
    expect(new Map(first.map((row) => [row.id, row]))).toEqual(
      new Map([
        [a, await ledger(a)],
        [d, await ledger(d)],
      ]),
    )
    expect(await ledger(a)).toMatchObject({ status: 'sending', attempts: 1, note: null })
    expect(await ledger(d)).toMatchObject({ status: 'sending', attempts: 1, note: 'after telegram' })
    expect((await claim(a)).map(({ note, attempts }) => [note, attempts])).toEqual([['again', 2]])
    expect(await ledger(b)).toMatchObject({ status: 'sent', attempts: 0 })
    expect(await claim()).toEqual([])
  })

  it('keeps a reminder back from an address that its person has left', async () => {
    const account = await join()
    const [first = 0, second = 0, notice = 0] = await add(
      message('first', { about: ['o1'] }),
      message('second', { about: ['o1'] }),
      message('notice', { kind: 'notice' }),
    )
    expect(await claim(first)).toHaveLength(1)
    await stores().store.write((records) => records.closeAccount(account.id, now))
    expect((await claim(second, notice)).map(({ id }) => id)).toEqual([notice])
    expect(await ledger(second)).toMatchObject({ status: 'held', note: 'waits: bundle', attempts: 0 })
  })

  it('cancels what speaks only of things that are settled when it is claimed', async () => {
    await join()
    const [one = 0, both = 0, none = 0, unknown = 0] = await add(
      message('one', { about: ['o1'] }),
      message('both', { about: ['o1', 'o2'] }),
      message('none'),
      message('unknown', { about: ['o9'] }),
    )
    const standing = { answeredAt: now, answeredBy: 'lan', extendedTo: null } as const
    await stores().store.write((records) =>
      records.setStanding({ occurrenceId: 'o1', status: 'answered', ...standing }),
    )
    expect(new Set((await claim(one, both, none, unknown)).map(({ id }) => id))).toEqual(new Set([both, none]))
    for (const id of [one, unknown])
      expect(await ledger(id)).toMatchObject({ status: 'cancelled', attempts: 0, note: 'answered before it was sent' })
  })

  it('leaves the messages of another Board alone', async () => {
    const [id = 0] = await add(message('a'))
    const { other } = stores()
    expect(await other.write((records) => records.claimOutbox([id]))).toEqual([])
    await other.write((records) => records.recordSent([sent(id)]))
    expect(await ledger(id)).toMatchObject({ status: 'queued', sentAt: null })
    expect(await other.read((records) => records.accountsOf(['lan']))).toEqual(new Map())
  })

  it('records what was sent, each message for itself', async () => {
    const [a = 0, b = 0, c = 0] = await add(message('a'), message('b'), message('c'))
    await claim(a, b, c)
    await stores().store.write((records) =>
      records.recordSent([
        sent(a),
        sent(b, { providerId: null, sentAt: now + 9 }),
        sent(c, { instead: 'template', providerId: 'có\0 dấu' }),
      ]),
    )
    await stores().store.write((records) => records.recordSent([]))
    expect(await ledger(a)).toMatchObject({ status: 'sent', sentAt: now + 5, providerId: `p${a}`, instead: null })
    expect(await ledger(b)).toMatchObject({ status: 'sent', sentAt: now + 9, providerId: null })
    expect(await ledger(c)).toMatchObject({ status: 'sent', instead: 'template', providerId: 'có dấu' })
    expect(await claim(a, b, c)).toEqual([])
  })

  it('claims and records thousands at once', async () => {
    const rows = Array.from({ length: 3_000 }, (_, index) =>
      reminder(`k${index}`, `r${index}`, { row: message(`k${index}`, { about: ['o1'] }) }),
    )
    const { store } = stores()
    await join()
    const added = await store.write((records) => records.addReminderRows(rows, now))
    expect(added?.map(({ key }) => key)).toEqual(rows.map(({ row }) => row.key))
    const ids = added?.map(({ id }) => id) ?? []
    expect(await claim(...ids)).toHaveLength(3_000)
    await store.write((records) => records.recordSent(ids.map((id) => sent(id))))
    expect(await store.read((records) => records.outboxWaiting())).toEqual([])
  })

  it('writes messages with their reminders, as they are kept', async () => {
    const { store } = stores()
    const rows = [
      reminder('a\0', 'T-7', { row: message('a\0', { reply: { text: 'Việc \0 này' }, about: ['o1'] }) }),
      reminder('b', 'T-2', { status: 'held' }),
    ]
    const added = await store.write((records) => records.addReminderRows(rows, now + 1))
    const kept = await Promise.all((added ?? []).map(({ id }) => ledger(id)))
    expect(kept).toMatchObject([
      { key: 'a', status: 'queued', reply: { text: 'Việc  này' }, about: ['o1'], createdAt: now, attempts: 0 },
      { key: 'b', status: 'held' },
    ])
    expect(added?.[1]).toEqual(kept[1])
    expect(await store.read((records) => records.remindersSent())).toEqual(new Set(['o1|T-7|lan', 'o1|T-2|lan']))
  })

  it('writes no message twice, and tells when a reminder was written before', async () => {
    const { store } = stores()
    const write = (...rows: readonly ReminderRow[]) => store.write((records) => records.addReminderRows(rows, now))
    expect(await write(reminder('a', 'T-7'))).toHaveLength(1)
    expect((await write(reminder('a', 'T-7'), reminder('b', 'T-2')))?.map(({ key }) => key)).toEqual(['b'])
    const undone = store.write(async (records) => {
      if ((await records.addReminderRows([reminder('c', 'T-2')], now)) === undefined) throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect((await store.read((records) => records.outboxWaiting())).map(({ key }) => key)).toEqual(['a', 'b'])
  })

  it('gives one of two sweeps at once the message', async () => {
    const { store } = stores()
    const both = await Promise.all(
      [1, 2].map(() => store.write((records) => records.addReminderRows([reminder('a', 'T-7')], now))),
    )
    expect(both.flatMap((rows) => rows ?? [])).toHaveLength(1)
  })

  it('gives the accounts of many people, in the order in which they were made', async () => {
    const { store } = stores()
    await store.write(async (records) => {
      await records.join('lan', 'telegram', '77', now)
      await records.join('lan', 'local', 'lan', now)
    })
    const found = await store.read((records) => records.accountsOf(['lan', 'nobody']))
    expect(found).toEqual(new Map([['lan', await store.read((records) => records.accounts('lan'))]]))
    expect(found.get('lan')?.map(({ channel }) => channel)).toEqual(['telegram', 'local'])
    expect(await store.read((records) => records.accountsOf([]))).toEqual(new Map())
  })

  it('knows who is in the middle of an answer', async () => {
    const { store } = stores()
    const session = await store.write((records) => records.addSession('lan', 'o1', state, now))
    const writing = (after: number) => store.read((records) => records.peopleWriting(after))
    expect(await writing(now - 1)).toEqual(new Set(['lan']))
    expect(await writing(now)).toEqual(new Set())
    await store.write((records) => records.updateSession(session.id, { state: { ...state, halfWritten: false } }))
    expect(await writing(now - 1)).toEqual(new Set())
    await store.write((records) => records.updateSession(session.id, { state, status: 'parked' }))
    expect(await writing(now - 1)).toEqual(new Set())
  })
}
