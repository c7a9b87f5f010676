import { adminsOf } from '../../core/plan/board.ts'
import type { Reply } from '../../core/reply.ts'
import * as vi from '../../text/vi.ts'
import { consentVersion } from '../../text/vi-consent.ts'
import * as words from '../../text/vi-joining.ts'
import { type Notice, type Spoken, say, type Talk } from '../conversation/talk.ts'
import type { Account } from '../ports/account.ts'
import { openFor } from '../work/work-list.ts'

/** So long a question that cannot be undone may be answered. */
export const sureMs = 60 * 60 * 1000

/** How many open matters an admin is told. */
const workShown = 10

const isUsed = (account: Account): boolean => account.status === 'active' && account.consent !== null

async function otherChannels(talk: Talk): Promise<readonly string[]> {
  const all = await talk.records.accounts(talk.person.id)
  const others = all.filter((one) => one.id !== talk.account.id && isUsed(one))
  return [...new Set(others.map(({ channel }) => words.channelNames[channel]))]
}

async function isLastAdmin(talk: Talk): Promise<boolean> {
  if (!talk.person.roles.includes('admin')) return false
  for (const { id } of adminsOf(talk.office.board)) {
    const accounts = await talk.records.accounts(id)
    if (accounts.some((one) => one.id !== talk.account.id && isUsed(one))) return false
  }
  return true
}

/** Titles of the work that is open for the person's Unit, for whoever has to see to it now. */
export async function openTitles(talk: Talk): Promise<readonly string[]> {
  return (await openFor(talk)).slice(0, workShown).map(({ title }) => title)
}

/** `/roi` and `/rutdongy`: what it means, and whether that is what is wanted. */
export async function askToLeave(talk: Talk, how: 'leave' | 'withdraw'): Promise<Spoken> {
  const channel = words.channelNames[talk.account.channel]
  const ask = how === 'leave' ? words.askLeave : words.askWithdraw
  return say(ask(channel, await otherChannels(talk), await isLastAdmin(talk)), {
    choices: [
      {
        label: how === 'leave' ? words.leaveLabel : words.withdrawLabel,
        value: `leave:${how}:${talk.account.id}:${talk.now}`,
      },
      { label: words.stayLabel, value: `leave:stay:${talk.account.id}:${talk.now}` },
    ],
  })
}

/** The answer: `HOW:ACCOUNT:WHEN`. An old question, or one of another account, changes nothing. */
export async function leaveOrStay(talk: Talk, value: string): Promise<Spoken> {
  const [how, account, asked] = value.split(':')
  if (Number(account) !== talk.account.id || talk.now - Number(asked) > sureMs) return say(vi.staleButton)
  if (how === 'leave') return leave(talk, false)
  return how === 'withdraw' ? leave(talk, true) : say(words.stayed)
}

async function leave(talk: Talk, withdrawn: boolean): Promise<Spoken> {
  const { records, account, person, now } = talk
  if (withdrawn) await records.addConsent(account, 'withdrawn', account.consent?.version ?? consentVersion, now)
  await records.closeAccount(account.id, now)
  await records.audit({
    at: now,
    actor: person.id,
    action: withdrawn ? 'consent.withdrawn' : 'account.left',
    subject: person.id,
    detail: { channel: account.channel },
  })
  const channel = words.channelNames[account.channel]
  const text = words.leftNotice(person.name, channel, withdrawn, await otherChannels(talk), await openTitles(talk))
  return {
    ...say(withdrawn ? words.hasWithdrawn : words.hasLeft),
    notices: noticesToAdmins(talk, `left|${account.id}|${now}`, { text }),
  }
}

/** A notice to every admin but the person who causes it. */
export const noticesToAdmins = (talk: Talk, key: string, reply: Reply): readonly Notice[] =>
  adminsOf(talk.office.board)
    .filter(({ id }) => id !== talk.person.id)
    .map(({ id }) => ({ personId: id, key: `${key}|${id}`, reply, personal: true }))
