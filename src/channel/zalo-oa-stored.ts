import { z } from 'zod'
import type { Store } from '../app/ports/store.ts'
import type { Instant } from '../core/time.ts'
import type { PendingFiles } from './zalo-oa-files.ts'
import type { PendingFile } from './zalo-oa-hook.ts'
import type { TokenStore, Tokens } from './zalo-oa-tokens.ts'

const channel = 'zalo-oa'

const tokens: z.ZodType<Omit<Tokens, 'version'>> = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresAt: z.number(),
  claim: z.object({ by: z.string(), until: z.number() }).nullable(),
  dead: z.boolean(),
  seed: z.string().nullable(),
})

const pendingFile: z.ZodType<PendingFile> = z.object({
  messageId: z.string(),
  address: z.string(),
  url: z.string(),
  name: z.string(),
  size: z.number().nullable(),
  caption: z.string(),
})

/** The OA's tokens in the database, for all processes of the office; `now` is the host's clock. */
export const storedTokens = (store: Store, now: () => Instant = Date.now): TokenStore => ({
  async load() {
    const row = await store.read((records) => records.channelTokens(channel))
    return row === undefined ? null : { version: row.version, ...tokens.parse(row.body) }
  },
  replace(old, { version, ...body }) {
    return store.write((records) => records.replaceChannelTokens(channel, old?.version ?? null, version, body, now()))
  },
})

/** The OA's files that are still to be fetched, in the database; `now` is the host's clock. */
export const storedPending = (store: Store, now: () => Instant = Date.now): PendingFiles => ({
  put: (file) => store.write((records) => records.putPendingFile(channel, file.messageId, file, now())),
  remove: (messageId) => store.write((records) => records.removePendingFile(channel, messageId)),
  async all() {
    const rows = await store.read((records) => records.pendingFiles(channel))
    return rows.map((row) => pendingFile.parse(row))
  },
})
