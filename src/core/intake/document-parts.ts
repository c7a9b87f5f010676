import { isUpper } from './outline.ts'
import type { RoughBlock } from './rough-block.ts'
import type { Part } from './source-text.ts'

const BASE =
  /^(?:-\s*)?(?:căn cứ|thực hiện|triển khai|hưởng ứng|theo|xét|tiếp tục|thi hành|trên cơ sở|để|nhằm|chấp hành|tiếp theo)(?![\p{L}])/u
/** A number of a document, or its kind and day. */
const CITES =
  /\d+\s*[/-]\s*(?:\d{4}\s*\/\s*)?\p{L}{1,6}\s*[-/]\s*\p{L}|(?:luật|nghị định|nghị quyết|quyết định|chỉ thị|kế hoạch|công văn|thông tư|chương trình|hướng dẫn|kết luận)\s(?:số\s|ngày\s\d|.{0,80}năm\s\d{4})|^(?:-\s*)?căn cứ (?:luật|bộ luật|hiến pháp|nghị|thông|quyết|pháp lệnh|điều lệ|kế hoạch|chương trình|chức năng|tình hình)/u
const RECIPIENTS = /^(?:[-*\s]*)noi nh[a-z]{2,3}(?:\s*[:;.,]|$|\s*[-/])/
const SIGNATURE =
  /^(?:t[/.]?\s?m\.?\s|k[./]?\s?t\.?\s|i?ct\.\s|q\.\s|tl\.\s|tuq\.?\s|thua (?:lenh|uy quyen)|(?:pho |quyen )?(?:truong ban|chu tich|giam doc|chanh van phong|bo truong|hieu truong|thu truong|bi thu|cuc truong|chi cuc truong|vien truong|tong giam doc|truong phong|chanh thanh tra|thu tuong|tong cuc truong|vu truong|truong doan|chi huy truong))/
