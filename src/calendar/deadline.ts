/**
 * From a timescale and a moment to a deadline with its working. The readings that a policy leaves open are
 * decided here, once, and each is said in the working. Judges nobody: whether something was late is only compared.
 */
import { daysBetween, formatDate, formatShortDate, weekdayName } from './date.ts'
import type { Calendar, Deadline, Moment, PlainDate, Timescale } from './time.ts'
import { formatTimescale } from './timescale.ts'
import { countWorkingDays, formatAfter, formatSteps, isWorkingDay } from './working.ts'
import { addHours, civilInstant, london, stampAt } from './zone.ts'

/** A working week is read as 5 working days. Our reading: no policy that we know defines it. */
const workingWeek = 5

const unsure = (last: PlainDate, { knownUntil }: Calendar): Pick<Deadline, 'unsureAfter'> =>
  last > knownUntil ? { unsureAfter: knownUntil } : {}

const inWorkingDays = (head: string, amount: number, from: PlainDate, calendar: Calendar): Deadline => {
  const steps = countWorkingDays(from, amount, calendar)
  const date = steps.at(-1)?.date ?? from
  return { date, working: `${head}: ${formatSteps(from, steps)}`, ...unsure(date, calendar) }
}

const onWorkingDay = (words: string, from: PlainDate, calendar: Calendar): Deadline => {
  if (isWorkingDay(from, calendar))
    return { date: from, working: `${words}: ${formatShortDate(from)}`, ...unsure(from, calendar) }
  const name = calendar.holidays.get(from) ?? 'at a weekend'
  const head = `${words}: ${formatShortDate(from)} is not a working day (${name}), so the next one`
  return inWorkingDays(head, 1, from, calendar)
}

const clocksChange = (from: Required<Pick<Moment, 'date' | 'time'>>, hours: number): string => {
  const start = civilInstant(from.date, from.time, london)
  const offset = (at: number): string => stampAt(at, london).slice(19)
  const before = offset(start)
  const after = offset(start + hours * 3_600_000)
  if (before === after) return ''
  return `clocks go ${before < after ? 'forward' : 'back'}, `
}

const inHours = (words: string, amount: number, from: Moment): Deadline => {
  const start = { date: from.date, time: from.time ?? '00:00' }
  const due = addHours(start, amount)
  const about = from.about ? 'about ' : ''
  const counted =
    from.time === undefined ? ', no time given, so counted from 00:00' : `, ${about}${from.time}`
  const end = `${formatAfter(from.date, due.date)}, ${due.time}`
  return {
    ...due,
    working: `${words} from ${formatShortDate(from.date)}${counted}: ${clocksChange(start, amount)}${end}`,
  }
}

/**
 * The deadline that a timescale yields from a moment. Readings, as no policy that we know says otherwise:
 * - working days: the day of the moment is day 0, working or not; due at the end of the last one counted;
 * - 1 working week = 5 working days;
 * - hours: clock hours of real time, so across a clock change in London the time of day moves; a moment without a
 *   time counts from 00:00 of its day, the earlier and so the safer reading;
 * - same day: the end of that day; same working day: the same, or the end of the next working day where that day is none.
 *
 * `unsureAfter` is set where the last day looked at lies beyond what the calendar knows.
 */
export const deadline = (timescale: Timescale, from: Moment, calendar: Calendar): Deadline => {
  const words = formatTimescale(timescale)
  const head = `${words} from ${formatShortDate(from.date)}`
  const { amount, unit } = timescale
  switch (unit) {
    case 'hours':
      return inHours(words, amount, from)
    case 'working-days':
      return inWorkingDays(head, amount, from.date, calendar)
    case 'working-weeks': {
      const days = amount * workingWeek
      return inWorkingDays(`${head} (${days} working days)`, days, from.date, calendar)
    }
    case 'same-day':
      return { date: from.date, working: `same day: ${formatShortDate(from.date)}` }
    case 'same-working-day':
      return onWorkingDay(words, from.date, calendar)
  }
}

/** `end of Wed 8 Apr 2026`, or `Sun 29 Mar 2026, 13:00`. */
export const formatDue = ({ date, time }: Pick<Deadline, 'date' | 'time'>): string =>
  time === undefined ? `end of ${formatDate(date)}` : `${formatDate(date)}, ${time}`

/** `bank holidays after Fri 31 Dec 2027 are not yet known`, for a deadline that is unsure; else undefined. */
export const formatUnsure = ({ unsureAfter }: Deadline): string | undefined =>
  unsureAfter === undefined ? undefined : `bank holidays after ${formatDate(unsureAfter)} are not yet known`

/** Midnight where a moment has no time: nobody is late before the day has begun. */
const timed = ({ date, time }: Pick<Moment, 'date' | 'time'>) => ({ date, time: time ?? '00:00' })

/** Whether the due moment has gone, by the clock on the wall. At the very minute it is due it has not. */
export const isPast = (due: Deadline, now: Moment): boolean => {
  if (due.time === undefined || due.date !== now.date) return now.date > due.date
  return timed(now).time > due.time
}

const count = (amount: number, unit: string): string => `${amount} ${unit}${amount === 1 ? '' : 's'}`

const lateBy = (due: Deadline, now: Moment): string => {
  if (due.time === undefined) return count(daysBetween(due.date, now.date), 'day')
  const end = timed(now)
  const milliseconds = civilInstant(end.date, end.time, london) - civilInstant(due.date, due.time, london)
  const minutes = Math.floor(milliseconds / 60_000)
  if (minutes < 60) return count(minutes, 'minute')
  return minutes < 48 * 60
    ? count(Math.floor(minutes / 60), 'hour')
    : count(Math.floor(minutes / 1440), 'day')
}

/** Without the year where it is this one. */
const formatNear = (date: PlainDate, now: Moment): string =>
  date.slice(0, 4) === now.date.slice(0, 4) ? formatShortDate(date) : formatDate(date)

const describeLate = (due: Deadline, now: Moment, at: string): string => {
  const days = daysBetween(due.date, now.date)
  const late = `${lateBy(due, now)} late`
  if (days === 0) return `due today${at}; it is ${timed(now).time}: ${late}`
  // A weekday's name is only plain within the week.
  if (days < 7) return `due ${weekdayName(due.date)}${at}; it is ${weekdayName(now.date)}: ${late}`
  return `due ${formatNear(due.date, now)}${at}; it is ${formatShortDate(now.date)}: ${late}`
}

/**
 * Where a deadline stands, in plain words: `due today`, `due in 3 days (Wed 25 Nov)`, `due Tuesday; it is Thursday:
 * 2 days late`. Days are days of the calendar, not working days; under two days past a time of day, hours or minutes.
 */
export const describeSince = (due: Deadline, now: Moment): string => {
  const at = due.time === undefined ? '' : ` at ${due.time}`
  if (isPast(due, now)) return describeLate(due, now, at)
  const days = daysBetween(now.date, due.date)
  if (days === 0) return `due today${at}`
  const date = formatNear(due.date, now)
  return days === 1 ? `due tomorrow${at} (${date})` : `due in ${days} days${at} (${date})`
}
