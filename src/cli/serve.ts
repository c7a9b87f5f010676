import { compose, OtherClock, type Running, type ServeRole } from '../compose.ts'
import { type Config, readConfig, realChannelsOf } from '../config.ts'
import { readConfiguration } from '../config-files.ts'
import { adminsOf, type Board } from '../core/plan/board.ts'
import { type Instant, instantAt, isoInstant, parseInstant } from '../core/time.ts'
import { FolderHeld } from '../store/folder-lock.ts'
import { badConfiguration } from './exit-codes.ts'
import { openLog } from './open-log.ts'
import { printIssues } from './print-issues.ts'
import { stopSignal } from './stop-signal.ts'
import { version } from './version.ts'

export interface ServeOptions {
  readonly demo?: boolean
  readonly port?: string
  readonly data?: string
  readonly clock?: string
  readonly plan?: readonly string[]
  readonly role?: string
}

/** Where the demo's clock starts: a minute before the morning on which the sample plan's collection is in full swing. */
const demoStart: Instant = instantAt('2023-04-24', '07:29')

const complain = (line: string): void => console.error(line)

/** Runs until SIGTERM or SIGINT. Gives 78 for settings or files that do not allow a start, 1 for other failures. */
export async function serve(options: ServeOptions): Promise<number> {
  const env = {
    ...process.env,
    ...(options.port === undefined ? {} : { PORT: options.port }),
    ...(options.data === undefined ? {} : { DATA_DIR: options.data }),
  }
  const settings = readConfig(env)
  const asked = askedFor(options, settings.value)
  const office = await readConfiguration({
    ...(settings.value?.boardFile === undefined ? {} : { boardFile: settings.value.boardFile }),
    ...(options.plan === undefined ? {} : { plans: options.plan }),
  })
  const problems = [...settings.issues, ...asked.issues, ...office.issues]
  if (problems.length > 0 || !settings.value || !office.value) {
    printIssues(problems, complain)
    complain('Nothing was started. Correct the lines above and start again.')
    return badConfiguration
  }
  const config = settings.value
  const log = openLog(config.logLevel)
  const stop = stopSignal(process, ['SIGTERM', 'SIGINT'])
  let running: Running
  try {
    running = await compose(config, office.value, {
      demo: asked.demo,
      role: asked.role,
      log,
      version: version(),
      ...(asked.clockFrom === undefined ? {} : { clockFrom: asked.clockFrom }),
    })
  } catch (error) {
    if (error instanceof FolderHeld || error instanceof OtherClock) {
      complain(error.message)
      return badConfiguration
    }
    if (isPortTaken(error)) {
      complain(`Port ${config.port} is in use. Choose another one: dung-han serve --port ${config.port + 1}`)
      return 1
    }
    throw error
  }
  await announce(running, office.value.board, asked.role)
  await stop
  await running.close()
  return 0
}

interface Asked {
  readonly demo: boolean
  readonly role: 'all' | 'web' | 'worker' | 'scheduler'
  readonly clockFrom?: Instant
  readonly issues: Parameters<typeof printIssues>[0][number][]
}

function askedFor(options: ServeOptions, config: Config | undefined): Asked {
  const issues: Asked['issues'] = []
  const production = config?.production ?? false
  const roles = ['all', 'web', 'worker', 'scheduler'] as const
  const role = roles.find((one) => one === (options.role ?? 'all'))
  if (role === undefined)
    issues.push({ code: 'setting:invalid', path: '--role', found: String(options.role), wanted: roles.join(', ') })
  if (role !== undefined && role !== 'all' && config !== undefined && config.databaseUrl === undefined)
    issues.push({
      code: 'setting:invalid',
      path: '--role',
      found: role,
      wanted: 'a DATABASE_URL, because the embedded database serves one process only (then --role all)',
    })
  const clock = options.clock === undefined ? undefined : parseInstant(options.clock)
  if (options.clock !== undefined && clock === undefined)
    issues.push({
      code: 'setting:invalid',
      path: '--clock',
      found: options.clock,
      wanted: 'an instant such as 2023-04-24T07:29:00+07:00',
    })
  if (options.clock !== undefined && production)
    issues.push({
      code: 'setting:invalid',
      path: '--clock',
      found: options.clock,
      wanted: 'no virtual clock when NODE_ENV=production',
    })
  if (options.demo && production)
    issues.push({ code: 'setting:invalid', path: '--demo', found: 'true', wanted: 'no demo when NODE_ENV=production' })
  const noChannel = config !== undefined && realChannelsOf(config).length === 0
  const nothingConfigured = noChannel && !production
  if (production && noChannel)
    issues.push({
      code: 'setting:invalid',
      path: 'ZALO_BOT_TOKEN, ZALO_OA_APP_ID or TELEGRAM_BOT_TOKEN',
      found: '',
      wanted: 'a real channel when NODE_ENV=production',
    })
  const demo = options.demo === true || options.clock !== undefined || nothingConfigured
  if (demo && role !== 'all' && role !== undefined)
    issues.push({
      code: 'setting:invalid',
      path: '--role',
      found: role,
      wanted: 'all, because the demo runs in one process',
    })
  const clockFrom = clock ?? (nothingConfigured || options.demo ? demoStart : undefined)
  return { demo, role: role ?? 'all', issues, ...(clockFrom === undefined ? {} : { clockFrom }) }
}

const isPortTaken = (error: unknown): boolean =>
  error instanceof Error && (('code' in error && error.code === 'EADDRINUSE') || isPortTaken(error.cause))

async function announce(running: Running, board: Board, role: ServeRole): Promise<void> {
  const at = `http://${running.host === '0.0.0.0' ? 'localhost' : running.host}:${running.port}`
  console.log(`Đúng Hạn is ready: ${running.demo ? `${at}/chat` : at}`)
  if (running.demo) console.log(`The demo's clock stands at ${isoInstant(running.clock.now())}.`)
  // One process of several speaks for the channels: each new code ends the one before.
  if (running.channels.length === 0 || (role !== 'all' && role !== 'worker')) return
  console.log(`Channels: ${running.channels.join(', ')}`)
  const owner = await running.ownerAddress()
  if (owner !== undefined)
    console.log(`The Zalo OA is not connected yet. Its admin opens this address and agrees (once, 7 days): ${owner}`)
  for (const admin of adminsOf(board)) {
    const accounts = await running.store.read((records) => records.accounts(admin.id))
    if (accounts.some((account) => account.status === 'active' && account.channel !== 'local')) continue
    const { code, links } = await running.app.invite(admin.id, 'operator')
    console.log(
      `Invitation for ${admin.name} (once, 7 days): /start ${code}${links.map((link) => `  ${link}`).join('')}`,
    )
  }
}
