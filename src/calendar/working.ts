/**
 * Counting working days, and the line that shows how they were counted. Knows nothing of timescales in hours and
 * nothing of what is due; see deadline.ts.
 */
import { addDays, formatDate, formatDay, formatShortDate, isWeekend } from './date.ts'
import type { Calendar, PlainDate } from './time.ts'

/** A day looked at while counting. `holiday`: the name of the day off; weekends have none. */
export interface Step {
  readonly date: PlainDate
  readonly counted: boolean
  readonly holiday?: string
}

export const isWorkingDay = (date: PlainDate, calendar: Calendar): boolean =>
  !isWeekend(date) && !calendar.holidays.has(date)

const stepOn = (date: PlainDate, calendar: Calendar): Step => {
  const holiday = calendar.holidays.get(date)
  return { date, counted: isWorkingDay(date, calendar), ...(holiday === undefined ? {} : { holiday }) }
}

/** Every day after `from`, up to and with the `amount`th working day. `amount` is at least 1. */
export const countWorkingDays = (from: PlainDate, amount: number, calendar: Calendar): readonly Step[] => {
  const steps: Step[] = []
  for (let date = addDays(from, 1), left = amount; left > 0; date = addDays(date, 1)) {
    const step = stepOn(date, calendar)
    steps.push(step)
    if (step.counted) left -= 1
  }
  return steps
}

/** The date as it reads after another: month and year only where they change. */
export const formatAfter = (previous: PlainDate, date: PlainDate): string => {
  if (previous.slice(0, 4) !== date.slice(0, 4)) return formatDate(date)
  return previous.slice(5, 7) === date.slice(5, 7) ? formatDay(date) : formatShortDate(date)
}

const named = (text: string, step: Step): string =>
  step.holiday === undefined ? text : `${text} ${step.holiday}`

const runsOf = (steps: readonly Step[]): readonly (readonly Step[])[] => {
  const runs: Step[][] = []
  for (const step of steps) {
    const last = runs.at(-1)
    if (last?.[0]?.counted === step.counted) last.push(step)
    else runs.push([step])
  }
  return runs
}

const formatRun = (previous: PlainDate, run: readonly Step[]): string => {
  const first = run[0]
  const last = run.at(-1)
  if (first === undefined || last === undefined) return ''
  if (first.counted && run.length > 2)
    return `${formatAfter(previous, first.date)} to ${formatAfter(first.date, last.date)}`
  const days = run.map((step, index) => named(formatAfter(run[index - 1]?.date ?? previous, step.date), step))
  return days.join(', ') + (first.counted ? '' : ' skipped')
}

/** More steps than this (four weeks) are not told one by one: weekends are then named together. */
const tellEach = 28

const formatMany = (from: PlainDate, steps: readonly Step[]): string => {
  const dates = steps.filter((step) => step.holiday !== undefined)
  const holidays = dates.map((step, index) =>
    named(formatAfter(dates[index - 1]?.date ?? from, step.date), step),
  )
  const last = steps.at(-1)?.date ?? from
  const count = steps.filter((step) => step.counted).length
  return `${['Saturdays', 'Sundays', ...holidays].join(', ')} skipped; day ${count} is ${formatAfter(from, last)}`
}

/** `Fri 3 Good Friday, Sat 4, Sun 5, Mon 6 Easter Monday skipped; Tue 7, Wed 8`: one line, after day 0 has been named. */
export const formatSteps = (from: PlainDate, steps: readonly Step[]): string => {
  if (steps.length > tellEach) return formatMany(from, steps)
  const runs = runsOf(steps)
  return runs.map((run, index) => formatRun(runs[index - 1]?.at(-1)?.date ?? from, run)).join('; ')
}
