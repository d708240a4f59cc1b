// Branch coverage of the code that a seal stands on, and the tests that Stryker runs against it (scripts/mutation.mjs).
// Which files, which tests and how much is asked: scripts/integrity.json. Not enforced there: shown, and no failure.
import { readFileSync } from 'node:fs'
import { configDefaults, defineConfig } from 'vitest/config'

const integrity = JSON.parse(readFileSync(new URL('./scripts/integrity.json', import.meta.url), 'utf8')) as {
  readonly files: string[]
  readonly tests: string[]
  /** Tests of something else, in Python, which would take most of the time. */
  readonly withoutTests: string[]
  readonly branches: number
  readonly branchesEnforced: boolean
}

export default defineConfig({
  test: {
    include: integrity.tests,
    exclude: [...configDefaults.exclude, ...integrity.withoutTests],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: integrity.files,
      reporter: [['text', { skipFull: true }], 'text-summary'],
      ...(integrity.branchesEnforced ? { thresholds: { branches: integrity.branches } } : {}),
    },
  },
})
