import { expect, it } from 'vitest'
import type { LinkRow } from '../../src/app/ports/links.ts'
import type { Store } from '../../src/app/ports/store.ts'

const now = Date.UTC(2023, 3, 24, 0, 30)
const file = { sha256: 'a'.repeat(64), name: 'Báo cáo.docx', mime: 'application/msword', size: 7 }

/** A hash of its own for each Board and name, as a token's would be. */
let made = 0
const link = (more: Partial<LinkRow> = {}): LinkRow => {
  made += 1
  return {
    tokenHash: made.toString(16).padStart(64, '0'),
    personId: 'lan',
    body: { kind: 'document', file },
    createdAt: now,
    expiresAt: now + 1000,
    usesLeft: 2,
    ...more,
  }
}

/** What every store does with links; called within the store's own suite. */
export function linksContract(stores: () => { readonly store: Store; readonly other: Store }): void {
  it('keeps what a link opens, whoever it is for', async () => {
    const rows = [
      link(),
      link({ personId: null, body: { kind: 'picture', file } }),
      link({
        body: { kind: 'upload', channel: 'zalo-bot', address: '77', question: { sessionId: 3, block: 'minh-chung' } },
      }),
    ]
    const { store } = stores()
    await store.write(async (records) => {
      for (const row of rows) expect(await records.addLink(row)).toBe(true)
    })
    for (const row of rows) expect(await store.read((records) => records.link(row.tokenHash))).toEqual(row)
  })

  it('makes a link once', async () => {
    const { store } = stores()
    const row = link()
    await store.write((records) => records.addLink(row))
    expect(await store.write((records) => records.addLink({ ...row, usesLeft: 99 }))).toBe(false)
    expect(await store.read((records) => records.link(row.tokenHash))).toEqual(row)
  })

  it('puts a new link in the place of one that has expired, and of none that still works or is for somebody else', async () => {
    const { store, other } = stores()
    const row = link({ usesLeft: 0 })
    await store.write((records) => records.addLink(row))
    const anew = { ...row, createdAt: row.expiresAt, expiresAt: row.expiresAt + 5000, usesLeft: 3 }
    const renew = (one: LinkRow, at = store) => at.write((records) => records.renewLink(one))
    expect(await renew({ ...anew, createdAt: row.expiresAt - 1 })).toBe(false)
    expect(await renew({ ...anew, personId: 'minh' })).toBe(false)
    expect(await renew(anew, other)).toBe(false)
    expect(await store.read((records) => records.link(row.tokenHash))).toEqual(row)
    expect(await renew(anew)).toBe(true)
    expect(await store.read((records) => records.link(row.tokenHash))).toEqual(anew)
  })

  it('gives each use to one of those that ask at once, and none after the last', async () => {
    const { store } = stores()
    const row = link()
    await store.write((records) => records.addLink(row))
    const uses = await Promise.all(
      [1, 2, 3, 4].map(() => store.write((records) => records.useLink(row.tokenHash, 'document', now))),
    )
    expect(uses.flatMap((used) => used?.usesLeft ?? []).sort()).toEqual([0, 1])
  })

  it('is of no use from its last instant on, for another kind, or once it was ended', async () => {
    const { store } = stores()
    const row = link()
    await store.write(async (records) => {
      await records.addLink(row)
      expect(await records.useLink(row.tokenHash, 'document', now + 1000)).toBeUndefined()
      expect(await records.useLink(row.tokenHash, 'picture', now)).toBeUndefined()
      expect(await records.useLink(row.tokenHash, 'document', now + 999)).toMatchObject({ usesLeft: 1 })
      await records.endLink(row.tokenHash)
      expect(await records.useLink(row.tokenHash, 'document', now)).toBeUndefined()
    })
  })

  it('knows nothing of a link of another Board', async () => {
    const { store, other } = stores()
    const row = link()
    await store.write((records) => records.addLink(row))
    await other.write(async (records) => {
      expect(await records.link(row.tokenHash)).toBeUndefined()
      expect(await records.useLink(row.tokenHash, 'document', now)).toBeUndefined()
      await records.endLink(row.tokenHash)
      expect(await records.removeLinks(now + 5000)).toBe(0)
    })
    expect(await store.read((records) => records.link(row.tokenHash))).toEqual(row)
  })

  it('forgets what expired by an instant and keeps the rest', async () => {
    const { store } = stores()
    const old = link()
    const young = link({ expiresAt: now + 1001 })
    await store.write(async (records) => {
      await records.addLink(old)
      await records.addLink(young)
      expect(await records.removeLinks(now + 1000)).toBe(1)
      expect(await records.link(old.tokenHash)).toBeUndefined()
      expect(await records.link(young.tokenHash)).toEqual(young)
    })
  })
}
