import { unitsListed } from './find-units.ts'
import { type LabelledPart, type LabelRole, roleOf } from './labelled-parts.ts'
import type { Block, SourceText } from './source-text.ts'

/** Who leads and who helps, in the document's own names. */
export interface Doers {
  readonly units: readonly string[]
  readonly coordinating: readonly string[]
}

type LabelsOf = (block: Block) => readonly LabelledPart[]

/** No more lines are looked at around one. */
const mostLines = 60

const none: Doers = { units: [], coordinating: [] }

/** "Tổ chức thực hiện", "Phân công nhiệm vụ" head whole parts of a plan; these name who stands below. */
const asksWho =
  /chủ trì|phối hợp|phụ trách|(?:đơn vị|cơ quan|bộ phận|người) (?:thực hiện|tham mưu|tổ chức|đầu mối|chịu trách nhiệm)/u

/** A longer line says what is done. */
const longestName = 160

/** The role that a line without a colon gives to the lines below it: "a) Cơ quan chủ trì". */
function roleOver(text: SourceText, block: Block): LabelRole | undefined {
  if (block.kind === 'row' || block.end - block.wordsFrom > 80) return undefined
  const words = text.clean.slice(block.wordsFrom, block.end).replace(/[\s:.]+$/u, '')
  return asksWho.test(words) ? roleOf(words) : undefined
}

function* childrenOf(text: SourceText, over: Block): Generator<Block> {
  for (let at = over.index + 1; at < Math.min(text.blocks.length, over.index + mostLines); at += 1) {
    const block = text.blocks[at]
    if (block === undefined || block.parent === over.parent || block.part !== over.part) return
    if (block.parent === over.index) yield block
  }
}

const namesUnder = (text: SourceText, over: Block): readonly string[] => [
  ...new Set(
    [...childrenOf(text, over)]
      .filter((line) => line.end - line.wordsFrom < longestName)
      .flatMap((line) => unitsListed(text, line.wordsFrom, line.end).map((unit) => unit.name)),
  ),
]

function namedUnder(text: SourceText, over: Block, labels: LabelsOf): Doers {
  const role = roleOver(text, over)
  const lists = [...childrenOf(text, over)].some(
    (line) => roleOver(text, line) !== undefined || labels(line).length > 0,
  )
  if (role === 'lead' && !lists) return { units: namesUnder(text, over), coordinating: [] }
  if (role === 'coordinating') return { units: [], coordinating: namesUnder(text, over) }
  if (role !== 'lead-then-coordinating' && role !== 'lead') return none
  const units: string[] = []
  const coordinating: string[] = []
  for (const line of childrenOf(text, over)) {
    const inner = namedUnder(text, line, labels)
    units.push(...inner.units)
    coordinating.push(...inner.coordinating)
    for (const part of labels(line)) {
      const named = unitsListed(text, part.start, part.end).map((unit) => unit.name)
      if (part.role === 'lead') units.push(...named)
      if (part.role === 'coordinating') coordinating.push(...named)
    }
  }
  return { units, coordinating }
}

/**
 * Who stands in the lines under "2. Cơ quan chủ trì, phối hợp" beside a line "3. Thời gian thực hiện: …", or beside the
 * heading over a line.
 */
export function underRoleHeadings(text: SourceText, block: Block, labels: LabelsOf): Doers {
  for (let over: Block | undefined = block, level = 0; over !== undefined && level < 2; level += 1) {
    let found = none
    for (const step of [-1, 1] as const) {
      for (let at = over.index + step, seen = 0; seen < mostLines; at += step, seen += 1) {
        const other: Block | undefined = text.blocks[at]
        if (other === undefined || other.part !== over.part || other.index === over.parent) break
        if (step === 1 && other.parent !== over.parent && (other.parent ?? -1) < (over.parent ?? 0)) break
        if (other.parent !== over.parent) continue
        const named = namedUnder(text, other, labels)
        found = {
          units: found.units.length > 0 ? found.units : named.units,
          coordinating: found.coordinating.length > 0 ? found.coordinating : named.coordinating,
        }
      }
      if (found.units.length > 0) return found
    }
    over = over.parent === null ? undefined : text.blocks[over.parent]
  }
  return none
}
