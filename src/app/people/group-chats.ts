import { createHash } from 'node:crypto'
import { personOf, type Unit, unitOf } from '../../core/plan/board.ts'
import { dateOf, type Instant } from '../../core/time.ts'
import { onlyAdmins } from '../../text/vi.ts'
import * as vi from '../../text/vi-group.ts'
import { type Spoken, say, type Talk } from '../conversation/talk.ts'
import { codeIn } from '../conversation/typed-code.ts'
import { toAdmins } from '../delivery/tell-admins.ts'
import type { Office } from '../office.ts'
import type { DeliveryError } from '../ports/channel.ts'
import type { ChannelName, InboxRow, NewOutboxRow, OutboxRow } from '../ports/messages.ts'
import type { Records } from '../ports/store.ts'
import type { UnitChat } from '../ports/unit-chats.ts'
import { drawCode, hashCode } from './joining.ts'

/** Whoever makes a code is about to add the bot to the group. */
const codeHours = 24
const hourMs = 3_600_000
/** Wrong codes a group may send in a day. */
const triesADay = 5

/** The Units whose groups a person may link: an admin's are all, a head's is the own one. */
function unitsOf({ person, office: { board } }: Talk): readonly Unit[] {
  if (person.roles.includes('admin')) return board.units
  const own = person.roles.includes('head') ? unitOf(board, person.unitId) : undefined
  return own === undefined ? [] : [own]
}

/** `/nhom` in a private chat: a code for the Unit's group, or the Units to choose from. */
export async function linkGroup(talk: Talk): Promise<Spoken> {
  const units = unitsOf(talk)
  const [only] = units
  if (only === undefined) return say(vi.onlyHeadsLinkGroups)
  if (talk.groupLinks === undefined) return say(vi.groupNotOffered)
  if (units.length === 1) return linkGroupOf(talk, only.id)
  return say(vi.chooseUnitForGroup, { choices: units.map(({ id, name }) => ({ label: name, value: `group:${id}` })) })
}

/** Makes the one-time code that links a group to this Unit. Only its SHA-256 is kept. */
export async function linkGroupOf(talk: Talk, unitId: string): Promise<Spoken> {
  const { records, person, now } = talk
  const unit = unitsOf(talk).find(({ id }) => id === unitId)
  if (unit === undefined) return say(onlyAdmins)
  if (talk.groupLinks === undefined) return say(vi.groupNotOffered)
  const code = drawCode()
  const expiresAt = now + codeHours * hourMs
  await records.addUnitChatCode({ hash: hashCode(code), unitId, madeBy: person.id, at: now, expiresAt })
  await records.audit({ at: now, actor: person.id, action: 'group.code-made', subject: unitId, detail: {} })
  const linked = (await records.unitChats()).filter((chat) => chat.unitId === unitId).length
  return say(vi.groupCodeMade(unit.name, code, await talk.groupLinks(code), codeHours, linked))
}

/** What a group tells: a command, its new id, or that the product is no longer in it. Gives what is said, and to whom. */
export async function hearGroup(
  records: Records,
  office: Office,
  row: InboxRow,
  now: Instant,
): Promise<readonly NewOutboxRow[]> {
  const { heard } = row
  if (heard.kind !== 'group') return []
  if (heard.event === 'command') return [await hearCommand(records, office, row, heard.text, now)]
  const chat = await records.unitChatAt(row.channel, row.address)
  if (chat === undefined) return []
  return heard.event === 'removed'
    ? closeGroup(records, office, chat, now)
    : moveGroup(records, office, chat, heard.to, now)
}

/** The product is no longer in the group: nothing more goes there, and the admins are told once. */
export async function closeGroup(
  records: Records,
  office: Office,
  chat: UnitChat,
  now: Instant,
): Promise<readonly NewOutboxRow[]> {
  if (!(await records.closeUnitChat(chat.id, now))) return []
  const detail = { chat: chat.id, channel: chat.channel }
  await records.audit({ at: now, actor: 'system', action: 'group.closed', subject: chat.unitId, detail })
  const notice = { key: `group-closed|${chat.id}|${now}`, text: vi.groupClosedNotice(nameOf(office, chat)) }
  return toAdmins(records, office, notice, now)
}

