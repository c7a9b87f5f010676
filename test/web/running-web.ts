import { request } from 'node:http'
import type { Demo } from '../../src/app/demo/demo.ts'
import type { Health } from '../../src/app/pages/health.ts'
import type { Log } from '../../src/app/ports/log.ts'
import { createWeb, listen } from '../../src/web/server.ts'

export interface Running {
  readonly url: string
  readonly port: number
  readonly logged: readonly { readonly level: string; readonly fields: object; readonly message: string }[]
  close(): Promise<void>
}

/** The real server on loopback, on a free port if none is given; what it logs is kept. */
export async function running(
  demo?: Demo,
  health: Health = { ready: async () => ({ ok: true, parts: { database: 'ok' } }) },
  port = 0,
): Promise<Running> {
  const logged: { level: string; fields: object; message: string }[] = []
  const at = (level: string) => (fields: object, message: string) => void logged.push({ level, fields, message })
  const log: Log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
  const web = createWeb({ ...(demo === undefined ? {} : { demo }), health, log, version: '1.2.3' })
  const server = await listen(web, { port, host: '127.0.0.1' })
  return { url: `http://127.0.0.1:${server.port}`, port: server.port, logged, close: server.close }
}

/** A request with exactly these headers (`fetch` does not let Host or Origin be set). */
export function ask(
  port: number,
  path: string,
  given: { method?: string; headers?: { [name: string]: string }; body?: string } = {},
): Promise<{ status: number; body: string; headers: { [name: string]: string | string[] | undefined } }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path, method: given.method ?? 'GET', headers: given.headers, agent: false },
      (answer) => {
        answer.setEncoding('utf8')
        let body = ''
        answer.on('data', (part: string) => {
          body += part
        })
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body, headers: answer.headers }))
      },
    )
    sent.on('error', reject)
    sent.end(given.body)
  })
}
