/**
 * Which deadlines run at a position, from which moments, and when each is met. Derived from the case each time; the
 * counting itself is in calendar/.
 */
import { deadline } from '../calendar/deadline.ts'
import type { Calendar, Deadline, Moment } from '../calendar/time.ts'
import { civil } from '../calendar/zone.ts'
import type { Clock } from '../flow/policy.ts'
import type { Attempt, Case, Visit } from './case.ts'
import type { DueStatement } from './fact.ts'

/** A deadline that runs now. */
export interface Due {
  /** As stated in the record: `rung/clock`, or `/clock` for one that spans the scenario. */
  readonly key: string
  readonly clock: Clock
  readonly deadline: Deadline
  readonly calendar: string
  /** When it was met; absent while it is open. */
  readonly met?: Moment
}

/** When an attempt happened: what the person said, or else when it was written. */
export const happened = (attempt: Attempt): Moment => {
  const when = attempt.details.when
  return when?.kind === 'moment' ? when.moment : civil(attempt.at)
}

/** An attempt in which the other side was reached or written to, or the thing was done. */
const isContact = (attempt: Attempt): boolean =>
  ['waiting', 'agreed', 'refused', 'other-way', 'done'].includes(attempt.kind)
const isDecisive = (attempt: Attempt): boolean =>
  ['agreed', 'refused', 'other-way', 'done'].includes(attempt.kind)

const told = (state: Case): Moment | undefined =>
  state.about.told?.kind === 'moment' ? state.about.told.moment : undefined

const startOf = (state: Case, visit: Visit | undefined, clock: Clock): Moment | undefined => {
  const attempts = visit?.attempts.filter((one) => one.complete) ?? []
  const found = (attempt: Attempt | undefined): Moment | undefined =>
    attempt === undefined ? undefined : happened(attempt)
  const chosen = clock.on === undefined ? undefined : attempts.find((one) => one.outcome.id === clock.on)
  if (clock.on !== undefined && chosen === undefined) return undefined
  switch (clock.from) {
    case 'told':
      return told(state)
    case 'reached':
      return visit?.reached
    case 'asked':
      return found(attempts.find(isContact))
    case 'outcome':
      return found(chosen)
  }
}

const metAt = (visit: Visit | undefined, clock: Clock): Moment | undefined => {
  if (visit === undefined || clock.on !== undefined) return undefined
  const met = visit.attempts
    .filter((one) => one.complete)
    .find(clock.whose === 'ours' ? isContact : isDecisive)
  return met === undefined ? undefined : happened(met)
}

const calendarFor = (state: Case, stated: DueStatement | undefined): Calendar | undefined => {
  const pinned = stated === undefined ? undefined : state.world.pinnedCalendar(stated.calendar)
  return pinned ?? state.world.calendar(state.policy?.calendar ?? '')
}

const dueOf = (state: Case, key: string, clock: Clock, visit: Visit | undefined): readonly Due[] => {
  const from = startOf(state, visit, clock)
  if (from === undefined) return []
  const now = state.world.calendar(state.policy?.calendar ?? '')
  const counted = (calendar: Calendar): Due => {
    const met = metAt(visit, clock)
    return {
      key,
      clock,
      deadline: deadline(clock.within, from, calendar),
      calendar: calendar.sha256,
      ...(met === undefined ? {} : { met }),
    }
  }
  const stated = state.stated[key]
  const pinned = calendarFor(state, stated)
  if (pinned !== undefined && stated !== undefined) {
    const due = counted(pinned)
    // A deadline keeps the calendar it was counted on, unless what it counts from has changed.
    if (sameDeadline(due.deadline, stated.deadline)) return [due]
  }
  return now === undefined ? [] : [counted(now)]
}

export const sameDeadline = (a: Deadline, b: Deadline): boolean =>
  a.date === b.date && a.time === b.time && a.working === b.working && a.unsureAfter === b.unsureAfter

const visitHere = (state: Case): Visit | undefined =>
  'visit' in state.position ? state.position.visit : undefined

/** The visit that has just been left for another rung, where the outcome that led away started a clock: that runs on. */
const running = (state: Case, here: Visit): readonly Due[] => {
  const left = state.trail?.last
  const last = left?.attempts.at(-1)
  if (state.position.kind !== 'rung' || left === undefined || left.rung.id === here.rung.id) return []
  return left.rung.clocks
    .filter((clock) => clock.on !== undefined && clock.on === last?.outcome.id)
    .flatMap((clock) => dueOf(state, `${left.rung.id}/${clock.id}`, clock, left))
}

/** The deadlines that run at the present position, those of the rung first. Empty where nothing runs. */
export const dues = (state: Case): readonly Due[] => {
  const visit = visitHere(state)
  if (visit === undefined || state.scenario === undefined) return []
  // Once a rung has been left, only what its outcome set going still runs.
  const own = visit.rung.clocks
    .filter((clock) => state.position.kind === 'rung' || clock.on !== undefined)
    .flatMap((clock) => dueOf(state, `${visit.rung.id}/${clock.id}`, clock, visit))
  const spanning =
    state.position.kind === 'promise'
      ? []
      : state.scenario.clocks.flatMap((clock) => dueOf(state, `/${clock.id}`, clock, undefined))
  return [...own, ...running(state, visit), ...spanning]
}

/** Those of `dues` that the record does not state yet, or states otherwise. */
export const unstated = (state: Case): readonly Due[] =>
  dues(state).filter((due) => {
    const stated = state.stated[due.key]
    return stated === undefined || !sameDeadline(stated.deadline, due.deadline)
  })

/** Whether any clock that runs from being told stands on this rung or over its scenario. */
export const needsTold = (state: Case, visit: Visit): boolean =>
  [...visit.rung.clocks, ...(state.scenario?.clocks ?? [])].some((clock) => clock.from === 'told')
