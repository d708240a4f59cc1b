/**
 * The routing of a policy with the answers that may have been given by then: states, and the ways between them.
 * Counts along them; judges nothing.
 */
import type { Policy } from '../flow/policy.ts'
import { type Combinations, combinationsOf, type Mask, mostCombinations } from './route-answers.ts'
import { type Landings, landing } from './route-landing.ts'
import type { Arrows } from './route-loops.ts'
import type { Position, Routing } from './routing.ts'

/** A position together with the answers that may have been given by then. */
export interface States {
  readonly position: number[]
  readonly mask: Mask[]
  readonly next: number[][]
  /** How many different ends an outcome there leads to. */
  readonly ends: number[]
}

/** Where the routes of one scenario begin: states, and how many of its doors lead to an end at once. */
export interface Beginning {
  readonly scenario: string
  readonly starts: readonly number[]
  readonly ended: number
}

export interface Search {
  readonly routing: Routing
  readonly answers: Combinations
  readonly land: (found: Landings, to: number, mask: Mask) => void
  readonly states: States
  /** The states of each position. */
  readonly known: number[][]
}

const stateAt = ({ states, known }: Search, position: number, mask: Mask): number => {
  const here = known[position] ?? []
  known[position] = here
  for (const at of here) if (states.mask[at] === mask) return at
  const made = states.position.length
  here.push(made)
  states.position.push(position)
  states.mask.push(mask)
  return made
}

/**
 * Where the ways from a position lead, each landing once, with all the answers with which one can come there. `first`: a
 * case begins there, so that its guards are asked only after something has happened.
 */
const landings = (search: Search, position: Position, mask: Mask, first: boolean): Landings => {
  const { answers } = search
  const found: Landings = new Map()
  const before = first ? mask : answers.asked(position, mask)
  for (const { to, when } of position.ways) {
    const open = before & answers.holds(when)
    const bits = first ? answers.asked(position, open) : open
    search.land(found, to, bits)
  }
  return found
}

/**
 * Follows every way from the states known so far, at which cases begin. False: there are more than `most` states, and what
 * is beyond was not followed.
 */
const follow = (search: Search, most: number): boolean => {
  const { routing, states } = search
  const begins = states.position.length
  for (let at = 0; at < states.position.length; at++) {
    if (states.position.length > most) return false
    const position = routing.positions[states.position[at] ?? 0]
    if (position === undefined) continue
    const found = landings(search, position, states.mask[at] ?? 0, at < begins)
    const next: number[] = []
    let ends = 0
    for (const [to, mask] of found)
      if (to < 0) ends += 1
      else next.push(stateAt(search, to, mask))
    states.next[at] = next
    states.ends[at] = ends
  }
  return true
}

const beginning = (search: Search, scenario: string): Beginning => {
  const { routing, answers, land } = search
  const found: Landings = new Map()
  for (const door of routing.doors) if (door.scenario === scenario) land(found, door.to, answers.first)
  const starts = [...found].flatMap(([at, mask]) => (at < 0 ? [] : [stateAt(search, at, mask)]))
  return { scenario, starts, ended: found.size - starts.length }
}

export interface Explored {
  readonly search: Search
  readonly begins: readonly Beginning[]
}

const attempt = (policy: Policy, routing: Routing, combinations: number): Explored | undefined => {
  const answers = combinationsOf(policy, routing, combinations)
  const states: States = { position: [], mask: [], next: [], ends: [] }
  const search: Search = { routing, answers, land: landing(routing, answers), states, known: [] }
  const begins = policy.scenarios.map((one) => beginning(search, one.id))
  const most = combinations === 1 ? Number.POSITIVE_INFINITY : 10_000 + 20 * routing.positions.length
  return follow(search, most) ? { search, begins } : undefined
}

/**
 * All states that can be reached. Where answers make too many of them, answers are not followed: the time has to grow with
 * the flow and not with what its conditions could mean together.
 */
export const explore = (policy: Policy, routing: Routing): Explored => {
  const found = attempt(policy, routing, mostCombinations) ?? attempt(policy, routing, 1)
  if (found === undefined) throw new Error('routes without conditions have no limit')
  return found
}

/** Adds up for every state, as often as the bound says, what its followers have. */
export const countUp = (
  states: States,
  bound: number,
  first: number,
  own: (at: number) => number,
): Float64Array => {
  const { next } = states
  let now = new Float64Array(next.length).fill(first)
  for (let rungs = 0; rungs < bound; rungs++) {
    const after = new Float64Array(next.length)
    for (let at = 0; at < next.length; at++) {
      let total = own(at)
      for (const to of next[at] ?? []) total += now[to] ?? 0
      after[at] = total
    }
    now = after
  }
  return now
}

/** Between rungs only, each arrow once, whatever the answers. */
export const arrowsOf = (routing: Routing, states: States): Arrows => {
  const arrows: number[][] = routing.positions.map(() => [])
  const seen = new Int32Array(routing.positions.length).fill(-1)
  const byPosition: number[][] = routing.positions.map(() => [])
  for (const [at, position] of states.position.entries()) byPosition[position]?.push(at)
  for (const [from, list] of byPosition.entries())
    for (const at of list)
      for (const to of states.next[at] ?? []) {
        const position = states.position[to] ?? 0
        if (seen[position] === from) continue
        seen[position] = from
        arrows[from]?.push(position)
      }
  return arrows
}
