import { describe, expect, it } from 'vitest'
import { deadline, describeSince, earlier, formatDue, isPast } from '../../src/calendar/deadline.ts'
import { readMoment } from '../../src/calendar/moment.ts'
import type { Calendar, Deadline, Moment, Rule, Timescale } from '../../src/calendar/time.ts'
import { parseTimescale } from '../../src/calendar/timescale.ts'
import { england, school, shipped } from './calendars.ts'

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
type Rest = Omit<Rule, 'within'>
const dueOf = (words: string, from: string, rest: Rest = {}, calendar: Calendar = england): Deadline =>
  deadline({ within: timescale(words), ...rest }, moment(from), calendar)

const office: Rest = { officeHours: { from: '09:00', to: '17:00' } }
const scotland = shipped('scotland')

// Each was worked out with a diary, not by the program.
describe('days and weeks of the calendar', () => {
  it.each<[string, string, Rest, string, string]>([
    [
      '7 days',
      '2026-11-18, 16:00',
      {},
      'end of Wed 25 Nov 2026',
      '7 days from Wed 18 Nov (weekends and holidays count): Wed 25',
    ],
    [
      '7 days',
      '2026-11-18',
      { dayOne: true },
      'end of Tue 24 Nov 2026',
      '7 days from Wed 18 Nov, counted as day 1 (weekends and holidays count): Tue 24',
    ],
    // The week in which the clocks go forward has seven days like any other.
    [
      '7 days',
      '2026-03-25, 23:30',
      {},
      'end of Wed 1 Apr 2026',
      '7 days from Wed 25 Mar (weekends and holidays count): Wed 1 Apr',
    ],
    // Due on Christmas Day all the same.
    [
      '1 day',
      '2026-12-24',
      { by: '12:00' },
      'Fri 25 Dec 2026, 12:00',
      '1 day from Thu 24 Dec (weekends and holidays count): Fri 25, by 12:00',
    ],
    [
      '1 day',
      '2026-11-21',
      { dayOne: true },
      'end of Sat 21 Nov 2026',
      '1 day from Sat 21 Nov, counted as day 1 (weekends and holidays count): Sat 21',
    ],
    [
      '2 weeks',
      '2026-12-20',
      {},
      'end of Sun 3 Jan 2027',
      '2 weeks from Sun 20 Dec (14 days, weekends and holidays count): Sun 3 Jan 2027',
    ],
    [
      '1 week',
      '2028-02-23',
      {},
      'end of Wed 1 Mar 2028',
      '1 week from Wed 23 Feb (7 days, weekends and holidays count): Wed 1 Mar',
    ],
  ])('%s from %s %j', (words, from, rest, due, working) => {
    const found = dueOf(words, from, rest)
    expect(formatDue(found)).toBe(due)
    expect(found.working).toBe(working)
    expect(found.unsureAfter).toBeUndefined()
  })
})

describe('months', () => {
  it.each<[string, string, Rest, string, string]>([
    ['1 month', '2026-11-18, 10:00', {}, 'end of Fri 18 Dec 2026', '1 month from Wed 18 Nov: Fri 18 Dec'],
    [
      '1 month',
      '2026-01-31',
      {},
      'end of Sat 28 Feb 2026',
      '1 month from Sat 31 Jan: there is no 31 Feb 2026, so the last day of that month, Sat 28 Feb',
    ],
    [
      '2 months',
      '2027-12-30',
      {},
      'end of Tue 29 Feb 2028',
      '2 months from Thu 30 Dec: there is no 30 Feb 2028, so the last day of that month, Tue 29 Feb 2028',
    ],
    ['1 month', '2028-01-29', {}, 'end of Tue 29 Feb 2028', '1 month from Sat 29 Jan: Tue 29 Feb'],
    // From the last day of a month the date counts, not that it was the last.
    ['1 month', '2026-02-28', {}, 'end of Sat 28 Mar 2026', '1 month from Sat 28 Feb: Sat 28 Mar'],
    // Dodds v Walker: notice on 30 September 1978; the four months ended on 30 January, and 31 January was too late.
    ['4 months', '1978-09-30', {}, 'end of Tue 30 Jan 1979', '4 months from Sat 30 Sep: Tue 30 Jan 1979'],
    [
      '12 months',
      '2028-02-29',
      {},
      'end of Wed 28 Feb 2029',
      '12 months from Tue 29 Feb: there is no 29 Feb 2029, so the last day of that month, Wed 28 Feb 2029',
    ],
    [
      '1 month',
      '2026-12-31',
      { by: '17:00', dayOne: true },
      'Sun 31 Jan 2027, 17:00',
      '1 month from Thu 31 Dec: Sun 31 Jan 2027, by 17:00',
    ],
  ])('%s from %s %j', (words, from, rest, due, working) => {
    const found = dueOf(words, from, rest)
    expect(formatDue(found)).toBe(due)
    expect(found.working).toBe(working)
    expect(found.unsureAfter).toBeUndefined()
  })
})

