import { z } from 'zod'
import type { Issue, Read } from './core/issue.ts'
import { type Phrase, phraseIn, wanted } from './core/phrase.ts'
import { isLocaleList, type Language, languages, languageWhenNotSet } from './text/language.ts'

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** The settings of one process, from its environment. */
export interface Config {
  /** Absent: PGlite in the data folder. */
  readonly databaseUrl?: string
  /** Absent: the queue is kept in the database. */
  readonly redisUrl?: string
  /** Absent: no Telegram. With a secret it is heard by webhook at `publicUrl`, otherwise by polling. */
  readonly telegram?: { readonly token: string; readonly apiRoot?: string; readonly webhookSecret?: string }
  /** Absent: no Zalo Bot. With a secret it is heard by webhook at `publicUrl`, otherwise by polling. */
  readonly zaloBot?: ZaloBotConfig
  /** Absent: no Zalo Official Account; with it there is a `publicUrl`. */
  readonly zaloOa?: ZaloOaConfig
  /** The code that shows Zalo whose domain this is. */
  readonly zaloVerification?: string
  /** Where people reach this server, without a final slash. */
  readonly publicUrl?: string
  /** As it was typed, relative to the working directory; absent: the sample board. */
  readonly boardFile?: string
  /** In which whoever operates this process is spoken to; people in chat are always spoken to in Vietnamese. */
  readonly language: Language
  readonly logLevel: (typeof logLevels)[number]
  readonly port: number
  readonly dataDir: string
  /** NODE_ENV=production: no virtual clock, no demo. */
  readonly production: boolean
}

export interface ZaloBotConfig {
  readonly token: string
  readonly apiRoot?: string
  readonly webhookSecret?: string
  /** Messages per second over all chats. */
  readonly perSecond?: number
  /** What the bot's plan allows in a month; null: no limit. */
  readonly quota: { readonly messages: number; readonly people: number } | null
}

export interface ZaloOaConfig {
  readonly appId: string
  readonly appSecret: string
  /** Signs the webhook. */
  readonly secretKey: string
  /** The OA's own number: links to it, and events of other OAs are left alone. */
  readonly oaId?: string
  readonly refreshToken?: string
  readonly apiRoot?: string
  readonly oauthRoot?: string
  readonly perSecond?: number
  /** Where the signed time of an event stands. */
  readonly timestampFrom: 'header-then-body' | 'header' | 'body'
  /** The approved message for people whose window is shut; values may hold {person}, {office} and {day}. */
  readonly template?: { readonly id: string; readonly data: { readonly [parameter: string]: string } }
}

function urlOf(protocols: readonly string[]) {
  return z.string().refine(
    (text) => {
      const url = URL.canParse(text) ? new URL(text) : undefined
      return url !== undefined && protocols.includes(url.protocol.slice(0, -1))
    },
    wanted({ code: 'address', protocols }),
  )
}

const httpUrl = urlOf(['https', 'http']).transform((url) => url.replace(/\/+$/, ''))

const language = z.preprocess(
  (text) => (typeof text === 'string' && isLocaleList(text) ? undefined : text),
  z.enum(languages, wanted({ code: 'either', words: languages })).default(languageWhenNotSet),
)

const wholeNumber = (from: number, to: number) => {
  const inside = wanted({ code: 'whole-number-between', from, to })
  return z
    .string()
    .regex(/^\d{1,9}$/, inside)
    .transform(Number)
    .refine((value) => value >= from && value <= to, inside)
}

const webhookSecret = z.string().regex(/^[\w-]{8,256}$/, wanted({ code: 'webhook-secret' }))

const digits = (code: 'app-id' | 'oa-id') => z.string().regex(/^\d{1,30}$/, wanted({ code }))

const templateData = z.string().transform((text, context) => {
  try {
    return z.record(z.string().min(1).max(100), z.string().max(400)).parse(JSON.parse(text))
  } catch {
    context.addIssue(wanted({ code: 'template-data' }))
    return z.NEVER
  }
})

const short = (limit: number) => z.string().max(limit, wanted({ code: 'at-most', limit, of: 'characters' }))

const timestamps = ['header-then-body', 'header', 'body'] as const

