/**
 * Which deadlines run in a case, from which moment, and when each is met. Derived from the case each time; the
 * counting itself is in calendar/.
 */
import { deadline, earlier, formatDue } from '../calendar/deadline.ts'
import { schoolPrefix } from '../calendar/school.ts'
import type { Calendar, Deadline, Moment, Rule } from '../calendar/time.ts'
import { civil } from '../calendar/zone.ts'
import type { Clock, ClockStart, Limit } from '../flow/policy.ts'
import { attemptKinds } from './attempt-kinds.ts'
import type { Attempt, Case, Visit } from './case.ts'
import { toList } from './chain.ts'
import { holds } from './conditions.ts'
import type { DueStatement, Value } from './fact.ts'

/** A deadline that runs now. */
export interface Due {
  /** As stated in the record: `rung/clock`, `stage/clock`, or `/clock` for one that spans the scenario. */
  readonly key: string
  readonly clock: Clock
  readonly deadline: Deadline
  readonly calendar: string
  /** When it was met; absent while it is open. */
  readonly met?: Moment
}

const momentIn = (value: Value | undefined): Moment | undefined =>
  value?.kind === 'moment' ? value.moment : undefined

/** When an attempt happened: what the person said, or else when it was written. */
export const happened = (attempt: Attempt): Moment => momentIn(attempt.details.when) ?? civil(attempt.at)

const isContact = (attempt: Attempt): boolean => attemptKinds[attempt.kind].contact
const isDecisive = (attempt: Attempt): boolean => attemptKinds[attempt.kind].decisive

const completed = (visit: Visit | undefined): readonly Attempt[] =>
  visit?.attempts.filter((one) => one.complete) ?? []

