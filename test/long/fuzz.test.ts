/** A hundred thousand files that were tampered with: nothing throws, nothing takes long. */
import { expect, test } from 'vitest'
import { counted, longSeed } from './counted.ts'
import { inNode } from './in-node.ts'

const files = 100_000
const patience = 10_000

test('fuzzed files', async () => {
  const half = (seed: number) =>
    inNode(
      { name: 'fuzz', data: { files: files / 2, seed } },
      { patience, name: (number) => `file ${number} of seed ${seed}` },
    )
  const fuzzed = (await Promise.all([half(longSeed), half(longSeed + 1)])).flat()
  expect(fuzzed.flatMap(({ threw }) => threw)).toEqual([])
  for (const name of new Set(fuzzed.map((one) => one.name)))
    counted(
      `fuzzed ${name}`,
      fuzzed.filter((one) => one.name === name).reduce((sum, one) => sum + one.files, 0),
    )
  counted(
    'fuzzed files',
    fuzzed.reduce((sum, one) => sum + one.files, 0),
    { atLeast: files },
  )
  counted(
    'of them thrown at',
    fuzzed.reduce((sum, one) => sum + one.thrown, 0),
    { exactly: 0 },
  )
  counted('the slowest, in ms', Math.round(Math.max(...fuzzed.map(({ slowest }) => slowest))), {
    atMost: 2000,
  })
})
