/** Whether a condition of the flow holds in a case, and what that makes of the way up. Asks nothing. */
import type { Clock, Rung, Scenario, Target, When } from '../flow/policy.ts'
import { findRung } from '../flow/rungs.ts'
import type { Case, Visit } from './case.ts'
import type { Named } from './fact.ts'

const presentVisit = ({ position }: Case): Visit | undefined =>
  position.kind === 'rung' ? position.visit : undefined

/** What was answered to an ask or a guard; to one that is asked at every rung, at that visit. */
export const answerTo = (state: Case, id: string, visit = presentVisit(state)): Named | undefined =>
  visit?.guards[id] ?? state.asks[id] ?? state.guards[id]

/** A condition holds until it is known not to: nothing is hidden from a person because of what was not asked yet. */
export const holds = (state: Case, when: When | undefined): boolean => {
  if (when === undefined) return true
  const answer = answerTo(state, when.ask)
  return answer === undefined || when.is.includes(answer.id)
}

/**
 * Where a target leads in this case: a rung that does not stand for the answers given is passed over upwards. Where every
 * rung on the way up is passed over and they lead in a circle, the first of them stands.
 */
export const resolve = (state: Case, scenario: Scenario, target: Target): Target => {
  const seen = new Set<string>()
  let at = target
  while (at.kind === 'rung') {
    const rung = findRung(scenario, at.rung)
    if (rung === undefined || holds(state, rung.when)) return at
    if (seen.has(rung.id)) return target
    seen.add(rung.id)
    at = rung.up
  }
  return at
}

/** The clocks that can run on a rung: its own, then its stage's, then its scenario's. */
export const clocksOn = (scenario: Scenario, rung: Rung): readonly Clock[] => [
  ...rung.clocks,
  ...(rung.stage === undefined ? [] : (scenario.stages.find((one) => one.id === rung.stage)?.clocks ?? [])),
  ...scenario.clocks,
]
