import { foldVietnamese } from '../../core/fold.ts'
import { type Person, personOf } from '../../core/plan/board.ts'
import type { Reply } from '../../core/reply.ts'
import type { Instant } from '../../core/time.ts'
import * as vi from '../../text/vi.ts'
import * as words from '../../text/vi-consent.ts'
import { channelNames } from '../../text/vi-joining.ts'
import { type Spoken, say, type Talk } from '../conversation/talk.ts'
import { toAdmins } from '../delivery/tell-admins.ts'
import type { Office } from '../office.ts'
import type { Account } from '../ports/account.ts'
import type { ChannelName, InboxRow, NewOutboxRow } from '../ports/messages.ts'
import type { Records } from '../ports/store.ts'

/** The question, with its text before it. */
export const consentQuestion = (person: Person, boardName: string, head = ''): Reply => ({
  text: `${head === '' ? '' : `${head}\n`}${words.consentText(person.name, boardName)}`,
  choices: [
    { label: words.agreeLabel, value: `consent:yes:${words.consentVersion}` },
    { label: words.refuseLabel, value: `consent:no:${words.consentVersion}` },
  ],
})

/** Whether a message is the question for consent of this account. */
const questionKey = (account: Account): string => `consent|${account.id}|`

/** A row to one account; the only ones that go to an account without consent. */
export const rowTo = (account: Account, key: string, reply: Reply, now: Instant): NewOutboxRow => ({
  key,
  kind: 'notice',
  channel: account.channel,
  address: account.address,
  personId: account.personId,
  reply,
  createdAt: now,
  about: [],
})

/** Asks an account that has just joined, or that joined before anybody was asked. */
export const askConsent = (
  account: Account,
  person: Person,
  office: Office,
  cause: string,
  now: Instant,
): NewOutboxRow => rowTo(account, `${questionKey(account)}${cause}`, consentQuestion(person, office.board.name), now)

/** Whether the account has been asked already. */
export async function wasAsked(records: Records, account: Account): Promise<boolean> {
  const rows = await records.outboxTo(account.personId, 50)
  return rows.some(({ key }) => key.startsWith(questionKey(account)))
}

type Said = 'yes' | 'no' | undefined

const yes: ReadonlySet<string> = new Set(['1', 'dong y', 'co', 'toi dong y', 'nhat tri', 'yes', 'ok', '/dongy'])
const no: ReadonlySet<string> = new Set([
  '2',
  'khong dong y',
  'toi khong dong y',
  'khong',
  'tu choi',
  'no',
  '/roi',
  '/rutdongy',
])

/** What a text says to the question; anything that is not plainly one of the two is neither. */
function saidBy(text: string): Said {
  const tidy = foldVietnamese(text.normalize('NFKC').slice(0, 100)).replace(/[.!,;)\s]+$/, '')
  return yes.has(tidy) ? 'yes' : no.has(tidy) ? 'no' : undefined
}

/** A choice of the question: `yes:VERSION` or `no:VERSION`. An answer to another text than today's is none. */
function saidByChoice(value: string): Said {
  if (value === `yes:${words.consentVersion}`) return 'yes'
  return value === `no:${words.consentVersion}` ? 'no' : undefined
}

/** Whoever has joined and not agreed hears nothing but the question, whatever is said. */
export async function hearUndecided(
  records: Records,
  office: Office,
  row: InboxRow,
  account: Account,
  person: Person,
  now: Instant,
): Promise<NewOutboxRow[]> {
  const { heard } = row
  let said: Said
  if (heard.kind === 'text') said = saidBy(heard.text)
  if (heard.kind === 'choice') {
    const from = await records.outbox(heard.outboxId)
    const value = from?.personId === person.id ? from.reply.choices?.[heard.index]?.value : undefined
    if (value?.startsWith('consent:')) said = saidByChoice(value.slice('consent:'.length))
  }
  if (said === 'yes') return [rowTo(account, `in|${row.id}|0`, await agree(records, office, account, person, now), now)]
  if (said === 'no') {
    const spoken = await refuse(records, office, account, person, now)
    return [rowTo(account, `in|${row.id}|0`, { text: words.refusedReply }, now), ...spoken]
  }
  const head = (await wasAsked(records, account)) ? words.consentFirst : ''
  return [rowTo(account, `${questionKey(account)}in|${row.id}`, consentQuestion(person, office.board.name, head), now)]
}

