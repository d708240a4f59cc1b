/**
 * Where a way leads for given answers: a rung whose condition does not hold is passed over upwards, as the engine does it
 * (case/conditions.ts and case/moves.ts). Follows one step of a route; see route-states.ts.
 */
import type { Combinations, Mask } from './route-answers.ts'
import type { Landing, Routing } from './routing.ts'

/** Positions and ends, with the answers with which one comes there. */
export type Landings = Map<Landing, Mask>

export const land = (found: Landings, at: Landing, mask: Mask): void => {
  if (mask !== 0) found.set(at, (found.get(at) ?? 0) | mask)
}

interface Climb {
  readonly routing: Routing
  readonly answers: Combinations
  readonly found: Landings
}

/** Upwards from a rung, over those that do not stand. Returns where that leaves the ladder, and with which answers. */
const climb = (path: Climb, from: number, mask: Mask): { readonly out: Landing; readonly rest: Mask } => {
  const { positions } = path.routing
  const seen = new Set<number>()
  let at = from
  let rest = mask
  for (let position = positions[at]; position !== undefined && rest !== 0; position = positions[at]) {
    // Going up leads round and no rung stands: then the first does.
    if (seen.has(at)) return { out: from, rest }
    seen.add(at)
    const stands = path.answers.holds(position.rung.when)
    land(path.found, at, rest & stands)
    rest &= ~stands
    at = position.up
  }
  return { out: at, rest }
}

/** Through the door of a scenario: where no rung stands on the way up, the one at the door does. */
const enter = (path: Climb, from: number, mask: Mask): void => {
  const { rest } = climb(path, from, mask)
  land(path.found, from, rest)
}

const follow = (path: Climb, to: Landing, mask: Mask): void => {
  const size = path.routing.positions.length
  if (to >= size) enter(path, to - size, mask)
  else {
    const { out, rest } = climb(path, to, mask)
    if (out >= size && rest !== 0) enter(path, out - size, rest)
    else land(path.found, out, rest)
  }
}

/** Makes the function that adds to `found` where `to` leads for these answers. What takes longer is worked out once. */
export const landing = (
  routing: Routing,
  answers: Combinations,
): ((found: Landings, to: Landing, mask: Mask) => void) => {
  const known = new Map<number, Landings>()
  const { positions, ends } = routing
  return (found, to, mask) => {
    const position = positions[to]
    if (to < 0 || (position !== undefined && position.rung.when === undefined)) {
      land(found, to, mask)
      return
    }
    const key = (to + ends.length) * 2 ** 31 + mask
    const made = known.get(key) ?? new Map<Landing, Mask>()
    if (!known.has(key)) {
      follow({ routing, answers, found: made }, to, mask)
      known.set(key, made)
    }
    for (const [at, bits] of made) land(found, at, bits)
  }
}
