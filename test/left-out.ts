import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const equipment = {
  DUNG_HAN_TEST_POSTGRES: 'suites on a PostgreSQL server (a connection URL)',
  DUNG_HAN_TEST_REDIS: 'suites on Redis (a URL)',
  DUNG_HAN_TEST_CHROMIUM: "suites in a browser (path of Debian's chromium)",
  DUNG_HAN_TEST_SOFFICE: 'suites that open the Word files (path of LibreOffice)',
  DUNG_HAN_TEST_WHOLE:
    'test/stories, *.long.test.ts and further suites that take minutes: whole processes, long conversations, pictures that are recognised, plans in many forms (any value)',
} as const

/** Says which suites this run leaves out, and what they need. `.ci/run` gives them everything. */
export function setup(): void {
  for (const [name, what] of Object.entries(equipment))
    if (process.env[name] === undefined) console.log(`left out, because ${name} is not set: ${what}`)
  if (!existsSync(fileURLToPath(new URL('../../shared/plans', import.meta.url))))
    console.log('left out, because ../shared/plans is missing: suites on the example plans')
}
