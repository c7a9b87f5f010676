import type { Correction } from '../../core/intake/corrections.ts'
import type { Decision } from '../../core/intake/decision.ts'
import type { PlanDraft } from '../../core/intake/plan-draft.ts'
import type { ReviewTalk } from '../../core/intake/review-talk.ts'
import type { FileRef } from '../../core/reply.ts'
import type { Instant } from '../../core/time.ts'
import type { DocumentText } from './document-reader.ts'
import type { ChannelName } from './messages.ts'

export type DraftStatus = 'reading' | 'review' | 'active' | 'dropped'

/** A document that somebody wants to be followed as a plan, from its receipt until it is active or dropped. */
export interface DraftRow {
  readonly id: number
  /** Who sent it; nobody else may see it. */
  readonly personId: string
  /** Where it came from, and where its summary goes. */
  readonly channel: ChannelName
  readonly address: string
  readonly inboxId: number
  readonly file: FileRef
  readonly status: DraftStatus
  /** The rest is null while it is being read. */
  readonly text: string | null
  readonly pages: number | null
  readonly origin: DocumentText['origin'] | null
  readonly confidence: number | null
  readonly draft: PlanDraft | null
  readonly decisions: readonly Decision[]
  readonly talk: ReviewTalk | null
  /** The followed Plan that it is a new version of. */
  readonly replaces: string | null
  /** What it has become. */
  readonly planId: string | null
  readonly version: number | null
  readonly createdAt: Instant
  readonly updatedAt: Instant
}

export type NewDraft = Pick<DraftRow, 'personId' | 'channel' | 'address' | 'inboxId' | 'file'>

export type DraftChange = Partial<
  Pick<
    DraftRow,
    | 'status'
    | 'text'
    | 'pages'
    | 'origin'
    | 'confidence'
    | 'draft'
    | 'decisions'
    | 'talk'
    | 'replaces'
    | 'planId'
    | 'version'
  >
> &
  Pick<DraftRow, 'updatedAt'>

/** What a reviewer changed, and in which document; without the document's text. */
export interface CorrectionRow {
  readonly draftId: number
  readonly personId: string
  readonly at: Instant
  /** SHA-256 of the document. */
  readonly document: string
  readonly origin: DocumentText['origin'] | null
  readonly planId: string | null
  readonly correction: Correction
}
