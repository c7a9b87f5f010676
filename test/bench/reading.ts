import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { vi } from 'chrono-node'
import type { PlanDraft } from '../../src/core/intake/plan-draft.ts'
import { readPlan } from '../../src/core/intake/read-plan.ts'
import { addDays, type LocalDate } from '../../src/core/time.ts'
import { type LabelledPlan, labelledPlans, ownPlans } from '../core/intake/labelled-plans.ts'
import { overlap, Passages } from '../core/intake/passages.ts'
import { ratio, type Score, type Share, scoreReading, together } from '../core/intake/score.ts'
import { inTurn, type Ratio, seconds } from './measure.ts'
import { root } from './root.ts'

const run = promisify(execFile)

/** Characters of a printed page of an office's plan. */
const pageLength = 2_800
/** What reading may take: ten pages in milliseconds and megabytes, two hundred pages in milliseconds. */
const limits = { tenPages: 150, memory: 150, twoHundredPages: 3_000 } as const

const percent = (share: Share): string => `${(ratio(share) * 100).toFixed(1)} % of ${share.of}`

/** The project's own plans one after another, so many characters of them. */
function textOf(plans: readonly LabelledPlan[], length: number): string {
  let text = ''
  for (let at = 0; text.length < length; at += 1) text += `${plans[at % plans.length]?.text ?? ''}\n\n`
  return text.slice(0, length)
}

/** Reading time against its limits, and against itself: a text twenty times as long costs about twenty times as much. */
async function speed(plans: readonly LabelledPlan[]): Promise<readonly Ratio[]> {
  const ten = textOf(plans, 10 * pageLength)
  const long = textOf(plans, 200 * pageLength)
  // A server has read before: the first readings of a process are spent on compiling the reader.
  for (let i = 0; i < 20; i += 1) readPlan(ten)
  const [short = Number.NaN] = await inTurn(15, 10_000, [() => readPlan(ten)])
  const [whole = Number.NaN] = await inTurn(3, 15_000, [() => readPlan(long)])
  return [
    {
      what: 'read a 10-page plan',
      measured: seconds(short),
      against: seconds(limits.tenPages),
      ratio: short / limits.tenPages,
      bound: { atMost: 1 },
    },
    {
      what: 'read a 200-page text',
      measured: seconds(whole),
      against: seconds(limits.twoHundredPages),
      ratio: whole / limits.twoHundredPages,
      bound: { atMost: 1 },
    },
    {
      what: 'read 200 pages / 20 times 10 pages',
      measured: seconds(whole),
      against: seconds(short * 20),
      ratio: whole / (short * 20),
      bound: { atMost: 1.6 },
    },
  ]
}

