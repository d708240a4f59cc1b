/**
 * Arithmetic on plain dates, and how people see them. Days are counted as whole numbers since 1 Jan 1970, so no
 * zone and no clock change can slip in. Knows nothing of holidays or of instants.
 */
import type { PlainDate, PlainTime } from './time.ts'

const dayMilliseconds = 86_400_000

export const weekdays = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const

export const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

const dateOf = (day: number): PlainDate => new Date(day * dayMilliseconds).toISOString().slice(0, 10)

const twoDigits = (value: number): string => String(value).padStart(2, '0')

/** The number that these digits spell; NaN where one is none. Whole folders of records are read with it: no pattern is tried. */
const numberIn = (text: string, from: number, to: number): number => {
  let value = 0
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 0x30
    if (!(digit >= 0 && digit <= 9)) return Number.NaN
    value = value * 10 + digit
  }
  return value
}

const yearOf = (date: PlainDate): number => numberIn(date, 0, 4)
const monthOf = (date: PlainDate): number => numberIn(date, 5, 7)
const dayOf = (date: PlainDate): number => numberIn(date, 8, 10)

/** Days since 1 Jan 1970. Years are counted from March, so that a leap day is the last of its year. */
const dayNumber = (date: PlainDate): number => {
  const month = monthOf(date)
  const year = yearOf(date) - (month <= 2 ? 1 : 0)
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400)
  // From March on months have 31, 30, 31, 30, 31 days, again and again: 153 in five.
  const before = Math.floor((153 * ((month + 9) % 12) + 2) / 5)
  return year * 365 + leapDays + before + dayOf(date) - 719_469
}

const monthLength = (year: number, month: number): number => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** `YYYY-MM-DD` of a day that exists, from the year 1 on; undefined for anything else (`2026-02-29`, `2026-2-1`). */
export const parsePlainDate = (text: string): PlainDate | undefined => {
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-') return undefined
  const year = yearOf(text)
  const month = monthOf(text)
  const day = dayOf(text)
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month)
    ? text
    : undefined
}

/** `HH:MM` from 00:00 to 23:59; undefined for anything else. */
export const parsePlainTime = (text: string): PlainTime | undefined =>
  /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text) ? text : undefined

/** The date with this year, month (1-12) and day; undefined where there is no such day. */
export const plainDate = (year: number, month: number, day: number): PlainDate | undefined =>
  parsePlainDate(`${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`)

/** The date so many days later, or earlier where `days` is negative. */
export const addDays = (date: PlainDate, days: number): PlainDate => dateOf(dayNumber(date) + days)

/**
 * The same day of the month so many months later; the last day of that month where it has no such day (31 Jan and one
 * month is 28 or 29 Feb). Years beyond 9999 are the caller's to avoid.
 */
export const addMonths = (date: PlainDate, months: number): PlainDate => {
  const index = yearOf(date) * 12 + monthOf(date) - 1 + months
  const year = Math.floor(index / 12)
  const month = index - year * 12 + 1
  const day = Math.min(dayOf(date), monthLength(year, month))
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`
}

/** How many days lie from one date to the other; negative where `to` is the earlier. */
export const daysBetween = (from: PlainDate, to: PlainDate): number => dayNumber(to) - dayNumber(from)

/** Negative, zero or positive, as `sort` takes it. */
export const compareDates = (a: PlainDate, b: PlainDate): number => daysBetween(b, a)

/** 1 for Monday to 7 for Sunday (ISO 8601). */
export const weekday = (date: PlainDate): number => ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1

export const isWeekend = (date: PlainDate): boolean => weekday(date) > 5

/** `Thursday` */
export const weekdayName = (date: PlainDate): string => weekdays[weekday(date) - 1] ?? ''

/** `Fri 20` */
export const formatDay = (date: PlainDate): string => `${weekdayName(date).slice(0, 3)} ${dayOf(date)}`

/** `Fri 20 Nov` */
export const formatShortDate = (date: PlainDate): string =>
  `${formatDay(date)} ${(months[monthOf(date) - 1] ?? '').slice(0, 3)}`

/** `20 November 2026`, as on a letter. */
export const formatLongDate = (date: PlainDate): string =>
  `${dayOf(date)} ${months[monthOf(date) - 1]} ${date.slice(0, 4)}`

/** `Fri 20 Nov 2026` */
export const formatDate = (date: PlainDate): string => `${formatShortDate(date)} ${date.slice(0, 4)}`
