import { tzOffset } from '@date-fns/tz/tzOffset'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { londonOffset } from '../../src/calendar/summer-time.ts'
import {
  addHours,
  civil,
  civilInstant,
  instant,
  london,
  parseStamp,
  stampAt,
} from '../../src/calendar/zone.ts'
import { plainDates, plainTimes } from './arbitrary.ts'

describe('a stamp', () => {
  it.each([
    ['2026-11-19T10:31:05.999Z', london, '2026-11-19T10:31:05+00:00'],
    ['2026-03-29T00:59:59Z', london, '2026-03-29T00:59:59+00:00'],
    ['2026-03-29T01:00:00Z', london, '2026-03-29T02:00:00+01:00'],
    ['2026-10-25T00:59:59Z', london, '2026-10-25T01:59:59+01:00'],
    ['2026-10-25T01:00:00Z', london, '2026-10-25T01:00:00+00:00'],
    ['2026-12-31T23:59:59Z', london, '2026-12-31T23:59:59+00:00'],
    ['2001-07-01T00:00:00Z', london, '2001-07-01T01:00:00+01:00'],
    ['2040-07-01T00:00:00Z', london, '2040-07-01T01:00:00+01:00'],
    ['2026-07-01T00:00:00Z', 'America/St_Johns', '2026-06-30T21:30:00-02:30'],
    ['2026-07-01T00:00:00Z', 'Asia/Kathmandu', '2026-07-01T05:45:00+05:45'],
  ])('of %s in %s is %s', (utc, zone, stamp) => {
    expect(stampAt(Date.parse(utc), zone)).toBe(stamp)
  })

  it.each(['2026-11-19T10:31:05+00:00', '2026-06-19T23:59:59+01:00', '2026-06-30T21:30:00-02:30'])(
    'reads %s',
    (text) => {
      expect(parseStamp(text)).toBe(text)
    },
  )

  it.each([
    '2026-02-29T10:31:05+00:00',
    '2026-11-19T24:00:00+00:00',
    '2026-11-19T10:60:00+00:00',
    '2026-11-19T10:31:60+00:00',
    '2026-11-19T10:31:05Z',
    '2026-11-19T10:31:05-00:00',
    '2026-11-19T10:31:05+15:00',
    '2026-11-19T10:31:05.0+00:00',
    '2026-11-19 10:31:05+00:00',
    '2026-11-19T10:31:05+00:00 ',
  ])('refuses %j', (text) => {
    expect(parseStamp(text)).toBeUndefined()
  })

  it('goes to an instant and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_500_000_000 }), (seconds) => {
        const stamp = stampAt(seconds * 1000, london)
        expect(parseStamp(stamp)).toBe(stamp)
        expect(instant(stamp)).toBe(seconds * 1000)
      }),
    )
  })
})

describe('a civil time in London', () => {
  it.each([
    ['2026-11-19', '10:31', '2026-11-19T10:31:00Z'],
    ['2026-07-01', '00:30', '2026-06-30T23:30:00Z'],
    ['2026-03-29', '00:59', '2026-03-29T00:59:00Z'],
    // Skipped: read as by a clock that nobody put forward.
    ['2026-03-29', '01:00', '2026-03-29T01:00:00Z'],
    ['2026-03-29', '01:30', '2026-03-29T01:30:00Z'],
    ['2026-03-29', '02:00', '2026-03-29T01:00:00Z'],
    ['2026-10-25', '00:59', '2026-10-24T23:59:00Z'],
    // Doubled: the first.
    ['2026-10-25', '01:00', '2026-10-25T00:00:00Z'],
    ['2026-10-25', '01:59', '2026-10-25T00:59:00Z'],
    ['2026-10-25', '02:00', '2026-10-25T02:00:00Z'],
  ])('%s %s is %s', (date, time, utc) => {
    expect(new Date(civilInstant(date, time, london)).toISOString()).toBe(utc.replace('Z', '.000Z'))
  })

  it('comes back from its instant, but for the skipped hour, which comes back one hour on', () => {
    fc.assert(
      fc.property(plainDates, plainTimes, (date, time) => {
        const back = civil(stampAt(civilInstant(date, time, london), london))
        if (back.time !== time) expect([time.slice(0, 2), back.time.slice(0, 2)]).toEqual(['01', '02'])
        expect(back.date).toBe(date)
      }),
    )
  })

  it('adds hours of real time', () => {
    expect(addHours({ date: '2026-03-28', time: '12:00' }, 24)).toEqual({ date: '2026-03-29', time: '13:00' })
    expect(addHours({ date: '2026-10-24', time: '12:00' }, 24)).toEqual({ date: '2026-10-25', time: '11:00' })
    expect(addHours({ date: '2026-12-31', time: '12:00' }, 24)).toEqual({ date: '2027-01-01', time: '12:00' })
  })
})

it('has the rule of Summer Time in law agree with the time zone database, every hour of every change it covers', () => {
  for (let year = 2002; year <= 2035; year += 1) {
    for (const month of [2, 9]) {
      for (let hour = 0; hour < 31 * 24; hour += 1) {
        const at = Date.UTC(year, month, 1, hour)
        if (londonOffset(at) !== tzOffset(london, new Date(at)))
          expect.fail(`${new Date(at).toISOString()}: rule ${londonOffset(at)}`)
      }
    }
  }
  expect(londonOffset(Date.UTC(2001, 6, 1))).toBeUndefined()
  expect(londonOffset(Date.UTC(2036, 0, 1))).toBeUndefined()
})
