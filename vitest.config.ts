import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/longest-first.ts'

/** What takes long and is left out of the fast run: stories of whole offices, and files that say so in their name. */
const long = ['test/stories/**', 'test/**/*.long.test.ts']

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: process.env.DUNG_HAN_TEST_WHOLE === undefined ? long : [],
    // Operators are spoken to in English unless a test says otherwise.
    env: { LANGUAGE: '' },
    globalSetup: ['test/left-out.ts', 'test/program-for-tests.ts'],
    sequence: { sequencer: LongestFirst },
    // Vitest would leave a core free.
    maxWorkers: 2,
    // Every file cleans up after itself; loading the embedded database for each one anew would take half of the time.
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
