import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWeekend } from '../../src/calendar/date.ts'
import { deadline, describeSince, formatDue, formatUnsure, isPast } from '../../src/calendar/deadline.ts'
import { readMoment } from '../../src/calendar/moment.ts'
import type { Calendar, Deadline, Moment, Rule, Timescale } from '../../src/calendar/time.ts'
import { parseTimescale } from '../../src/calendar/timescale.ts'
import { isWorkingDay } from '../../src/calendar/working.ts'
import { civilInstant, london } from '../../src/calendar/zone.ts'
import { moments } from './arbitrary.ts'
import { england, nations, shipped } from './calendars.ts'

const moment = (text: string): Moment => {
  const found = readMoment(text)
  if (found === undefined) throw new Error(text)
  return found
}
const timescale = (words: string): Timescale => {
  const found = parseTimescale(words)
  if (found === undefined) throw new Error(words)
  return found
}
const dueOf = (words: string, from: string, calendar: Calendar = england): Deadline =>
  deadline({ within: timescale(words) }, moment(from), calendar)

const calendars: Readonly<Record<string, Calendar>> = Object.fromEntries(
  nations.map((id) => [id, shipped(id)]),
)

describe('the working', () => {
  it.each([
    [
      '2 working days',
      '2026-04-02',
      'end of Wed 8 Apr 2026',
      '2 working days from Thu 2 Apr: Fri 3 Good Friday, Sat 4, Sun 5, Mon 6 Easter Monday skipped; Tue 7, Wed 8',
    ],
    // A time of day does not matter to working days.
    [
      '2 working days',
      '2026-11-18, about 23:59',
      'end of Fri 20 Nov 2026',
      '2 working days from Wed 18 Nov: Thu 19, Fri 20',
    ],
    // A day that is not a working day is simply day 0.
    [
      '2 working days',
      '2026-04-04',
      'end of Wed 8 Apr 2026',
      '2 working days from Sat 4 Apr: Sun 5, Mon 6 Easter Monday skipped; Tue 7, Wed 8',
    ],
    [
      '1 working week',
      '2026-11-18',
      'end of Wed 25 Nov 2026',
      '1 working week from Wed 18 Nov (5 working days): Thu 19, Fri 20; Sat 21, Sun 22 skipped; Mon 23 to Wed 25',
    ],
    [
      '3 working days',
      '2026-12-24',
      'end of Thu 31 Dec 2026',
      '3 working days from Thu 24 Dec: Fri 25 Christmas Day, Sat 26, Sun 27, Mon 28 Boxing Day (substitute) skipped; Tue 29 to Thu 31',
    ],
    [
      '2 working days',
      '2026-12-31',
      'end of Tue 5 Jan 2027',
      "2 working days from Thu 31 Dec: Fri 1 Jan 2027 New Year's Day, Sat 2, Sun 3 skipped; Mon 4, Tue 5",
    ],
    [
      '40 working days',
      '2026-03-20',
      'end of Wed 20 May 2026',
      '40 working days from Fri 20 Mar: Saturdays, Sundays, Fri 3 Apr Good Friday, Mon 6 Easter Monday, Mon 4 May Early May bank holiday skipped; day 40 is Wed 20 May',
    ],
    [
      '24 hours',
      '2026-11-18, 16:00',
      'Thu 19 Nov 2026, 16:00',
      '24 hours from Wed 18 Nov, 16:00: Thu 19, 16:00',
    ],
    [
      '24 hours',
      '2026-03-28, 12:00',
      'Sun 29 Mar 2026, 13:00',
      '24 hours from Sat 28 Mar, 12:00: clocks go forward, Sun 29, 13:00',
    ],
    [
      '24 hours',
      '2026-10-24, about 12:00',
      'Sun 25 Oct 2026, 11:00',
      '24 hours from Sat 24 Oct, about 12:00: clocks go back, Sun 25, 11:00',
    ],
    [
      '24 hours',
      '2026-11-18',
      'Thu 19 Nov 2026, 00:00',
      '24 hours from Wed 18 Nov, no time given, so counted from 00:00: Thu 19, 00:00',
    ],
    [
      '24 hours',
      '2026-12-31, 16:00',
      'Fri 1 Jan 2027, 16:00',
      '24 hours from Thu 31 Dec, 16:00: Fri 1 Jan 2027, 16:00',
    ],
    ['same day', '2026-11-21, 23:00', 'end of Sat 21 Nov 2026', 'same day: Sat 21 Nov'],
    ['same working day', '2026-11-20', 'end of Fri 20 Nov 2026', 'same working day: Fri 20 Nov'],
    [
      'same working day',
      '2026-11-21',
      'end of Mon 23 Nov 2026',
      'same working day: Sat 21 Nov is not a working day (at a weekend), so the next one: Sun 22 skipped; Mon 23',
    ],
    [
      'same working day',
      '2026-04-03',
      'end of Tue 7 Apr 2026',
      'same working day: Fri 3 Apr is not a working day (Good Friday), so the next one: Sat 4, Sun 5, Mon 6 Easter Monday skipped; Tue 7',
    ],
  ])('of %s from %s', (words, from, due, working) => {
    const found = dueOf(words, from)
    expect(formatDue(found)).toBe(due)
    expect(found.working).toBe(working)
    expect(found.unsureAfter).toBeUndefined()
  })
})

