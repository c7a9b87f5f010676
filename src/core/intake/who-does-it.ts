import { helpersOf, type NamedUnit, unitsListed } from './find-units.ts'
import { type LabelledPart, type LabelRole, labelledParts } from './labelled-parts.ts'
import { type Doers, underRoleHeadings } from './role-headings.ts'
import { headingsOver, type Piece, sentenceAround } from './sentence.ts'
import type { Block, Cell, ColumnRole, SourceText } from './source-text.ts'
import { standing, subjectOf } from './subject-of.ts'

/** The labelled parts of every Block, worked out once. */
export type LabelsOf = (block: Block) => readonly LabelledPart[]

/** Remembers what `labelledParts` gives for a Block. */
export function labelsOf(text: SourceText): LabelsOf {
  const known = new Map<number, readonly LabelledPart[]>()
  return (block) => {
    const before = known.get(block.index)
    if (before !== undefined) return before
    const parts = labelledParts(text, block)
    known.set(block.index, parts)
    return parts
  }
}

const names = (units: readonly NamedUnit[]): readonly string[] => [...new Set(units.map((unit) => unit.name))]

const within = (parts: readonly LabelledPart[], ...roles: readonly LabelRole[]): LabelledPart | undefined =>
  parts.find((part) => roles.includes(part.role) && part.end > part.start)

/** "Sở Nội vụ chủ trì, phối hợp với các sở": a listed lead may name its helpers. */
function listed(text: SourceText, piece: Piece): Doers {
  const together = /(?:chủ trì)?[,;.]? ?(?:phối hợp|cùng) (?:với |cùng )?/u.exec(
    text.clean.slice(piece.start, piece.end),
  )
  if (together === null || together.index === 0) {
    return { units: names(unitsListed(text, piece.start, piece.end)), coordinating: [] }
  }
  const split = piece.start + together.index
  return {
    units: names(unitsListed(text, piece.start, split)),
    coordinating: names(unitsListed(text, split + together[0].length, piece.end)),
  }
}

function fromLabels(text: SourceText, parts: readonly LabelledPart[]): Doers {
  const both = within(parts, 'lead-then-coordinating')
  if (both !== undefined) {
    const [lead, ...others] = names(unitsListed(text, both.start, both.end))
    return { units: lead === undefined ? [] : [lead], coordinating: others }
  }
  const lead = within(parts, 'lead')
  const coordinating = within(parts, 'coordinating')
  const led = lead === undefined ? { units: [], coordinating: [] } : listed(text, lead)
  return {
    units: led.units,
    coordinating:
      coordinating === undefined ? led.coordinating : names(unitsListed(text, coordinating.start, coordinating.end)),
  }
}

/** How far a line's siblings are looked at. */
const mostSiblings = 40

/**
 * The lines around a "Thời gian …" line that say who: those that stand right beside it, or the nearest one under the
 * same heading.
 */
function fromSiblings(text: SourceText, block: Block, labels: LabelsOf): Doers {
  const run = [...labels(block)]
  const beside = (step: 1 | -1): LabelledPart[] => {
    const found: LabelledPart[] = []
    for (let at = block.index + step, seen = 0; seen < mostSiblings; at += step, seen += 1) {
      const other = text.blocks[at]
      if (other === undefined || other.parent !== block.parent) break
      const parts = labels(other)
      if (parts.length === 0 || within(parts, 'time') !== undefined) break
      found.push(...parts)
    }
    return found
  }
  const before = beside(-1)
  const after = beside(1)
  const own = fromLabels(text, run)
  const near = fromLabels(text, [...run, ...before])
  const far = fromLabels(text, after)
  const units = own.units.length > 0 ? own.units : near.units.length > 0 ? near.units : far.units
  const fromAfter = own.units.length === 0 && near.units.length === 0
  const coordinating =
    own.coordinating.length > 0
      ? own.coordinating
      : near.coordinating.length > 0
        ? near.coordinating
        : fromAfter || after[0]?.role === 'coordinating'
          ? far.coordinating
          : []
  if (units.length > 0) return { units, coordinating }
  for (let at = block.index - 1, seen = 0; seen < mostSiblings; at -= 1, seen += 1) {
    const other = text.blocks[at]
    if (other === undefined || other.index === block.parent) break
    if (other.parent !== block.parent) continue
    const found = fromLabels(text, labels(other))
    if (found.units.length > 0)
      return { units: found.units, coordinating: coordinating.length > 0 ? coordinating : found.coordinating }
  }
  return { units, coordinating }
}

