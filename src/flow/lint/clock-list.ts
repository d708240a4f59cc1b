/** Every clock of a scenario with where it stands: on a rung, over a stage, over the whole. Judges none; see clocks.ts. */

import type { Clock, Rung, Scenario } from '../policy.ts'
import { rungsOf } from '../rungs.ts'
import type { At } from './place.ts'

export interface Standing {
  readonly clock: Clock
  /** As a record states it: `rung/clock`, `stage/clock`, or `/clock`. */
  readonly key: string
  readonly over: 'rung' | 'stage' | 'scenario'
  /** The rungs on which it runs: its own, those of its stage, or all. */
  readonly rungs: readonly Rung[]
  /** The place of a part of it. */
  readonly at: (...path: readonly PropertyKey[]) => At
}

const ofRung = (scenario: string, rung: Rung): readonly Standing[] =>
  rung.clocks.map((clock) => ({
    clock,
    key: `${rung.id}/${clock.id}`,
    over: 'rung',
    rungs: [rung],
    at: (...path) => ({ in: 'rung', scenario, rung: rung.id, path: ['clocks', clock.id, ...path] }),
  }))

/** Those of the rungs, then of the stages, then of the scenario itself. */
export const standingClocks = (scenario: Scenario): readonly Standing[] => {
  const all = rungsOf(scenario)
  return [
    ...all.flatMap((rung) => ofRung(scenario.id, rung)),
    ...scenario.stages.flatMap((stage) =>
      stage.clocks.map(
        (clock): Standing => ({
          clock,
          key: `${stage.id}/${clock.id}`,
          over: 'stage',
          rungs: all.filter((rung) => rung.stage === stage.id),
          at: (...path) => ({
            in: 'scenario',
            scenario: scenario.id,
            path: ['stages', stage.id, 'clocks', clock.id, ...path],
          }),
        }),
      ),
    ),
    ...scenario.clocks.map(
      (clock): Standing => ({
        clock,
        key: `/${clock.id}`,
        over: 'scenario',
        rungs: all,
        at: (...path) => ({ in: 'scenario', scenario: scenario.id, path: ['clocks', clock.id, ...path] }),
      }),
    ),
  ]
}
