import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { FileRef } from '../core/reply.ts'
import type { Instant } from '../core/time.ts'
import { tidyName } from './receive-file.ts'
import type { ZaloOaClient } from './zalo-oa-client.ts'
import { OaUnreachable, readOaTrouble } from './zalo-oa-errors.ts'

/** Limits of the two uploads (Official Account documents): 5 MB for pdf, doc and docx, 1 MB for pictures. */
const mostFileBytes = 5 * 1024 * 1024
const mostImageBytes = 1024 * 1024
/** A token works for 7 days; an older one than this is not trusted to last until it is used. */
const tokenLifeMs = 6 * 24 * 3_600_000
/** 5 MB over a slow office line. */
const uploadMs = 120_000
/** Different files that are being sent at one time; far more than there are. */
const rememberedTokens = 500

type UploadKind = 'file' | 'image'

/** Which upload takes a file, by its name and size, or why none does. */
export function uploadKind({ name, size }: Pick<FileRef, 'name' | 'size'>): UploadKind | { readonly unfit: string } {
  if (/\.(?:pdf|docx?)$/i.test(name))
    return size <= mostFileBytes ? 'file' : { unfit: 'a file is larger than 5 MB, the most of Zalo OA' }
  if (/\.(?:jpe?g|png)$/i.test(name))
    return size <= mostImageBytes ? 'image' : { unfit: 'a picture is larger than 1 MB, the most of Zalo OA' }
  return { unfit: 'a file of this kind cannot go through Zalo OA' }
}

const fileShape = z.object({ token: z.string().min(1) })
const imageShape = z.object({ attachment_id: z.string().min(1) })

/**
 * Uploads files and remembers their tokens, so that a report for thirty people is uploaded once: uploads are counted by
 * the month.
 */
export class OaUploads {
  private readonly client: ZaloOaClient
  private readonly now: () => Instant
  private readonly tokens = new Map<string, { readonly token: Promise<string>; readonly until: Instant }>()

  constructor(client: ZaloOaClient, now: () => Instant) {
    this.client = client
    this.now = now
  }

  /**
   * Sends with the attachment of an uploaded file. When Zalo no longer knows the upload (-100) it is made anew, once.
   * Fails like the client, or with what `send` fails with.
   */
  async using<T>(file: FileRef, bytes: Uint8Array, send: (attachment: object) => Promise<T>): Promise<T> {
    const kind = uploadKind(file) === 'image' ? 'image' : 'file'
    const key = createHash('sha256').update(`${file.sha256}\0${file.name}`).digest('hex')
    try {
      return await send(attachmentOf(kind, await this.token(key, kind, file, bytes)))
    } catch (error) {
      if (readOaTrouble(error).kind !== 'upload') throw error
      this.tokens.delete(key)
      return send(attachmentOf(kind, await this.token(key, kind, file, bytes)))
    }
  }

  private token(key: string, kind: UploadKind, file: FileRef, bytes: Uint8Array): Promise<string> {
    const known = this.tokens.get(key)
    if (known !== undefined && known.until > this.now()) return known.token
    this.tokens.delete(key)
    const oldest = this.tokens.size >= rememberedTokens ? this.tokens.keys().next() : undefined
    if (oldest !== undefined && !oldest.done) this.tokens.delete(oldest.value)
    const token = this.upload(kind, file, bytes)
    this.tokens.set(key, { token, until: this.now() + tokenLifeMs })
    token.catch(() => this.tokens.delete(key))
    return token
  }

  private async upload(kind: UploadKind, { name, mime }: FileRef, bytes: Uint8Array): Promise<string> {
    const form = new FormData()
    form.set('file', new Blob([Uint8Array.from(bytes)], { type: mime }), tidyName(name))
    let data: unknown
    try {
      data = await this.client.post(`/v2.0/oa/upload/${kind}`, form, uploadMs)
    } catch (error) {
      // An upload that went astray is no message that went astray.
      const trouble = readOaTrouble(error)
      throw trouble.perhapsDone ? new OaUnreachable(trouble.why, false) : error
    }
    const read =
      kind === 'file' ? fileShape.safeParse(data).data?.token : imageShape.safeParse(data).data?.attachment_id
    if (read === undefined) throw new OaUnreachable('an upload without a token', false)
    return read
  }
}

const attachmentOf = (kind: UploadKind, token: string): object =>
  kind === 'file'
    ? { type: 'file', payload: { token } }
    : {
        type: 'template',
        payload: { template_type: 'media', elements: [{ media_type: 'image', attachment_id: token }] },
      }
