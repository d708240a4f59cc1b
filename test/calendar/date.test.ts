import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  compareDates,
  daysBetween,
  formatDate,
  formatDay,
  formatShortDate,
  parsePlainDate,
  parsePlainTime,
  plainDate,
  weekday,
  weekdayName,
} from '../../src/calendar/date.ts'
import { plainDates } from './arbitrary.ts'

describe('a plain date', () => {
  it.each(['2026-11-19', '2028-02-29', '2000-02-29', '1970-01-01', '1969-12-31'])('reads %s', (text) => {
    expect(parsePlainDate(text)).toBe(text)
  })

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-11-00',
    '2026-1-01',
    '26-11-19',
    ' 2026-11-19',
    '2026-11-19\n',
    '+02026-11-19',
    '',
  ])('refuses %j', (text) => {
    expect(parsePlainDate(text)).toBeUndefined()
  })

  it('is made of numbers only where there is such a day', () => {
    expect(plainDate(2026, 2, 3)).toBe('2026-02-03')
    expect(plainDate(2026, 2, 30)).toBeUndefined()
    expect(plainDate(2026, 0, 1)).toBeUndefined()
  })

  it.each([
    ['2026-03-28', 1, '2026-03-29'],
    ['2026-03-29', 1, '2026-03-30'],
    ['2026-10-25', 1, '2026-10-26'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-01-01', -1, '2025-12-31'],
  ])('%s and %i day is %s', (date, days, result) => {
    expect(addDays(date, days)).toBe(result)
  })

  it('is shown with its weekday', () => {
    expect(formatDate('2026-11-20')).toBe('Fri 20 Nov 2026')
    expect(formatShortDate('2026-05-03')).toBe('Sun 3 May')
    expect(formatDay('2026-04-06')).toBe('Mon 6')
    expect(weekdayName('1969-12-31')).toBe('Wednesday')
  })

  it('adds and counts days alike', () => {
    fc.assert(
      fc.property(plainDates, fc.integer({ min: -4000, max: 4000 }), (date, days) => {
        const end = addDays(date, days)
        expect(daysBetween(date, end)).toBe(days)
        expect(Math.sign(compareDates(end, date))).toBe(Math.sign(days))
        expect((weekday(date) - 1 + days + 7000) % 7).toBe(weekday(end) - 1)
        expect(parsePlainDate(end)).toBe(end)
      }),
    )
  })
})

it.each([
  ['00:00', true],
  ['23:59', true],
  ['24:00', false],
  ['9:00', false],
  ['09:60', false],
])('the time %s is a time: %s', (text, good) => {
  expect(parsePlainTime(text)).toBe(good ? text : undefined)
})
