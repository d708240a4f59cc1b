/**
 * Whether what was due was done in time, as far as the record tells; what was written down days later; and whether the clock
 * that stamped the facts went back. Values only: the words are for whoever shows them.
 */
import { isPast, lateBy } from '../calendar/deadline.ts'
import type { Deadline, Moment } from '../calendar/time.ts'
import { civil } from '../calendar/zone.ts'
import type { Case } from '../case/case.ts'
import { visitsOf } from '../case/history.ts'
import { fateOf, lastStated, type Run } from './runs.ts'
import type { Later, Step, Timeline, Where } from './timeline.ts'

/**
 * How it stands with a deadline. `superseded`: the case went on another way before it was due. `late` and not `met`: it went
 * on when it was overdue. `untold`: the record is silent on whether it was met.
 */
export type Standing =
  | { readonly kind: 'met'; readonly on: Moment }
  | { readonly kind: 'late'; readonly on: Moment; readonly by: string; readonly met: boolean }
  | { readonly kind: 'superseded'; readonly on: Moment }
  | { readonly kind: 'open' }
  | { readonly kind: 'overdue'; readonly by: string }
  | { readonly kind: 'untold' }

/** A deadline that ran, where it was last stated. */
export interface TimedDeadline extends Where {
  /** As the record names it: `rung/clock`, `stage/clock` or `/clock`. */
  readonly clock: string
  readonly whose: 'ours' | 'theirs' | 'both'
  /** What was to be done, without "to". */
  readonly what: string
  readonly clause?: string
  readonly deadline: Deadline
  /** An indication and not a limit: it is never late. */
  readonly indicative?: true
  readonly standing: Standing
}

export interface Time {
  readonly deadlines: readonly TimedDeadline[]
  readonly later: readonly Later[]
  /** Outcomes of steps that had been tried before the record began. */
  readonly tried: readonly Where[]
  readonly stepped: readonly Step[]
  /** Sittings whose clock was given by hand. */
  readonly given: readonly Where[]
}

const standingOf = (run: Run, deadline: Deadline, indicative: boolean, now: Moment): Standing => {
  const isLate = (at: Moment): boolean => !indicative && isPast(deadline, at)
  switch (run.kind) {
    case 'met':
    case 'left': {
      const { on } = run
      const met = run.kind === 'met'
      if (isLate(on)) return { kind: 'late', on, by: lateBy(deadline, on), met }
      return { kind: met ? 'met' : 'superseded', on }
    }
    case 'running':
      return isLate(now) ? { kind: 'overdue', by: lateBy(deadline, now) } : { kind: 'open' }
    case 'untold':
      return run
  }
}

/** `now`: against which an open deadline is held; the last stamp of the record where it is left out. */
export const timeOf = (timeline: Timeline, state: Case, now?: Moment): Time => {
  const at = now ?? civil(timeline.last ?? '9999-12-31T23:59:59+00:00')
  const { dues, later, tried, stepped, given, ended } = timeline
  const visits = dues.length === 0 ? [] : visitsOf(state)
  const deadlines = lastStated(dues, state, visits).map((last): TimedDeadline => {
    const { due, clock, entry, fact } = last.stated
    const indicative = clock?.indicative === true
    return {
      entry,
      fact,
      clock: due.clock,
      whose: due.whose,
      what: due.title,
      ...(clock === undefined ? {} : { clause: clock.clause }),
      deadline: due.deadline,
      ...(indicative ? { indicative } : {}),
      standing: standingOf(fateOf(last, state, visits, ended), due.deadline, indicative, at),
    }
  })
  return { deadlines, later, tried, stepped, given }
}

/** Of a time what is told of one record among many: what was missed, and whether the clock went back or was given by hand. */
export const missedIn = ({ deadlines, stepped, given }: Time): Time => ({
  deadlines: deadlines.filter(({ standing: { kind } }) => kind === 'late' || kind === 'overdue'),
  later: [],
  tried: [],
  stepped,
  given,
})
