import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { CorrectionRow } from '../app/ports/plan-drafts.ts'
import { openRecords } from '../compose.ts'
import { readConfig } from '../config.ts'
import { readConfiguration } from '../config-files.ts'
import type { Correction, IndicatorCorrection, ItemCorrection } from '../core/intake/corrections.ts'
import { isoInstant } from '../core/time.ts'
import { FolderHeld } from '../store/folder-lock.ts'
import type { Operators } from '../text/operators.ts'
import { badConfiguration } from './exit-codes.ts'
import { printIssues } from './print-issues.ts'
import type { Terminal } from './terminal.ts'

export interface CorrectionsOptions {
  readonly data?: string
  readonly json?: boolean
}

/** One correction as other programs read it: the original reading beside what the reviewer made of it. */
const asJson = ({ draftId, at, document, origin, planId, correction }: CorrectionRow): object => ({
  when: isoInstant(at),
  document,
  draft: draftId,
  origin,
  plan: planId,
  ...correction,
})

type Words = Operators['commands']['corrections']

/** The side of a correction that its change speaks of. */
function sideOf(change: ItemCorrection['change'], reading: ItemCorrection['original'], say: Words): string {
  if (reading === null) return say.nothing
  switch (change) {
    case 'units':
      return reading.units.join(', ') || say.nobody
    case 'to':
      // Readings kept by earlier versions have no recipients.
      return (reading.to ?? []).join('; ') || say.nobody
    case 'what':
      return reading.what
    case 'kind':
      return say.kinds[reading.kind]
    default:
      return reading.reading
  }
}

const targetOf = (target: IndicatorCorrection['original'], say: Words): string =>
  target === null ? say.nothing : `${target.name} ${target.op} ${target.value} ${target.unit}`

function bodyOf(correction: Correction, say: Words): string {
  const change = say.changes[correction.change]
  if (correction.of === 'head')
    return `${say.head} ${change}: ${correction.original ?? say.blank} → ${correction.corrected ?? say.blank}`
  const quote = correction.quote.replace(/\s+/g, ' ').trim()
  const sides =
    correction.of === 'indicator'
      ? [targetOf(correction.original, say), targetOf(correction.corrected, say)]
      : [sideOf(correction.change, correction.original, say), sideOf(correction.change, correction.corrected, say)]
  return `${change} ${correction.itemId} “${quote}”: ${sides.join(' → ')}`
}

/**
 * `kh-21: dropped i3 “hằng năm”: hằng năm → nothing`. What comes from a document must not write to the terminal: control
 * characters become spaces.
 */
export const correctionLine = ({ planId, correction }: CorrectionRow, { commands }: Operators): string =>
  `${planId ?? '?'}: ${bodyOf(correction, commands.corrections)}`.replace(/\p{Cc}+/gu, ' ')

/**
 * Prints what reviewers changed when they confirmed plans read from documents, one line each, or as JSON: for whoever
 * improves the reader. Gives 1 when the data folder holds no records.
 */
export async function intakeCorrections(
  options: CorrectionsOptions,
  { out, complain, say }: Terminal,
): Promise<number> {
  const settings = readConfig({ ...process.env, ...(options.data === undefined ? {} : { DATA_DIR: options.data }) })
  const office = await readConfiguration(
    settings.value?.boardFile === undefined ? {} : { boardFile: settings.value.boardFile },
  )
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
  try {
    const { store, close } = await openRecords(settings.value, office.value)
    try {
      const rows = await store.read((records) => records.corrections())
      if (options.json === true) out(JSON.stringify(rows.map(asJson), null, 2))
      else for (const row of rows) out(correctionLine(row, say))
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
