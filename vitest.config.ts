// The tests and nothing else; patient enough for a busy machine, where a program in a terminal takes its time. The long
// suite has a config of its own (vitest.long.config.ts).
import { configDefaults, defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'test/long/**'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
