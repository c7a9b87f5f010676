import type { AdminTeller } from './app/delivery/admin-teller.ts'
import type { Receipts } from './app/delivery/receipts.ts'
import type { Office } from './app/office.ts'
import { pictureLink, spendLink } from './app/pages/links.ts'
import { type Connected, createOaConnection, type OaConnection } from './app/people/connect-oa.ts'
import type { Channel } from './app/ports/channel.ts'
import type { Clock } from './app/ports/clock.ts'
import type { Files } from './app/ports/files.ts'
import type { Log } from './app/ports/log.ts'
import type { ChannelName, OutboxRow } from './app/ports/messages.ts'
import type { Store } from './app/ports/store.ts'
import { hookBodyLimit } from './channel/hook-answer.ts'
import { telegramChannel } from './channel/telegram.ts'
import { zaloBotChannel } from './channel/zalo-bot.ts'
import { zaloOaChannel } from './channel/zalo-oa.ts'
import { OaRefused, readOaTrouble } from './channel/zalo-oa-errors.ts'
import { mostHookBytes } from './channel/zalo-oa-hook.ts'
import { storedPending, storedTokens } from './channel/zalo-oa-stored.ts'
import { challengeOf, newVerifier, zaloOaTokens } from './channel/zalo-oa-tokens.ts'
import type { Config, ZaloOaConfig } from './config.ts'
import { personOf } from './core/plan/board.ts'
import { dateOf } from './core/time.ts'
import { connectHere } from './text/vi-connect.ts'
import { tokenRefused } from './text/vi-delivery.ts'
import { zaloOaTrouble } from './text/vi-zalo-oa.ts'
import type { Hook } from './web/hooks.ts'
import type { OpenPicture } from './web/pictures.ts'

export interface ChannelParts {
  readonly store: Store
  readonly files: Files
  readonly office: Office
  readonly clock: Clock
  readonly log: Log
  /** Absent for commands that only look: nothing is sent and nobody is told. */
  readonly admins?: AdminTeller
  readonly receipts?: Receipts
  /** Always the same token for the same purpose, which nobody can guess who does not have the key. */
  readonly tokenFor: (purpose: string) => string
}

/** The real channels of an office, and what the web server has to serve for them. */
export interface RealChannels {
  readonly channels: readonly Channel[]
  readonly hooks: readonly Hook[]
  readonly openPicture?: OpenPicture
  readonly oa?: {
    readonly connection: OaConnection
    /** Whether nothing goes out before the OA's owner has agreed (anew). */
    needsOwner(): Promise<boolean>
  }
}

/** Makes the channels that are configured. Nothing is sent and nothing is asked before they listen or send. */
export function realChannels(config: Config, parts: ChannelParts): RealChannels {
  const { store, files, clock, log } = parts
  const { publicUrl } = config
  const channels: Channel[] = []
  const hooks: Hook[] = []
  const tokenNews = (name: ChannelName) => ({
    mustAct: () => void parts.admins?.tellOnce(name, async () => tokenRefused(name)),
    worksAgain: () => void parts.admins?.worksAgain(name),
  })
  const webhook = (name: string, secret: string | undefined) =>
    secret === undefined || publicUrl === undefined ? {} : { webhook: { url: `${publicUrl}/hooks/${name}`, secret } }

  if (config.zaloBot !== undefined) {
    const { webhookSecret, ...settings } = config.zaloBot
    const heard = webhook('zalo-bot', webhookSecret)
    const pictureUrl = async (file: Parameters<typeof pictureLink>[1]): Promise<string> =>
      `${publicUrl}${await store.write((records) => pictureLink(records, file, clock.now()))}`
    const channel = zaloBotChannel({
      ...{ ...settings, ...heard, ...tokenNews('zalo-bot'), files, log },
      ...(publicUrl === undefined ? {} : { pictureUrl }),
    })
    channels.push(channel)
    if ('webhook' in heard) hooks.push({ name: 'zalo-bot', limit: hookBodyLimit, answer: channel.hook })
  }
  const oa = config.zaloOa === undefined ? undefined : officialAccount(config.zaloOa, publicUrl ?? '', parts)
  if (oa !== undefined) {
    channels.push(oa.channel)
    hooks.push({ name: 'zalo-oa', limit: mostHookBytes, answer: oa.channel.webhook })
  }
  if (config.telegram !== undefined) {
    const { webhookSecret, ...settings } = config.telegram
    const heard = webhook('telegram', webhookSecret)
    const channel = telegramChannel({ ...settings, ...heard, ...tokenNews('telegram'), files, log })
    channels.push(channel)
    if ('webhook' in heard) hooks.push({ name: 'telegram', limit: hookBodyLimit, answer: channel.hook })
  }
  const takesAddresses = channels.some(({ can }) => can.pictures === true)
  return { channels, hooks, ...(takesAddresses ? { openPicture: pictures(parts) } : {}), ...(oa ? { oa } : {}) }
}

