import pino, { type Logger } from 'pino'
import type { Config } from '../config.ts'

/** Lines for operators, as JSON on stderr. */
export const openLog = (level: Config['logLevel']): Logger =>
  pino(
    { level, base: null, redact: ['*.token', '*.address'], serializers: { error: shownError, err: shownError } },
    pino.destination({ dest: 2, sync: true }),
  )

/**
 * What may be logged of an error: its kind, its code, where it happened, and its text up to the first quotation, since
 * databases and parsers quote what people wrote. Everything else that hangs on it (a query and its values) stays out.
 */
export function shownError(error: unknown): object | string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    name: error.name,
    ...code,
    message: error.message.replace(/["“`].*$/s, '…').slice(0, 200),
    at: at.slice(0, 6).map((line) => line.trim()),
  }
}
