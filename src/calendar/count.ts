/**
 * Counting one timescale from a moment: the date, the time if any, and the line that shows how. Each reading that a
 * policy leaves open is decided here or in working.ts and office.ts, once, and is said in that line. Knows no rule of
 * two figures; see deadline.ts.
 */
import { addDays, addMonths, formatDate, formatShortDate } from './date.ts'
import { inWorkingHours } from './office.ts'
import type { Calendar, Deadline, Moment, PlainDate, PlainTime, Rule, Timescale } from './time.ts'
import { formatTimescale } from './timescale.ts'
import { countWorkingDays, formatAfter, formatSteps, isWorkingDay, reasonOff } from './working.ts'
import { addHours, civilInstant, london, stampAt } from './zone.ts'

/** A working week is read as 5 working days. Our reading: no policy that we know defines it. */
const workingWeek = 5

const unsure = (last: PlainDate, { knownUntil }: Calendar): Pick<Deadline, 'unsureAfter'> =>
  last > knownUntil ? { unsureAfter: knownUntil } : {}

const workingFrom = (
  head: string,
  amount: number,
  from: PlainDate,
  first: PlainDate,
  calendar: Calendar,
): Deadline => {
  const steps = countWorkingDays(first, amount, calendar)
  const date = steps.at(-1)?.date ?? from
  return { date, working: `${head}: ${formatSteps(from, steps)}`, ...unsure(date, calendar) }
}

/** Beyond the last closure nobody knows the school days; where that lies before `from`, from there on. */
const schoolDaysKnown = (calendar: Calendar, from: PlainDate): Calendar => {
  const { closuresUntil = calendar.knownUntil, knownUntil } = calendar
  const known = closuresUntil < from ? from : closuresUntil
  return known < knownUntil ? { ...calendar, knownUntil: known } : calendar
}

const dayOneReading = (from: PlainDate, day: string, calendar: Calendar): string =>
  isWorkingDay(from, calendar)
    ? ', counted as day 1'
    : `, not a ${day} (${reasonOff(from, calendar)}), so the next one is counted as day 1`

const inWorkingDays = (
  { amount, unit }: Timescale,
  rule: Rule,
  from: PlainDate,
  calendar: Calendar,
): Deadline => {
  const days = unit === 'working-weeks' ? amount * workingWeek : amount
  const start = rule.dayOne
    ? dayOneReading(from, unit === 'school-days' ? 'school day' : 'working day', calendar)
    : ''
  const note = unit === 'working-weeks' ? ` (${days} working days)` : ''
  const head = `${formatTimescale({ amount, unit })} from ${formatShortDate(from)}${start}${note}`
  const known = unit === 'school-days' ? schoolDaysKnown(calendar, from) : calendar
  return workingFrom(head, days, from, rule.dayOne ? from : addDays(from, 1), known)
}

const inDays = (words: string, amount: number, weeks: boolean, rule: Rule, from: PlainDate): Deadline => {
  const days = weeks ? amount * 7 : amount
  const date = addDays(from, rule.dayOne ? days - 1 : days)
  const start = rule.dayOne ? ', counted as day 1' : ''
  const note = weeks ? `${days} days, weekends and holidays count` : 'weekends and holidays count'
  return {
    date,
    working: `${words} from ${formatShortDate(from)}${start} (${note}): ${formatAfter(from, date)}`,
  }
}

/** `31 Feb 2026`: the day of `from` in the month of `date`, where it need not exist. */
const sameDayIn = (from: PlainDate, date: PlainDate): string =>
  `${Number(from.slice(8))} ${formatDate(date).split(' ').slice(2).join(' ')}`

const inMonths = (words: string, amount: number, from: PlainDate): Deadline => {
  const date = addMonths(from, amount)
  const short = date.slice(8) !== from.slice(8)
  const note = short ? `there is no ${sameDayIn(from, date)}, so the last day of that month, ` : ''
  return { date, working: `${words} from ${formatShortDate(from)}: ${note}${formatAfter(from, date)}` }
}

const onWorkingDay = (words: string, from: PlainDate, calendar: Calendar): Deadline => {
  if (isWorkingDay(from, calendar))
    return { date: from, working: `${words}: ${formatShortDate(from)}`, ...unsure(from, calendar) }
  const reason = reasonOff(from, calendar)
  const head = `${words}: ${formatShortDate(from)} is not a working day (${reason}), so the next one`
  return workingFrom(head, 1, from, addDays(from, 1), calendar)
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

const atTime = (due: Deadline, time: PlainTime | undefined): Deadline =>
  time === undefined ? due : { ...due, time, working: `${due.working}, by ${time}` }

const inUnit = (timescale: Timescale, rule: Rule, from: Moment, calendar: Calendar): Deadline => {
  const words = formatTimescale(timescale)
  const { amount, unit } = timescale
  switch (unit) {
    case 'hours':
      return inHours(words, amount, from)
    case 'working-hours': {
      const due = inWorkingHours(words, amount, from, rule.officeHours, calendar)
      return { ...due, ...unsure(due.date, calendar) }
    }
    case 'working-days':
    case 'working-weeks':
    case 'school-days':
      return inWorkingDays(timescale, rule, from.date, calendar)
    case 'days':
    case 'weeks':
      return inDays(words, amount, unit === 'weeks', rule, from.date)
    case 'months':
      return inMonths(words, amount, from.date)
    case 'same-day':
      return { date: from.date, working: `same day: ${formatShortDate(from.date)}` }
    case 'same-working-day':
      return onWorkingDay(words, from.date, calendar)
  }
}

/**
 * The last date from which is counted. The longest count (999 working hours of an office that opens for a minute a day)
 * takes 230 years, and a year has four figures. No true case comes near; a forged record may.
 */
const lastStart: PlainDate = '9700-01-01'

/** What `deadline` says, for one of the figures of a rule. */
export const count = (timescale: Timescale, rule: Rule, from: Moment, calendar: Calendar): Deadline => {
  if (from.date > lastStart)
    return {
      date: '9999-12-31',
      working: `${formatTimescale(timescale)} from ${formatDate(from.date)}: too far ahead to be counted`,
    }
  const due = inUnit(timescale, rule, from, calendar)
  return timescale.unit === 'hours' || timescale.unit === 'working-hours' ? due : atTime(due, rule.by)
}
