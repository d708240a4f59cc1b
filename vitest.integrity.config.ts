// Branch coverage of the code that a seal stands on, and the tests that Stryker runs against it (scripts/mutation.mjs).
// Which files, which tests and how much is asked: scripts/integrity.json. It fails where less is covered.
import { readFileSync } from 'node:fs'
import { configDefaults, defineConfig } from 'vitest/config'
import { BaseSequencer } from 'vitest/node'

const integrity = JSON.parse(readFileSync(new URL('./scripts/integrity.json', import.meta.url), 'utf8')) as {
  readonly files: string[]
  readonly tests: string[]
  /** Tests of something else, in Python, which would take most of the time. */
  readonly withoutTests: string[]
  /** Slow ones, which would only see what others see sooner. */
  readonly withoutTestsOfMutants: string[]
  readonly branches: number
}

/** A mutant is dead with the first test that fails: the short ones come first. */
class ShortFirst extends BaseSequencer {
  override async sort(...files: Parameters<BaseSequencer['sort']>): ReturnType<BaseSequencer['sort']> {
    return (await super.sort(...files)).reverse()
  }
}

export default defineConfig({
  test: {
    include: integrity.tests,
    exclude: [
      ...configDefaults.exclude,
      ...integrity.withoutTests,
      ...(process.env['RUNGS_MUTANTS'] === undefined ? [] : integrity.withoutTestsOfMutants),
    ],
    // Modules are loaded once, not once for each file: a mutant is tried in seconds.
    isolate: false,
    sequence: { sequencer: ShortFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: integrity.files,
      reporter: [['text', { skipFull: true }], 'text-summary'],
      thresholds: { branches: integrity.branches },
    },
  },
})
