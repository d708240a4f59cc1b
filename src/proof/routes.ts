/**
 * Every route through a policy: how many there are up to a bound, and the proof that each of them ends. Works on the
 * routing of the policy alone; that the engine goes the same ways is proved in play.ts.
 */
import type { Policy } from '../flow/policy.ts'
import type { Landings } from './route-landing.ts'
import { type Arrows, canReach, circlesOf, groupsOf, isRound, longestFrom } from './route-loops.ts'
import { arrowsOf, type Beginning, countUp, explore, type Search, type States } from './route-states.ts'
import { nameOf, type Routing, routingOf, type Way } from './routing.ts'

/** Rungs that a case can come to again and again. */
export interface Loop {
  /** `scenario/rung`, in the order of the flow. */
  readonly rungs: readonly string[]
  /** What leads back: the outcomes at `from` after which the case is at `to` again. */
  readonly back: readonly {
    readonly from: string
    readonly outcomes: readonly string[]
    readonly to: string
  }[]
  /** Refusal and silence alone lead round for ever; only leaving a step out, or another outcome, leads out. */
  readonly stubborn: boolean
}

export interface ScenarioRoutes {
  readonly scenario: string
  /** Different sequences of rungs with the end that each comes to; each of them has ended within the bound. */
  readonly routes: number
  /** Sequences that are still going on at the bound. */
  readonly longer: number
  /** How many rungs the longest route has that comes to no rung twice. */
  readonly longest: number
}

export interface Routes {
  /** Rungs visited, at most. */
  readonly bound: number
  readonly scenarios: readonly ScenarioRoutes[]
  readonly routes: number
  readonly longer: number
  readonly longest: number
  /** False: there may be longer ones without repetition, of flows in which nearly every rung leads to every other. */
  readonly longestIsExact: boolean
  /** Rungs that a route comes to. */
  readonly rungs: number
  /** Outcomes at these rungs that move the case on. */
  readonly ways: number
  readonly ends: readonly string[]
  readonly loops: readonly Loop[]
  /** Rungs from which going up leads round and never to an end. */
  readonly circles: readonly (readonly string[])[]
  /** Rungs from which no end can be reached. */
  readonly endless: readonly string[]
  /** Asks and guards with too many combinations to be followed: their conditions are taken to hold. */
  readonly notFollowed: readonly string[]
}

/** As many rungs as a route is followed for, where nobody says. */
const defaultBound = 12

const noes: readonly Way['kind'][] = ['refused', 'no-answer', 'unreached', 'not-done']

/** The position that a landing is at, or at the door of. */
const placeOf = ({ positions }: Routing, to: number): number =>
  to < positions.length ? to : to - positions.length

const within = (routing: Routing, group: readonly number[], kinds: readonly Way['kind'][]): Arrows => {
  const at = new Map(group.map((position, i) => [position, i] as const))
  return group.map((position) =>
    (routing.positions[position]?.ways ?? []).flatMap(({ kind, to }) =>
      kinds.includes(kind) ? (at.get(placeOf(routing, to)) ?? []) : [],
    ),
  )
}

const nameAt = ({ positions }: Routing, at: number): string => {
  const position = positions[at]
  return position === undefined ? '' : nameOf(position)
}

/** `group`: in the order of the flow. */
const loopOf = (search: Search, group: readonly number[]): Loop => {
  const { routing, answers, land } = search
  const inside = new Set(group)
  const back = group.flatMap((from) => {
    const found = new Map<number, string[]>()
    for (const { outcome, to, when } of routing.positions[from]?.ways ?? []) {
      const places: Landings = new Map()
      land(places, to, answers.holds(when))
      for (const at of places.keys())
        if (at <= from && inside.has(at)) found.set(at, [...(found.get(at) ?? []), outcome])
    }
    return [...found].map(([to, outcomes]) => ({
      from: nameAt(routing, from),
      outcomes,
      to: nameAt(routing, to),
    }))
  })
  const refused = within(routing, group, noes)
  const stubborn = groupsOf(refused).some((one) => isRound(refused, one))
  return { rungs: group.map((at) => nameAt(routing, at)), back, stubborn }
}

