import type { Value } from '../../core/flow/session.ts'
import type { FileRef } from '../../core/reply.ts'
import type { Instant } from '../../core/time.ts'

/** A form that a Person has filled in for a Unit. Append-only: a correction is the next revision of its series. */
export interface FilledForm {
  readonly id: number
  /** The first revision's id; all revisions of one form have it. */
  readonly series: number
  readonly revision: number
  /** The Flow by which it was filled in. */
  readonly flow: string
  readonly unitId: string
  readonly personId: string
  /** What it answers, or the report to which it adds; null: it was filled in for itself. */
  readonly occurrenceId: string | null
  /** How the list of forms names it. */
  readonly title: string
  readonly at: Instant
  /** What the Flow saved. */
  readonly body: { readonly [name: string]: Value }
  /** SHA-256 of the canonical body. */
  readonly hash: string
  /** The documents that were made of it at once; without their bytes. */
  readonly files: readonly FileRef[]
}

export interface NewFilledForm extends Omit<FilledForm, 'id' | 'series' | 'revision' | 'hash'> {
  /** null: a new form; else the next revision of this one. */
  readonly series: number | null
}

/** What is kept of filled forms. */
export interface FilledFormRecords {
  /** Appends; fails when there is no such series. */
  addForm(form: NewFilledForm): Promise<FilledForm>
  /** The newest revision. */
  form(series: number): Promise<FilledForm | undefined>
  /** The newest revision of each form of these Units, newest first, at most `limit`. */
  formsOf(unitIds: readonly string[], limit: number): Promise<readonly FilledForm[]>
  /** What was saved last for an Occurrence. */
  formFor(occurrenceId: string): Promise<FilledForm | undefined>
  /** The newest revision of each form about an Occurrence, of whatever Units, the first form first. */
  formsAbout(occurrenceId: string): Promise<readonly FilledForm[]>
  /** Every revision, oldest first. */
  formRevisions(series: number): Promise<readonly FilledForm[]>
}
