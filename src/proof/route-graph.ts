/**
 * A policy as a graph: each rung of each scenario is a position, and each outcome that moves the case on is a way from
 * it. Knows neither the engine nor answers; which conditions can hold together is in route-answers.ts.
 */
import type { Outcome, OutcomeKind, Policy, Rung, Scenario, Target, When } from '../flow/policy.ts'
import { rungsOf } from '../flow/rungs.ts'

/**
 * Where a way leads. Below 0: an end, `~i` of the graph's `ends`. From 0: a position; and with the number of positions
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
export interface Entry {
  readonly scenario: string
  readonly start?: string
  readonly to: Landing
}

export interface Graph {
  readonly positions: readonly Position[]
  readonly entries: readonly Entry[]
  /** `promise`, `top`, `closed stopped`, `elsewhere lado`, `handed court` … */
  readonly ends: readonly string[]
}

/** `scenario/rung`. */
export const nameOf = ({ scenario, rung }: Position): string => `${scenario}/${rung.id}`

/** How a case ends that an outcome of this kind closes; the same words as in a walk's `end: closed …`. */
const endingOf = (kind: Way['kind']): string => {
  switch (kind) {
    case 'agreed':
    case 'done':
      return 'agreed'
    case 'stopped':
    case 'recorded':
    case 'no-issue':
      return kind
    default:
      return 'unresolved'
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
      return end(building, to.kind)
    case 'close':
      return end(building, `closed ${endingOf(kind)}`)
    case 'elsewhere': {
      const returns = policy.elsewhere.find((one) => one.id === to.elsewhere)?.returns === true
      return end(building, `${returns ? 'handed' : 'elsewhere'} ${to.elsewhere}`)
    }
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

const entriesOf = (building: Building, scenario: Scenario): readonly Entry[] => {
  const { id } = scenario
  const door = (rung: string): Landing =>
    land(building, scenario, { kind: 'scenario', scenario: id, rung }, 'skipped')
  const first = scenario.ladder[0]
  return [
    ...(first === undefined ? [] : [{ scenario: id, to: door(first.id) }]),
    ...scenario.starts.map((one) => ({ scenario: id, start: one.id, to: door(one.rung) })),
  ]
}

/** The graph of all scenarios. Each outcome that keeps the case where it is, and each that the program alone offers to go back or away, is left out. */
export const graphOf = (policy: Policy): Graph => {
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
  const entries = policy.scenarios.flatMap((scenario) => entriesOf(building, scenario))
  return { positions, entries, ends: [...building.ends.keys()] }
}
