/** Ordinary life never looks like tampering, and tampering does: some histories. Two thousand: test/long/histories.test.ts. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openShipped } from '../../src/flow/shipped.ts'
import { editionsOf } from '../honest/editions.ts'
import { tellHistories } from '../honest/history.ts'

const built = (name: string): string => readFileSync(new URL(`../../dist/${name}`, import.meta.url), 'utf8')

test('of honest histories nothing is said that is not so; of a dishonest act something is', async () => {
  const told = await tellHistories(editionsOf(openShipped(built)), 7, 40)
  expect(told.alarms).toEqual([])
  expect(told.missed).toEqual([])
  for (const what of [
    'verdict: witnessed',
    'verdict: unsealed',
    'verdict: converted',
    'event: power cut',
    'event: key rotated',
    'records by several versions',
  ])
    expect(told.counts.get(what), what).toBeGreaterThan(0)
  for (const act of ['its last entry cut off', 'rewritten with the same key', 'swapped with another'])
    expect(told.counts.get(`dishonest: ${act}`), act).toBeGreaterThan(0)
})
