/** Finding the rungs of a scenario: on its ladder, on its tracks and beside them. One index for each scenario, made once. */
import type { Rung, Scenario } from './policy.ts'

/** All rungs: the ladder from the bottom up, then the tracks, then those beside the ladder. */
export const rungsOf = (scenario: Scenario): readonly Rung[] => [
  ...scenario.ladder,
  ...scenario.tracks.flatMap((track) => track.rungs),
  ...scenario.ways,
]

const indexes = new WeakMap<Scenario, ReadonlyMap<string, Rung>>()

/** Finds a rung of a scenario by its id. */
export const findRung = (scenario: Scenario, id: string): Rung | undefined => {
  const known = indexes.get(scenario)
  if (known !== undefined) return known.get(id)
  const made = new Map(rungsOf(scenario).map((rung) => [rung.id, rung]))
  indexes.set(scenario, made)
  return made.get(id)
}
