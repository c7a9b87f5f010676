import { foldVietnamese } from '../fold.ts'
import { withWholeWords } from './broken-words.ts'
import { readCharacters } from './characters.ts'
import { partsOf } from './document-parts.ts'
import { type Line, linesOf } from './lines.ts'
import { listedCalendar } from './listed-calendar.ts'
import { listedTable } from './listed-rows.ts'
import { listedTargets } from './listed-targets.ts'
import { isUpper, LEVELS } from './outline.ts'
import { breakingOf, paragraphsOf } from './paragraphs.ts'
import type { RoughBlock } from './rough-block.ts'
import { piecesOf, ruledRows } from './ruled-rows.ts'
import { isNoisy } from './scan-noise.ts'
import type { Block, SourceText } from './source-text.ts'
import { respell } from './spelling.ts'
import { writeBlocks } from './write-blocks.ts'

/**
 * Makes a document's text ready for reading: one spelling, sentences whole, the outline and the tables known. `raw`
 * is the text as it was handed in; every character of the result knows its UTF-16 offset there. Never throws; the cost
 * grows with the length.
 */
export function readSource(raw: string): SourceText {
  const characters = withWholeWords(readCharacters(raw))
  const spelled = respell(characters.shown, characters.clean)
  const lines = linesOf(characters.shown, spelled.clean)
  const rough = roughBlocks(lines)
  const parts = partsOf(rough)
  const parents = parentsOf(rough, parts)
  const written = writeBlocks(
    rough.map((block, i) => (namesWhatFollows(rough, parents, i) ? { ...block, kind: 'heading' as const } : block)),
    { shown: characters.shown, clean: spelled.clean, at: characters.at },
  )
  const blocks: Block[] = written.blocks.map((block, index) => ({
    ...block,
    part: parts[index] ?? 'body',
    parent: parents[index] ?? null,
  }))
  return {
    raw,
    clean: written.clean,
    shown: written.shown,
    offsets: written.offsets,
    blocks,
    noisy: isNoisy(written.shown, spelled.repairs, spelled.figures),
  }
}

/** "3. Tập huấn, tuyên truyền" over a list: a counted line without a full stop that others hang under. */
function namesWhatFollows(blocks: readonly RoughBlock[], parents: readonly (number | null)[], i: number): boolean {
  const block = blocks[i] as RoughBlock
  if (block.kind !== 'paragraph' || block.marker === null || block.marker.kind === 'bullet') return false
  return block.clean.length < 120 && !/[.;,]$/.test(block.clean) && parents[i + 1] === i
}

/** Tables first, then what stands between them. */
function roughBlocks(lines: readonly Line[]): RoughBlock[] {
  const breaking = breakingOf(lines)
  const out: RoughBlock[] = []
  let text: Line[] = []
  let tables = 0
  const flush = () => {
    out.push(...paragraphsOf(text, breaking))
    text = []
  }
  for (let i = 0; i < lines.length; ) {
    const line = lines[i] as Line
    if (line.parted !== null) {
      let end = i + 1
      while (
        end < lines.length &&
        lines[end]?.parted === line.parted &&
        !endsTable(lines[end - 1] as Line, lines[end] as Line)
      )
        end += 1
      const group = lines.slice(i, end)
      i = end
      if (isTable(group, line.parted)) {
        flush()
        out.push(...ruledRows(group, line.parted, tables))
        tables += 1
      } else text.push(...group.flatMap((one) => asText(one)))
      continue
    }
    const listed =
      line.clean.length <= 110
        ? (listedTable(lines, i, tables) ?? listedCalendar(lines, i, tables) ?? listedTargets(lines, i, tables))
        : null
    if (listed !== null) {
      flush()
      out.push(...listed.rows)
      tables += 1
      i = listed.next
      continue
    }
    text.push(line)
    i += 1
  }
  flush()
  return out
}

/** Whether another table begins: a gap, and another number of cells or headings again. */
function endsTable(before: Line, line: Line): boolean {
  if (!line.apart || line.parted === null) return false
  const width = piecesOf(line, line.parted).length
  return width !== piecesOf(before, line.parted).length || /^\|?\s*(?:s?tt|so tt)\b/.test(line.plain)
}

