import { createHash } from 'node:crypto'
import { compileReport } from '../../src/core/report/compile-report.ts'
import { writeDocx } from '../../src/document/write-docx.ts'
import { halfYearInput } from '../core/report/gia-lai.ts'

/** Prints the SHA-256 of the sample report's file; the argument moves this process's clock by so many days. */
const moved = Number(process.argv[2] ?? '0') * 86_400_000
const now = Date.now
Date.now = () => now() + moved
const RealDate = Date
globalThis.Date = new Proxy(RealDate, {
  construct: (target, given) => (given.length === 0 ? new target(target.now()) : Reflect.construct(target, given)),
})

console.log(
  createHash('sha256')
    .update(await writeDocx(compileReport(halfYearInput)))
    .digest('hex'),
)
