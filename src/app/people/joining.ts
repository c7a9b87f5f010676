import { createHash, randomInt } from 'node:crypto'
import { personOf } from '../../core/plan/board.ts'
import { dateOf, type Instant } from '../../core/time.ts'
import * as vi from '../../text/vi.ts'
import { channelIsFull, channelIsFullNotice } from '../../text/vi-delivery.ts'
import { guessedNotice } from '../../text/vi-joining.ts'
import { codeIn, codeSigns } from '../conversation/typed-code.ts'
import { toAdmins } from '../delivery/tell-admins.ts'
import type { Office } from '../office.ts'
import type { InboxRow, NewOutboxRow } from '../ports/messages.ts'
import type { Records } from '../ports/store.ts'
import { askConsent } from './consent.ts'

export const inviteDays = 7
/** Wrong codes an address may send in a day, and how many once many addresses guess. */
const triesADay = 5
const triesWhenGuessed = 1
/** So many wrong codes in a day, from whatever addresses, are guessing. */
const guessing = 50

export const hashCode = (code: string): string =>
  createHash('sha256')
    .update(
      code
        .trim()
        .toUpperCase()
        .replace(/[^A-Z0-9]/g, ''),
    )
    .digest('hex')

/** Five signs, a dash, five signs. */
export function drawCode(): string {
  const drawn = Array.from({ length: 10 }, () => codeSigns[randomInt(codeSigns.length)]).join('')
  return `${drawn.slice(0, 5)}-${drawn.slice(5)}`
}

/**
 * Makes a one-time code for a person: five signs, a dash, five signs. Only its SHA-256 is kept; earlier unused codes
 * end.
 */
export async function makeInvite(records: Records, personId: string, actor: string, now: Instant): Promise<string> {
  const code = drawCode()
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
 * What an address hears that belongs to nobody yet: a code joins it, and the question for consent follows; anything
 * else gets one polite line a day and nothing of any plan. `peopleLimit`: how many people the channel serves.
 */
export async function hearStranger(
  records: Records,
  office: Office,
  row: InboxRow,
  now: Instant,
  peopleLimit?: number,
): Promise<NewOutboxRow[]> {
  const day = dateOf(now)
  const who = createHash('sha256').update(`${row.channel}:${row.address}`).digest('hex').slice(0, 24)
  const code = row.heard.kind === 'text' ? codeIn(row.heard.text) : undefined
  if (code === undefined) return [lineTo(row, `stranger|${who}|${day}`, vi.strangerLine, now)]

  const fact = `tries|${who}|${day}`
  const tries = Number((await records.fact(fact)) ?? 0)
  const wrong = await wrongToday(records, day)
  if (tries >= (wrong >= guessing ? triesWhenGuessed : triesADay))
    return [lineTo(row, `tries|${who}|${day}`, vi.tooManyCodes, now)]
  // Of two who join at once only one takes the last place.
  if (peopleLimit !== undefined) await records.serialise([`people|${row.channel}`])
  // The code is kept for another channel.
  if (peopleLimit !== undefined && ((await records.peopleOn()).get(row.channel) ?? 0) >= peopleLimit) {
    const full = lineTo(row, `full|${who}|${day}`, channelIsFull(row.channel, peopleLimit), now)
    const notice = { key: `full|${row.channel}|${day}`, text: channelIsFullNotice(row.channel, peopleLimit) }
    return [full, ...(await toAdmins(records, office, notice, now))]
  }
  const personId = await records.useInvite(hashCode(code), now)
  const person = personId === undefined ? undefined : personOf(office.board, personId)
  if (!person) {
    await records.setFact(fact, String(tries + 1))
    await records.setFact(wrongCodes, `${day} ${wrong + 1}`)
    const line = lineTo(row, `code|${row.id}`, vi.inviteRefused, now)
    if (wrong + 1 < guessing) return [line]
    return [line, ...(await toAdmins(records, office, { key: `guessing|${day}`, text: guessedNotice(guessing) }, now))]
  }
  const account = await records.join(person.id, row.channel, row.address, now)
  await records.audit({
    at: now,
    actor: person.id,
    action: 'account.joined',
    subject: person.id,
    detail: { channel: row.channel },
  })
  return [askConsent(account, person, office, String(row.id), now)]
}

/** The day and how many codes were wrong on it, over all addresses: codes are looked at one after the other. */
const wrongCodes = 'wrong-codes'

async function wrongToday(records: Records, day: string): Promise<number> {
  const [counted, count] = ((await records.factToChange(wrongCodes)) ?? '').split(' ')
  return counted === day ? Number(count) : 0
}
