import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { DraftItem, PlanDraft } from '../../src/core/intake/plan-draft.ts'
import { readPlan } from '../../src/core/intake/read-plan.ts'
import { itWhole } from '../whole.ts'
import { read, reader } from './small-office.ts'

afterAll(() => reader.close())

interface ReadFile {
  readonly draft: PlanDraft
  readonly origin: 'text' | 'scan'
}

async function drafted(name: string): Promise<ReadFile> {
  const bytes = new Uint8Array(readFileSync(join(import.meta.dirname, '..', 'samples', 'intake', name)))
  const { text, origin } = await read(name, bytes)
  return { draft: readPlan(text, { scanned: origin === 'scan' }), origin }
}

/** What is due; the rule without the words it was read from. */
const due = ({ kind, rule, from, due }: DraftItem): object => ({ kind, rule: { ...rule, phrase: '' }, from, due })
const whose = ({ units, coordinating, to }: DraftItem): object => ({ units, coordinating, to })
const targets = ({ indicators }: PlanDraft): object[] => indicators.map(({ op, value, unit }) => ({ op, value, unit }))

describe.each([
  ['mostly prose', 'same-prose', ['2027-03-19', '2027-06-30', null, '2027-05-28', '2027-08-31', null]],
  ['mostly a table', 'same-table', ['2027-03-30', '2027-06-30', '2027-06-30', '2027-09-30', null, '2027-03-27']],
])('a plan that is %s', (_, name, first) => {
  const word = drafted(`${name}.docx`)

  it('is read from the Word file', async () => {
    const { draft, origin } = await word
    expect(origin).toBe('text')
    expect(draft.items.slice(0, 6).map((item) => item.due)).toEqual(first)
    expect(draft.items.length).toBeGreaterThan(7)
  })

  it.each(['doc', 'pdf'])('gives the same items, units, targets and head from .%s', async (ending) => {
    const { draft, origin } = await drafted(`${name}.${ending}`)
    const expected = (await word).draft
    expect(origin).toBe('text')
    expect(draft.items.map(due)).toEqual(expected.items.map(due))
    expect(draft.items.map(whose)).toEqual(expected.items.map(whose))
    expect(targets(draft)).toEqual(targets(expected))
    expect(draft.plan).toEqual(expected.plan)
  })

  itWhole.each(['scan.pdf', 'png'])('gives the same items and targets from the picture in .%s', async (ending) => {
    const { draft, origin } = await drafted(`${name}.${ending}`)
    const expected = (await word).draft
    expect(origin).toBe('scan')
    expect(draft.items.map(due)).toEqual(expected.items.map(due))
    expect(targets(draft)).toEqual(targets(expected))
    expect([draft.plan.number, draft.plan.issuedOn]).toEqual([expected.plan.number, expected.plan.issuedOn])
  })
})

it('gives the same rows from the Excel annex as from the table of the Word file', async () => {
  const { draft } = await drafted('same-table.xlsx')
  const { items } = (await drafted('same-table.docx')).draft
  // The last item of the Word file stands in a sentence below the table.
  expect(draft.items.map((item) => ({ ...due(item), ...whose(item) }))).toEqual(
    items.slice(0, -1).map((item) => ({ ...due(item), ...whose(item) })),
  )
})
