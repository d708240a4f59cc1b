/** Rungs that nobody comes to, and rungs from which nobody comes to an end. */

import type { Policy, Scenario } from '../policy.ts'
import { rungsOf } from '../rungs.ts'
import type { Claim } from './place.ts'
import { backwards, type Key, type Knot, type Roads, reached, startsOf } from './roads.ts'

const named = (keys: readonly Knot[]): string => {
  const shown = keys.slice(0, 6).map((one) => one.rung.id)
  return `${shown.join(', ')}${keys.length > shown.length ? ', …' : ''}`
}

/** A track of which no rung is come to is told of once. */
const lostTracks = (scenario: Scenario, seen: ReadonlySet<Key>): ReadonlySet<string> =>
  new Set(
    scenario.tracks
      .filter((track) => track.rungs.every((rung) => !seen.has(`${scenario.id}/${rung.id}`)))
      .map((track) => track.id),
  )

const lostTrack = (scenario: string, track: string): Claim => ({
  code: 'RF021',
  message: `No outcome and no start leads to the track "${track}".`,
  hint: 'Name one of its rungs in "to:" of an outcome, or in "at:" of a start.',
  at: { in: 'scenario', scenario, path: ['tracks', track], key: 'key' },
})

const unreachable = (policy: Policy, roads: Roads): readonly Claim[] => {
  const entries = policy.scenarios.flatMap(startsOf)
  const seen = reached(roads, entries, (knot) => knot.on)
  return policy.scenarios.flatMap((scenario) => {
    const lost = lostTracks(scenario, seen)
    const told = new Set(
      scenario.tracks.flatMap((track) => (lost.has(track.id) ? track.rungs.map((rung) => rung.id) : [])),
    )
    return [...[...lost].map((track) => lostTrack(scenario.id, track)), ...rungsLost(scenario, seen, told)]
  })
}

const rungsLost = (scenario: Scenario, seen: ReadonlySet<Key>, told: ReadonlySet<string>): readonly Claim[] =>
  rungsOf(scenario)
    .filter((rung) => !seen.has(`${scenario.id}/${rung.id}`) && !told.has(rung.id))
    .map((rung) => ({
      code: 'RF021',
      message: `No outcome leads to the rung "${rung.id}" of ${scenario.id}.`,
      hint: 'Name it in "to:" of an outcome, or move it into the ladder.',
      at: { in: 'rung', scenario: scenario.id, rung: rung.id, path: ['id'] },
    }))

/** Those of some rungs to which one of the others leads: what is left lies on a circle, or between two. */
const circling = (stuck: ReadonlyMap<Key, Knot>): ReadonlyMap<Key, Knot> => {
  const left = new Map(stuck)
  const into = new Map<Key, number>()
  const inner = ({ by }: Knot): readonly Key[] => [...new Set(by)].filter((to) => left.has(to))
  for (const knot of stuck.values()) for (const to of inner(knot)) into.set(to, (into.get(to) ?? 0) + 1)
  const open = [...stuck.values()].filter(({ key }) => !into.has(key))
  for (let knot = open.pop(); knot !== undefined; knot = open.pop()) {
    const next = inner(knot)
    left.delete(knot.key)
    for (const to of next) {
      const count = (into.get(to) ?? 1) - 1
      into.set(to, count)
      const found = stuck.get(to)
      if (count === 0 && found !== undefined) open.push(found)
    }
  }
  return left
}

const at = ({ scenario, rung }: Knot): Claim['at'] => ({
  in: 'rung',
  scenario,
  rung: rung.id,
  path: ['outcomes'],
  key: 'key',
})

const circle = (first: Knot, members: readonly Knot[]): Claim => ({
  code: 'RF032',
  message: `Nobody gets out of this circle of rungs: ${named(members)}.`,
  hint: 'Let an outcome of one of them lead up, to another rung, to promise, top or close.',
  at: at(first),
})

const stuckClaims = (roads: Roads): readonly Claim[] => {
  const back = backwards(roads)
  // What leads to a rung that is not there is told of already.
  const ends = [...roads.values()].flatMap((knot) =>
    knot.ends || knot.by.some((to) => !roads.has(to)) ? [knot.key] : [],
  )
  const open = reached(roads, ends, ({ key }) => back.get(key) ?? [])
  const stuck = new Map([...roads].filter(([key]) => !open.has(key)))
  const circles = circling(stuck)
  const told = new Set<Key>()
  const claims: Claim[] = []
  for (const knot of circles.values()) {
    if (told.has(knot.key)) continue
    const members = [...reached(roads, [knot.key], ({ by }) => by.filter((to) => !told.has(to)))]
    for (const one of members) told.add(one)
    claims.push(
      circle(
        knot,
        members.flatMap((one) => roads.get(one) ?? []),
      ),
    )
  }
  const dead = [...stuck.values()].filter(({ key }) => !circles.has(key))
  return [
    ...claims,
    ...dead.map((knot) => ({
      code: 'RF033',
      message: `From "${knot.rung.id}" nobody comes to an end: its outcomes lead only into a circle of rungs.`,
      hint: 'Let one of them lead up, to promise, top or close.',
      at: at(knot),
    })),
  ]
}

/** Rungs out of reach, circles without a way out, and what leads only into them. */
/** Where a road should lead and none does. */
export const deadEnds = (policy: Policy, roads: Roads): readonly Claim[] => [
  ...unreachable(policy, roads),
  ...stuckClaims(roads),
]
