import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Inbound, NewOutboxRow } from '../../src/app/ports/messages.ts'
import type { Store } from '../../src/app/ports/store.ts'
import type { AnswerBody } from '../../src/core/answer.ts'
import type { FlowState } from '../../src/core/flow/session.ts'
import type { Correction } from '../../src/core/intake/corrections.ts'
import type { PlanDraft } from '../../src/core/intake/plan-draft.ts'
import type { Board } from '../../src/core/plan/board.ts'
import type { Occurrence } from '../../src/core/plan/occurrence.ts'
import type { Plan } from '../../src/core/plan/plan.ts'
import type { Database } from '../../src/store/open-database.ts'
import { openStore } from '../../src/store/open-store.ts'
import { adminWorkContract } from './admin-work.contract.ts'
import { batchesContract } from './batches.contract.ts'
import { crossingsContract } from './crossings.contract.ts'
import { deliveryContract } from './delivery.contract.ts'
import { filledFormsContract } from './filled-forms.contract.ts'
import { followUpContract } from './follow-up.contract.ts'
import { linksContract } from './links.contract.ts'
import { peopleContract } from './people.contract.ts'
import { staffContract } from './staff.contract.ts'
import { turnsContract } from './turns.contract.ts'
import { unitChatsContract } from './unit-chats.contract.ts'

const now = Date.UTC(2023, 3, 24, 0, 30)
const sha = 'a'.repeat(64)

export const boardNamed = (id: string): Board => ({
  id,
  name: 'Ban Quản lý Khu kinh tế tỉnh',
  symbol: 'BQLKKT',
  parent: 'UBND TỈNH',
  place: 'Kon Tum',
  signer: 'TRƯỞNG BAN',
  drafter: 'VP',
  hours: [{ from: '07:30', to: '11:30' }],
  units: [
    { id: 'vp', name: 'Văn phòng', aliases: ['VP'], kind: 'office' },
    { id: 'dn', name: 'Phòng Quản lý Doanh nghiệp', aliases: [], kind: 'department' },
  ],
  people: [
    { id: 'lan', name: 'Chuyên viên Văn phòng', unitId: 'vp', roles: ['staff', 'focal'] },
    { id: 'minh', name: 'Chánh Văn phòng', unitId: 'vp', roles: ['head'] },
    { id: 'hoa', name: 'Chuyên viên Phòng', unitId: 'dn', roles: ['staff'] },
  ],
  plans: [],
})

export const somePlan: Plan = {
  id: 'kh-32',
  number: '32/KH-BQLKKT',
  issuedOn: '2019-08-26',
  title: 'Kế hoạch dân vận',
  issuer: 'Ban Quản lý Khu kinh tế',
  parent: 'UBND tỉnh',
  place: 'Kon Tum',
  period: { from: '2019-01-01', to: '2025-12-31' },
  bases: [],
  tasks: [
    {
      id: 't1',
      what: 'Tuyên truyền',
      section: 'I',
      lead: ['vp'],
      coordinating: [],
      due: { kind: 'before', date: '2023-05-10', phrase: 'trước ngày 10/5/2023' },
      indicators: [],
    },
  ],
  duties: [],
  indicators: [],
  recipients: [],
}

export const someOccurrence = (id: string): Occurrence => ({
  id,
  planId: 'kh-32',
  itemId: 't1',
  stage: 'task',
  feeds: null,
  unitId: 'vp',
  title: 'Tuyên truyền',
  period: { from: '2023-01-01', to: '2023-05-09' },
  due: '2023-05-09',
  workDue: '2023-05-09',
  rolledDue: null,
  precision: 'day',
})

const answer = (text: string, more: Partial<AnswerBody> = {}): AnswerBody => ({
  state: 'done',
  percent: 100,
  text,
  figures: [],
  obstacle: null,
  recommendation: null,
  evidence: [],
  ...more,
})

export const message = (key: string, more: Partial<NewOutboxRow> = {}): NewOutboxRow => ({
  key,
  kind: 'digest',
  channel: 'local',
  address: 'lan',
  personId: 'lan',
  reply: { text: 'Chào buổi sáng' },
  createdAt: now,
  about: [],
  ...more,
})

const heard = (messageId: string, address: string, text = 'xong'): Inbound => ({
  channel: 'local',
  messageId,
  address,
  heard: { kind: 'text', text },
})

const state: FlowState = {
  flow: 'hoi-ket-qua',
  version: 1,
  at: 'ket-qua',
  turn: 2,
  facts: { zeta: 1, alpha: 2 },
  values: { z: 'cuối', a: 'đầu' },
  halfWritten: true,
  memory: {},
}