/** The head's two columns and the foot's are laid out as tables and are none; a tab after a marker parts no cells. */
function isTable(group: readonly Line[], by: 'bars' | 'tabs'): boolean {
  const layout = group.some((line) =>
    /cong hoa xa hoi chu nghia|doc lap\s*-\s*tu do|^\|?\s*\**noi nhan/.test(line.plain),
  )
  if (layout && group.length <= 8) return false
  if (by === 'bars') return true
  const widths = group.map((line) => piecesOf(line, 'tabs').length)
  const wide = widths.filter((width) => width >= 3).length
  if (group.length === 1) return wide === 1
  return (
    wide * 2 > group.length ||
    (widths.filter((width) => width === widths[0]).length === group.length &&
      !group.every((line) => /^(?:[-+*•]|\p{L}[.)]|[ivx\d.]+[.)])\t/u.test(line.clean)))
  )
}

/** What stands beside something else in a head or at a foot, with a tab between. */
const BESIDE = /cong hoa xa hoi|doc lap\s*-|^so\s*[:.]|noi nhan|ngay.{0,8}thang.{0,8}nam/

/** The cells of a layout table as lines. */
function asText(line: Line): Line[] {
  if (line.parted === 'tabs' && !BESIDE.test(line.plain) && !isUpper(line.shown)) return [{ ...line, parted: null }]
  if (line.parted === 'tabs' && /^(?:[-+*•]|[a-zđ][.)]|[ivx\d.()]+)\t[^\t]*$/u.test(line.clean))
    return [{ ...line, parted: null }]
  const pieces = piecesOf(line, line.parted ?? 'bars').filter(
    (one) => one.clean !== '' && one.continues === null && !/^[:-]+$/.test(one.clean),
  )
  const out: Line[] = []
  for (const piece of pieces) {
    let from = 0
    for (const text of piece.clean.split('\uE000')) {
      const start = from + (text.length - text.trimStart().length)
      const end = from + text.trimEnd().length
      if (end > start) {
        out.push({
          ...line,
          start: piece.span.start + start,
          end: piece.span.start + end,
          clean: piece.clean.slice(start, end),
          shown: piece.shown.slice(start, end),
          plain: foldVietnamese(piece.clean.slice(start, end)),
          apart: from === 0,
          barred: from === 0,
          parted: null,
        })
      }
      from += text.length + 1
    }
  }
  return out
}

/** The outline: under which Block each one hangs. */
function parentsOf(blocks: readonly RoughBlock[], parts: readonly string[]): (number | null)[] {
  const parents: (number | null)[] = []
  const stack: { index: number; level: number; bullet: string | null; colon: boolean }[] = []
  const top = () => stack[stack.length - 1]
  let section: { index: number; table: number } | null = null
  blocks.forEach((block, index) => {
    if (index > 0 && parts[index] !== parts[index - 1]) {
      // Recipients, signature and annexes begin outlines of their own.
      if (parts[index] !== 'body' || parts[index - 1] === 'head') stack.length = 0
    }
    if (block.table !== null) {
      if (section !== null && section.table !== block.table) section = null
      const heading = block.kind === 'heading'
      parents.push(!heading && section !== null ? section.index : (top()?.index ?? null))
      if (heading && block.marker !== null) section = { index, table: block.table }
      else if (heading && block.cells.length > 0 && block.cells.some((cell) => cell.continues === 'left'))
        section = { index, table: block.table }
      return
    }
    const { marker } = block
    const colon = block.clean.endsWith(':')
    if (marker === null) {
      if (block.kind === 'heading' && (parts[index] === 'body' || parts[index] === 'annex')) {
        stack.length = 0
        parents.push(null)
        stack.push({ index, level: 0.5, bullet: null, colon: false })
        return
      }
      // A plain line belongs to what announces it, else to the innermost counted heading.
      while (stack.length > 0 && top()?.bullet !== null && top()?.colon === false) stack.pop()
      if (colon) while (stack.length > 0 && top()?.level === 15) stack.pop()
      parents.push(top()?.index ?? null)
      if (colon && block.clean.length < 400) stack.push({ index, level: 15, bullet: null, colon: true })
      return
    }
    const level = LEVELS[marker.kind]
    if (marker.kind === 'bullet') {
      const same = stack.findIndex((one) => one.bullet === marker.text)
      if (same >= 0) stack.length = same
      else if (marker.text === '-') {
        // "-" lies above "+" unless a line that announces it stands between.
        while (top()?.bullet === '+' && top()?.colon === false) stack.pop()
      }
      parents.push(top()?.index ?? null)
      stack.push({ index, level, bullet: marker.text, colon })
      return
    }
    const depth = marker.kind === 'decimal' ? level + marker.text.replace(/\.$/, '').split('.').length - 2 : level
    while (stack.length > 0 && (top()?.level ?? 0) >= depth) stack.pop()
    parents.push(top()?.index ?? null)
    stack.push({ index, level: depth, bullet: null, colon })
  })
  return parents
}