/** Lines below a line that may say who does all of them. */
const mostBelow = 8

/** No more of a heading or of the words before a sentence is looked through. */
const longestHeading = 1_500

/** Who stands in the headings above: "2. Giao Văn phòng Ban Quản lý:". */
function fromHeadings(text: SourceText, block: Block, labels: LabelsOf): readonly string[] {
  for (const over of headingsOver(text, block)) {
    const labelled = fromLabels(text, labels(over))
    if (labelled.units.length > 0) return labelled.units
    const colon = text.clean.indexOf(':', over.wordsFrom)
    const end = Math.min(colon > 0 && colon < over.end ? colon + 1 : over.end, over.wordsFrom + longestHeading)
    const named = names(subjectOf(text, over.wordsFrom, end))
    if (named.length > 0) return named
  }
  return []
}

const cellsOf = (block: Block, ...roles: readonly (ColumnRole | null)[]): readonly Cell[] =>
  block.cells.filter((cell) => roles.includes(cell.role) && cell.end > cell.start)

function fromRow(text: SourceText, block: Block): Doers {
  const lead = cellsOf(block, 'lead', 'unit')
  const coordinating = cellsOf(block, 'coordinating')
  const noted = coordinating.length > 0 ? [] : cellsOf(block, 'note')
  const led = lead.map((cell) => {
    const parts = labelledParts(text, { ...block, wordsFrom: cell.start, end: cell.end })
    return parts.length > 0 ? fromLabels(text, parts) : listed(text, cell)
  })
  return {
    units: [...new Set(led.flatMap((one) => one.units))],
    coordinating: [
      ...new Set([
        ...led.flatMap((one) => one.coordinating),
        ...coordinating.flatMap((cell) => names(unitsListed(text, cell.start, cell.end))),
        ...noted.flatMap((cell) => names(helpersOf(text, cell.start, cell.end))),
      ]),
    ],
  }
}

/**
 * Who does what a phrase dates: the row's cells; the lines beside a "Thời gian" line; the sentence's subject; the
 * headings above; the paragraph before. `at` is the phrase; `slot`: the phrase stands in a time slot.
 */
export function doersOf(
  text: SourceText,
  block: Block,
  clause: Piece,
  sentence: Piece,
  at: Piece,
  slot: boolean,
  labels: LabelsOf,
): Doers {
  if (block.kind === 'row') {
    const row = fromRow(text, block)
    if (row.units.length > 0) return row
    const work = cellsOf(block, 'work')[0]
    const inWork = work === undefined ? [] : names(subjectOf(text, work.start, work.end))
    return { units: inWork.length > 0 ? inWork : fromHeadings(text, block, labels), coordinating: row.coordinating }
  }
  const sentenceHelpers = (): readonly string[] => names(helpersOf(text, sentence.start, sentence.end))
  if (slot && labels(block).length === 0) {
    // "Thời gian:" over lines "Từ ngày … đến ngày …: các đoàn thể …".
    const own = names(subjectOf(text, clause.start, clause.end, at))
    if (own.length > 0) return { units: own, coordinating: sentenceHelpers() }
  }
  if (slot || labels(block).some((part) => part.role === 'lead')) {
    const found = fromSiblings(text, block, labels)
    if (found.units.length > 0) return found
  }
  if (slot) {
    const found = underRoleHeadings(text, block, labels)
    if (found.units.length > 0) return found
  }
  const inClause = ownSubject(text, block, clause, at, labels)
  if (inClause.length > 0) return { units: inClause, coordinating: sentenceHelpers() }
  const inSentence = clause.start === sentence.start ? [] : ownSubject(text, block, sentence, at, labels)
  if (inSentence.length > 0) return { units: inSentence, coordinating: sentenceHelpers() }
  const inBlock = fromSentencesBefore(text, block, sentence)
  if (inBlock.length > 0) return { units: inBlock, coordinating: sentenceHelpers() }
  const below = fromLineBelow(text, block)
  if (below.length > 0) return { units: below, coordinating: sentenceHelpers() }
  const above = fromHeadings(text, block, labels)
  if (above.length > 0) return { units: above, coordinating: sentenceHelpers() }
  const beside = fromSiblings(text, block, labels)
  if (beside.units.length > 0) return beside
  const under = underRoleHeadings(text, block, labels)
  if (under.units.length > 0)
    return { ...under, coordinating: under.coordinating.length > 0 ? under.coordinating : sentenceHelpers() }
  const before = fromParagraphBefore(text, block)
  if (before.length > 0) return { units: before, coordinating: sentenceHelpers() }
  const after = fromLabelsBelow(text, block, labels)
  return { ...after, coordinating: after.coordinating.length > 0 ? after.coordinating : sentenceHelpers() }
}

