import { z } from 'zod'
import type { Issue, Read } from './core/issue.ts'

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** The settings of one process, from its environment. */
export interface Config {
  /** Absent: PGlite in the data folder. */
  readonly databaseUrl?: string
  /** Absent: the queue is kept in the database. */
  readonly redisUrl?: string
  /** Absent: no Telegram. */
  readonly telegram?: { readonly token: string; readonly apiRoot?: string }
  /** Where people reach this server, without a final slash. */
  readonly publicUrl?: string
  /** As it was typed, relative to the working directory; absent: the sample board. */
  readonly boardFile?: string
  readonly language: 'vi' | 'en'
  readonly logLevel: (typeof logLevels)[number]
  readonly port: number
  readonly dataDir: string
  /** NODE_ENV=production: no virtual clock, no demo. */
  readonly production: boolean
}

function urlOf(protocols: readonly string[]) {
  const wanted = `an address that starts with ${protocols.map((protocol) => `${protocol}://`).join(' or ')}`
  return z.string().refine((text) => {
    const url = URL.canParse(text) ? new URL(text) : undefined
    return url !== undefined && protocols.includes(url.protocol.slice(0, -1))
  }, wanted)
}

const httpUrl = urlOf(['https', 'http']).transform((url) => url.replace(/\/+$/, ''))

// GNU gettext uses LANGUAGE too, for lists such as `en_US:en`; those are not meant for us.
const language = z.preprocess(
  (text) => (typeof text === 'string' && /[_:.@]/.test(text) ? undefined : text),
  z.enum(['vi', 'en'], 'vi or en').default('vi'),
)

const settings = z.object({
  DATABASE_URL: urlOf(['postgresql', 'postgres']).optional(),
  REDIS_URL: urlOf(['redis', 'rediss']).optional(),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/, 'the token from @BotFather: digits, a colon, then letters, digits, _ or -')
    .optional(),
  TELEGRAM_API_ROOT: httpUrl.optional(),
  PUBLIC_URL: httpUrl.optional(),
  BOARD_FILE: z.string().optional(),
  LANGUAGE: language,
  LOG_LEVEL: z.enum(logLevels, `one of ${logLevels.join(', ')}`).default('info'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'a port number from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'a port number from 0 to 65535')
    .default(3000),
  DATA_DIR: z.string().default('./data'),
  NODE_ENV: z.string().optional(),
})

/** Every setting that the program reads. */
export const settingNames: readonly string[] = Object.keys(settings.shape)

/** Settings whose value may be named in a message; the others may hold a password or a token. */
const harmless = new Set(['LANGUAGE', 'LOG_LEVEL', 'PORT'])

type Environment = { readonly [name: string]: string | undefined }

/**
 * Reads the settings from an environment. An empty value counts as absent. All that is wrong is told at once, never with
 * the value of a setting that may be secret.
 */
export function readConfig(env: Environment): Read<Config> {
  const given = Object.fromEntries(settingNames.map((name) => [name, env[name]?.trim() || undefined]))
  const read = settings.safeParse(given)
  if (!read.success) {
    const issues = read.error.issues.map(({ path, message }): Issue => {
      const name = String(path[0])
      const found = harmless.has(name) ? (given[name] ?? '') : ''
      return { code: 'setting:invalid', path: name, found, wanted: message }
    })
    return { value: undefined, issues }
  }
  const value = read.data
  const telegram = value.TELEGRAM_BOT_TOKEN === undefined ? undefined : { token: value.TELEGRAM_BOT_TOKEN }
  const apiRoot = value.TELEGRAM_API_ROOT === undefined ? {} : { apiRoot: value.TELEGRAM_API_ROOT }
  const config: Config = {
    ...(value.DATABASE_URL === undefined ? {} : { databaseUrl: value.DATABASE_URL }),
    ...(value.REDIS_URL === undefined ? {} : { redisUrl: value.REDIS_URL }),
    ...(telegram === undefined ? {} : { telegram: { ...telegram, ...apiRoot } }),
    ...(value.PUBLIC_URL === undefined ? {} : { publicUrl: value.PUBLIC_URL }),
    ...(value.BOARD_FILE === undefined ? {} : { boardFile: value.BOARD_FILE }),
    language: value.LANGUAGE,
    logLevel: value.LOG_LEVEL,
    port: value.PORT,
    dataDir: value.DATA_DIR,
    production: value.NODE_ENV === 'production',
  }
  return { value: config, issues: [] }
}
