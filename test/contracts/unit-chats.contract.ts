import { expect, it } from 'vitest'
import type { Store } from '../../src/app/ports/store.ts'

const now = Date.UTC(2023, 3, 24, 0, 30)
const code = (hash: string, unitId = 'vp', at = now) => ({ hash, unitId, madeBy: 'minh', at, expiresAt: at + 1000 })

/** What every store does with the groups of Units; called within the store's own suite. */
export function unitChatsContract(stores: () => { readonly store: Store; readonly other: Store }): void {
  it('uses a group’s code once, before it expires, and only the newest of a Unit and its maker', async () => {
    const { store } = stores()
    const use = (hash: string, at = now) => store.write((records) => records.useUnitChatCode(hash, at))
    await store.write(async (records) => {
      for (const hash of ['a', 'b']) await records.addUnitChatCode(code(hash))
      await records.addUnitChatCode(code('c', 'dn'))
    })
    expect(await use('a')).toBeUndefined()
    expect(await use('c', now + 1000)).toBeUndefined()
    expect(await use('c', now + 999)).toEqual({ unitId: 'dn', madeBy: 'minh' })
    const both = await Promise.all([use('b'), use('b')])
    expect(both.filter((used) => used !== undefined)).toEqual([{ unitId: 'vp', madeBy: 'minh' }])
  })

  it('links a group to the Unit that asked last, and opens a closed one again', async () => {
    const { store } = stores()
    const joined = await store.write(async (records) => {
      const first = await records.joinUnitChat('vp', 'telegram', '-5', 'minh', now)
      expect(await records.closeUnitChat(first.id, now)).toBe(true)
      expect(await records.closeUnitChat(first.id, now)).toBe(false)
      expect(await records.unitChatAt('telegram', '-5')).toBeUndefined()
      expect(await records.unitChats()).toEqual([])
      return records.joinUnitChat('dn', 'telegram', '-5', 'lan', now + 1)
    })
    expect(joined).toMatchObject({
      unitId: 'dn',
      channel: 'telegram',
      address: '-5',
      joinedBy: 'lan',
      joinedAt: now + 1,
    })
    await store.read(async (records) => {
      expect(await records.unitChats()).toEqual([joined])
      expect(await records.unitChatAt('telegram', '-5')).toEqual(joined)
    })
  })

  it('moves a group to another id, also to one that is taken', async () => {
    const { store } = stores()
    await store.write(async (records) => {
      const first = await records.joinUnitChat('vp', 'telegram', '-5', 'minh', now)
      await records.joinUnitChat('dn', 'telegram', '-100', 'minh', now)
      await records.moveUnitChat(first.id, '-100')
      expect(await records.unitChats()).toEqual([{ ...first, address: '-100' }])
    })
  })

  it('keeps the groups of other Boards out of sight and reach', async () => {
    const { store, other } = stores()
    const chat = await store.write(async (records) => {
      await records.addUnitChatCode(code('d'))
      return records.joinUnitChat('vp', 'telegram', '-5', 'minh', now)
    })
    await other.write(async (records) => {
      expect(await records.unitChats()).toEqual([])
      expect(await records.unitChatAt('telegram', '-5')).toBeUndefined()
      expect(await records.useUnitChatCode('d', now)).toBeUndefined()
      expect(await records.closeUnitChat(chat.id, now)).toBe(false)
      await records.moveUnitChat(chat.id, '-9')
    })
    expect(await store.read((records) => records.unitChats())).toEqual([chat])
  })
}
