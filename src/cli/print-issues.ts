import type { Issue } from '../core/issue.ts'
import { type Operators, sentenceOf } from '../text/operators.ts'

/** Lines about one file; a file that is no configuration at all could give thousands. */
const linesForFile = 20

/** Prints every problem on a line of its own, once, with file and line. */
export function printIssues(issues: readonly Issue[], out: (line: string) => void, say: Operators): void {
  const files = new Map<string | undefined, Set<string>>()
  for (const issue of issues) {
    const lines = files.get(issue.file) ?? new Set()
    files.set(issue.file, lines.add(sentenceOf(issue, say)))
  }
  for (const [file, lines] of files) {
    const shown = file === undefined ? [...lines] : [...lines].slice(0, linesForFile)
    for (const line of shown) out(line)
    if (file !== undefined && shown.length < lines.size) out(say.commands.moreProblems(file, lines.size - shown.length))
  }
}
