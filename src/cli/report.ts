import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createCompiler } from '../app/reports/compile.ts'
import { openRecords } from '../compose.ts'
import { readConfig } from '../config.ts'
import { readConfiguration } from '../config-files.ts'
import { nearest } from '../core/nearest.ts'
import { writeDocx } from '../document/write-docx.ts'
import { FolderHeld } from '../store/folder-lock.ts'
import { badConfiguration } from './exit-codes.ts'
import { printIssues } from './print-issues.ts'
import type { Terminal } from './terminal.ts'

export interface ReportOptions {
  readonly out?: string
  readonly data?: string
  readonly due?: string
}

/** Compiles a Duty's report from what the data folder holds and writes the Word file. */
export async function report(
  planName: string,
  dutyId: string,
  options: ReportOptions,
  { out: print, complain, say }: Terminal,
): Promise<number> {
  const isFile = /\.ya?ml$/.test(planName)
  const settings = readConfig({ ...process.env, ...(options.data === undefined ? {} : { DATA_DIR: options.data }) })
  const office = await readConfiguration({
    ...(settings.value?.boardFile === undefined ? {} : { boardFile: settings.value.boardFile }),
    ...(isFile ? { plans: [planName] } : {}),
  })
  const issues = [...settings.issues, ...office.issues]
  if (issues.length > 0 || !settings.value || !office.value) {
    printIssues(issues, complain, say)
    return badConfiguration
  }
  const { databaseUrl, dataDir } = settings.value
  if (databaseUrl === undefined && !existsSync(join(dataDir, 'db'))) {
    complain(say.commands.noRecords(dataDir))
    return 1
  }
  const planId = isFile ? office.value.plans[0]?.id : planName
  try {
    const { store, files, close } = await openRecords(settings.value, office.value)
    try {
      const { plans, reports } = await store.read(async (records) => ({
        plans: await records.plans(),
        reports: (await records.occurrences()).filter((one) => one.stage === 'report'),
      }))
      const plan = plans.find((one) => one.id === planId)
      if (!plan) {
        const followed = plans.map((one) => one.id)
        complain(say.commands.noPlanFollowed(planName, followed))
        return 1
      }
      const duties = plan.plan.duties.map((duty) => duty.id)
      const found = reports.filter((one) => one.planId === plan.id && one.itemId === dutyId)
      const wanted = found.filter((one) => options.due === undefined || one.due === options.due)
      const [first, second] = wanted
      if (!first) {
        const days = found.map((one) => one.due)
        complain(
          duties.includes(dutyId)
            ? say.commands.noReport(dutyId, options.due, days)
            : say.commands.noDuty(plan.id, dutyId, nearest(dutyId, duties), duties),
        )
        return 1
      }
      if (second) {
        const days = wanted.map((one) => one.due)
        complain(say.commands.severalDays(dutyId, days))
        return 1
      }
      const made = await createCompiler({ store, files, office: office.value, write: writeDocx }).preview(first.id)
      if (!made) throw new Error(`the report of ${first.id} could not be compiled`)
      const out = options.out ?? made.ref.name
      await writeFile(out, made.bytes)
      print(say.commands.written(out, made.bytes.length))
      return 0
    } finally {
      await close()
    }
  } catch (error) {
    if (!(error instanceof FolderHeld)) throw error
    complain(say.commands.folderHeld(error))
    return badConfiguration
  }
}
