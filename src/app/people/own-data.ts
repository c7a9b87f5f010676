import type { Value } from '../../core/flow/session.ts'
import { isRecord } from '../../core/flow/value.ts'
import { unitOf } from '../../core/plan/board.ts'
import { dateOf, type Instant, shortDate, timeOf } from '../../core/time.ts'
import * as vi from '../../text/vi.ts'
import { channelNames } from '../../text/vi-joining.ts'
import * as words from '../../text/vi-own-data.ts'
import { shortTitle } from '../../text/vi-reminder.ts'
import { forgetBroadcast } from '../administration/broadcasting.ts'
import { type Spoken, say, type Talk } from '../conversation/talk.ts'
import { forgetMove } from '../plans/moving-deadlines.ts'
import type { Files } from '../ports/files.ts'
import type { OwnAct, OwnData } from '../ports/own-data.ts'
import type { Records, Store } from '../ports/store.ts'
import { noticesToAdmins, openTitles, sureMs } from './leaving.ts'

/** `/dulieucuatoi`: what is kept about the person, in short and as a whole copy. */
export async function showOwnData(talk: Talk): Promise<Spoken> {
  const { records, person, office } = talk
  const data = await records.ownData(person.id)
  const consents = await records.consentsOf(person.id)
  const titles = new Map((await records.plans()).map(({ id, plan }) => [id, plan.title]))
  const plans = [...new Set(data.answers.map(({ planId }) => planId))].map((id) => {
    const here = data.answers.filter(({ planId }) => planId === id)
    return {
      title: shortTitle(titles.get(id) ?? id, 80),
      answers: here.length,
      files: here.reduce((sum, { evidence }) => sum + evidence.length, 0),
    }
  })
  const text = words.ownDataText({
    name: person.name,
    unit: unitOf(office.board, person.unitId)?.name ?? person.unitId,
    roles: person.roles.map((role) => words.roleNames[role]),
    accounts: data.accounts.map(({ channel, address, joinedAt, closedAt }) => ({
      channel: channelNames[channel],
      address: words.masked(address),
      since: dayOf(joinedAt),
      closed: closedAt !== null,
    })),
    consents: consents.map(({ act, version, channel, at }) => ({
      act: words.actNames[act],
      version,
      channel: channelNames[channel],
      on: dayOf(at),
    })),
    plans,
    forms: data.forms.length,
    acts: (Object.keys(words.actKinds) as readonly OwnAct[]).flatMap((kind) => {
      const count = data.acts.filter((one) => one.kind === kind).length
      return count === 0 ? [] : [{ name: words.actKinds[kind], count }]
    }),
    heard: data.messages.filter(({ from }) => from === 'person').length,
    said: data.messages.filter(({ from }) => from === 'product').length,
  })
  await records.audit({
    at: talk.now,
    actor: person.id,
    action: 'data.shown',
    subject: person.id,
    detail: { answers: data.answers.length, messages: data.messages.length },
  })
  const file = await talk.keepTable(words.copyName, await copyOf(talk, data, titles))
  return say(text, { files: [file] })
}

const dayOf = (at: Instant): string => shortDate(dateOf(at))
const momentOf = (at: Instant): string => `${dayOf(at)} ${timeOf(at)}`

/** Everything about the person, a line each; other people are not named. */
async function copyOf(
  talk: Talk,
  data: OwnData,
  titles: ReadonlyMap<string, string>,
): Promise<readonly (readonly string[])[]> {
  const { person, office, records } = talk
  const hide = nameHider(
    person.name,
    office.board.people.map(({ name }) => name),
  )
  const kinds = words.copyKinds
  const roles = person.roles.map((role) => words.roleNames[role]).join(', ')
  const unit = unitOf(office.board, person.unitId)?.name ?? person.unitId
  const consents = await records.consentsOf(person.id)
  const stands = (await records.substitutes()).filter((one) => [one.personId, one.substituteId].includes(person.id))
  return [
    words.copyHead,
    ['', kinds.person, '', unit, [person.name, roles].join('; ')],
    ...data.accounts.map(({ channel, address, joinedAt, closedAt }) => [
      momentOf(joinedAt),
      kinds.account,
      channelNames[channel],
      '',
      [address, ...(closedAt === null ? [] : [momentOf(closedAt)])].join('; '),
    ]),
    ...consents.map(({ at, channel, act, version }) => [
      momentOf(at),
      kinds.consent,
      channelNames[channel],
      version,
      words.actNames[act],
    ]),
    ...stands.map((one) => [
      momentOf(one.madeAt),
      kinds.substitute,
      '',
      '',
      words.substituteDays(shortDate(one.from), shortDate(one.to), one.personId === person.id),
    ]),
    ...data.answers.map(({ at, planId, title, revision, text, evidence, insteadOf }) => [
      momentOf(at),
      kinds.answer,
      '',
      `${titles.get(planId) ?? planId}: ${title}`,
      [words.revisionWord(revision), ...(insteadOf === null ? [] : [words.insteadOfSomebody]), text, ...evidence].join(
        '; ',
      ),
    ]),
    ...data.forms.map(({ at, title, revision, body }) => [
      momentOf(at),
      kinds.form,
      '',
      title,
      [words.revisionWord(revision), ...leavesOf(body)].join('; '),
    ]),
    ...data.acts.map(({ kind, at, about, day, text }) => [
      momentOf(at),
      words.actKinds[kind],
      '',
      about ?? '',
      [...(day === null ? [] : [shortDate(day)]), text].filter((part) => part !== '').join('; '),
    ]),
    ...data.messages.map(({ from, channel, at, text }) => [
      momentOf(at),
      from === 'person' ? kinds.heard : kinds.said,
      channelNames[channel],
      '',
      from === 'person' ? text : hide(text),
    ]),
  ]
}

