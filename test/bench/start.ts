import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { median, type Ratio, repeated, seconds, timed } from './measure.ts'
import { root } from './root.ts'

/** What a start and the first page may take, in milliseconds. */
const readyLimit = 10_000
const pageLimit = 1_000

interface Started {
  /** From the spawn to the line that says it is ready. */
  readonly readyMs: number
  readonly pageMs: number
}

/** Starts the demo as `npm start` does after the build, gets its first page and stops it again. */
async function startOn(folder: string): Promise<Started> {
  const { PATH = '', HOME = '' } = process.env
  const began = performance.now()
  const child = spawn(process.execPath, ['dist/main.js', 'serve', '--port', '0', '--data', folder], {
    cwd: root,
    env: { PATH, HOME, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  try {
    let page: string | undefined
    for await (const line of createInterface({ input: child.stdout })) {
      page = /is ready: (\S+)/.exec(line)?.[1]
      if (page !== undefined) break
    }
    if (page === undefined) throw new Error('the server ended before it was ready')
    const readyMs = performance.now() - began
    const address = page
    const pageMs = await timed(async () => {
      const answer = await fetch(address)
      if (!answer.ok || !(await answer.text()).includes('</html>')) throw new Error(`${answer.status} for ${address}`)
    })
    return { readyMs, pageMs }
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}

/** Start with a new and with an existing data folder, and the first page, each against its limit. */
export async function start(): Promise<readonly Ratio[]> {
  const fresh: Started[] = []
  const again: Started[] = []
  await repeated(3, 20_000, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dung-han-bench-'))
    try {
      fresh.push(await startOn(folder))
      again.push(await startOn(folder))
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    }
  })
  const ratioOf = (what: string, values: readonly number[], limit: number): Ratio => {
    const ms = median(values)
    return { what, measured: seconds(ms), against: seconds(limit), ratio: ms / limit, bound: { atMost: 1 } }
  }
  return [
    ratioOf(
      'ready, new data folder',
      fresh.map((one) => one.readyMs),
      readyLimit,
    ),
    ratioOf(
      'ready, existing data folder',
      again.map((one) => one.readyMs),
      readyLimit,
    ),
    ratioOf(
      'first page',
      [...fresh, ...again].map((one) => one.pageMs),
      pageLimit,
    ),
  ]
}