function officialAccount(config: ZaloOaConfig, publicUrl: string, parts: ChannelParts) {
  const { store, files, clock, log, admins } = parts
  const { appId, appSecret, oauthRoot, refreshToken, template, ...settings } = config
  const kept = storedTokens(store)
  const tokens = zaloOaTokens({
    ...{ appId, appSecret, store: kept, log },
    ...(refreshToken === undefined ? {} : { seedRefreshToken: refreshToken }),
    ...(oauthRoot === undefined ? {} : { oauthRoot }),
    mustAuthorise: () =>
      void admins?.tellOnce(
        'zalo-oa',
        async () => `${zaloOaTrouble.authorise}\n${connectHere(await connection.address())}`,
      ),
  })

  async function exchange(
    code: string,
    verifier: string,
  ): Promise<Extract<Connected, 'connected' | 'refused' | 'unreachable'>> {
    try {
      await tokens.exchange(code, verifier)
      await admins?.worksAgain('zalo-oa')
      return 'connected'
    } catch (error) {
      const { kind, why } = readOaTrouble(error)
      log.warn({ channel: 'zalo-oa', trouble: kind, why }, 'The Zalo OA was not connected.')
      return error instanceof OaRefused && kind !== 'slow-down' ? 'refused' : 'unreachable'
    }
  }

  const connection = createOaConnection({
    ...{ store, publicUrl, exchange, newVerifier, challengeOf, authorizeUrl: tokens.authorizeUrl },
    tokenFor: parts.tokenFor,
    ...(config.oaId === undefined ? {} : { oaId: config.oaId }),
    now: Date.now,
    auditNow: () => clock.now(),
  })
  const channel = zaloOaChannel({
    ...{ ...settings, appId, tokens, files, log, pending: storedPending(store) },
    ...(template === undefined
      ? {}
      : { template: { id: template.id, data: templateData(template.data, parts.office) } }),
    receipt: async (receipt) => parts.receipts?.told('zalo-oa', receipt),
    mustAct: () => void admins?.tellOnce('zalo-oa', async () => zaloOaTrouble.operator),
    worksAgain: () => void admins?.worksAgain('zalo-oa'),
  })
  return {
    channel,
    connection,
    async needsOwner() {
      const found = await kept.load()
      return found === null ? refreshToken === undefined : found.dead
    },
  }
}

/** Values for the approved template: fixed words, and who and what office it is for. */
const templateData =
  (values: { readonly [parameter: string]: string }, { board }: Office) =>
  (row: OutboxRow): { readonly [parameter: string]: string } => {
    const facts: { readonly [name: string]: string } = {
      person: personOf(board, row.personId ?? '')?.name ?? '',
      office: board.name,
      day: dateOf(row.createdAt).split('-').reverse().join('/'),
    }
    const filled = (text: string): string =>
      text.replace(/\{(person|office|day)\}/g, (_, name: string) => facts[name] ?? '')
    return Object.fromEntries(Object.entries(values).map(([parameter, text]) => [parameter, filled(text)]))
  }

const pictures =
  ({ store, files, clock }: ChannelParts): OpenPicture =>
  async (token) => {
    const link = await store.write((records) => spendLink(records, 'picture', token, clock.now()))
    const bytes = link && (await files.open(link.body.file.sha256))
    return bytes && { mime: link.body.file.mime, bytes }
  }