/** What somebody wrote in a form, as it stands in it; a file by its name. */
function leavesOf(value: Value): readonly string[] {
  if (value === null || value === '') return []
  if (typeof value !== 'object') return [String(value)]
  if (isRecord(value) && typeof value.sha256 === 'string') return [String(value.name ?? '')]
  return Object.values(value).flatMap((one: Value) => leavesOf(one))
}

/** Takes the names of others out of a text; a name that is part of the own one stays within it. */
function nameHider(own: string, names: readonly string[]): (text: string) => string {
  const longestFirst = [...new Set([own, ...names])].filter((name) => name !== '').sort((a, b) => b.length - a.length)
  const any = new RegExp(longestFirst.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g')
  return (text) => text.replace(any, (name) => (name === own ? name : words.somebodyElse))
}

/** `/xoadulieu`: what would go and what would stay, and whether that is what is wanted. */
export const askToErase = (talk: Talk): Spoken =>
  say(words.askErase, {
    choices: [
      { label: words.eraseLabel, value: `erase:yes:${talk.now}` },
      { label: words.keepLabel, value: `erase:no:${talk.now}` },
    ],
  })

/** The answer: `yes:WHEN` or `no:WHEN`. */
export async function eraseOrKeep(talk: Talk, value: string): Promise<Spoken> {
  const [sure, asked] = value.split(':')
  if (talk.now - Number(asked) > sureMs) return say(vi.staleButton)
  if (sure !== 'yes') return say(words.keptAll)
  const { records, person, now } = talk
  const open = await openTitles(talk)
  for (const account of await records.accounts(person.id))
    if (account.consent !== null) await records.addConsent(account, 'withdrawn', account.consent.version, now)
  const { tables, ...erased } = await records.eraseChats(person.id, now)
  await forgetBroadcast(records, person.id)
  await forgetMove(records, person.id)
  await noteErased(records, tables)
  await records.setFact(erasing, JSON.stringify([...new Set([...(await beingErased(records)), person.id])]))
  await records.audit({ at: now, actor: person.id, action: 'data.erased', subject: person.id, detail: { ...erased } })
  return {
    ...say(words.erasedReply),
    notices: noticesToAdmins(talk, `erased|${person.id}|${now}`, { text: words.erasedNotice(person.name, open) }),
  }
}

/** Ids of people whose last message was still on its way when everything else was erased. */
const erasing = 'erasing'

const beingErased = async (records: Records): Promise<readonly string[]> =>
  JSON.parse((await records.factToChange(erasing)) ?? '[]') as string[]

/** Erases what was still on its way when a person asked for it; looked at each minute. */
export async function finishErasures(records: Records, now: Instant): Promise<void> {
  if (((await records.fact(erasing)) ?? '[]') === '[]') return
  const people = await beingErased(records)
  const left: string[] = []
  for (const id of people) {
    const joinedAgain = (await records.accounts(id)).some(({ status }) => status === 'active')
    if (joinedAgain) continue
    if (await records.isBeingTold(id)) left.push(id)
    else await noteErased(records, (await records.eraseChats(id, now)).tables)
  }
  await records.setFact(erasing, JSON.stringify(left))
}

/** Tables of which the messages are erased, until their bytes are gone too. */
const erasedTables = 'erased-tables'

async function noteErased(records: Records, tables: readonly string[]): Promise<void> {
  if (tables.length === 0) return
  const noted = JSON.parse((await records.factToChange(erasedTables)) ?? '[]') as string[]
  await records.setFact(erasedTables, JSON.stringify([...new Set([...noted, ...tables])]))
}

/** Takes away the bytes of tables whose messages were erased, unless something else still speaks of them. */
export async function removeErasedTables(store: Store, files: Files): Promise<void> {
  const noted = JSON.parse((await store.read((records) => records.fact(erasedTables))) ?? '[]') as string[]
  if (noted.length === 0) return
  for (const sha256 of noted)
    if ((await store.read((records) => records.fileRef(sha256))) === undefined) await files.remove(sha256)
  await store.write(async (records) => {
    const now = JSON.parse((await records.factToChange(erasedTables)) ?? '[]') as string[]
    await records.setFact(erasedTables, JSON.stringify(now.filter((sha256) => !noted.includes(sha256))))
  })
}
