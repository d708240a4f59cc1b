/**
 * Counting working hours, and the line that shows how they were counted. Clocks change on Sundays before dawn and no
 * Sunday is a working day, so the hours of a working day are those of the clock on the wall.
 */
import { addDays, formatShortDate } from './date.ts'
import type { Calendar, Deadline, Moment, OfficeHours, PlainDate, PlainTime } from './time.ts'
import {
  formatAfter,
  formatRun,
  formatSkipped,
  groups,
  longestList,
  type Step,
  stepOn,
  tellEach,
} from './working.ts'

/** A day looked at, and how many minutes of it were counted. */
interface Spent extends Step {
  readonly minutes: number
}

/** The open part of each working day, in minutes since midnight. */
interface Open {
  readonly from: number
  readonly to: number
}

const wholeDay: Open = { from: 0, to: 1440 }

const minuteOf = (time: PlainTime): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

const timeOf = (minute: number): PlainTime =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** Hours that end before they begin would never be worked through: the loader refuses them, and here they count as none. */
const openIn = (hours: OfficeHours | undefined): Open => {
  if (hours === undefined || hours.to <= hours.from) return wholeDay
  return { from: minuteOf(hours.from), to: minuteOf(hours.to) }
}

interface Spending {
  readonly steps: readonly Spent[]
  /** Minute of the last day at which the last hour ends. */
  readonly end: number
}

const spend = (
  first: PlainDate,
  minute: number,
  amount: number,
  open: Open,
  calendar: Calendar,
): Spending => {
  const steps: Spent[] = []
  let start = Math.max(minute, open.from)
  let end = start
  for (let date = first, left = amount * 60; left > 0; date = addDays(date, 1), start = open.from) {
    const step = stepOn(date, calendar)
    const minutes = step.counted ? Math.min(left, Math.max(open.to - start, 0)) : 0
    // A day that was over already is neither counted nor skipped.
    if (minutes > 0 || !step.counted) steps.push({ ...step, minutes })
    left -= minutes
    end = start + minutes
  }
  return { steps, end }
}

const formatMinutes = (minutes: number): string =>
  [minutes < 60 ? '' : `${Math.floor(minutes / 60)} h`, minutes % 60 === 0 ? '' : `${minutes % 60} min`]
    .filter((part) => part !== '')
    .join(' ')

const formatShare = (run: readonly Spent[]): string => {
  const [first, second] = run
  if (!first?.counted) return ''
  return ` (${formatMinutes(first.minutes)}${second === undefined ? '' : ' each'})`
}

const formatEach = (from: PlainDate, steps: readonly Spent[]): string => {
  const runs = groups(steps, (a, b) => a.counted === b.counted && a.minutes === b.minutes)
  return runs
    .map((run, index) => formatRun(runs[index - 1]?.at(-1)?.date ?? from, run) + formatShare(run))
    .join('; ')
}

const formatSpent = (from: PlainDate, steps: readonly Spent[]): string => {
  const each = steps.length > tellEach ? undefined : formatEach(from, steps)
  if (each !== undefined && each.length <= longestList) return each
  return `${formatSkipped(from, steps)}; ends ${formatAfter(from, steps.at(-1)?.date ?? from)}`
}

/** What was read into the moment and the hours. `working`: the day of the moment is a working day. */
const formatReading = (from: Moment, open: Open, working: boolean): string => {
  const hours =
    open === wholeDay
      ? 'no office hours printed: each hour of a working day counts'
      : `office hours ${timeOf(open.from)} to ${timeOf(open.to)}`
  if (from.time === undefined) return `, no time given, so counted from ${timeOf(open.from)} (${hours})`
  const time = `, ${from.about ? 'about ' : ''}${from.time}`
  const minute = minuteOf(from.time)
  const inside = open === wholeDay || (working && minute >= open.from && minute < open.to)
  return inside ? `${time} (${hours})` : `${time}, outside ${hours}, so from the next opening`
}

/**
 * So many hours of working days, of those between which an office works; without any printed every hour of a working
 * day counts, the earliest reading. A moment outside counts from the next opening, a moment without a time from the
 * opening of its day. Due at the end of the day where the last hour ends with it.
 */
export const inWorkingHours = (
  words: string,
  amount: number,
  from: Moment,
  hours: OfficeHours | undefined,
  calendar: Calendar,
): Omit<Deadline, 'unsureAfter'> => {
  const open = openIn(hours)
  const { steps, end } = spend(from.date, minuteOf(from.time ?? '00:00'), amount, open, calendar)
  const date = steps.at(-1)?.date ?? from.date
  const reading = formatReading(from, open, stepOn(from.date, calendar).counted)
  const due = end === wholeDay.to ? { date } : { date, time: timeOf(end) }
  const at = due.time === undefined ? ', end of the day' : `, ${due.time}`
  const working = `${words} from ${formatShortDate(from.date)}${reading}: ${formatSpent(from.date, steps)}${at}`
  return { ...due, working }
}
