/**
 * The routing of a policy, a graph: each rung of each scenario is a position, and each outcome that moves the case on is a way from
 * it. Knows neither the engine nor answers; which conditions can hold together is in route-answers.ts.
 */
import type { Outcome, OutcomeKind, Policy, Rung, Scenario, Target, When } from '../flow/policy.ts'
import { rungsOf } from '../flow/rungs.ts'

/**
 * Where a way leads. Below 0: an end, `~i` of the routing's `ends`. From 0: a position; and with the number of positions
 * added, the door of a scenario at that position, where a rung stands for want of another.
 */
export type Landing = number

/** One outcome that moves the case on. `skipped` is the program's own. */
export interface Way {
  readonly outcome: string
  readonly kind: OutcomeKind | 'skipped'
  readonly to: Landing
  readonly when?: When
}

export interface Position {
  readonly scenario: string
  readonly rung: Rung
  /** Where going up leads, before conditions are looked at. */
  readonly up: Landing
  readonly ways: readonly Way[]
}

/** A place to begin: the first rung of a scenario, or one of its other starts. */
export interface Door {
  readonly scenario: string
  readonly start?: string
  readonly to: Landing
}

export interface Routing {
  readonly positions: readonly Position[]
  readonly doors: readonly Door[]
  /** `promise`, `top`, `closed stopped`, `elsewhere lado`, `handed court` … */
  readonly ends: readonly string[]
}

/** `scenario/rung`. */
export const nameOf = ({ scenario, rung }: Position): string => `${scenario}/${rung.id}`

/**
 * How a case ends that an outcome of this kind closes; the same words as in a walk's `end: closed …`. Said here once more
 * and not asked of case/moves.ts: play.ts compares the two.
 */
const endingOf = (kind: Way['kind']): string => {
  switch (kind) {
    case 'agreed':
    case 'done':
      return 'agreed'
    case 'stopped':
    case 'recorded':
    case 'no-issue':
      return kind
    case 'refused':
    case 'no-answer':
    case 'unreached':
    case 'not-done':
    case 'other-way':
    case 'returned':
    case 'skipped':
      return 'unresolved'
  }
}

/** The end that a target is for an outcome of this kind, in the words of `ends`; undefined where it is a rung. */
export const endOf = (policy: Policy, to: Target, kind: Way['kind']): string | undefined => {
  switch (to.kind) {
    case 'rung':
    case 'scenario':
      return undefined
    case 'promise':
    case 'top':
      return to.kind
    case 'close':
      return `closed ${endingOf(kind)}`
    case 'elsewhere': {
      const returns = policy.elsewhere.find((one) => one.id === to.elsewhere)?.returns === true
      return `${returns ? 'handed' : 'elsewhere'} ${to.elsewhere}`
    }
  }
}

interface Building {
  readonly policy: Policy
  /** By scenario and rung id. */
  readonly index: ReadonlyMap<string, ReadonlyMap<string, number>>
  /** How many positions there are. */
  readonly size: number
  readonly ends: Map<string, number>
}

const end = ({ ends }: Building, name: string): Landing => {
  const known = ends.get(name) ?? ends.size
  ends.set(name, known)
  return ~known
}

const land = (building: Building, scenario: Scenario, to: Target, kind: Way['kind']): Landing => {
  const { index, policy } = building
  switch (to.kind) {
    case 'rung':
      return index.get(scenario.id)?.get(to.rung) ?? end(building, 'nowhere')
    case 'scenario': {
      const there = policy.scenarios.find((one) => one.id === to.scenario)
      const first = there?.ladder[0]?.id ?? ''
      const at = index.get(to.scenario)?.get(to.rung) ?? index.get(to.scenario)?.get(first)
      return at === undefined ? end(building, 'nowhere') : building.size + at
    }
    case 'promise':
    case 'top':
    case 'close':
    case 'elsewhere':
      return end(building, endOf(policy, to, kind) ?? 'nowhere')
  }
}

/** Whether there is somebody to wait for, so that the program offers waiting, could not reach, no answer. */
export const isApproach = (rung: Rung): boolean => rung.whom !== undefined

const waysOf = (building: Building, scenario: Scenario, rung: Rung, up: Landing): readonly Way[] => {
  const own = rung.outcomes.map(
    ({ id, kind, to, when }: Outcome): Way => ({
      outcome: id,
      kind,
      to: land(building, scenario, to, kind),
      ...(when === undefined ? {} : { when }),
    }),
  )
  const program: readonly Way[] = [
    ...(isApproach(rung) ? [{ outcome: 'no-answer', kind: 'no-answer', to: up } as const] : []),
    { outcome: 'skipped', kind: 'skipped', to: up },
  ]
  // An outcome of the flow's own takes the place of the program's.
  return [...own, ...program.filter((one) => !own.some(({ outcome }) => outcome === one.outcome))]
}

const doorsOf = (building: Building, scenario: Scenario): readonly Door[] => {
  const { id } = scenario
  const door = (rung: string): Landing =>
    land(building, scenario, { kind: 'scenario', scenario: id, rung }, 'skipped')
  const first = scenario.ladder[0]
  return [
    ...(first === undefined ? [] : [{ scenario: id, to: door(first.id) }]),
    ...scenario.starts.map((one) => ({ scenario: id, start: one.id, to: door(one.rung) })),
  ]
}

/** Every condition of a rung or a way, as often as it stands there. */
export const conditionsOf = ({ positions }: Routing): readonly When[] =>
  positions.flatMap(({ rung, ways }) => [rung, ...ways].flatMap(({ when }) => when ?? []))

/** The ids of the answers to an ask or a guard. */
export const optionsOf = ({ asks, guards }: Policy, id: string): readonly string[] =>
  [...guards, ...asks].find((one) => one.id === id)?.options.map((one) => one.id) ?? []

/** The routing of all scenarios. Each outcome that keeps the case where it is, and each that the program alone offers to go back or away, is left out. */
export const routingOf = (policy: Policy): Routing => {
  const places = policy.scenarios.flatMap((scenario) => rungsOf(scenario).map((rung) => ({ scenario, rung })))
  const index = new Map<string, Map<string, number>>()
  for (const [i, { scenario, rung }] of places.entries()) {
    const inside = index.get(scenario.id) ?? new Map<string, number>()
    index.set(scenario.id, inside.set(rung.id, i))
  }
  const building: Building = { policy, index, size: places.length, ends: new Map() }
  const positions = places.map(({ scenario, rung }): Position => {
    const up = land(building, scenario, rung.up, 'skipped')
    return { scenario: scenario.id, rung, up, ways: waysOf(building, scenario, rung, up) }
  })
  const doors = policy.scenarios.flatMap((scenario) => doorsOf(building, scenario))
  return { positions, doors, ends: [...building.ends.keys()] }
}
