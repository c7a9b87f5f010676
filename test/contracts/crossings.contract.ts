import { expect, it } from 'vitest'
import { rememberedRecords } from '../../src/app/conversation/remembered-records.ts'
import type { Inbound } from '../../src/app/ports/messages.ts'
import type { Records, Store } from '../../src/app/ports/store.ts'
import type { FlowState } from '../../src/core/flow/session.ts'
import type { Database } from '../../src/store/open-database.ts'
import { crossed } from './crossed.ts'

const at = Date.UTC(2023, 4, 4, 1)

/** What every store does with two writes that cross; called within the store's own suite. */
export function crossingsContract(
  stores: () => { readonly store: Store; readonly other: Store; readonly database: Database },
): void {
  it('lets the second of two writes see what the first one has made of a fact', async () => {
    const { store } = stores()
    const add = (id: string) => async (records: Records) => {
      const known = JSON.parse((await records.factToChange('list')) ?? '[]') as string[]
      await records.setFact('list', JSON.stringify([...known, id]))
    }
    await crossed(stores(), add('a'), add('b'))
    expect(await store.read((records) => records.fact('list'))).toBe('["a","b"]')
  })

  it('does not let a fact of another name, or of another Board, wait', async () => {
    const { store, other, database } = stores()
    if (database.kind === 'pglite') return
    await store.write(async (records) => {
      await records.factToChange('list')
      await records.serialise(['report|o1'])
      await store.write((beside) => beside.factToChange('another'))
      await other.write(async (beside) => {
        await beside.factToChange('list')
        await beside.serialise(['report|o1'])
      })
    })
  })

  it('counts promises one after the other, as whoever serialises them does', async () => {
    const promise = (day: string) => async (records: Records) => {
      await records.serialise(['promise|o1'])
      const before = await records.promisesOf('o1')
      if (before.length === 0) await records.addPromise({ occurrenceId: 'o1', personId: 'lan', promisedOn: day }, at)
      return before.length
    }
    expect(await crossed(stores(), promise('2023-05-10'), promise('2023-05-11'))).toEqual([0, 1])
  })

  it('ends the first of two codes that are made for one person at once', async () => {
    const { store } = stores()
    await crossed(
      stores(),
      (records) => records.addInvite('lan', 'first', at, at + 1000),
      (records) => records.addInvite('lan', 'second', at, at + 1000),
    )
    expect(await store.write((records) => records.useInvite('first', at + 1))).toBeUndefined()
    expect(await store.write((records) => records.useInvite('second', at + 1))).toBe('lan')
  })

  it('lets one code in once, also when it is sent twice at once', async () => {
    const { store } = stores()
    await store.write((records) => records.addInvite('lan', 'code', at, at + 1000))
    const use = (records: Records) => records.useInvite('code', at + 1)
    expect(await crossed(stores(), use, use)).toEqual(['lan', undefined])
  })

  it('ends the first of two codes that one person makes for a Unit’s group at once', async () => {
    const { store } = stores()
    const make = (hash: string) => (records: Records) =>
      records.addUnitChatCode({ hash, unitId: 'vp', madeBy: 'lan', at, expiresAt: at + 1000 })
    await crossed(stores(), make('first'), make('second'))
    expect(await store.write((records) => records.useUnitChatCode('first', at + 1))).toBeUndefined()
    expect(await store.write((records) => records.useUnitChatCode('second', at + 1))).toBeDefined()
  })

  it('keeps one granted day when a leader grants and an admin moves at once', async () => {
    const { store } = stores()
    const wish = { occurrenceId: 'o1', extendedTo: '2023-05-20', askedBy: 'lan', reason: 'chờ số liệu' }
    const asked = await store.write((records) => records.askExtension(wish, at))
    const move = { occurrenceId: 'o1', to: '2023-05-12', by: 'minh', at, basis: 'CV 1' }
    await crossed(
      stores(),
      (records) => records.moveDeadlines([move]),
      (records) => records.decideExtension(asked?.id ?? 0, 'granted', 'minh', at, 'đồng ý', null),
    )
    const all = await store.read((records) => records.extensionsOf('o1'))
    expect(all.filter(({ status }) => status === 'granted').map(({ extendedTo }) => extendedTo)).toEqual(['2023-05-20'])
    expect((await store.read((records) => records.standing('o1')))?.extendedTo).toBe('2023-05-20')
  })

  it('keeps two revisions of a form that two people correct at once, and the ledger whole', async () => {
    const { store } = stores()
    const form = {
      ...{ flow: 'dang-ky-mo-hinh', unitId: 'vp', occurrenceId: null, title: 'Mô hình', at, files: [] },
      ...{ personId: 'lan', body: { name: 'Một cửa' } },
    }
    const { series } = await store.write((records) => records.addForm({ ...form, series: null }))
    const correct = (name: string) => async (records: Records) => {
      await records.addForm({ ...form, series, body: { name } })
      await records.audit({ at, actor: 'lan', action: 'form.saved', subject: name, detail: {} })
    }
    await crossed(stores(), correct('hai'), correct('ba'))
    const revisions = await store.read((records) => records.formRevisions(series))
    expect(revisions.map(({ revision, body }) => [revision, body.name])).toEqual([
      [1, 'Một cửa'],
      [2, 'hai'],
      [3, 'ba'],
    ])
    expect(await store.firstBrokenAudit()).toBeNull()
  })

  it('answers a person who writes by two channels at once one message after the other', async () => {
    const { store } = stores()
    const state: FlowState = {
      ...{ flow: 'hoi-ket-qua', version: 1, at: 'ket-qua', turn: 1, facts: {}, values: {}, halfWritten: false },
      memory: {},
    }
    const heard = (channel: Inbound['channel']): Inbound => ({
      ...{ channel, messageId: channel, address: '7' },
      heard: { kind: 'text', text: 'xong' },
    })
    await store.write(async (records) => {
      await records.join('lan', 'zalo-bot', '7', at)
      await records.join('lan', 'telegram', '7', at)
      await records.addSession('lan', null, state, at)
      await records.addInbounds([heard('zalo-bot'), heard('telegram')], at)
    })
    const answer = async (stored: Records): Promise<number> => {
      const { records, prepare, flush } = rememberedRecords(stored)
      const rows = await stored.nextInbounds(1)
      await prepare(rows, () => false)
      const session = await records.activeSession('lan')
      if (session === undefined) throw new Error('nobody is being asked')
      const turn = session.state.turn + 1
      await records.updateSession(session.id, { state: { ...session.state, turn }, updatedAt: at })
      await flush()
      await stored.inboundsDone(
        rows.map(({ id }) => id),
        at,
      )
      return turn
    }
    expect(await crossed(stores(), answer, answer)).toEqual([2, 3])
  })
}
