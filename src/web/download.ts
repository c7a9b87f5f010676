import type { Context } from 'hono'
import type { FileRef } from '../core/reply.ts'
import type { WebEnv } from './web-env.ts'

// Only these are named for what they are; anything else, HTML and SVG above all, is bytes without a meaning.
const safeTypes = new Set([
  'application/pdf',
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'image/jpeg',
  'image/png',
  'image/heic',
  'image/webp',
  'text/plain',
])

/** Kinds of files that the page's file dialog offers; what is really taken is decided by the product. */
export const offeredKinds = '.pdf,.docx,.doc,.xlsx,.xls,.jpg,.jpeg,.png,.heic,.webp,.txt,.md'

/** A file's own name without folders, control or direction-changing characters; never empty, `.` or `..`. */
export function safeFileName(name: string): string {
  const bare = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .replace(/[/\\:*?"<>|]/g, '_')
    .trim()
    .replace(/^\.+/, '')
  return bare === '' ? 'tep' : Array.from(bare).slice(-150).join('')
}

/** RFC 6266: an ASCII name for old programs, and the real one as RFC 8187 `filename*`. */
export function attachment(name: string): string {
  const safe = safeFileName(name)
  const ascii = safe
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]|[%;]/g, '_')
  const encoded = encodeURIComponent(safe).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}

/** Where a kept file is downloaded. */
export const filePath = (file: FileRef): string =>
  `/chat/files/${file.sha256}/${encodeURIComponent(safeFileName(file.name))}`

/** Hands a file over as a download, never as something that the browser shows within this origin. */
export function download(c: Context<WebEnv>, ref: FileRef, bytes: Uint8Array): Response {
  return c.body(new Uint8Array(bytes), 200, {
    'Content-Type': safeTypes.has(ref.mime) ? ref.mime : 'application/octet-stream',
    'Content-Disposition': attachment(ref.name),
    'Content-Length': String(bytes.byteLength),
    'Cache-Control': 'private, no-store',
  })
}
