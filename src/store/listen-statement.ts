/** A `LISTEN` or `UNLISTEN` that stands alone; `channel` is null for `UNLISTEN *`. */
export interface ListenStatement {
  readonly listen: boolean
  readonly channel: string | null
}

// Comments before, between and after the words; block comments of PostgreSQL nest, but nobody nests them here.
const comments = /--[^\n]*|\/\*[\s\S]*?\*\//g
const statement = /^\s*(UN)?LISTEN\s+(?:"((?:[^"]|"")+)"|([A-Za-z_][\w$]*)|(\*))\s*;?\s*$/i

/**
 * Recognises a statement that starts or stops listening, also after SQL comments; undefined for any other text.
 * An unquoted name is folded to lower case, as PostgreSQL does.
 * @example listenStatement('-- wake the worker\nLISTEN jobs;') // { listen: true, channel: 'jobs' }
 */
export function listenStatement(text: string): ListenStatement | undefined {
  if (!/listen/i.test(text)) return undefined
  const found = statement.exec(text.replace(comments, ' '))
  if (!found) return undefined
  const listen = found[1] === undefined
  if (found[4] !== undefined) return listen ? undefined : { listen, channel: null }
  const channel = found[2] !== undefined ? found[2].replaceAll('""', '"') : (found[3] ?? '').toLowerCase()
  return { listen, channel }
}

/** The statement in words that PostgreSQL reads, with the name quoted. */
export const listenSql = (listen: boolean, channel: string): string =>
  `${listen ? 'LISTEN' : 'UNLISTEN'} "${channel.replaceAll('"', '""')}"`
