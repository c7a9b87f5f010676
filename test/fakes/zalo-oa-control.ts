import type { ZaloOaServer } from './zalo-oa-server.ts'
import type { ZaloOaUser } from './zalo-oa-user.ts'

interface Order {
  readonly user?: string
  readonly text?: string
  readonly label?: string
  readonly name?: string
  readonly base64?: string
  readonly caption?: string
  readonly url?: string
  readonly count?: number
  readonly code?: number | 'html'
  readonly path?: string
  readonly ms?: number
  readonly after?: number
  readonly timeoutMs?: number
  readonly id?: string
  readonly params?: readonly string[]
  readonly paidLeft?: number | null
  readonly receiveLeft?: number | null
  readonly away?: boolean
  readonly refuses?: boolean
  readonly receipts?: boolean
}

const bytesOf = (order: Order): Buffer => Buffer.from(order.base64 ?? '', 'base64')

const shown = (user: ZaloOaUser) =>
  user.inbox.map(({ file, ...message }) => ({
    ...message,
    file: file && { name: file.name, size: file.bytes.length, base64: file.bytes.toString('base64') },
  }))

type Act = (server: ZaloOaServer, user: ZaloOaUser, order: Order) => unknown

const acts: { readonly [name: string]: Act } = {
  say: (_, user, { text }) => ({ id: user.say(text ?? '') }),
  tap: (_, user, { label }) => ({ id: user.tap(label ?? '') }),
  file: (_, user, order) => ({ id: user.sendFile(order.name ?? 'tep', bytesOf(order), order.caption) }),
  image: (_, user, order) => ({ id: user.sendImages([bytesOf(order)], order.caption) }),
  sticker: (_, user) => ({ id: user.sendSticker() }),
  audio: (_, user) => ({ id: user.sendAudio() }),
  follow: (_, user) => user.follow(),
  unfollow: (_, user) => user.unfollow(),
  see: (_, user) => user.sees(),
  person(_, user, { away, refuses, receiveLeft }) {
    if (away !== undefined) user.away = away
    if (refuses !== undefined) user.refuses = refuses
    if (receiveLeft !== undefined) user.receiveLeft = receiveLeft
  },
  account({ world }, _, { paidLeft, receipts }) {
    if (paidLeft !== undefined) world.paidLeft = paidLeft
    if (receipts !== undefined) world.receipts = receipts
  },
  template: ({ world }, _, { id, params }) => void world.templates.set(id ?? '', { params: params ?? [], byUid: true }),
  webhook: async ({ hook }, _, { url }) => ({ ok: await hook.register(url ?? '') }),
  duplicate({ hook }, _, { count }) {
    hook.duplicates = count ?? 1
  },
  repeat: ({ hook }) => hook.repeatLast(),
  advance: (server, _, { ms }) => server.advance(ms ?? 0),
  fail: (server, _, { count, code, path }) => server.failNext(count ?? 1, code ?? -200, path),
  drop: (server, _, { count, path }) => server.dropAnswers(count ?? 1, path),
  slow: (server, _, { count, ms, path }) => server.slowDown(count ?? 1, ms ?? 0, path),
  revoke: ({ oauth }) => oauth.revoke(),
  expire: ({ oauth }) => oauth.expireAccess(),
  grant: ({ oauth }) => {
    const { access, refresh } = oauth.grant()
    return { access, refresh }
  },
  wait: (_, user, { text, after, timeoutMs }) =>
    user.waitFor((message) => message.text.includes(text ?? ''), { after: after ?? 0, timeoutMs: timeoutMs ?? 10_000 }),
  inbox: (_, user) => shown(user),
  calls: ({ calls }) => calls,
  deliveries: ({ hook }) => hook.deliveries.map(({ event, answers }) => ({ event: event.event_name, answers })),
  failures: ({ failures }) => failures,
}

/**
 * Lets another process play the people, the OA's owner and the network: POST a JSON body to `/_control/<act>`, where
 * the acts are the names above; GET serves those that only look (`inbox?user=1`, `calls`, `deliveries`, `failures`).
 */
export async function control(server: ZaloOaServer, url: URL, body: string): Promise<unknown> {
  const order: Order = { ...JSON.parse(body === '' ? '{}' : body), ...Object.fromEntries(url.searchParams) }
  const name = url.pathname.replace('/_control/', '')
  const act = Object.hasOwn(acts, name) ? acts[name] : undefined
  if (act === undefined) throw new Error(`there is no control ${name}`)
  return (await act(server, server.user(order.user ?? '1001'), order)) ?? {}
}
