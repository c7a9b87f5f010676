import { randomUUID } from 'node:crypto'
import pg from 'pg'

/** A URL of a PostgreSQL server on which databases may be made; without it the tests that need one are left out. */
export const postgresUrl = process.env.DUNG_HAN_TEST_POSTGRES

/** Makes an empty database; `drop` removes it with whoever is still connected. */
export async function freshPostgres(): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const name = `dung_han_${randomUUID().replaceAll('-', '')}`
  await onServer(`create database ${name}`)
  const url = new URL(postgresUrl ?? '')
  url.pathname = `/${name}`
  return { url: url.href, drop: () => onServer(`drop database ${name} with (force)`) }
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client(postgresUrl)
  await client.connect()
  await client.query(statement)
  await client.end()
}
