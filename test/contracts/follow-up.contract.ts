import { expect, it } from 'vitest'
import type { NewInstruction } from '../../src/app/ports/instructions.ts'
import type { Store } from '../../src/app/ports/store.ts'
import { someOccurrence, somePlan } from './store.contract.ts'

const now = Date.UTC(2023, 4, 12, 1)
const day = 86_400_000
const given: NewInstruction = {
  unitId: 'vp',
  occurrenceId: null,
  givenBy: 'minh',
  what: 'Rà soát quy chế làm việc',
  due: '2023-05-20',
  about: null,
}

/** What every store does with what leaders follow up: promises, instructions, pictures; within the store's own suite. */
export function followUpContract(stores: () => { readonly store: Store; readonly other: Store }): void {
  const withPlan = () =>
    stores().store.write((records) =>
      records.putPlan(somePlan, 'active', now, [someOccurrence('o1'), someOccurrence('o2')]),
    )

  it('gives with an Occurrence’s standing the newest day that was promised', async () => {
    const { store, other } = stores()
    await withPlan()
    expect(await store.read((records) => records.standing('o1'))).not.toHaveProperty('promisedOn')
    await store.write(async (records) => {
      await records.addPromise({ occurrenceId: 'o1', personId: 'lan', promisedOn: '2023-05-14' }, now)
      await records.addPromise({ occurrenceId: 'o1', personId: 'minh', promisedOn: '2023-05-16' }, now + 1)
    })
    await store.read(async (records) => {
      expect(await records.standing('o1')).toMatchObject({ promisedOn: '2023-05-16', status: 'open' })
      expect((await records.standings()).get('o1')).toEqual(await records.standing('o1'))
      expect((await records.standings()).get('o2')).not.toHaveProperty('promisedOn')
      const all = await records.promisesOf('o1')
      expect(all.map(({ personId, at, promisedOn }) => [personId, at, promisedOn])).toEqual([
        ['lan', now, '2023-05-14'],
        ['minh', now + 1, '2023-05-16'],
      ])
    })
    expect(await other.read((records) => records.promisesOf('o1'))).toEqual([])
  })

  it('follows an instruction until it is closed: reported, sent back, reported again', async () => {
    const { store, other } = stores()
    await withPlan()
    const row = await store.write((records) =>
      records.addInstruction({ ...given, occurrenceId: 'o1', about: { kind: 'obstacle', id: 7 } }, now),
    )
    expect(row).toMatchObject({ title: someOccurrence('o1').title, about: { kind: 'obstacle', id: 7 }, told: null })
    const { id } = row
    const write = <T>(work: Parameters<typeof store.write<T>>[0]) => store.write(work)
    expect(await write((r) => r.returnInstruction(id, 'chưa có gì'))).toBe(false)
    expect(await write((r) => r.reportInstruction(id, 'lan', now + 1, 'Đã rà soát'))).toBe(true)
    expect(await write((r) => r.reportInstruction(id, 'minh', now + 2, 'Khác'))).toBe(false)
    expect(await store.read((r) => r.instruction(id))).toMatchObject({ doneBy: 'lan', outcome: 'Đã rà soát' })
    expect(await write((r) => r.returnInstruction(id, 'Nêu rõ điều nào'))).toBe(true)
    expect(await store.read((r) => r.instruction(id))).toMatchObject({ doneBy: null, remark: 'Nêu rõ điều nào' })
    expect(await write((r) => r.reportInstruction(id, 'minh', now + 3, 'Điều 5'))).toBe(true)
    expect(await other.write((r) => r.closeInstruction(id, 'minh', now + 4))).toBe(false)
    expect(await write((r) => r.closeInstruction(id, 'minh', now + 4))).toBe(true)
    expect(await write((r) => r.closeInstruction(id, 'minh', now + 5))).toBe(false)
    expect(await store.read((r) => r.instruction(id))).toMatchObject({ outcome: 'Điều 5', closedAt: now + 4 })
    expect(await store.read((r) => r.openInstructions())).toEqual([])
  })

  it('lists open instructions of its Board, oldest first, with what their Units were told of', async () => {
    const { store, other } = stores()
    const [first, second] = await store.write(async (records) => [
      await records.addInstruction(given, now),
      await records.addInstruction({ ...given, unitId: 'dn', due: null }, now),
    ])
    await store.write((records) => records.noteInstructionsTold([first?.id ?? 0], 'last-day'))
    await store.write((records) => records.noteInstructionsTold([], 'overdue'))
    const open = await store.read((records) => records.openInstructions())
    expect(open.map(({ id, told }) => [id, told])).toEqual([
      [first?.id, 'last-day'],
      [second?.id, null],
    ])
    expect(await other.read((records) => records.openInstructions())).toEqual([])
    expect(await other.read((records) => records.instruction(first?.id ?? 0))).toBeUndefined()
  })

  it('knows drawn pictures that were last sent some time ago, and no other file', async () => {
    const { store, other } = stores()
    const send = (key: string, at: number, name: string, sha256: string, mime = 'image/png') =>
      store.write((records) =>
        records.addOutbox({
          ...{ key, kind: 'digest', channel: 'local', address: 'lan', personId: 'lan', createdAt: at, about: [] },
          reply: { text: 'Bản tin', files: [{ sha256, name, mime, size: 9 }] },
        }),
      )
    await send('1', now, 'Tien do 12-5-2023.png', 'a'.repeat(64))
    await send('2', now, 'Tien do 12-5-2023.png', 'b'.repeat(64))
    await send('3', now + 5 * day, 'Tien do 12-5-2023.png', 'b'.repeat(64))
    await send('4', now, 'Ma moi.png', 'c'.repeat(64))
    await send('5', now, 'Tien do 12-5-2023.png', 'd'.repeat(64), 'text/csv')
    const sent = (from: number, until: number, of = store) => of.read((records) => records.picturesSent(from, until))
    expect(await sent(0, now + day)).toEqual(['a'.repeat(64)])
    expect(await sent(0, now + 6 * day)).toEqual(['a'.repeat(64), 'b'.repeat(64)])
    expect(await sent(0, now)).toEqual([])
    expect(await sent(0, now + 6 * day, other)).toEqual([])
  })

  it('takes no evidence for a drawn picture, whatever its name is and however it was handed in', async () => {
    const { store } = stores()
    await withPlan()
    const letters = ['a', 'b', 'c', 'd', 'e'] as const
    const [named, answered, raised, formed, drawn] = letters.map((letter) => ({
      ...{ sha256: letter.repeat(64), mime: 'image/png', size: 9 },
      name: letter === 'a' ? 'Tien do thi cong.png' : 'Tien do 12-5-2023.png',
    }))
    if (!named || !answered || !raised || !formed || !drawn) throw new Error('five files')
    const body = {
      state: 'done',
      percent: null,
      text: 'Xong',
      figures: [],
      obstacle: null,
      recommendation: null,
    } as const
    await store.write(async (records) => {
      for (const file of [named, answered, raised, formed, drawn])
        await records.addOutbox({
          ...{
            key: file.sha256,
            kind: 'answer',
            channel: 'local',
            address: 'lan',
            personId: 'lan',
            createdAt: now,
            about: [],
          },
          reply: { text: 'Kèm theo', files: [file] },
        })
      await records.addAnswer('o1', 'lan', now, { ...body, evidence: [answered] })
      await records.addConcern(
        {
          ...{ kind: 'obstacle', what: 'Vướng', unitId: 'vp', personId: 'lan', occurrenceId: null, addressee: null },
          evidence: [raised],
        },
        now,
      )
      await records.addForm({
        ...{
          series: null,
          flow: 'nguoi-tot-viec-tot',
          unitId: 'vp',
          personId: 'lan',
          occurrenceId: null,
          title: 'Gương',
        },
        ...{ at: now, body: { evidence: [formed] }, files: [] },
      })
    })
    expect(await store.read((records) => records.picturesSent(0, now + day))).toEqual([drawn.sha256])
  })
}
