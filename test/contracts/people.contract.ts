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

  it('lets several people join and agree at once, as each of them would', async () => {
    const { store, other } = stores()
    await store.write(async (records) => {
      await records.addConsent(await records.join('minh', 'telegram', '78', now - 5), 'given', '0', now - 5)
      const people = [
        { personId: 'lan', address: '77' },
        { personId: 'lan', address: '78' },
      ]
      const accounts = await records.joinAll('telegram', people, now)
      expect(accounts.map(({ address }) => address).toSorted()).toEqual(['77', '78'])
      for (const account of accounts)
        expect(account).toMatchObject({ personId: 'lan', status: 'active', consent: null })
      await records.addConsents(accounts, 'given', '1', now + 1)
      expect(await records.accountsWithoutConsent()).toEqual([])
      expect((await records.consentsOf('lan')).map(({ version, at }) => [version, at])).toEqual([
        ['1', now + 1],
        ['1', now + 1],
      ])
      expect((await records.consentsOf('minh')).map(({ version }) => version)).toEqual(['0'])
      expect(await records.joinAll('telegram', [], now)).toEqual([])
      await records.addConsents([], 'given', '1', now)
    })
    expect(await other.read((records) => records.accountAt('telegram', '77'))).toBeUndefined()
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
    expect(nobody).toEqual({ accounts: [], answers: [], forms: [], acts: [], messages: [] })
  })

  it('shows what a person filled in, raised, asked for, promised and instructed, and nobody else’s', async () => {
    const { store, other } = stores()
    const photo = { sha256: 'c'.repeat(64), name: 'hien-truong.jpg', mime: 'image/jpeg', size: 3 }
    const raised = { unitId: 'vp', occurrenceId: 'o1', addressee: null, evidence: [photo] }
    await store.write(async (records) => {
      await records.addForm({
        ...{ series: null, flow: 'hai-long', unitId: 'vp', personId: 'lan', occurrenceId: null, title: 'Phiếu' },
        ...{ at: now, body: { period: 'năm 2022', evidence: [] }, files: [] },
      })
      await records.addConcern({ ...raised, kind: 'obstacle', what: 'Thiếu máy.', personId: 'lan' }, now + 1)
      const theirs = await records.addConcern(
        { ...raised, kind: 'recommendation', what: 'Cấp máy.', personId: 'minh' },
        now,
      )
      await records.askExtension(
        { occurrenceId: 'o1', extendedTo: '2023-05-20', askedBy: 'lan', reason: 'Bận.' },
        now + 2,
      )
      await records.addPromise({ occurrenceId: 'o1', personId: 'lan', promisedOn: '2023-05-12' }, now + 3)
      const what = { unitId: 'vp', occurrenceId: 'o1', due: null, about: null } as const
      await records.addInstruction({ ...what, givenBy: 'lan', what: 'Làm ngay.' }, now + 4)
      await records.closeConcern('recommendation', theirs.id, 'Đồng ý cấp.', 'lan', now + 5)
      await records.putCalendarLink({ tokenHash: 'd'.repeat(64), personId: 'lan', createdAt: now + 6 })
    })
    const { forms, acts } = await store.read((records) => records.ownData('lan'))
    expect(forms).toMatchObject([{ title: 'Phiếu', revision: 1, body: { period: 'năm 2022' } }])
    expect(acts.map(({ kind, day, text }) => [kind, day, text])).toEqual([
      ['obstacle', null, 'Thiếu máy.'],
      ['extension-asked', '2023-05-20', 'Bận.'],
      ['promise', '2023-05-12', ''],
      ['instruction-given', null, 'Làm ngay.'],
      ['concern-closed', null, 'Đồng ý cấp.'],
      ['calendar', null, ''],
    ])
    expect(new Set(acts.slice(0, -1).map(({ about }) => about)).size).toBe(1)
    expect((await store.read((records) => records.ownData('minh'))).acts.map(({ kind }) => kind)).toEqual([
      'recommendation',
    ])
    expect((await other.read((records) => records.ownData('lan'))).acts).toEqual([])

    // Erased are the words of the chat and the link; what is the office’s record stays, with the line that brought its file.
    await store.write(async (records) => {
      await records.join('lan', 'telegram', '78', now)
      await records.addInbound(
        { channel: 'telegram', messageId: 'photo', address: '78', heard: { kind: 'file', file: photo, caption: '' } },
        now,
      )
      for (let row = await records.nextInbound(); row !== undefined; row = await records.nextInbound())
        await records.inboundDone(row.id, now, null)
      await records.eraseChats('lan', now + 9)
      const left = await records.ownData('lan')
      expect(left.acts.map(({ kind }) => kind)).not.toContain('calendar')
      expect(left.acts).toHaveLength(acts.length - 1)
      expect(left.forms).toEqual(forms)
      expect(await records.calendarLinkOf('lan')).toBeUndefined()
      expect(left.messages.map(({ text }) => text)).toContain('hien-truong.jpg')
    })
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