/** The largest memory of the whole command on a 10-page text. */
async function memory(plans: readonly LabelledPlan[]): Promise<Ratio> {
  const folder = await mkdtemp(path.join(tmpdir(), 'dung-han-bench-'))
  try {
    const file = path.join(folder, 'ten-pages.txt')
    await writeFile(file, textOf(plans, 10 * pageLength))
    // Not `resourceUsage().maxRSS`: on Linux that one starts with what the starting process had in memory.
    const measure = `import { readFileSync } from 'node:fs'
process.on('exit', () => process.stderr.write(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]))`
    const preload = path.join(folder, 'measure.mjs')
    await writeFile(preload, measure)
    const { stderr } = await run(process.execPath, ['--import', preload, 'dist/main.js', 'import', file, '--json'], {
      cwd: root,
      maxBuffer: 64 * 1024 * 1024,
    })
    const megabytes = Number(stderr.trim()) / 1024
    return {
      what: 'memory of `import` on a 10-page text',
      measured: `${Math.round(megabytes)} MB`,
      against: `${limits.memory} MB`,
      ratio: megabytes / limits.memory,
      bound: { atMost: 1 },
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

interface PeerReading {
  readonly dated: Share
  readonly precision: Share
}

/**
 * What chrono-node's Vietnamese parser makes of the same text. It knows no deadlines, so it is judged kindly: a date is
 * right when it is the last day, the day before which it must be done, or the first day of the stretch.
 */
function peer(plan: LabelledPlan): PeerReading {
  const passages = new Passages(plan.text)
  const { period } = plan.labels
  const year = period === null || period === 'any' ? '2023' : period.from.slice(0, 4)
  const results = vi.parse(plan.text, new Date(`${year}-01-15T00:00:00+07:00`), { forwardDate: true })
  const day = (date: { get(part: 'year' | 'month' | 'day'): number | null }): LocalDate =>
    [date.get('year'), date.get('month'), date.get('day')].map((part) => String(part).padStart(2, '0')).join('-')
  const found = results.map((one) => ({
    at: { start: one.index, end: one.index + one.text.length },
    days: [day(one.start), ...(one.end === null || one.end === undefined ? [] : [day(one.end)])],
  }))
  const places = plan.labels.deadlines.map((label) => ({ label, at: passages.one(label) }))
  const right = places.filter(({ label, at }) =>
    found.some(
      (one) =>
        at !== undefined &&
        overlap(one.at, at) &&
        (label.due === null ||
          one.days.some((date) => date === label.due || date === label.from || addDays(label.due ?? date, 1) === date)),
    ),
  )
  const optional = plan.labels.optional.flatMap((passage) => passages.every(passage))
  const onDeadline = found.filter((one) => places.some(({ at }) => at !== undefined && overlap(one.at, at)))
  const counted = found.filter((one) => onDeadline.includes(one) || !optional.some((place) => overlap(one.at, place)))
  return {
    dated: { right: right.length, of: places.length },
    precision: { right: onDeadline.length, of: counted.length },
  }
}

/** How well the project's own plans are read, against the bars and beside the best public parser of Vietnamese dates. */
async function quality(plans: readonly LabelledPlan[]): Promise<readonly Ratio[]> {
  const drafts = plans.map((plan): PlanDraft => readPlan(plan.text))
  const scores = plans.map((plan, at): Score => scoreReading(plan.text, drafts[at] ?? readPlan(plan.text), plan.labels))
  const over = (part: (score: Score) => Share): Share => together(scores.map(part))
  const heads = together(
    scores.flatMap(({ number, issued, issuer }) =>
      [number, issued, issuer].map((is) => ({ right: is ? 1 : 0, of: 1 })),
    ),
  )
  const peers = plans.map(peer)
  const peerDated = together(peers.map(({ dated }) => dated))
  const peerPrecision = together(peers.map(({ precision }) => precision))
  const [ours = Number.NaN, theirs = Number.NaN] = await inTurn(3, 20_000, [
    () => plans.forEach((plan) => void readPlan(plan.text)),
    () => plans.forEach((plan) => void peer(plan)),
  ])
  const bar = (what: string, share: Share, atLeast: number): Ratio => ({
    what: `${plans.length} own plans: ${what}`,
    measured: percent(share),
    against: `${atLeast * 100} %`,
    ratio: ratio(share),
    bound: { atLeast },
    counted: true,
  })
  const beside = (what: string, own: Share, other: Share): Ratio => ({
    what: `${what}, beside chrono-node`,
    measured: percent(own),
    against: percent(other),
    ratio: ratio(own) / ratio(other),
    bound: { atLeast: 1 },
  })
  return [
    bar(
      'deadlines with the right date',
      over(({ dated }) => dated),
      0.95,
    ),
    bar(
      'found things that are deadlines',
      over(({ precision }) => precision),
      0.95,
    ),
    bar(
      'reports recognised',
      over(({ reports }) => reports),
      0.9,
    ),
    bar(
      'indicators',
      over(({ indicators }) => indicators),
      0.85,
    ),
    bar('number, date, issuer', heads, 0.95),
    beside(
      'deadlines with the right date',
      over(({ dated }) => dated),
      peerDated,
    ),
    beside(
      'found things that are deadlines',
      over(({ precision }) => precision),
      peerPrecision,
    ),
    {
      what: 'whole reading / chrono-node’s dates alone',
      measured: seconds(ours),
      against: seconds(theirs),
      ratio: ours / theirs,
      // Chrono reads dates only; head, outline, tables, units and targets come on top.
      bound: { atMost: 10 },
    },
  ]
}

/** Speed, memory and quality of reading a plan. */
export async function reading(): Promise<readonly Ratio[]> {
  const plans = labelledPlans(ownPlans)
  return [...(await speed(plans)), await memory(plans), ...(await quality(plans))]
}