describe('working hours', () => {
  it.each<[string, string, Rest, string, string]>([
    [
      '4 working hours',
      '2026-11-20, 15:30',
      office,
      'Mon 23 Nov 2026, 11:30',
      '4 working hours from Fri 20 Nov, 15:30 (office hours 09:00 to 17:00): Fri 20 (1 h 30 min); Sat 21, Sun 22 skipped; Mon 23 (2 h 30 min), 11:30',
    ],
    // The very minute of closing belongs to the next opening, and a count that ends with the office ends that day.
    [
      '8 working hours',
      '2026-11-18, 17:00',
      office,
      'Thu 19 Nov 2026, 17:00',
      '8 working hours from Wed 18 Nov, 17:00, outside office hours 09:00 to 17:00, so from the next opening: Thu 19 (8 h), 17:00',
    ],
    [
      '2 working hours',
      '2026-11-18, about 07:00',
      office,
      'Wed 18 Nov 2026, 11:00',
      '2 working hours from Wed 18 Nov, about 07:00, outside office hours 09:00 to 17:00, so from the next opening: Wed 18 (2 h), 11:00',
    ],
    [
      '1 working hour',
      '2026-11-21, 10:00',
      office,
      'Mon 23 Nov 2026, 10:00',
      '1 working hour from Sat 21 Nov, 10:00, outside office hours 09:00 to 17:00, so from the next opening: Sat 21, Sun 22 skipped; Mon 23 (1 h), 10:00',
    ],
    [
      '16 working hours',
      '2026-11-18',
      office,
      'Thu 19 Nov 2026, 17:00',
      '16 working hours from Wed 18 Nov, no time given, so counted from 09:00 (office hours 09:00 to 17:00): Wed 18, Thu 19 (8 h each), 17:00',
    ],
    [
      '2 working hours',
      '2026-12-24, 16:00',
      { officeHours: { from: '08:30', to: '16:30' } },
      'Tue 29 Dec 2026, 10:00',
      '2 working hours from Thu 24 Dec, 16:00 (office hours 08:30 to 16:30): Thu 24 (30 min); Fri 25 Christmas Day, Sat 26, Sun 27, Mon 28 Boxing Day (substitute) skipped; Tue 29 (1 h 30 min), 10:00',
    ],
    // Without office hours, over the weekend on which the clocks go back.
    [
      '4 working hours',
      '2026-10-23, 22:00',
      {},
      'Mon 26 Oct 2026, 02:00',
      '4 working hours from Fri 23 Oct, 22:00 (no office hours printed: each hour of a working day counts): Fri 23 (2 h); Sat 24, Sun 25 skipped; Mon 26 (2 h), 02:00',
    ],
    [
      '2 working hours',
      '2026-11-20, 22:00',
      {},
      'end of Fri 20 Nov 2026',
      '2 working hours from Fri 20 Nov, 22:00 (no office hours printed: each hour of a working day counts): Fri 20 (2 h), end of the day',
    ],
    [
      '4 working hours',
      '2026-04-03',
      {},
      'Tue 7 Apr 2026, 04:00',
      '4 working hours from Fri 3 Apr, no time given, so counted from 00:00 (no office hours printed: each hour of a working day counts): Fri 3 Good Friday, Sat 4, Sun 5, Mon 6 Easter Monday skipped; Tue 7 (4 h), 04:00',
    ],
    [
      '240 working hours',
      '2026-11-20, 18:00',
      office,
      'Wed 6 Jan 2027, 17:00',
      "240 working hours from Fri 20 Nov, 18:00, outside office hours 09:00 to 17:00, so from the next opening: Saturdays, Sundays, Fri 25 Dec Christmas Day, Mon 28 Boxing Day (substitute), Fri 1 Jan 2027 New Year's Day skipped; ends Wed 6 Jan 2027, 17:00",
    ],
  ])('%s from %s %j', (words, from, rest, due, working) => {
    const found = dueOf(words, from, rest)
    expect(formatDue(found)).toBe(due)
    expect(found.working).toBe(working)
  })

  it('takes no account of a time of its own or of day 1', () => {
    const plain = dueOf('4 working hours', '2026-11-20, 15:30', office)
    expect(dueOf('4 working hours', '2026-11-20, 15:30', { ...office, by: '12:00', dayOne: true })).toEqual(
      plain,
    )
  })

  it("waits for St Andrew's Day in Scotland only", () => {
    expect(formatDue(dueOf('4 working hours', '2026-11-27, 16:00', office, scotland))).toBe(
      'Tue 1 Dec 2026, 12:00',
    )
    expect(formatDue(dueOf('4 working hours', '2026-11-27, 16:00', office))).toBe('Mon 30 Nov 2026, 12:00')
  })

  it('comes to an end with office hours that end before they begin', () => {
    const found = dueOf('4 working hours', '2026-11-18, 10:00', {
      officeHours: { from: '17:00', to: '09:00' },
    })
    expect(formatDue(found)).toBe('Wed 18 Nov 2026, 14:00')
    expect(found.working).toContain('no office hours printed')
  })
})

