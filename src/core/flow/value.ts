import type { Value } from './session.ts'

/** A record of values: an element of a list, the entry that is kept for it. */
export type Element = { readonly [field: string]: Value }

export const isRecord = (value: Value | undefined): value is Element =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value)
