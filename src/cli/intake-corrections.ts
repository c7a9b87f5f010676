import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { CorrectionRow } from '../app/ports/plan-drafts.ts'
import { openRecords } from '../compose.ts'
import { readConfig } from '../config.ts'
import { readConfiguration } from '../config-files.ts'
import type { Correction, IndicatorCorrection, ItemCorrection } from '../core/intake/corrections.ts'
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

const nothing = 'nothing'

/** The side of a correction that its change speaks of. */
function sideOf(change: ItemCorrection['change'], reading: ItemCorrection['original']): string {
  if (reading === null) return nothing
  switch (change) {
    case 'units':
      return reading.units.join(', ') || 'nobody'
    case 'to':
      // Readings kept by earlier versions have no recipients.
      return (reading.to ?? []).join('; ') || 'nobody'
    case 'what':
      return reading.what
    case 'kind':
      return reading.kind
    default:
      return reading.reading
  }
}

const targetOf = (target: IndicatorCorrection['original']): string =>
  target === null ? nothing : `${target.name} ${target.op} ${target.value} ${target.unit}`

function bodyOf(correction: Correction): string {
  const { change } = correction
  if (correction.of === 'head')
    return `head ${change}: ${correction.original ?? 'blank'} → ${correction.corrected ?? 'blank'}`
  const quote = correction.quote.replace(/\s+/g, ' ').trim()
  const sides =
    correction.of === 'indicator'
      ? [targetOf(correction.original), targetOf(correction.corrected)]
      : [sideOf(correction.change, correction.original), sideOf(correction.change, correction.corrected)]
  return `${change} ${correction.itemId} “${quote}”: ${sides.join(' → ')}`
}

/**
 * `kh-21: dropped i3 “hằng năm”: hằng năm → nothing`. What comes from a document must not write to the terminal: control
 * characters become spaces.
 */
export const correctionLine = ({ planId, correction }: CorrectionRow): string =>
  `${planId ?? '?'}: ${bodyOf(correction)}`.replace(/\p{Cc}+/gu, ' ')

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
      else for (const row of rows) out(correctionLine(row))
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
