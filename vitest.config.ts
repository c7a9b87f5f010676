import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    globalSetup: ['test/left-out.ts'],
    // Vitest would leave a core free.
    maxWorkers: 2,
    // Every file cleans up after itself; loading the embedded database for each one anew would take half of the time.
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
