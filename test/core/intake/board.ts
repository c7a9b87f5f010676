import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Board } from '../../../src/core/plan/board.ts'
import { readBoard } from '../../../src/core/plan/read-board.ts'

/** The sample office. */
export function sampleBoard(): Board {
  const file = join(import.meta.dirname, '../../../config/boards/sample.yaml')
  const { value } = readBoard(readFileSync(file, 'utf8'), 'sample.yaml')
  if (!value) throw new Error('the sample board cannot be read')
  return value
}
