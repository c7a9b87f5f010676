import { foldVietnamese } from '../fold.ts'
import type { ItemKind } from './plan-draft.ts'

/** Papers that somebody owes when they are handed over: reports, lists, dossiers and what stands for them. */
const owed =
  '(?:bao cao|danh sach|ho so|ket qua|so lieu|(?:ban |phieu )?dang ky|phieu|(?<!dai )bieu(?! duong| dien| tuong| quyet| ngu)|danh muc|don de nghi|bang (?:tong hop|thong ke|ke|cham|diem)|ban (?:tu|danh gia|cam ket|ke khai|kiem diem|nhan xet|giai trinh|tong hop)|de xuat|minh chung|tai lieu kiem chung|bai (?:du thi|viet|tham gia|thu hoach)|tac pham|san pham du thi|quyet toan|du toan|y kien|nhu cau|thong ke|van ban (?:dang ky|de nghi|giai trinh|gop y|tham gia)|to trinh|bien ban|tin,? bai|thanh tich)'
/** "Nền tảng báo cáo", "báo cáo viên", "theo báo cáo": the word without anybody owing one. */
const onlyNamed = new RegExp(
  [
    '(?:nen tang|phan mem|ung dung|he thong(?: thong tin)?|tai khoan|chuyen de|de cuong(?: goi y)?|bieu mau|mau|quy dinh ve|theo|can cu|tai|(?<!nghiem |quan |chu |tran |ton )trong|tu|tren co so|trong cac|hoi nghi|nghe|nhan|nhan duoc|khi co|tiep nhan|tham dinh|phe duyet) bao cao',
    'bao cao (?:vien|danh gia tac dong|kinh te ?-? ?ky thuat|nghien cuu (?:tien )?kha thi|de xuat chu truong dau tu)',
    '(?:to chuc|mo|nghe|buoi|hoi nghi|thi)(?: [a-z]+){0,3} bao cao chuyen de',
    'bao cao chuyen de (?:ve|cho|tai)',
    // A manner of mending, no duty of its own: "nếu vướng mắc, báo cáo …".
    '(?:neu co|co|phat sinh|gap) (?:kho khan|vuong mac)[^.;]{0,40}(?:bao cao|phan anh)[^.;]{0,80}',
  ].join('|'),
  'g',
)
/** Papers that others have made and that are only looked at, kept or told: "thẩm định danh sách", "công bố kết quả". */
const onlyHandled =
  /\b(?:xet|xet duyet|tham dinh|tham tra|tiep nhan|xu ly|giai quyet|so hoa|luu|luu tru|quan ly|cong bo|cong khai|niem yet|cham|doi chieu|tra|thong bao)(?:,? (?:va )?(?:xet|xet duyet|tham dinh|tham tra|tiep nhan|xu ly|giai quyet|luu|luu tru|quan ly|cong bo|cong khai|niem yet|cham|doi chieu|tra|thong bao)){0,4} (?:danh sach|ho so|ket qua)\b|\b(?:hiep thuong|hoi nghi|thoa thuan)\b[^.;]{0,80}\blap danh sach\b/g
const reports = /\bbao cao\b/
/** Words with which somebody above, or beside, is named: who waits for what is sent to them. */
const body =
  '(?:(?:cac |chi )?(?:dang uy|dang bo|chi bo|cong doan)|van phong|phong(?!,? chong| ngua| trao| benh| dich)|so(?! luong| lieu| ket| huu| do| voi| tay)|ban(?! hanh| do| tin| ngay| chup| giay)|uy ban|ubnd|hdnd|ubmttq|bql|chi cuc|cuc|tong cuc|to(?! chuc| trinh| khai)|thuong truc|hoi dong|thanh tra|bo(?! may| tieu| luat| sung| nhiem| tri| phieu)|hoi(?! nghi| thao| thi| cho| vien| hop)|tinh(?! hinh| trang| den)|huyen|cap tren|trung tam|lien doan|mat tran|doan (?:truong|xa|phuong|kiem tra|giam sat|thanh tra|cong tac)|tinh (?:uy|doan|hoi)|thanh (?:uy|doan)|huyen (?:uy|doan)|cong an|giam doc|chu tich|lanh dao|hieu truong|truong (?:ban|phong|khoa)|thu truong|bi thu|ke toan|thu ky|ngan hang|kho bac|benh vien|nha truong|truong|hat|don|tram|vien|khoa|bao|dai|(?:co quan|don vi|bo phan) (?:thuong truc|dau moi|chu tri|chuyen mon|tong hop|tham muu|soan thao|cap tren))'
