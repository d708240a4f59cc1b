/** How time can pass in a made-up case, and what lay between: working days, days off, what fell due. */
import { addDays, daysBetween, formatDate } from '../calendar/date.ts'
import { formatDue, isPast } from '../calendar/deadline.ts'
import type { Calendar, PlainDate, Stamp } from '../calendar/time.ts'
import { countWorkingDays, formatSteps, type Step, stepOn } from '../calendar/working.ts'
import { addHours, civil, civilInstant, instant, london, stampAt } from '../calendar/zone.ts'
import { type AgendaItem, agenda } from '../case/agenda.ts'
import type { Case } from '../case/case.ts'

/** A way in which time can pass. */
export interface Passing {
  readonly id: string
  readonly label: string
  readonly to: Stamp
}

/** When a made-up day begins. */
const morning = '09:00'

export const momentStamp = (date: PlainDate, time: string): Stamp =>
  stampAt(civilInstant(date, time, london), london)

const afterWorkingDays = (from: PlainDate, amount: number, calendar: Calendar): Stamp =>
  momentStamp(countWorkingDays(addDays(from, 1), amount, calendar).at(-1)?.date ?? from, morning)

const when = (stamp: Stamp): string => `${formatDate(civil(stamp).date)}, ${civil(stamp).time}`

/** Once that has passed: the morning after its day, or the hour after its time. */
const afterDeadline = ({ deadline: { date, time } }: AgendaItem): Stamp => {
  if (time === undefined) return momentStamp(addDays(date, 1), morning)
  const later = addHours({ date, time }, 1)
  return momentStamp(later.date, later.time)
}

/** `next`: when the case itself goes on, where it says so. All of them lie ahead. */
export const passings = (
  state: Case,
  now: Stamp,
  calendar: Calendar,
  next: Stamp | undefined,
): readonly Passing[] => {
  const { date, time } = civil(now)
  const hour = addHours({ date, time }, 1)
  const first = agenda(state).find(({ deadline }) => !isPast(deadline, civil(now)))
  const ways: readonly Passing[] = [
    ...(next === undefined ? [] : [{ id: 'case', label: 'As in the case', to: next }]),
    { id: 'hour', label: 'An hour later', to: momentStamp(hour.date, hour.time) },
    { id: 'day', label: 'The next working day', to: afterWorkingDays(date, 1, calendar) },
    { id: 'three', label: 'Three working days later', to: afterWorkingDays(date, 3, calendar) },
    { id: 'ten', label: 'Ten working days later', to: afterWorkingDays(date, 10, calendar) },
    ...(first === undefined
      ? []
      : [
          {
            id: 'due',
            label: `Past what is due ${formatDue(first.deadline)}`,
            to: afterDeadline(first),
          },
        ]),
  ]
  return ways
    .filter(({ to }) => instant(to) > instant(now))
    .map((one) => ({ ...one, label: `${one.label}: ${when(one.to)}` }))
}

/** What lay between two moments. */
export interface Between {
  /** `Tue 7 Apr 2026, 09:00` */
  readonly now: string
  /** Whole working days, the last one counted; 0 on the same day. */
  readonly workingDays: number
  /** The days one by one, with the names of days off; '' on the same day. */
  readonly days: string
}

export const between = (from: Stamp, to: Stamp, calendar: Calendar): Between => {
  const first = civil(from).date
  const length = daysBetween(first, civil(to).date)
  const steps: readonly Step[] = Array.from({ length: Math.max(0, length) }, (_, i) =>
    stepOn(addDays(first, i + 1), calendar),
  )
  return {
    now: when(to),
    workingDays: steps.filter(({ counted }) => counted).length,
    days: steps.length === 0 ? '' : formatSteps(first, steps),
  }
}
