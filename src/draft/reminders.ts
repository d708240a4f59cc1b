/**
 * The open deadlines of a case as reminders for a calendar, which others may see: the number of the record and the words of its
 * policy are all that is in one. Nothing that was typed is, nor the working of a deadline: that names a school's closures.
 */
import { addDays, isWeekend } from '../calendar/date.ts'
import { formatDue, formatUnsure, isPast } from '../calendar/deadline.ts'
import type { Calendar, Moment, PlainDate, PlainTime, Stamp } from '../calendar/time.ts'
import { isWorkingDay } from '../calendar/working.ts'
import { civil } from '../calendar/zone.ts'
import { type AgendaItem, agenda, compareText } from '../case/agenda.ts'
import type { Case } from '../case/case.ts'
import { partiesAsObject } from '../flow/words/closed-lists.ts'
import { clauseWords } from '../flow/words/phrase.ts'

/** A time at which a calendar speaks up, by London's clocks. */
export type Alarm = Required<Pick<Moment, 'date' | 'time'>>

export interface Reminder {
  /** The same for the same clock of the same record, whenever it is made: a calendar that has it puts the new one in its place. */
  readonly uid: string
  /** How many facts the record had: it only grows. */
  readonly sequence: number
  readonly made: Stamp
  /** When the newest fact of the record was written. */
  readonly changed: Stamp
  readonly whose: AgendaItem['whose']
  /** The day, all of it; or the moment, where there is a time. */
  readonly date: PlainDate
  readonly time?: PlainTime
  readonly overdue: boolean
  readonly title: string
  /** Sentences, one a line. */
  readonly words: readonly string[]
  /** Those that are still to come, the earliest first. */
  readonly alarms: readonly Alarm[]
}

/** By which a record is known. `seal`: that of its header, which two records with one number do not share. */
export interface Reminded {
  readonly id: string
  readonly seal: string
}

const morning = '09:00'
const afternoon = '15:00'

/** The next working day, or the one before. Without a calendar only weekends are known. */
const workingDay = (date: PlainDate, step: 1 | -1, calendar: Calendar | undefined): PlainDate => {
  const next = addDays(date, step)
  const works = calendar === undefined ? !isWeekend(next) : isWorkingDay(next, calendar)
  return works ? next : workingDay(next, step, calendar)
}

const anHourBefore = ({ date, time }: Alarm): Alarm => {
  const hour = Number(time.slice(0, 2)) - 1
  return hour < 0
    ? { date, time: '00:00' }
    : { date, time: `${String(hour).padStart(2, '0')}${time.slice(2)}` }
}

const alarmKey = ({ date, time }: Alarm): string => `${date} ${time}`

/**
 * What is ours to do: the working day before, and on the day; at a time of day an hour before it. What is theirs: when it is due,
 * and where it is due at the end of a day also on the next working day, when somebody has to ask for it.
 */
const wanted = (item: AgendaItem, calendar: Calendar | undefined): readonly Alarm[] => {
  const { date, time } = item.deadline
  const theirs = item.whose === 'theirs'
  if (time !== undefined) {
    const at = { date, time }
    return theirs ? [at] : [{ date: workingDay(date, -1, calendar), time: morning }, anHourBefore(at)]
  }
  const other = workingDay(date, theirs ? 1 : -1, calendar)
  return [date, other].map((day) => ({ date: day, time: morning }))
}

/** Where all of them have gone: at the last minute, or on the next working day. */
const alarmsOf = (state: Case, item: AgendaItem, now: Stamp): readonly Alarm[] => {
  const calendar = state.world.calendar(state.policy?.calendar ?? '')
  const here = civil(now)
  const ahead = (alarm: Alarm): boolean => alarmKey(alarm) > alarmKey(here)
  const still = wanted(item, calendar).filter(ahead)
  if (still.length > 0) return still.toSorted((a, b) => compareText(alarmKey(a), alarmKey(b)))
  const { date, time = afternoon } = item.deadline
  const last = { date, time }
  return [ahead(last) ? last : { date: workingDay(here.date, 1, calendar), time: morning }]
}

const isOverdue = ({ deadline, indicative }: AgendaItem, now: Stamp): boolean =>
  indicative !== true && isPast(deadline, civil(now))

const from = ({ whose, indicative }: AgendaItem): string =>
  whose === 'own' ? 'your date' : `${indicative === true ? 'expected' : 'due'} from ${partiesAsObject[whose]}`

const clauseOf = ({ clause }: AgendaItem): string => (clause === undefined ? '' : ` (${clauseWords(clause)})`)

const titleOf = (id: string, item: AgendaItem, now: Stamp): string =>
  `Rungs ${id}: ${isOverdue(item, now) ? 'OVERDUE, ' : ''}${from(item)}: ${item.what}${clauseOf(item)}`

const wordsOf = (state: Case, id: string, item: AgendaItem, now: Stamp): readonly string[] => {
  const unsure = formatUnsure(item.deadline)
  const made = civil(now)
  const policy = item.whose === 'own' ? undefined : state.policy?.title
  return [
    `${isOverdue(item, now) ? 'It was due' : 'Due'}: ${formatDue(item.deadline)}.`,
    ...(policy === undefined ? [] : [`Policy: ${policy}.`]),
    ...(item.indicative === true ? ['The policy gives this as an indication, not as a limit.'] : []),
    ...(unsure === undefined ? [] : [`It may be later: ${unsure}.`]),
    `The record ${id} says what it is about and how this was counted.`,
    `As it stood on ${formatDue(made)}. Delete this once it is met; "rungs list --due" says what is open now.`,
  ]
}

/** One for each open deadline and each date that a person set, the earliest first; overdue ones too. None where nothing is open. */
export const remindersOf = (state: Case, { id, seal }: Reminded, now: Stamp): readonly Reminder[] =>
  agenda(state).map((item) => ({
    uid: `${id}.${seal.slice(0, 16)}.${item.key.replace('/', '.')}@rungs`,
    sequence: state.log?.size ?? 0,
    made: now,
    changed: state.log?.last.fact.at ?? now,
    whose: item.whose,
    date: item.deadline.date,
    ...(item.deadline.time === undefined ? {} : { time: item.deadline.time }),
    overdue: isOverdue(item, now),
    title: titleOf(id, item, now),
    words: wordsOf(state, id, item, now),
    alarms: alarmsOf(state, item, now),
  }))
