import { relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * The files that take minutes, the longest first. Vitest begins with the largest files where it knows no durations, as
 * in a clean clone; one that is short to read and long to run would then be left to one worker while the other idles.
 */
const longest = [
  'test/stories/broadcast-kill.test.ts',
  'test/stories/crash.test.ts',
  'test/stories/bad-input.test.ts',
  'test/office-conversations-by-number.long.test.ts',
  'test/office-conversations.test.ts',
  'test/stories/answers.test.ts',
]

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = longest.indexOf(relative(this.ctx.config.root, moduleId))
      return at === -1 ? longest.length : at
    }
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b))
  }
}
