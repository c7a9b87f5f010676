import { EventEmitter } from 'node:events'
import type { Log } from '../../src/app/ports/log.ts'

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  readonly fields: object
  readonly message: string
}

/** Keeps every line, at every level, to look at afterwards. */
export class CapturedLog implements Log {
  readonly lines: LogLine[] = []
  private readonly changes = new EventEmitter()

  debug = (fields: object, message: string) => this.add({ level: 'debug', fields, message })
  info = (fields: object, message: string) => this.add({ level: 'info', fields, message })
  warn = (fields: object, message: string) => this.add({ level: 'warn', fields, message })
  error = (fields: object, message: string) => this.add({ level: 'error', fields, message })

  private add(line: LogLine): void {
    this.lines.push(line)
    this.changes.emit('line')
  }

  /** The first line that fits, as soon as there is one. */
  async waitFor(fits: (line: LogLine) => boolean): Promise<LogLine> {
    for (;;) {
      const found = this.lines.find(fits)
      if (found !== undefined) return found
      await new Promise((resolve) => this.changes.once('line', resolve))
    }
  }

  at(level: LogLine['level']): string[] {
    return this.lines.filter((line) => line.level === level).map((line) => line.message)
  }

  /** Everything that a log could show of the lines, errors with their causes and all own properties included. */
  everything(): string {
    return this.lines.map(({ fields, message }) => `${message} ${shown(fields)}`).join('\n')
  }
}

/** Whatever could be printed of a value, however deep. */
export function shown(value: unknown, depth = 0): string {
  if (depth > 8 || value === null || typeof value !== 'object') return String(value)
  const own = Object.getOwnPropertyNames(value).map((key) => `${key}=${shown(Reflect.get(value, key), depth + 1)}`)
  return `${value instanceof Error ? `${value.stack} ` : ''}{${own.join(' ')}}`
}
