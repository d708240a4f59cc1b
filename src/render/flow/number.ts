/** How rungs are numbered in the proof-reading document: 3.2 on the ladder of scenario 3, 3.T1.2 on its first track, 3.W1 beside it. */
import type { Policy, Rung, Scenario } from '../../flow/policy.ts'

export interface Numbered {
  readonly rung: Rung
  readonly number: string
}

/** From 1, in the order of the policy. */
export const scenarioNumber = (policy: Policy, scenario: Scenario): number =>
  policy.scenarios.indexOf(scenario) + 1

const numbered = (rungs: readonly Rung[], prefix: string): readonly Numbered[] =>
  rungs.map((rung, i) => ({ rung, number: `${prefix}${i + 1}` }))

/** The rungs of a scenario with their numbers, by where they stand; `tracks` in the order of the scenario's. */
export const numbersOf = (
  policy: Policy,
  scenario: Scenario,
): {
  readonly ladder: readonly Numbered[]
  readonly tracks: readonly (readonly Numbered[])[]
  readonly ways: readonly Numbered[]
} => {
  const n = scenarioNumber(policy, scenario)
  return {
    ladder: numbered(scenario.ladder, `${n}.`),
    tracks: scenario.tracks.map((track, i) => numbered(track.rungs, `${n}.T${i + 1}.`)),
    ways: numbered(scenario.ways, `${n}.W`),
  }
}

/** All of them in the order in which they are printed. */
export const allNumbered = (policy: Policy, scenario: Scenario): readonly Numbered[] => {
  const { ladder, tracks, ways } = numbersOf(policy, scenario)
  return [...ladder, ...tracks.flat(), ...ways]
}
