import { DocumentRefused } from '../app/ports/document-reader.ts'
import { mostUnknown, readLegacyLines } from './legacy-fonts.ts'
import { type PrintedBlock, type PrintedCell, printText } from './printed-text.ts'

/**
 * Prints blocks, put into Unicode where they were typed in a legacy font. Fails with a DocumentRefused 'legacy-font'
 * when that gives no Vietnamese.
 */
export function printLegacy(blocks: readonly PrintedBlock[]): string {
  const lines = blocks.flatMap((block) =>
    block.kind === 'paragraph'
      ? [block.text]
      : block.rows.flat().flatMap((cell) => (typeof cell === 'string' ? [] : cell)),
  )
  const { lines: converted, scheme, unknown } = readLegacyLines(lines)
  if (scheme === null) return withoutSoftHyphens(printText(blocks))
  if (unknown > mostUnknown) throw new DocumentRefused('legacy-font', { font: scheme === 'tcvn3' ? 'TCVN3' : 'VNI' })
  let at = 0
  const next = (line: string): string => converted[at++] ?? line
  const text = printText(
    blocks.map((block): PrintedBlock => {
      if (block.kind === 'paragraph') return { kind: 'paragraph', text: next(block.text) }
      const rows = block.rows.map((row) =>
        row.map((cell): PrintedCell => (typeof cell === 'string' ? cell : cell.map(next))),
      )
      return { kind: 'table', rows }
    }),
  )
  return withoutSoftHyphens(text)
}

/** Places where a word may be parted at the end of a line; in a legacy font the same sign is a letter. */
const withoutSoftHyphens = (text: string): string => text.replaceAll('\u00ad', '')