/** Ways that are open whatever has been answered, so that an end which they lead to is always to be had. */
const alwaysOpen = (routing: Routing): { readonly arrows: Arrows; readonly goals: readonly number[] } => {
  const open = routing.positions.map(({ ways, up }) => [
    placeOf(routing, up),
    ...ways.filter((one) => one.when === undefined).map((one) => placeOf(routing, one.to)),
  ])
  return {
    arrows: open.map((list) => list.filter((to) => to >= 0)),
    goals: open.flatMap((list, at) => (list.some((to) => to < 0) ? [at] : [])),
  }
}

const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0)

/** The routes that begin in each scenario. `groups`: see longestFrom. */
const countRoutes = (
  states: States,
  begins: readonly Beginning[],
  groups: readonly (readonly number[])[],
  bound: number,
): { readonly scenarios: readonly ScenarioRoutes[]; readonly exact: boolean } => {
  const ended = countUp(states, bound, 0, (at) => states.ends[at] ?? 0)
  const going = countUp(states, bound, 1, () => 0)
  const firsts = begins.flatMap((one) => one.starts)
  const longest = longestFrom(states.next, (at) => states.position[at] ?? 0, groups, firsts)
  const scenarios = begins.map(
    ({ scenario, starts, ended: atOnce }): ScenarioRoutes => ({
      scenario,
      routes: atOnce + sum(starts.map((at) => ended[at] ?? 0)),
      longer: sum(starts.map((at) => going[at] ?? 0)),
      longest: starts.reduce((most, at) => Math.max(most, longest.rungs[at] ?? 0), 0),
    }),
  )
  return { scenarios, exact: longest.exact }
}

const loopsOf = (search: Search, arrows: Arrows, groups: readonly (readonly number[])[]): readonly Loop[] =>
  groups
    .filter((group) => isRound(arrows, group))
    .map((group) => [...group].sort((a, b) => a - b))
    .sort(([a = 0], [b = 0]) => a - b)
    .map((group) => loopOf(search, group))

const endlessOf = (routing: Routing, reached: readonly number[]): Pick<Routes, 'circles' | 'endless'> => {
  const named = (list: readonly number[]): readonly string[] => list.map((at) => nameAt(routing, at))
  const open = alwaysOpen(routing)
  const ending = canReach(open.arrows, open.goals)
  return {
    circles: circlesOf(routing.positions.map((one) => placeOf(routing, one.up))).map(named),
    endless: named(reached.filter((at) => ending[at] === 0)),
  }
}

/**
 * Counts the routes of at most `bound` rungs and proves that each ends. A route is a sequence of rungs with its end; where
 * conditions depend on answers, only sequences that one set of answers allows. Going back to an earlier step, another kind
 * of disagreement, and a promise that is not kept begin a route anew and are not counted. Time and memory grow with the
 * flow times the bound.
 */
export const enumerateRoutes = (policy: Policy, bound: number = defaultBound): Routes => {
  const routing = routingOf(policy)
  const { search, begins } = explore(policy, routing)
  const arrows = arrowsOf(routing, search.states)
  const groups = groupsOf(arrows)
  const { scenarios, exact } = countRoutes(search.states, begins, groups, bound)
  const reached = [...new Set(search.states.position)]
  return {
    bound,
    scenarios,
    routes: sum(scenarios.map((one) => one.routes)),
    longer: sum(scenarios.map((one) => one.longer)),
    longest: scenarios.reduce((most, one) => Math.max(most, one.longest), 0),
    longestIsExact: exact,
    rungs: reached.length,
    ways: sum(reached.map((at) => routing.positions[at]?.ways.length ?? 0)),
    ends: routing.ends,
    loops: loopsOf(search, arrows, groups),
    ...endlessOf(routing, reached),
    notFollowed: search.answers.left,
  }
}
