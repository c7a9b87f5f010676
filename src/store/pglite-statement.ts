import { type PGlite, parse, protocol, type Results } from '@electric-sql/pglite'

/** A value that has one form as text, whatever type the statement gives it. */
type Plain = string | number | bigint | boolean | null | undefined

const isPlain = (value: unknown): value is Plain =>
  value === null || value === undefined || ['string', 'number', 'bigint', 'boolean'].includes(typeof value)

const { serialize } = protocol

/**
 * Runs one statement with its values. PGlite's own `query` goes into the database six times for it and asks for the
 * types first; plain values need no types, so everything is handed over at once, as a driver on a socket does it. A
 * statement with other values (bytes, dates, lists) goes PGlite's way.
 */
export function runStatement(db: PGlite, text: string, values: readonly unknown[]): Promise<Results> {
  if (!values.every(isPlain)) return db.query(text, [...values])
  const message = joined([
    serialize.parse({ text }),
    serialize.bind({ values: values.map((value) => (value === null || value === undefined ? null : String(value))) }),
    serialize.describe({ type: 'P' }),
    serialize.execute({}),
    serialize.sync(),
  ])
  return db.runExclusive(async () => {
    if (db.closed) throw new Error('PGlite is closed')
    const [result] = parse.parseResults(await db.execProtocolStream(message), db.parsers)
    if (result === undefined) throw new Error('the database gave no answer')
    return result
  })
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
