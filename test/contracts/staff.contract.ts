import { expect, it } from 'vitest'
import type { Store } from '../../src/app/ports/store.ts'
import type { AnswerBody } from '../../src/core/answer.ts'
import { someOccurrence, somePlan } from './store.contract.ts'

const now = Date.UTC(2023, 3, 24, 0, 30)
const file = { sha256: 'b'.repeat(64), name: 'Biên bản.pdf', mime: 'application/pdf', size: 12 }
const answer = (more: Partial<AnswerBody> = {}): AnswerBody => ({
  state: 'done',
  percent: null,
  text: 'Đã làm',
  figures: [],
  obstacle: null,
  recommendation: null,
  evidence: [],
  ...more,
})

/** What every store does with wishes for later days, obstacles, calendar links and evidence; within the store's own suite. */
export function staffContract(stores: () => { readonly store: Store; readonly other: Store }): void {
  const planned = (store: Store) =>
    store.write((records) => records.putPlan(somePlan, 'active', now, [someOccurrence('o1'), someOccurrence('o2')]))
  const wish = (occurrenceId = 'o1') => ({ occurrenceId, extendedTo: '2023-05-20', askedBy: 'lan', reason: 'Chờ tỉnh' })

  it('keeps one wish for a later day at a time, and the granted day holds', async () => {
    const { store, other } = stores()
    await planned(store)
    const row = await store.write((records) => records.askExtension(wish(), now))
    expect(row).toMatchObject({ ...wish(), status: 'asked', askedAt: now, decidedBy: null })
    const id = row?.id ?? 0
    expect(await store.write((records) => records.askExtension(wish(), now))).toBeUndefined()
    expect((await store.read((records) => records.standing('o1')))?.extendedTo).toBeNull()
    expect(await other.write((records) => records.decideExtension(id, 'granted', 'minh', now, null, null))).toBe(false)
    const grant = () =>
      store.write((records) => records.decideExtension(id, 'granted', 'minh', now + 5, 'Điều 5', '2023-05-18'))
    expect(await grant()).toBe(true)
    expect(await grant()).toBe(false)
    expect(await store.read((records) => records.standing('o1'))).toMatchObject({
      extendedTo: '2023-05-18',
      extendedAt: now + 5,
    })
    expect((await store.read((records) => records.standings())).get('o1')).toMatchObject({ extendedAt: now + 5 })
    const second = await store.write((records) => records.askExtension(wish(), now + 6))
    await store.write((records) => records.decideExtension(second?.id ?? 0, 'granted', 'minh', now + 7, null, null))
    const all = await store.read((records) => records.extensionsOf('o1'))
    expect(all.map(({ status, extendedTo }) => [status, extendedTo])).toEqual([
      ['withdrawn', '2023-05-18'],
      ['granted', '2023-05-20'],
    ])
  })

  it('lists what waits, and takes a wish back once', async () => {
    const { store, other } = stores()
    await planned(store)
    const [first, second] = await store.write(async (records) => [
      await records.askExtension(wish('o1'), now),
      await records.askExtension(wish('o2'), now + 1),
    ])
    const waiting = () => store.read((records) => records.extensionsAsked())
    expect((await waiting()).map(({ id }) => id)).toEqual([first?.id, second?.id])
    expect(await other.read((records) => records.extensionsAsked())).toEqual([])
    const back = (one: Store) => one.write((records) => records.withdrawExtension(first?.id ?? 0, now))
    expect(await back(other)).toBe(false)
    expect(await back(store)).toBe(true)
    expect(await back(store)).toBe(false)
    expect((await waiting()).map(({ id }) => id)).toEqual([second?.id])
    expect(await store.read((records) => records.extension(first?.id ?? 0))).toMatchObject({ status: 'withdrawn' })
  })

  it('opens obstacles raised alone and those of the newest Answers, with Unit, person and title, and closes one once', async () => {
    const { store, other } = stores()
    await planned(store)
    const alone = await store.write((records) =>
      records.addConcern(
        {
          kind: 'recommendation',
          what: 'Xin kinh phí',
          unitId: 'dn',
          personId: 'hoa',
          occurrenceId: null,
          addressee: 'Sở Tài chính',
          evidence: [file],
        },
        now + 9,
      ),
    )
    expect(alone).toMatchObject({ unitId: 'dn', personId: 'hoa', title: null, answerId: null, evidence: [file] })
    await store.write(async (records) => {
      await records.addAnswer('o1', 'lan', now, answer({ state: 'obstacle', obstacle: 'Thiếu người' }))
      await records.addAnswer('o2', 'lan', now, answer({ state: 'obstacle', obstacle: 'Cũ', evidence: [file] }))
      await records.addAnswer('o2', 'minh', now + 1, answer({ state: 'obstacle', obstacle: 'Mới', evidence: [file] }))
    })
    const open = await store.read((records) => records.openConcerns())
    expect(open.map(({ kind, what, unitId, personId, title }) => [kind, what, unitId, personId, title])).toEqual([
      ['obstacle', 'Thiếu người', 'vp', 'lan', 'Tuyên truyền'],
      ['obstacle', 'Mới', 'vp', 'minh', 'Tuyên truyền'],
      ['recommendation', 'Xin kinh phí', 'dn', 'hoa', null],
    ])
    expect(open.map(({ evidence }) => evidence.length)).toEqual([0, 1, 1])
    expect(await other.read((records) => records.openConcerns())).toEqual([])
    expect(await other.read((records) => records.concern('recommendation', alone.id))).toBeUndefined()
    expect(await store.read((records) => records.fileRef(file.sha256))).toEqual(file)
    const close = (one: Store) =>
      one.write((records) => records.closeConcern('recommendation', alone.id, 'Giao Văn phòng', 'minh', now + 10))
    expect(await close(other)).toBe(false)
    expect(await close(store)).toBe(true)
    expect(await close(store)).toBe(false)
    expect(await store.read((records) => records.concern('recommendation', alone.id))).toMatchObject({
      instruction: 'Giao Văn phòng',
      closedBy: 'minh',
      closedAt: now + 10,
    })
    const raised = (from: number, to: number) => store.read((records) => records.concernsRaised(from, to))
    expect((await raised(now, now + 10)).map(({ what }) => what)).toEqual(['Xin kinh phí'])
    expect(await raised(now, now + 9)).toEqual([])
  })

  it('keeps one calendar link of a person open', async () => {
    const { store, other } = stores()
    const put = (tokenHash: string, createdAt: number) =>
      store.write((records) => records.putCalendarLink({ tokenHash, personId: 'lan', createdAt }))
    await put('a', now)
    await put('b', now + 1)
    const open = (one: Store, hash: string) => one.read((records) => records.calendarLink(hash))
    expect(await open(store, 'a')).toBeUndefined()
    expect(await open(store, 'b')).toEqual({ tokenHash: 'b', personId: 'lan', createdAt: now + 1 })
    expect(await open(other, 'b')).toBeUndefined()
    expect(await store.read((records) => records.calendarLinkOf('lan'))).toMatchObject({ tokenHash: 'b' })
    await store.write((records) => records.endCalendarLinks('lan', now + 2))
    expect(await open(store, 'b')).toBeUndefined()
    expect(await store.read((records) => records.calendarLinkOf('lan'))).toBeUndefined()
  })

  it('knows who handed a file in first, and what was answered since a moment', async () => {
    const { store, other } = stores()
    await planned(store)
    await store.write(async (records) => {
      await records.addAnswer('o1', 'lan', now, answer({ evidence: [file] }))
      await records.addAnswer('o1', 'minh', now + 1, answer({ evidence: [file] }))
    })
    const before = (one: Store, except: string) => one.read((records) => records.handedInBefore([file.sha256], except))
    expect(await before(store, 'o2')).toEqual([{ sha256: file.sha256, occurrenceId: 'o1', personId: 'lan', at: now }])
    expect(await before(store, 'o1')).toEqual([])
    expect(await before(other, 'o2')).toEqual([])
    const since = (one: Store, from: number) => one.read((records) => records.answersSince(from))
    expect((await since(store, now + 1)).map(({ personId, revision }) => [personId, revision])).toEqual([['minh', 2]])
    expect(await since(other, now)).toEqual([])
  })
}
