import type { Log } from '../src/app/ports/log.ts'

const nothing = (): void => {}

/** For tests that do not look at what is logged. */
export const silentLog: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing }
