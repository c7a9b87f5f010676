import { findIndicators } from './find-indicators.ts'
import { findTimePhrases } from './find-time-phrases.ts'
import type { PlanDraft } from './plan-draft.ts'
import { readHead } from './read-head.ts'
import { readItems } from './read-items.ts'
import { readSource } from './read-source.ts'

export interface ReadPlanSettings {
  /** Whether "trước ngày X" lets X itself count; false unless an office says so. */
  readonly beforeIsInclusive?: boolean
  /** The text was recognised from a picture: what had to be put right is marked as doubtful. */
  readonly scanned?: boolean
}

/**
 * Reads a plan from a document's text. `at` in the result are UTF-16 offsets into `raw` as it is handed in. Never
 * throws: what cannot be read is an Issue, the rest is read.
 */
export function readPlan(raw: string, settings: ReadPlanSettings = {}): PlanDraft {
  const source = readSource(raw)
  const text = settings.scanned === true ? { ...source, noisy: true } : source
  const read = readHead(text)
  const times = findTimePhrases(text.clean, read.context)
  const { items, ignored, issues } = readItems(text, times, read, settings)
  return {
    plan: read.head,
    items,
    indicators: findIndicators(text, read.context),
    ignored,
    issues: [...read.issues, ...issues],
  }
}
