/**
 * Finding the rungs and the clocks of a scenario, wherever they stand, and what a rung is called. One index for each
 * scenario, made once.
 */
import type { Clock, Rung, Scenario, Stage } from './policy.ts'

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

/** All clocks: of the scenario itself, of its stages, of its rungs. */
export const clocksOf = (scenario: Scenario): readonly Clock[] => [
  ...scenario.clocks,
  ...scenario.stages.flatMap((stage) => stage.clocks),
  ...rungsOf(scenario).flatMap((rung) => rung.clocks),
]

/** A clock with what it stands on: a rung, a stage, or the whole scenario, which is then neither. */
export interface FoundClock {
  readonly clock: Clock
  readonly rung?: Rung
  readonly stage?: Stage
}

/** Finds the clock with a key as a record and other clocks state it: `rung/clock`, `stage/clock`, or `/clock`. */
export const findClock = (scenario: Scenario, key: string): FoundClock | undefined => {
  const [owner = '', id = ''] = key.split('/')
  const rung = findRung(scenario, owner)
  const stage = rung === undefined ? scenario.stages.find((one) => one.id === owner) : undefined
  const clocks = owner === '' ? scenario.clocks : (rung ?? stage)?.clocks
  const clock = clocks?.find((one) => one.id === id)
  return clock === undefined
    ? undefined
    : { clock, ...(rung === undefined ? {} : { rung }), ...(stage === undefined ? {} : { stage }) }
}

/** The label that the source prints, where it says something by itself: "Stage 1", but not the bare number "2.4b". */
export const spokenLabel = ({ label }: Pick<Rung, 'label'>): string | undefined =>
  label !== undefined && /[a-z]{3}/i.test(label) ? label : undefined

/** What a rung is called, for people and in a record: "Stage 2: Ask the team leader", or its title alone. */
export const rungName = (rung: Pick<Rung, 'label' | 'title'>): string => {
  const label = spokenLabel(rung)
  return label === undefined ? rung.title : `${label}: ${rung.title}`
}