describe('one working day across the odd days of each nation', () => {
  it.each([
    ['england-and-wales', '2020-05-01', '2020-05-04'],
    ['england-and-wales', '2020-05-07', '2020-05-11'],
    ['england-and-wales', '2022-05-27', '2022-05-30'],
    ['england-and-wales', '2022-06-01', '2022-06-06'],
    ['england-and-wales', '2022-09-16', '2022-09-20'],
    ['england-and-wales', '2023-05-05', '2023-05-09'],
    ['england-and-wales', '2026-06-12', '2026-06-15'],
    ['england-and-wales', '2027-12-24', '2027-12-29'],
    ['scotland', '2026-06-12', '2026-06-16'],
    ['scotland', '2026-04-02', '2026-04-06'],
    ['scotland', '2026-07-31', '2026-08-04'],
    ['scotland', '2026-08-28', '2026-08-31'],
    ['scotland', '2021-12-31', '2022-01-05'],
    ['scotland', '2022-12-30', '2023-01-04'],
    ['scotland', '2026-12-31', '2027-01-05'],
    ['northern-ireland', '2026-03-16', '2026-03-18'],
    ['northern-ireland', '2026-07-10', '2026-07-14'],
    ['northern-ireland', '2024-03-15', '2024-03-19'],
  ])('%s: from %s to %s', (nation, from, due) => {
    expect(dueOf('1 working day', from, calendars[nation]).date).toBe(due)
  })
})

describe('beyond the last known holiday', () => {
  it.each([
    ['2 working days', '2027-12-29', undefined],
    ['3 working days', '2027-12-29', '2027-12-31'],
    ['same working day', '2028-01-04', '2027-12-31'],
    // These two look at no calendar.
    ['same day', '2028-01-04', undefined],
    ['24 hours', '2028-01-04, 10:00', undefined],
  ])('%s from %s', (words, from, unsureAfter) => {
    expect(dueOf(words, from).unsureAfter).toBe(unsureAfter)
  })

  it('says so', () => {
    const due = dueOf('3 working days', '2027-12-29')
    expect(formatUnsure(due)).toBe('bank holidays after Fri 31 Dec 2027 are not yet known')
    expect(formatUnsure(dueOf('1 working day', '2026-11-18'))).toBeUndefined()
  })
})

describe('where a deadline stands', () => {
  const endOfTuesday: Deadline = { date: '2026-11-24', working: '' }
  const tuesdayAtOne: Deadline = { date: '2026-11-24', time: '13:00', working: '' }

  it.each([
    ['2026-11-21, 09:00', false, 'due in 3 days (Tue 24 Nov)', false, 'due in 3 days at 13:00 (Tue 24 Nov)'],
    ['2026-11-23, 23:59', false, 'due tomorrow (Tue 24 Nov)', false, 'due tomorrow at 13:00 (Tue 24 Nov)'],
    ['2026-11-24, 13:00', false, 'due today', false, 'due today at 13:00'],
    ['2026-11-24, 13:01', false, 'due today', true, 'due today at 13:00; it is 13:01: 1 minute late'],
    ['2026-11-24, 23:59', false, 'due today', true, 'due today at 13:00; it is 23:59: 10 hours late'],
    [
      '2026-11-25, 00:00',
      true,
      'due Tuesday; it is Wednesday: 1 day late',
      true,
      'due Tuesday at 13:00; it is Wednesday: 11 hours late',
    ],
    [
      '2026-11-26, 14:00',
      true,
      'due Tuesday; it is Thursday: 2 days late',
      true,
      'due Tuesday at 13:00; it is Thursday: 2 days late',
    ],
    [
      '2026-12-01, 14:00',
      true,
      'due Tue 24 Nov; it is Tue 1 Dec: 7 days late',
      true,
      'due Tue 24 Nov at 13:00; it is Tue 1 Dec: 7 days late',
    ],
    [
      '2027-01-05, 14:00',
      true,
      'due Tue 24 Nov 2026; it is Tue 5 Jan: 42 days late',
      true,
      'due Tue 24 Nov 2026 at 13:00; it is Tue 5 Jan: 42 days late',
    ],
  ])('at %s', (now, pastDay, sayDay, pastTime, sayTime) => {
    expect(isPast(endOfTuesday, moment(now))).toBe(pastDay)
    expect(describeSince(endOfTuesday, moment(now))).toBe(sayDay)
    expect(isPast(tuesdayAtOne, moment(now))).toBe(pastTime)
    expect(describeSince(tuesdayAtOne, moment(now))).toBe(sayTime)
  })

  it('gives the year of a day in another one', () => {
    expect(describeSince({ date: '2027-01-05', working: '' }, moment('2026-12-31, 10:00'))).toBe(
      'due in 5 days (Tue 5 Jan 2027)',
    )
  })
})

