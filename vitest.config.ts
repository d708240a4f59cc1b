// The tests and nothing else; patient enough for a busy machine, where a program in a terminal takes its time. The long
// suite has a config of its own (vitest.long.config.ts).
import { configDefaults, defineConfig } from 'vitest/config'
import { slow } from './vitest.slow.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'test/long/**', ...slow],
    // Our modules keep no state: they are loaded once for all files, not once for each, which took a third of the time.
    isolate: false,
    // As many as there are cores; one is left free unless this is said.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
