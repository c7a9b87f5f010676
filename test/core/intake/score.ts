import { foldVietnamese } from '../../../src/core/fold.ts'
import type { DraftIndicator, DraftItem, PlanDraft, TextPlace } from '../../../src/core/intake/plan-draft.ts'
import type { DeadlineLabel, IndicatorLabel, Labels } from './labels.ts'
import { overlap, Passages } from './passages.ts'

/** So many right of so many. */
export interface Share {
  readonly right: number
  readonly of: number
}

/** How well one plan was read. */
export interface Score {
  /** Deadlines that an item overlaps; one item serves one deadline. */
  readonly found: Share
  /** Deadlines found with the right last day, and the right first day of a stretch. */
  readonly dated: Share
  /** Of those found: the kind of rule. */
  readonly kinds: Share
  /** Of those found whose labels state fields of the rule: all of these fields. */
  readonly rules: Share
  /** Reports owed that were found and recognised as such. */
  readonly reports: Share
  /** Units named for the deadlines that were found. */
  readonly units: Share
  readonly coop: Share
  /** Of the items that overlap more than optional passages: those that overlap a deadline. */
  readonly precision: Share
  /** Items upon a date that is no deadline. */
  readonly taken: number
  readonly indicators: Share
  readonly falseIndicators: number
  readonly number: boolean
  readonly issued: boolean
  readonly issuer: boolean
  readonly period: boolean
  readonly title: boolean
  /** What went wrong, in words. */
  readonly misses: readonly string[]
}

const fold = (text: string): string =>
  foldVietnamese(text)
    .replace(/[^\p{L}\p{N}%/]+/gu, ' ')
    .trim()

const same = (one: string | null, other: string | null): boolean =>
  one === null || other === null ? one === other : fold(one) === fold(other)

const sameNumber = (one: string | null, other: string | null): boolean =>
  one === null || other === null
    ? one === other
    : one.normalize('NFC').replace(/\s/gu, '') === other.normalize('NFC').replace(/\s/gu, '')

/** "Văn phòng" and "Văn phòng Ban Quản lý" name one Unit. */
const alike = (one: string, other: string): boolean => {
  const [a, b] = [fold(one), fold(other)]
  return a !== '' && b !== '' && (a === b || ` ${a} `.includes(` ${b} `) || ` ${b} `.includes(` ${a} `))
}

function dated(item: DraftItem, label: DeadlineLabel): boolean {
  if (item.due !== label.due) return false
  if (item.rule.kind !== 'within' || label.from === 'any') return true
  return !label.kinds.includes('within') || item.from === label.from
}

const owed = ({ report }: DeadlineLabel): boolean => report === true || report === 'dossier'
const papers = new Set(['report', 'registration', 'commendation'])
const recognised = (item: DraftItem, label: DeadlineLabel): boolean =>
  label.report === 'dossier' ? papers.has(item.kind) : item.kind === 'report'

const ruleRight = (item: DraftItem, label: DeadlineLabel): boolean =>
  Object.entries(label.rule).every(
    ([key, value]) => JSON.stringify((item.rule as Record<string, unknown>)[key]) === JSON.stringify(value),
  )

const indicatorRight = (read: DraftIndicator, label: IndicatorLabel): boolean =>
  label.ops.includes(read.op) && read.value === label.value && label.units.some((unit) => same(unit, read.unit))

/**
 * Pairs labels with readings, one with one. First the pairs for which `good` holds, as many as can be; then what
 * overlaps among the rest, the better first.
 */
function pair<L, R>(
  labels: readonly L[],
  readings: readonly R[],
  fits: (label: L, reading: R) => boolean,
  good: (label: L, reading: R) => number,
  enough: number,
): Map<L, R> {
  const served = new Map<R, L>()
  const place = (label: L, seen: Set<R>): boolean => {
    const choices = readings
      .filter((reading) => fits(label, reading) && good(label, reading) >= enough)
      .sort((a, b) => good(label, b) - good(label, a))
    for (const reading of choices) {
      if (seen.has(reading)) continue
      seen.add(reading)
      const other = served.get(reading)
      if (other !== undefined && !place(other, seen)) continue
      served.set(reading, label)
      return true
    }
    return false
  }
  for (const label of labels) place(label, new Set())
  const pairs = new Map([...served].map(([reading, label]) => [label, reading]))
  const rest = labels
    .filter((label) => !pairs.has(label))
    .flatMap((label) => readings.filter((reading) => fits(label, reading)).map((reading) => ({ label, reading })))
    .sort((a, b) => good(b.label, b.reading) - good(a.label, a.reading))
  for (const { label, reading } of rest) {
    if (pairs.has(label) || served.has(reading)) continue
    pairs.set(label, reading)
    served.set(reading, label)
  }
  return pairs
}