describe('laws', () => {
  const amounts = fc.integer({ min: 1, max: 40 })
  const anyCalendar = fc.constantFrom(...Object.values(calendars))
  const days = (amount: number): Rule => ({ within: { amount, unit: 'working-days' } })

  it('adding working days and counting them between agree, and the last is one', () => {
    fc.assert(
      fc.property(moments, amounts, anyCalendar, (from, amount, calendar) => {
        const due = deadline(days(amount), from, calendar)
        let counted = 0
        // Plain UTC days, apart from the code under test.
        for (let at = Date.parse(from.date); at < Date.parse(due.date); ) {
          at += 86_400_000
          const date = new Date(at).toISOString().slice(0, 10)
          if (new Date(at).getUTCDay() % 6 !== 0 && !calendar.holidays.has(date)) counted += 1
        }
        expect(counted).toBe(amount)
        expect(isWeekend(due.date) || calendar.holidays.has(due.date)).toBe(false)
        expect(due.time).toBeUndefined()
      }),
    )
  })

  it('more working days, or a later start, are never due earlier', () => {
    fc.assert(
      fc.property(moments, moments, amounts, anyCalendar, (one, other, amount, calendar) => {
        const [from, later] = one.date <= other.date ? [one, other] : [other, one]
        const due = deadline(days(amount), from, calendar).date
        expect(deadline(days(amount + 1), from, calendar).date > due).toBe(true)
        expect(deadline(days(amount), later, calendar).date >= due).toBe(true)
      }),
    )
  })

  it('a working week is five working days', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 8 }), anyCalendar, (from, amount, calendar) => {
        const weeks = deadline({ within: { amount, unit: 'working-weeks' } }, from, calendar)
        expect(weeks.date).toBe(deadline(days(amount * 5), from, calendar).date)
      }),
    )
  })

  it('the same working day is a working day, and the day itself where that is one', () => {
    fc.assert(
      fc.property(moments, anyCalendar, (from, calendar) => {
        const due = deadline({ within: { amount: 0, unit: 'same-working-day' } }, from, calendar)
        expect(isWorkingDay(due.date, calendar)).toBe(true)
        expect(due.date === from.date).toBe(isWorkingDay(from.date, calendar))
      }),
    )
  })

  it('hours are real time, but for the hours of a clock change', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 200 }), (from, amount) => {
        const due = deadline({ within: { amount, unit: 'hours' } }, from, england)
        const start = civilInstant(from.date, from.time ?? '00:00', london)
        const elapsed = civilInstant(due.date, due.time ?? '', london) - start
        // A deadline in the doubled hour reads back as its first pass.
        expect([amount, amount - 1]).toContain(elapsed / 3_600_000)
        if (elapsed / 3_600_000 !== amount) expect(due.time?.slice(0, 2)).toBe('01')
      }),
    )
  })

  it('the working is one line without backticks, and names each holiday that was skipped', () => {
    fc.assert(
      fc.property(moments, amounts, anyCalendar, (from, amount, calendar) => {
        const due = deadline(days(amount), from, calendar)
        expect(due.working).not.toMatch(/[`\n]/)
        const skipped = [...calendar.holidays].filter(([date]) => date > from.date && date < due.date)
        for (const [, name] of skipped) expect(due.working).toContain(name)
      }),
    )
  })
})
