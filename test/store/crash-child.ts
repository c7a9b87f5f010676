import { writeSync } from 'node:fs'
import type { Channel } from '../../src/app/ports/channel.ts'
import { openQueue } from '../../src/queue/bullmq-queue.ts'
import { openDatabase } from '../../src/store/open-database.ts'
import { openStore } from '../../src/store/open-store.ts'
import { boardNamed, message } from '../contracts/store.contract.ts'
import { silentLog } from '../silent-log.ts'

// Writes rows and jobs without end; prints each row's id when it is committed and its job is added.
const database = await openDatabase({ dataDir: process.argv[2] ?? '' })
const store = openStore(database, 'ban')
await store.write((records) => records.putBoard(boardNamed('ban')))
const queue = await openQueue({ database, log: silentLog })
const channel = { name: 'local', can: { perSecond: null } } as Channel
await queue.run([channel], () => new Promise(() => {}))
for (let count = 0; ; count += 1) {
  const row = await store.write(async (records) => {
    await records.audit({ at: count, actor: 'system', action: 'row', subject: String(count), detail: {} })
    return records.addOutbox(message(`${process.pid}-${count}`))
  })
  await queue.add('local', [row?.id ?? 0])
  writeSync(1, `${row?.id}\n`)
}
