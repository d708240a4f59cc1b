/** Whether the number of a record and its sittings agree on whether the case is made up. */
import { expect, test } from 'vitest'
import type { Placed } from '../../src/case/case.ts'
import type { Fact } from '../../src/case/fact.ts'
import { madeUpParting } from '../../src/verify/made-up.ts'

const at = '2026-11-19T10:31:05+00:00'
const device = (mark: string, key?: string): Fact => ({
  kind: 'device',
  at,
  mark,
  ...(key === undefined ? {} : { key }),
})
const training = (id: string): Fact => ({ kind: 'training', at, exercise: { id, label: 'A first no' } })
const program: Fact = { kind: 'program', at, version: '0.1.0' }
const own = device('TRAINING')

const partsAt = (id: string, ...facts: readonly Fact[]): string | undefined => {
  const placed = facts.map(
    (fact, i): Placed => ({ entry: 1, index: i + 1, place: { kind: 'sitting' }, fact }),
  )
  const parting = madeUpParting(id, placed)
  return parting === undefined ? undefined : `${parting.fact}: ${parting.why}`
}

test.each([
  ['TRAINING-2026-0001', [own, training('a'), program, own, training('a')], undefined],
  ['TRAINING-2026-0001', [own], undefined],
  [
    'TRAINING-2026-0001',
    [own, program],
    '2: By its number the case is made up, and this sitting does not begin by saying so.',
  ],
  [
    'TRAINING-2026-0001',
    [device('K7'), training('a')],
    '1: By its number the case is made up, and this device is not that of made-up cases.',
  ],
  [
    'TRAINING-2026-0001',
    [device('TRAINING', 'a'.repeat(64))],
    '1: No key signs for a made-up case, and this device names one.',
  ],
  [
    'TRAINING-2026-0001',
    [own, training('a'), own, training('b')],
    '4: It names another made-up case than the first sitting did.',
  ],
  [
    'TRAINING-2026-0001',
    [own, training('a'), program, training('a')],
    '4: That a case is made up is said right after the device of a sitting.',
  ],
  ['K7-2026-0001', [device('K7', 'a'.repeat(64)), program], undefined],
  [
    'K7-2026-0001',
    [device('K7'), training('a')],
    '2: It says that the case is made up, and the number of the record is that of a real one.',
  ],
  [
    'K7-2026-0001',
    [own],
    '1: Its device is that of made-up cases, and the number of the record is that of a real one.',
  ],
  ['', [own, program], undefined],
] as const)('%s %j', (id, facts, expected) => {
  expect(partsAt(id, ...facts)).toBe(expected)
})
