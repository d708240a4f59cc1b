/**
 * Calendars as the build stores them: JSON, checked when they were built. Kept apart from load.ts so that starting
 * the program does not load a YAML parser.
 */
import type { Calendar, PlainDate } from './time.ts'

/** A calendar as JSON. `holidays`: date to name. */
export interface StoredCalendar {
  readonly id: string
  readonly title: string
  readonly knownUntil: PlainDate
  readonly holidays: Readonly<Record<PlainDate, string>>
  readonly sha256: string
}

/** What the build writes for a calendar; `calendarFrom` reads it back. */
export const storeCalendar = (calendar: Calendar): StoredCalendar => ({
  ...calendar,
  holidays: Object.fromEntries(calendar.holidays),
})

/** The calendar that the build stored. */
export const calendarFrom = (stored: StoredCalendar): Calendar => ({
  ...stored,
  holidays: new Map(Object.entries(stored.holidays)),
})
