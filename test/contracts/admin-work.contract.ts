import { expect, it } from 'vitest'
import type { Records, Store } from '../../src/app/ports/store.ts'
import type { AnswerBody } from '../../src/core/answer.ts'

const now = Date.UTC(2023, 3, 24, 0, 30)
const body: AnswerBody = {
  state: 'done',
  percent: null,
  text: 'Xong.',
  figures: [],
  obstacle: null,
  recommendation: null,
  evidence: [],
}

/** What every store does with verdicts on Answers, moved days and messages to many. */
export function adminWorkContract(stores: () => { readonly store: Store; readonly other: Store }): void {
  it('keeps the newest verdict of each revision, and opens what was answered again without forgetting when', async () => {
    const { store, other } = stores()
    const answer = await store.write(async (records) => {
      const given = await records.addAnswer('o1', 'lan', now, body)
      await records.markAnswered([given])
      await records.addVerdict({ answerId: given.id, verdict: 'accepted', by: 'minh', at: now + 1, remark: null })
      await records.addVerdict({ answerId: given.id, verdict: 'returned', by: 'minh', at: now + 2, remark: 'Bổ sung.' })
      return given
    })
    await store.write(async (records) => {
      expect([...(await records.verdicts())]).toEqual([
        [answer.id, { answerId: answer.id, verdict: 'returned', by: 'minh', at: now + 2, remark: 'Bổ sung.' }],
      ])
      expect(await records.reopenOccurrence('o1')).toBe(true)
      expect(await records.standing('o1')).toMatchObject({ status: 'open', answeredAt: now, answeredBy: 'lan' })
      expect(await records.reopenOccurrence('o1')).toBe(false)
    })
    await other.write(async (records) => {
      expect((await records.verdicts()).size).toBe(0)
      expect(await records.reopenOccurrence('o1')).toBe(false)
    })
  })

  it('moves days with their basis; the last move holds', async () => {
    const { store, other } = stores()
    const move = (to: string, at: number) => ({ occurrenceId: 'o1', to, by: 'minh', at, basis: 'Văn bản số 1/UBND' })
    await store.write(async (records) => {
      await records.moveDeadlines([move('2023-05-20', now)])
      await records.moveDeadlines([move('2023-05-15', now + 1)])
      await records.moveDeadlines([])
      expect(await records.standing('o1')).toMatchObject({ extendedTo: '2023-05-15', extendedAt: now + 1 })
      const kept = await records.extensionsOf('o1')
      expect(kept.map(({ status, extendedTo, decidedBy, basis }) => [status, extendedTo, decidedBy, basis])).toEqual([
        ['withdrawn', '2023-05-20', 'minh', 'Văn bản số 1/UBND'],
        ['granted', '2023-05-15', 'minh', 'Văn bản số 1/UBND'],
      ])
    })
    expect(await other.read((records) => records.extensionsOf('o1'))).toEqual([])
  })

  it('finds messages by how their keys begin, and nothing that only looks like it', async () => {
    const { store, other } = stores()
    const row = (key: string, personId: string) => ({
      ...{ key, kind: 'notice' as const, channel: 'local' as const, address: personId, personId },
      ...{ reply: { text: 'x' }, createdAt: now, about: [] },
    })
    await store.write((records) =>
      records.addOutboxRows([row('b%|1|lan', 'lan'), row('b%|1|minh', 'minh'), row('bx|1|hoa', 'hoa')]),
    )
    const found = await store.read((records) => records.messagesKeyed('b%|1|'))
    expect(found.map(({ personId, status }) => [personId, status])).toEqual([
      ['lan', 'queued'],
      ['minh', 'queued'],
    ])
    expect(await other.read((records) => records.messagesKeyed('b%|1|'))).toEqual([])
  })

  it('gives the newest audit lines first, of one plan and what belongs to it, or by one person', async () => {
    const { store, other } = stores()
    const line = (actor: string, subject: string, at: number) => ({ at, actor, action: 'x', subject, detail: {} })
    await store.write(async (records) => {
      await records.audit(line('lan', 'kh-32', now))
      await records.audit(line('minh', 'kh-32/t1', now + 1))
      await records.audit(line('lan', 'kh-321', now + 2))
      const subjects = async (of: Parameters<Records['recentAudit']>[0]) =>
        (await records.recentAudit(of)).map(({ subject }) => subject)
      expect(await subjects({ limit: 2 })).toEqual(['kh-321', 'kh-32/t1'])
      expect(await subjects({ planId: 'kh-32', limit: 9 })).toEqual(['kh-32/t1', 'kh-32'])
      expect(await subjects({ actor: 'lan', limit: 9 })).toEqual(['kh-321', 'kh-32'])
    })
    expect(await other.read((records) => records.recentAudit({ limit: 9 }))).toEqual([])
  })
}
