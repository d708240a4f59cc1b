// Exported pages in a real browser, all of them; fails where there is none. A sample is in the suite.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { RUNGS_BROWSER: 'all' },
  },
})
