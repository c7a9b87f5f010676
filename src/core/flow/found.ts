import type { Reason } from '../issue.ts'
import type { YamlPath } from '../read-yaml.ts'

/** Something wrong with a Flow, and the way to it in the file. */
export interface Found {
  readonly path: YamlPath
  readonly reason: Reason
}
