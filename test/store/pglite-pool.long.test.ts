import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { listenStatement } from '../../src/store/listen-statement.ts'
import { type Database, openDatabase } from '../../src/store/open-database.ts'
import type { PoolClient } from '../../src/store/pool.ts'
import { freshPostgres, postgresUrl } from './fresh-postgres.ts'

/** The embedded pool and `pg.Pool` must be one and the same to those who use them. */
function poolContract(open: () => Promise<Database>): void {
  let database: Database
  const clients: PoolClient[] = []
  const client = async () => {
    const one = await database.pool.connect()
    clients.push(one)
    return one
  }
  const query = (text: string, values?: unknown[]) => database.pool.query(text, values)

  beforeAll(async () => {
    database = await open()
    await query('create table kept (n int8 primary key, at date, body json, raw bytea, list text[], yes boolean)')
  })
  afterAll(() => database.close())
  afterEach(async () => {
    for (const one of clients.splice(0)) one.release(true)
    await query('delete from kept')
  })

  it('reads and writes the types that the product uses', async () => {
    const raw = Buffer.from([0, 1, 255])
    const row = { n: 1682296200000, at: '2023-04-24', body: { b: 'ế', a: [1] }, raw, list: ['a', 'b"c', ''], yes: true }
    await query('insert into kept values ($1, $2, $3, $4, $5, $6)', [
      row.n,
      row.at,
      row.body,
      row.raw,
      row.list,
      row.yes,
    ])
    const answer = await database.pool.query({ text: 'select * from kept where yes = $1', values: [true] })
    expect(answer.rows).toEqual([row])
    expect(answer).toMatchObject({ command: 'SELECT', rowCount: 1 })
    expect((await query('select null as a, count(*) as b from kept')).rows).toEqual([{ a: null, b: 1 }])
    expect(await query('update kept set n = n + $1', [1])).toMatchObject({ command: 'UPDATE', rowCount: 1 })
  })

  it('runs a script of several statements and answers each', async () => {
    const answers = await query('insert into kept (n) values (1), (2); select n from kept order by n;')
    expect(answers).toMatchObject([{ rowCount: 2 }, { rows: [{ n: 1 }, { n: 2 }] }])
  })

  it('gives the SQLSTATE of an error and goes on', async () => {
    await query('insert into kept (n) values ($1)', [1])
    await expect(query('insert into kept (n) values ($1)', [1])).rejects.toMatchObject({ code: '23505' })
    await expect(query('selec 1')).rejects.toMatchObject({ code: '42601' })
    expect((await query('select 1 as one')).rows).toEqual([{ one: 1 }])
  })

  it('finds the tables of the product and of BullMQ without their schemas', async () => {
    expect((await query('show search_path')).rows[0].search_path.replace(' ', '')).toBe('public,bullmq')
  })

  it('shows no other client what is not committed', async () => {
    const writer = await client()
    await writer.query('begin')
    await writer.query('insert into kept (n) values (1)')
    const seen = query('select n from kept')
    await writer.query('insert into kept (n) values (2)')
    await writer.query('rollback')
    expect((await seen).rows).toEqual([])
  })

  it('keeps a failed transaction to its client until it is rolled back', async () => {
    const writer = await client()
    await writer.query('begin')
    await expect(writer.query('select 1/0')).rejects.toMatchObject({ code: '22012' })
    const other = query('select 1 as one')
    await expect(writer.query('select 1')).rejects.toMatchObject({ code: '25P02' })
    await writer.query('rollback')
    expect((await other).rows).toEqual([{ one: 1 }])
  })

  it('lets an idle client hold nothing', async () => {
    await client()
    await client()
    expect((await query('select 1 as one')).rowCount).toBe(1)
  })

  it('rolls back for a client that is destroyed inside its transaction', async () => {
    const writer = await database.pool.connect()
    await writer.query('begin')
    await writer.query('insert into kept (n) values (1)')
    writer.release(true)
    expect((await query('select n from kept')).rows).toEqual([])
  })

  it('tells those who listen, after SQL comments too, and not those who do not', async () => {
    const [listener, deaf] = [await client(), await client()]
    const heard: unknown[] = []
    deaf.on('notification', (message) => heard.push(message))
    await listener.query('-- wakes the worker\n-- at once\nLISTEN jobs;\n')
    const told = once(listener, 'notification')
    await query("select pg_notify('jobs', 'ế')")
    expect((await told)[0]).toMatchObject({ channel: 'jobs', payload: 'ế' })
    expect(heard).toEqual([])
  })

  it('goes on telling one listener when another stops', async () => {
    const [stays, leaves] = [await client(), await client()]
    const heard: unknown[] = []
    leaves.on('notification', (message) => heard.push(message))
    for (const one of [stays, leaves]) await one.query('LISTEN jobs')
    await leaves.query('UNLISTEN jobs')
    const told = once(stays, 'notification')
    await query("notify jobs, 'x'")
    expect((await told)[0]).toMatchObject({ payload: 'x' })
    expect(heard).toEqual([])
  })

  it('tells nobody of what was rolled back', async () => {
    const listener = await client()
    await listener.query('LISTEN jobs')
    const told = once(listener, 'notification')
    await query("begin; notify jobs, 'no'; rollback; notify jobs, 'yes'")
    expect((await told)[0]).toMatchObject({ payload: 'yes' })
  })
}

describe('the pool on PGlite', () => {
  poolContract(() => openDatabase({ dataDir: ':memory:' }))

  it('lets what was asked for finish before it ends, and takes nothing after', async () => {
    const { pool } = await openDatabase({ dataDir: ':memory:' })
    const client = await pool.connect()
    await client.query('begin')
    const waiting = pool.query('select 1 as one')
    const ended = pool.end()
    await expect(pool.query('select 1')).rejects.toThrow('Cannot use a pool after calling end on the pool')
    await client.query('commit')
    client.release()
    expect((await waiting).rows).toEqual([{ one: 1 }])
    await ended
  })

  it('rolls back a BEGIN that was still running when its client was released', async () => {
    const { pool } = await openDatabase({ dataDir: ':memory:' })
    const client = await pool.connect()
    const begun = client.query('begin')
    const refused = expect(client.query('select 1')).rejects.toThrow(/released/)
    client.release()
    await begun
    await refused
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await pool.end()
  })
})

// Left out without a PostgreSQL server: DUNG_HAN_TEST_POSTGRES names one.
describe.skipIf(!postgresUrl)('the pool on PostgreSQL', () => {
  let drop = async () => {}
  // Before the pool's own, so that it runs after it.
  afterAll(() => drop())
  poolContract(async () => {
    const fresh = await freshPostgres()
    drop = fresh.drop
    return openDatabase({ databaseUrl: fresh.url, dataDir: '/nowhere' })
  })
})

describe('a statement that listens', () => {
  it.each([
    ['LISTEN jobs', { listen: true, channel: 'jobs' }],
    ['-- a\n/* b\nc */ listen Jobs ;\n', { listen: true, channel: 'jobs' }],
    ['LISTEN "a""B"', { listen: true, channel: 'a"B' }],
    ['unlisten *;', { listen: false, channel: null }],
    ['UNLISTEN jobs -- done', { listen: false, channel: 'jobs' }],
    ['LISTEN *', undefined],
    ["select 'LISTEN jobs'", undefined],
    ['LISTEN a; select 1', undefined],
  ])('is recognised: %j', (text, statement) => {
    expect(listenStatement(text)).toEqual(statement)
  })
})
