import type { TelegramChat } from './telegram-chat.ts'
import type { TelegramServer } from './telegram-server.ts'

interface Order {
  readonly user?: number
  readonly text?: string
  readonly label?: string
  readonly messageId?: number
  readonly name?: string
  readonly base64?: string
  readonly mime?: string
  readonly caption?: string
  readonly count?: number
  readonly code?: number
  readonly method?: string
  readonly timeoutMs?: number
  readonly after?: number
  readonly group?: number
  readonly origin?: string
  readonly place?: string
}

const shown = (chat: TelegramChat) =>
  chat.inbox.map(({ id, text, buttons, document }) => ({
    id,
    text,
    buttons,
    document: document && {
      name: document.name,
      size: document.bytes.length,
      base64: document.bytes.toString('base64'),
    },
  }))

/**
 * Lets another process play the people: POST a JSON body to `/_control/say`, `press`, `file`, `block`, `unblock`,
 * `fail`, `drop`, `reach` (what a public origin leads to) or `wait` (until a message of the user contains `text`);
 * `group-add` (the bot, with the code in `text`), `group-remove`, `group-say`, `group-upgrade` and `wait` with a `group`;
 * GET `/_control/inbox?user=1` or `?group=-5`, `calls`, `failures`.
 */
export async function control(server: TelegramServer, url: URL, body: string): Promise<unknown> {
  const order: Order = { ...JSON.parse(body === '' ? '{}' : body), ...readQuery(url) }
  const user = server.user(order.user ?? 1)
  const group = server.group(order.group ?? -1)
  const chat = order.group === undefined ? user : group
  const what = url.pathname.replace('/_control/', '')
  switch (what) {
    case 'say':
      return { update: user.say(order.text ?? '') }
    case 'press':
      return {
        query: order.messageId === undefined ? user.press(order.label ?? '') : user.press(order.messageId, order.label),
      }
    case 'file':
      return {
        update: user.sendFile(
          order.name ?? 'tep',
          Buffer.from(order.base64 ?? '', 'base64'),
          order.mime,
          order.caption,
        ),
      }
    case 'block':
      return { update: user.block() }
    case 'unblock':
      return { update: user.unblock() }
    case 'fail':
      server.failNext(order.count ?? 1, order.code ?? 500, order.method === undefined ? {} : { method: order.method })
      return {}
    case 'drop':
      server.dropAnswers(order.count ?? 1, order.method)
      return {}
    case 'wait':
      return chat.waitFor(({ text }) => text.includes(order.text ?? ''), {
        after: order.after ?? 0,
        timeoutMs: order.timeoutMs ?? 10_000,
      })
    case 'inbox':
      return shown(chat)
    case 'group-add':
      group.addBot(user.id, order.text)
      return {}
    case 'group-remove':
      group.removeBot(user.id)
      return {}
    case 'group-say':
      return { update: group.say(user.id, order.text ?? '') ?? null }
    case 'group-upgrade':
      return { group: group.upgrade().id }
    case 'reach':
      server.hook.reach.set(order.origin ?? '', order.place ?? '')
      return {}
    case 'calls':
      return server.calls
    case 'failures':
      return server.failures
    default:
      throw new Error(`there is no control ${what}`)
  }
}

function readQuery(url: URL): Order {
  const user = url.searchParams.get('user')
  const group = url.searchParams.get('group')
  return { ...(user === null ? {} : { user: Number(user) }), ...(group === null ? {} : { group: Number(group) }) }
}
