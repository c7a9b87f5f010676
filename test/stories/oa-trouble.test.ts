import { expect, it } from 'vitest'
import { startZaloOaServer } from '../fakes/zalo-oa-server.ts'
import { World } from '../world.ts'
import { connectOa, oaApp, publicUrl } from './zalo-office.ts'

it('an OA that has lost its rights tells the admins once, with the address where its owner gives them again', async () => {
  const zalo = await startZaloOaServer(oaApp)
  zalo.oauth.redirectUri = `${publicUrl}/oauth/zalo-oa/callback`
  const { refresh } = zalo.oauth.grant()
  zalo.oauth.revoke()
  const { appId, appSecret, secretKey, oaId } = oaApp
  const zaloOa = {
    ...{ appId, appSecret, secretKey, oaId, refreshToken: refresh },
    timestampFrom: 'header-then-body',
    ...{ apiRoot: zalo.apiRoot, oauthRoot: zalo.oauthRoot },
  } as const
  await using world = await World.open({ now: '2023-04-24T07:00+07:00', config: { publicUrl, zaloOa } })
  const { running } = world
  const saidToAdmin = async () => (await running.demo?.chat('quan-tri'))?.map(({ text }) => text) ?? []
  const told = async () => (await saidToAdmin()).filter((text) => text.includes('Zalo OA đã hết quyền truy cập'))
  // The token keeper finds out by itself, at the start; nobody has to write to anybody.
  await zalo.waitFor(() => zalo.callsOf('token').some(({ error }) => error !== null && error !== 0))
  await expect.poll(told, { timeout: 60_000 }).toHaveLength(1)
  await running.app.settled()
  await running.app.tick()
  expect(await told()).toHaveLength(1)

  const address = /https:\S+/.exec((await told())[0] ?? '')?.[0] ?? ''
  const base = `http://127.0.0.1:${running.port}`
  await connectOa(base, address)
  expect(await running.store.read((records) => records.fact('trouble:zalo-oa'))).toBe('over 1')
  expect(await running.ownerAddress()).toBeUndefined()

  // It hears and answers now, as if nothing had been.
  expect(await zalo.hook.register(`${base}/hooks/zalo-oa`)).toBe(true)
  const stranger = zalo.user('2512523625412515')
  stranger.say('xin chào')
  await stranger.waitFor(({ text }) => text.includes('kênh nhắc việc nội bộ'))
  expect(zalo.failures).toEqual([])
  await zalo.close()
})
