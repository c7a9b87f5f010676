import { formLabels } from './vi-forms.ts'

/** The list of open work: how somebody stands with a matter, and what is found by words. */

export const writingFact = 'anh/chị đang soạn dở'
export const colleagueFact = (name: string): string => `${name} đang soạn`
/** `by`: null for the person who reads it. */
export const askedFact = (day: string, by: string | null): string =>
  `${by === null ? '' : `${by} `}đã xin gia hạn đến ${day}, chờ lãnh đạo`
export const extendedFact = (first: string): string => `đã được gia hạn (hạn cũ ${first})`
export const forwardFact = (first: string): string => `được dời sớm hơn theo văn bản (hạn cũ ${first})`
export const returnedFact = (remark: string | null): string =>
  remark === null ? 'bị trả lại để bổ sung' : `bị trả lại: ${remark}`

export const instructionsHead = 'Bút phê của lãnh đạo:'
export const draftsHead = 'Đang soạn dở:'
/** Flows that are about no piece of work; another one is named by its own title. */
export const flowNames: { readonly [flow: string]: string } = {
  ...formLabels,
  'gia-han': 'Xin gia hạn',
  'vuong-mac': 'Vướng mắc, kiến nghị',
}
export const otherDraft = 'Phần đang soạn'
export const draftLine = (name: string, title: string): string => (title === '' ? name : `${name}: ${title}`)
export const resumeLabel = (draft: string): string => `Viết tiếp: ${draft}`
/** Said when something else is begun in the middle of a half-written one. */
export const keptAside = (name: string): string =>
  `(Phần đang soạn dở “${name}” được giữ nguyên; gõ /viec để viết tiếp.)`

export const severalFound = (typed: string): string => `Có vài việc có chữ “${typed}”. Anh/chị chọn việc nào?`

/** `/huy`. */
export const nothingToEnd = 'Hiện không có việc nào đang làm dở. Gõ /viec để xem việc đang mở.'
export const parkedMatter = (name: string): string =>
  `Đã tạm dừng “${name}”. Những gì anh/chị đã gõ được giữ nguyên; gõ /viec để viết tiếp.`
export const droppedMatter = (name: string): string => `Đã thôi “${name}”; chưa có gì được ghi.`
export const reviewLeft = 'Đã rời phần duyệt kế hoạch; những chỗ đã duyệt được giữ nguyên. Gõ /nhap để duyệt tiếp.'