/** What every store keeps to. `open` gives an empty database with its tables; each test has Boards of its own. */
export function storeContract(open: () => Promise<Database>): void {
  let database: Database
  let store: Store
  let other: Store
  let round = 0

  beforeAll(async () => {
    database = await open()
  })
  afterAll(() => database.close())

  beforeEach(async () => {
    round += 1
    store = openStore(database, `ban-${round}`)
    other = openStore(database, `ban-khac-${round}`)
    for (const [one, id] of [
      [store, `ban-${round}`],
      [other, `ban-khac-${round}`],
    ] as const) {
      await one.write((records) => records.putBoard(boardNamed(id)))
    }
    await store.write((records) =>
      records.putPlan(somePlan, 'active', now, [someOccurrence('o1'), someOccurrence('o2')]),
    )
  })

  describe('writing', () => {
    it('changes nothing when the work fails', async () => {
      const failing = store.write(async (records) => {
        await records.setFact('sweep', '1')
        throw new Error('later')
      })
      await expect(failing).rejects.toThrow('later')
      expect(await store.read((records) => records.fact('sweep'))).toBeUndefined()
    })

    it('does not claim success when the work swallowed a failed statement', async () => {
      const work = store.write(async (records) => {
        await records.setFact('sweep', '1')
        await records.join('nobody', 'local', 'x', now).catch(() => undefined)
      })
      await expect(work).rejects.toMatchObject({ code: '25P02' })
      expect(await store.read((records) => records.fact('sweep'))).toBeUndefined()
    })

    it('is tried again when the database asks for it, and not for ever', async () => {
      let runs = 0
      await store.write(async (records) => {
        runs += 1
        if (runs < 3) throw Object.assign(new Error('deadlock detected'), { code: '40P01' })
        await records.setFact('runs', String(runs))
      })
      expect(await store.read((records) => records.fact('runs'))).toBe('3')
      runs = 0
      const never = store.write(async () => {
        runs += 1
        throw Object.assign(new Error('could not serialize'), { code: '40001' })
      })
      await expect(never).rejects.toThrow('could not serialize')
      expect(runs).toBe(6)
    })

    it('lets many writers at once each have their turn', async () => {
      const writers = Array.from({ length: 12 }, (_, index) =>
        store.write(async (records) => {
          const before = Number((await records.fact(`n${index % 3}`)) ?? 0)
          await records.setFact(`n${index % 3}`, String(before + 1))
          await records.audit({ at: now, actor: 'system', action: 'count', subject: String(index), detail: {} })
        }),
      )
      await Promise.all(writers)
      expect(await store.firstBrokenAudit()).toBeNull()
      expect(await store.read((records) => records.auditTrail())).toHaveLength(12)
    })

    it('refuses a change in a read', async () => {
      await expect(store.read((records) => records.setFact('a', 'b'))).rejects.toMatchObject({ code: '25006' })
      await store.ping()
    })

    it('keeps texts with NUL and half surrogates without failing', async () => {
      const dirty = 'kết\0 quả \uD83D và 😀'
      await store.write(async (records) => {
        await records.addInbound(heard('m1', 'a\0b', dirty), now)
        await records.addAnswer('o1', 'lan', now, answer(dirty, { obstacle: dirty }))
        await records.addOutbox(message('k\0', { reply: { text: dirty } }))
        await records.audit({ at: now, actor: 'lan', action: 'x\0', subject: dirty, detail: { file: dirty } })
        await records.setFact('f', dirty)
      })
      const clean = 'kết quả \uFFFD và 😀'
      await store.read(async (records) => {
        expect(await records.fact('f')).toBe(clean)
        expect((await records.answersOf('o1'))[0]?.body.text).toBe(clean)
        expect((await records.outboxTo('lan', 1))[0]?.reply.text).toBe(clean)
      })
      expect(await store.write((records) => records.addInbound(heard('m1', 'a\0b'), now))).toBe(false)
      expect(await store.firstBrokenAudit()).toBeNull()
    })
  })

  describe('the Board', () => {
    it('takes another list of people and keeps what the earlier ones said', async () => {
      await store.write((records) => records.addAnswer('o1', 'lan', now, answer('đã xong')))
      const board = boardNamed(`ban-${round}`)
      await store.write((records) => records.putBoard({ ...board, people: board.people.slice(1) }))
      expect(await store.read((records) => records.answersOf('o1'))).toHaveLength(1)
    })

    it('refuses the Board of another office', async () => {
      await expect(store.write((records) => records.putBoard(boardNamed('x')))).rejects.toThrow(/was given the Board x/)
    })
  })

  describe('accounts', () => {
    it('moves an address to whoever joined last', async () => {
      await store.write(async (records) => {
        await records.join('lan', 'telegram', '77', now)
        await records.join('minh', 'telegram', '77', now)
        expect(await records.accounts('lan')).toEqual([])
        expect(await records.accountAt('telegram', '77')).toMatchObject({ personId: 'minh', status: 'active' })
      })
    })

    it('opens a closed account again when its person joins again', async () => {
      await store.write(async (records) => {
        const account = await records.join('lan', 'telegram', '77', now)
        await records.closeAccount(account.id, now)
        expect(await records.accountAt('telegram', '77')).toMatchObject({ status: 'closed' })
        expect(await records.join('lan', 'telegram', '77', now)).toEqual({ ...account, status: 'active' })
      })
    })

    it('moves an account to another address, also to one that is taken', async () => {
      await store.write(async (records) => {
        const account = await records.join('lan', 'telegram', '77', now)
        await records.join('hoa', 'telegram', '-10077', now)
        await records.moveAccount(account.id, '-10077')
        expect(await records.accountAt('telegram', '-10077')).toMatchObject({ id: account.id, personId: 'lan' })
        expect(await records.accountAt('telegram', '77')).toBeUndefined()
      })
    })

    it('uses an invitation once, before it expires, and only the newest', async () => {
      await store.write(async (records) => {
        await records.addInvite('lan', 'old', now, now + 1000)
        await records.addInvite('lan', 'new', now, now + 1000)
        await records.addInvite('hoa', 'late', now, now + 1000)
        expect(await records.useInvite('old', now + 1)).toBeUndefined()
        expect(await records.useInvite('late', now + 1000)).toBeUndefined()
        expect(await records.useInvite('new', now + 1)).toBe('lan')
        expect(await records.useInvite('new', now + 1)).toBeUndefined()
      })
    })

    it('lets one of two in who send the same code at once', async () => {
      await store.write((records) => records.addInvite('lan', 'code', now, now + 1000))
      const uses = await Promise.all([1, 2, 3].map(() => store.write((records) => records.useInvite('code', now))))
      expect(uses.filter((person) => person === 'lan')).toHaveLength(1)
    })
  })

  describe('many messages at once', () => batchesContract(() => ({ store, other })))

  describe('groups of Units', () => unitChatsContract(() => ({ store, other })))

  describe('wishes, concerns and calendars', () => staffContract(() => ({ store, other })))

  describe('what admins do', () => adminWorkContract(() => ({ store, other })))

  describe('what leaders follow up', () => followUpContract(() => ({ store, other })))

  describe('links', () => linksContract(() => ({ store, other })))

  describe('writes that cross', () => crossingsContract(() => ({ store, other, database })))

  describe('filled forms', () => filledFormsContract(() => ({ store, other })))

  describe('turns', () => turnsContract(() => ({ store, other }), message))

  describe('deliveries', () => deliveryContract(() => ({ store, other }), message))

  describe('people', () => peopleContract(() => ({ store, other })))

  describe('plans and Occurrences', () => {
    it('leaves a plan with the same content alone', async () => {
      const put = () =>
        store.write((r) => r.putPlan(somePlan, 'over', now + 5, [someOccurrence('o1'), someOccurrence('o2')]))
      expect(await put()).toBe('unchanged')
      const [kept] = await store.read((records) => records.plans())
      expect(kept).toEqual({ id: 'kh-32', version: 1, plan: somePlan, status: 'active', since: now })
    })

    it('counts a changed plan as a new version and keeps what has become of its Occurrences', async () => {
      const standing = {
        occurrenceId: 'o1',
        status: 'answered',
        answeredAt: now,
        answeredBy: 'lan',
        extendedTo: null,
      } as const
      await store.write((records) => records.setStanding(standing))
      const changed = { ...somePlan, title: 'Kế hoạch khác' }
      const moved = { ...someOccurrence('o1'), due: '2023-05-10' }
      expect(await store.write((r) => r.putPlan(changed, 'active', now + 5, [moved, someOccurrence('o3')]))).toBe(
        'changed',
      )
      await store.read(async (records) => {
        expect((await records.plans())[0]).toMatchObject({ version: 2, plan: changed, since: now })
        expect(await records.occurrences()).toEqual([moved, someOccurrence('o3')])
        expect((await records.standings()).get('o1')).toEqual({ ...standing, movedAt: now + 5 })
        expect((await records.standings()).get('o2')?.status).toBe('cancelled')
        expect(await records.occurrence('o2')).toEqual(someOccurrence('o2'))
        expect(await records.anyOpen(['o2', 'o1'])).toBe(false)
        expect(await records.anyOpen(['o2', 'o3'])).toBe(true)
      })
    })

    it('remembers when an Occurrence got another day, until it gets the next one', async () => {
      const put = (due: string, at: number, title = due) =>
        store.write((r) => r.putPlan({ ...somePlan, title }, 'active', at, [{ ...someOccurrence('o1'), due }]))
      const movedAt = async () => (await store.read((records) => records.standings())).get('o1')?.movedAt
      expect(await movedAt()).toBeUndefined()
      await put('2023-05-09', now + 1, 'Tên khác')
      expect(await movedAt()).toBeUndefined()
      await put('2023-06-09', now + 2)
      expect(await movedAt()).toBe(now + 2)
      await put('2023-06-09', now + 3, 'Tên khác nữa')
      expect(await movedAt()).toBe(now + 2)
      await put('2023-07-09', now + 4)
      expect(await movedAt()).toBe(now + 4)
    })

    it('holds the newest granted Extension in a standing until it is taken back', async () => {
      const open = { occurrenceId: 'o1', status: 'open', answeredAt: null, answeredBy: null } as const
      for (const extendedTo of ['2023-06-01', '2023-07-01', '2023-07-01', null]) {
        await store.write((records) => records.setStanding({ ...open, extendedTo }))
        expect((await store.read((records) => records.standings())).get('o1')).toEqual({ ...open, extendedTo })
      }
    })

    it('takes a plan with thousands of Occurrences', async () => {
      const many = Array.from({ length: 1200 }, (_, index) => someOccurrence(`m${index}`))
      await store.write((records) => records.putPlan(somePlan, 'active', now, many))
      expect((await store.read((records) => records.occurrences())).map((o) => o.id)).toEqual(many.map((o) => o.id))
    })
  })

  describe('plan drafts', () => {
    const file = { sha256: sha, name: 'kế hoạch.docx', mime: 'application/x', size: 9 }
    const draft: PlanDraft = {
      plan: {
        number: null,
        title: 'Kế hoạch',
        issuer: null,
        place: null,
        issuedOn: null,
        period: null,
        bases: [],
        recipients: [],
        parent: null,
      },
      items: [],
      indicators: [],
      ignored: [],
      issues: [],
    }
    /** A message that brought a file, and its draft in reading. */
    const bring = (messageId: string, personId = 'lan') =>
      store.write(async (records) => {
        const heardFile = { kind: 'file', file, caption: '' } as const
        await records.addInbound({ channel: 'local', messageId, address: personId, heard: heardFile }, now)
        const row = await records.nextInbound()
        const inboxId = row?.id ?? 0
        const made = await records.addDraft({ personId, channel: 'local', address: personId, inboxId, file }, now)
        expect(await records.addDraft({ personId, channel: 'local', address: personId, inboxId, file }, now)).toBe(
          undefined,
        )
        await records.inboundDone(inboxId, now, null)
        if (!made) throw new Error('no draft')
        return made
      })

    it('go from reading to review to an active plan, each step once', async () => {
      const { id } = await bring('m1')
      await store.write(async (records) => {
        expect((await records.draftsReading()).map((one) => one.id)).toEqual([id])
        expect(await records.isHeldFor(sha)).toBe(true)
        const read = { status: 'review', text: 'KẾ HOẠCH', pages: 2, origin: 'scan', confidence: 87, draft } as const
        expect(await records.updateDraft(id, { ...read, updatedAt: now + 1 }, 'reading')).toBe(true)
        expect(await records.updateDraft(id, { ...read, updatedAt: now + 2 }, 'reading')).toBe(false)
        expect(await records.isHeldFor(sha)).toBe(false)
        expect(await records.draftsReading()).toEqual([])
        const decisions = [{ kind: 'drop', items: ['i1'] }] as const
        const talk = { open: true, next: 1, turn: 3, ask: { kind: 'due', item: 'i2' } } as const
        await records.updateDraft(id, { decisions, talk, updatedAt: now + 3 })
        expect(await records.draft(id)).toEqual({
          ...read,
          ...{
            id,
            personId: 'lan',
            channel: 'local',
            address: 'lan',
            inboxId: expect.any(Number),
            file,
            decisions,
            talk,
          },
          ...{ replaces: null, planId: null, version: null, createdAt: now, updatedAt: now + 3 },
        })
        expect((await records.openDrafts('lan')).map((one) => one.id)).toEqual([id])
        expect(await records.openDrafts('minh')).toEqual([])
        expect(await records.importedPlans()).toEqual(new Set())
        expect(await records.lastDraftOf('kh-32')).toBeUndefined()
        const active = { status: 'active', planId: 'kh-32', version: 1, talk: null, updatedAt: now + 4 } as const
        await records.updateDraft(id, active, 'review')
        expect(await records.importedPlans()).toEqual(new Set(['kh-32']))
        expect(await records.lastDraftOf('kh-32')).toMatchObject({ id, status: 'active', version: 1 })
        expect(await records.openDrafts('lan')).toEqual([])
        expect(await records.fileRef(sha)).toEqual(file)
      })
    })

    it('leave nothing when the document is refused, nor does the message that brought it', async () => {
      const { id } = await bring('m1')
      await store.write(async (records) => {
        expect(await records.forgetDraft(id)).toBe(true)
        expect(await records.forgetDraft(id)).toBe(false)
        expect(await records.draft(id)).toBeUndefined()
        expect(await records.fileRef(sha)).toBeUndefined()
        await records.join('lan', 'local', 'lan', now)
      })
      const found = await database.pool.query('select heard from inbox where board_id = $1', [`ban-${round}`])
      expect(found.rows).toEqual([{ heard: { kind: 'refused-file', name: 'kế hoạch.docx', why: 'document' } }])
    })

    it('keep what reviewers corrected, in order, with the document it was in', async () => {
      const { id } = await bring('m1')
      const correction = (itemId: string): Correction => ({
        of: 'item',
        typed: null,
        itemId,
        change: 'dropped',
        quote: 'trước ngày 10/5',
        at: { start: 1, end: 9 },
        doubts: ['no-year'],
        original: null,
        corrected: null,
      })
      await store.write(async (records) => {
        await records.addCorrections(id, 'lan', now, [correction('i2'), correction('i1')])
        await records.addCorrections(id, 'lan', now, [])
      })
      expect(await store.read((records) => records.corrections())).toEqual(
        ['i2', 'i1'].map((itemId) => ({
          ...{ draftId: id, personId: 'lan', at: now, document: sha, origin: null, planId: null },
          correction: correction(itemId),
        })),
      )
    })

    it('of another Board do not exist', async () => {
      const { id } = await bring('m1')
      await store.write((records) => records.updateDraft(id, { status: 'review', updatedAt: now }, 'reading'))
      await other.write(async (records) => {
        expect(await records.draft(id)).toBeUndefined()
        expect(await records.openDrafts('lan')).toEqual([])
        expect(await records.draftsReading()).toEqual([])
        expect(await records.updateDraft(id, { status: 'dropped', updatedAt: now })).toBe(false)
        expect(await records.forgetDraft(id)).toBe(false)
        expect(await records.isHeldFor(sha)).toBe(false)
        expect(await records.corrections()).toEqual([])
        expect(await records.lastDraftOf('kh-32')).toBeUndefined()
      })
      expect((await store.read((records) => records.draft(id)))?.status).toBe('review')
    })
  })

  describe('reminders and the outbox', () => {
    it('writes a reminder down once', async () => {
      await store.write(async (records) => {
        const row = await records.addOutbox(message('d1', { about: ['o1'] }))
        expect(await records.addReminder('o1', 'T-7', 'lan', now, false, row?.id ?? 0)).toBe(true)
        expect(await records.addReminder('o1', 'T-7', 'lan', now, false, row?.id ?? 0)).toBe(false)
        expect(await records.remindersSent()).toEqual(new Set(['o1|T-7|lan']))
      })
    })

    it('gives a plan’s reminders with what became of the messages that carried them', async () => {
      const id = await store.write(async (records) => {
        const row = await records.addOutbox(message('d1', { about: ['o1', 'o2'] }))
        for (const one of ['o2', 'o1']) await records.addReminder(one, 'T-7', 'lan', now, one === 'o2', row?.id ?? 0)
        await records.addReminder('o1', 'T-2', 'lan', now - 1, false, row?.id ?? 0)
        const tried = [{ channel: 'telegram', at: now, why: 'telegram: blocked' } as const]
        await records.updateOutbox(row?.id ?? 0, { status: 'sent', sentAt: now + 1, attempts: 2, note: 'again', tried })
        return row?.id ?? 0
      })
      const carried = {
        ...{ outboxId: id, kind: 'digest', channel: 'local', status: 'sent', sentAt: now + 1, deliveredAt: null },
        ...{ seenAt: null, instead: null, attempts: 2, note: 'again' },
        tried: [{ channel: 'telegram', at: now, why: 'telegram: blocked' }],
      }
      const reminder = { personId: 'lan', at: now, missed: false, message: carried }
      expect(await store.read((records) => records.reminderRecords(somePlan.id))).toEqual([
        { ...reminder, occurrenceId: 'o1', rung: 'T-2', at: now - 1 },
        { ...reminder, occurrenceId: 'o1', rung: 'T-7' },
        { ...reminder, occurrenceId: 'o2', rung: 'T-7', missed: true },
      ])
      expect(await other.read((records) => records.reminderRecords(somePlan.id))).toEqual([])

      await store.write((records) => records.updateOutbox(id, { status: 'held' }))
      await store.write((records) => records.takeBack([id]))
      expect(await store.read((records) => records.reminderRecords(somePlan.id))).toEqual(
        ['o1', 'o2'].map((occurrenceId) => ({
          ...{ occurrenceId, rung: null, personId: 'lan', at: now, missed: false },
          message: { ...carried, status: 'bundled' },
        })),
      )
    })

    it('lets one of two sweeps at once write the same message', async () => {
      const rows = await Promise.all([1, 2].map(() => store.write((records) => records.addOutbox(message('d1')))))
      expect(rows.filter((row) => row !== undefined)).toHaveLength(1)
    })

    it('gives the rows that still have to go out, oldest first', async () => {
      const ids = await store.write(async (records) => {
        const added: number[] = []
        for (const key of ['a', 'b', 'c', 'd']) added.push((await records.addOutbox(message(key)))?.id ?? 0)
        return added
      })
      const [a = 0, b = 0, c = 0, d = 0] = ids
      await store.write(async (records) => {
        await records.updateOutbox(a, { status: 'sending', attempts: 1, note: 'again' })
        await records.updateOutbox(b, { status: 'sent', sentAt: now + 1, providerId: '55' })
        await records.updateOutbox(d, { channel: 'telegram', address: '77' })
      })
      await store.read(async (records) => {
        expect((await records.outboxWaiting()).map((row) => row.id)).toEqual([a, c, d])
        expect(await records.outbox(b)).toMatchObject({ status: 'sent', sentAt: now + 1, providerId: '55', note: null })
        expect(await records.outbox(d)).toMatchObject({ channel: 'telegram', address: '77', status: 'queued' })
        expect((await records.outboxTo('lan', 2)).map((row) => row.key)).toEqual(['c', 'd'])
      })
    })

    it('holds rows until they are let go', async () => {
      await store.write(async (records) => {
        await records.addOutbox(message('held'), 'held')
        const [row] = await records.held()
        expect(row).toMatchObject({ key: 'held', status: 'held' })
        expect(await records.outboxWaiting()).toEqual([])
        await records.updateOutbox(row?.id ?? 0, { status: 'queued' })
        expect(await records.held()).toEqual([])
      })
    })
  })

  describe('the inbox', () => {
    it('stores a message once', async () => {
      expect(await store.write((records) => records.addInbound(heard('m1', 'a'), now))).toBe(true)
      expect(await store.write((records) => records.addInbound(heard('m1', 'a'), now))).toBe(false)
    })

    it('gives the messages of an address in order, and each until it is handled', async () => {
      await store.write(async (records) => {
        for (const id of ['m1', 'm2', 'm3']) await records.addInbound(heard(id, 'a'), now)
      })
      const seen: (string | undefined)[] = []
      for (let turn = 0; turn < 3; turn += 1) {
        // Looked at without being handled, the same row comes again.
        const looked = await store.write((records) => records.nextInbound())
        await store.write(async (records) => {
          const next = await records.nextInbound()
          expect(next).toEqual(looked)
          seen.push(next?.messageId)
          await records.inboundDone(next?.id ?? 0, now, null)
        })
      }
      expect(seen).toEqual(['m1', 'm2', 'm3'])
      expect(await store.write((records) => records.nextInbound())).toBeUndefined()
    })

    it('shows a person what came from their address, the joining message included', async () => {
      await store.write(async (records) => {
        await records.addInbound(heard('m1', '77', 'mã mời'), now)
        const row = await records.nextInbound()
        await records.join('lan', 'local', '77', now)
        await records.inboundDone(row?.id ?? 0, now + 1, null)
        await records.addInbound(heard('m2', '77', 'xong'), now + 2)
      })
      const rows = await store.read((records) => records.inboxFrom('lan', 10))
      expect(rows.map((row) => [row.messageId, row.handledAt])).toEqual([
        ['m1', now + 1],
        ['m2', null],
      ])
    })
  })

  describe('sessions, answers and reports', () => {
    it('gives a session back as it was left, keys in their order', async () => {
      await store.write(async (records) => {
        const session = await records.addSession('lan', 'o1', state, now)
        expect(JSON.stringify((await records.sessionById(session.id))?.state)).toBe(JSON.stringify(state))
        expect(await records.activeSession('lan')).toEqual(session)
        await records.updateSession(session.id, { status: 'parked', updatedAt: now + 1 })
        expect(await records.activeSession('lan')).toBeUndefined()
        expect(await records.parkedSessions('lan')).toEqual([{ ...session, status: 'parked', updatedAt: now + 1 }])
      })
    })

    it('keeps every revision of an answer, also of two at once', async () => {
      const body = answer('đã xong', { obstacle: 'thiếu người', recommendation: 'thêm người' })
      await Promise.all([1, 2, 3].map(() => store.write((records) => records.addAnswer('o1', 'lan', now, body))))
      await store.write((records) => records.addAnswer('o2', 'minh', now, answer('khác')))
      await store.read(async (records) => {
        expect((await records.answersOf('o1')).map((row) => row.revision)).toEqual([1, 2, 3])
        expect((await records.newestAnswers()).map((row) => [row.occurrenceId, row.revision])).toEqual([
          ['o1', 3],
          ['o2', 1],
        ])
        expect((await records.answersOf('o1'))[0]?.body).toEqual(body)
      })
    })

    it('refuses to change an answer in the database itself', async () => {
      await store.write((records) => records.addAnswer('o1', 'lan', now, answer('đã xong')))
      await expect(database.pool.query("update answers set at = 0 where occurrence_id = 'o1'")).rejects.toMatchObject({
        code: '23001',
      })
    })

    it('knows the files that its records speak of, and no others', async () => {
      const file = { sha256: sha, name: 'ảnh.jpg', mime: 'image/jpeg', size: 3 }
      const sent = { ...file, sha256: 'b'.repeat(64) }
      await store.write(async (records) => {
        await records.addAnswer('o1', 'lan', now, answer('xong', { evidence: [file] }))
        await records.addOutbox(message('f', { reply: { text: 'tệp', files: [sent] } }))
        expect(await records.fileRef(sha)).toEqual(file)
        expect(await records.fileRef(sent.sha256)).toEqual(sent)
        expect(await records.fileRef('c'.repeat(64))).toBeUndefined()
      })
      expect(await other.read((records) => records.fileRef(sha))).toBeUndefined()
    })

    it('gives the newest draft of a report and locks it when it is issued', async () => {
      const draft = {
        occurrenceId: 'o1',
        draft: 1,
        status: 'draft',
        compiledAt: now,
        file: { sha256: sha, name: 'bc.docx', mime: 'application/x', size: 3 },
        sources: [{ answerId: 1, sha256: sha }],
        note: null,
        number: null,
        issuedOn: null,
      } as const
      const issued = { ...draft, draft: 2, status: 'issued', number: '12', issuedOn: '2023-06-15' } as const
      await store.write(async (records) => {
        await records.putReport(draft)
        await records.putReport({ ...draft, status: 'returned', note: 'bổ sung' })
        expect(await records.report('o1')).toEqual({ ...draft, status: 'returned', note: 'bổ sung' })
        await records.putReport(issued)
        expect(await records.reports()).toEqual([issued])
        await records.putReport(issued)
      })
      await expect(store.write((r) => r.putReport({ ...issued, note: 'sửa' }))).rejects.toThrow(/was issued/)
    })
  })

  describe('the ledger', () => {
    const line = (subject: string) => ({
      at: now,
      actor: 'lan',
      action: 'answer.saved',
      subject,
      detail: { b: 1, a: 'x' },
    })
    const boardId = () => `ban-${round}`
    const fill = () =>
      store.write(async (records) => {
        for (const subject of ['1', '2', '3', '4']) await records.audit(line(subject))
        return records.auditTrail()
      })

    /** Changes rows as somebody with the keys of the database could. */
    const tamper = async (text: string, values: unknown[]) => {
      await database.pool.query('alter table audit disable trigger audit_only_grows')
      try {
        await database.pool.query(text, values)
      } finally {
        await database.pool.query('alter table audit enable trigger audit_only_grows')
      }
    }

    it('reads back whole', async () => {
      expect((await fill()).map(({ id, hash, ...kept }) => kept)).toEqual(['1', '2', '3', '4'].map(line))
      expect(await store.firstBrokenAudit()).toBeNull()
      expect(await other.firstBrokenAudit()).toBeNull()
    })

    it.each(["update audit set subject = 'x'", 'delete from audit', 'truncate audit'])('refuses "%s"', async (text) => {
      await fill()
      await expect(database.pool.query(text)).rejects.toMatchObject({ code: '23001' })
    })

    it('shows a row that was changed behind its back', async () => {
      const rows = await fill()
      await tamper("update audit set detail = '{}' where id = $1", [rows[2]?.id])
      expect(await store.firstBrokenAudit()).toBe(rows[2]?.id)
    })

    it('shows a row that was taken out, the last one too', async () => {
      const rows = await fill()
      await tamper('delete from audit where id = $1', [rows[3]?.id])
      expect(await store.firstBrokenAudit()).toBe(rows[3]?.id)
      await tamper('delete from audit where id = $1', [rows[1]?.id])
      expect(await store.firstBrokenAudit()).toBe(rows[2]?.id)
    })

    it('shows a row that was put in', async () => {
      const rows = await fill()
      await tamper(
        "insert into audit (board_id, at, actor, action, subject, detail, hash) values ($1, 1, 'a', 'b', 'c', '{}', $2)",
        [boardId(), rows[3]?.hash],
      )
      expect(await store.firstBrokenAudit()).toBeGreaterThan(rows[3]?.id ?? 0)
    })
  })

  it('answers another Board as if nothing were there', async () => {
    const ids = await store.write(async (records) => {
      const account = await records.join('lan', 'telegram', '77', now)
      await records.addInvite('lan', 'code', now, now + 1000)
      const row = await records.addOutbox(message('k', { about: ['o1'] }))
      await records.addReminder('o1', 'T-7', 'lan', now, false, row?.id ?? 0)
      await records.addInbound(heard('m1', '77'), now)
      const session = await records.addSession('lan', 'o1', state, now)
      await records.addAnswer('o1', 'lan', now, answer('xong'))
      await records.audit({ at: now, actor: 'lan', action: 'a', subject: 's', detail: {} })
      await records.setFact('f', 'v')
      return { account: account.id, row: row?.id ?? 0, session: session.id }
    })
    await other.write(async (records) => {
      expect(await records.accounts('lan')).toEqual([])
      expect(await records.accountAt('telegram', '77')).toBeUndefined()
      expect(await records.useInvite('code', now)).toBeUndefined()
      expect(await records.plans()).toEqual([])
      expect(await records.occurrences()).toEqual([])
      expect(await records.occurrence('o1')).toBeUndefined()
      expect((await records.standings()).size).toBe(0)
      expect(await records.anyOpen(['o1'])).toBe(false)
      expect((await records.remindersSent()).size).toBe(0)
      expect(await records.outbox(ids.row)).toBeUndefined()
      expect(await records.outboxWaiting()).toEqual([])
      expect(await records.outboxTo('lan', 9)).toEqual([])
      expect(await records.nextInbound()).toBeUndefined()
      expect(await records.inboxFrom('lan', 9)).toEqual([])
      expect(await records.activeSession('lan')).toBeUndefined()
      expect(await records.sessionById(ids.session)).toBeUndefined()
      expect(await records.newestAnswers()).toEqual([])
      expect(await records.answersOf('o1')).toEqual([])
      expect(await records.auditTrail()).toEqual([])
      expect(await records.fact('f')).toBeUndefined()
      // Changes that name the other Board's ids change nothing there.
      await records.updateOutbox(ids.row, { status: 'cancelled' })
      await records.closeAccount(ids.account, now)
      await records.moveAccount(ids.account, '88')
      await records.updateSession(ids.session, { status: 'done' })
      await records.setFact('f', 'other')
      expect(await records.addOutbox(message('k'))).toBeDefined()
    })
    await store.read(async (records) => {
      expect((await records.outbox(ids.row))?.status).toBe('queued')
      expect(await records.accountAt('telegram', '77')).toMatchObject({ status: 'active' })
      expect((await records.sessionById(ids.session))?.status).toBe('active')
      expect(await records.fact('f')).toBe('v')
    })
  })
}
