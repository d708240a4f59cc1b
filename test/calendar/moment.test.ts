import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, formatDate, formatShortDate } from '../../src/calendar/date.ts'
import { formatMoment, parseDate, parseMoment, readMoment } from '../../src/calendar/moment.ts'
import { moments, plainDates } from './arbitrary.ts'

/** A Thursday. */
const now = '2026-11-19T10:41:07+00:00'

/** The record's spelling of what was understood, or the sentence that refuses. */
const understood = (text: string, at = now): string => {
  const read = parseMoment(text, at)
  return 'moment' in read ? formatMoment(read.moment) : read.error
}
const dayUnderstood = (text: string, at = now): string => {
  const read = parseDate(text, at)
  return 'date' in read ? read.date : read.error
}

describe('a moment as typed', () => {
  it.each([
    ['now', '2026-11-19, 10:41'],
    ['10:35', '2026-11-19, 10:35'],
    ['1035', '2026-11-19, 10:35'],
    ['10.35', '2026-11-19, 10:35'],
    [' About  10.35 AM ', '2026-11-19, about 10:35'],
    ['9am', '2026-11-19, 09:00'],
    ['9.15 a.m.', '2026-11-19, 09:15'],
    ['today', '2026-11-19'],
    ['today 9:15', '2026-11-19, 09:15'],
    ['9:15 today', '2026-11-19, 09:15'],
    ['yesterday', '2026-11-18'],
    ['yesterday 16:00', '2026-11-18, 16:00'],
    ['yesterday at about 4pm', '2026-11-18, about 16:00'],
    ['about 4pm yesterday', '2026-11-18, about 16:00'],
    ['yesterday noon', '2026-11-18, 12:00'],
    ['yesterday 12am', '2026-11-18, 00:00'],
    ['yesterday 12.30pm', '2026-11-18, 12:30'],
    ['yesterday 04:30', '2026-11-18, 04:30'],
    ['tuesday', '2026-11-17'],
    ['on Tuesday', '2026-11-17'],
    ['tues 3pm', '2026-11-17, 15:00'],
    ['last tuesday 3pm', '2026-11-17, 15:00'],
    ['last thursday', '2026-11-12'],
    ['friday', '2026-11-13'],
    ['3 days ago', '2026-11-16'],
    ['a week ago', '2026-11-12'],
    ['18 nov', '2026-11-18'],
    ['18th November', '2026-11-18'],
    ['18 nov 16:00', '2026-11-18, 16:00'],
    ['18 nov 1600', '2026-11-18, 16:00'],
    ['18 nov 2025', '2025-11-18'],
    ['18 nov 2025 1600', '2025-11-18, 16:00'],
    ['18/11', '2026-11-18'],
    ['18/11 2025', '2025-11-18'],
    ['18/11/26', '2026-11-18'],
    ['18/11/2026 16:00', '2026-11-18, 16:00'],
    ['18.11.2026 16.00', '2026-11-18, 16:00'],
    ['2026-11-18', '2026-11-18'],
    ['2026-11-18 16:00', '2026-11-18, 16:00'],
    ['Wed 18 Nov about 4 pm', '2026-11-18, about 16:00'],
    ['Wed 18 Nov 2026, about 16:00', '2026-11-18, about 16:00'],
    ['~4pm 18/11', '2026-11-18, about 16:00'],
    ['2016-11-19', '2016-11-19'],
  ])('%j is %s', (text, moment) => {
    expect(understood(text)).toBe(moment)
  })

  it('looks back over the turn of the year', () => {
    expect(understood('28 dec', '2027-01-04T09:00:00+00:00')).toBe('2026-12-28')
    expect(understood('yesterday', '2027-01-01T09:00:00+00:00')).toBe('2026-12-31')
    expect(understood('29 feb', '2028-03-01T09:00:00+00:00')).toBe('2028-02-29')
  })

  it.each([
    ['16:00', '16:00 today has not come yet; it is 10:41. For Wed 18 Nov type: yesterday 16:00'],
    ['10:42', '10:42 today has not come yet'],
    ['tomorrow', 'Fri 20 Nov 2026 has not come yet'],
    // Not silently a year ago.
    [
      '20 nov',
      'Fri 20 Nov 2026 has not come yet, and this is for what has happened. If an earlier year is meant',
    ],
    ['20/11/2026 09:00', 'Fri 20 Nov 2026 has not come yet'],
    ['2016-11-18', 'Fri 18 Nov 2016 is more than 10 years ago. Check the year.'],
    ['4:30', '4:30 could be morning or afternoon. Type 04:30 or 16:30.'],
    ['yesterday 3.15', '3.15 could be morning or afternoon. Type 03:15 or 15:15.'],
    ['thursday', 'Today is Thursday. Type today, or last Thursday.'],
    ['tue 18 nov', 'Wed 18 Nov 2026 is a Wednesday, not a Tuesday. Which is right?'],
    ['30 feb', 'There is no day 30 feb.'],
    ['11/18/2026', 'There is no day 11/18/2026. Type the day, then the month'],
    ['2026-02-29', 'There is no day 2026-02-29.'],
    ['25:00', 'There is no time 25:00.'],
    ['13am', 'There is no time 13am.'],
    ['about 18 nov', 'About what time?'],
    ['next tuesday', '"next tuesday" could be either of two days. Type the date.'],
    ['4', '"4" cannot be read as a day or a time. Type for example now, 10:35'],
    ['when she rang', '"when she rang" cannot be read'],
    ['someday 16:00', '"someday" cannot be read as a day.'],
    ['constructor', '"constructor" cannot be read'],
  ])('%j is refused: %s', (text, sentence) => {
    expect(parseMoment(text, now)).toEqual({ error: expect.stringContaining(sentence) })
  })

  it('answers any text with a moment or with one printable line', () => {
    const words = fc.constantFrom(
      'last',
      'tue',
      'about',
      '18',
      'nov',
      '4pm',
      '16:00',
      '2026',
      '1/2',
      'in',
      'at',
      'on',
    )
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(words, { maxLength: 6 }).map((list) => list.join(' ')),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const read = parseMoment(text, now)
        if ('moment' in read) expect(readMoment(formatMoment(read.moment))).toEqual(read.moment)
        else expect(read.error).toMatch(/^[^\p{Cc}\p{Cf}`]{10,200}$/u)
        const day = parseDate(text, now)
        if ('date' in day) expect(day.date >= '2026-11-19').toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('a day to come as typed', () => {
  it.each([
    ['today', '2026-11-19'],
    ['tomorrow', '2026-11-20'],
    ['friday', '2026-11-20'],
    ['wed', '2026-11-25'],
    ['fri 27 nov', '2026-11-27'],
    ['27 nov', '2026-11-27'],
    ['27/11', '2026-11-27'],
    ['27/11/2026', '2026-11-27'],
    ['2026-11-27', '2026-11-27'],
    ['in 3 days', '2026-11-22'],
    ['in a week', '2026-11-26'],
    ['in 2 weeks', '2026-12-03'],
    ['5 jan', '2027-01-05'],
    ['19 nov', '2026-11-19'],
  ])('%j is %s', (text, date) => {
    expect(dayUnderstood(text)).toBe(date)
  })

  it.each([
    ['yesterday', 'Wed 18 Nov 2026 has gone.'],
    ['18 nov', 'Wed 18 Nov 2026 has gone.'],
    ['18/11/2026', 'Wed 18 Nov 2026 has gone.'],
    ['thursday', 'Today is Thursday. Type today, or the date.'],
    ['next friday', 'could be either of two days'],
    ['last friday', 'cannot be read as a day'],
    ['thu 27 nov', 'Fri 27 Nov 2026 is a Friday, not a Thursday.'],
    ['31 nov', 'There is no day 31 nov.'],
    ['soon', '"soon" cannot be read as a day. Type for example tomorrow'],
    ['16:00', 'cannot be read as a day'],
  ])('%j is refused: %s', (text, sentence) => {
    expect(parseDate(text, now)).toEqual({ error: expect.stringContaining(sentence) })
  })
})

describe('a moment in a record', () => {
  it.each([
    [{ date: '2026-11-18', time: '16:00', about: true }, '2026-11-18, about 16:00'],
    [{ date: '2026-11-18', time: '16:00' }, '2026-11-18, 16:00'],
    [{ date: '2026-11-18' }, '2026-11-18'],
  ] as const)('%j', (moment, written) => {
    expect(formatMoment(moment)).toBe(written)
    expect(readMoment(written)).toEqual(moment)
  })

  it.each([
    '2026-11-31',
    '2026-11-18,16:00',
    '2026-11-18, 24:00',
    '2026-11-18, about',
    '2026-11-18, About 16:00',
    '2026-11-18, 16:00 ',
    ' 2026-11-18',
    'yesterday',
    '',
  ])('is not %j', (text) => {
    expect(readMoment(text)).toBeUndefined()
  })

  it('is read back exactly, and understood when it is typed as it is written or as a person sees it', () => {
    const later = '2027-12-31T23:59:59+00:00'
    fc.assert(
      fc.property(moments, (moment) => {
        expect(readMoment(formatMoment(moment))).toEqual(moment)
        expect(parseMoment(formatMoment(moment), later)).toEqual({ moment })
        const { date, time, about } = moment
        const clock = time === undefined ? '' : `, ${about ? 'about ' : ''}${time}`
        expect(parseMoment(formatDate(date) + clock, later)).toEqual({ moment })
      }),
    )
  })

  it('is understood without its year within half a year', () => {
    fc.assert(
      fc.property(plainDates, fc.integer({ min: 0, max: 183 }), (today, days) => {
        const at = `${today}T12:00:00+00:00`
        const [past, future] = [addDays(today, -days), addDays(today, days)]
        expect(parseMoment(formatShortDate(past), at)).toEqual({ moment: { date: past } })
        expect(parseDate(formatShortDate(future), at)).toEqual({ date: future })
        expect(parseDate(formatDate(future), at)).toEqual({ date: future })
      }),
    )
  })
})

describe('the nights on which clocks change', () => {
  it('takes a time of the doubled hour that has been shown once', () => {
    // 01:10 GMT, the second time round: 01:50 BST was twenty minutes ago.
    expect(parseMoment('01:50', '2026-10-25T01:10:00+00:00')).toEqual({
      moment: { date: '2026-10-25', time: '01:50' },
    })
  })

  it('refuses it while it has not been shown at all', () => {
    expect(parseMoment('01:50', '2026-10-25T01:10:00+01:00')).toHaveProperty('error')
  })

  it('refuses a time of the hour that is left out', () => {
    expect(parseMoment('29/3/2026 01:30', '2026-03-30T09:00:00+01:00')).toEqual({
      error: expect.stringContaining('There was no 01:30'),
    })
  })
})
