/** The roads between the rungs of a policy: which leads to which, by its outcomes and by going up. Finds nothing wrong; see dead-ends.ts. */
import { grouped } from '../grouped.ts'
import type { Policy, Rung, Scenario, Target } from '../policy.ts'
import { rungsOf } from '../rungs.ts'

/** `scenario/rung` */
export type Key = string

export interface Knot {
  readonly key: Key
  readonly scenario: string
  readonly rung: Rung
  /** Where its outcomes lead, rungs only. */
  readonly by: readonly Key[]
  /** The same with going up, which is always open: nobody answers, or the rung is left out. */
  readonly on: readonly Key[]
  /** An outcome of it leads out of the ladder. */
  readonly ends: boolean
}

/** Every rung by its key. */
export type Roads = ReadonlyMap<Key, Knot>

export const keyOf = (scenario: string, rung: string): Key => `${scenario}/${rung}`

const keyTo = (scenario: string, to: Target): Key | undefined => {
  if (to.kind === 'rung') return keyOf(scenario, to.rung)
  return to.kind === 'scenario' ? keyOf(to.scenario, to.rung) : undefined
}

const knot = (scenario: string, rung: Rung): Knot => {
  const targets = rung.outcomes.map((one) => keyTo(scenario, one.to))
  const by = targets.filter((one) => one !== undefined)
  const up = keyTo(scenario, rung.up)
  return {
    key: keyOf(scenario, rung.id),
    scenario,
    rung,
    by,
    on: up === undefined ? by : [...by, up],
    // One without outcomes is told of already.
    ends: by.length < targets.length || targets.length === 0,
  }
}

/** Where a scenario begins: at its first rung, and at its other starts. */
export const startsOf = (scenario: Scenario): readonly Key[] => {
  const first = scenario.ladder[0]
  return [
    ...(first === undefined ? [] : [keyOf(scenario.id, first.id)]),
    ...scenario.starts.map((one) => keyOf(scenario.id, one.rung)),
  ]
}

export const roadsOf = (policy: Policy): Roads =>
  new Map(
    policy.scenarios.flatMap((scenario) =>
      rungsOf(scenario).map((rung) => {
        const made = knot(scenario.id, rung)
        return [made.key, made] as const
      }),
    ),
  )

/** Everything that can be come to from some keys, themselves included. Keys that no rung has are passed over. */
export const reached = (
  roads: Roads,
  from: readonly Key[],
  next: (knot: Knot) => readonly Key[],
): ReadonlySet<Key> => {
  const seen = new Set<Key>()
  const open = [...from]
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const found = roads.get(key)
    if (found === undefined || seen.has(key)) continue
    seen.add(key)
    open.push(...next(found))
  }
  return seen
}

/** The other way round: from which rungs each is led to by an outcome. */
export const backwards = (roads: Roads): ReadonlyMap<Key, readonly Key[]> => {
  const all = [...roads.values()].flatMap(({ key, by }) => by.map((to) => [to, key] as const))
  return new Map([...grouped(all, ([to]) => to)].map(([to, from]) => [to, from.map(([, key]) => key)]))
}
