import * as vi from '../../text/vi.ts'
import * as words from '../../text/vi-joining.ts'
import { masked } from '../../text/vi-own-data.ts'
import { type Spoken, say, type Talk } from '../conversation/talk.ts'

/** `/kenh`: the person's channels, and which one is to be used first where there are several. */
export async function ownChannels(talk: Talk): Promise<Spoken> {
  const accounts = (await talk.records.accounts(talk.person.id)).filter(({ status }) => status === 'active')
  const [only] = accounts
  if (only !== undefined && accounts.length === 1) return say(words.oneChannel(words.channelNames[only.channel]))
  const newest = Math.max(...accounts.map(({ preferredAt }) => preferredAt ?? 0))
  const lines = accounts.map((one) => {
    const facts = [
      ...(one.id === talk.account.id ? [words.channelFacts.here] : []),
      ...(newest > 0 && one.preferredAt === newest ? [words.channelFacts.preferred] : []),
      ...(one.consent === null ? [words.channelFacts.unanswered] : []),
    ]
    return words.channelLine(words.channelNames[one.channel], masked(one.address), facts)
  })
  const usable = accounts.filter(({ consent }) => consent !== null)
  const choices = usable.map(({ id, channel, address }) => ({
    label: `${words.channelNames[channel]} (${masked(address)})`,
    value: `prefer:${id}`,
  }))
  if (choices.length < 2) return say([words.channelsHead, ...lines].join('\n'))
  return say([words.channelsHead, ...lines, words.channelsAsk].join('\n'), { choices })
}

/** The person chooses one of the own channels that may be used. */
export async function preferChannel(talk: Talk, id: string): Promise<Spoken> {
  const mine = await talk.records.accounts(talk.person.id)
  const chosen = mine.find((one) => String(one.id) === id && one.status === 'active' && one.consent !== null)
  if (chosen === undefined) return say(vi.staleButton)
  await talk.records.preferAccount(chosen.id, talk.now)
  await talk.records.audit({
    at: talk.now,
    actor: talk.person.id,
    action: 'account.preferred',
    subject: talk.person.id,
    detail: { channel: chosen.channel },
  })
  return say(words.preferredSet(words.channelNames[chosen.channel]))
}
