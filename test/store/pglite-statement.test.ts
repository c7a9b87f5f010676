import { PGlite } from '@electric-sql/pglite'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runStatement } from '../../src/store/pglite-statement.ts'

let db: PGlite

beforeAll(async () => {
  db = await PGlite.create()
  await db.exec(
    'create table things (id int primary key, name text, large bigint, yes boolean, part float8, body json)',
  )
})
afterAll(() => db.close())

const insert = 'insert into things values ($1, $2, $3, $4, $5, $6) returning *'

describe('a statement that is handed over at once', () => {
  it('is answered as PGlite answers it itself', async () => {
    const row = fc.tuple(
      fc.option(fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', ''))),
      fc.option(fc.maxSafeInteger()),
      fc.option(fc.boolean()),
      fc.option(fc.double({ noNaN: true })),
      fc.option(fc.json()),
    )
    await fc.assert(
      fc.asyncProperty(row, async (values) => {
        await db.exec('delete from things')
        const ours = await runStatement(db, insert, [1, ...values])
        await db.exec('delete from things')
        const theirs = await db.query(insert, [1, ...values])
        expect(ours).toEqual(theirs)
      }),
      { numRuns: 60 },
    )
  })

  it('may have no answer but a number of rows', async () => {
    await db.exec('delete from things')
    await runStatement(db, insert, [1, 'một', null, undefined, null, null])
    const answer = await runStatement(db, 'update things set name = $1 where id >= $2', ['hai', 1])
    expect(answer).toMatchObject({ rows: [], affectedRows: 1 })
  })

  it('takes bytes, dates and lists too', async () => {
    const found = await runStatement(db, 'select $1::bytea as b, $2::timestamptz as t, $3::int[] as l', [
      new Uint8Array([0, 255]),
      new Date(0),
      [1, 2],
    ])
    expect(found.rows).toEqual([{ b: new Uint8Array([0, 255]), t: new Date(0), l: [1, 2] }])
  })

  it('that fails says why by its code, alone and in a transaction, and leaves the connection usable', async () => {
    await db.exec('delete from things')
    await runStatement(db, insert, [1, null, null, null, null, null])
    const failing = [
      ['selec $1', ['x'], '42601'],
      ['select * from nowhere where id = $1', [1], '42P01'],
      [insert, [1, null, null, null, null, null], '23505'],
      [insert, ['no number', null, null, null, null, null], '22P02'],
      ['select 1 / $1::int', [0], '22012'],
    ] as const
    for (const [text, values, code] of failing) {
      await expect(runStatement(db, text, values)).rejects.toMatchObject({ code })
      expect((await runStatement(db, 'select $1::int as n', [7])).rows).toEqual([{ n: 7 }])
      await db.exec('begin')
      await expect(runStatement(db, text, values)).rejects.toMatchObject({ code })
      expect(db.isInTransaction()).toBe(true)
      await expect(runStatement(db, 'select $1::int', [7])).rejects.toMatchObject({ code: '25P02' })
      await db.exec('rollback')
      expect(db.isInTransaction()).toBe(false)
    }
    expect((await runStatement(db, 'select count(*)::int as n from things where id >= $1', [0])).rows).toEqual([
      { n: 1 },
    ])
  })
})
