/** Two thousand honest histories, verified again and again: not one false alarm. And a dishonest act at the end of each, of which something is said. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openShipped } from '../../src/flow/shipped.ts'
import { editionsOf } from '../honest/editions.ts'
import { tellHistories } from '../honest/history.ts'
import { counted, longSeed } from './counted.ts'

const built = (name: string): string => readFileSync(new URL(`../../dist/${name}`, import.meta.url), 'utf8')

test('honest histories', async () => {
  const told = await tellHistories(editionsOf(openShipped(built)), longSeed, 2000)
  const sum = (what: string): number =>
    [...told.counts].reduce((all, [name, n]) => all + (name.startsWith(what) ? n : 0), 0)
  counted('histories', told.histories, { atLeast: 2000 })
  counted('sittings in them', sum('sittings'))
  counted('verdicts on a record', sum('verdict: '))
  counted('registers verified', sum('registers verified'))
  counted('records over a change of the clocks', sum('records over a change of the clocks'), { atLeast: 50 })
  counted('records by several versions', sum('records by several versions'), { atLeast: 10 })
  for (const [name, n] of [...told.counts].toSorted()) if (/^(event|verdict): /.test(name)) counted(name, n)
  expect(told.alarms.slice(0, 5)).toEqual([])
  counted('false alarms', told.alarms.length, { exactly: 0 })
  counted('dishonest acts', sum('dishonest'), { atLeast: 500 })
  expect(told.missed.slice(0, 5)).toEqual([])
  counted('of which nothing was said', told.missed.length, { exactly: 0 })
})
