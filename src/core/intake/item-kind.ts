import { foldVietnamese } from '../fold.ts'
import type { ItemKind } from './plan-draft.ts'

const papers =
  '(?:bao cao|danh sach|ho so|ket qua|so lieu|ban dang ky|dang ky|phieu|de xuat|van ban|ban tu|ban danh gia|bien ban|bieu|de cuong|du thao|to trinh|bai du thi|san pham du thi|minh chung|ban kiem diem|thong tin|ke hoach|bang|giay|bai viet|y kien|chuong trinh|quyet toan|du toan)'
const hands = '(?:gui|nop|chuyen|cung cap|trinh)'

/** "Nền tảng báo cáo", "báo cáo viên", "theo báo cáo": the word without anybody owing one. */
const onlyNamed =
  /(?:nen tang|phan mem|he thong|tai khoan|mau|bieu mau|quy dinh ve|cong tac thong tin,?|theo|can cu|tai|trong cac|hoi nghi|chuyen de|nghe) bao cao|bao cao vien|bao cao chuyen de|bao cao danh gia tac dong|bao cao kinh te - ky thuat/g
const reports = /\bbao cao\b/
const sends = new RegExp(
  `\\b${hands}\\b[^.;]{0,70}\\b${papers}\\b|\\b${papers}\\b[^.;]{0,70}\\b(?:gui|nop|chuyen ve|ve)\\b|\\b(?:gui|nop)\\b[^.;]{0,50} (?:ve|cho|den|toi|tai|qua)\\b|\\b(?:lap|tong hop|quyet toan)\\b[^.;]{0,40}\\b(?:danh sach|ho so|kinh phi|so lieu)\\b|\\bgui (?:van phong|phong|so|ban|uy ban|ubnd|cong doan|dang uy|chi bo|to |thuong truc)`,
)
/** "Trình Trưởng ban phê duyệt": a matter to be decided, not a report owed. */
const forDecision = /\btrinh\b[^.;]{0,60}\b(?:phe duyet|ban hanh|quyet dinh|ky|xem xet|thong qua|cho y kien)\b/
const registers = /\bdang ky\b(?! kinh doanh| dau tu| doanh nghiep| dat dai| khai sinh| xe)/
const reviews = /\b(?:so ket|tong ket|danh gia ket qua|kiem diem)\b/
const rewards = /\b(?:khen thuong|tuyen duong|ton vinh|bieu duong|binh xet|xet tang|xet chon)\b/

/**
 * What a piece of text asks for; any spelling. A report is owed where one, a list or a dossier has to be handed over.
 * @example itemKindOf('gửi danh sách về Văn phòng') // 'report'
 */
export function itemKindOf(text: string): ItemKind {
  const words = foldVietnamese(text).replace(onlyNamed, ' ')
  if (reports.test(words)) return 'report'
  if (sends.test(words) && !forDecision.test(words)) return 'report'
  if (registers.test(words)) return 'registration'
  if (rewards.test(words)) return 'commendation'
  if (reviews.test(words)) return 'review'
  return 'task'
}
