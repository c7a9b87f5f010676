import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { realChannels } from '../src/compose-channels.ts'
import { readConfig } from '../src/config.ts'
import { readConfiguration } from '../src/config-files.ts'
import { instantAt } from '../src/core/time.ts'
import { type Database, openDatabase } from '../src/store/open-database.ts'
import { openStore } from '../src/store/open-store.ts'
import { outboxRow } from './contracts/channel.contract.ts'
import { CapturedLog } from './fakes/captured-log.ts'
import { keptFiles } from './fakes/kept-files.ts'
import { startZaloOaServer } from './fakes/zalo-oa-server.ts'

let database: Database
beforeAll(async () => {
  database = await openDatabase({ dataDir: ':memory:' })
})
afterAll(() => database.close())

async function channelsOf(env: { readonly [name: string]: string }) {
  const { value: config, issues } = readConfig(env)
  const { value: office } = await readConfiguration({ plans: ['config/plans/gia-lai-2023.yaml'] })
  if (config === undefined || office === undefined) return expect.unreachable(JSON.stringify(issues))
  const store = openStore(database, office.board.id)
  await store.write((records) => records.putBoard(office.board))
  const clock = { now: () => instantAt('2023-04-24', '08:00') }
  return realChannels(config, {
    store,
    files: keptFiles(),
    office,
    clock,
    log: new CapturedLog(),
    tokenFor: (purpose) => purpose,
  })
}

const bot = { ZALO_BOT_TOKEN: '1459:stand-in' }
const telegram = { TELEGRAM_BOT_TOKEN: '123456:stand-in' }
const oa = { ZALO_OA_APP_ID: '4321', ZALO_OA_APP_SECRET: 'bi-mat', ZALO_OA_SECRET_KEY: 'khoa', ZALO_OA_ID: '5797' }
const outside = { PUBLIC_URL: 'https://dunghan.example.vn' }

describe('the real channels of an office', () => {
  it('are those that are configured', async () => {
    expect((await channelsOf({})).channels).toEqual([])
    const { channels } = await channelsOf({ ...bot, ...oa, ...telegram, ...outside })
    expect(channels.map(({ name }) => name)).toEqual(['zalo-bot', 'zalo-oa', 'telegram'])
  })

  it('have webhooks where a secret is set, and the OA always', async () => {
    const names = async (env: { readonly [name: string]: string }) =>
      (await channelsOf({ ...outside, ...env })).hooks.map(({ name }) => name)
    expect(await names({ ...bot, ...telegram })).toEqual([])
    expect(await names({ ...bot, ZALO_BOT_WEBHOOK_SECRET: 'bi-mat-01' })).toEqual(['zalo-bot'])
    expect(await names({ ...telegram, TELEGRAM_WEBHOOK_SECRET: 'bi-mat-01' })).toEqual(['telegram'])
    expect(await names(oa)).toEqual(['zalo-oa'])
  })

  it('send pictures by address only where somebody outside can fetch them', async () => {
    const within = await channelsOf(bot)
    expect([within.openPicture, within.channels[0]?.can.pictures]).toEqual([undefined, false])
    const reached = await channelsOf({ ...bot, ...outside })
    expect([typeof reached.openPicture, reached.channels[0]?.can.pictures]).toEqual(['function', true])
  })

  it('count the messages that the plan of the Zalo bot allows', async () => {
    const quota = async (env: object) => (await channelsOf({ ...bot, ...env })).channels[0]?.can.quota
    expect(await quota({})).toEqual({ messages: 3_000, people: 50 })
    expect(await quota({ ZALO_BOT_MONTHLY_MESSAGES: '90000', ZALO_BOT_PEOPLE: '500' })).toEqual({
      ...{ messages: 90_000, people: 500 },
    })
    expect(await quota({ ZALO_BOT_MONTHLY_MESSAGES: 'none' })).toBeNull()
  })

  it('fill in the approved template with who and when it is, and with nothing of the message', async () => {
    const app = { appId: '4321', appSecret: 'bi-mat', secretKey: 'khoa', oaId: '5797' }
    const zalo = await startZaloOaServer(app)
    zalo.world.templates.set('mau-1', { params: ['ten', 'co_quan', 'ngay'], byUid: true })
    const { channels } = await channelsOf({
      ...{ ...oa, ...outside, ZALO_OA_API_ROOT: zalo.apiRoot, ZALO_OA_OAUTH_ROOT: zalo.oauthRoot },
      ...{ ZALO_OA_REFRESH_TOKEN: zalo.oauth.grant().refresh, ZALO_OA_TEMPLATE_ID: 'mau-1' },
      ZALO_OA_TEMPLATE_DATA: '{"ten":"{person}","co_quan":"{office}","ngay":"Ngày {day}, {other}"}',
    })
    // Not in touch for more than seven days: only the template goes through.
    zalo.user('2512523625412515').lastInteraction = zalo.world.now() - 8 * 86_400_000
    const row = outboxRow('2512523625412515', 'zalo-oa', { text: 'Nội dung chưa duyệt' })
    const createdAt = instantAt('2023-04-24', '07:30')
    const sent = await channels[0]?.send({ ...row, personId: 'truong-ban', createdAt })
    expect(sent?.instead).toBe('template')
    const [call] = zalo.callsOf('/message/template')
    expect(call?.body.template_data).toEqual({
      ...{ ten: 'Trưởng ban', co_quan: expect.stringContaining('Ban Quản lý'), ngay: 'Ngày 24/04/2023, {other}' },
    })
    expect(zalo.failures).toEqual([])
    await zalo.close()
  })
})
