import type { ZaloBotServer } from './zalo-bot-server.ts'

interface Order {
  readonly user?: string
  readonly group?: string
  readonly text?: string
  readonly label?: string
  readonly base64?: string
  readonly caption?: string
  readonly mime?: string
  readonly event?: string
  readonly content?: object
  readonly how?: 'mention' | 'reply' | 'plain'
  readonly count?: number
  readonly code?: number
  readonly method?: string
  readonly timeoutMs?: number
  readonly skip?: number
  readonly from?: string
  readonly to?: string
}

const shown = (server: ZaloBotServer, user: string) =>
  server.user(user).inbox.map(({ picture, ...message }) => ({
    ...message,
    ...(picture === undefined ? {} : { picture: { url: picture.url, base64: picture.bytes.toString('base64') } }),
  }))

/**
 * Lets another process play the people: POST a JSON body to `/_control/say`, `choose` (types the number of a label),
 * `picture`, `file`, `voice`, `sticker`, `event` (any name and content), `group`, `block`, `repeat` (the newest event
 * again), `fail`, `drop`, `late`, `habits`, `limits`, `reach` or `wait` (until a message of the user contains `text`);
 * GET `/_control/inbox?user=a`, `calls`, `deliveries`, `counted`, `failures`.
 */
export async function control(server: ZaloBotServer, url: URL, body: string): Promise<unknown> {
  const order: Order = { ...JSON.parse(body === '' ? '{}' : body), ...readQuery(url) }
  const { world } = server
  const user = world.user(order.user ?? 'a1')
  const count = order.count ?? 1
  const what = url.pathname.replace('/_control/', '')
  switch (what) {
    case 'say':
      return { message: user.say(order.text ?? '') }
    case 'choose':
      return { message: user.choose(order.label ?? '') }
    case 'picture':
      return { message: user.sendPicture(Buffer.from(order.base64 ?? '', 'base64'), order.caption, order.mime) }
    case 'file':
      return { message: user.sendFile() }
    case 'voice':
      return { message: user.sendVoice() }
    case 'sticker':
      return { message: user.sendSticker() }
    case 'event':
      return { message: user.send(order.event ?? 'message.unknown.received', order.content) }
    case 'group':
      world.group(order.group ?? 'g1').say(user, order.text ?? '', order.how)
      return {}
    case 'block':
      user.block()
      return {}
    case 'repeat':
      if (world.newest !== undefined) world.redeliver(world.newest)
      return {}
    case 'fail':
      server.failNext(count, order.code ?? 403, order.method === undefined ? {} : { method: order.method })
      return {}
    case 'drop':
      server.dropAnswers(count, order.method)
      return {}
    case 'late':
      server.loseInTime(count, order.method)
      return {}
    case 'habits':
      return Object.assign(world.habits, JSON.parse(body))
    case 'limits':
      return Object.assign(world.limits, JSON.parse(body))
    case 'reach':
      server.reach.set(order.from ?? '', order.to ?? '')
      return {}
    case 'wait':
      return user.waitFor(({ text }) => text.includes(order.text ?? ''), {
        skip: order.skip ?? 0,
        timeoutMs: order.timeoutMs ?? 10_000,
      })
    case 'inbox':
      return shown(server, user.id)
    case 'calls':
      return server.calls
    case 'deliveries':
      return server.webhook.deliveries
    case 'counted':
      return Object.fromEntries(world.counted)
    case 'failures':
      return server.failures
    default:
      throw new Error(`there is no control ${what}`)
  }
}

function readQuery(url: URL): Order {
  const user = url.searchParams.get('user')
  return user === null ? {} : { user }
}
