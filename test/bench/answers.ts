import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApplication } from '../../src/app/application.ts'
import type { Channel } from '../../src/app/ports/channel.ts'
import type { Inbound } from '../../src/app/ports/messages.ts'
import { localChannel } from '../../src/channel/local.ts'
import { VirtualClock } from '../../src/clock.ts'
import { readConfiguration } from '../../src/config-files.ts'
import { instantAt } from '../../src/core/time.ts'
import { drawChart } from '../../src/document/draw-chart.ts'
import { writeCsv } from '../../src/document/write-csv.ts'
import { writeDocx } from '../../src/document/write-docx.ts'
import { openQueue } from '../../src/queue/bullmq-queue.ts'
import { openFiles } from '../../src/store/files.ts'
import { openDatabase } from '../../src/store/open-database.ts'
import { openStore } from '../../src/store/open-store.ts'
import { consentVersion } from '../../src/text/vi-consent.ts'
import { textReader } from '../fakes/text-reader.ts'
import { silentLog } from '../silent-log.ts'
import type { Account, Course, Told } from './answering-people.ts'
import { largeOffice } from './large-office.ts'
import type { Ratio } from './measure.ts'
import { poster } from './post.ts'
import { root } from './root.ts'

/** Answers a second, and what the reply to one may take. */
const rate = 200
const replyLimitMs = 1_000
/** `DUNG_HAN_BENCH_LONG` measures the whole minute. */
const seconds = process.env.DUNG_HAN_BENCH_LONG === undefined ? 15 : 60

/** A channel over HTTP whose other end is another process; its messages come as a webhook's do. */
function httpChannel(): { readonly channel: Channel; readonly hearAt: Promise<string>; sendTo(url: string): void } {
  let sendTo = ''
  const { post, close } = poster(32)
  let opened = (_url: string): void => {}
  const hearAt = new Promise<string>((resolve) => {
    opened = resolve
  })
  const { can } = localChannel({ onSent: () => {} })
  const channel: Channel = {
    name: 'zalo-oa',
    can,
    async send(row) {
      const told: Told = {
        outboxId: row.id,
        address: row.address,
        text: row.reply.text,
        labels: (row.reply.choices ?? []).map(({ label }) => label),
      }
      if ((await post(sendTo, told)) !== 200) throw new Error('the people could not be told')
      return { providerId: String(row.id) }
    },
    async listen(take, stop) {
      const server = createServer((request, response) => {
        const parts: Buffer[] = []
        request.on('data', (part: Buffer) => parts.push(part))
        request.on('end', () => {
          const heard = JSON.parse(Buffer.concat(parts).toString('utf8')) as Omit<Inbound, 'channel'>
          take({ ...heard, channel: 'zalo-oa' }).then(
            () => response.end(),
            () => {
              response.statusCode = 503
              response.end()
            },
          )
        })
      })
      server.keepAliveTimeout = 0
      server.listen(0, '127.0.0.1', () => opened(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
      await once(stop, 'abort')
      close()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
    async inviteLink() {
      return undefined
    },
  }
  return {
    channel,
    hearAt,
    sendTo(url) {
      sendTo = url
    },
  }
}

/** An office of 600 on an embedded database in a folder, and its people, who answer from another process. */
async function answering(): Promise<Account> {
  const { value: sample } = await readConfiguration({ plans: ['config/plans/gia-lai-2023.yaml'] })
  if (sample === undefined) throw new Error('the configuration gives no office')
  const office = largeOffice(sample, 60, 10, 15)
  const folder = await mkdtemp(join(tmpdir(), 'dung-han-bench-'))
  const database = await openDatabase({ dataDir: folder })
  const store = openStore(database, office.board.id)
  const clock = new VirtualClock(instantAt('2023-04-24', '07:00'))
  const { channel, hearAt, sendTo } = httpChannel()
  const app = createApplication({
    store,
    files: openFiles(folder),
    queue: await openQueue({ database, prefix: office.board.id, log: silentLog }),
    channels: [channel],
    office,
    clock,
    log: silentLog,
    write: writeDocx,
    drawChart,
    writeTable: writeCsv,
    documents: textReader(),
  })
  const child = fork(join(root, 'test/bench/answering-people.ts'), { execArgv: ['--import', 'tsx'] })
  try {
    await app.start({ deliver: true })
    const now = clock.now()
    await store.write(async (records) => {
      for (const { id } of office.board.people)
        await records.addConsent(await records.join(id, channel.name, id, now), 'given', consentVersion, now)
    })
    const course: Course = {
      hearAt: await hearAt,
      people: office.board.people.map(({ id }) => id),
      rate,
      warmUpSeconds: 8,
      seconds,
    }
    child.send(course)
    const [opened] = (await once(child, 'message')) as [{ sendTo: string }]
    sendTo(opened.sendTo)
    child.send({ go: true })
    const [{ account }] = (await once(child, 'message')) as [{ account: Account }]
    return account
  } finally {
    child.kill()
    await app.stop()
    await store.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Flow steps of an office's people at their own pace: none lost, and how long the reply to one takes. */
export async function answers(): Promise<readonly Ratio[]> {
  const account = await answering()
  const { asked, answered, skipped, refused, saved, replyMs } = account
  const p99 = replyMs[Math.ceil(replyMs.length * 0.99) - 1] ?? Number.POSITIVE_INFINITY
  if (saved === 0) throw new Error('nobody came to the end of an answer')
  const load = `${rate} answers/s for ${seconds} s`
  return [
    {
      what: `${load}: p99 of the reply / its limit`,
      measured: `${Math.round(p99)} ms`,
      against: `${replyLimitMs} ms`,
      ratio: p99 / replyLimitMs,
      bound: { atMost: 1 },
    },
    {
      what: `${load}: replies / answers`,
      measured: `${answered} of ${asked}`,
      against: `${refused} refused, ${saved} saved`,
      ratio: asked === 0 ? 0 : answered / asked,
      bound: { atLeast: 1 },
      counted: true,
    },
    {
      what: `${load}: taken / meant`,
      measured: `${Math.round(asked / account.seconds)}/s`,
      against: `${skipped} not said, all waited`,
      ratio: asked / account.seconds / rate,
      bound: { atLeast: 0.98 },
    },
  ]
}
