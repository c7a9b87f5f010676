import { expect, it } from 'vitest'
import type { NewOutboxRow } from '../../src/app/ports/messages.ts'
import type { Store } from '../../src/app/ports/store.ts'

const now = Date.UTC(2023, 3, 24, 0, 30)
const sha = 'c'.repeat(64)
const days = { from: '2023-04-24', to: '2023-04-28' }
const said = (key: string, kind: 'digest' | 'answer' = 'answer'): NewOutboxRow => ({
  ...{ key, kind, channel: 'telegram', address: '77', personId: 'lan' },
  ...{ reply: { text: `lời ${key}` }, createdAt: now, about: [] },
})

/** What every store keeps of consents, substitutes and a person's own data. The Board has lan and minh, and o1. */
export function peopleContract(stores: () => { readonly store: Store; readonly other: Store }): void {
  it('keeps every consent, and on the account the one that holds', async () => {
    await stores().store.write(async (records) => {
      const account = await records.join('lan', 'telegram', '77', now)
      expect(account.consent).toBeNull()
      expect(await records.accountsWithoutConsent()).toEqual([account])
      await records.addConsent(account, 'given', '1', now + 1)
      const agreed = await records.accountAt('telegram', '77')
      expect(agreed?.consent).toEqual({ version: '1', at: now + 1 })
      expect(await records.accountsWithoutConsent()).toEqual([])
      await records.addConsent(account, 'withdrawn', '1', now + 2)
      expect((await records.accountAt('telegram', '77'))?.consent).toBeNull()
      const row = { personId: 'lan', channel: 'telegram', version: '1' }
      expect(await records.consentsOf('lan')).toEqual([
        { ...row, act: 'given', at: now + 1 },
        { ...row, act: 'withdrawn', at: now + 2 },
      ])
    })
    await stores().other.write(async (records) => {
      expect(await records.consentsOf('lan')).toEqual([])
      expect(await records.accountsWithoutConsent()).toEqual([])
    })
  })

  it('asks whoever joins again anew, and forgets what was preferred', async () => {
    await stores().store.write(async (records) => {
      const account = await records.join('lan', 'telegram', '77', now)
      await records.addConsent(account, 'given', '1', now)
      await records.preferAccount(account.id, now)
      expect(await records.accountAt('telegram', '77')).toMatchObject({ preferredAt: now })
      expect(await records.join('minh', 'telegram', '77', now)).toMatchObject({ consent: null, preferredAt: null })
    })
  })

  it('keeps substitutes until they are ended, each once', async () => {
    const row = await stores().store.write((records) =>
      records.addSubstitute({ personId: 'lan', substituteId: 'minh', ...days }, 'minh', now),
    )
    expect(row).toEqual({ id: row.id, personId: 'lan', substituteId: 'minh', ...days, madeBy: 'minh', madeAt: now })
    const { store, other } = stores()
    expect(await other.read((records) => records.substitutes())).toEqual([])
    expect(await other.write((records) => records.endSubstitute(row.id, now))).toBe(false)
    expect(await store.read((records) => records.substitutes())).toEqual([row])
    expect(await store.write((records) => records.endSubstitute(row.id, now))).toBe(true)
    expect(await store.write((records) => records.endSubstitute(row.id, now))).toBe(false)
    expect(await store.read((records) => records.substitutes())).toEqual([])
  })

  it('refuses substitutes whose days run backwards, and a person in place of oneself', async () => {
    const add = (more: object) =>
      stores().store.write((records) =>
        records.addSubstitute({ personId: 'lan', substituteId: 'minh', ...days, ...more }, 'minh', now),
      )
    await expect(add({ to: '2023-04-23' })).rejects.toThrow()
    await expect(add({ substituteId: 'lan' })).rejects.toThrow()
  })

  it('gives an answer with the one for whom it was given', async () => {
    const body = {
      state: 'done',
      percent: 100,
      text: 'Xong.',
      figures: [],
      obstacle: null,
      recommendation: null,
    } as const
    await stores().store.write(async (records) => {
      await records.addAnswer('o1', 'minh', now, { ...body, evidence: [] }, 'lan')
      await records.addAnswer('o1', 'minh', now, { ...body, evidence: [] })
      expect((await records.answersOf('o1')).map(({ insteadOf }) => insteadOf)).toEqual(['lan', null])
      expect((await records.ownData('minh')).answers).toMatchObject([{ insteadOf: 'lan' }, { insteadOf: null }])
    })
  })

  it('sends nothing any more that waited for an address when the person had it erased', async () => {
    await stores().store.write(async (records) => {
      await records.join('lan', 'telegram', '77', now)
      const row = await records.addOutbox(said('put aside', 'digest'))
      await records.updateOutbox(row?.id ?? 0, { status: 'held', note: 'waits: out' })
      expect(await records.isBeingTold('lan')).toBe(true)
      await records.eraseChats('lan', now + 5)
      expect(await records.isBeingTold('lan')).toBe(false)
      expect(await records.outboxTo('lan', 9)).toMatchObject([{ status: 'cancelled', address: '' }])
    })
  })

  /** A person who wrote before joining, answered with a picture, and was reminded. */
  const busyPerson = (store: Store) =>
    store.write(async (records) => {
      const file = { sha256: sha, name: 'anh.jpg', mime: 'image/jpeg', size: 3 }
      const heard = (messageId: string, what: Parameters<typeof records.addInbound>[0]['heard']) =>
        records.addInbound({ channel: 'telegram', messageId, address: '77', heard: what }, now)
      await heard('before', { kind: 'text', text: 'ABCDE-FGHJK' })
      const account = await records.join('lan', 'telegram', '77', now)
      await records.addConsent(account, 'given', '1', now)
      await heard('text', { kind: 'text', text: 'chuyện riêng' })
      await heard('file', { kind: 'file', file, caption: 'ảnh' })
      for (let row = await records.nextInbound(); row !== undefined; row = await records.nextInbound())
        await records.inboundDone(row.id, now, null)
      const evidence = [file]
      const body = { state: 'done', percent: 100, figures: [], obstacle: null, recommendation: null } as const
      await records.addAnswer('o1', 'lan', now, { ...body, text: 'Đã làm.', evidence })
      for (const kind of ['digest', 'answer'] as const) {
        const row = await records.addOutbox(said(kind, kind))
        await records.updateOutbox(row?.id ?? 0, { status: 'sent', sentAt: now })
      }
      await records.addOutbox(said('waiting'))
    })

  it('shows a person everything that is kept, in order', async () => {
    await busyPerson(stores().store)
    const data = await stores().store.read((records) => records.ownData('lan'))
    expect(data.accounts).toEqual([{ channel: 'telegram', address: '77', joinedAt: now, closedAt: null }])
    expect(data.answers).toMatchObject([{ planId: 'kh-32', text: 'Đã làm.', evidence: ['anh.jpg'], revision: 1 }])
    expect(data.messages.map(({ from, text }) => [from, text])).toEqual(
      expect.arrayContaining([
        ['person', 'chuyện riêng'],
        ['person', 'anh.jpg: ảnh'],
        ['product', 'lời digest'],
        ['product', 'lời waiting'],
      ]),
    )
    const nobody = await stores().other.read((records) => records.ownData('lan'))
    expect(nobody).toEqual({ accounts: [], answers: [], messages: [] })
  })

  it('takes addresses and words away for good, and leaves what is the office’s record', async () => {
    const { store, other } = stores()
    await busyPerson(store)
    expect(await other.write((records) => records.eraseChats('lan', now + 5))).toEqual({
      accounts: 0,
      heard: 0,
      said: 0,
      tables: [],
    })
    await store.write(async (records) => {
      expect(await records.eraseChats('lan', now + 5)).toMatchObject({ accounts: 1, said: 2 })
      expect(await records.accountAt('telegram', '77')).toBeUndefined()
      const [account] = await records.accounts('lan')
      expect(account).toMatchObject({ status: 'closed', consent: null })
      expect(account?.address).not.toContain('77')
      expect(await records.answersOf('o1')).toHaveLength(1)
      expect(await records.fileRef(sha)).toMatchObject({ name: 'anh.jpg' })
      const told = new Map((await records.outboxTo('lan', 9)).map((row) => [row.key, row]))
      expect(told.get('digest')).toMatchObject({ address: '', reply: { text: 'lời digest' } })
      expect(told.get('answer')).toMatchObject({ address: '', reply: { text: '' } })
      // What is on its way still reaches its address; the next time it goes too.
      expect(told.get('waiting')).toMatchObject({ address: '77', status: 'queued' })
      expect(await records.isBeingTold('lan')).toBe(true)
      for (const { address, heard } of await records.inboxFrom('lan', 9)) {
        expect(address).toBe('')
        expect(heard.kind === 'text' ? heard.text : '').toBe('')
      }
      await records.updateOutbox(told.get('waiting')?.id ?? 0, { status: 'sent', sentAt: now })
      expect(await records.isBeingTold('lan')).toBe(false)
      expect(await records.eraseChats('lan', now + 6)).toMatchObject({ accounts: 0, said: 1 })
      const left = JSON.stringify([await records.ownData('lan'), await records.outboxTo('lan', 9)])
      expect(left).not.toMatch(/"77"|chuyện riêng|ABCDE/)
    })
  })
}
