/**
 * How far each stated deadline ran: until it was met, until the case went on without it, or on still. When a clock is met is
 * the engine's to say; here it is followed through the visits of a whole case. Compares no dates; see time.ts.
 */
import type { Moment } from '../calendar/time.ts'
import type { Case, Visit } from '../case/case.ts'
import { metAt } from '../case/clocks.ts'
import { answerTo } from '../case/conditions.ts'
import { completed, happened, isContact, isDecisive, when } from '../case/starts.ts'
import type { Clock } from '../flow/policy.ts'
import type { StatedDue } from './timeline.ts'

/** `left`: the case went on, and the record does not have that it was met. */
export type Run =
  | { readonly kind: 'met' | 'left'; readonly on: Moment }
  | { readonly kind: 'running' }
  /** Nobody was asked. */
  | { readonly kind: 'untold' }

/** A deadline as last stated; `until`: the visit from which another one of the same clock holds. */
interface LastStated {
  readonly stated: StatedDue
  readonly until: number
}

const running: Run = { kind: 'running' }
const untold: Run = { kind: 'untold' }

/** Whether a clock runs for the answers given, at that visit. */
const runsFor = (state: Case, { when: condition }: Clock, visit: Visit | undefined): boolean => {
  const answer = condition === undefined ? undefined : answerTo(state, condition.ask, visit)
  return condition === undefined || answer === undefined || condition.is.includes(answer.id)
}

/** Of two of one clock, whether the second takes the place of the first. */
const isSame = (a: StatedDue, b: StatedDue, visits: readonly Visit[]): boolean => {
  if (a.of === 'scenario' || a.visit === b.visit) return true
  const between = visits.slice(a.visit, b.visit + 1)
  return a.of === 'stage' && between.every(({ rung }) => rung.stage === visits[a.visit]?.rung.stage)
}

/** Each deadline once, as it was stated last, but for those of clocks that do not run for the answers given. */
export const lastStated = (
  dues: readonly StatedDue[],
  state: Case,
  visits: readonly Visit[],
): readonly LastStated[] => {
  const kept: LastStated[] = []
  /** By clock: where the last one stands among those. */
  const last = new Map<string, number>()
  for (const one of dues) {
    const key = `${one.scenario} ${one.due.clock}`
    const at = last.get(key) ?? -1
    const before = kept[at]
    if (before !== undefined && isSame(before.stated, one, visits)) {
      kept[at] = { ...before, stated: { ...one, visit: before.stated.visit } }
      continue
    }
    if (before !== undefined) kept[at] = { ...before, until: one.visit }
    last.set(key, kept.length)
    kept.push({ stated: one, until: visits.length })
  }
  return kept.filter(
    ({ stated: { clock, visit } }) => clock === undefined || runsFor(state, clock, visits[visit]),
  )
}

/** When the last thing happened at a visit that is over. */
const endOf = (visit: Visit): Moment => {
  const last = visit.attempts.at(-1)
  return last === undefined ? visit.reached : happened(last)
}

/** A clock that an outcome set going: what is ours to do is done on the step to which that led. */
const afterOutcome = ({ clock, visit, of }: StatedDue, visits: readonly Visit[], state: Case): Run => {
  const here = visits[visit]
  const onward = visits[visit + 1]
  const isPresent = (one: Visit): boolean => state.position.kind === 'rung' && one === visits.at(-1)
  if (onward === undefined) return state.position.kind === 'closed' ? untold : running
  if (of !== 'rung' || onward.rung.id === here?.rung.id) return untold
  const on = clock?.whose === 'ours' ? when(completed(onward).find(isContact)) : undefined
  if (on !== undefined) return { kind: 'met', on }
  if (isPresent(onward)) return running
  return clock?.whose === 'ours' ? { kind: 'left', on: endOf(onward) } : untold
}

/** A clock of a rung or of a stage, over all visits there until another deadline took its place. */
const overVisits = (
  stated: StatedDue,
  clock: Clock,
  visits: readonly Visit[],
  until: number,
  state: Case,
): Run => {
  const first = visits[stated.visit]
  const isThere = (one: Visit): boolean =>
    one.scenario === first?.scenario &&
    (stated.of === 'stage' ? one.rung.stage === first.rung.stage : one.rung.id === first.rung.id)
  const there = visits.slice(stated.visit, until).filter(isThere)
  const last = there.at(-1)
  if (last === undefined) return untold
  // What is to be settled in a stage is not settled because one of its steps is over.
  const stops = stated.of === 'stage' && clock.whose !== 'ours' ? [] : there
  const on = stops.map((one) => metAt(one, clock)).find((one) => one !== undefined)
  if (on !== undefined) return { kind: 'met', on }
  if (state.position.kind === 'rung' && last === visits.at(-1)) return running
  const end = last.attempts.at(-1)
  const met = stated.of === 'stage' && end !== undefined && isDecisive(end)
  return { kind: met ? 'met' : 'left', on: endOf(last) }
}

/** A clock over all steps of a scenario runs until the case has left them. */
const overScenario = (
  { scenario }: StatedDue,
  visits: readonly Visit[],
  { position, scenario: present }: Case,
  ended: Moment | undefined,
): Run => {
  if (present?.id !== scenario) {
    const last = visits.findLast((one) => one.scenario === scenario)
    return last === undefined ? untold : { kind: 'left', on: endOf(last) }
  }
  if (ended === undefined) return running
  const settled =
    position.kind === 'promise' ||
    ((position.kind === 'closing' || position.kind === 'closed') && position.how === 'agreed')
  return { kind: settled ? 'met' : 'left', on: ended }
}

/** How far a deadline ran in the case as it stands. `visits`: see `visitsOf`; `ended`: when the case left its steps. */
export const fateOf = (
  { stated, until }: LastStated,
  state: Case,
  visits: readonly Visit[],
  ended: Moment | undefined,
): Run => {
  const { clock, of } = stated
  if (clock === undefined) return untold
  if (of === 'scenario') return overScenario(stated, visits, state, ended)
  return clock.on.length > 0
    ? afterOutcome(stated, visits, state)
    : overVisits(stated, clock, visits, until, state)
}
