/** Every call of the disk failing in every way under real sittings: "saved" is never said of what is not on the disk. */
import { expect, test } from 'vitest'
import { counted } from './counted.ts'
import { inNode } from './in-node.ts'

const shards = 3

test('every call, once and for ever', async () => {
  const matrices = await Promise.all(
    Array.from({ length: shards }, (_, part) => inNode({ name: 'faults', data: { part, of: shards } })),
  )
  expect(matrices.flatMap(({ first }) => first)).toEqual([])
  const calls = matrices[0]?.calls ?? 0
  counted('calls of the disk in the sittings', calls, { atLeast: 500 })
  counted(
    'sittings with one of them failing',
    matrices.reduce((sum, { runs }) => sum + runs, 0),
    {
      // Nine ways to fail, each once and for ever.
      exactly: calls * 18,
    },
  )
  counted(
    'in which something was lost, doubled or wrongly said to be saved',
    matrices.reduce((sum, { wrong }) => sum + wrong, 0),
    {
      exactly: 0,
    },
  )
})
