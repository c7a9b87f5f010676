import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const root = resolve(import.meta.dirname, '..')
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

/** Where a process runs: `root` is the package (default: this one), `cwd` its working directory (default: the package). */
interface Where {
  readonly root?: string
  readonly cwd?: string
}

/** The prepared program of this run where a package has it, else the sources; the first starts sooner. */
function programIn(home: string): readonly string[] {
  const prepared = join(home, process.env.DUNG_HAN_TEST_PROGRAM ?? 'none')
  return existsSync(prepared) ? [prepared] : ['--import', tsx, join(home, 'src/main.ts')]
}

/** A process lives too shortly to win back what it takes to compile the embedded database a second, better time. */
const engine = ['--liftoff-only']

/** A folder that is gone when the test ends. */
export async function temporaryFolder(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'dung-han-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) }
}

/** A real `dung-han` process. */
export class Process implements AsyncDisposable {
  readonly child: ChildProcess
  out = ''
  err = ''
  readonly #ended: Promise<number | null>
  #heard: (() => void)[] = []

  private constructor(args: readonly string[], env: Readonly<Record<string, string>>, where: Where) {
    const { PATH = '', HOME = '' } = process.env
    const home = where.root ?? root
    this.child = spawn(process.execPath, [...engine, ...programIn(home), ...args], {
      cwd: where.cwd ?? home,
      env: { PATH, HOME, LOG_LEVEL: 'warn', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const hear = (): void => {
      for (const tell of this.#heard.splice(0)) tell()
    }
    this.child.stdout?.on('data', (chunk: Buffer) => {
      this.out += chunk.toString('utf8')
      hear()
    })
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.err += chunk.toString('utf8')
      hear()
    })
    this.#ended = new Promise((done) => {
      this.child.on('exit', (code) => {
        done(code)
        hear()
      })
    })
  }

  static start(args: readonly string[], env: Readonly<Record<string, string>> = {}, where: Where = {}): Process {
    return new Process(args, env, where)
  }

  /** Waits until the process has printed something that fits; fails when it ends first. */
  async printed(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.out)
      if (found) return found
      if (this.child.exitCode !== null || this.child.signalCode !== null)
        throw new Error(`ended with ${this.child.exitCode ?? this.child.signalCode}:\n${this.out}\n${this.err}`)
      await new Promise<void>((again) => this.#heard.push(again))
    }
  }

  /** The address of the web server, once it is ready. */
  async ready(): Promise<string> {
    return (await this.printed(/is ready: (http:\/\/[\w.]+:\d+)/))[1] ?? ''
  }

  ended(): Promise<number | null> {
    return this.#ended
  }

  async kill(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal)
    return this.#ended
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) await this.kill('SIGKILL')
  }
}

/** Talks to a served chat page as another program would. */
export class Page {
  readonly #base: string

  constructor(base: string) {
    this.#base = base
  }

  async get<T>(path: string): Promise<T> {
    const answer = await fetch(`${this.#base}${path}`, { headers: { Accept: 'application/json' } })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as T
  }

  async post(path: string, body: object): Promise<void> {
    const answer = await fetch(`${this.#base}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  }

  passTo(iso: string): Promise<void> {
    return this.post('/chat/clock', { to: iso })
  }

  async texts(person: string): Promise<readonly string[]> {
    const lines = await this.get<readonly { from: string; text: string }[]>(`/chat/${person}/lines.json`)
    return lines.filter((line) => line.from === 'product').map((line) => line.text)
  }
}
