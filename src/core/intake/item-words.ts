import { foldVietnamese } from '../fold.ts'
import type { ItemKind } from './plan-draft.ts'

/** What a line that a reviewer typed asks for, by the word it begins with. */
export function dutyWords(what: string): ItemKind {
  const folded = foldVietnamese(what)
  if (/^(?:gui |lap |nop |tong hop |xay dung )*bao cao\b/.test(folded)) return 'report'
  if (/^(?:to chuc )?(?:so ket|tong ket)\b/.test(folded)) return 'review'
  if (/^dang ky\b/.test(folded)) return 'registration'
  return /^(?:de nghi |binh xet )?khen thuong\b/.test(folded) ? 'commendation' : 'task'
}
