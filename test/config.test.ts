import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { describe, expect, it } from 'vitest'
import { readConfig, realChannelsOf, settingNames } from '../src/config.ts'
import { packageRoot } from '../src/config-files.ts'
import { english } from '../src/text/en.ts'
import { sentenceOf } from '../src/text/operators.ts'

describe('readConfig', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toEqual({
      value: { language: 'en', logLevel: 'info', port: 3000, dataDir: './data', production: false },
      issues: [],
    })
  })

  it('takes an empty value for an absent one', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ', LANGUAGE: '' })).toEqual(readConfig({}))
  })

  it('reads every setting', () => {
    const { value, issues } = readConfig({
      DATABASE_URL: 'postgresql://dh:pw@db:5432/dh',
      REDIS_URL: 'redis://cache:6379',
      TELEGRAM_BOT_TOKEN: '123456:ABC-def_1',
      TELEGRAM_API_ROOT: 'http://localhost:8081/',
      TELEGRAM_WEBHOOK_SECRET: 'bi-mat_01',
      ZALO_BOT_TOKEN: '1459:kTvB',
      ZALO_BOT_API_ROOT: 'http://localhost:8082',
      ZALO_BOT_WEBHOOK_SECRET: 'bi-mat_02',
      ZALO_BOT_PER_SECOND: '3',
      ZALO_BOT_MONTHLY_MESSAGES: '90000',
      ZALO_BOT_PEOPLE: '200',
      ZALO_OA_APP_ID: '4321',
      ZALO_OA_APP_SECRET: 'bi mat',
      ZALO_OA_SECRET_KEY: 'khoa',
      ZALO_OA_ID: '5797',
      ZALO_OA_REFRESH_TOKEN: 'moi',
      ZALO_OA_API_ROOT: 'http://localhost:8083',
      ZALO_OA_OAUTH_ROOT: 'http://localhost:8083/v4/',
      ZALO_OA_PER_SECOND: '2',
      ZALO_OA_TIMESTAMP: 'body',
      ZALO_OA_TEMPLATE_ID: '7895417a7d3f9461cd2e',
      ZALO_OA_TEMPLATE_DATA: '{"ten":"{person}"}',
      ZALO_VERIFICATION: 'HVAV9eNi1G9w-pOnV_les',
      PUBLIC_URL: 'https://dunghan.example.vn',
      BOARD_FILE: 'our/board.yaml',
      LANGUAGE: 'vi',
      LOG_LEVEL: 'debug',
      PORT: '8080',
      DATA_DIR: '/srv/data',
      NODE_ENV: 'production',
    })
    expect(issues).toEqual([])
    expect(value).toEqual({
      databaseUrl: 'postgresql://dh:pw@db:5432/dh',
      redisUrl: 'redis://cache:6379',
      telegram: { token: '123456:ABC-def_1', apiRoot: 'http://localhost:8081', webhookSecret: 'bi-mat_01' },
      zaloBot: {
        token: '1459:kTvB',
        apiRoot: 'http://localhost:8082',
        webhookSecret: 'bi-mat_02',
        perSecond: 3,
        quota: { messages: 90_000, people: 200 },
      },
      zaloOa: {
        appId: '4321',
        appSecret: 'bi mat',
        secretKey: 'khoa',
        oaId: '5797',
        refreshToken: 'moi',
        apiRoot: 'http://localhost:8083',
        oauthRoot: 'http://localhost:8083/v4',
        perSecond: 2,
        timestampFrom: 'body',
        template: { id: '7895417a7d3f9461cd2e', data: { ten: '{person}' } },
      },
      zaloVerification: 'HVAV9eNi1G9w-pOnV_les',
      publicUrl: 'https://dunghan.example.vn',
      boardFile: 'our/board.yaml',
      language: 'vi',
      logLevel: 'debug',
      port: 8080,
      dataDir: '/srv/data',
      production: true,
    })
  })

  it('reads a whole office with the fewest settings of each channel', () => {
    const { value, issues } = readConfig({
      TELEGRAM_BOT_TOKEN: '123456:ABC-def_1',
      ZALO_BOT_TOKEN: '1459:kTvB',
      ZALO_BOT_MONTHLY_MESSAGES: 'none',
      ZALO_OA_APP_ID: '4321',
      ZALO_OA_APP_SECRET: 'bi mat',
      ZALO_OA_SECRET_KEY: 'khoa',
      PUBLIC_URL: 'https://dunghan.example.vn/',
    })
    expect(issues).toEqual([])
    expect(value).toMatchObject({
      telegram: { token: '123456:ABC-def_1' },
      zaloBot: { token: '1459:kTvB', quota: null },
      zaloOa: { appId: '4321', appSecret: 'bi mat', secretKey: 'khoa', timestampFrom: 'header-then-body' },
      publicUrl: 'https://dunghan.example.vn',
    })
    expect(value && realChannelsOf(value)).toEqual(['zalo-bot', 'zalo-oa', 'telegram'])
    expect(readConfig({ ZALO_BOT_TOKEN: '1459:kTvB' }).value?.zaloBot?.quota).toEqual({ messages: 3_000, people: 50 })
  })

  it('tells in one sentence each which settings do not fit together, beside those that are wrong alone', () => {
    const { value, issues } = readConfig({
      TELEGRAM_WEBHOOK_SECRET: 'bi-mat_01',
      ZALO_BOT_WEBHOOK_SECRET: 'ngắn',
      ZALO_BOT_MONTHLY_MESSAGES: 'nhiều',
      ZALO_OA_APP_ID: 'số',
      ZALO_OA_REFRESH_TOKEN: 's3cret',
      ZALO_OA_TEMPLATE_DATA: '{"ten":1}',
    })
    expect(value).toBeUndefined()
    expect(issues.map((issue) => sentenceOf(issue, english))).toEqual([
      'ZALO_BOT_WEBHOOK_SECRET: wanted a secret of 8 to 256 letters, digits, _ or -, that nobody can guess; correct it in the environment, .env or the command.',
      'ZALO_BOT_MONTHLY_MESSAGES: found “nhiều”; wanted a whole number from 1 to 10000000, or none when the plan has no limit; correct it in the environment, .env or the command.',
      'ZALO_OA_APP_ID: wanted the id of the app: digits only; correct it in the environment, .env or the command.',
      'ZALO_OA_TEMPLATE_DATA: wanted a JSON object of texts, such as {"ten":"{person}"}; correct it in the environment, .env or the command.',
      'TELEGRAM_BOT_TOKEN: wanted a value, because TELEGRAM_WEBHOOK_SECRET is set; correct it in the environment, .env or the command.',
      'ZALO_BOT_TOKEN: wanted a value, because ZALO_BOT_WEBHOOK_SECRET is set; correct it in the environment, .env or the command.',
      'ZALO_OA_APP_SECRET: wanted a value, because ZALO_OA_APP_ID is set; correct it in the environment, .env or the command.',
      'ZALO_OA_SECRET_KEY: wanted a value, because ZALO_OA_APP_ID is set; correct it in the environment, .env or the command.',
      'ZALO_OA_TEMPLATE_ID: wanted a value, because ZALO_OA_TEMPLATE_DATA is set; correct it in the environment, .env or the command.',
      'PUBLIC_URL: wanted where this server is reached from outside, https://…, because TELEGRAM_WEBHOOK_SECRET is set; correct it in the environment, .env or the command.',
    ])
  })

  it.each([
    [
      { ZALO_BOT_TOKEN: '1459:kTvB', ZALO_BOT_WEBHOOK_SECRET: 'bi-mat_02' },
      { code: 'https-because', setting: 'ZALO_BOT_WEBHOOK_SECRET' },
    ],
    [
      { ZALO_OA_APP_ID: '1', ZALO_OA_APP_SECRET: 's', ZALO_OA_SECRET_KEY: 'k' },
      { code: 'https-because', setting: 'ZALO_OA_APP_ID' },
    ],
    [{ NODE_ENV: 'production' }, { code: 'https-in-production' }],
  ])('wants PUBLIC_URL with https where somebody outside calls it: %j', (settings, wanted) => {
    const { issues } = readConfig({ ...settings, PUBLIC_URL: 'http://dunghan.example.vn' })
    expect(issues).toEqual([{ code: 'setting:invalid', path: 'PUBLIC_URL', found: '', wanted }])
  })

  it('lets a stand-in of a platform call http', () => {
    const bot = { ZALO_BOT_TOKEN: '1459:kTvB', ZALO_BOT_WEBHOOK_SECRET: 'bi-mat_02' }
    const url = { PUBLIC_URL: 'http://localhost:3000', ZALO_BOT_API_ROOT: 'http://localhost:8082' }
    expect(readConfig({ ...bot, ...url }).issues).toEqual([])
    expect(readConfig({ PUBLIC_URL: 'http://localhost:3000' }).issues).toEqual([])
  })

  it('takes the example as it is', () => {
    const example = readFileSync(new URL('.env.example', packageRoot), 'utf8')
    expect(readConfig(parseEnv(example) as { [name: string]: string })).toEqual(readConfig({}))
  })

  it('names all wrong settings at once and never shows what may be secret', () => {
    const { value, issues } = readConfig({
      DATABASE_URL: 'mysql://root:s3cret@db/x',
      REDIS_URL: 's3cret',
      TELEGRAM_BOT_TOKEN: 's3cret token',
      TELEGRAM_API_ROOT: 'ftp://s3cret',
      PUBLIC_URL: 's3cret',
      LANGUAGE: 'fr',
      LOG_LEVEL: 'loud',
      PORT: '70000',
    })
    expect(value).toBeUndefined()
    expect(issues.map((issue) => issue.path)).toEqual([
      'DATABASE_URL',
      'REDIS_URL',
      'TELEGRAM_BOT_TOKEN',
      'TELEGRAM_API_ROOT',
      'PUBLIC_URL',
      'LANGUAGE',
      'LOG_LEVEL',
      'PORT',
    ])
    expect(issues.map((issue) => sentenceOf(issue, english)).join('\n')).not.toContain('s3cret')
    expect(issues.map((issue) => sentenceOf(issue, english))).toContainEqual(
      expect.stringMatching(/^PORT: found “70000”; wanted a port number/),
    )
  })

  it('says of each setting what would do instead, in our own words', () => {
    const wrong = Object.fromEntries(settingNames.map((name) => [name, `${'đ'.repeat(5_000)} `]))
    const told = readConfig(wrong).issues.flatMap((issue) =>
      issue.code === 'setting:invalid' ? [issue.wanted.code] : [],
    )
    expect(told.length).toBeGreaterThan(20)
    expect(told).not.toContain('another-value')
  })

  it('ignores the LANGUAGE of a Linux desktop', () => {
    expect(readConfig({ LANGUAGE: 'vi_VN:vi' }).value?.language).toBe('en')
  })

  it('is described whole in .env.example', () => {
    const example = readFileSync(new URL('.env.example', packageRoot), 'utf8')
    const named = [...example.matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1])
    expect(named.sort()).toEqual([...settingNames].sort())
  })
})
