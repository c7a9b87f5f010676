import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { root } from './root.ts'

export const token = '123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr'

/** How many of the calls that sent a message were answered with this code. */
type Answers = ReadonlyMap<number, number>

/** The stand-in of Telegram in a process of its own. */
export interface StandIn {
  readonly apiRoot: string
  answers(): Promise<Answers>
}

/** Starts the stand-in, with or without Telegram's limits, for as long as the work takes. */
export async function withStandIn<T>(
  options: { readonly people: number; readonly strict: boolean },
  work: (standIn: StandIn) => Promise<T>,
): Promise<T> {
  const { PATH = '', HOME = '' } = process.env
  const args = ['--import', 'tsx', 'test/bench/stand-in-process.ts', '--token', token, '--people', `${options.people}`]
  const child = spawn(process.execPath, [...args, ...(options.strict ? ['--strict'] : [])], {
    cwd: root,
    env: { PATH, HOME },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  try {
    const [apiRoot] = await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended.then(() => [])])
    if (typeof apiRoot !== 'string') throw new Error('the stand-in ended before it was ready')
    return await work({ apiRoot, answers: () => answersOf(apiRoot) })
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}

async function answersOf(apiRoot: string): Promise<Answers> {
  const calls = (await (await fetch(`${apiRoot}/_control/calls`)).json()) as { method: string; code: number | null }[]
  const answers = new Map<number, number>()
  for (const { method, code } of calls)
    if (method === 'sendMessage') answers.set(code ?? 0, (answers.get(code ?? 0) ?? 0) + 1)
  return answers
}
