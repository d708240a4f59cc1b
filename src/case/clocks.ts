/**
 * Which deadlines run in a case, and when each is met. Derived from the case each time; from which moment is in starts.ts,
 * the counting itself in calendar/.
 */
import { deadline, earlier, formatDue } from '../calendar/deadline.ts'
import { schoolPrefix } from '../calendar/school.ts'
import type { Calendar, Deadline, Moment, Rule } from '../calendar/time.ts'
import type { Clock, Limit } from '../flow/policy.ts'
import type { Case, Visit } from './case.ts'
import { holds } from './conditions.ts'
import type { DueStatement } from './fact.ts'
import { chosen, completed, isContact, isDecisive, momentIn, startsOf, visitHere, when } from './starts.ts'

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

/** When a visit met a clock; nothing where it did not, and for one that an outcome set going. */
export const metAt = (visit: Visit | undefined, clock: Clock): Moment | undefined => {
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

interface Counted {
  readonly from: Moment
  readonly calendar: Calendar
  readonly deadline: Deadline
}

const lastCounted = new WeakMap<Rule, Counted>()

/** The same deadline is asked for at answer after answer, and its working is long to write: the last one is kept. */
const countBy = (rule: Rule, from: Moment, calendar: Calendar): Deadline => {
  const last = lastCounted.get(rule)
  if (
    last?.calendar === calendar &&
    last.from.date === from.date &&
    last.from.time === from.time &&
    last.from.about === from.about
  )
    return last.deadline
  const counted = deadline(rule, from, calendar)
  lastCounted.set(rule, { from, calendar, deadline: counted })
  return counted
}

const count = (
  state: Case,
  visit: Visit | undefined,
  clock: Clock,
  calendar: Calendar,
): Deadline | undefined => {
  const from = startsOf(state, visit, clock)
  const by = (rule: Rule | undefined): Deadline | undefined =>
    rule === undefined || from === undefined ? undefined : countBy(rule, from, calendar)
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

const sameDeadline = (a: Deadline, b: Deadline): boolean =>
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

/** The deadlines for the other side that would run on the present rung if they were asked at that moment. Empty where none would. */
export const duesIfAsked = (state: Case, at: Moment): readonly Deadline[] => {
  if (state.position.kind !== 'rung') return []
  return state.position.visit.clocks
    .filter(({ whose, on, from, when: condition }) => {
      const fromAsking = from.some(({ kind }) => kind === 'asked')
      return whose !== 'ours' && on.length === 0 && fromAsking && holds(state, condition)
    })
    .flatMap((clock) => {
      const rule = ruleOf(clock.limit)
      const calendar = state.world.calendar(calendarId(state, clock))
      return rule === undefined || calendar === undefined ? [] : [deadline(rule, at, calendar)]
    })
}

/** Those of `dues` that the record does not state yet, or states otherwise. */
export const unstated = (state: Case): readonly Due[] =>
  dues(state).filter((due) => {
    const stated = state.stated[due.key]
    return stated === undefined || !sameDeadline(stated.deadline, due.deadline)
  })