describe('school days', () => {
  it.each<[string, string, Rest, string, string]>([
    [
      '3 school days',
      '2026-10-22',
      {},
      'end of Tue 3 Nov 2026',
      '3 school days from Thu 22 Oct: Fri 23; Sat 24, Sun 25, Mon 26 to Fri 30 Half term, Sat 31, Sun 1 Nov skipped; Mon 2, Tue 3',
    ],
    [
      '1 school day',
      '2026-10-28',
      { dayOne: true },
      'end of Mon 2 Nov 2026',
      '1 school day from Wed 28 Oct, not a school day (Half term), so the next one is counted as day 1: Wed 28 to Fri 30 Half term, Sat 31, Sun 1 Nov skipped; Mon 2',
    ],
    [
      '20 school days',
      '2026-10-22',
      {},
      'end of Thu 26 Nov 2026',
      '20 school days from Thu 22 Oct: Saturdays, Sundays, Mon 26 to Fri 30 Half term skipped; day 20 is Thu 26 Nov',
    ],
  ])('%s from %s %j', (words, from, rest, due, working) => {
    const found = dueOf(words, from, rest, school)
    expect(formatDue(found)).toBe(due)
    expect(found.working).toBe(working)
  })
})

describe('the day as day 1', () => {
  it.each<[string, string, string, string]>([
    [
      '2 working days',
      '2026-11-18',
      'end of Thu 19 Nov 2026',
      '2 working days from Wed 18 Nov, counted as day 1: Wed 18, Thu 19',
    ],
    [
      '1 working day',
      '2026-11-18',
      'end of Wed 18 Nov 2026',
      '1 working day from Wed 18 Nov, counted as day 1: Wed 18',
    ],
    [
      '2 working days',
      '2026-04-03',
      'end of Wed 8 Apr 2026',
      '2 working days from Fri 3 Apr, not a working day (Good Friday), so the next one is counted as day 1: Fri 3 Good Friday, Sat 4, Sun 5, Mon 6 Easter Monday skipped; Tue 7, Wed 8',
    ],
    [
      '1 working week',
      '2026-11-18',
      'end of Tue 24 Nov 2026',
      '1 working week from Wed 18 Nov, counted as day 1 (5 working days): Wed 18 to Fri 20; Sat 21, Sun 22 skipped; Mon 23, Tue 24',
    ],
  ])('%s from %s', (words, from, due, working) => {
    const found = dueOf(words, from, { dayOne: true })
    expect(formatDue(found)).toBe(due)
    expect(found.working).toBe(working)
  })
})