const settings = z.object({
  DATABASE_URL: urlOf(['postgresql', 'postgres']).optional(),
  REDIS_URL: urlOf(['redis', 'rediss']).optional(),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/, wanted({ code: 'telegram-token' }))
    .optional(),
  TELEGRAM_API_ROOT: httpUrl.optional(),
  TELEGRAM_WEBHOOK_SECRET: webhookSecret.optional(),
  ZALO_BOT_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{8,300}$/, wanted({ code: 'zalo-token' }))
    .optional(),
  ZALO_BOT_API_ROOT: httpUrl.optional(),
  ZALO_BOT_WEBHOOK_SECRET: webhookSecret.optional(),
  ZALO_BOT_PER_SECOND: wholeNumber(1, 100).optional(),
  ZALO_BOT_MONTHLY_MESSAGES: z
    .union([z.literal('none').transform(() => null), wholeNumber(1, 10_000_000)], {
      error: wanted({ code: 'messages-or-none', from: 1, to: 10_000_000 }),
    })
    .default(3_000),
  ZALO_BOT_PEOPLE: wholeNumber(1, 1_000_000).default(50),
  ZALO_OA_APP_ID: digits('app-id').optional(),
  ZALO_OA_APP_SECRET: short(300).optional(),
  ZALO_OA_SECRET_KEY: short(300).optional(),
  ZALO_OA_ID: digits('oa-id').optional(),
  ZALO_OA_REFRESH_TOKEN: short(4_000).optional(),
  ZALO_OA_API_ROOT: httpUrl.optional(),
  ZALO_OA_OAUTH_ROOT: httpUrl.optional(),
  ZALO_OA_PER_SECOND: wholeNumber(1, 100).optional(),
  ZALO_OA_TIMESTAMP: z.enum(timestamps, wanted({ code: 'either', words: timestamps })).default('header-then-body'),
  ZALO_OA_TEMPLATE_ID: z
    .string()
    .regex(/^[\w-]{1,64}$/, wanted({ code: 'template-id' }))
    .optional(),
  ZALO_OA_TEMPLATE_DATA: templateData.optional(),
  ZALO_VERIFICATION: z
    .string()
    .regex(/^[\w-]{1,128}$/, wanted({ code: 'verification' }))
    .optional(),
  PUBLIC_URL: httpUrl.optional(),
  BOARD_FILE: z.string().optional(),
  LANGUAGE: language,
  LOG_LEVEL: z.enum(logLevels, wanted({ code: 'one-word-of', words: logLevels })).default('info'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, wanted({ code: 'port' }))
    .transform(Number)
    .refine((port) => port <= 65_535, wanted({ code: 'port' }))
    .default(3000),
  DATA_DIR: z.string().default('./data'),
  NODE_ENV: z.string().optional(),
})

/** Every setting that the program reads. */
export const settingNames: readonly string[] = Object.keys(settings.shape)

/** Settings whose value may be named in a message; the others may hold a password or a token. */
const harmless = new Set([
  ...['LANGUAGE', 'LOG_LEVEL', 'PORT', 'ZALO_BOT_PER_SECOND', 'ZALO_BOT_MONTHLY_MESSAGES', 'ZALO_BOT_PEOPLE'],
  ...['ZALO_OA_PER_SECOND', 'ZALO_OA_TIMESTAMP'],
])

type Environment = { readonly [name: string]: string | undefined }
type Settings = z.infer<typeof settings>

/**
 * Reads the settings from an environment. An empty value counts as absent. All that is wrong is told at once, never with
 * the value of a setting that may be secret.
 */
export function readConfig(env: Environment): Read<Config> {
  const given = Object.fromEntries(settingNames.map((name) => [name, env[name]?.trim() || undefined]))
  const read = settings.safeParse(given)
  const wrong = (read.error?.issues ?? []).map(({ path, message }): Issue => {
    const name = String(path[0])
    const found = harmless.has(name) ? (given[name] ?? '') : ''
    return { code: 'setting:invalid', path: name, found, wanted: phraseIn(message) ?? { code: 'another-value' } }
  })
  const issues = [...wrong, ...doNotFit(given, new Set(wrong.map(({ path }) => path ?? '')))]
  if (!read.success || issues.length > 0) return { value: undefined, issues }
  return { value: configOf(read.data), issues: [] }
}

