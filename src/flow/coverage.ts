/**
 * Which outcomes of which rungs some walks have covered, and which are missing. Counted from the walked cases, so that
 * coverage is computed and never claimed. Judges no walk.
 */
import type { Case } from '../case/case.ts'
import { leadsTo } from '../case/outcomes.ts'
import type { Policy, Rung, Scenario } from './policy.ts'
import { visitsOf } from './walk-result.ts'

/** The same rung in several scenarios (a shared ladder) is one; rungs that only share an id are several. */
const identity = (rung: Rung): string =>
  JSON.stringify({ ...rung, outcomes: rung.outcomes.map(({ id, label, kind }) => ({ id, label, kind })) })

const rungsOf = (scenario: Scenario): readonly Rung[] => [...scenario.ladder, ...scenario.ways]

/** The name of each rung by its identity: its id alone where it is shared, else with its scenario. */
const names = (policy: Policy): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  for (const scenario of policy.scenarios)
    for (const rung of rungsOf(scenario))
      found.set(identity(rung), found.has(identity(rung)) ? rung.id : `${scenario.id}/${rung.id}`)
  return found
}

const outcomesOf = (rung: Rung): readonly string[] => {
  const approach = rung.whom === undefined ? [] : ['waiting', 'unreached', 'no-answer']
  return [...new Set([...rung.outcomes.map((one) => one.id), ...approach, 'skipped'])]
}

/** Everything that walks have to cover: `rung: outcome`, and of each scenario `scenario: top` and `scenario: closed agreed`. */
export const required = (policy: Policy): readonly string[] => {
  const named = names(policy)
  const rungs = policy.scenarios.flatMap((scenario) =>
    rungsOf(scenario).flatMap((rung) =>
      outcomesOf(rung).map((outcome) => `${named.get(identity(rung)) ?? rung.id}: ${outcome}`),
    ),
  )
  const ends = policy.scenarios.flatMap((scenario) => [
    `${scenario.id}: top`,
    `${scenario.id}: closed agreed`,
  ])
  return [...new Set([...rungs, ...ends])]
}

const coveredBy = (policy: Policy, named: ReadonlyMap<string, string>, state: Case): readonly string[] => {
  const visits = visitsOf(state).flatMap((visit) => {
    const scenario = policy.scenarios.find((one) => one.id === visit.scenario)
    const rung = named.get(identity(visit.rung)) ?? visit.rung.id
    return visit.attempts
      .filter((one) => one.complete)
      .flatMap((attempt) => [
        `${rung}: ${attempt.outcome.id}`,
        ...(scenario !== undefined && leadsTo(scenario, visit, attempt)?.kind === 'top'
          ? [`${scenario.id}: top`]
          : []),
      ])
  })
  const agreed =
    state.position.kind === 'closed' && state.position.how === 'agreed' && state.scenario !== undefined
  return agreed ? [...visits, `${state.scenario?.id}: closed agreed`] : visits
}

/** What no walk has covered, in the order of the policy. Empty: everything is. `walked`: the case at the end of each walk. */
export const missing = (policy: Policy, walked: readonly Case[]): readonly string[] => {
  const named = names(policy)
  const covered = new Set(walked.flatMap((state) => coveredBy(policy, named, state)))
  return required(policy).filter((one) => !covered.has(one))
}