describe('a time of the last day', () => {
  it.each<[string, string, string, string]>([
    [
      '2 working days',
      '2026-11-19',
      'Mon 23 Nov 2026, 17:00',
      '2 working days from Thu 19 Nov: Fri 20; Sat 21, Sun 22 skipped; Mon 23, by 17:00',
    ],
    ['same day', '2026-11-21', 'Sat 21 Nov 2026, 17:00', 'same day: Sat 21 Nov, by 17:00'],
    [
      'same working day',
      '2026-11-21',
      'Mon 23 Nov 2026, 17:00',
      'same working day: Sat 21 Nov is not a working day (at a weekend), so the next one: Sun 22 skipped; Mon 23, by 17:00',
    ],
    [
      '24 hours',
      '2026-11-18, 16:00',
      'Thu 19 Nov 2026, 16:00',
      '24 hours from Wed 18 Nov, 16:00: Thu 19, 16:00',
    ],
  ])('%s from %s', (words, from, due, working) => {
    const found = dueOf(words, from, { by: '17:00' })
    expect(formatDue(found)).toBe(due)
    expect(found.working).toBe(working)
  })
})

describe('two figures that the source calls equal', () => {
  const sevenDays: Rest = { also: timescale('7 days') }

  it.each<[string, string, Rest, string, string]>([
    [
      '5 working days',
      '2026-11-18',
      sevenDays,
      'end of Wed 25 Nov 2026',
      '5 working days from Wed 18 Nov: Thu 19, Fri 20; Sat 21, Sun 22 skipped; Mon 23 to Wed 25; also counted as 7 days from Wed 18 Nov (weekends and holidays count): Wed 25; both give the same',
    ],
    [
      '5 working days',
      '2026-03-31',
      sevenDays,
      'end of Tue 7 Apr 2026',
      '5 working days from Tue 31 Mar: Wed 1 Apr, Thu 2; Fri 3 Good Friday, Sat 4, Sun 5, Mon 6 Easter Monday skipped; Tue 7 to Thu 9; also counted as 7 days from Tue 31 Mar (weekends and holidays count): Tue 7 Apr; the earlier counts',
    ],
    // From a Sunday five working days are over by Friday.
    [
      '5 working days',
      '2026-11-22',
      { ...sevenDays, by: '17:00' },
      'Fri 27 Nov 2026, 17:00',
      '5 working days from Sun 22 Nov: Mon 23 to Fri 27, by 17:00; also counted as 7 days from Sun 22 Nov (weekends and holidays count): Sun 29, by 17:00; the earlier counts',
    ],
    [
      '1 working day',
      '2026-11-18, 16:00',
      { also: timescale('24 hours') },
      'Thu 19 Nov 2026, 16:00',
      '1 working day from Wed 18 Nov: Thu 19; also counted as 24 hours from Wed 18 Nov, 16:00: Thu 19, 16:00; the earlier counts',
    ],
  ])('%s from %s %j', (words, from, rest, due, working) => {
    const found = dueOf(words, from, rest)
    expect(formatDue(found)).toBe(due)
    expect(found.working).toBe(working)
  })
})

