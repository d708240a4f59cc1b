/** Deadlines as a person reads them: what is due from whom, how it stands, and the working. */

import { formatShortDate } from '../calendar/date.ts'
import { describeSince, formatDue, formatUnsure, isPast } from '../calendar/deadline.ts'
import type { Closure } from '../calendar/school.ts'
import type { Deadline, Moment, PlainDate, Stamp } from '../calendar/time.ts'
import { civil } from '../calendar/zone.ts'
import { ownDates } from '../case/agenda.ts'
import type { Case } from '../case/case.ts'
import { type Due, dues, inSchoolDays } from '../case/clocks.ts'
import { holds } from '../case/conditions.ts'
import { happened } from '../case/starts.ts'
import type { Clock, Rung } from '../flow/policy.ts'
import { type ClockPlace, clockSentence, missedWords } from '../flow/words/clock.ts'
import { parties } from '../flow/words/closed-lists.ts'
import { capital } from '../flow/words/phrase.ts'
import type { Line, Meaning } from '../terminal/screen.ts'
import { clauseOf } from './clause.ts'

const meaning = (deadline: Deadline, now: Moment, indicative = false): Meaning =>
  isPast(deadline, now) && !indicative ? 'late' : 'due'

const between = (closures: readonly Closure[], from: PlainDate, to: PlainDate): readonly Closure[] =>
  closures.filter((one) => one.from <= to && one.to >= from)

const closureLines = (closures: readonly Closure[], from: PlainDate, to: PlainDate): readonly Line[] =>
  between(closures, from, to).map(({ from: first, to: last, title }) => ({
    spans: [
      {
        text: `School closed ${formatShortDate(first)} to ${formatShortDate(last)} (${title}); this does not move the deadline.`,
        as: 'quiet',
      },
    ],
    indent: 4,
  }))

const open = (state: Case): readonly Due[] => dues(state).filter((due) => due.met === undefined)

const byWords = (deadline: Deadline): string =>
  deadline.time === undefined ? `the ${formatDue(deadline)}` : formatDue(deadline)

/** An indication is never called late. */
const standing = ({ indicative }: Clock, deadline: Deadline, now: Moment): string => {
  // The date stands before it.
  const since = describeSince(deadline, now).replace(/ \([^)]*\)$/, '')
  if (!indicative) return since
  return isPast(deadline, now)
    ? 'that has passed; it is an indication, not a limit'
    : `${since} (an indication, not a limit)`
}

const dueLine = ({ clock, deadline }: Due, now: Moment): Line => ({
  spans: [
    { text: `${capital(parties[clock.whose])} are to ` },
    { text: `${clock.title} by ${byWords(deadline)}`, as: meaning(deadline, now, clock.indicative) },
    { text: `: ${standing(clock, deadline, now)}` },
  ],
  hang: 2,
  right: clauseOf(clock.clause),
})

/** In school days the earlier end is that of the closures which the school has set down. */
const unsureWords = ({ clock, deadline }: Due): string | undefined =>
  inSchoolDays(clock) && deadline.unsureAfter !== undefined
    ? 'Not all days on which your school is closed are set down in rungs.yaml: the date may be later.'
    : formatUnsure(deadline)

const unsureLines = (due: Due): readonly Line[] => {
  const unsure = unsureWords(due)
  return unsure === undefined ? [] : [{ spans: [{ text: unsure, as: 'gap' }], indent: 2 }]
}

/** What the policy says follows, once a deadline has passed. */
const missedLines = ({ clock: { missed }, deadline }: Due, now: Moment): readonly Line[] =>
  missed === undefined || !isPast(deadline, now)
    ? []
    : [
        {
          spans: [{ text: `The policy says: ${missedWords(missed)}.`, as: 'late' }],
          indent: 2,
          right: clauseOf(missed.clause),
        },
      ]

/** The deadlines that run here and are not met. What makes one unsure is always said. */
export const dueLines = (state: Case, now: Stamp): readonly Line[] =>
  open(state).flatMap((due) => [
    dueLine(due, civil(now)),
    ...missedLines(due, civil(now)),
    ...unsureLines(due),
  ])

/** The same with their working, and with the school's own closures, which move none of them. */
export const workingLines = (state: Case, now: Stamp, closures: readonly Closure[]): readonly Line[] =>
  open(state).flatMap((due) => [
    dueLine(due, civil(now)),
    { spans: [{ text: due.deadline.working, as: 'quiet' }], indent: 2 },
    ...unsureLines(due),
    ...closureLines(closures, civil(now).date, due.deadline.date),
  ])

const clockLine = (clock: Clock, place: ClockPlace): Line => {
  const [who, long, rest] = clockSentence(clock, place)
  return {
    spans: [{ text: who }, { text: long, as: 'due' }, { text: rest }],
    hang: 2,
    right: clauseOf(clock.clause),
  }
}

/** The clocks that do not run yet. `rung`: the one whose clocks are among them. */
export const clockLines = (state: Case, clocks: readonly Clock[], rung?: Rung): readonly Line[] => {
  const running = new Set(dues(state).map((due) => due.clock))
  const { policy, scenario } = state
  const place = {
    ...(policy === undefined ? {} : { policy }),
    ...(scenario === undefined ? {} : { scenario }),
    ...(rung === undefined ? {} : { rung }),
  }
  return clocks
    .filter((clock) => !running.has(clock) && holds(state, clock.when))
    .map((clock) => clockLine(clock, place))
}

/** The dates that people set, as lines. */
export const ownDateLines = (state: Case, now: Stamp): readonly Line[] => {
  const at = civil(now)
  return ownDates(state).map(({ deadline, what }) => {
    return {
      spans: [
        { text: 'Your date: ' },
        { text: `${formatShortDate(deadline.date)}, ${what}`, as: meaning(deadline, at) },
        { text: `: ${describeSince(deadline, at)}` },
      ],
      hang: 2,
    }
  })
}

/** "Waiting since Thu 19 Nov, 10:44" or "Tried Thu 19 Nov, 10:44", for the last attempt that left the case here. */
export const sinceLine = (state: Case): readonly Line[] => {
  if (state.position.kind !== 'rung') return []
  const last = state.position.visit.attempts.filter((one) => one.complete).at(-1)
  if (last === undefined) return []
  const when = happened(last)
  const at = `${formatShortDate(when.date)}${when.time === undefined ? '' : `, ${when.time}`}`
  const words =
    last.kind === 'waiting' ? `Waiting for their answer since ${at}.` : `Could not reach them: ${at}.`
  return [
    {
      spans: [
        { text: words, as: 'title' },
        { text: '  s leaves; go on later, or go up now.', as: 'quiet' },
      ],
    },
  ]
}
