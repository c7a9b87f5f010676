import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { DraftItem, PlanDraft } from '../../../src/core/intake/plan-draft.ts'
import { readPlan } from '../../../src/core/intake/read-plan.ts'
import { describeWhole } from '../../whole.ts'
import { labelledPlans, ownPlans } from './labelled-plans.ts'
import { broken, emphasised, oldSpelling, onPages, otherBlanks, scannedFigures, unaccented } from './text-forms.ts'

const plans = labelledPlans(ownPlans).map(({ name, text }) => ({ name, text, draft: readPlan(text) }))
const total = plans.reduce((sum, { draft }) => sum + draft.items.length, 0)

const dateOf = ({ rule, from, due }: DraftItem): string => `${rule.kind} ${from ?? ''} ${due ?? ''}`
const headOf = ({ plan }: PlanDraft): unknown => [plan.number, plan.issuedOn, plan.issuer]

/** The dates that another reading lacks and those that it has besides, item for item. */
function apart(one: PlanDraft, other: PlanDraft): { readonly lost: string[]; readonly added: string[] } {
  const lost = one.items.map(dateOf)
  const added: string[] = []
  for (const date of other.items.map(dateOf)) {
    const at = lost.indexOf(date)
    if (at === -1) added.push(date)
    else lost.splice(at, 1)
  }
  return { lost, added }
}

/** All plans in another form: what is read otherwise, with the plan's name. */
function differences(form: (text: string) => string): string[] {
  return plans.flatMap(({ name, text, draft }) => {
    const { lost, added } = apart(draft, readPlan(form(text)))
    return [...lost.map((date) => `${name} lost ${date}`), ...added.map((date) => `${name} added ${date}`)]
  })
}

describeWhole('a plan is read alike', () => {
  it.each([
    ['in decomposed letters', (text: string) => text.normalize('NFD')],
    ['in old spelling', oldSpelling],
    ['with blanks of every kind, soft hyphens and Windows line ends', otherBlanks],
    ['with lines broken at 72 columns', (text: string) => broken(text, 72)],
    ['on pages with numbers between empty lines', (text: string) => onPages(text, 'empty lines')],
    ['on pages with form feeds', (text: string) => onPages(text, 'form feed')],
    ['with asterisks around words and dates', emphasised],
    ['with letters for figures in dates', scannedFigures],
  ] as const)('%s', { timeout: 60_000 }, (_form, form) => {
    expect(differences(form)).toEqual([])
  })

  it('whatever the width at which its lines are broken, but for one item in a plan', { timeout: 60_000 }, () => {
    const short = plans.filter(({ text }) => text.length < 9_000)
    fc.assert(
      fc.property(fc.constantFrom(...short), fc.integer({ min: 40, max: 110 }), ({ text, draft }, width) => {
        const { lost, added } = apart(draft, readPlan(broken(text.normalize('NFC'), width)))
        expect(Math.max(lost.length, added.length)).toBeLessThanOrEqual(1)
      }),
      { numRuns: 60 },
    )
  })

  it('with empty lines between all its lines, but for one item in a hundred', { timeout: 60_000 }, () => {
    const lost = differences((text) => broken(text, 72).replace(/\n/g, '\n\n'))
    expect(lost.length / total).toBeLessThan(0.01)
  })

  it('without accents, but for four items in a hundred', { timeout: 60_000 }, () => {
    const without = differences(unaccented)
    expect(without.filter((one) => one.includes(' lost ')).length / total).toBeLessThan(0.04)
    expect(without.filter((one) => one.includes(' added ')).length / total).toBeLessThan(0.01)
  })

  it.each([
    ['in decomposed letters', (text: string) => text.normalize('NFD')],
    ['in old spelling', oldSpelling],
    ['with blanks of every kind', otherBlanks],
    ['with lines broken at 50 columns', (text: string) => broken(text, 50)],
  ] as const)('in its head too, %s', { timeout: 60_000 }, (_form, form) => {
    for (const { name, text, draft } of plans)
      expect([name, headOf(readPlan(form(text)))]).toEqual([name, headOf(draft)])
  })
})
