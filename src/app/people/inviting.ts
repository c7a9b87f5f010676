import { foldVietnamese } from '../../core/fold.ts'
import { personOf } from '../../core/plan/board.ts'
import type { FileRef } from '../../core/reply.ts'
import { dateOf, shortDate } from '../../core/time.ts'
import * as vi from '../../text/vi.ts'
import { inviteText, qrName } from '../../text/vi-joining.ts'
import { type Spoken, say, type Talk } from '../conversation/talk.ts'
import type { Channel } from '../ports/channel.ts'
import type { Files } from '../ports/files.ts'
import type { ChannelName } from '../ports/messages.ts'
import { inviteDays, makeInvite } from './joining.ts'

/** A way to join: the link of a channel, and a picture of it for the telephone's camera. */
export interface InviteWay {
  readonly channel: ChannelName
  readonly link: string
  /** null: the link cannot be drawn. */
  readonly picture: FileRef | null
}

export type InviteWays = (code: string) => Promise<readonly InviteWay[]>

/** The ways of all channels that have links; `draw` gives a PNG. A link that cannot be drawn is given without picture. */
export function createInviteWays(parts: {
  readonly channels: readonly Channel[]
  readonly files: Files
  readonly draw: ((text: string) => Promise<Uint8Array>) | undefined
}): InviteWays {
  const picture = async (channel: ChannelName, link: string): Promise<FileRef | null> => {
    if (parts.draw === undefined) return null
    try {
      return await parts.files.keep(await parts.draw(link), qrName(channel), 'image/png')
    } catch {
      return null
    }
  }
  return async (code) => {
    const ways: InviteWay[] = []
    for (const channel of parts.channels) {
      const link = await channel.inviteLink(code)
      if (link !== undefined) ways.push({ channel: channel.name, link, picture: await picture(channel.name, link) })
    }
    return ways
  }
}

const isAdmin = ({ person }: Talk): boolean => person.roles.includes('admin')

/** `/moi`: offers everybody who has no channel of their own yet, or invites the one who is named. */
export async function invite(talk: Talk, name: string | undefined, ways: InviteWays): Promise<Spoken> {
  if (!isAdmin(talk)) return say(vi.onlyAdmins)
  const { people } = talk.office.board
  if (name !== undefined) {
    const folded = foldVietnamese(name)
    const found = people.find((one) => foldVietnamese(one.id) === folded || foldVietnamese(one.name) === folded)
    return found ? inviteOne(talk, found.id, ways) : say(vi.personUnknown(name))
  }
  const missing = []
  for (const person of people) {
    const accounts = await talk.records.accounts(person.id)
    if (!accounts.some(({ status, channel }) => status === 'active' && channel !== 'local')) missing.push(person)
  }
  if (missing.length === 0) return say(vi.nobodyToInvite)
  return say(vi.chooseToInvite, {
    choices: missing.map((person) => ({ label: person.name, value: `invite:${person.id}` })),
  })
}

/** A code, what to do with it on each channel, and pictures of the links. */
export async function inviteOne(talk: Talk, personId: string, waysOf: InviteWays): Promise<Spoken> {
  if (!isAdmin(talk)) return say(vi.onlyAdmins)
  const person = personOf(talk.office.board, personId)
  if (!person) return say(vi.personUnknown(personId))
  const code = await makeInvite(talk.records, personId, talk.person.id, talk.now)
  const ways = await waysOf(code)
  const files = ways.flatMap(({ picture }) => picture ?? [])
  const lastDay = shortDate(dateOf(talk.now + inviteDays * 86_400_000))
  const text = inviteText({ name: person.name, code, ways, pictured: files.length > 0, days: inviteDays, lastDay })
  return say(text, files.length > 0 ? { files } : {})
}
