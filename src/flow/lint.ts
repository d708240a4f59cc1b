/** What is wrong with a policy that can be loaded all the same: things that a user would never get to see or use. */
import type { Finding } from './finding.ts'
import type { Policy, Rung, Scenario, Target } from './policy.ts'
import type { Sheet } from './yaml.ts'

const rungsOf = (scenario: Scenario): readonly Rung[] => [...scenario.ladder, ...scenario.ways]

const targets = (rung: Rung): readonly Target[] => rung.outcomes.map((outcome) => outcome.to)

/** Ids of the rungs of a scenario that can be reached from its first rung, or from another scenario. */
const reachable = (policy: Policy, scenario: Scenario): ReadonlySet<string> => {
  const entries = policy.scenarios
    .flatMap((other) => rungsOf(other).flatMap(targets))
    .flatMap((to) => (to.kind === 'scenario' && to.scenario === scenario.id ? [to.rung] : []))
  const seen = new Set<string>()
  const walk = (id: string | undefined): void => {
    const rung = rungsOf(scenario).find((one) => one.id === id)
    if (rung === undefined || seen.has(rung.id)) return
    seen.add(rung.id)
    for (const to of targets(rung)) if (to.kind === 'rung') walk(to.rung)
    // Whoever is waiting, could not reach anybody or skips a rung goes up, whatever its outcomes say.
    const at = scenario.ladder.indexOf(rung)
    if (at >= 0) walk(scenario.ladder[at + 1]?.id)
  }
  walk(scenario.ladder[0]?.id)
  entries.forEach(walk)
  return seen
}

const unreachable = (policy: Policy, sheet: Sheet): readonly Finding[] =>
  policy.scenarios.flatMap((scenario) => {
    const seen = reachable(policy, scenario)
    return rungsOf(scenario)
      .filter((rung) => !seen.has(rung.id))
      .map((rung) => ({
        code: 'RF021',
        message: `No outcome leads to the rung "${rung.id}" of ${scenario.id}.`,
        hint: 'Name it in "to:" of an outcome, or move it into the ladder.',
        file: sheet.file.replace('policy.yaml', `${scenario.id}.yaml`),
        line: 1,
        column: 1,
      }))
  })

const used = (policy: Policy): ReadonlySet<string> =>
  new Set([
    ...policy.asks.flatMap((one) => one.remarks),
    ...policy.agencies.flatMap((one) => one.remarks),
    ...policy.guards.flatMap((one) => one.remarks),
    ...policy.scenarios.flatMap((scenario) => [
      ...scenario.remarks,
      ...scenario.clocks.flatMap((clock) => clock.remarks),
      ...rungsOf(scenario).flatMap((rung) => [
        ...rung.remarks,
        ...rung.clocks.flatMap((clock) => clock.remarks),
      ]),
    ]),
  ])

/** Gaps and readings that no part of the flow names, unless their clause is "whole policy"; and rungs out of reach. */
export const remarkless = (policy: Policy, sheet: Sheet): readonly Finding[] => {
  const seen = used(policy)
  const unshown = policy.remarks
    .filter((remark) => !seen.has(remark.id) && remark.clause !== 'whole policy')
    .map((remark) => {
      const path = [remark.kind === 'gap' ? 'gaps' : 'readings', remark.id]
      return {
        code: 'RF020',
        message: `The ${remark.kind} "${remark.id}" is shown nowhere.`,
        hint: 'Name it where it matters, or give it the clause "whole policy".',
        file: sheet.file,
        ...sheet.place(path, 'key'),
      }
    })
  return [...unshown, ...unreachable(policy, sheet)]
}
