/**
 * Counting working days, and the line that shows how they were counted. Knows nothing of hours and nothing of what is
 * due; see count.ts. School days are working days on a calendar that has the school's closures among its holidays.
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

/** The day as a step: counted where it is a working day. */
export const stepOn = (date: PlainDate, calendar: Calendar): Step => {
  const holiday = calendar.holidays.get(date)
  return { date, counted: isWorkingDay(date, calendar), ...(holiday === undefined ? {} : { holiday }) }
}

/** Every day from `first` on, up to and with the `amount`th working day. `amount` is at least 1. */
export const countWorkingDays = (first: PlainDate, amount: number, calendar: Calendar): readonly Step[] => {
  const steps: Step[] = []
  for (let date = first, left = amount; left > 0; date = addDays(date, 1)) {
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

/** In UTF-16 units. */
const longestName = 60

/**
 * Names of days off come from files that anybody may write, and stand on a line of a record: what is markup or an
 * address there gives way to a space (see docs/record-format.md, Words of a flow), and long ones are cut.
 */
const plainName = (name: string): string => {
  const plain = name
    .replace(/[`*_[\]<>\\|~$@]|&(?=[#0-9a-z])|\/(?=\/)|(?<=www)\./gi, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (plain.length <= longestName) return plain
  const cut = plain.slice(0, longestName - 1).replace(/[\ud800-\udbff]$/, '')
  return `${cut.trimEnd()}…`
}

/** `Good Friday`: why a day that is none is no working day. */
export const reasonOff = (date: PlainDate, calendar: Calendar): string =>
  plainName(calendar.holidays.get(date) ?? 'at a weekend')

const named = (text: string, step: Step): string =>
  step.holiday === undefined ? text : `${text} ${plainName(step.holiday)}`

/** Neighbours of a list that are alike, together. */
export const groups = <T>(items: readonly T[], alike: (a: T, b: T) => boolean): readonly (readonly T[])[] => {
  const found: T[][] = []
  for (const item of items) {
    const last = found.at(-1)
    if (last?.[0] !== undefined && alike(last[0], item)) last.push(item)
    else found.push([item])
  }
  return found
}

const formatStretch = (previous: PlainDate, stretch: readonly Step[]): string => {
  const first = stretch[0]
  const last = stretch.at(-1)
  if (first === undefined || last === undefined) return ''
  if (stretch.length > 2)
    return named(`${formatAfter(previous, first.date)} to ${formatAfter(first.date, last.date)}`, first)
  return stretch
    .map((step, index) => named(formatAfter(stretch[index - 1]?.date ?? previous, step.date), step))
    .join(', ')
}

/** Days one after the other, each with its name; three or more with the same one are told as from and to. */
const formatDays = (previous: PlainDate, days: readonly Step[]): readonly string[] => {
  const stretches = groups(days, (a, b) => a.holiday === b.holiday)
  return stretches.map((stretch, index) =>
    formatStretch(stretches[index - 1]?.at(-1)?.date ?? previous, stretch),
  )
}

/** Days that were all counted, or all skipped: `Tue 7, Wed 8` or `Sat 4, Sun 5 skipped`. */
export const formatRun = (previous: PlainDate, run: readonly Step[]): string =>
  formatDays(previous, run).join(', ') + (run[0]?.counted ? '' : ' skipped')

/** More steps than this (four weeks) are not told one by one: weekends are then named together. */
export const tellEach = 28

/** Length of such a list, at most: two of them have to stand in one line of a record. In UTF-16 units. */
export const longestList = 600

const runsOf = (steps: readonly Step[]) => groups(steps, (a, b) => a.counted === b.counted)

/** `Saturdays, Sundays, Fri 3 Apr Good Friday skipped`: what was left out of a long count, weekends together. */
export const formatSkipped = (from: PlainDate, steps: readonly Step[]): string => {
  const parts: string[] = ['Saturdays', 'Sundays']
  let previous = from
  for (const run of runsOf(steps)) {
    const days = run.filter((step) => step.holiday !== undefined)
    parts.push(...formatDays(previous, days))
    previous = days.at(-1)?.date ?? previous
  }
  const told = `${parts.join(', ')} skipped`
  if (told.length <= longestList) return told
  const others = steps.filter((step) => !step.counted && !isWeekend(step.date)).length
  return `Saturdays, Sundays and ${others} other days skipped`
}

const formatMany = (from: PlainDate, steps: readonly Step[]): string => {
  const last = steps.at(-1)?.date ?? from
  const count = steps.filter((step) => step.counted).length
  return `${formatSkipped(from, steps)}; day ${count} is ${formatAfter(from, last)}`
}

/** `Fri 3 Good Friday, Sat 4, Sun 5, Mon 6 Easter Monday skipped; Tue 7, Wed 8`: one line, after day 0 has been named. */
export const formatSteps = (from: PlainDate, steps: readonly Step[]): string => {
  if (steps.length > tellEach) return formatMany(from, steps)
  const runs = runsOf(steps)
  const told = runs.map((run, index) => formatRun(runs[index - 1]?.at(-1)?.date ?? from, run)).join('; ')
  return told.length <= longestList ? told : formatMany(from, steps)
}