const upwards = `(?:(?: (?:ve|cho|len|den|toi|qua|voi|tai))? (?:cho )?${body}\\b)`
const sendsPaper = new RegExp(
  `\\b(?:gui|nop)\\b[^.;]{0,60}?\\b${owed}|\\bchuyen (?:toan bo |ngay |nhung )?${owed}\\b[^.;]{0,60} (?:ve|cho|den|toi|sang|len|qua)\\b`,
)
const paperSent = new RegExp(`\\b${owed}\\b[^.;]{0,110}\\b(?:gui|nop|chuyen (?:ve|cho|den|sang))\\b`)
const noPaper =
  '(?! (?:ngan sach|thue|phi|le phi|vien phi|dang phi|hoc phi|doan phi|hoi phi|tien|bao hiem|quy(?! (?:i|ii|iii|iv|\\d)\\b)|kinh phi|phat|\\d+ ?%|qua|luu|xin y kien|lay y kien))'
/** "Gửi về Sở", "nộp tại Văn phòng", "gửi Ban Dân vận": whatever it is, somebody waits for it. */
const handsUp = new RegExp(
  `\\b(?:gui|(?<!\\bthu,? (?:chi,? )?)nop)\\b${noPaper}(?:[^.;]{0,60}? (?:ve(?! sinh| viec)|cho|den|toi(?! thieu| da)|tai(?! lieu| khoan| san| chinh| nguyen)|qua(?! tang| trinh)|len)\\b|${upwards})`,
)
/** "Phản ánh kết quả về Ủy ban", "cung cấp số liệu cho Văn phòng", "báo số lượng về Phòng", "giải trình với Chủ tịch". */
const tellsUp = new RegExp(
  [
    `\\b(?:phan anh|kien nghi|de xuat|thong bao (?:ket qua|tinh hinh|danh sach|bang van ban|so luong|lich|tien do|y kien))\\b[^.;]{0,70} ve ${body}\\b`,
    `\\bbao (?:so luong|ten|tinh hinh|ket qua|tien do|so lieu|danh sach|nhu cau|lich|thanh phan)\\b[^.;]{0,70} (?:ve|cho|len|voi|qua) ${body}\\b`,
    `\\bcung cap (?:day du |kip thoi |cac |toan bo )*(?:thong tin|so lieu|ho so|tai lieu|du lieu|danh muc|danh sach|ket qua|ban do|minh chung|van ban)\\b[^.;]{0,70} (?:cho|ve|den|qua) ${body}\\b`,
    '\\bgiai trinh bang van ban\\b',
    '\\bban giao (?:day du |toan bo )?(?:danh sach|ho so|tai lieu|so lieu|du lieu)\\b',
    `\\bdang ky\\b[^.;]{0,80} (?:ve|voi|qua|tai) ${body}\\b`,
  ].join('|'),
)
/** "Gửi kết quả cho các đơn vị", "thư kêu gọi gửi doanh nghiệp": told to many, not owed to one. */
const handsDown =
  /\b(?:gui|chuyen)\b[^.;]{0,60}? (?:(?:cho|den|toi) (?:cac|tung|moi|toan the|nguoi|to chuc|doanh nghiep|dai bieu|hoc sinh|phu huynh|khach|ho dan|ho gia dinh|nhan dan|cu tri|cong chuc|can bo|giao vien|dang vien|doan vien|doi tuong|co so|thanh vien)|(?:cac|tung) (?:phong|don vi|co quan|so|doanh nghiep|huyen|xa|truong|dia phuong|dai bieu|thanh vien)|co so)\b|\b(?:giay moi|thu (?:moi|keu goi|ngo|chuc|cam on)|thiep|tin nhan)\b/g
/** "Đoàn phí nộp về Tỉnh đoàn": money. */
const money =
  /\b(?:(?:doan|hoi|dang|le|vien|hoc) phi|so tien|tien (?:ung ho|quy|thue))\b[^.;]{0,40}?\b(?:nop|gui|chuyen)\b[^.;]*/g
