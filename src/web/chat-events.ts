import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Demo } from '../app/demo/demo.ts'
import type { WebEnv } from './web-env.ts'

type PageEvent = 'chat' | 'people' | 'overview'

/** While a week passes in a second, a page needs to look again only a few times. */
const spacingMs = 200

/**
 * Server-sent events for an open page, without content: `chat` when the open chat has changed, `people` when another
 * one has, `overview` when the board has; all three at once for a page that is `behind`, because something happened
 * after it was made or while its connection was away. Events that come close together are sent as one. A comment goes
 * out every `beatMs`, so that a vanished browser is noticed. Ends, and stops listening, when the browser leaves or the
 * server stops.
 */
export function streamEvents(
  c: Context<WebEnv>,
  demo: Demo,
  openPersonId: string | undefined,
  behind: boolean,
  beatMs = 20_000,
): Response {
  return streamSSE(c, async (stream) => {
    const waiting = new Set<PageEvent>(behind ? ['chat', 'people', 'overview'] : [])
    let ended = false
    let beat = false
    let wake = (): void => {}

    const end = (): void => {
      ended = true
      wake()
    }
    stream.onAbort(end)
    const { stopping } = c.env ?? {}
    stopping?.addEventListener('abort', end, { once: true })
    if (stopping?.aborted) end()
    const stop = demo.subscribe((event) => {
      if (event.kind === 'overview') waiting.add('overview')
      else waiting.add(event.personId === openPersonId ? 'chat' : 'people')
      wake()
    })
    const pulse = setInterval(() => {
      beat = true
      wake()
    }, beatMs)
    const woken = (): Promise<void> =>
      new Promise((resolve) => {
        wake = resolve
      })

    try {
      await stream.write('retry: 2000\n: here\n\n')
      while (!ended) {
        if (waiting.size === 0 && !beat) await woken()
        if (ended) break
        if (beat) await stream.write(': here\n\n')
        beat = false
        const events = [...waiting]
        waiting.clear()
        for (const event of events) await stream.writeSSE({ event, data: event })
        if (events.length > 0) await new Promise((resolve) => setTimeout(resolve, spacingMs))
      }
    } finally {
      stop()
      clearInterval(pulse)
      stopping?.removeEventListener('abort', end)
    }
  })
}
