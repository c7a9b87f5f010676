import type { Issue } from '../core/issue.ts'
import { sentenceOf } from '../text/en.ts'

/** Prints every problem on a line of its own, with file and line. */
export function printIssues(issues: readonly Issue[], out: (line: string) => void): void {
  for (const issue of issues) out(sentenceOf(issue))
}
