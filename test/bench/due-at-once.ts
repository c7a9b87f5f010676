import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Office } from '../../src/app/office.ts'
import type { Channel } from '../../src/app/ports/channel.ts'
import { createProgressPictures } from '../../src/app/reminders/progress-pictures.ts'
import { createSweep } from '../../src/app/reminders/sweep.ts'
import { createCompiler } from '../../src/app/reports/compile.ts'
import { readConfiguration } from '../../src/config-files.ts'
import { occurrencesOf } from '../../src/core/plan/occurrences.ts'
import type { Plan } from '../../src/core/plan/plan.ts'
import { prepareAgenda } from '../../src/core/reminder/due-messages.ts'
import { instantAt } from '../../src/core/time.ts'
import { drawChart } from '../../src/document/draw-chart.ts'
import { writeDocx } from '../../src/document/write-docx.ts'
import { openFiles } from '../../src/store/files.ts'
import { silentLog } from '../silent-log.ts'
import { freshPostgres, postgresUrl } from '../store/fresh-postgres.ts'
import { openLedger } from './ledger.ts'
import { type Ratio, seconds } from './measure.ts'

/** Far more than an embedded database is for, and what a server has to bear. */
const sizes = { embedded: 3_000, server: 10_000 } as const
/** From the instant at which all are due to the request of the last but one in a hundred, in milliseconds. */
const limit = 5_000

/** The sample office grown to thousands of people who are all responsible for the one task of its plan. */
async function largeOffice(people: number): Promise<Office> {
  const { value: office } = await readConfiguration({ plans: ['config/plans/gia-lai-2023.yaml'] })
  const [plan] = office?.plans ?? []
  const [unit] = office?.board.units ?? []
  if (office === undefined || plan === undefined || unit === undefined) throw new Error('the sample has changed')
  const [task] = plan.tasks
  if (task === undefined) throw new Error('the sample has changed')
  const due = { kind: 'by', date: '2023-05-16', phrase: 'trước ngày 17/5/2023' } as const
  const only: Plan = { ...plan, duties: [], indicators: [], tasks: [{ ...task, lead: [unit.id], due, indicators: [] }] }
  const focal = Array.from({ length: people }, (_, index) => ({
    ...{ id: `cv-${index}`, name: `Chuyên viên ${index}`, unitId: unit.id },
    roles: ['focal'] as const,
  }))
  const others = office.board.people.filter((person) => person.unitId !== unit.id)
  return { ...office, plans: [only], board: { ...office.board, people: [...others, ...focal] } }
}

/** When the first reminder of the only plan is due. */
function firstMoment({ board, calendar, ladder, plans }: Office, people: number, since: number): number {
  const prepared = prepareAgenda({ board, calendar, ladder, plans: plans.map((plan) => ({ plan, since })) })
  const at = prepared.calls[0]?.at
  if (at === undefined || prepared.calls.filter((call) => call.at === at).length !== people)
    throw new Error('not everybody is reminded at the same moment')
  return at
}

/**
 * Thousands of reminders due at the same moment: the sweep works them out, writes them down and hands them over, and
 * each is claimed and given to its channel, which has no limits.
 */
async function measured(where: string, people: number, databaseUrl?: string): Promise<Ratio> {
  const office = await largeOffice(people)
  const since = instantAt('2023-04-24', '07:00')
  const now = firstMoment(office, people, since)
  const sentAt: number[] = []
  const channel: Channel = {
    name: 'telegram',
    can: {
      ...{ buttons: true, files: true, filesIn: 'any', edit: false, receipts: false, groups: false },
      ...{ windowMs: null, freeMs: null, quota: null, textLimit: 4096, perSecond: null, fileLimit: 0 },
    },
    send: async (row) => {
      sentAt.push(performance.now())
      return { providerId: `${row.id}` }
    },
    listen: async () => {},
    inviteLink: async () => undefined,
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'dung-han-bench-'))
  const ledger = await openLedger({ dataDir, ...(databaseUrl === undefined ? {} : { databaseUrl }) }, office, channel, {
    now: () => now,
  })
  try {
    const { store, queue, reader } = ledger
    const files = openFiles(':memory:')
    const compiler = createCompiler({ store, files, office, write: writeDocx })
    const sweep = createSweep({
      store,
      queue,
      office,
      compiler,
      reader,
      log: silentLog,
      drawProgress: createProgressPictures(files, drawChart),
    })
    await store.write(async (records) => {
      for (const plan of office.plans)
        await records.putPlan(plan, 'active', since, occurrencesOf(plan, office.calendar, office.ladder).occurrences)
    })
    for (let from = 0; from < people; from += 500)
      await store.write(async (records) => {
        for (let n = from; n < from + 500; n += 1) {
          const account = await records.join(`cv-${n}`, 'telegram', `${n + 1}`, since)
          await records.addConsent(account, 'given', '1', since)
        }
      })
    await ledger.run()
    // As a server does that has run since yesterday: it has worked its agenda out.
    await sweep.prepared()
    const began = performance.now()
    const all = ledger.sent(people)
    await sweep.run(now)
    await all
    if (sentAt.length !== people) throw new Error(`${sentAt.length} messages were sent, not ${people}`)
    const worst = (sentAt.sort((a, b) => a - b)[Math.ceil(people * 0.99) - 1] ?? Number.NaN) - began
    return {
      what: `${people} reminders due at once, ${where}, from due to sent, 99 of 100 / ${seconds(limit)}`,
      measured: seconds(worst),
      against: seconds(limit),
      ratio: worst / limit,
      bound: { atMost: 1 },
    }
  } finally {
    await ledger.close()
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Thousands of reminders due at one moment, on the embedded database and (DUNG_HAN_TEST_POSTGRES) on a server. */
export async function dueAtOnce(): Promise<readonly Ratio[]> {
  const embedded = await measured('embedded database', sizes.embedded)
  if (postgresUrl === undefined) {
    console.log('left out: reminders due at once on PostgreSQL; DUNG_HAN_TEST_POSTGRES names no server')
    return [embedded]
  }
  const { url, drop } = await freshPostgres()
  try {
    return [embedded, await measured('PostgreSQL', sizes.server, url)]
  } finally {
    await drop()
  }
}