describe('beyond the last known holiday', () => {
  it.each<[string, string, Rest, string | undefined]>([
    ['7 days', '2027-12-29', {}, undefined],
    ['2 weeks', '2028-03-01', {}, undefined],
    ['1 month', '2027-12-31', {}, undefined],
    ['2 working days', '2027-12-30', { dayOne: true }, undefined],
    ['3 working days', '2027-12-30', { dayOne: true }, '2027-12-31'],
    ['1 working day', '2028-01-04', { dayOne: true }, '2027-12-31'],
    ['2 school days', '2027-12-30', {}, '2027-12-31'],
    ['8 working hours', '2027-12-31, 09:00', office, undefined],
    ['9 working hours', '2027-12-31, 09:00', office, '2027-12-31'],
    // The figure that counts looked at no calendar; an unknown holiday could only put the other one off.
    ['6 working days', '2027-12-29', { also: timescale('7 days') }, undefined],
    ['5 working days', '2027-12-31', { also: timescale('7 days') }, undefined],
    ['3 working days', '2027-12-29', { also: timescale('7 days') }, '2027-12-31'],
  ])('%s from %s %j', (words, from, rest, unsureAfter) => {
    expect(dueOf(words, from, rest).unsureAfter).toBe(unsureAfter)
  })
})

describe('the earlier of two', () => {
  const at = (date: string, time?: string, unsureAfter?: string): Deadline => ({
    date,
    working: '',
    ...(time === undefined ? {} : { time }),
    ...(unsureAfter === undefined ? {} : { unsureAfter }),
  })

  it.each<[string, Deadline, Deadline]>([
    ['by date', at('2026-11-18'), at('2026-11-19', '09:00')],
    ['by time', at('2026-11-18', '09:00'), at('2026-11-18', '09:01')],
    ['no time is the end of the day', at('2026-11-18', '23:59'), at('2026-11-18')],
    ['the sure one of two alike', at('2026-11-18'), at('2026-11-18', undefined, '2026-11-01')],
  ])('%s', (_, first, second) => {
    expect(earlier(first, second)).toBe(first)
    expect(earlier(second, first)).toBe(first)
  })

  it('is the first of two alike', () => {
    const first = at('2026-11-18', '10:00')
    expect(earlier(first, at('2026-11-18', '10:00'))).toBe(first)
  })
})

describe('where each kind stands', () => {
  it.each<[Deadline, string, boolean, string]>([
    [dueOf('1 month', '2026-11-18'), '2026-11-18, 10:00', false, 'due in 30 days (Fri 18 Dec)'],
    [dueOf('12 months', '2026-11-18'), '2026-11-18, 10:00', false, 'due in 365 days (Thu 18 Nov 2027)'],
    [dueOf('7 days', '2026-11-18'), '2026-11-25, 23:59', false, 'due today'],
    [dueOf('7 days', '2026-11-18'), '2026-11-26, 00:00', true, 'due Wednesday; it is Thursday: 1 day late'],
    [
      dueOf('4 working hours', '2026-11-20, 15:30', office),
      '2026-11-20, 15:40',
      false,
      'due in 3 days at 11:30 (Mon 23 Nov)',
    ],
    [
      dueOf('4 working hours', '2026-11-20, 15:30', office),
      '2026-11-23, 11:45',
      true,
      'due today at 11:30; it is 11:45: 15 minutes late',
    ],
    [dueOf('2 working hours', '2026-11-20, 22:00'), '2026-11-20, 23:59', false, 'due today'],
    [
      dueOf('2 working hours', '2026-11-20, 22:00'),
      '2026-11-21, 00:00',
      true,
      'due Friday; it is Saturday: 1 day late',
    ],
    [
      dueOf('2 working days', '2026-11-18', { by: '17:00' }),
      '2026-11-19, 09:00',
      false,
      'due tomorrow at 17:00 (Fri 20 Nov)',
    ],
    [
      dueOf('2 working days', '2026-11-18', { by: '17:00' }),
      '2026-11-20, 17:30',
      true,
      'due today at 17:00; it is 17:30: 30 minutes late',
    ],
    [
      dueOf('5 working days', '2026-12-18', { also: timescale('7 days') }),
      '2026-12-29, 09:00',
      true,
      'due Friday; it is Tuesday: 4 days late',
    ],
    [
      dueOf('3 school days', '2026-10-22', {}, school),
      '2026-10-23, 09:00',
      false,
      'due in 11 days (Tue 3 Nov)',
    ],
  ])('%j at %s', (due, now, past, words) => {
    expect(isPast(due, moment(now))).toBe(past)
    expect(describeSince(due, moment(now))).toBe(words)
  })
})
