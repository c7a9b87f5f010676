import { Agent, request } from 'node:http'

/** Gives the function that posts a value as JSON over a few connections that stay open; it gives the status. */
export function poster(connections: number): { post(url: string, value: unknown): Promise<number>; close(): void } {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  return {
    post: (url, value) =>
      new Promise((resolve, reject) => {
        const asked = request(url, { method: 'POST', agent }, (answer) => {
          answer.resume()
          answer.once('end', () => resolve(answer.statusCode ?? 0))
          answer.once('error', reject)
        })
        asked.once('error', reject)
        asked.end(JSON.stringify(value))
      }),
    close: () => agent.destroy(),
  }
}
