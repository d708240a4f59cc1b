/** From which moment a clock counts, and what has to be asked before that is known. Counts nothing; see clocks.ts. */
import type { Moment } from '../calendar/time.ts'
import { civil } from '../calendar/zone.ts'
import type { Clock, ClockStart } from '../flow/policy.ts'
import { attemptKinds } from './attempt-kinds.ts'
import type { Attempt, Case, Visit } from './case.ts'
import { toList } from './chain.ts'
import type { Value } from './fact.ts'

/** The moment that an answer gave; nothing where it gave none. */
export const momentIn = (value: Value | undefined): Moment | undefined =>
  value?.kind === 'moment' ? value.moment : undefined

/** When an attempt happened: what the person said, or else when it was written. */
export const happened = (attempt: Attempt): Moment => momentIn(attempt.details.when) ?? civil(attempt.at)

export const isContact = (attempt: Attempt): boolean => attemptKinds[attempt.kind].contact
export const isDecisive = (attempt: Attempt): boolean => attemptKinds[attempt.kind].decisive

/** What has been told of a visit to the end. */
export const completed = (visit: Visit | undefined): readonly Attempt[] =>
  visit?.attempts.filter((one) => one.complete) ?? []

/** The visit that the case is at, or has just left for its end. */
export const visitHere = ({ position }: Case): Visit | undefined => {
  if (position.kind === 'closing') return position.after
  return 'visit' in position ? position.visit : undefined
}

/** The visits so far, the latest first. */
const latest = (state: Case): readonly Visit[] => {
  const here = visitHere(state)
  return [...(here === undefined ? [] : [here]), ...[...toList(state.trail)].reverse()]
}

const earliest = (moments: readonly Moment[]): Moment | undefined =>
  moments.reduce<Moment | undefined>((a, b) => (a === undefined || order(b) < order(a) ? b : a), undefined)

/** Whether a visit is the very first of its case. */
const isFirst = ({ trail }: Case, visit: Visit): boolean => {
  let link = trail
  while (link?.before !== undefined) link = link.before
  return link === undefined || link.last === visit
}

/**
 * When that happened which led to a visit. To the very first one the disagreement led, and not that somebody opened the
 * program: it may lie days back. Unknown until that has been asked there.
 */
const reachedOf = (state: Case, visit: Visit): Moment | undefined => {
  if (!isFirst(state, visit)) return visit.reached
  if (state.about.told === undefined && visit === visitHere(state)) return undefined
  const told = momentIn(state.about.told)
  return earliest([visit.reached, ...(told === undefined ? [] : [told]), ...completed(visit).map(happened)])
}

/** When the stage of this visit was entered: with the earliest of the visits that belong to it without another between. */
const stageStart = (state: Case, visit: Visit): Moment | undefined => {
  let first = visit
  for (const one of latest(state)) {
    if (one.rung.stage !== visit.rung.stage || one.scenario !== visit.scenario) break
    first = one
  }
  return reachedOf(state, first)
}

const endOf = (state: Case, rung: string): Moment | undefined => {
  const left = toList(state.trail)
    .filter((one) => one.rung.id === rung)
    .at(-1)
  const last = left?.attempts.at(-1)
  return last === undefined ? undefined : happened(last)
}

/** When an attempt happened, if there was one. */
export const when = (attempt: Attempt | undefined): Moment | undefined =>
  attempt === undefined ? undefined : happened(attempt)

/** The outcome that sets a clock going, of those it waits for. */
export const chosen = (visit: Visit | undefined, clock: Clock): Attempt | undefined =>
  completed(visit).find((one) => clock.on.includes(one.outcome.id))

const startOf = (
  state: Case,
  visit: Visit | undefined,
  clock: Clock,
  from: ClockStart,
): Moment | undefined => {
  switch (from.kind) {
    case 'told':
      return momentIn(state.about.told)
    case 'reached':
      return visit === undefined ? undefined : reachedOf(state, visit)
    case 'asked':
      return when(completed(visit).find(isContact))
    case 'outcome':
      return when(chosen(visit, clock))
    case 'stage':
      return visit === undefined ? undefined : stageStart(state, visit)
    case 'moment':
      return momentIn(state.moments[from.moment])
    case 'start': {
      const begun = latest(state).find((one) => one.rung.id === from.rung)
      return begun === undefined ? undefined : reachedOf(state, begun)
    }
    case 'end':
      return endOf(state, from.rung)
    case 'deadline':
      return state.stated[from.clock]?.deadline
  }
}

/** Whether only the person knows a moment, and has not been asked for it. */
const isUnasked = (state: Case, from: ClockStart): boolean =>
  (from.kind === 'told' && state.about.told === undefined) ||
  (from.kind === 'moment' && state.moments[from.moment] === undefined)

const order = (moment: Moment): string => `${moment.date} ${moment.time ?? '00:00'}`

/** Of several moments the earliest that is known: the earlier deadline is the safer one. */
export const startsOf = (state: Case, visit: Visit | undefined, clock: Clock): Moment | undefined => {
  // A later date would be stated, and then an earlier one.
  if (clock.from.length > 1 && clock.from.some((from) => isUnasked(state, from))) return undefined
  return earliest(clock.from.flatMap((from) => startOf(state, visit, clock, from) ?? []))
}

/** The clocks that yield a date. */
const counted = ({ clocks }: Visit): readonly Clock[] =>
  clocks.filter(({ limit }) => limit.kind !== 'urgency')

const led: readonly ClockStart['kind'][] = ['reached', 'stage', 'start']

/** Whether any clock that runs from being told can run on this visit; on the first one that is also what led to it. */
export const needsTold = (state: Case, visit: Visit): boolean => {
  const first = isFirst(state, visit)
  return counted(visit).some(({ from }) =>
    from.some(({ kind }) => kind === 'told' || (first && led.includes(kind))),
  )
}

/** The policy's own moments that the clocks of this visit count from. */
export const neededMoments = (visit: Visit): readonly string[] =>
  counted(visit).flatMap((clock) =>
    clock.from.flatMap((from) => (from.kind === 'moment' ? [from.moment] : [])),
  )
