import type { DraftItem, PlanDraft } from '../../../src/core/intake/plan-draft.ts'

/** An item that leaves nothing open, with what a test changes about it. */
export const item = (id: string, more: Partial<DraftItem> = {}): DraftItem => ({
  id,
  kind: 'task',
  what: `Việc ${id}`,
  quote: 'trước ngày 20/3/2026',
  at: { start: Number(id.slice(1)) * 100, end: Number(id.slice(1)) * 100 + 20 },
  rule: { kind: 'before', date: '2026-03-20', phrase: 'trước ngày 20/3/2026' },
  from: null,
  due: '2026-03-19',
  reading: 'hết ngày 19/3/2026',
  units: ['Văn phòng'],
  coordinating: [],
  to: [],
  sure: true,
  doubts: [],
  ...more,
})

export const noInterval = (id: string, more: Partial<DraftItem> = {}): DraftItem =>
  item(id, {
    quote: 'định kỳ',
    rule: { kind: 'recurring', every: null, phrase: 'định kỳ' },
    due: null,
    reading: 'định kỳ, chưa nêu chu kỳ',
    sure: false,
    doubts: ['no-interval'],
    ...more,
  })

export const draftOf = (items: readonly DraftItem[], more: Partial<PlanDraft> = {}): PlanDraft => ({
  plan: {
    number: '21/KH-BQLKKT',
    title: 'Thực hiện dân chủ ở cơ sở năm 2026',
    issuer: 'Ban Quản lý Khu kinh tế tỉnh',
    place: 'Gia Lai',
    issuedOn: '2026-01-15',
    period: { from: '2026-01-01', to: '2026-12-31' },
    bases: [],
    recipients: [],
    parent: null,
  },
  items,
  indicators: [],
  ignored: [],
  issues: [],
  ...more,
})