/** The subject of a piece; under "1. Phòng Nội vụ" the words "Cơ quan thường trực, theo dõi …" mean the one above. */
function ownSubject(text: SourceText, block: Block, piece: Piece, at: Piece, labels: LabelsOf): readonly string[] {
  const own = names(subjectOf(text, piece.start, piece.end, at))
  const [first] = own
  if (first === undefined || !standing.test(first)) return own
  const above = fromHeadings(text, block, labels)
  return above.length > 0 ? above : own
}

/** No more sentences before one are looked at. */
const mostSentences = 8

/** Who is named in the sentences of the Block before one: with "1. Văn phòng: …" the Office, else the nearest. */
function fromSentencesBefore(text: SourceText, block: Block, sentence: Piece): readonly string[] {
  if (sentence.start <= block.wordsFrom) return []
  const from = Math.max(block.wordsFrom, sentence.start - longestHeading)
  const headed = names(subjectOf(text, from, sentence.start))
  if (headed.length > 0 && /^[^.;]{0,160}:/u.test(text.clean.slice(from, sentence.start))) return headed
  let end = sentence.start
  for (let seen = 0; seen < mostSentences && end > from; seen += 1) {
    const before = sentenceAround(text, { start: from, end }, end - 1, end)
    const named = names(subjectOf(text, before.start, before.end))
    if (named.length > 0) return named
    if (before.start >= end) break
    end = before.start
  }
  return headed
}

/** "- Lần 1: …", "- Lần 2: …" and below them "Đơn vị chủ trì: …" for them all. */
function fromLabelsBelow(text: SourceText, block: Block, labels: LabelsOf): Doers {
  for (let at = block.index + 1, seen = 0; seen < mostBelow; at += 1, seen += 1) {
    const other = text.blocks[at]
    if (other === undefined || other.parent !== block.parent || other.kind === 'row') break
    const found = fromLabels(text, labels(other))
    if (found.units.length === 0) continue
    const next = text.blocks[at + 1]
    const beside = next === undefined || next.parent !== block.parent ? [] : fromLabels(text, labels(next)).coordinating
    return { units: found.units, coordinating: found.coordinating.length > 0 ? found.coordinating : beside }
  }
  return { units: [], coordinating: [] }
}

/** "Khen thưởng sơ kết (quý III):" and below it who does it. */
function fromLineBelow(text: SourceText, block: Block): readonly string[] {
  const next = text.blocks[block.index + 1]
  if (text.clean[block.end - 1] !== ':' || next === undefined || next.part !== block.part || next.kind === 'row')
    return []
  return next.marker === null
    ? names(subjectOf(text, next.wordsFrom, next.end, { start: next.wordsFrom, end: next.wordsFrom }))
    : []
}

/** A paragraph without a mark of its own goes on with the one before: "1. Văn phòng: …" and then more about it. */
function fromParagraphBefore(text: SourceText, block: Block): readonly string[] {
  if (block.marker !== null) return []
  for (let at = block.index - 1, seen = 0; at >= 0 && seen < 6; at -= 1, seen += 1) {
    const other = text.blocks[at]
    if (other === undefined || other.part !== block.part || other.kind === 'row') return []
    const found = names(subjectOf(text, other.wordsFrom, other.end))
    if (found.length > 0 && other.marker !== null) return found
    if (other.kind === 'heading') return []
  }
  return []
}
