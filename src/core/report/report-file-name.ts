import type { Occurrence } from '../plan/occurrence.ts'
import type { Duty, Plan } from '../plan/plan.ts'
import { typeOf } from './document-number.ts'

const longestPart = 60

/** A part of a file's name: letters of ASCII and digits, joined by dashes. */
export const asciiName = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .slice(0, longestPart)
    .replace(/^-+|-+$/g, '')

/**
 * The name of a draft's file, ASCII only: `BC-gia-lai-2023-bao-cao-6-thang_DT1.docx`. `draft` counts from 1. A Duty
 * that falls due again and again also carries the due day.
 */
export function reportFileName(plan: Plan, duty: Duty, occurrence: Occurrence, draft: number): string {
  const again = duty.due.kind === 'recurring' ? [occurrence.due] : []
  const name = [typeOf(duty.kind), asciiName(plan.id), asciiName(duty.id), ...again]
    .filter((part) => part !== '')
    .join('-')
  return `${name}_DT${Math.max(1, Math.trunc(draft))}.docx`
}
