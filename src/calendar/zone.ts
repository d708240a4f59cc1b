/**
 * The edge between instants and civil time: the only file that knows zones. Reads no clock; whoever has read one
 * passes its milliseconds in.
 */
import { tzOffset } from '@date-fns/tz/tzOffset'
import { compareDates, parsePlainDate, parsePlainTime } from './date.ts'
import { londonOffset } from './summer-time.ts'
import type { Moment, PlainDate, PlainTime, Stamp } from './time.ts'

/** The zone in which every authority of the three calendars works. */
export const london = 'Europe/London'

const minute = 60_000
const day = 86_400_000

const twoDigits = (value: number): string => String(value).padStart(2, '0')

const formatOffset = (minutes: number): string => {
  const size = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`
}

/** Minutes ahead of GMT; NaN for a zone that the computer does not know. */
const offsetAt = (zone: string, epochMs: number): number =>
  (zone === london ? londonOffset(epochMs) : undefined) ?? tzOffset(zone, new Date(epochMs))

/**
 * The civil second of an instant, with its offset. `epochMs`: milliseconds since 1970, cut to whole seconds. A zone
 * that the computer does not know is a bug here and throws a RangeError.
 */
export const stampAt = (epochMs: number, zone: string): Stamp => {
  const offset = offsetAt(zone, epochMs)
  return new Date(epochMs + offset * minute).toISOString().slice(0, 19) + formatOffset(offset)
}

/** What the clock on the wall showed at that stamp, to the minute. */
export const civil = (stamp: Stamp): { readonly date: PlainDate; readonly time: PlainTime } => ({
  date: stamp.slice(0, 10),
  time: stamp.slice(11, 16),
})

/** Milliseconds since 1970 of a stamp that `parseStamp` or `stampAt` gave. */
export const instant = (stamp: Stamp): number => Date.parse(stamp)

/** A stamp in its one spelling, or undefined: impossible days and times, `Z`, fractions and `-00:00` are refused. */
export const parseStamp = (text: string): Stamp | undefined => {
  const parts = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}):([0-5]\d)([+-])(\d{2}):([0-5]\d)$/.exec(text)
  if (parts === null) return undefined
  const [, date = '', time = '', , sign, hours, minutes] = parts
  const size = Number(hours) * 60 + Number(minutes)
  if (size > 14 * 60 || (size === 0 && sign === '-')) return undefined
  return parsePlainDate(date) && parsePlainTime(time) ? text : undefined
}

/**
 * The instant, in milliseconds since 1970, at which clocks in the zone showed this time. One rule for both clock
 * changes: it is read with the offset in force before the change, as by a clock that nobody has altered yet. So in
 * the skipped hour 29 Mar 2026, 01:30 is 01:30 GMT (02:30 BST), and of the doubled hour the first is taken:
 * 25 Oct 2026, 01:30 is 01:30 BST. (The same as `compatible` of ECMAScript's Temporal.)
 */
export const civilInstant = (date: PlainDate, time: PlainTime, zone: string): number => {
  const wall = Date.parse(`${date}T${time}:00Z`)
  const at = (offset: number): number => wall - offset * minute
  const before = offsetAt(zone, wall - day)
  const after = offsetAt(zone, wall + day)
  if (offsetAt(zone, at(before)) === before) return at(before)
  return offsetAt(zone, at(after)) === after ? at(after) : at(before)
}

/** The moment so many hours of real time later, as London's clocks show it. */
export const addHours = (moment: Required<Pick<Moment, 'date' | 'time'>>, hours: number) =>
  civil(stampAt(civilInstant(moment.date, moment.time, london) + hours * 60 * minute, london))

/** Whether London's clocks ever showed this time: on the night in March an hour is left out. */
export const wasShown = (date: PlainDate, time: PlainTime): boolean =>
  civil(stampAt(civilInstant(date, time, london), london)).time === time

/**
 * Whether a moment lies at or before a stamp. In the hour that comes twice in October a time counts as passed once it
 * has been shown for the first time.
 */
export const hasPassed = ({ date, time }: Moment, now: Stamp): boolean =>
  time === undefined
    ? compareDates(date, civil(now).date) <= 0
    : civilInstant(date, time, london) <= instant(now)
