import { createHash, randomInt } from 'node:crypto'
import { personOf } from '../core/plan/board.ts'
import { dateOf, type Instant } from '../core/time.ts'
import * as vi from '../text/vi.ts'
import type { Office } from './office.ts'
import type { InboxRow, NewOutboxRow } from './ports/messages.ts'
import type { Records } from './ports/store.ts'

export const inviteDays = 7
/** Wrong codes an address may send in a day. */
const triesADay = 5

/** No letters or digits that look alike; 10 of 31 signs are about 49 bits, far from guessing in five tries a day. */
const signs = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

export const hashCode = (code: string): string =>
  createHash('sha256')
    .update(
      code
        .trim()
        .toUpperCase()
        .replace(/[^A-Z0-9]/g, ''),
    )
    .digest('hex')

/**
 * Makes a one-time code for a person: five signs, a dash, five signs. Only its SHA-256 is kept; earlier unused codes
 * end.
 */
export async function makeInvite(records: Records, personId: string, actor: string, now: Instant): Promise<string> {
  const drawn = Array.from({ length: 10 }, () => signs[randomInt(signs.length)]).join('')
  const code = `${drawn.slice(0, 5)}-${drawn.slice(5)}`
  await records.addInvite(personId, hashCode(code), now, now + inviteDays * 86_400_000)
  await records.audit({ at: now, actor, action: 'invite.made', subject: personId, detail: {} })
  return code
}

const lineTo = (row: InboxRow, key: string, text: string, now: Instant): NewOutboxRow => ({
  key,
  kind: 'notice',
  channel: row.channel,
  address: row.address,
  personId: null,
  reply: { text },
  createdAt: now,
  about: [],
})

/**
 * What an address hears that belongs to nobody yet: a code joins it; anything else gets one polite line a day and
 * nothing of any plan.
 */
export async function hearStranger(
  records: Records,
  office: Office,
  row: InboxRow,
  now: Instant,
): Promise<NewOutboxRow[]> {
  const day = dateOf(now)
  const who = createHash('sha256').update(`${row.channel}:${row.address}`).digest('hex').slice(0, 24)
  const code =
    row.heard.kind === 'text' ? /^\/start(?:@\w+)?\s+(\S.{0,63})$/i.exec(row.heard.text.trim())?.[1] : undefined
  if (code === undefined) return [lineTo(row, `stranger|${who}|${day}`, vi.strangerLine, now)]

  const fact = `tries|${who}|${day}`
  const tries = Number((await records.fact(fact)) ?? 0)
  if (tries >= triesADay) return [lineTo(row, `tries|${who}|${day}`, vi.tooManyCodes, now)]
  const personId = await records.useInvite(hashCode(code), now)
  const person = personId === undefined ? undefined : personOf(office.board, personId)
  if (!person) {
    await records.setFact(fact, String(tries + 1))
    return [lineTo(row, `code|${row.id}`, vi.inviteRefused, now)]
  }
  await records.join(person.id, row.channel, row.address, now)
  await records.audit({
    at: now,
    actor: person.id,
    action: 'account.joined',
    subject: person.id,
    detail: { channel: row.channel },
  })
  return [{ ...lineTo(row, `joined|${row.id}`, vi.joined(person.name, office.board.name), now), personId: person.id }]
}
