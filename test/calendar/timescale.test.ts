import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Timescale } from '../../src/calendar/time.ts'
import { formatTimescale, parseTimescale } from '../../src/calendar/timescale.ts'

it.each<[string, Timescale, string]>([
  ['24 hours', { amount: 24, unit: 'hours' }, '24 hours'],
  ['2 working days', { amount: 2, unit: 'working-days' }, '2 working days'],
  ['Two  Working Days', { amount: 2, unit: 'working-days' }, '2 working days'],
  ['1 working week', { amount: 1, unit: 'working-weeks' }, '1 working week'],
  ['one working week', { amount: 1, unit: 'working-weeks' }, '1 working week'],
  ['ten hours', { amount: 10, unit: 'hours' }, '10 hours'],
  ['same day', { amount: 0, unit: 'same-day' }, 'same day'],
  ['same working day', { amount: 0, unit: 'same-working-day' }, 'same working day'],
])('%s', (words, timescale, canonical) => {
  expect(parseTimescale(words)).toEqual(timescale)
  expect(formatTimescale(timescale)).toBe(canonical)
})

it.each([
  '',
  'immediately',
  'as soon as possible',
  '2 days',
  '0 working days',
  '02 working days',
  '-1 hours',
  '1.5 hours',
  '1000 hours',
  'eleven hours',
  'working day',
  'within 2 working days',
  '2 working days or sooner',
  'constructor hours',
])('has no timescale for %j', (words) => {
  expect(parseTimescale(words)).toBeUndefined()
})

it('parses what it formats', () => {
  const units = fc.constantFrom('hours', 'working-days', 'working-weeks')
  const timescales: fc.Arbitrary<Timescale> = fc.oneof(
    fc.record({ amount: fc.integer({ min: 1, max: 999 }), unit: units }),
    fc.record({ amount: fc.constant(0), unit: fc.constantFrom('same-day', 'same-working-day') }),
  )
  fc.assert(
    fc.property(timescales, (timescale) => {
      const words = formatTimescale(timescale)
      expect(parseTimescale(words)).toEqual(timescale)
    }),
  )
})
