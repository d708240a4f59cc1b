// The long suite: what counts in hundreds of thousands, on two cores, a file at a time on each. Says at the end what was
// counted. A run is repeated with the seed that it printed: RUNGS_LONG_SEED=1 npm run test:long.
import { defineConfig } from 'vitest/config'
import { slow } from './vitest.slow.ts'

const minutes = 60_000
const seed = process.env['RUNGS_LONG_SEED'] ?? String(Math.floor(Math.random() * 2 ** 31))

export default defineConfig({
  test: {
    // The others have a sample in the suite, and are whole here (test/stride.ts).
    include: [
      'test/long/**/*.test.ts',
      'test/record/docs.test.ts',
      'test/record/redacted.test.ts',
      'test/register/parse.test.ts',
      'test/story/again.test.ts',
      'test/story/story.test.ts',
      'test/verify/ordinary-life.test.ts',
      ...slow,
    ],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 8 * minutes,
    hookTimeout: 2 * minutes,
    env: { RUNGS_LONG_SEED: seed },
    reporters: ['default', './test/long/figures-reporter.ts'],
  },
})
