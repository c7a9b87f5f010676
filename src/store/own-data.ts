import { sql } from 'kysely'
import type { Inbound, OutboxRow } from '../app/ports/messages.ts'
import type { OwnData, OwnDataRecords } from '../app/ports/own-data.ts'
import type { AnswerBody } from '../core/answer.ts'
import type { Reply } from '../core/reply.ts'
import { ownRecords } from './own-records.ts'
import { json } from './storable.ts'
import type { Scope } from './tables.ts'

/** Reminders stay as they were sent: they are the office's proof of who was told what. */
const reminders: readonly OutboxRow['kind'][] = ['digest', 'ping', 'catch-up']
const onItsWay = ['queued', 'sending', 'held'] as const

/** What is kept about one person, and how it is taken away. */
export const ownDataRecords = ({ db, boardId }: Scope): OwnDataRecords => ({
  async ownData(personId) {
    const accounts = await db
      .selectFrom('accounts')
      .select(['channel', 'address', 'joined_at', 'closed_at'])
      .where('board_id', '=', boardId)
      .where('person_id', '=', personId)
      .orderBy('id')
      .execute()
    const answers = await db
      .selectFrom('answers')
      .innerJoin('occurrences', (join) =>
        join
          .onRef('occurrences.board_id', '=', 'answers.board_id')
          .onRef('occurrences.occurrence_id', '=', 'answers.occurrence_id'),
      )
      .select(['plan_id', 'title', 'revision', 'at', 'answers.body', 'instead_of'])
      .where('answers.board_id', '=', boardId)
      .where('answers.person_id', '=', personId)
      .orderBy('answers.id')
      .execute()
    const said = await db
      .selectFrom('outbox')
      .select(['id', 'channel', 'kind', 'created_at', 'sent_at', 'reply'])
      .where('board_id', '=', boardId)
      .where('person_id', '=', personId)
      .orderBy('id')
      .execute()
    const heard = await db
      .selectFrom('inbox')
      .select(['channel', 'received_at', 'heard'])
      .where('board_id', '=', boardId)
      .where('person_id', '=', personId)
      .orderBy('id')
      .execute()
    const replies = new Map(said.map((row) => [row.id, row.reply as Reply]))
    const messages: OwnData['messages'][number][] = [
      ...heard.map((row) => ({
        from: 'person' as const,
        channel: row.channel,
        at: row.received_at,
        kind: (row.heard as Inbound['heard']).kind,
        text: heardText(row.heard as Inbound['heard'], replies),
      })),
      ...said.map((row) => ({
        from: 'product' as const,
        channel: row.channel,
        at: row.sent_at ?? row.created_at,
        kind: row.kind,
        text: (row.reply as Reply).text,
      })),
    ]
    return {
      ...(await ownRecords({ db, boardId }, personId)),
      accounts: accounts.map(({ channel, address, joined_at, closed_at }) => ({
        channel,
        address,
        joinedAt: joined_at,
        closedAt: closed_at,
      })),
      answers: answers.map((row) => {
        const body = row.body as AnswerBody
        return {
          planId: row.plan_id,
          title: row.title,
          revision: row.revision,
          at: row.at,
          text: body.text ?? '',
          evidence: body.evidence.map(({ name }) => name),
          insteadOf: row.instead_of,
        }
      }),
      messages: messages.sort((a, b) => a.at - b.at || Number(a.from === 'product') - Number(b.from === 'product')),
    }
  },

  async eraseChats(personId, at) {
    // What was heard and said before the person joined has no name, but it has the address.
    const mine = (table: 'inbox' | 'outbox') => sql<boolean>`(${sql.ref(table)}.person_id = ${personId} or exists (
      select 1 from accounts a where a.board_id = ${boardId} and a.person_id = ${personId}
        and a.channel = ${sql.ref(table)}.channel and a.address = ${sql.ref(table)}.address))`
    // What waits for an address waits for nothing now; as long as it did, the rest would never be taken away.
    await db
      .updateTable('outbox')
      .set({ status: 'cancelled', note: 'its person had the address erased' })
      .where('board_id', '=', boardId)
      .where(mine('outbox'))
      .where('status', '=', 'held')
      .execute()
    const blanked = await db
      .selectFrom('outbox')
      .select('reply')
      .where('board_id', '=', boardId)
      .where(mine('outbox'))
      .where('kind', 'not in', reminders)
      .where('status', 'not in', onItsWay)
      .where('address', '<>', '')
      .where(sql<boolean>`reply -> 'files' is not null`)
      .execute()
    const tables = blanked.flatMap(({ reply }) =>
      ((reply as Reply).files ?? []).flatMap(({ mime, sha256 }) => (mime === 'text/csv' ? [sha256] : [])),
    )
    const said = await db
      .updateTable('outbox')
      .set({
        address: '',
        reply: sql`case when kind in (${sql.join(reminders)}) then reply else ${json({ text: '' })}::json end`,
      })
      .where('board_id', '=', boardId)
      .where(mine('outbox'))
      .where('status', 'not in', onItsWay)
      .where('address', '<>', '')
      .returning('id')
      .execute()
    // A file that an answer or a plan speaks of belongs to that record, and so does the line that brought it.
    const held = sql<boolean>`coalesce(heard -> 'file' ->> 'sha256', '') not in (
      select sha256 from evidence where board_id = ${boardId}
      union all
      select file ->> 'sha256' from plan_drafts where board_id = ${boardId} and file is not null
      union all
      select coalesce(part ->> 'sha256', '') from (
          select board_id, evidence from obstacles where board_id = ${boardId} and evidence is not null
          union all
          select board_id, evidence from recommendations where board_id = ${boardId} and evidence is not null) raised,
          json_array_elements(raised.evidence) part
        where board_id = ${boardId}
      union all
      select coalesce(part ->> 'sha256', '') from filled_forms, json_array_elements(
          case json_typeof(body -> 'evidence') when 'array' then body -> 'evidence' else '[]'::json end) part
        where board_id = ${boardId})`
    const heard = await db
      .updateTable('inbox')
      .set({ heard: json({ kind: 'text', text: '' }) })
      .where('board_id', '=', boardId)
      .where(mine('inbox'))
      .where('handled_at', 'is not', null)
      .where(held)
      .returning('id')
      .execute()
    await db
      .updateTable('inbox')
      .set({ address: '' })
      .where('board_id', '=', boardId)
      .where(mine('inbox'))
      .where('handled_at', 'is not', null)
      .execute()
    await db.deleteFrom('sessions').where('board_id', '=', boardId).where('person_id', '=', personId).execute()
    await db.deleteFrom('calendar_links').where('board_id', '=', boardId).where('person_id', '=', personId).execute()
    await db.deleteFrom('links').where('board_id', '=', boardId).where('person_id', '=', personId).execute()
    await db
      .updateTable('plan_drafts')
      .set({ address: '' })
      .where('board_id', '=', boardId)
      .where('person_id', '=', personId)
      .where('status', '<>', 'reading')
      .execute()
    // The address is part of what tells accounts apart, so each gets one of its own that is nobody's.
    const accounts = await db
      .updateTable('accounts')
      .set({
        status: 'closed',
        closed_at: sql<number>`coalesce(closed_at, ${at})`,
        address: sql<string>`'erased-' || id`,
        consent_version: null,
        consent_at: null,
        preferred_at: null,
      })
      .where('board_id', '=', boardId)
      .where('person_id', '=', personId)
      .where('address', 'not like', 'erased-%')
      .returning('id')
      .execute()
    return { accounts: accounts.length, heard: heard.length, said: said.length, tables: [...new Set(tables)] }
  },

  async isBeingTold(personId) {
    const row = await db
      .selectFrom('outbox')
      .select('id')
      .where('board_id', '=', boardId)
      .where('person_id', '=', personId)
      .where('status', 'in', onItsWay)
      .limit(1)
      .executeTakeFirst()
    return row !== undefined
  },
})

function heardText(heard: Inbound['heard'], replies: ReadonlyMap<number, Reply>): string {
  switch (heard.kind) {
    case 'text':
      return heard.text
    case 'choice':
      return replies.get(heard.outboxId)?.choices?.[heard.index]?.label ?? ''
    case 'file':
      return [heard.file.name, heard.caption].filter((part) => part !== '').join(': ')
    case 'refused-file':
      return heard.name
    default:
      return ''
  }
}
