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
import type { Terminal } from './terminal.ts'
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

/** Runs until SIGTERM or SIGINT. Gives 78 for settings or files that do not allow a start, 1 for other failures. */
export async function serve(options: ServeOptions, terminal: Terminal): Promise<number> {
  const { complain, say } = terminal
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
    printIssues(problems, complain, say)
    complain(say.commands.nothingStarted)
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
      complain(error instanceof FolderHeld ? say.commands.folderHeld(error) : say.commands.otherClock[error.wanted])
      return badConfiguration
    }
    if (isPortTaken(error)) {
      complain(say.commands.portTaken(config.port))
      return 1
    }
    throw error
  }
  await announce(running, office.value.board, asked.role, terminal)
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
    issues.push({
      code: 'setting:invalid',
      path: '--role',
      found: String(options.role),
      wanted: { code: 'words', words: roles },
    })
  if (role !== undefined && role !== 'all' && config !== undefined && config.databaseUrl === undefined)
    issues.push({
      code: 'setting:invalid',
      path: '--role',
      found: role,
      wanted: { code: 'database-for-roles' },
    })
  const clock = options.clock === undefined ? undefined : parseInstant(options.clock)
  if (options.clock !== undefined && clock === undefined)
    issues.push({
      code: 'setting:invalid',
      path: '--clock',
      found: options.clock,
      wanted: { code: 'instant-such-as' },
    })
  if (options.clock !== undefined && production)
    issues.push({
      code: 'setting:invalid',
      path: '--clock',
      found: options.clock,
      wanted: { code: 'no-clock-in-production' },
    })
  if (options.demo && production)
    issues.push({ code: 'setting:invalid', path: '--demo', found: 'true', wanted: { code: 'no-demo-in-production' } })
  const noChannel = config !== undefined && realChannelsOf(config).length === 0
  const nothingConfigured = noChannel && !production
  if (production && noChannel)
    issues.push({
      code: 'setting:invalid',
      path: 'ZALO_BOT_TOKEN, ZALO_OA_APP_ID, TELEGRAM_BOT_TOKEN',
      found: '',
      wanted: { code: 'channel-in-production' },
    })
  const demo = options.demo === true || options.clock !== undefined || nothingConfigured
  if (demo && role !== 'all' && role !== undefined)
    issues.push({
      code: 'setting:invalid',
      path: '--role',
      found: role,
      wanted: { code: 'all-for-demo' },
    })
  const clockFrom = clock ?? (nothingConfigured || options.demo ? demoStart : undefined)
  return { demo, role: role ?? 'all', issues, ...(clockFrom === undefined ? {} : { clockFrom }) }
}

const isPortTaken = (error: unknown): boolean =>
  error instanceof Error && (('code' in error && error.code === 'EADDRINUSE') || isPortTaken(error.cause))

async function announce(running: Running, board: Board, role: ServeRole, { out, say }: Terminal): Promise<void> {
  const at = `http://${running.host === '0.0.0.0' ? 'localhost' : running.host}:${running.port}`
  out(say.commands.ready(running.demo ? `${at}/chat` : at))
  if (running.demo) out(say.commands.demoClock(isoInstant(running.clock.now())))
  // One process of several speaks for the channels: each new code ends the one before.
  if (running.channels.length === 0 || (role !== 'all' && role !== 'worker')) return
  out(say.commands.channels(running.channels))
  const owner = await running.ownerAddress()
  if (owner !== undefined) out(say.commands.connectOa(owner))
  for (const admin of adminsOf(board)) {
    const accounts = await running.store.read((records) => records.accounts(admin.id))
    if (accounts.some((account) => account.status === 'active' && account.channel !== 'local')) continue
    const { code, links } = await running.app.invite(admin.id, 'operator')
    out(say.commands.invitation(admin.name, code, links))
  }
}
