/**
 * What one record comes to in figures: ids and titles of its policy, days and counts. Takes the case and its times, never the
 * words in it: nothing that a person typed can get here.
 */
import { daysBetween } from '../calendar/date.ts'
import type { PlainDate } from '../calendar/time.ts'
import { civil } from '../calendar/zone.ts'
import type { Case, Placed, Visit } from '../case/case.ts'
import { challengedOf } from '../case/challenged.ts'
import { visitsOf } from '../case/history.ts'
import { happened, isContact } from '../case/starts.ts'
import type { Ending, Policy, Rung } from '../flow/policy.ts'
import { rungName, rungsOf } from '../flow/rungs.ts'
import { limitWords } from '../flow/words/clock.ts'
import { parties } from '../flow/words/closed-lists.ts'
import type { Standing, Time, TimedDeadline } from '../verify/time.ts'

/** A part of a policy by its id, with its title there. */
export interface Titled {
  readonly id: string
  readonly title: string
}

export interface VisitFigures {
  readonly scenario: Titled
  readonly rung: Titled
  /** Its place in the scenario, from the bottom up, from 1. */
  readonly place: number
  /** Who was approached, as the policy names the post; absent where nobody was. */
  readonly whom?: string
  /** The rung's own time limits, in the policy's words: "they: 10 working days"; absent where it has none. */
  readonly clocks?: string
  /** Whole days from reaching the rung to the last that happened there; absent while the case is there. */
  readonly days?: number
}

export interface DeadlineFigures {
  readonly whose: TimedDeadline['whose']
  readonly standing: Standing['kind']
  /** As the record names it: `rung/clock`, `stage/clock` or `/clock`. */
  readonly clock: string
}

export interface CaseFigures {
  readonly id: string
  readonly opened: PlainDate
  readonly ended?: PlainDate
  readonly ending: Ending | 'open'
  /** Absent where the policy that the record names is not there, or none was chosen yet. */
  readonly policy?: Titled
  /** Where the case is, or was at its end. */
  readonly scenario?: Titled
  /** Whose decision is disputed: one of the ids that all policies share; absent while it is not known. */
  readonly challenged?: string
  readonly visits: readonly VisitFigures[]
  /** The rung at which both sides came to agree. */
  readonly settled?: { readonly scenario: string; readonly rung: string }
  readonly deadlines: readonly DeadlineFigures[]
  /** By their ids: what a reader would miss in it. */
  readonly missing: readonly string[]
}

const titledScenario = (policy: Policy | undefined, id: string): Titled => ({
  id,
  title: policy?.scenarios.find((one) => one.id === id)?.title ?? id,
})

const daysAt = (visit: Visit): number => {
  const last = visit.attempts.at(-1)
  return last === undefined ? 0 : Math.max(0, daysBetween(visit.reached.date, happened(last).date))
}

const placeOf = (policy: Policy | undefined, { scenario: id, rung }: Visit): number => {
  const scenario = policy?.scenarios.find((one) => one.id === id)
  return scenario === undefined ? 1 : rungsOf(scenario).findIndex((one) => one.id === rung.id) + 1
}

const clocksOf = ({ clocks }: Rung): string =>
  clocks
    .filter(({ indicative }) => !indicative)
    .map((clock) => `${parties[clock.whose]}: ${limitWords(clock)}`)
    .join('; ')

const visitFigures = (policy: Policy | undefined, visit: Visit, over: boolean): VisitFigures => {
  const { rung, scenario, attempts } = visit
  return {
    scenario: titledScenario(policy, scenario),
    rung: { id: rung.id, title: rungName(rung) },
    place: placeOf(policy, visit),
    ...(rung.whom !== undefined && attempts.some(isContact) ? { whom: rung.whom } : {}),
    ...(clocksOf(rung) === '' ? {} : { clocks: clocksOf(rung) }),
    ...(over ? { days: daysAt(visit) } : {}),
  }
}

const endingOf = ({ position }: Case): Ending | 'open' => (position.kind === 'closed' ? position.how : 'open')

const endedOn = (facts: readonly Placed[]): PlainDate | undefined => {
  const closed = facts.findLast(({ fact }) => fact.kind === 'closed')
  return closed === undefined ? undefined : civil(closed.fact.at).date
}

/** `state` and `time`: what these facts, of which there is at least one, amount to. `missing`: see strength. */
export const figuresOf = (
  id: string,
  facts: readonly Placed[],
  state: Case,
  time: Time,
  missing: readonly string[],
): CaseFigures => {
  const { policy, scenario } = state
  const visits = visitsOf(state)
  const over = state.position.kind !== 'rung'
  const ending = endingOf(state)
  const challenged = challengedOf(state)
  const ended = ending === 'open' ? undefined : endedOn(facts)
  const last = visits.at(-1)
  return {
    id,
    opened: facts[0] === undefined ? '' : civil(facts[0].fact.at).date,
    ...(ended === undefined ? {} : { ended }),
    ending,
    ...(policy === undefined ? {} : { policy: { id: policy.id, title: policy.short } }),
    ...(scenario === undefined ? {} : { scenario: { id: scenario.id, title: scenario.title } }),
    ...(challenged === undefined ? {} : { challenged: challenged.id }),
    visits: visits.map((visit, i) => visitFigures(policy, visit, over || i < visits.length - 1)),
    ...(ending === 'agreed' && last !== undefined
      ? { settled: { scenario: last.scenario, rung: last.rung.id } }
      : {}),
    deadlines: time.deadlines
      .filter(({ indicative }) => indicative !== true)
      .map(({ whose, standing, clock }) => ({ whose, standing: standing.kind, clock })),
    missing,
  }
}
