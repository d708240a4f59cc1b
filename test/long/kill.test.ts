/** The built program killed two hundred times while it writes, two at a time: what it had said was saved is there. */
import { expect, test } from 'vitest'
import { generator } from '../../src/proof/values.ts'
import { killRepeatedly } from '../program/killing.ts'
import { counted, longSeed } from './counted.ts'

const kills = 200

test('kill -9', async () => {
  const both = await Promise.all(
    [1, 2].map((number) => killRepeatedly(kills / 2, generator(longSeed, number))),
  )
  expect(both.flatMap(({ wrong }) => wrong)).toEqual([])
  const sum = (of: (one: (typeof both)[number]) => number): number =>
    both.reduce((all, one) => all + of(one), 0)
  counted(
    'kills',
    sum((one) => one.kills),
    { atLeast: kills },
  )
  counted(
    'between the write and the word that it was saved',
    sum((one) => one.between),
  )
  counted(
    'answers that were said to be saved',
    sum((one) => one.said),
    { atLeast: 200 },
  )
  counted(
    'of them lost',
    sum((one) => one.lost),
    { exactly: 0 },
  )
})
