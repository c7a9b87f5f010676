import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { realChannels } from '../../src/compose-channels.ts'
import { readConfig } from '../../src/config.ts'
import { readConfiguration } from '../../src/config-files.ts'
import { type Database, openDatabase } from '../../src/store/open-database.ts'
import { openStore } from '../../src/store/open-store.ts'
import { createWeb, listen } from '../../src/web/server.ts'
import { outboxRow } from '../contracts/channel.contract.ts'
import { CapturedLog } from '../fakes/captured-log.ts'
import { keptFiles } from '../fakes/kept-files.ts'
import { startZaloBotServer } from '../fakes/zalo-bot-server.ts'
import { ask } from './running-web.ts'
import { smallDemo } from './small-demo.ts'

const token = '1459232241454765289:stand-in'
const publicUrl = 'https://dunghan.example.vn'
const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(200, 9)])

let database: Database
beforeAll(async () => {
  database = await openDatabase({ dataDir: ':memory:' })
})
afterAll(() => database.close())

let now = Date.UTC(2023, 3, 24)
const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

/** A Zalo bot whose pictures are fetched from the product's web server, which also serves the demo. */
async function bench() {
  const zalo = await startZaloBotServer({ token })
  const { value: config } = readConfig({
    ...{ PUBLIC_URL: publicUrl, ZALO_BOT_TOKEN: token, ZALO_BOT_API_ROOT: zalo.apiRoot },
  })
  const { value: office } = await readConfiguration({ plans: ['config/plans/gia-lai-2023.yaml'] })
  if (config === undefined || office === undefined) return expect.unreachable()
  const store = openStore(database, office.board.id)
  await store.write((records) => records.putBoard(office.board))
  const files = keptFiles()
  const log = new CapturedLog()
  const real = realChannels(config, {
    store,
    files,
    office,
    clock: { now: () => now },
    log,
    tokenFor: (purpose) => purpose,
  })
  const health = { ready: async () => ({ ok: true, parts: {} }) }
  const { openPicture } = real
  const [channel] = real.channels
  if (openPicture === undefined || channel === undefined) return expect.unreachable()
  const web = createWeb({ health, log, version: 'test', openPicture, demo: smallDemo().demo })
  const { port, close } = await listen(web, { port: 0, host: '127.0.0.1' })
  zalo.reach.set(publicUrl, `http://127.0.0.1:${port}`)
  ends.push(close, () => zalo.close())
  const lan = zalo.user('6ede9afa66b88fe6d6a9')
  lan.say('chào')
  const send = async (bytes: Uint8Array, name: string, mime: string) => {
    const file = await files.keep(bytes, name, mime)
    return channel.send(outboxRow(lan.id, 'zalo-bot', { text: 'Biểu đồ', files: [file] }))
  }
  return { zalo, lan, port, send, openPicture, log }
}

describe('a picture that goes out on a channel which fetches it', () => {
  it('reaches the person whole, from an address that ends after a quarter of an hour', async () => {
    const { zalo, lan, port, send, log } = await bench()
    await send(png, 'bieu-do.png', 'image/png')
    expect(lan.inbox.at(-1)?.picture?.bytes.equals(png)).toBe(true)
    const address = new URL(String(zalo.callsOf('sendPhoto')[0]?.params.photo))
    expect(address.href).toMatch(/^https:\/\/dunghan\.example\.vn\/media\/[\w-]{43}$/)
    const answer = await ask(port, address.pathname, { headers: { host: address.host } })
    expect(answer).toMatchObject({
      status: 200,
      headers: {
        ...{ 'content-type': 'image/png', 'content-length': String(png.length), 'cache-control': 'no-store' },
        ...{ 'x-content-type-options': 'nosniff', 'x-robots-tag': 'noindex' },
      },
    })
    now += 15 * 60_000
    expect(await ask(port, address.pathname)).toMatchObject({ status: 404 })
    expect(log.everything()).not.toContain(address.pathname.split('/').at(-1))
  })

  it('is found under no other address, and there is no list', async () => {
    const { port } = await bench()
    for (const path of ['/media', '/media/', `/media/${'a'.repeat(43)}`, '/media/..%2f', `/media/${'a'.repeat(9_000)}`])
      expect([path.slice(0, 20), (await ask(port, path)).status]).toEqual([path.slice(0, 20), 404])
  })

  it('is nothing but JPEG or PNG, whatever the link says', async () => {
    const web = createWeb({
      ...{ health: { ready: async () => ({ ok: true, parts: {} }) }, log: new CapturedLog(), version: 'test' },
      openPicture: async (mime) => ({ mime: decodeURIComponent(mime), bytes: png }),
    })
    for (const mime of ['text/html', 'image/svg+xml', 'application/pdf'])
      expect((await web.request(`/media/${encodeURIComponent(mime)}`)).status).toBe(404)
  })
})