const visitHere = ({ position }: Case): Visit | undefined => {
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

const when = (attempt: Attempt | undefined): Moment | undefined =>
  attempt === undefined ? undefined : happened(attempt)

/** The outcome that sets a clock going, of those it waits for. */
const chosen = (visit: Visit | undefined, clock: Clock): Attempt | undefined =>
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
const startsOf = (state: Case, visit: Visit | undefined, clock: Clock): Moment | undefined => {
  // A later date would be stated, and then an earlier one.
  if (clock.from.length > 1 && clock.from.some((from) => isUnasked(state, from))) return undefined
  return earliest(clock.from.flatMap((from) => startOf(state, visit, clock, from) ?? []))
}

const metAt = (visit: Visit | undefined, clock: Clock): Moment | undefined => {
  if (visit === undefined || clock.on.length > 0) return undefined
  const ours = clock.whose === 'ours'
  if (ours && clock.met === 'received')
    return completed(visit).flatMap((one) => momentIn(one.details.received) ?? [])[0]
  return when(completed(visit).find(ours ? isContact : isDecisive))
}

/** The rule by which a limit is counted; none where there is no figure. */
export const ruleOf = (limit: Limit): Rule | undefined => {
  switch (limit.kind) {
    case 'rule':
      return limit.rule
    case 'agreed':
      return limit.cap
    case 'urgency':
      return undefined
  }
}

/** Whether the days on which the school is closed matter to a clock. */
export const inSchoolDays = ({ limit }: Clock): boolean => {
  const rule = ruleOf(limit)
  return rule?.within.unit === 'school-days' || rule?.also?.unit === 'school-days'
}

/** The calendar that a rule is counted on: in school days the school's, where it has said when it is closed. */
const calendarId = (state: Case, clock: Clock): string => {
  const nation = state.policy?.calendar ?? ''
  return inSchoolDays(clock) ? `${schoolPrefix}${nation}` : nation
}

const agreedDate = (visit: Visit | undefined): Deadline | undefined => {
  const dates = completed(visit).flatMap((one) => one.details['agreed-date'] ?? [])
  const date = dates.filter((one) => one.kind === 'date').at(-1)?.date
  return date === undefined ? undefined : { date, working: 'the date that both sides agreed' }
}

const capped = (agreed: Deadline | undefined, cap: Deadline | undefined): Deadline | undefined => {
  if (agreed === undefined || cap === undefined) return agreed ?? cap
  const first = earlier(agreed, cap)
  const working = `${agreed.working}, ${formatDue(agreed)}; at most ${cap.working}; the earlier counts`
  return { ...first, working }
}

/** What is said of a deadline beside how it was counted. */
const remarked = (found: Deadline, { indicative, missed }: Clock): Deadline => {
  const words = [
    ...(indicative ? ['an indication and not a limit'] : []),
    ...(missed?.then === 'lapses' ? [`when it has passed the right lapses, clause ${missed.clause}`] : []),
    ...(missed?.then === 'move-on'
      ? [`when it has passed the next step follows, clause ${missed.clause}`]
      : []),
    ...(missed?.then === 'may-move-on'
      ? [`when it has passed the next step may follow, clause ${missed.clause}`]
      : []),
  ]
  return words.length === 0 ? found : { ...found, working: [found.working, ...words].join('; ') }
}

const count = (
  state: Case,
  visit: Visit | undefined,
  clock: Clock,
  calendar: Calendar,
): Deadline | undefined => {
  const from = startsOf(state, visit, clock)
  const by = (rule: Rule | undefined): Deadline | undefined =>
    rule === undefined || from === undefined ? undefined : deadline(rule, from, calendar)
  const { limit } = clock
  const found =
    limit.kind === 'rule'
      ? by(limit.rule)
      : limit.kind === 'agreed'
        ? capped(agreedDate(visit), by(limit.cap))
        : undefined
  return found === undefined ? undefined : remarked(found, clock)
}

const pinnedFor = (state: Case, stated: DueStatement | undefined): Calendar | undefined =>
  stated === undefined ? undefined : state.world.pinnedCalendar(stated.calendar)

const runs = (state: Case, visit: Visit | undefined, clock: Clock): boolean =>
  holds(state, clock.when) && (clock.on.length === 0 || chosen(visit, clock) !== undefined)

const dueOf = (
  state: Case,
  key: string,
  clock: Clock,
  visit: Visit | undefined,
  met: Moment | undefined = metAt(visit, clock),
): readonly Due[] => {
  if (!runs(state, visit, clock)) return []
  const counted = (calendar: Calendar | undefined): Due | undefined => {
    const found = calendar === undefined ? undefined : count(state, visit, clock, calendar)
    return found === undefined || calendar === undefined
      ? undefined
      : { key, clock, deadline: found, calendar: calendar.sha256, ...(met === undefined ? {} : { met }) }
  }
  const stated = state.stated[key]
  const kept = counted(pinnedFor(state, stated))
  // A deadline keeps the calendar it was counted on, unless what it counts from has changed.
  if (kept !== undefined && stated !== undefined && sameDeadline(kept.deadline, stated.deadline))
    return [kept]
  const now = counted(state.world.calendar(calendarId(state, clock)))
  return now === undefined ? [] : [now]
}

export const sameDeadline = (a: Deadline, b: Deadline): boolean =>
  a.date === b.date && a.time === b.time && a.working === b.working && a.unsureAfter === b.unsureAfter

/** What is ours to do after an outcome is done on the rung to which it led: once somebody has been asked there. */
const metOnward = (here: Visit, clock: Clock): Moment | undefined =>
  clock.whose === 'ours' ? when(completed(here).find(isContact)) : undefined

/** The visit that has just been left for another rung, where the outcome that led away started a clock: that runs on. */
const running = (state: Case, here: Visit): readonly Due[] => {
  const left = state.trail?.last
  const last = left?.attempts.at(-1)
  if (state.position.kind !== 'rung' || left === undefined || left.rung.id === here.rung.id) return []
  return left.rung.clocks
    .filter((clock) => last !== undefined && clock.on.includes(last.outcome.id))
    .flatMap((clock) => dueOf(state, `${left.rung.id}/${clock.id}`, clock, left, metOnward(here, clock)))
}

const ofStage = (state: Case, visit: Visit): readonly Due[] => {
  const stage = state.scenario?.stages.find((one) => one.id === visit.rung.stage)
  return stage === undefined
    ? []
    : stage.clocks.flatMap((clock) => dueOf(state, `${stage.id}/${clock.id}`, clock, visit))
}

/** The deadlines that run at the present position, those of the rung first. Empty where nothing runs. */
export const dues = (state: Case): readonly Due[] => {
  const visit = visitHere(state)
  if (visit === undefined || state.scenario === undefined) return []
  const { kind } = state.position
  // Once a rung has been left, only what its outcome set going still runs.
  const own = visit.rung.clocks
    .filter((clock) => kind === 'rung' || clock.on.length > 0)
    .flatMap((clock) => dueOf(state, `${visit.rung.id}/${clock.id}`, clock, visit))
  const spanning =
    kind === 'promise' || kind === 'handed' || kind === 'closing'
      ? []
      : state.scenario.clocks.flatMap((clock) => dueOf(state, `/${clock.id}`, clock, undefined))
  return [...own, ...(kind === 'rung' ? ofStage(state, visit) : []), ...running(state, visit), ...spanning]
}

/** Those of `dues` that the record does not state yet, or states otherwise. */
export const unstated = (state: Case): readonly Due[] =>
  dues(state).filter((due) => {
    const stated = state.stated[due.key]
    return stated === undefined || !sameDeadline(stated.deadline, due.deadline)
  })

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
