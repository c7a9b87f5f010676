import { parseArgs } from 'node:util'
import { startTelegramServer } from '../fakes/telegram-server.ts'

// The stand-in of the Bot API in a process of its own, with people who have started the bot already: 1, 2, 3 and so on.
const { values } = parseArgs({
  options: { token: { type: 'string' }, people: { type: 'string' }, strict: { type: 'boolean', default: false } },
})
const server = await startTelegramServer({ token: values.token ?? '', strict: values.strict, control: true })
for (let id = 1; id <= Number(values.people ?? 1); id += 1) server.user(id).started = true
console.log(server.apiRoot)
