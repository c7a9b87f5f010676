import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    globalSetup: ['test/left-out.ts'],
    // More than cores: many tests wait for a channel’s pace or another process.
    maxWorkers: 3,
    // Every file cleans up after itself; loading the embedded database for each one anew would take half of the time.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