const ANNEX =
  /^(?:phu luc|bieu (?:so|mau|tong hop)|bieu \d|mau (?:so|\d|bao cao)|\(?mau \d|danh muc|bang (?:phan cong|tong hop|ke|so)|de cuong)/
const ANNEX_LINE = /^\(?(?:ban hanh )?kem theo /
const DOCUMENT_KIND = /^(?:ke hoach|chuong trinh|de an|phuong an|quy che|quy dinh|huong dan)(?:$|\s(?=\S{1,3}$)|\s\()/
const END_MARK = /\.\s?\/\s?\.?\s*["']?$/

/** Which part of the document each Block stands in. */
export function partsOf(blocks: readonly RoughBlock[]): Part[] {
  const parts: Part[] = []
  let part: Part = 'head'
  let titled = false
  let ended = false
  let bodyStart = firstBody(blocks, titleAt(blocks))
  blocks.forEach((block, i) => {
    const { plain, clean, shown } = block
    const upper = isUpper(shown)
    if (part === 'head' || part === 'bases') {
      if (
        /^(?:ke hoach|chuong trinh|de an|phuong an|quyet dinh|huong dan|bao cao|to trinh|thong bao|cong van)/.test(
          plain,
        ) &&
        upper
      )
        titled = true
      if (i >= bodyStart) part = 'body'
      else if (isBase(block) || (part === 'bases' && isBaseItem(block))) part = 'bases'
      else if (part === 'bases') part = clean.length > 60 || titled ? 'body' : 'bases'
      else if (isIntroduction(block, titled)) part = 'body'
      if (part === 'body' && i < bodyStart && isBase(block)) part = 'bases'
    } else if (part === 'body' && i < bodyStart && isBase(block)) part = 'bases'

    if (part === 'body' || part === 'bases') {
      if (RECIPIENTS.test(plain)) part = 'recipients'
      else if (ended && isSignature(block)) part = 'signature'
      else if (part === 'body' && isSignature(block) && upper && closesDocument(blocks, i)) part = 'signature'
      else if (isAnnex(block, blocks[i + 1])) part = 'annex'
      if (part === 'body') ended = END_MARK.test(clean) || (ended && clean.length < 40)
    } else if (part === 'recipients') {
      if (RECIPIENTS.test(plain)) part = 'recipients'
      else if (isAnnex(block, blocks[i + 1])) part = 'annex'
      else if (isSignature(block)) part = 'signature'
      else if (opensDocument(block)) part = restarts(blocks, i) ? 'head' : 'annex'
      else if (block.kind === 'row' || block.table !== null) part = 'annex'
      else if (block.marker !== null && block.marker.kind !== 'bullet' && clean.length > 50) part = 'annex'
      else if (block.marker === null && afterCopyLine(blocks, i)) part = 'signature'
    } else if (part === 'signature') {
      if (RECIPIENTS.test(plain)) part = 'recipients'
      else if (isAnnex(block, blocks[i + 1])) part = 'annex'
      else if (opensDocument(block)) part = restarts(blocks, i) ? 'head' : 'annex'
      else if (block.kind === 'row' || block.table !== null) part = 'annex'
      else if (block.marker !== null && (block.marker.kind !== 'bullet' || clean.length > 120)) part = 'annex'
      else if (clean.length > 160 && !upper) part = 'annex'
    } else if (
      part === 'annex' &&
      DOCUMENT_KIND.test(plain) &&
      upper &&
      restarts(blocks, i) &&
      blocks[i - 1]?.kind !== 'row'
    )
      part = 'head'
    if (part === 'head' && i > 0 && parts[i - 1] !== 'head') {
      titled = DOCUMENT_KIND.test(plain)
      ended = false
      bodyStart = firstBody(blocks, i)
    }
    parts.push(part)
  })
  return parts
}

/** The first Block that plainly belongs to the text: a counted heading, a table, or a list. */
function firstBody(blocks: readonly RoughBlock[], from: number): number {
  for (let i = from; i < blocks.length; i += 1) {
    const block = blocks[i] as RoughBlock
    if (block.table !== null) {
      if (/cong hoa xa hoi|doc lap\s*-|^so\s*[:.]|(?:^|\| )so:/.test(block.plain)) continue
      return i
    }
    if (block.marker === null) continue
    if (block.marker.kind === 'bullet') {
      if (isBase(block) || /^-\s*(?:doc lap|tu do|hanh phuc|luu|can cu)/.test(block.plain) || block.clean.length < 25)
        continue
      return i
    }
    if (block.marker.kind === 'article' || block.marker.kind === 'letter' || block.marker.kind === 'number') {
      if (isBase(block) && /căn cứ/.test(block.clean.slice(0, 20))) continue
    }
    return i
  }
  return blocks.length
}

/** Pages on the web put lists and tables of their own above the document: its head begins later. */
function titleAt(blocks: readonly RoughBlock[]): number {
  for (let i = 0; i < Math.min(blocks.length, 80); i += 1) {
    const block = blocks[i] as RoughBlock
    if (block.marker !== null && block.marker.kind !== 'bullet' && block.marker.kind !== 'number') return 0
    if (
      /^(?:cong hoa xa hoi chu nghia|ke hoach|chuong trinh|de an|phuong an|quyet dinh|huong dan)/.test(block.plain) &&
      isUpper(block.shown)
    )
      return i
  }
  return 0
}

function isBase(block: RoughBlock): boolean {
  const words = block.marker === null ? block.clean : block.clean.slice(block.marker.length)
  return BASE.test(words) && (CITES.test(words) || /^căn cứ/.test(words)) && !isUpper(block.shown)
}

/** A further base without its own "Căn cứ". */
function isBaseItem(block: RoughBlock): boolean {
  return /;$/.test(block.clean) && CITES.test(block.clean)
}

/** A sentence before the first heading, no line of the head. */
function isIntroduction(block: RoughBlock, titled: boolean): boolean {
  if (isUpper(block.shown)) return false
  if (
    /^(?:so\b|s6|kinh gui|v\/v|\(?(?:ban hanh )?kem theo|.{0,40}ngay.{0,8}thang.{0,8}nam)/.test(block.plain) &&
    block.clean.length < 140
  )
    return false
  if (/như sau\s*:?$|sau đây\s*:$/.test(block.clean)) return true
  return block.clean.length > 80 && /[.:;]$/.test(block.clean) && (titled || block.clean.length > 140)
}

function isSignature(block: RoughBlock): boolean {
  return (
    block.marker === null &&
    block.table === null &&
    block.clean.length < 90 &&
    SIGNATURE.test(block.plain) &&
    isUpper(block.shown)
  )
}

/** Whether little but names follows, until the end or an annex. */
function closesDocument(blocks: readonly RoughBlock[], from: number): boolean {
  for (let i = from + 1; i < blocks.length && i <= from + 12; i += 1) {
    const block = blocks[i] as RoughBlock
    if (RECIPIENTS.test(block.plain) || isAnnex(block, blocks[i + 1])) return true
    if (block.clean.length > 120 || (block.marker !== null && block.marker.kind !== 'bullet')) return false
  }
  return blocks.length - from <= 13
}

function isAnnex(block: RoughBlock, next: RoughBlock | undefined): boolean {
  if (block.kind === 'row' || block.clean.length > 260) return false
  if (ANNEX_LINE.test(block.plain) && block.marker === null && /^\(/.test(block.clean)) return true
  if (!ANNEX.test(block.plain)) return false
  if (isUpper(block.shown)) return true
  const alone = /^(?:\(?(?:phu luc|bieu so|bieu|mau so|mau))\s*(?:so\s*)?[\divx]{0,4}[):.]?$/.test(block.plain)
  return alone || (next !== undefined && ANNEX_LINE.test(next.plain))
}

function opensDocument(block: RoughBlock): boolean {
  return /^(?:cong hoa xa hoi chu nghia|uy ban nhan dan|ubnd (?:tinh|huyen|xa)|ban quan ly)/.test(block.plain) &&
    isUpper(block.shown)
    ? true
    : DOCUMENT_KIND.test(block.plain) && isUpper(block.shown)
}

/** A plan that a decision brings along begins here: its name, then bases or counted headings. */
function restarts(blocks: readonly RoughBlock[], from: number): boolean {
  for (let i = from; i < blocks.length && i < from + 8; i += 1) {
    const block = blocks[i] as RoughBlock
    if (ANNEX.test(block.plain) && isUpper(block.shown)) return false
    if (DOCUMENT_KIND.test(block.plain) && isUpper(block.shown)) return true
  }
  return false
}

/** "Lưu: VT" closes the recipients; a name without a bullet after it belongs to the signature. */
function afterCopyLine(blocks: readonly RoughBlock[], at: number): boolean {
  const here = blocks[at] as RoughBlock
  const before = blocks[at - 1]
  return before !== undefined && /(?:^|\W)luu\b/.test(before.plain) && here.clean.length < 90
}
