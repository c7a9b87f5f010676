import { type DocumentKind, documentFormOf } from './document-form.ts'
import type { PlanDraft } from './plan-draft.ts'
import { readSource } from './read-source.ts'

/** Why a text is not imported as a plan; `kind` is what it is instead, where its title says so. */
export type NoPlan =
  | { readonly why: 'not-vietnamese' }
  | { readonly why: 'not-a-plan'; readonly kind: Exclude<DocumentKind, 'unknown'> | null }

/**
 * Whether a text that was read is no plan after all: another language, a report or letter, or a text without a title in
 * which nothing is due. A plan without any deadline is a plan.
 */
export function noPlanIn(text: string, draft: PlanDraft): NoPlan | undefined {
  const { form, vietnamese, readable } = documentFormOf(readSource(text))
  if (!vietnamese) return { why: 'not-vietnamese' }
  if (form === 'unknown')
    return draft.items.length + draft.indicators.length > 0 ? undefined : { why: 'not-a-plan', kind: null }
  return readable ? undefined : { why: 'not-a-plan', kind: form }
}
