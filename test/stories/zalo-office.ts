import { startZaloBotServer, type ZaloBotServer } from '../fakes/zalo-bot-server.ts'
import { startZaloOaServer, type ZaloOaServer } from '../fakes/zalo-oa-server.ts'
import { Page, Process, temporaryFolder } from '../served.ts'

export const publicUrl = 'https://dunghan.example.vn'
const plan = 'config/plans/gia-lai-2023.yaml'

/** A served office with a stand-in of its channel; disposing of it ends both. */
export interface ZaloOffice<Server> extends AsyncDisposable {
  readonly zalo: Server
  readonly server: Process
  /** The demo's page, by which the clock is moved. */
  readonly page: Page
  /** Where the web server of the office listens. */
  readonly base: string
  /** The code that `serve` printed for the administrator. */
  readonly adminCode: string
  /** Ends the process as an operator does; gives its exit code. */
  stop(): Promise<number | null>
}

async function served<Server extends { close(): Promise<void> }>(
  zalo: Server,
  settings: Readonly<Record<string, string>>,
  clock: string,
): Promise<ZaloOffice<Server>> {
  const folder = await temporaryFolder()
  const args = ['serve', '--port', '0', '--data', folder.path, '--clock', clock, '--plan', plan]
  const server = Process.start(args, { PUBLIC_URL: publicUrl, ...settings })
  const base = await server.ready()
  const [, adminCode = ''] = await server.printed(/Invitation for Quản trị viên .*\/start ([A-Z0-9-]+)/)
  return {
    ...{ zalo, server, base, adminCode, page: new Page(base) },
    stop: () => server.kill('SIGTERM'),
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      await zalo.close()
      await folder[Symbol.asyncDispose]()
    },
  }
}

export const botToken = '1459232241454765289:stand-in-token'
export const botSecret = 'bi-mat-cua-webhook-0123'

/** The office on a Zalo bot that hears by webhook, which the stand-in reaches, or by polling. */
export async function zaloBotOffice(
  hears: 'webhook' | 'polling',
  clock = '2023-04-24T07:00+07:00',
): Promise<ZaloOffice<ZaloBotServer>> {
  const zalo = await startZaloBotServer({ token: botToken })
  const settings = {
    ...{ ZALO_BOT_TOKEN: botToken, ZALO_BOT_API_ROOT: zalo.apiRoot },
    ...(hears === 'webhook' ? { ZALO_BOT_WEBHOOK_SECRET: botSecret } : {}),
  }
  const office = await served(zalo, settings, clock)
  zalo.reach.set(publicUrl, office.base)
  if (hears === 'webhook')
    await zalo.waitFor(({ webhook }) => webhook.deliveries.some(({ outcome }) => outcome === 200))
  return office
}

export const oaApp = {
  appId: '4321000111222333444',
  appSecret: 'bi-mat-cua-ung-dung-Xy12',
  secretKey: 'khoa-ky-cua-oa-Zw34',
  oaId: '579745863508352884',
} as const

/** The office on an Official Account that its owner has connected by the printed address; the webhook is registered. */
export async function zaloOaOffice(clock = '2023-04-24T07:00+07:00'): Promise<ZaloOffice<ZaloOaServer>> {
  const zalo = await startZaloOaServer(oaApp)
  zalo.oauth.redirectUri = `${publicUrl}/oauth/zalo-oa/callback`
  const settings = {
    ...{ ZALO_OA_APP_ID: oaApp.appId, ZALO_OA_APP_SECRET: oaApp.appSecret, ZALO_OA_SECRET_KEY: oaApp.secretKey },
    ...{ ZALO_OA_ID: oaApp.oaId, ZALO_OA_API_ROOT: zalo.apiRoot, ZALO_OA_OAUTH_ROOT: zalo.oauthRoot },
  }
  const office = await served(zalo, settings, clock)
  const [, address = ''] = await office.server.printed(/agrees .*: (https:\S+)/)
  await connectOa(office.base, address)
  if (!(await zalo.hook.register(`${office.base}/hooks/zalo-oa`))) throw new Error('the webhook did not take the probe')
  return office
}

/** Follows the printed address as the browser of the OA's owner does; fails unless it ends well. */
export async function connectOa(base: string, address: string): Promise<void> {
  const start = await fetch(address.replace(publicUrl, base), { redirect: 'manual' })
  const agreed = await fetch(start.headers.get('location') ?? '', { redirect: 'manual' })
  const back = await fetch((agreed.headers.get('location') ?? '').replace(publicUrl, base))
  if (back.status !== 200) throw new Error(`the OA was not connected: ${back.status} ${await back.text()}`)
}