/** Keeps that the person agrees: from now on the account may be told of work. */
async function agree(records: Records, office: Office, account: Account, person: Person, now: Instant): Promise<Reply> {
  await records.addConsent(account, 'given', words.consentVersion, now)
  await records.audit({
    at: now,
    actor: person.id,
    action: 'consent.given',
    subject: person.id,
    detail: { channel: account.channel, version: words.consentVersion },
  })
  return { text: `${words.consentNoted}\n${vi.joined(person.name, office.board.name)}` }
}

async function refuse(
  records: Records,
  office: Office,
  account: Account,
  person: Person,
  now: Instant,
): Promise<NewOutboxRow[]> {
  await records.addConsent(account, 'refused', words.consentVersion, now)
  await records.closeAccount(account.id, now)
  await records.audit({
    at: now,
    actor: person.id,
    action: 'consent.refused',
    subject: person.id,
    detail: { channel: account.channel, version: words.consentVersion },
  })
  const text = words.refusedNotice(person.name, channelNames[account.channel])
  return toAdmins(records, office, { key: `refused|${account.id}|${now}`, text, except: person.id }, now)
}

/** Whether the person agreed to an earlier text than today's and is to be asked again. */
export const agreedBefore = (account: Account): boolean =>
  account.consent !== null && account.consent.version !== words.consentVersion

/**
 * Today's text for a person who agreed to an earlier one, once a day and never between a question and its answer; until
 * it is answered the earlier consent holds.
 */
export async function askAgain(talk: Talk): Promise<readonly { readonly key: string; readonly reply: Reply }[]> {
  const { account, person, office, records, now } = talk
  if (!agreedBefore(account) || (await records.activeSession(person.id)) !== undefined) return []
  const still = await records.accountAt(account.channel, account.address)
  if (still?.status !== 'active' || !agreedBefore(still)) return []
  const day = Math.floor(now / 86_400_000)
  const reply = consentQuestion(person, office.board.name, words.newVersionHead)
  return [{ key: `${questionKey(account)}${words.consentVersion}|${day}`, reply }]
}

/** A choice of the question pressed, or `/dongy` typed, by a person who may already be told of work. */
export async function answerConsent(talk: Talk, value: string): Promise<Spoken> {
  const { records, office, account, person, now } = talk
  const said = saidByChoice(value)
  if (said === undefined) return { replies: [consentQuestion(person, office.board.name, words.newVersionHead)] }
  if (said === 'no') {
    const told = await refuse(records, office, account, person, now)
    return {
      ...say(words.refusedReply),
      notices: told.map(({ key, personId, reply }) => ({ key, personId: personId ?? '', reply })),
    }
  }
  if (!agreedBefore(account)) return say(words.alreadyAgreed)
  await agree(records, office, account, person, now)
  return say(words.consentNoted)
}

/** `/dongy` of somebody who has agreed before. */
export const agreeAgain = (talk: Talk): Promise<Spoken> => answerConsent(talk, `yes:${words.consentVersion}`)

/** The demo's people join its page and agree: they are made up, and whoever tries the demo sees their work at once. */
export async function joinPage(records: Records, people: readonly Person[], now: Instant): Promise<void> {
  const there = await records.accountsAt(people.map(({ id }) => ({ channel: 'local', address: id })))
  const absent = people.filter(({ id }) => !there.some(({ address }) => address === id))
  const joined = await records.joinAll(
    'local',
    absent.map(({ id }) => ({ personId: id, address: id })),
    now,
  )
  const undecided = [...there, ...joined].filter(
    ({ status, consent }) => status === 'active' && consent?.version !== words.consentVersion,
  )
  await records.addConsents(undecided, 'given', words.consentVersion, now)
}

/** Asks accounts of these channels that have joined before anybody was asked, each once. */
export async function askUndecided(
  records: Records,
  office: Office,
  channels: ReadonlySet<ChannelName>,
  now: Instant,
): Promise<void> {
  for (const account of await records.accountsWithoutConsent()) {
    const person = personOf(office.board, account.personId)
    if (person === undefined || !channels.has(account.channel) || (await wasAsked(records, account))) continue
    await records.addOutbox(askConsent(account, person, office, 'start', now))
  }
}