const oneLine = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim()

function around(text: string, { start, end }: TextPlace): string {
  const before = oneLine(text.slice(Math.max(0, start - 60), start))
  const after = oneLine(text.slice(end, end + 40))
  return `…${before} ⟦${oneLine(text.slice(start, end))}⟧ ${after}…`
}

const readAs = (item: DraftItem): string =>
  `${item.rule.kind} ${item.from === null ? '' : `${item.from}..`}${item.due ?? 'no day'}`
const wantedAs = (label: DeadlineLabel): string =>
  `${label.kinds.join('|')} ${label.from === null ? '' : `${label.from}..`}${label.due ?? 'no day'}`

/**
 * Compares a reading with what a careful clerk took from the same text. `text` is the document as handed in: items'
 * places and labels' quotes are looked up in it. Throws when a label's quote does not stand in the text.
 */
export function scoreReading(text: string, draft: PlanDraft, labels: Labels): Score {
  const passages = new Passages(text)
  const misses: string[] = []
  const placeOf = (label: DeadlineLabel | IndicatorLabel): TextPlace => {
    const place = passages.one(label)
    if (place === undefined) throw new Error(`the text does not hold the label “${label.quote}” (${label.nth ?? 1})`)
    return place
  }
  const places = new Map(labels.deadlines.map((label) => [label, placeOf(label)]))
  const at = (label: DeadlineLabel): TextPlace => places.get(label) ?? placeOf(label)
  const deadlinePlaces = [...places.values()]
  const forbidden = labels.notDeadlines.flatMap((passage) => passages.every(passage))
  const optional = labels.optional.flatMap((passage) => passages.every(passage))

  const goodness = (label: DeadlineLabel, item: DraftItem): number =>
    (dated(item, label) ? 8 : 0) +
    (label.kinds.includes(item.rule.kind) ? 4 : 0) +
    (owed(label) && recognised(item, label) ? 2 : 0) +
    (item.at.start === at(label).start ? 1 : 0)
  const pairs = pair(labels.deadlines, draft.items, (label, item) => overlap(item.at, at(label)), goodness, 8)

  const tally = { dated: 0, kinds: 0, rules: 0, rulesOf: 0, reports: 0, units: 0, unitsOf: 0, coop: 0, coopOf: 0 }
  for (const label of labels.deadlines) {
    const item = pairs.get(label)
    const where = around(text, at(label))
    if (item === undefined) {
      misses.push(`not found (${wantedAs(label)}): ${where}`)
      continue
    }
    if (dated(item, label)) tally.dated += 1
    else misses.push(`wrong day: ${readAs(item)}, should be ${wantedAs(label)}: ${where}`)
    if (label.kinds.includes(item.rule.kind)) tally.kinds += 1
    else misses.push(`wrong kind: ${item.rule.kind}, should be ${label.kinds.join('|')}: ${where}`)
    if (Object.keys(label.rule).length > 0) {
      tally.rulesOf += 1
      if (ruleRight(item, label)) tally.rules += 1
      else misses.push(`wrong rule: ${JSON.stringify(item.rule)} lacks ${JSON.stringify(label.rule)}: ${where}`)
    }
    if (owed(label) && recognised(item, label)) tally.reports += 1
    else if (owed(label)) misses.push(`report read as ${item.kind} (“${oneLine(item.what)}”): ${where}`)
    else if (label.report === false && item.kind === 'report')
      misses.push(`read as report and is none (“${oneLine(item.what)}”): ${where}`)
    const without = (wanted: readonly string[], read: readonly string[]): string[] =>
      wanted.filter((unit) => !read.some((name) => alike(name, unit)))
    const missing = without(label.units, item.units)
    tally.unitsOf += label.units.length
    tally.units += label.units.length - missing.length
    if (missing.length > 0)
      misses.push(`units: ${missing.join('; ')} not among “${item.units.map(oneLine).join('; ')}”: ${where}`)
    const missingCoop = without(label.coop, item.coordinating)
    tally.coopOf += label.coop.length
    tally.coop += label.coop.length - missingCoop.length
    if (missingCoop.length > 0)
      misses.push(`coop: ${missingCoop.join('; ')} not among “${item.coordinating.map(oneLine).join('; ')}”: ${where}`)
  }

  const upon = (place: TextPlace, those: readonly TextPlace[]): boolean => those.some((other) => overlap(place, other))
  const onDeadline = draft.items.filter((item) => upon(item.at, deadlinePlaces))
  const off = draft.items.filter((item) => !upon(item.at, deadlinePlaces))
  const taken = off.filter((item) => upon(item.at, forbidden))
  const wrong = off.filter((item) => upon(item.at, forbidden) || !upon(item.at, optional))
  for (const item of wrong) {
    const how = taken.includes(item) ? 'taken though it is no deadline' : 'false item'
    misses.push(`${how} (${item.kind}, ${readAs(item)}): ${around(text, item.at)}`)
  }

  const indicatorPlaces = new Map(labels.indicators.map((label) => [label, placeOf(label)]))
  const fits = (label: IndicatorLabel, read: DraftIndicator): boolean => {
    const place = indicatorPlaces.get(label)
    return place !== undefined && overlap(read.at, place)
  }
  const indicatorPairs = pair(labels.indicators, draft.indicators, fits, (l, r) => (indicatorRight(r, l) ? 1 : 0), 1)
  let indicators = 0
  for (const label of labels.indicators) {
    const read = indicatorPairs.get(label)
    const wanted = `${label.ops.join('|')} ${label.value} ${label.units.join('|')}`
    const where = around(text, placeOf(label))
    if (read === undefined) misses.push(`indicator not found (${wanted}): ${where}`)
    else if (indicatorRight(read, label)) indicators += 1
    else misses.push(`indicator read as ${read.op} ${read.value} ${read.unit}, should be ${wanted}: ${where}`)
  }
  const known = [...indicatorPlaces.values(), ...optional, ...deadlinePlaces]
  const falseIndicators = draft.indicators.filter((read) => !upon(read.at, known))
  for (const read of falseIndicators)
    misses.push(`false indicator (${read.op} ${read.value} ${read.unit}): ${around(text, read.at)}`)

  const head = draft.plan
  const number = labels.number.some((wanted) => sameNumber(wanted, head.number))
  const issued = labels.issued === head.issuedOn
  const issuer = labels.issuer.some((wanted) => same(wanted, head.issuer))
  const wanted = labels.period
  const period = wanted === 'any' || (wanted?.from === head.period?.from && wanted?.to === head.period?.to)
  const title = same(labels.title, head.title)
  const span = (of: Labels['period']): string => (of === null || of === 'any' ? 'none' : `${of.from}..${of.to}`)
  if (!number) misses.push(`number: “${head.number}”, should be “${labels.number.join('” or “')}”`)
  if (!issued) misses.push(`date: ${head.issuedOn}, should be ${labels.issued}`)
  if (!issuer) misses.push(`issuer: “${head.issuer}”, should be “${labels.issuer.join('” or “')}”`)
  if (!period) misses.push(`period: ${span(head.period)}, should be ${span(labels.period)}`)
  if (!title) misses.push(`title: “${head.title}”, should be “${labels.title}”`)

  const of = labels.deadlines.length
  return {
    found: { right: pairs.size, of },
    dated: { right: tally.dated, of },
    kinds: { right: tally.kinds, of: pairs.size },
    rules: { right: tally.rules, of: tally.rulesOf },
    reports: { right: tally.reports, of: labels.deadlines.filter(owed).length },
    units: { right: tally.units, of: tally.unitsOf },
    coop: { right: tally.coop, of: tally.coopOf },
    precision: { right: onDeadline.length, of: onDeadline.length + wrong.length },
    taken: taken.length,
    indicators: { right: indicators, of: labels.indicators.length },
    falseIndicators: falseIndicators.length,
    number,
    issued,
    issuer,
    period,
    title,
    misses,
  }
}

/** 1 where there is nothing to get wrong. */
export const ratio = ({ right, of }: Share): number => (of === 0 ? 1 : right / of)

/** One share over several plans: every deadline counts the same, in a long plan or a short one. */
export const together = (shares: readonly Share[]): Share => ({
  right: shares.reduce((sum, share) => sum + share.right, 0),
  of: shares.reduce((sum, share) => sum + share.of, 0),
})
