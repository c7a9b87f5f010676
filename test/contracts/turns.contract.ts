import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Inbound, NewOutboxRow } from '../../src/app/ports/messages.ts'
import type { Store } from '../../src/app/ports/store.ts'
import type { AnswerBody } from '../../src/core/answer.ts'
import type { FlowState } from '../../src/core/flow/session.ts'

const now = Date.UTC(2023, 3, 24, 0, 30)

const heard = (messageId: string, address: string): Inbound => ({
  channel: 'local',
  messageId,
  address,
  heard: { kind: 'text', text: `"${messageId}" của ${address}` },
})

const state = (at: string): FlowState => ({
  flow: 'tien-do',
  version: 1,
  at,
  turn: 1,
  facts: {},
  values: { 'dấu \' và "': 'ổn' },
  halfWritten: false,
  memory: {},
})

const body = (text: string): AnswerBody => ({
  ...{ state: 'done', percent: null, text, figures: [], obstacle: null, recommendation: null, evidence: [] },
})

/** So that properties do not meet what the ones before them have left. */
let runs = 0

/** What every store does for many messages at once; called within the store's own suite, whose Boards know Lan and o1. */
export function turnsContract(
  stores: () => { readonly store: Store; readonly other: Store },
  message: (key: string, more?: Partial<NewOutboxRow>) => NewOutboxRow,
): void {
  it('stores what came together in its order, and of each message only the first', async () => {
    const { store } = stores()
    await store.write((records) => records.addInbound(heard('m1', 'a'), now))
    const added = await store.write((records) =>
      records.addInbounds([heard('m2', 'b'), heard('m1', 'a'), heard('m3', 'a'), heard('m2', 'b')], now),
    )
    expect(added).toEqual([true, false, true, false])
    await store.write(async (records) => {
      expect((await records.nextInbounds(9)).map((row) => row.messageId)).toEqual(['m1', 'm2'])
    })
  })

  it('names the sender of those whose address is joined', async () => {
    const { store } = stores()
    const rows = await store.write(async (records) => {
      await records.join('lan', 'local', 'joined', now)
      await records.addInbounds([heard('m1', 'joined'), heard('m2', 'unknown')], now)
      return records.inboxFrom('lan', 9)
    })
    expect(rows.map((row) => row.messageId)).toEqual(['m1'])
  })

  it('gives each message once, one of each address at a time and in the order of that address', async () => {
    const { store } = stores()
    const one = fc.record({ address: fc.constantFrom('a', 'b', 'c', 'd'), id: fc.nat({ max: 30 }) })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(one, { maxLength: 8 }), { maxLength: 5 }),
        fc.integer({ min: 1, max: 5 }),
        async (arrivals, most) => {
          runs += 1
          const run = runs
          const idOf = (id: number) => `${run}-${id}`
          const kept: { readonly address: string; readonly id: string }[] = []
          for (const together of arrivals) {
            const inbounds = together.map(({ address, id }) => heard(idOf(id), `${run}${address}`))
            const isNew = await store.write((records) => records.addInbounds(inbounds, now))
            for (const [at, { address, messageId: id }] of inbounds.entries()) if (isNew[at]) kept.push({ address, id })
          }
          expect(new Set(kept.map(({ id }) => id)).size).toBe(kept.length)
          const handled: { readonly address: string; readonly id: string }[] = []
          for (;;) {
            const rows = await store.write(async (records) => {
              const next = await records.nextInbounds(most)
              await records.inboundsDone(
                next.map(({ id }) => id),
                now,
              )
              return next
            })
            if (rows.length === 0) break
            expect(rows.length).toBeLessThanOrEqual(most)
            expect(new Set(rows.map(({ address }) => address)).size).toBe(rows.length)
            handled.push(...rows.map(({ address, messageId: id }) => ({ address, id })))
          }
          const addresses = [...new Set(kept.map(({ address }) => address))]
          const ofEach = (all: typeof handled) =>
            addresses.map((address) => all.filter((row) => row.address === address))
          expect(ofEach(handled)).toEqual(ofEach(kept))
          expect(handled).toHaveLength(kept.length)
          expect(await store.inboundWaits()).toBe(false)
        },
      ),
      { numRuns: 15 },
    )
  })

  it('knows whether anything waits, each Board for itself', async () => {
    const { store, other } = stores()
    expect(await store.inboundWaits()).toBe(false)
    await store.write((records) => records.addInbound(heard('m1', 'a'), now))
    expect([await store.inboundWaits(), await other.inboundWaits()]).toEqual([true, false])
  })

  it('gives what a person sent before a message, from whatever address', async () => {
    const { store, other } = stores()
    await store.write(async (records) => {
      await records.join('lan', 'local', 'one', now)
      await records.join('lan', 'local', 'two', now)
      await records.join('minh', 'local', 'three', now)
      await records.addInbounds([heard('m1', 'one'), heard('m2', 'three'), heard('m3', 'two')], now)
      const [first, , third] = [
        ...(await records.inboxFrom('lan', 9)),
        ...(await records.inboxFrom('minh', 9)),
      ].toSorted((a, b) => a.id - b.id)
      const asked = [first, third].map((row) => ({ id: row?.id ?? 0, personId: 'lan' }))
      expect(await records.inboundsBefore(asked)).toEqual(new Map([[third?.id, first?.id]]))
      expect(await records.inboundsBefore([])).toEqual(new Map())
    })
    expect(await other.read((records) => records.inboundsBefore([{ id: 2 ** 40, personId: 'lan' }]))).toEqual(new Map())
  })

  it('finds accounts by their addresses, working or not', async () => {
    const { store, other } = stores()
    await store.write(async (records) => {
      await records.join('lan', 'local', 'one', now)
      await records.closeAccount((await records.join('minh', 'telegram', 'two', now)).id, now)
    })
    const places = [
      { channel: 'local', address: 'one' },
      { channel: 'telegram', address: 'two' },
      { channel: 'telegram', address: 'one' },
    ] as const
    const found = await store.read((records) => records.accountsAt(places))
    expect(found.map(({ personId, status }) => `${personId} ${status}`).toSorted()).toEqual([
      'lan active',
      'minh closed',
    ])
    expect(await other.read((records) => records.accountsAt(places))).toEqual([])
  })

  it('reads and writes the sessions of many people together', async () => {
    const { store, other } = stores()
    const [a, b, c] = await store.write(async (records) => [
      await records.addSession('lan', 'o1', state('state'), now),
      await records.addSession('lan', 'o1', state('state'), now),
      await records.addSession('minh', null, state('state'), now),
    ])
    const changed = [
      { ...a, status: 'parked', state: state('text'), updatedAt: now + 1 },
      { ...b, status: 'done', state: state('figures'), updatedAt: now + 2 },
    ] as const
    await store.write((records) => records.putSessions(changed))
    expect(await store.read((records) => records.openSessionsOf(['lan', 'minh']))).toEqual([changed[0], c])
    expect(await store.read((records) => records.sessionById(b.id))).toEqual(changed[1])
    await other.write((records) => records.putSessions([{ ...c, status: 'done' }]))
    expect(await store.read((records) => records.openSessionsOf(['minh']))).toEqual([c])
  })

  it('writes new sessions under ids that were reserved', async () => {
    const { store, other } = stores()
    const [one = 0, two = 0] = await store.write((records) => records.reserveIds('sessions', 2))
    const rows = [
      { id: one, personId: 'lan', occurrenceId: 'o1', status: 'active', state: state('state'), updatedAt: now },
      { id: two, personId: 'minh', occurrenceId: null, status: 'parked', state: state('text'), updatedAt: now + 1 },
    ] as const
    await store.write((records) => records.addSessions(rows))
    const next = await store.write((records) => records.addSession('minh', null, state('state'), now))
    expect(new Set([one, two, next.id]).size).toBe(3)
    expect(await store.read((records) => records.openSessionsOf(['lan', 'minh']))).toEqual(
      [...rows, next].toSorted((a, b) => a.id - b.id),
    )
    expect(await other.read((records) => records.openSessionsOf(['lan', 'minh']))).toEqual([])
  })

  it('writes answers together with what belongs to them, and who answered first stays', async () => {
    const { store, other } = stores()
    const evidence = [{ sha256: 'a'.repeat(64), name: 'Biên bản.pdf', mime: 'application/pdf', size: 12 }]
    const [one = 0, two = 0] = await store.write((records) => records.reserveIds('answers', 2))
    const answers = [
      {
        ...{ id: one, occurrenceId: 'o1', revision: 1, personId: 'lan', insteadOf: null, at: now },
        body: { ...body('một "và" \u0301'), evidence, obstacle: 'thiếu người' },
      },
      { id: two, occurrenceId: 'o1', revision: 2, personId: 'minh', insteadOf: 'lan', at: now + 9, body: body('hai') },
    ]
    await store.write(async (records) => {
      await records.addAnswers(answers)
      await records.markAnswered(answers)
      expect(await records.answersOf('o1')).toEqual(answers)
      expect(await records.fileRef('a'.repeat(64))).toEqual(evidence[0])
      expect(await records.standing('o1')).toMatchObject({ status: 'answered', answeredAt: now, answeredBy: 'lan' })
      await records.markAnswered([{ occurrenceId: 'o1', personId: 'hoa', at: now + 20 }])
      expect(await records.standing('o1')).toMatchObject({ answeredAt: now, answeredBy: 'lan' })
      expect((await records.standings()).get('o2')?.status).toBe('open')
    })
    expect(await other.read((records) => records.answersOf('o1'))).toEqual([])
    expect((await other.read((records) => records.standing('o1')))?.status ?? 'open').toBe('open')
  })

  it('does a write again when a revision was given by another meanwhile', async () => {
    const { store } = stores()
    let tries = 0
    const added = await store.write(async (records) => {
      tries += 1
      const [newest] = await records.newestAnswersTo(['o1'])
      // What another process has written meanwhile is not to be seen here: the first try takes a revision that is gone.
      const revision = tries === 1 ? 1 : (newest?.revision ?? 0) + 1
      if (tries === 1) await records.addAnswer('o1', 'lan', now, body('trước'))
      const [id = 0] = await records.reserveIds('answers', 1)
      const answer = { id, occurrenceId: 'o1', revision, personId: 'minh', insteadOf: null, at: now, body: body('sau') }
      await records.addAnswers([answer])
      return answer
    })
    expect(tries).toBe(2)
    expect(await store.read((records) => records.answersOf('o1'))).toEqual([added])
  })

  it('writes messages together, and gives of each key the first', async () => {
    const { store } = stores()
    await store.write(async (records) => {
      await records.addOutbox(message('k1'))
      const added = await records.addOutboxRows([
        message('k2'),
        message('k1'),
        message('k3', { personId: 'minh', reply: { text: 'a\0b', choices: [{ label: '"1"', value: 'open:o1' }] } }),
        message('k2'),
      ])
      expect(added.map((row) => [row.key, row.status])).toEqual([
        ['k2', 'queued'],
        ['k3', 'queued'],
      ])
      const found = await records.outboxRows(added.map(({ id }) => id))
      expect(found.toSorted((one, other) => one.id - other.id)).toEqual(added)
    })
  })

  it('gives the newest messages to each of several people', async () => {
    const { store, other } = stores()
    await store.write((records) =>
      records.addOutboxRows(
        ['k1', 'k2', 'k3', 'k4'].map((key, at) => message(key, { personId: at === 1 ? 'minh' : 'lan' })),
      ),
    )
    const keys = async (of: Store, limit: number) =>
      (await of.read((records) => records.newestTo(['lan', 'minh', 'hoa'], limit))).map(({ key }) => key)
    expect(await keys(store, 2)).toEqual(['k2', 'k3', 'k4'])
    expect(await keys(store, 9)).toEqual(['k1', 'k2', 'k3', 'k4'])
    expect(await keys(other, 9)).toEqual([])
  })

  it('gives the newest revision of each Occurrence that was answered', async () => {
    const { store, other } = stores()
    await store.write(async (records) => {
      for (const text of ['một', 'hai']) await records.addAnswer('o1', 'lan', now, body(text))
      const found = await records.newestAnswersTo(['o1', 'o2', 'không có'])
      expect(found.map((row) => [row.occurrenceId, row.revision, row.body.text])).toEqual([['o1', 2, 'hai']])
    })
    expect(await other.read((records) => records.newestAnswersTo(['o1']))).toEqual([])
  })

  it('gives one standing as it is among all', async () => {
    const { store, other } = stores()
    const answered = {
      occurrenceId: 'o1',
      status: 'answered',
      answeredAt: now,
      answeredBy: 'lan',
      extendedTo: '2023-06-01',
    } as const
    await store.write(async (records) => {
      await records.setStanding({ ...answered, extendedTo: '2023-05-20' })
      await records.setStanding(answered)
      expect(await records.standing('o1')).toEqual(answered)
      expect((await records.standings()).get('o1')).toEqual(answered)
      expect(await records.standing('không có')).toBeUndefined()
    })
    expect((await other.read((records) => records.standing('o1')))?.status ?? 'open').toBe('open')
  })

  it('names everybody who has a document in reading or in review', async () => {
    const { store, other } = stores()
    const file = { sha256: 'c'.repeat(64), name: 'Kế hoạch.docx', mime: 'application/msword', size: 7 }
    await store.write(async (records) => {
      await records.addInbounds([heard('m1', 'a'), heard('m2', 'b')], now)
      const [first, second] = await records.nextInbounds(2)
      const place = { channel: 'local', address: 'a', file } as const
      await records.addDraft({ ...place, personId: 'lan', inboxId: first?.id ?? 0 }, now)
      const draft = await records.addDraft({ ...place, personId: 'minh', inboxId: second?.id ?? 0 }, now)
      await records.updateDraft(draft?.id ?? 0, { status: 'dropped', updatedAt: now })
    })
    expect(await store.read((records) => records.peopleWithDrafts())).toEqual(new Set(['lan']))
    expect(await other.read((records) => records.peopleWithDrafts())).toEqual(new Set())
  })

  it('gives plans and Occurrences as they are after each change, from memory or not', async () => {
    const { store } = stores()
    const before = await store.read((records) => records.occurrences())
    const [plan] = await store.read((records) => records.plans())
    if (plan === undefined) throw new Error('the Board has no plan')
    const again = { ...plan.plan, title: 'Kế hoạch đã sửa' }
    const failed = store.write(async (records) => {
      await records.putPlan(again, 'active', now, before.slice(0, 1))
      expect((await records.plans())[0]?.plan.title).toBe(again.title)
      expect(await records.occurrences()).toHaveLength(1)
      throw new Error('undone')
    })
    await expect(failed).rejects.toThrow('undone')
    await store.read(async (records) => {
      expect((await records.plans())[0]).toEqual(plan)
      expect(await records.occurrences()).toEqual(before)
    })
    await store.write((records) => records.putPlan(again, 'active', now, before.slice(1)))
    await store.read(async (records) => {
      expect((await records.plans())[0]).toMatchObject({ version: plan.version + 1, plan: { title: again.title } })
      expect(await records.occurrences()).toEqual(before.slice(1))
    })
  })
}
