import { sql } from 'kysely'
import type { OwnAct, OwnData } from '../app/ports/own-data.ts'
import type { Scope } from './tables.ts'

interface FoundForm {
  readonly title: string
  readonly revision: number
  readonly at: number
  readonly body: OwnData['forms'][number]['body']
}
interface FoundAct {
  readonly kind: OwnAct
  readonly at: number
  readonly about: string | null
  readonly day: string | null
  readonly text: string | null
}

/**
 * What a person filled in, raised, asked for, promised, instructed, decided, moved and sent to many (by the messages'
 * keys), oldest first.
 */
export async function ownRecords({ db, boardId }: Scope, personId: string): Promise<Pick<OwnData, 'forms' | 'acts'>> {
  const forms = await sql<FoundForm>`
    select title, revision, at, body from filled_forms
    where board_id = ${boardId} and person_id = ${personId} order by id`.execute(db)
  const acts = await sql<FoundAct>`
    select act.kind, act.at, o.title as about, act.day, act.text from (
      select 'obstacle' as kind, raised_at as at, occurrence_id, null::date as day, what as text from obstacles
        where board_id = ${boardId} and person_id = ${personId}
      union all
      select 'recommendation', raised_at, occurrence_id, null, what from recommendations
        where board_id = ${boardId} and person_id = ${personId}
      union all
      select 'concern-closed', closed_at, occurrence_id, null, instruction from obstacles
        where board_id = ${boardId} and closed_by = ${personId}
      union all
      select 'concern-closed', closed_at, occurrence_id, null, instruction from recommendations
        where board_id = ${boardId} and closed_by = ${personId}
      union all
      select 'extension-asked', asked_at, occurrence_id, extended_to, reason from extensions
        where board_id = ${boardId} and asked_by = ${personId}
      union all
      select 'extension-decided', decided_at, occurrence_id, null, basis from extensions
        where board_id = ${boardId} and decided_by = ${personId} and asked_by is not null
      union all
      select 'deadline-moved', decided_at, occurrence_id, extended_to, basis from extensions
        where board_id = ${boardId} and decided_by = ${personId} and asked_by is null
      union all
      select 'broadcast', split_part(key, '|', 3)::bigint, null, null, max(reply ->> 'text') from outbox
        where board_id = ${boardId} and starts_with(key, ${`broadcast|${personId}|`}) group by 2
      union all
      select 'promise', at, occurrence_id, promised_on, null from promises
        where board_id = ${boardId} and person_id = ${personId}
      union all
      select 'instruction-given', given_at, occurrence_id, due, what from instructions
        where board_id = ${boardId} and given_by = ${personId}
      union all
      select 'instruction-done', done_at, occurrence_id, null, outcome from instructions
        where board_id = ${boardId} and done_by = ${personId}
      union all
      select 'verdict', v.at, a.occurrence_id, null, v.remark from answer_verdicts v
        join answers a on a.board_id = v.board_id and a.id = v.answer_id
        where v.board_id = ${boardId} and v.by = ${personId}
      union all
      select 'calendar', created_at, null, null, null from calendar_links
        where board_id = ${boardId} and person_id = ${personId}
    ) act left join occurrences o on o.board_id = ${boardId} and o.occurrence_id = act.occurrence_id
    order by act.at, act.kind`.execute(db)
  return {
    forms: forms.rows.map((row) => ({ ...row, at: Number(row.at) })),
    acts: acts.rows.map((row) => ({ ...row, at: Number(row.at), text: row.text ?? '' })),
  }
}
