import { secrecyStampIn } from '../../core/intake/secrecy-stamp.ts'
import { type Person, peopleOf, type Role, unitOf } from '../../core/plan/board.ts'
import type { Instant } from '../../core/time.ts'
import * as vi from '../../text/vi-nudge.ts'
import { planLabel } from '../../text/vi-reminder.ts'
import { openFlow } from '../conversation/answering.ts'
import { choicePage, pageOf } from '../conversation/choice-pages.ts'
import { refusal } from '../conversation/refusal.ts'
import { type Apply, type Notice, type Spoken, say, type Talk } from '../conversation/talk.ts'
import { accountsFor, atWork, costLines } from '../delivery/addressed.ts'
import { keepUnderway } from '../delivery/broadcast-news.ts'
import type { Records } from '../ports/store.ts'
import { mayAddress, missingNow } from './nudging.ts'

const roles = ['focal', 'head', 'leader', 'admin'] as const satisfies readonly Role[]

/** `/thongbao`: to whom, then the text, then a preview. */
export async function broadcast(talk: Talk): Promise<Spoken> {
  if (!mayAddress(talk)) return say(vi.onlyAdminsNudge)
  return say(vi.chooseAudience, {
    choices: [
      { label: vi.audiences.all, value: 'broadcast:all' },
      { label: vi.audiences.units, value: 'broadcast-pick:unit' },
      { label: vi.audiences.roles, value: 'broadcast-pick:role' },
      { label: vi.audiences.missing, value: 'broadcast-pick:missing' },
    ],
  })
}

async function pick(talk: Talk, rest: string): Promise<Spoken> {
  if (!mayAddress(talk)) return say(vi.onlyAdminsNudge)
  const [kind, page] = rest.split(':')
  const { board } = talk.office
  if (kind === 'unit') {
    const all = board.units.map(({ id, name }) => ({ label: name, value: `broadcast:unit:${id}` }))
    return say(vi.chooseUnit, { choices: choicePage(all, pageOf(page), (next) => `broadcast-pick:unit:${next}`) })
  }
  if (kind === 'role')
    return say(vi.chooseRole, {
      choices: roles.map((role) => ({ label: vi.roleNames[role], value: `broadcast:role:${role}` })),
    })
  const open = await missingNow(talk)
  const plans = (await talk.records.plans()).filter(({ id }) => open.some(({ planId }) => planId === id))
  if (plans.length === 0) return say(vi.nobodyMissing)
  return say(vi.chooseMissing, {
    choices: plans.map(({ id, plan }) => ({
      label: planLabel(plan.number, plan.title),
      value: `broadcast:missing:${id}`,
    })),
  })
}

interface Audience {
  readonly who: string
  readonly people: readonly Person[]
}

/** The people that a filter means now, each once; the sender gets no own message. */
async function audienceOf(talk: Talk, target: string): Promise<Audience> {
  const [kind, id = ''] = target.split(':')
  const { board } = talk.office
  const others = (people: readonly Person[]): readonly Person[] =>
    [...new Set(people)].filter((one) => one.id !== talk.person.id)
  if (kind === 'unit')
    return { who: unitOf(board, id)?.name ?? id, people: others(board.people.filter(({ unitId }) => unitId === id)) }
  if (kind === 'role') {
    const role = roles.find((one) => one === id)
    const having = board.people.filter((one) => role !== undefined && one.roles.includes(role))
    return { who: role === undefined ? id : vi.roleNames[role], people: others(having) }
  }
  if (kind === 'missing') {
    const open = (await missingNow(talk)).filter(({ planId }) => planId === id)
    const plan = (await talk.records.plans()).find((one) => one.id === id)?.plan
    const units = new Set(open.map(({ unitId }) => unitId))
    const people = board.units.filter((unit) => units.has(unit.id)).flatMap((unit) => peopleOf(board, unit.id, 'focal'))
    return { who: vi.missingIn(plan === undefined ? id : planLabel(plan.number, plan.title)), people: others(people) }
  }
  return { who: vi.audiences.all, people: others(board.people) }
}

/** Asks for the text. */
async function write(talk: Talk, target: string): Promise<Spoken> {
  if (!mayAddress(talk)) return say(vi.onlyAdminsNudge)
  const { who, people } = await audienceOf(talk, target)
  if (people.length === 0) return say(vi.nobodyThere)
  return openFlow(talk, 'thong-bao', null, { target, who, count: people.length })
}

