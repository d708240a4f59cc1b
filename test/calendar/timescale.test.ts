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
  ['4 working hours', { amount: 4, unit: 'working-hours' }, '4 working hours'],
  ['One working hour', { amount: 1, unit: 'working-hours' }, '1 working hour'],
  ['7 days', { amount: 7, unit: 'days' }, '7 days'],
  ['seven calendar days', { amount: 7, unit: 'days' }, '7 days'],
  ['1 calendar day', { amount: 1, unit: 'days' }, '1 day'],
  ['two weeks', { amount: 2, unit: 'weeks' }, '2 weeks'],
  ['1 month', { amount: 1, unit: 'months' }, '1 month'],
  ['999 months', { amount: 999, unit: 'months' }, '999 months'],
  ['10 school days', { amount: 10, unit: 'school-days' }, '10 school days'],
  ['1 school day', { amount: 1, unit: 'school-days' }, '1 school day'],
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
  '2 business days',
  '2 calendar weeks',
  '2 dayss',
  '2days',
  '2',
  '7 days ago',
  '1 year',
  'school day',
  'same school day',
  'same days',
  '5 minutes',
  '2 __proto__',
  '2 s',
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
  const units = fc.constantFrom(
    ...(['hours', 'working-hours', 'working-days', 'working-weeks'] as const),
    ...(['days', 'weeks', 'months', 'school-days'] as const),
  )
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

it('formats what it parses: canonical words are their own', () => {
  const text = fc.oneof(
    fc.string(),
    fc.stringMatching(/^[1-9]\d{0,3} (calendar |working |school )?(hour|day|week|month)s?$/),
  )
  fc.assert(
    fc.property(text, (words) => {
      const found = parseTimescale(words)
      if (found !== undefined) expect(parseTimescale(formatTimescale(found))).toEqual(found)
    }),
  )
})
