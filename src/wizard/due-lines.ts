/** Deadlines as a person reads them: what is due from whom, how it stands, and the working. */

import { formatShortDate } from '../calendar/date.ts'
import { describeSince, formatDue, formatUnsure, isPast } from '../calendar/deadline.ts'
import type { Deadline, Moment, PlainDate, Stamp } from '../calendar/time.ts'
import { civil } from '../calendar/zone.ts'
import { ownDates } from '../case/agenda.ts'
import type { Case } from '../case/case.ts'
import { type Due, dues, happened } from '../case/clocks.ts'
import type { Clock } from '../flow/policy.ts'
import type { Closure } from '../sitting/settings.ts'
import type { Line, Meaning } from '../terminal/screen.ts'
import { clauseOf } from './clause.ts'

const meaning = (deadline: Deadline, now: Moment): Meaning => (isPast(deadline, now) ? 'late' : 'due')

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

const dueLine = ({ clock, deadline }: Due, now: Moment): Line => ({
  spans: [
    { text: clock.whose === 'ours' ? 'You should ' : 'They should ' },
    { text: `${clock.title} by ${byWords(deadline)}`, as: meaning(deadline, now) },
    { text: `: ${describeSince(deadline, now)}` },
  ],
  hang: 2,
  right: clauseOf(clock.clause),
})

const unsureLines = ({ deadline }: Due): readonly Line[] => {
  const unsure = formatUnsure(deadline)
  return unsure === undefined ? [] : [{ spans: [{ text: unsure, as: 'gap' }], indent: 2 }]
}

/** The deadlines that run here and are not met. What makes one unsure is always said. */
export const dueLines = (state: Case, now: Stamp): readonly Line[] =>
  open(state).flatMap((due) => [dueLine(due, civil(now)), ...unsureLines(due)])

/** The same with their working, and with the school's own closures, which move none of them. */
export const workingLines = (state: Case, now: Stamp, closures: readonly Closure[]): readonly Line[] =>
  open(state).flatMap((due) => [
    dueLine(due, civil(now)),
    { spans: [{ text: due.deadline.working, as: 'quiet' }], indent: 2 },
    ...unsureLines(due),
    ...closureLines(closures, civil(now).date, due.deadline.date),
  ])

const froms: Readonly<Record<Clock['from'], string>> = {
  told: 'counted from when you were told, or the disagreement arose',
  reached: 'counted from what led to this step',
  asked: 'counted from when they are asked',
  outcome: 'counted from that outcome',
}

/** The clocks that do not run yet. */
export const clockLines = (state: Case, clocks: readonly Clock[]): readonly Line[] => {
  const running = new Set(dues(state).map((due) => due.clock))
  return clocks
    .filter((clock) => !running.has(clock))
    .map((clock) => ({
      spans: [
        { text: clock.whose === 'ours' ? 'You have ' : 'They have ' },
        { text: clock.words, as: 'due' },
        {
          text: ` to ${clock.title}, ${froms[clock.from]}${clock.sooner ? ', or sooner if the child needs it' : ''}.`,
        },
      ],
      hang: 2,
      right: clauseOf(clock.clause),
    }))
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
