import { type RawBuilder, sql } from 'kysely'
import type { ConcernKind, ConcernRecords, ConcernRow } from '../app/ports/concerns.ts'
import type { FileRef } from '../core/reply.ts'
import { json } from './storable.ts'
import type { Scope } from './tables.ts'

const tables = { obstacle: 'obstacles', recommendation: 'recommendations' } as const satisfies {
  readonly [K in ConcernKind]: string
}
const kinds: readonly ConcernKind[] = ['obstacle', 'recommendation']

interface Found {
  readonly kind: ConcernKind
  readonly id: number
  readonly what: string
  readonly raised_at: number
  readonly unit_id: string
  readonly person_id: string
  readonly occurrence_id: string | null
  readonly title: string | null
  readonly addressee: string | null
  readonly answer_id: number | null
  readonly evidence: readonly FileRef[] | null
  readonly instruction: string | null
  readonly closed_by: string | null
  readonly closed_at: number | null
}

/** Obstacles and recommendations, of answers and raised by themselves. */
export const concernRecords = ({ db, boardId }: Scope): ConcernRecords => {
  /** What a row says, with what its Answer knows of Unit, Person and Occurrence. */
  const find = (kind: ConcernKind, where: RawBuilder<unknown>) => sql<Found>`
    select ${kind}::text as kind, c.id, c.what, c.raised_at, coalesce(c.unit_id, o.unit_id) as unit_id,
      coalesce(c.person_id, a.person_id) as person_id, coalesce(c.occurrence_id, a.occurrence_id) as occurrence_id,
      o.title, c.addressee, c.answer_id, coalesce(c.evidence,
        (select json_agg(json_build_object('sha256', sha256, 'name', name, 'mime', mime, 'size', size) order by e.id)
         from evidence e where e.board_id = c.board_id and e.answer_id = c.answer_id)) as evidence,
      c.instruction, c.closed_by, c.closed_at
    from ${sql.table(tables[kind])} c
      left join answers a on a.board_id = c.board_id and a.id = c.answer_id
      left join occurrences o on o.board_id = c.board_id and o.occurrence_id = coalesce(c.occurrence_id, a.occurrence_id)
    where c.board_id = ${boardId} and ${where}`
  const findAll = async (where: RawBuilder<unknown>): Promise<readonly ConcernRow[]> => {
    const found: ConcernRow[] = []
    for (const kind of kinds) found.push(...(await find(kind, where).execute(db)).rows.map(concernOf))
    return found.sort((a, b) => a.raisedAt - b.raisedAt || kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || a.id - b.id)
  }
  const one = async (kind: ConcernKind, id: number): Promise<ConcernRow | undefined> =>
    (await find(kind, sql`c.id = ${id}`).execute(db)).rows.map(concernOf)[0]

  return {
    async addConcern({ kind, what, unitId, personId, occurrenceId, addressee, evidence }, at) {
      const { id } = await db
        .insertInto(tables[kind])
        .values({
          board_id: boardId,
          raised_at: at,
          what,
          unit_id: unitId,
          person_id: personId,
          occurrence_id: occurrenceId,
          addressee,
          evidence: evidence.length === 0 ? null : json(evidence),
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      const row = await one(kind, id)
      if (row === undefined) throw new Error('what was just written cannot be read')
      return row
    },

    concern: one,

    openConcerns: () =>
      findAll(sql`c.closed_at is null and (c.answer_id is null or not exists (
        select 1 from answers newer where newer.board_id = c.board_id and newer.occurrence_id = a.occurrence_id
          and newer.revision > a.revision))`),

    concernsRaised: (from, to) => findAll(sql`c.answer_id is null and c.raised_at >= ${from} and c.raised_at < ${to}`),

    async closeConcern(kind, id, instruction, by, at) {
      const closed = await db
        .updateTable(tables[kind])
        .set({ instruction, closed_by: by, closed_at: at })
        .where('board_id', '=', boardId)
        .where('id', '=', id)
        .where('closed_at', 'is', null)
        .returning('id')
        .executeTakeFirst()
      return closed !== undefined
    },
  }
}

const concernOf = (row: Found): ConcernRow => ({
  kind: row.kind,
  id: Number(row.id),
  what: row.what,
  raisedAt: Number(row.raised_at),
  unitId: row.unit_id,
  personId: row.person_id,
  occurrenceId: row.occurrence_id,
  title: row.title,
  addressee: row.addressee,
  answerId: row.answer_id === null ? null : Number(row.answer_id),
  evidence: row.evidence ?? [],
  instruction: row.instruction,
  closedBy: row.closed_by,
  closedAt: row.closed_at === null ? null : Number(row.closed_at),
})
