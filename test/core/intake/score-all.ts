import { existsSync } from 'node:fs'
import { readPlan } from '../../../src/core/intake/read-plan.ts'
import { examplePlans, labelledPlans, ownPlans } from './labelled-plans.ts'
import { ratio, type Score, type Share, scoreReading, together } from './score.ts'

// Prints how well the reader does on folders of labelled plans: a table, then what was missed in each plan.

const shares = ['found', 'dated', 'precision', 'kinds', 'rules', 'reports', 'units', 'coop', 'indicators'] as const
const heads = ['number', 'issued', 'issuer', 'period', 'title'] as const
const column = 11
const shown = (share: Share): string => (share.of === 0 ? '-' : `${share.right}/${share.of}`)
const row = (name: string, cells: readonly string[]): string =>
  name.slice(0, 33).padEnd(34) + cells.map((cell) => cell.padEnd(column)).join('')
const cellsOf = (score: Score): string[] => [
  ...shares.map((key) => shown(score[key])),
  heads.map((key) => (score[key] ? '·' : (key[0] ?? ''))).join(''),
  String(score.taken),
  String(score.falseIndicators),
]

const given = process.argv.slice(2)
const folders = given.length > 0 ? given : [ownPlans, examplePlans].filter((folder) => existsSync(folder))
for (const folder of folders) {
  const scores = labelledPlans(folder).map(({ name, text, labels }) => {
    const start = performance.now()
    const draft = readPlan(text)
    return { name, score: scoreReading(text, draft, labels), ms: performance.now() - start }
  })
  console.log(`\n${folder}`)
  console.log(row('plan', [...shares, 'head', 'taken', 'false ind.', 'ms']))
  for (const { name, score, ms } of scores) console.log(row(name, [...cellsOf(score), ms.toFixed(0)]))
  const all = shares.map((key) => `${(ratio(together(scores.map(({ score }) => score[key]))) * 100).toFixed(1)} %`)
  const right = heads.map((key) => `${key} ${scores.filter(({ score }) => score[key]).length}/${scores.length}`)
  console.log(row('all', all))
  console.log(right.join(', '))
  for (const { name, score } of scores) {
    if (score.misses.length === 0) continue
    console.log(`\n${name}`)
    for (const miss of score.misses) console.log(`  ${miss}`)
  }
}