interface Draft {
  /** When it was written: an earlier preview's button must not send a later text. */
  readonly at: Instant
  readonly target: string
  readonly text: string
}

const draftOf = (personId: string): string => `broadcast-draft:${personId}`

async function draft(talk: Talk): Promise<Draft | undefined> {
  const text = await talk.records.fact(draftOf(talk.person.id))
  return text === undefined || text === '' ? undefined : (JSON.parse(text) as Draft)
}

/** The Flow has the text: it is kept, and shown as it would go out. */
export const saveBroadcast: Apply = async (talk, session, { values }) => {
  const text = String(values.text ?? '').trim()
  if (text === '') return say(vi.broadcastEmpty)
  // A text with a stamp is not repeated either, not even to whoever may not send it.
  if (secrecyStampIn(text) !== null) return say(vi.broadcastSecret)
  if (!mayAddress(talk)) return refusal(talk, session)(vi.onlyAdminsNudge)
  const target = String(session.state.facts.target ?? 'all')
  const kept: Draft = { at: talk.now, target, text }
  await talk.records.setFact(draftOf(talk.person.id), JSON.stringify(kept))
  return show(talk, kept)
}

async function show(talk: Talk, { at, target, text }: Draft): Promise<Spoken> {
  const { who, people } = await audienceOf(talk, target)
  const accounts = await accountsFor(
    talk,
    people.map(({ id }) => id),
  )
  const outside = !atWork(talk)
  const unreached = people.filter(({ id }) => !accounts.has(id)).map(({ name }) => name)
  const preview = vi.broadcastPreview(who, accounts.size, unreached, await costLines(talk, accounts), outside, text)
  const label = outside ? vi.sendOutsideLabel(accounts.size) : vi.sendLabel(accounts.size)
  return say(preview, {
    choices: [
      ...(accounts.size === 0 ? [] : [{ label, value: `${outside ? 'broadcast-outside' : 'broadcast-send'}:${at}` }]),
      { label: vi.correctLabel, value: `broadcast:${target}` },
      { label: vi.noLabel, value: 'broadcast-no:' },
    ],
  })
}

const send =
  (outsideIsMeant: boolean) =>
  async (talk: Talk, written: string): Promise<Spoken> => {
    if (!mayAddress(talk)) return say(vi.onlyAdminsNudge)
    const { records, person, now } = talk
    const kept = await draft(talk)
    if (kept === undefined || String(kept.at) !== written) return say(vi.broadcastGone)
    if (!outsideIsMeant && !atWork(talk)) return show(talk, kept)
    const { people } = await audienceOf(talk, kept.target)
    const accounts = await accountsFor(
      talk,
      people.map(({ id }) => id),
    )
    const reached = people.filter(({ id }) => accounts.has(id))
    if (reached.length === 0) return say(vi.nobodyThere)
    const id = `broadcast|${person.id}|${now}`
    await records.setFact(draftOf(person.id), '')
    await keepUnderway(records, { id, by: person.id, at: now, people: people.map((one) => one.id) })
    await records.audit({
      at: now,
      actor: person.id,
      action: 'broadcast.sent',
      subject: kept.target,
      detail: { people: reached.length, characters: kept.text.length, outsideHours: outsideIsMeant },
    })
    const text = vi.broadcastText(person.name, kept.text)
    const notices = reached.map(
      (one): Notice => ({ personId: one.id, key: `${id}|${one.id}`, personal: true, reply: { text } }),
    )
    return { ...say(vi.broadcastSent(reached.length)), notices }
  }

/** Takes away what somebody has written and not sent. */
export const forgetBroadcast = (records: Pick<Records, 'setFact'>, personId: string): Promise<void> =>
  records.setFact(draftOf(personId), '')

async function drop(talk: Talk): Promise<Spoken> {
  await forgetBroadcast(talk.records, talk.person.id)
  return say(vi.notSent)
}

export const broadcastButtons = {
  broadcast: write,
  'broadcast-pick': pick,
  'broadcast-send': send(false),
  'broadcast-outside': send(true),
  'broadcast-no': drop,
}
