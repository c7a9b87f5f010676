import type { HttpBindings } from '@hono/node-server'

/** What a request brings along beside itself; nothing of it is there when the app is called without a socket. */
export interface WebEnv {
  Bindings: Partial<HttpBindings> & {
    /** Aborted when the server stops, so that endless answers end. */
    readonly stopping?: AbortSignal
  }
}
