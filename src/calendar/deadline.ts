/**
 * From a rule and a moment to a deadline with its working, and how a deadline reads. One figure is counted in count.ts.
 * Judges nobody: whether something was late is only compared.
 */
import { count } from './count.ts'
import { daysBetween, formatDate, formatShortDate, weekdayName } from './date.ts'
import type { Calendar, Deadline, Moment, PlainDate, Rule } from './time.ts'
import { civilInstant, london } from './zone.ts'

/** Sorts as the moments do: the end of a day comes after each of its minutes. */
const dueKey = ({ date, time }: Deadline): string => `${date} ${time ?? '24:00'}`

/**
 * The one that is due earlier; one without a time is due at the end of its day. Of two at the same moment the one that
 * is sure, or else the first: a bank holiday that is not yet known can only put the other off.
 */
export const earlier = (a: Deadline, b: Deadline): Deadline => {
  if (dueKey(a) !== dueKey(b)) return dueKey(a) < dueKey(b) ? a : b
  return a.unsureAfter !== undefined && b.unsureAfter === undefined ? b : a
}

/**
 * The deadline that a rule yields from a moment. Readings, as no policy that we know says otherwise:
 * - days and weeks: days of the calendar, 1 week = 7 days; the day of the moment is day 0; due at the end of the last;
 * - working days: the day of the moment is day 0, working or not; due at the end of the last one counted;
 * - school days: the same, on a calendar that the caller has given the school's closures as holidays;
 * - 1 working week = 5 working days;
 * - months: the same day of the later month, or its last day where it has no such day. This is the corresponding date
 *   rule of the common law: Dodds v Walker [1981] 1 WLR 1027 (HL), Lord Diplock;
 * - hours: clock hours of real time, so across a clock change in London the time of day moves; a moment without a
 *   time counts from 00:00 of its day, the earlier and so the safer reading;
 * - working hours: hours of working days between the printed office hours; a moment outside them counts from the next
 *   opening, a moment without a time from the opening of its day. Where no office hours are printed each hour of a
 *   working day counts, again the earlier reading;
 * - same day: the end of that day; same working day: the same, or the end of the next working day where that day is none.
 *
 * `dayOne`: the day of the moment is day 1; for working and school days the first one from that day on is. Months,
 * hours and the two "same …" have no day 1. `by`: at that time of the last day; hours have a time of their own.
 * `also`: both are counted and shown, the earlier counts.
 *
 * `unsureAfter` is set where, for the figure that counts, a day beyond what the calendar knows was looked at. The working
 * is one line that can stand in a record, of at most 2000 UTF-16 units. Amounts are those of the grammar, up to 999.
 */
export const deadline = (rule: Rule, from: Moment, calendar: Calendar): Deadline => {
  const first = count(rule.within, rule, from, calendar)
  if (rule.also === undefined) return first
  const second = count(rule.also, rule, from, calendar)
  const which = dueKey(first) === dueKey(second) ? 'both give the same' : 'the earlier counts'
  const working = `${first.working}; also counted as ${second.working}; ${which}`
  return { ...earlier(first, second), working }
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

const countOf = (amount: number, unit: string): string => `${amount} ${unit}${amount === 1 ? '' : 's'}`

/** `2 days`, `3 hours` or `20 minutes`: how long the due moment has gone. For one that has: see `isPast`. */
export const lateBy = (due: Deadline, now: Moment): string => {
  if (due.time === undefined) return countOf(daysBetween(due.date, now.date), 'day')
  const end = timed(now)
  const milliseconds = civilInstant(end.date, end.time, london) - civilInstant(due.date, due.time, london)
  const minutes = Math.floor(milliseconds / 60_000)
  if (minutes < 60) return countOf(minutes, 'minute')
  // From two days on days of the calendar, as for a deadline without a time: the earlier one is never less late.
  return minutes < 48 * 60
    ? countOf(Math.floor(minutes / 60), 'hour')
    : countOf(daysBetween(due.date, now.date), 'day')
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
 * 2 days late`. Days are days of the calendar, not working days; under 48 hours past a time of day, hours or minutes.
 */
export const describeSince = (due: Deadline, now: Moment): string => {
  const at = due.time === undefined ? '' : ` at ${due.time}`
  if (isPast(due, now)) return describeLate(due, now, at)
  const days = daysBetween(now.date, due.date)
  if (days === 0) return `due today${at}`
  const date = formatNear(due.date, now)
  return days === 1 ? `due tomorrow${at} (${date})` : `due in ${days} days${at} (${date})`
}
