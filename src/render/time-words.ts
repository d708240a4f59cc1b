/** What a record shows of time, in words. */
import { formatShortDate } from '../calendar/date.ts'
import { formatDue } from '../calendar/deadline.ts'
import type { Moment } from '../calendar/time.ts'
import type { Standing, Time, TimedDeadline } from '../verify/time.ts'

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

const whoHad = { ours: 'the writer had', theirs: 'they had', both: 'both sides had' } as const

const momentWords = ({ date, time }: Moment): string =>
  time === undefined ? formatShortDate(date) : `${formatShortDate(date)}, ${time}`

const missedWords = (standing: Standing): string | undefined => {
  switch (standing.kind) {
    case 'late':
      return `late by ${standing.by}: ${standing.met ? 'done' : 'not done when the case went on'} ${momentWords(standing.on)}`
    case 'overdue':
      return `overdue by ${standing.by}`
    case 'met':
    case 'superseded':
    case 'open':
    case 'untold':
      return undefined
  }
}

const missed = ({ standing, whose, deadline, what, entry }: TimedDeadline): readonly string[] => {
  const words = missedWords(standing)
  return words === undefined
    ? []
    : [`${words}; ${whoHad[whose]} until ${formatDue(deadline)} to ${what} (entry ${entry})`]
}

/** Every deadline that was missed, a sentence each. */
export const missedDeadlines = ({ deadlines }: Time): readonly string[] => deadlines.flatMap(missed)

const backWords = (seconds: number): string => {
  if (seconds < 120) return counted(seconds, 'second')
  return seconds < 7200
    ? counted(Math.round(seconds / 60), 'minute')
    : counted(Math.round(seconds / 3600), 'hour')
}

const standingTotals: Readonly<Record<Standing['kind'], string>> = {
  met: 'met',
  late: 'LATE',
  overdue: 'OVERDUE',
  superseded: 'no longer mattered when the case went on',
  open: 'not yet due',
  untold: 'of which the record does not tell whether they were met',
}

const deadlineTotals = ({ deadlines }: Time): string => {
  if (deadlines.length === 0) return 'no deadline ran'
  const kinds = Object.keys(standingTotals) as Standing['kind'][]
  const sums = kinds.flatMap((kind) => {
    const count = deadlines.filter(({ standing }) => standing.kind === kind).length
    return count === 0 ? [] : [`${count} ${standingTotals[kind]}`]
  })
  return `${counted(deadlines.length, 'deadline')}: ${sums.join(', ')}`
}

const laterWords = ({ later }: Time): readonly string[] => {
  const most = later.reduce((longest, { days }) => Math.max(longest, days), 0)
  return later.length === 0
    ? []
    : [
        `${counted(later.length, 'fact')} recorded on a later day than it happened, up to ${counted(most, 'day')} later`,
      ]
}

/** What is to be known of the clock that stamped the facts. */
export const clockWords = ({ stepped, given }: Time): readonly string[] => [
  ...stepped.map(
    ({ entry, fact, seconds }) =>
      `the clock went back by ${backWords(seconds)} at entry ${entry}, fact ${fact}`,
  ),
  ...(given.length === 0 ? [] : ['the clock was given by hand, not read']),
]

/** Everything that the record shows of time, a line each; the first says how many deadlines there were. */
export const timeWords = (time: Time): readonly string[] => [
  deadlineTotals(time),
  ...missedDeadlines(time),
  ...(time.tried.length === 0
    ? []
    : [`${counted(time.tried.length, 'step')} had been tried before the record began`]),
  ...laterWords(time),
  ...clockWords(time),
]
