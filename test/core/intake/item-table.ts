import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findTimePhrases } from '../../../src/core/intake/find-time-phrases.ts'
import type { DraftItem } from '../../../src/core/intake/plan-draft.ts'
import { readHead } from '../../../src/core/intake/read-head.ts'
import { readItems } from '../../../src/core/intake/read-items.ts'
import { readSource } from '../../../src/core/intake/read-source.ts'
import { overlap } from './passages.ts'

const head = `SỞ CÔNG VỤ TỈNH AN LÂM
Số: 15/KH-SCV
An Lâm, ngày 05 tháng 01 năm 2024
KẾ HOẠCH
Công tác năm 2024

II. NHIỆM VỤ
`

/** What was read from a document of which a row of a table of examples is the body. */
export interface Read {
  /** Readings upon the marked phrase, in order. */
  readonly items: readonly DraftItem[]
  /** All readings of the document. */
  readonly all: readonly DraftItem[]
}

/** Reads the lines of an example (" // " between them) as part of a plan for 2024; ⟦ ⟧ marks the phrase asked for. */
export function readExample(example: string): Read {
  const body = `${head}${example.replaceAll(' // ', '\n')}\n`
  const start = body.indexOf('⟦')
  const end = body.indexOf('⟧') - 1
  const raw = body.replace(/[⟦⟧]/g, '')
  const text = readSource(raw)
  const read = readHead(text)
  const all = readItems(text, findTimePhrases(text.clean, read.context), read).items
  return { items: all.filter((item) => overlap(item.at, { start, end })), all }
}

/** The rows of a table of examples beside this file, cells apart; lines with # are for the reader. */
export function tableRows(file: string): readonly string[][] {
  return readFileSync(join(import.meta.dirname, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t').map((cell) => cell.trim()))
}