/** "… gửi" and nothing behind it but the time that is cut out. */
const sendsBare = /(?:^|[^a-z])(?:gui|nop)[^a-z]*$/
const draws =
  /(?<!ho tro |huong dan |giup )\b(?:lap|tong hop|cung cap|quyet toan|hoan thien|hoan tat|chuan bi|nop)\b(?! ke hoach)[^.;]{0,40}\b(?:danh sach|ho so)\b|(?<!ho tro |huong dan |giup )\b(?:lap|tong hop|quyet toan|hoan thien)\b(?! ke hoach)[^.;]{0,40}\bkinh phi\b|\b(?:cung cap|nop)\b[^.;]{0,40}\b(?:so lieu|minh chung|tai lieu|danh muc)\b/
/** "Trình Sở Nội vụ thẩm định", "trình Giám đốc": a draft or a proposal is handed up. */
const submits =
  /(?<!lich |toan |mot phan |chuong |quy |cong |lo |qua |tien |giao |giai |hanh |tuong |thuyet |to |lap |chinh )\btrinh (?!do\b|bay|dien|tu\b|duyet|chieu|dien)[^.;]*/g
/** "Trình Quốc hội thông qua", "trình UBND tỉnh ban hành": the act counts, which is not the office's own. */
const byOthers = /\b(?:ban hanh|quyet dinh|thong qua|cong bo|khen thuong|khen tang|cho y kien)\b/
const registers =
  /(?<!co so |theo |can cu |ket qua |danh sach |da |noi dung )\bdang ky\b(?! kinh doanh| dau tu| doanh nghiep| dat dai| khai sinh| xe)/
const reviews = /\b(?:so ket|tong ket|danh gia ket qua|kiem diem)\b/
const rewards = /\b(?:khen thuong|tuyen duong|ton vinh|bieu duong|binh xet|xet tang|xet chon)\b/

function owesReport(words: string): boolean {
  if (reports.test(words)) return true
  if (/\b(?:lap|tong hop)\b[^.;]{0,40}\bdanh sach\b/.test(words.replace(onlyHandled, ' '))) return true
  if ((words.match(submits) ?? []).some((piece) => !byOthers.test(piece.slice(0, 90)))) return true
  const up = words.replace(handsDown, ' ').replace(money, ' ')
  const made = up.replace(onlyHandled, ' ')
  return (
    draws.test(made) ||
    sendsPaper.test(made) ||
    paperSent.test(made) ||
    handsUp.test(up) ||
    tellsUp.test(up) ||
    sendsBare.test(up)
  )
}

/**
 * What a piece of text asks for; any spelling. A report is owed where anything in writing has to be handed to somebody:
 * a report, a list, a dossier, figures, a proposal, a draft, a plan that is sent.
 * @example itemKindOf('gửi danh sách về Văn phòng') // 'report'
 */
export function itemKindOf(text: string): ItemKind {
  const words = foldVietnamese(text).replace(onlyNamed, ' ')
  if (owesReport(words)) return 'report'
  if (registers.test(words)) return 'registration'
  if (rewards.test(words)) return 'commendation'
  if (reviews.test(words)) return 'review'
  return 'task'
}

/** A cell with more outcomes lists all that comes of a large piece of work. */
const mostProducts = 3

const reportProduct =
  /^(?:(?:ban|cac|01|du thao|file|van ban) )*(?:bao cao|to trinh|danh sach|ho so|bang tong hop|bieu tong hop|bieu so lieu|bang thong ke|phieu tong hop|ban tong hop)\b/

/**
 * Whether what a row or a line "Sản phẩm: …" names as its outcome is a report, a list or a dossier; any spelling.
 * @example isReportProduct('Kế hoạch; Báo cáo kết quả') // true
 */
export function isReportProduct(text: string): boolean {
  const pieces = foldVietnamese(text.replace(/\n/g, ';'))
    .replace(onlyNamed, ' ')
    .split(/[;.+•]|(?:^|\s)-(?=\s)/)
  const named = pieces.map((piece) => piece.trim()).filter((piece) => piece !== '')
  // Of a long list only the first names the row.
  return (named.length > mostProducts ? named.slice(0, 1) : named)
    .flatMap((piece) => piece.split(/,|\bva\b/))
    .some((piece) => reportProduct.test(piece.trim()))
}
