import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Labels, readExpectedJson, readLabels } from './labels.ts'

/** The project's own plans with labels. */
export const ownPlans = fileURLToPath(new URL('plans', import.meta.url))
/** Real plans that stay outside the repository; the folder may be missing. */
export const examplePlans = fileURLToPath(new URL('../../../../shared/plans', import.meta.url))

export interface LabelledPlan {
  readonly name: string
  readonly text: string
  readonly labels: Labels
}

/** Plans of a folder that have labels beside them, by name: `NN-name.labels.yaml` or `NNN.expected.json`. */
export function labelledPlans(folder: string): LabelledPlan[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .flatMap((file) => {
      const name = file.slice(0, -'.txt'.length)
      const text = readFileSync(path.join(folder, file), 'utf8')
      const yaml = path.join(folder, `${name}.labels.yaml`)
      if (existsSync(yaml)) return [{ name, text, labels: readLabels(readFileSync(yaml, 'utf8'), yaml) }]
      const json = path.join(folder, `${name}.expected.json`)
      if (existsSync(json)) return [{ name, text, labels: readExpectedJson(readFileSync(json, 'utf8'), json) }]
      return []
    })
}