/** The group has another id from now on; the admins are told once. */
export async function moveGroup(
  records: Records,
  office: Office,
  chat: UnitChat,
  address: string,
  now: Instant,
): Promise<readonly NewOutboxRow[]> {
  await records.moveUnitChat(chat.id, address)
  const detail = { chat: chat.id, channel: chat.channel }
  await records.audit({ at: now, actor: 'system', action: 'group.moved', subject: chat.unitId, detail })
  const notice = { key: `group-moved|${chat.id}|${now}`, text: vi.groupMovedNotice(nameOf(office, chat)) }
  return toAdmins(records, office, notice, now)
}

/** The channel has said that the address of this message is another one now; gives the notices where it is a group's. */
export async function groupMoved(
  records: Records,
  office: Office,
  row: OutboxRow,
  address: string,
  now: Instant,
): Promise<readonly OutboxRow[]> {
  const chat = row.personId === null ? await records.unitChatAt(row.channel, row.address) : undefined
  return chat === undefined ? [] : addAll(records, await moveGroup(records, office, chat, address, now))
}

/**
 * A message to a group that its channel did not take for good: `never` closes the group, anything else is told to the
 * admins once a day. Gives the notices, or undefined when the message was for no group.
 */
export async function groupFailed(
  records: Records,
  office: Office,
  row: OutboxRow,
  retry: DeliveryError['retry'],
  now: Instant,
): Promise<readonly OutboxRow[] | undefined> {
  if (row.personId !== null) return undefined
  const chat = await records.unitChatAt(row.channel, row.address)
  if (chat === undefined) return undefined
  if (retry === 'never') return addAll(records, await closeGroup(records, office, chat, now))
  const key = `group-refused|${chat.id}|${dateOf(now)}`
  const text = vi.groupRefusedNotice(nameOf(office, chat))
  return addAll(records, await toAdmins(records, office, { key, text }, now))
}

const nameOf = ({ board }: Office, { unitId }: UnitChat): string => unitOf(board, unitId)?.name ?? unitId

async function hearCommand(
  records: Records,
  office: Office,
  row: InboxRow,
  text: string,
  now: Instant,
): Promise<NewOutboxRow> {
  const who = hashOf(row.channel, row.address)
  const typed = /^\/(?:start|nhom)\s+(\S.{0,63})$/i.exec(text.trim())?.[1]
  const code = typed === undefined ? undefined : codeIn(`/start ${typed}`)
  // One line an hour: in a group everybody reads it.
  const line = () =>
    toGroup(row, `group-line|${who}|${Math.floor(now / hourMs)}`, vi.groupPrivateOnly, now, { privately: true })
  if (code === undefined) return line()

  const fact = `group-tries|${who}|${dateOf(now)}`
  const tries = Number((await records.fact(fact)) ?? 0)
  if (tries >= triesADay) return toGroup(row, `group-tries|${who}|${dateOf(now)}`, vi.groupTooManyCodes, now)
  const used = await records.useUnitChatCode(hashCode(code), now)
  const unit = used === undefined ? undefined : unitOf(office.board, used.unitId)
  const maker = used === undefined ? undefined : personOf(office.board, used.madeBy)
  if (used === undefined || unit === undefined || maker === undefined) {
    await records.setFact(fact, String(tries + 1))
    return toGroup(row, `group-code|${row.id}`, vi.groupCodeRefused, now)
  }
  const chat = await records.joinUnitChat(unit.id, row.channel, row.address, maker.id, now)
  const detail = { chat: chat.id, channel: row.channel }
  await records.audit({ at: now, actor: maker.id, action: 'group.joined', subject: unit.id, detail })
  return toGroup(row, `group-joined|${row.id}`, vi.groupJoined(unit.name, office.board.name), now, { privately: true })
}

const hashOf = (channel: ChannelName, address: string): string =>
  createHash('sha256').update(`${channel}:${address}`).digest('hex').slice(0, 24)

const toGroup = (
  row: InboxRow,
  key: string,
  text: string,
  now: Instant,
  more: { readonly privately?: true } = {},
): NewOutboxRow => ({
  key,
  kind: 'notice',
  channel: row.channel,
  address: row.address,
  personId: null,
  reply: { text, ...more },
  createdAt: now,
  about: [],
})

async function addAll(records: Records, rows: readonly NewOutboxRow[]): Promise<readonly OutboxRow[]> {
  const added: OutboxRow[] = []
  for (const row of rows) {
    const one = await records.addOutbox(row)
    if (one) added.push(one)
  }
  return added
}
