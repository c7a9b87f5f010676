import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { CorrectionRow } from '../app/ports.ts'
import { openRecords } from '../compose.ts'
import { readConfig } from '../config.ts'
import { readConfiguration } from '../config-files.ts'
import { isoInstant } from '../core/time.ts'
import { FolderHeld } from '../store/folder-lock.ts'
import { badConfiguration } from './exit-codes.ts'
import { printIssues } from './print-issues.ts'
import type { Lines } from './rehearse.ts'

export interface CorrectionsOptions {
  readonly data?: string
  readonly json?: boolean
}

const terminal: Lines = { out: (line) => console.log(line), complain: (line) => console.error(line) }

/** One correction as other programs read it: the original reading beside what the reviewer made of it. */
const asJson = ({ draftId, at, document, origin, planId, correction }: CorrectionRow): object => ({
  when: isoInstant(at),
  document,
  draft: draftId,
  origin,
  plan: planId,
  ...correction,
})

/** `dropped i3 “hằng năm”: hằng năm → nothing` */
function asLine({ planId, correction: { change, itemId, quote, original, corrected } }: CorrectionRow): string {
  const side = (reading: typeof original): string => {
    if (reading === null) return 'nothing'
    return change === 'units' ? reading.units.join(', ') || 'nobody' : reading.reading
  }
  const line = `${planId ?? '?'}: ${change} ${itemId} “${quote.replace(/\s+/g, ' ').trim()}”: ${side(original)} → ${side(corrected)}`
  // The phrase comes from a document and must not write to the terminal.
  return line.replace(/\p{Cc}+/gu, ' ')
}

/**
 * Prints what reviewers changed when they confirmed plans read from documents, one line each, or as JSON: for whoever
 * improves the reader. Gives 1 when the data folder holds no records.
 */
export async function intakeCorrections(
  options: CorrectionsOptions,
  { out, complain }: Lines = terminal,
): Promise<number> {
  const settings = readConfig({ ...process.env, ...(options.data === undefined ? {} : { DATA_DIR: options.data }) })
  const office = await readConfiguration(
    settings.value?.boardFile === undefined ? {} : { boardFile: settings.value.boardFile },
  )
  const issues = [...settings.issues, ...office.issues]
  if (issues.length > 0 || !settings.value || !office.value) {
    printIssues(issues, complain)
    return badConfiguration
  }
  const { databaseUrl, dataDir } = settings.value
  if (databaseUrl === undefined && !existsSync(join(dataDir, 'db'))) {
    complain(`The data folder ${dataDir} holds no records yet; name the one that “serve” uses with --data.`)
    return 1
  }
  try {
    const { store, close } = await openRecords(settings.value, office.value)
    try {
      const rows = await store.read((records) => records.corrections())
      if (options.json === true) out(JSON.stringify(rows.map(asJson), null, 2))
      else for (const row of rows) out(asLine(row))
      return 0
    } finally {
      await close()
    }
  } catch (error) {
    if (!(error instanceof FolderHeld)) throw error
    complain(error.message)
    return badConfiguration
  }
}
