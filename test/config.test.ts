import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readConfig, settingNames } from '../src/config.ts'
import { packageRoot } from '../src/config-files.ts'
import { sentenceOf } from '../src/text/en.ts'

describe('readConfig', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toEqual({
      value: { language: 'vi', logLevel: 'info', port: 3000, dataDir: './data', production: false },
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
      PUBLIC_URL: 'https://dunghan.example.vn',
      BOARD_FILE: 'our/board.yaml',
      LANGUAGE: 'en',
      LOG_LEVEL: 'debug',
      PORT: '8080',
      DATA_DIR: '/srv/data',
      NODE_ENV: 'production',
    })
    expect(issues).toEqual([])
    expect(value).toEqual({
      databaseUrl: 'postgresql://dh:pw@db:5432/dh',
      redisUrl: 'redis://cache:6379',
      telegram: { token: '123456:ABC-def_1', apiRoot: 'http://localhost:8081' },
      publicUrl: 'https://dunghan.example.vn',
      boardFile: 'our/board.yaml',
      language: 'en',
      logLevel: 'debug',
      port: 8080,
      dataDir: '/srv/data',
      production: true,
    })
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
    expect(issues.map(sentenceOf).join('\n')).not.toContain('s3cret')
    expect(issues.map(sentenceOf)).toContainEqual(expect.stringMatching(/^PORT: found “70000”; wanted a port number/))
  })

  it('ignores the LANGUAGE of a Linux desktop', () => {
    expect(readConfig({ LANGUAGE: 'en_US:en' }).value?.language).toBe('vi')
  })

  it('is described whole in .env.example', () => {
    const example = readFileSync(new URL('.env.example', packageRoot), 'utf8')
    const named = [...example.matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1])
    expect(named.sort()).toEqual([...settingNames].sort())
  })
})
