import { execFileSync } from 'node:child_process'
import { answers } from './answers.ts'
import { deliveryOnPglite, deliveryOnServers } from './delivery.ts'
import { dueAtOnce } from './due-at-once.ts'
import { holds, isFarOff, measureParts, seconds, tableOf } from './measure.ts'
import { month } from './month.ts'
import { pacing } from './pacing.ts'
import { reading } from './reading.ts'
import { recognition } from './recognition.ts'
import { rehearsalCommand, rehearsalCore } from './rehearsal.ts'
import { reportFile } from './report.ts'
import { root } from './root.ts'
import { start } from './start.ts'

// The commands are measured as they are installed, so what is compiled must be what stands in `src`.
execFileSync(process.execPath, ['build.mjs'], { cwd: root, stdio: 'inherit' })

const began = performance.now()
const ratios = await measureParts([
  ...[rehearsalCommand, rehearsalCore, reportFile, month],
  ...[deliveryOnPglite, deliveryOnServers, pacing, dueAtOnce],
  ...[answers, start, reading, recognition],
])
for (const line of tableOf(ratios)) console.log(line)
const missed = ratios.filter((one) => !holds(one))
console.log(`${ratios.length} ratios in ${seconds(performance.now() - began)}, ${missed.length} missed`)
// On a machine that others use what is only just missed is shown and no failure.
const slack = Number(process.env.DUNG_HAN_BENCH_SLACK ?? 1)
// Whatever a part has left open must not hold up the end.
process.exit(missed.some((one) => isFarOff(one, slack)) ? 1 : 0)
