/**
 * What a record owes its reader at a point: the statements that the engine makes there. Counting deadlines takes long, so that
 * it is done only where something has changed on which they depend.
 */
import type { Case, Visit } from '../case/case.ts'
import { unstated } from '../case/clocks.ts'
import type { Written } from '../case/command.ts'
import type { Place } from '../case/fact.ts'
import { visitHere } from '../case/starts.ts'
import { statements } from '../case/statements.ts'
import type { Scenario } from '../flow/policy.ts'
import { clocksOf } from '../flow/rungs.ts'
import type { Calendars } from './calendars.ts'

/** The statements that are due after a command whose last fact stood at `before`. */
export const owedAt = (state: Case, before: Place, { missing }: Calendars): readonly Written[] => {
  const all = statements(state, '', before)
  return missing === undefined ? all : all.filter(({ fact }) => fact.kind !== 'due')
}

const lastTold = (visit: Visit | undefined): unknown => visit?.attempts.findLast((one) => one.complete)

const sameVisit = (a: Visit | undefined, b: Visit | undefined): boolean =>
  a === b ||
  (a?.rung === b?.rung &&
    a?.clocks === b?.clocks &&
    a?.reached === b?.reached &&
    a?.guards === b?.guards &&
    lastTold(a) === lastTold(b))

/** Whether all is the same on which deadlines depend. Most answers change none of it, and counting takes long. */
const sameClocks = (a: Case, b: Case): boolean =>
  a.stated === b.stated &&
  a.about.told === b.about.told &&
  a.moments === b.moments &&
  a.asks === b.asks &&
  a.guards === b.guards &&
  a.trail === b.trail &&
  a.scenario === b.scenario &&
  a.policy === b.policy &&
  a.position.kind === b.position.kind &&
  (a.sitting.by === undefined) === (b.sitting.by === undefined) &&
  sameVisit(visitHere(a), visitHere(b))

const chained = new WeakMap<Scenario, boolean>()

/** Whether a deadline may count from another one: it can be stated only once that has been. */
export const hasChained = ({ scenario }: Case): boolean => {
  if (scenario === undefined) return false
  const known = chained.get(scenario)
  if (known !== undefined) return known
  const found = clocksOf(scenario).some(({ from }) => from.some(({ kind }) => kind === 'deadline'))
  chained.set(scenario, found)
  return found
}

/** Whether any clock is there that could run. */
const hasClocks = (state: Case): boolean =>
  (visitHere(state)?.clocks.length ?? 0) > 0 ||
  (state.trail?.last.rung.clocks.length ?? 0) > 0 ||
  (state.scenario?.clocks.length ?? 0) > 0

/** Whether every statement has been made. `quiet`: an earlier case of which that is known. */
export const owesNothing = (state: Case, quiet: Case | undefined, { missing }: Calendars): boolean => {
  const { owedNext, position, sitting } = state
  if (owedNext !== undefined || (position.kind === 'closed' && !position.stated)) return false
  if (missing !== undefined || sitting.by === undefined) return true
  return (
    (quiet !== undefined && sameClocks(quiet, state)) || !hasClocks(state) || unstated(state).length === 0
  )
}