/** What each setting alone does not show: settings that need others. `wrong` have been told already. */
function doNotFit(given: Environment, wrong: ReadonlySet<string>): Issue[] {
  const issues: Issue[] = []
  const has = (name: string): boolean => given[name] !== undefined
  const want = (path: string, phrase: Phrase): void => {
    if (!wrong.has(path)) issues.push({ code: 'setting:invalid', path, found: '', wanted: phrase })
  }
  const needs = (owner: string, parts: readonly string[]): void => {
    const part = parts.find(has)
    if (part !== undefined && !has(owner)) want(owner, { code: 'value-because', setting: part })
  }
  needs('TELEGRAM_BOT_TOKEN', ['TELEGRAM_WEBHOOK_SECRET'])
  needs('ZALO_BOT_TOKEN', ['ZALO_BOT_WEBHOOK_SECRET'])
  const ofOa = settingNames.filter((name) => name.startsWith('ZALO_OA_'))
  for (const name of ['ZALO_OA_APP_ID', 'ZALO_OA_APP_SECRET', 'ZALO_OA_SECRET_KEY']) needs(name, ofOa)
  needs('ZALO_OA_TEMPLATE_ID', ['ZALO_OA_TEMPLATE_DATA'])

  // The platform's own servers call https only; a stand-in, which has a root of its own, calls anything.
  const called = [
    { by: 'TELEGRAM_WEBHOOK_SECRET', root: 'TELEGRAM_API_ROOT' },
    { by: 'ZALO_BOT_WEBHOOK_SECRET', root: 'ZALO_BOT_API_ROOT' },
    { by: 'ZALO_OA_APP_ID', root: 'ZALO_OA_API_ROOT' },
  ].filter(({ by }) => has(by))
  const platform = called.find(({ root }) => !has(root))
  const url = given.PUBLIC_URL
  if (url === undefined) {
    const first = called[0]
    if (first !== undefined) want('PUBLIC_URL', { code: 'public-url-because', setting: first.by })
    return issues
  }
  if (url.startsWith('https://')) return issues
  if (given.NODE_ENV === 'production') want('PUBLIC_URL', { code: 'https-in-production' })
  else if (platform !== undefined) want('PUBLIC_URL', { code: 'https-because', setting: platform.by })
  return issues
}

/** A name and its value, or nothing at all. */
const optional = <K extends string, V>(name: K, value: V | undefined): { readonly [N in K]?: V } =>
  value === undefined ? {} : ({ [name]: value } as { readonly [N in K]: V })

function configOf(value: Settings): Config {
  const telegram =
    value.TELEGRAM_BOT_TOKEN === undefined
      ? undefined
      : {
          token: value.TELEGRAM_BOT_TOKEN,
          ...optional('apiRoot', value.TELEGRAM_API_ROOT),
          ...optional('webhookSecret', value.TELEGRAM_WEBHOOK_SECRET),
        }
  return {
    ...optional('databaseUrl', value.DATABASE_URL),
    ...optional('redisUrl', value.REDIS_URL),
    ...optional('telegram', telegram),
    ...optional('zaloBot', zaloBotOf(value)),
    ...optional('zaloOa', zaloOaOf(value)),
    ...optional('zaloVerification', value.ZALO_VERIFICATION),
    ...optional('publicUrl', value.PUBLIC_URL),
    ...optional('boardFile', value.BOARD_FILE),
    language: value.LANGUAGE,
    logLevel: value.LOG_LEVEL,
    port: value.PORT,
    dataDir: value.DATA_DIR,
    production: value.NODE_ENV === 'production',
  }
}

function zaloBotOf(value: Settings): ZaloBotConfig | undefined {
  const token = value.ZALO_BOT_TOKEN
  if (token === undefined) return undefined
  const messages = value.ZALO_BOT_MONTHLY_MESSAGES
  return {
    token,
    ...optional('apiRoot', value.ZALO_BOT_API_ROOT),
    ...optional('webhookSecret', value.ZALO_BOT_WEBHOOK_SECRET),
    ...optional('perSecond', value.ZALO_BOT_PER_SECOND),
    quota: messages === null ? null : { messages, people: value.ZALO_BOT_PEOPLE },
  }
}

function zaloOaOf(value: Settings): ZaloOaConfig | undefined {
  const { ZALO_OA_APP_ID: appId, ZALO_OA_APP_SECRET: appSecret, ZALO_OA_SECRET_KEY: secretKey } = value
  if (appId === undefined || appSecret === undefined || secretKey === undefined) return undefined
  const id = value.ZALO_OA_TEMPLATE_ID
  return {
    ...{ appId, appSecret, secretKey, timestampFrom: value.ZALO_OA_TIMESTAMP },
    ...optional('oaId', value.ZALO_OA_ID),
    ...optional('refreshToken', value.ZALO_OA_REFRESH_TOKEN),
    ...optional('apiRoot', value.ZALO_OA_API_ROOT),
    ...optional('oauthRoot', value.ZALO_OA_OAUTH_ROOT),
    ...optional('perSecond', value.ZALO_OA_PER_SECOND),
    ...optional('template', id === undefined ? undefined : { id, data: value.ZALO_OA_TEMPLATE_DATA ?? {} }),
  }
}

/** The names of the real channels that are configured, in the order in which they are named to people. */
export const realChannelsOf = ({
  telegram,
  zaloBot,
  zaloOa,
}: Config): readonly ('telegram' | 'zalo-bot' | 'zalo-oa')[] => [
  ...(zaloBot === undefined ? [] : (['zalo-bot'] as const)),
  ...(zaloOa === undefined ? [] : (['zalo-oa'] as const)),
  ...(telegram === undefined ? [] : (['telegram'] as const)),
]
