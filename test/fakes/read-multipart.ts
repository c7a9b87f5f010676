export interface MultipartFile {
  readonly name: string
  readonly mime: string
  readonly bytes: Buffer
}

export interface Multipart {
  readonly fields: Map<string, string>
  readonly files: Map<string, MultipartFile>
}

/** Reads a multipart/form-data body (RFC 7578); names may stand with or without quotes, as clients write both. */
export function readMultipart(body: Buffer, contentType: string): Multipart {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1]
  if (boundary === undefined) throw new Error('multipart without a boundary')
  const fields = new Map<string, string>()
  const files = new Map<string, MultipartFile>()
  const mark = Buffer.from(`--${boundary}`)
  let at = body.indexOf(mark)
  while (at !== -1) {
    const start = at + mark.length
    const next = body.indexOf(mark, start)
    if (next === -1) break
    // Between two marks: line end, head, empty line, content, line end.
    const part = body.subarray(start + 2, next - 2)
    const gap = part.indexOf('\r\n\r\n')
    const head = part.subarray(0, gap).toString('utf8')
    const content = part.subarray(gap + 4)
    const name = /[; ]name="?([^";\r\n]+)"?/i.exec(head)?.[1]
    const fileName = /filename="?([^";\r\n]+)"?/i.exec(head)?.[1]
    if (name !== undefined && fileName !== undefined) {
      const mime = /content-type: ?([^\r\n]+)/i.exec(head)?.[1] ?? 'application/octet-stream'
      files.set(name, { name: fileName, mime, bytes: Buffer.from(content) })
    } else if (name !== undefined) fields.set(name, content.toString('utf8'))
    at = next
  }
  return { fields, files }
}
