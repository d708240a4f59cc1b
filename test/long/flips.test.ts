/** Every bit of a record turned over, every byte inserted and deleted, every entry moved: found, and the right entry named. */
import { expect, test } from 'vitest'
import type { Tally } from '../record/damage.ts'
import { counted } from './counted.ts'
import { inNode } from './in-node.ts'

const shards = 3

const sum = (tallies: readonly Tally[], kind: string): number =>
  tallies.reduce((all, { tried }) => all + (tried[kind] ?? 0), 0)

test.each([8, 50])('a record of %i entries', async (entries) => {
  const flipped = Array.from({ length: shards }, (_, part) =>
    inNode({ name: 'flips', data: { entries, part, of: shards } }),
  )
  const tallies = await Promise.all([
    inNode({ name: 'damage', data: { entries } }),
    inNode({ name: 'shorten', data: { entries } }),
    ...flipped,
  ])
  expect(tallies.flatMap(({ first }) => first)).toEqual([])
  const bits = sum(tallies, 'flipped')
  const each = `of ${entries} entries,`
  counted(`${each} bits flipped`, bits, { atLeast: entries * 400 * 8 })
  counted(`${each} bytes inserted`, sum(tallies, 'inserted'), { exactly: bits / 8 + 1 })
  counted(`${each} bytes deleted`, sum(tallies, 'deleted'), { exactly: bits / 8 })
  counted(`${each} entries removed`, sum(tallies, 'removed'), { exactly: entries })
  counted(`${each} entries doubled`, sum(tallies, 'doubled'), { exactly: entries })
  counted(`${each} entries swapped`, sum(tallies, 'swapped'), { exactly: entries - 1 })
  const moved = sum(tallies, 'moved in') + sum(tallies, 'put in its place')
  counted(`${each} entries moved from another record`, moved, { exactly: 2 * entries * entries })
  const wrong = tallies.reduce((all, one) => all + one.wrong, 0)
  counted(`${each} changes not found, or another entry named`, wrong, { exactly: 0 })
})
